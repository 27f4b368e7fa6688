// origins: where a new job comes from — its people against what sizes give, and its skills.
"use strict";
(() => {
  const { data, say, number, percent, element } = page;
  const at = (id) => document.getElementById(id);
  const { people, mix } = data;
  const of = (value) => (value === null || value === undefined ? null : value / 1000);
  const share = (value) => (value === null ? "–" : percent(of(value)));
  const span = (low, high) => (low === null || high === null ? "–" : `${number(100 * of(low))}–${share(high)}`);
  const fine = (value) => percent(1).replace("100", number(value / 10, 1));
  const wide = 760;

  /** Bars with intervals, and a mark where size gives another. rows: {title, share, low, high, mark, note} */
  function bars(rows, width) {
    const { svg, text, fitting } = svgPicture;
    const narrow = width < 560;
    const left = narrow ? 20 : 250;
    const line = narrow ? 56 : 40;
    const height = rows.length * line + 30;
    const most = Math.max(0.1, ...rows.flatMap((row) => [row.share, row.high ?? 0, row.mark ?? 0]));
    const high = Math.min(1, Math.ceil(most * 10 - 1e-9) / 10);
    const x = (value) => left + (value / high) * (width - left - 62);
    const made = svg("svg", { width: "100%", height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
    const step = high > 0.6 ? 0.2 : high > 0.3 ? 0.1 : 0.05;
    for (let tick = 0; tick <= high + 1e-9; tick += step) {
      made.append(svg("line", { x1: x(tick), x2: x(tick), y1: 0, y2: rows.length * line, stroke: "#eef1f5" }));
      made.append(text(percent(tick), x(tick), height - 8, { "text-anchor": "middle" }));
    }
    rows.forEach((row, i) => {
      const middle = i * line + (narrow ? 36 : 20);
      made.append(narrow
        ? text(fitting(row.title, width - 16, 13), left, middle - 16, { "font-size": 13, fill: "#17212b" })
        : text(fitting(row.title, left - 14, 13), left - 12, middle + 4, { "text-anchor": "end", "font-size": 13, fill: "#17212b" }));
      made.append(svg("rect", { x: x(0), y: middle - 9, width: Math.max(1, x(row.share) - x(0)), height: 18, rx: 3, fill: row.colour ?? "#0b4f80" }, svg("title", {}, row.note)));
      if (row.low !== null && row.high !== null) {
        made.append(svg("line", { x1: x(row.low), x2: x(row.high), y1: middle, y2: middle, stroke: "#17212b", "stroke-width": 1.5 }));
        for (const end of [row.low, row.high]) made.append(svg("line", { x1: x(end), x2: x(end), y1: middle - 5, y2: middle + 5, stroke: "#17212b", "stroke-width": 1.5 }));
      }
      if (row.mark !== null) made.append(svg("line", { x1: x(row.mark), x2: x(row.mark), y1: middle - 15, y2: middle + 15, stroke: "#9b4805", "stroke-width": 3 }));
      const end = Math.max(row.share, row.high ?? 0, row.mark ?? 0);
      made.append(text(percent(row.share), x(end) + 8, middle + 4, { "font-weight": 700, fill: "#17212b" }));
    });
    return { made, height };
  }

  const colours = { related: "#0b4f80", unrelated: "#7d93a6", entrants: "#5b7f63" };

  function peopleRows() {
    return people.kinds.map((one) => ({
      title: say(`kind_${one.kind}`), share: of(one.share), low: of(one.share_low), high: of(one.share_high), mark: of(one.expected),
      colour: colours[one.kind], note: verdict(one),
    }));
  }

  function verdict(one) {
    if (one.ratio === null) return say("verdict_unknown", { kind: say(`kind_${one.kind}`) });
    const key = one.ratio_low === null ? "verdict_few" : one.ratio_low > 1000 ? "verdict_more" : one.ratio_high < 1000 ? "verdict_fewer" : "verdict_same";
    const times = (value) => number(of(value), value < 1950 ? 2 : value < 9950 ? 1 : 0);
    return say(key, { kind: say(`kind_${one.kind}`), ratio: times(one.ratio), low: times(one.ratio_low), high: times(one.ratio_high) });
  }

  function mixRows() {
    return mix.parts.map((one) => ({
      title: one.title, share: of(one.share), low: of(one.share_low), high: of(one.share_high), mark: null,
      note: `${one.title}: ${share(one.share)} (${span(one.share_low, one.share_high)})`,
    }));
  }

  const known = (decimals, value) => (value === null ? "–" : number(of(value), decimals));
  const columns = {
    origins: [
      { key: "title", heading: "head_title", value: (one) => one.title, cell: (one) => one.title },
      { key: "code", heading: "head_code", value: (one) => one.code, cell: (one) => one.code, present: () => people !== null && people.origins.some((one) => one.code !== one.title) },
      { key: "kind", heading: "head_kind", value: (one) => say(`kind_${one.kind}`), cell: (one) => say(`kind_${one.kind}`) },
      { key: "people", heading: "head_people", numeric: true, value: (one) => of(one.people), cell: (one) => (one.withheld ? `≈ ${number(of(one.people), 1)}` : number(of(one.people))) },
      { key: "expected", heading: "head_expected", numeric: true, value: (one) => of(one.expected), cell: (one) => known(1, one.expected) },
      { key: "ratio", heading: "head_ratio", numeric: true, value: (one) => of(one.ratio), cell: (one) => known(1, one.ratio) },
      { key: "relatedness", heading: "head_relatedness", numeric: true, value: (one) => of(one.relatedness), cell: (one) => known(2, one.relatedness) },
      { key: "withheld", heading: "head_withheld", value: (one) => (one.withheld ? say("yes") : ""), cell: (one) => (one.withheld ? say("yes") : ""), present: () => people !== null && people.origins.some((one) => one.withheld) },
    ],
    skills: [
      { key: "skill", heading: "head_skill", value: (one) => one.skill, cell: (one) => one.skill },
      ...["asked", "explained", "left", "part"].map((key) => ({ key, heading: `head_${key}`, numeric: true, value: (one) => of(one[key]), cell: (one) => fine(one[key]) })),
      { key: "before", heading: "head_before", numeric: true, value: (one) => of(one.before), cell: (one) => (one.before ? fine(one.before) : say("never_before")) },
    ],
  };
  const tables = {
    origins: people && page.table(at("origins"), columns.origins, { sort: "people", descending: true, caption: "origins_title" }),
    skills: mix && page.table(at("skills"), columns.skills, { sort: "left", descending: true, caption: "new_title" }),
  };

  function warn(id, said) {
    at(id).hidden = !said.length;
    at(id).textContent = said.join(" ");
  }

  const room = (id) => Math.max(300, Math.min(wide, at(id).clientWidth || wide));

  function drawPeople() {
    const total = people.kinds.reduce((sum, one) => sum + of(one.people), 0);
    const related = people.kinds[0];
    at("people-said").textContent = say("people_said", { people: number(total), period: people.period ? ` (${people.period})` : "", share: share(related.share), expected: share(related.expected) });
    at("people").replaceChildren(bars(peopleRows(), room("people")).made);
    at("verdicts").replaceChildren(...people.kinds.map((one) => element("li", {}, verdict(one))));
    const care = [];
    for (const key of ["withheld", "no_tie"]) {
      const sum = people.kinds.reduce((all, one) => all + of(one[key]), 0);
      if (sum > 0) care.push(say(`care_${key}`, { n: number(sum), share: percent(sum / total) }));
    }
    if (related.origins < 5) care.push(say("care_few", { n: number(related.origins) }));
    warn("people-care", care);
    at("origins-count").textContent = say("origins_count", { n: number(people.origins.length), all: number(people.number) });
    tables.origins.show(people.origins);
  }

  function drawMix() {
    const interval = mix.novelty_low === null ? "" : say("mix_interval", { span: span(mix.novelty_low, mix.novelty_high), chance: share(mix.by_chance) });
    at("mix-said").textContent = say("mix_said", { ads: number(mix.ads), novelty: share(mix.novelty), interval });
    warn("mix-care", [["few", mix.few, "care_few_ads"], ["same", mix.same_period, "care_same_period"], ["redrawn", mix.redrawn === "skills", "care_redrawn"]]
      .filter(([, holds]) => holds).map(([, , key]) => say(key)));
    at("mix").replaceChildren(bars(mixRows(), room("mix")).made);
    at("twins").replaceChildren(...mix.parts.filter((one) => one.twin && one.twin_likeness >= 800).map((one) =>
      element("li", {}, say("twin_said", { title: one.title, twin: one.twin, likeness: known(2, one.twin_likeness) }))));
    tables.skills.show(mix.skills);
  }

  const fileName = (what) => `${say(`file_${what}`)}-${data.title}`.normalize("NFC").replace(/[^\p{L}\p{N}-]+/gu, "_");

  function picture(what) {
    const { made, height } = bars(what === "people" ? peopleRows() : mixRows(), wide);
    const lines = [at(`${what}-said`).textContent, say(`${what}_key`), ...(data.source ? [say("source_is", { source: data.source })] : [])];
    return svgPicture.finished(made, { width: wide, height, title: say("title"), lines, key: [] });
  }

  function saveTable(what) {
    const present = columns[what].filter((column) => !column.present || column.present());
    const lines = tables[what].rows().map((one) => present.map((column) => column.value(one)));
    page.download(`${fileName(what === "origins" ? "people" : what)}.csv`, new Blob([page.csv([present.map((column) => say(column.heading)), ...lines])], { type: "text/csv;charset=utf-8" }));
  }

  function draw() {
    at("people-part").hidden = at("people-note").hidden = !people;
    at("mix-part").hidden = at("mix-note").hidden = !mix;
    if (people) drawPeople();
    if (mix) drawMix();
    at("data-said").textContent = say("data_said", { version: data.version || say("version_untold") });
    at("source").textContent = data.source;
  }

  at("save-origins").addEventListener("click", () => saveTable("origins"));
  at("save-skills").addEventListener("click", () => saveTable("skills"));
  for (const what of ["people", "mix"]) {
    at(`${what}-svg`).addEventListener("click", () => svgPicture.saveSvg(picture(what), fileName(what)));
    at(`${what}-png`).addEventListener("click", () => svgPicture.savePng(picture(what), fileName(what)));
  }
  addEventListener("resize", draw);
  page.onLanguage(draw);
  page.begin();
})();
