// validation: dots and intervals of every measure on every target, and the table of all figures.
"use strict";
(() => {
  const { targets, scores, settings, source } = page.data;
  const nulls = new Set(["size alone", "classification", "popularity", "random"]);
  const keys = { "any move": "any_move", "size-controlled": "size_controlled" };
  let chosen = scores[0];

  const named = (row) => (row.null && nulls.has(row.name) ? page.say(row.name) : row.name);
  const nullNamed = (name) => (nulls.has(name) ? page.say(name) : name);
  const scoreNamed = (score) => page.say(score, { k: settings.k });
  const targetNamed = (target) => (target.name in keys ? page.say(keys[target.name]) : target.name);
  const figure = (value) => page.number(value, 2);
  const signed = (value) => (value > 0 ? `+${figure(value)}` : figure(value).replace("-", "−"));

  function svg(tag, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** From the least to the most that any interval reaches, in whole tenths; AUC always has .5. */
  function bounds(score) {
    const every = targets.flatMap((target) => target.rows.flatMap((row) => row.figures[score].slice(0, 3)));
    const known = every.filter((value) => value !== null);
    const low = score === "auc" ? Math.min(0.4, ...known) : 0;
    const high = score === "auc" ? 1 : Math.max(0.1, ...known);
    return [Math.floor(low * 10 + 1e-9) / 10, Math.min(1, Math.ceil(high * 10 - 1e-9) / 10)];
  }

  const place = ([low, high], value) => `${(100 * (value - low)) / (high - low)}%`;

  function ticks([low, high]) {
    const step = high - low > 0.6 ? 0.2 : high - low > 0.25 ? 0.1 : 0.05;
    const count = Math.round((high - low) / step + 1e-9);
    return Array.from({ length: count + 1 }, (_, i) => low + i * step).filter((value) => value <= high + 1e-9);
  }

  function standing(row) {
    if (row.null) return "null";
    const least = row.figures[chosen][4];
    return least !== null && least > 0 ? "beats" : "not";
  }

  function line(row, best, range) {
    const [point, low, high, gain, gainLow, gainHigh] = row.figures[chosen];
    const drawn = svg("svg", { "aria-hidden": "true" });
    for (const tick of ticks(range)) drawn.append(svg("line", { class: "grid", x1: place(range, tick), x2: place(range, tick), y1: 0, y2: "100%" }));
    if (best !== null) drawn.append(svg("line", { class: "best", x1: place(range, best), x2: place(range, best), y1: 0, y2: "100%" }));
    const kind = standing(row);
    if (low !== null) drawn.append(svg("line", { class: `bar ${kind}`, x1: place(range, low), x2: place(range, high), y1: "50%", y2: "50%" }));
    if (point !== null) drawn.append(svg("circle", { class: `dot ${kind}`, cx: place(range, point), cy: "50%", r: row.null ? 5 : 6 }));
    const said = page.say("said", {
      name: named(row), point: figure(point), low: figure(low), high: figure(high), best: nullNamed(row.best_null[chosen]),
      gain: signed(gain), gain_low: signed(gainLow), gain_high: signed(gainHigh),
    });
    return page.element("li", { class: row.null ? "line null" : "line", title: said },
      page.element("span", { class: "name" }, named(row)), drawn,
      page.element("span", { class: "value" }, figure(point)), page.element("span", { class: "unseen" }, said));
  }

  function axis(range) {
    const drawn = svg("svg", { "aria-hidden": "true" });
    const decimals = ticks(range).some((tick) => Math.abs(tick * 10 - Math.round(tick * 10)) > 1e-6) ? 2 : 1;
    for (const tick of ticks(range)) {
      drawn.append(svg("text", { x: place(range, tick), y: 14 }, page.number(tick, decimals)));
    }
    return page.element("div", { class: "line axis" }, page.element("span", { class: "name" }), drawn, page.element("span", { class: "value" }));
  }

  function picture(target, range) {
    const values = { true: page.number(target.true), pairs: page.number(target.pairs), least_moves: settings.least_moves, least_expected: page.number(settings.least_expected, Number.isInteger(settings.least_expected) ? 0 : 1), above: page.number(settings.above, Number.isInteger(settings.above) ? 0 : 1) };
    const key = keys[target.name];
    const once = key === "size_controlled" && settings.above === 1 ? "_once" : "";
    const told = [key ? page.say(`${key}_means${once}`, values) : ""];
    if (target.undecided) told.push(page.say("undecided", { undecided: page.number(target.undecided) }));
    const bestName = target.rows[0].best_null[chosen];
    const best = target.rows.find((row) => row.null && row.name === bestName).figures[chosen][0];
    const list = (kind) => page.element("ul", {}, ...target.rows.filter((row) => row.null === kind).map((row) => line(row, best, range)));
    return page.element("section", { class: "target card" },
      page.element("h2", {}, targetNamed(target)), page.element("p", {}, told.join(" ")),
      page.element("h3", {}, page.say("measures")), list(false),
      page.element("h3", {}, page.say("nulls")), list(true), axis(range));
  }

  const rows = () => targets.flatMap((target) => target.rows.map((row) => ({ target, row, figures: row.figures[chosen] })));
  const at = (position) => (line) => line.figures[position];
  const numeric = (key, heading, position, shown = figure) => ({ key, heading, numeric: true, value: at(position), cell: (line) => shown(line.figures[position]) });
  const table = page.table(document.getElementById("table"), [
    { key: "target", heading: "head_target", value: (line) => targets.indexOf(line.target), cell: (line) => targetNamed(line.target) },
    { key: "name", heading: "head_name", value: (line) => named(line.row), cell: (line) => named(line.row) },
    numeric("point", "head_point", 0), numeric("low", "head_low", 1), numeric("high", "head_high", 2),
    numeric("gain", "head_gain", 3, signed), numeric("gain_low", "head_gain_low", 4, signed), numeric("gain_high", "head_gain_high", 5, signed),
    { key: "best", heading: "head_best", value: (line) => nullNamed(line.row.best_null[chosen]), cell: (line) => nullNamed(line.row.best_null[chosen]) },
    { key: "listed", heading: "head_listed", numeric: true, value: (line) => line.row.listed, cell: (line) => page.number(line.row.listed) },
    { key: "lacking", heading: "head_lacking", numeric: true, value: (line) => line.row.lacking, cell: (line) => page.number(line.row.lacking) },
  ], { sort: "target", caption: "figures" });

  function save() {
    const heads = ["target", "score", "name", "point", "low", "high", "best", "gain", "gain_low", "gain_high", "listed", "lacking"].map((key) => page.say(`head_${key}`));
    const lines = targets.flatMap((target) => target.rows.flatMap((row) => scores.map((score) => {
      const [point, low, high, ...gains] = row.figures[score];
      return [targetNamed(target), scoreNamed(score), named(row), point, low, high, nullNamed(row.best_null[score]), ...gains, row.listed, row.lacking];
    })));
    page.download(page.say("file_name"), new Blob([page.csv([heads, ...lines])], { type: "text/csv;charset=utf-8" }));
  }

  function draw() {
    const range = bounds(chosen);
    document.getElementById("scores").replaceChildren(...scores.map((score) => page.element("button", {
      type: "button", "aria-pressed": String(score === chosen), "data-score": score,
      click: () => { chosen = score; draw(); document.querySelector(`[data-score="${score}"]`).focus(); },
    }, scoreNamed(score))));
    document.getElementById("source").textContent = source;
    document.getElementById("means").textContent = page.say(`${chosen}_means`, { k: settings.k });
    document.getElementById("pictures").replaceChildren(...targets.map((target) => picture(target, range)));
    document.getElementById("note").textContent = page.say("interval_note", { confidence: page.percent(settings.confidence), draws: page.number(settings.draws) });
    table.show(rows());
  }

  document.getElementById("save").addEventListener("click", save);
  page.onLanguage(draw);
  page.begin();
})();
