// compare: two regions side by side — what both have, what one could take from the other, the table.
"use strict";
(() => {
  const { data, say, has, number, percent, element } = page;
  const at = (id) => document.getElementById(id);
  const letters = { s: "strong", n: "nearly", f: "far", a: "abstain", "-": "none" };
  const kinds = ["strong", "nearly", "far", "abstain", "none"];
  const kind = (form) => say(has(`kind_${form}_${data.kind}`) ? `kind_${form}_${data.kind}` : `kind_${form}_other`);
  const measure = () => (has(`measure_${data.measure}`) ? say(`measure_${data.measure}`) : data.measure);
  const size = [760, 520];
  const scaled = (side, name, i, times) => (data.sides[side][name][i] === null ? null : data.sides[side][name][i] / times);

  const all = data.code.map((code, i) => {
    const one = { i, code, title: data.title[i] };
    for (const side of [0, 1]) {
      one[`class_${side + 1}`] = letters[data.sides[side].class[i]];
      one[`count_${side + 1}`] = scaled(side, "count", i, 1);
      one[`lq_${side + 1}`] = scaled(side, "lq", i, 100);
      one[`density_${side + 1}`] = scaled(side, "density", i, 1000);
    }
    one.difference = one.density_1 === null || one.density_2 === null ? null : one.density_2 - one.density_1;
    return one;
  });
  let pair = "all";

  const tag = (name) => element("span", { class: `tag ${name}` }, say(`class_${name}`));
  const signed = (value) => Math.round(100 * value) === 0 ? "0" : `${value < 0 ? "−" : "+"}${number(100 * Math.abs(value))}`;
  const share = (key) => ({ key, heading: `head_${key}`, numeric: true, value: (one) => one[key], cell: (one) => (one[key] === null ? "–" : percent(one[key])) });
  const numeric = (key, decimals) => ({ key, heading: `head_${key}`, numeric: true, value: (one) => one[key], cell: (one) => number(one[key], decimals) });
  const columns = [
    { key: "title", heading: "head_title", value: (one) => one.title, cell: (one) => one.title },
    { key: "code", heading: "head_code", value: (one) => one.code, cell: (one) => one.code, present: () => data.code.some((code, i) => code !== data.title[i]) },
    { key: "first", heading: "head_first", value: (one) => kinds.indexOf(one.class_1), cell: (one) => tag(one.class_1) },
    { key: "second", heading: "head_second", value: (one) => kinds.indexOf(one.class_2), cell: (one) => tag(one.class_2) },
    share("density_1"), share("density_2"),
    { ...numeric("difference"), value: (one) => (one.difference === null ? null : Math.abs(one.difference)), cell: (one) => (one.difference === null ? "–" : signed(one.difference)) },
    numeric("lq_1", 2), numeric("lq_2", 2), numeric("count_1", 0), numeric("count_2", 0),
  ];
  const table = page.table(at("table"), columns, { sort: "difference", descending: true, caption: "compare_caption" });

  function fits(one) {
    if (pair === "all") return true;
    if (pair === "differ") return one.class_1 !== one.class_2;
    return `${one.class_1} ${one.class_2}` === pair;
  }

  function fillTable() {
    const wanted = at("filter").value.trim().toLocaleLowerCase("sv");
    const found = all.filter((one) => fits(one) && (!wanted || one.title.toLocaleLowerCase("sv").includes(wanted) || one.code.startsWith(wanted)));
    table.show(found);
    at("table-count").textContent = say("table_count", { n: number(found.length), all: number(all.length), many: kind("many") });
    at("pair").value = pair;
    for (const button of at("matrix").querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.pair === pair));
  }

  function choosePair(chosen) {
    pair = pair === chosen ? "all" : chosen;
    fillTable();
  }

  function drawMatrix() {
    const there = kinds.filter((name) => name !== "none" || all.some((one) => one.class_1 === name || one.class_2 === name));
    const counted = (one, two) => all.filter((cell) => cell.class_1 === one && cell.class_2 === two).length;
    const head = element("tr", {}, element("th", { scope: "col" }, `${data.names[0]} ↓  ${data.names[1]} →`), ...there.map((name) => element("th", { scope: "col", class: "numeric" }, say(`class_${name}`))));
    const rows = there.map((one) => element("tr", {}, element("th", { scope: "row" }, say(`class_${one}`)), ...there.map((two) => {
      const n = counted(one, two);
      const said = `${data.names[0]}: ${say(`class_${one}`)}, ${data.names[1]}: ${say(`class_${two}`)}: ${number(n)}`;
      return element("td", { class: one === two ? "numeric same" : "numeric" }, n
        ? element("button", { type: "button", "data-pair": `${one} ${two}`, "aria-pressed": "false", "aria-label": said, click: () => choosePair(`${one} ${two}`) }, number(n))
        : "0");
    })));
    at("matrix").replaceChildren(element("table", {}, element("caption", { class: "unseen" }, say("matrix")), element("thead", {}, head), element("tbody", {}, ...rows)));
    at("pair").replaceChildren(
      element("option", { value: "all" }, say("pair_all")), element("option", { value: "differ" }, say("pair_differ")),
      ...there.flatMap((one) => there.filter((two) => counted(one, two)).map((two) =>
        element("option", { value: `${one} ${two}` }, `${say(`class_${one}`)} · ${say(`class_${two}`)}`))));
  }

  function drawSides() {
    at("two").replaceChildren(...data.names.map((name, side) => {
      const told = data.figures[side];
      return element("section", { class: "card" }, element("h2", {}, name), element("p", {}, say("side", {
        total: number(told.total), measure: measure(), present: number(told.present), many: kind("many"), nearly: number(told.nearly) }), told.abstained ? ` ${say("side_silent", { abstained: number(told.abstained) })}` : ""));
    }));
    at("learn").replaceChildren(...[[0, 1], [1, 0]].map(([side, other]) => {
      const found = all.filter((one) => one[`class_${side + 1}`] === "nearly" && one[`class_${other + 1}`] === "strong")
        .sort((a, b) => data.sides[side].rank[a.i] - data.sides[side].rank[b.i]);
      return element("section", { class: "card" }, element("h2", {}, say("learn", { one: data.names[side], other: data.names[other] })),
        found.length ? element("ul", {}, ...found.map((one) => element("li", {}, `${one.title} (${percent(one[`density_${side + 1}`])})`)))
          : element("p", { class: "quiet" }, say("learn_none")));
    }));
  }

  function both([width, height]) {
    const { svg, text } = svgPicture;
    const edge = { left: 52, right: 18, top: 26, bottom: 44 };
    const shown = all.filter((one) => one.density_1 !== null && one.density_2 !== null);
    const high = Math.min(1, Math.ceil(10 * Math.max(0.1, ...shown.flatMap((one) => [one.density_1, one.density_2])) - 1e-9) / 10);
    const x = (value) => edge.left + (value / high) * (width - edge.left - edge.right);
    const y = (value) => height - edge.bottom - (value / high) * (height - edge.top - edge.bottom);
    const made = svg("svg", { width: "100%", height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
    for (let k = 0; k <= Math.round(high * 10); k += high > 0.6 ? 2 : 1) {
      const tick = k / 10;
      made.append(svg("line", { x1: x(tick), x2: x(tick), y1: y(0), y2: y(high), stroke: "#eef1f5" }), svg("line", { x1: x(0), x2: x(high), y1: y(tick), y2: y(tick), stroke: "#eef1f5" }));
      made.append(text(percent(tick), x(tick), height - edge.bottom + 17, { "text-anchor": "middle" }), text(percent(tick), edge.left - 6, y(tick) + 4, { "text-anchor": "end" }));
    }
    made.append(svg("line", { x1: x(0), x2: x(high), y1: y(0), y2: y(high), stroke: "#8b97a3", "stroke-dasharray": "4 4" }));
    for (const one of shown) {
      const held = (one.class_1 === "strong") + (one.class_2 === "strong");
      const nearly = one.class_1 === "nearly" || one.class_2 === "nearly";
      const colour = nearly ? "#9b4805" : held ? "#0b4f80" : "#8b97a3";
      made.append(svg("circle", { cx: x(one.density_1), cy: y(one.density_2), r: held || nearly ? 5 : 3.5, fill: held === 2 ? colour : held === 1 ? "#ffffff" : "#e5eaef", stroke: colour, "stroke-width": held === 1 || nearly ? 2 : 1 },
        svg("title", {}, `${one.title} · ${data.names[0]}: ${say(`class_${one.class_1}`)} · ${data.names[1]}: ${say(`class_${one.class_2}`)}`)));
    }
    made.append(text(`${svgPicture.fitting(data.names[0], width - 120, 12)} →`, x(high), height - 8, { "text-anchor": "end", fill: "#17212b" }), text(`↑ ${data.names[1]}`, 4, 14, { fill: "#17212b" }));
    return made;
  }

  function drawBoth() {
    const width = Math.max(300, Math.min(size[0], at("both").clientWidth || size[0]));
    at("both").replaceChildren(both([width, Math.min(size[1], 1.1 * width)]));
  }

  function fileName(what) {
    return [say(`file_${what}`), ...data.names].join("-").normalize("NFC").replace(/[^\p{L}\p{N}-]+/gu, "_");
  }

  function picture() {
    const [width, height] = size;
    const lines = [at("both-said").textContent, ...(data.source ? [say("source_is", { source: data.source })] : [])];
    return svgPicture.finished(both(size), { width, height, title: `${data.names.join(" · ")}: ${say("both")}`, lines, key: [] });
  }

  function saveTable() {
    const present = columns.filter((column) => !column.present || column.present());
    const plain = (one, column) => {
      if (column.key === "first") return say(`class_${one.class_1}`);
      if (column.key === "second") return say(`class_${one.class_2}`);
      return column.key === "difference" ? one.difference : column.value(one);
    };
    const lines = table.rows().map((one) => present.map((column) => plain(one, column)));
    const heads = present.map((column) => say(column.heading));
    page.download(`${fileName("table")}.csv`, new Blob([page.csv([heads, ...lines])], { type: "text/csv;charset=utf-8" }));
  }

  function draw() {
    drawSides();
    drawMatrix();
    at("both-said").textContent = say("both_said", { one: data.names[0], other: data.names[1] });
    drawBoth();
    at("all-title").textContent = say("compare_all", { many: kind("many") });
    at("data-said").textContent = say("compare_data", { measure: measure(), period: data.period || say("period_untold"), version: data.version || say("version_untold") });
    at("source").textContent = data.source;
    at("ads-note").textContent = /\bads?\b|vacanc/.test(data.measure) ? say("ads_note") : "";
    fillTable();
  }

  addEventListener("resize", drawBoth);
  at("filter").addEventListener("input", fillTable);
  at("pair").addEventListener("change", (event) => { pair = event.target.value; fillTable(); });
  at("save-table").addEventListener("click", saveTable);
  at("both-svg").addEventListener("click", () => svgPicture.saveSvg(picture(), fileName("both")));
  at("both-png").addEventListener("click", () => svgPicture.savePng(picture(), fileName("both")));
  page.onLanguage(draw);
  page.begin();
})();
