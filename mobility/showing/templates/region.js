// region: what a region has, nearly has and lacks, with why, pictures, table and what is not said.
"use strict";
(() => {
  const { data, say, number, percent, element } = page;
  const { kind, measure } = regionWords;
  const at = (id) => document.getElementById(id);
  const classes = ["nearly", "strong", "far", "abstain"];
  const size = { scatter: [760, 380], network: [760, 470] };
  let region = data.regions[0];
  let chosen = null;
  let seen = regionPictures.whole();
  let all = [];
  let nearly = [];
  let order = new Map();

  at("region").append(...data.regions.map((one, i) => element("option", { value: i }, one.name)));
  at("region-tool").hidden = data.regions.length < 2;
  at("classes").append(...classes.map((name) => element("label", {},
    element("input", { type: "checkbox", value: name, checked: true, change: () => fillTable() }), element("span", { "data-text": `class_${name}` }, say(`class_${name}`)))));

  const shown = () => new Set([...at("classes").querySelectorAll("input:checked")].map((box) => box.value));

  function choose(i) {
    chosen = i;
    drawPictures();
    drawChosen();
    for (const item of at("nearly").children) item.classList.toggle("chosen-one", Number(item.dataset.i) === chosen);
  }

  const picker = (one) => element("button", { type: "button", click: () => choose(one.i) }, one.title);

  function carriers(one, most) {
    const held = (region.evidence[one.i] ?? []).slice(0, most);
    return element("ul", { class: "carriers" }, ...held.map(([j, , share]) => element("li", {},
      element("span", {}, data.activities.title[j]),
      element("span", { class: "meter", "aria-hidden": "true" }, element("span", { style: `width:${share / 10}%` })),
      element("span", { class: "share" }, percent(share / 1000)))));
  }

  const facts = (one) => {
    const said = regionWords.offered(one);
    return said.length ? element("ul", { class: "facts" }, ...said.map((fact) => element("li", {}, fact))) : null;
  };

  function drawNearly() {
    at("nearly-title").textContent = say("nearly_title", { many: kind("many") });
    at("nearly-intro").textContent = nearly.length
      ? say("nearly_intro", { n: number(nearly.length), many: kind("many"), most: number(data.top) })
      : say("nearly_none");
    at("nearly").replaceChildren(...nearly.map((one, k) => element("li", { class: "card", "data-i": one.i },
      element("span", { class: "place", "aria-hidden": "true" }, String(k + 1)),
      element("h3", {}, picker(one)),
      element("p", {}, regionWords.because(one)),
      element("p", { class: "quiet" }, say("carried_by")),
      carriers(one, 3),
      element("p", { class: "quiet" }, regionWords.standing(one)),
      facts(one))));
  }

  function drawPictures() {
    const known = all.some((one) => (one.class === "nearly" || one.class === "far") && one.attractiveness !== null);
    const width = Math.max(300, Math.min(size.scatter[0], at("scatter").clientWidth || size.scatter[0]));
    const height = size.scatter[1];
    for (const id of ["scatter-svg", "scatter-png"]) at(id).hidden = !known;
    at("scatter-said").textContent = say(known ? "scatter_said" : "scatter_none", { offered: data.offered.map((name) => say(`offered_${name}`)).join(", ") });
    at("scatter").replaceChildren(...(known ? [regionPictures.scatter(all, order, { width, height, chosen, choose })] : []));
    at("network-said").textContent = say("network_said", { many: kind("many"), ties: number(data.ties.source.length) });
    at("network").replaceChildren(regionPictures.network(all, order, { height: Math.min(size.network[1], 0.9 * (at("network").clientWidth || size.network[0])), chosen, choose, seen }));
  }

  function drawChosen() {
    if (chosen === null) {
      at("chosen").replaceChildren(element("p", { class: "quiet no-print" }, say("none_chosen")));
      return;
    }
    const one = all[chosen];
    const tag = element("span", { class: `tag ${one.class}` }, say(`class_${one.class}`));
    at("chosen").replaceChildren(
      element("h2", {}, one.title), element("p", {}, tag, ` ${`${data.version} ${one.code}`.trim()}`),
      ...(one.why ? [element("p", {}, say(`why_${one.why}`))] : []),
      element("p", {}, regionWords.standing(one)),
      ...(one.links ? [element("p", {}, regionWords.because(one))] : []), ...(one.class === "nearly" ? [carriers(one, 5)] : []), ...[facts(one)].filter((part) => part));
  }

  const tag = (one) => element("span", { class: `tag ${one.class}`, title: one.why ? say(`why_${one.why}`) : "" }, say(`class_${one.class}`));
  const numeric = (key, decimals, present) => ({ key, heading: `head_${key}`, numeric: true, present, value: (one) => one[key], cell: (one) => number(one[key], decimals) });
  const share = (key, present) => ({ ...numeric(key, 0, present), cell: (one) => (one[key] === null ? "–" : percent(one[key])) });
  const columns = [
    { key: "title", heading: "head_title", value: (one) => one.title, cell: picker },
    { key: "code", heading: "head_code", value: (one) => one.code, cell: (one) => one.code, present: () => data.activities.code.some((code, i) => code !== data.activities.title[i]) },
    { key: "class", heading: "head_class", value: (one) => classes.indexOf(one.class), cell: tag },
    { ...numeric("rank", 0), value: (one) => one.rank },
    share("density"), numeric("relative_density", 1), numeric("lq", 2),
    { ...numeric("count", 0), cell: (one) => (one.count === null ? say("withheld") : number(one.count)) },
    { key: "carriers", heading: "head_carriers", numeric: true, value: (one) => one.carriers, cell: (one) => say("n_of_m", { n: number(one.carriers), m: number(one.links) }) },
    numeric("pay", 0, () => data.offered.includes("pay")), numeric("vacancies", 0, () => data.offered.includes("vacancies")),
    { ...numeric("growth", 0, () => data.offered.includes("growth")), cell: (one) => (one.growth === null ? "–" : regionWords.signed(one.growth)) },
    { ...numeric("attractiveness", 0, () => data.offered.length > 0), cell: (one) => (one.attractiveness === null ? "–" : number(100 * one.attractiveness)) },
    { key: "why", heading: "head_why", value: (one) => (one.why ? say(`why_${one.why}`) : null), cell: (one) => (one.why ? say(`why_${one.why}`) : ""), present: () => all.some((one) => one.why) },
  ];
  const table = page.table(at("table"), columns, { sort: "rank", caption: "table_caption" });

  function rows() {
    const wanted = at("filter").value.trim().toLocaleLowerCase("sv");
    const kinds = shown();
    return all.filter((one) => kinds.has(one.class) && (!wanted || one.title.toLocaleLowerCase("sv").includes(wanted) || one.code.startsWith(wanted)));
  }

  function fillTable() {
    const found = rows();
    table.show(found);
    at("table-count").textContent = say("table_count", { n: number(found.length), all: number(all.length), many: kind("many") });
  }

  function fileName(what) {
    const safe = region.name.normalize("NFC").replace(/[^\p{L}\p{N}-]+/gu, "_");
    return `${say(`file_${what}`)}-${safe}`;
  }

  function saveTable() {
    const present = columns.filter((column) => !column.present || column.present());
    const plain = (one, column) => {
      if (column.key === "class") return say(`class_${one.class}`);
      return column.value(one);
    };
    const lines = table.rows().map((one) => [region.name, ...present.map((column) => plain(one, column))]);
    const heads = [say("head_region"), ...present.map((column) => say(column.heading))];
    page.download(`${fileName("table")}.csv`, new Blob([page.csv([heads, ...lines])], { type: "text/csv;charset=utf-8" }));
  }

  function picture(what) {
    const [width, height] = size[what];
    const drawn = what === "scatter"
      ? regionPictures.scatter(all, order, { width, height, chosen, choose })
      : regionPictures.network(all, order, { height, chosen, choose, seen });
    const lines = [at(`${what}-said`).textContent, ...(data.source ? [say("source_is", { source: data.source })] : [])];
    return svgPicture.finished(drawn, { width, height, title: `${region.name}: ${say(what)}`, lines, key: nearly.map((one, k) => [String(k + 1), one.title]) });
  }

  function drawSkills() {
    at("skills-part").hidden = !region.skills;
    at("hard-part").hidden = !region.hard;
    at("skills").replaceChildren(...(region.skills ?? []).map(([label, asked, held, near, , from]) => element("li", { class: "card" },
      element("strong", {}, label), ` ${say("skill_said", { asked: percent(asked / 1000), held: percent(held / 1000), near: percent(near / 1000), from: from.join(", ") })}`)));
    if (region.skills && !region.skills.length) at("skills").append(element("li", { class: "quiet" }, say("skills_none")));
    const basis = (row) => {
      if (row.basis === "days open") return say("hard_days", { n: number(row.days_open / 1000) });
      if (row.basis === "advertised again") return say("hard_again", { n: percent(row.readvertised / 1000) });
      if (row.basis) return say("hard_tight", { n: number(row.tightness / 1000, 2) });
      return say("hard_unknown");
    };
    const against = (row) => {
      const told = row.against.map(([need, part]) => `${need[page.language()]} (${percent(part / 1000)})`);
      const usual = row.usual.map((need) => need[page.language()]);
      return told.length ? ` ${say("hard_against", { needs: told.join(", ") })}` : usual.length ? ` ${say("hard_usual", { needs: usual.join(", ") })}` : "";
    };
    at("hard").replaceChildren(...(region.hard ?? []).slice(0, 20).map((row) => element("li", { class: "card" },
      element("strong", {}, row.title), ` ${say("hard_said", { n: number(row.vacancies) })} ${basis(row)} ${row.pay === null ? say("hard_no_pay") : say("hard_pay", { n: number(row.pay) })}${against(row)}`)));
    if (region.hard && !region.hard.length) at("hard").append(element("li", { class: "quiet" }, say("hard_none")));
  }

  function drawWords() {
    at("region-name").textContent = region.name;
    at("summary").textContent = say("summary", {
      region: region.name, total: number(region.total), measure: measure(), period: data.period ? ` (${data.period})` : "",
      present: number(region.present), many: kind("many"), nearly: number(region.nearly),
    }) + (region.abstained ? ` ${say("summary_silent", { abstained: number(region.abstained) })}` : "");
    at("note").hidden = !region.note;
    at("note").textContent = region.note ? say(`note_${region.note}`, { many: kind("many"), one: kind("one") }) : "";
    at("worth").replaceChildren(...regionWords.worth().map((said) => element("p", {}, said)));
    at("all-title").textContent = say("all_title", { many: kind("many") });
    at("unsaid-intro").textContent = say(region.abstained ? "unsaid_intro" : "unsaid_nothing", { n: number(region.abstained), many: kind("many") });
    const number_of = (why) => all.filter((one) => one.why === why).length;
    at("unsaid").replaceChildren(...regionWords.whys.filter((why) => why && number_of(why)).map((why) =>
      element("li", {}, say("unsaid_line", { n: number(number_of(why)), why: say(`why_${why}`) }))));
    at("reckoned").textContent = say(data.order === "density" ? "reckoned_density" : "reckoned_both", { many: kind("many"), top: number(data.top) });
    at("data-said").textContent = say("data_said", { measure: measure(), period: data.period || say("period_untold"), version: data.version || say("version_untold"), regions: number(data.regions.length) });
    at("source").textContent = data.source;
    at("ads-note").textContent = /\bads?\b|vacanc/.test(data.measure) ? say("ads_note") : "";
  }

  function draw() {
    all = regionWords.cells(region);
    nearly = regionWords.nearly(all);
    order = new Map(nearly.map((one, k) => [one.i, k + 1]));
    drawWords();
    drawNearly();
    drawPictures();
    drawChosen();
    drawSkills();
    fillTable();
  }

  function zoom(factor) {
    const [width, height] = [seen.width * factor, seen.height * factor];
    seen = { x: seen.x + (seen.width - width) / 2, y: seen.y + (seen.height - height) / 2, width, height };
    drawPictures();
  }

  /** Dragging moves what is seen of the network. */
  function drag(event) {
    const drawn = at("network").firstChild;
    const scale = Math.max(seen.width / drawn.clientWidth, seen.height / drawn.clientHeight);
    const begun = { x: event.clientX, y: event.clientY, seen };
    const move = (moved) => {
      seen = { ...begun.seen, x: begun.seen.x - (moved.clientX - begun.x) * scale, y: begun.seen.y - (moved.clientY - begun.y) * scale };
      at("network").firstChild.setAttribute("viewBox", `${seen.x} ${seen.y} ${seen.width} ${seen.height}`);
    };
    const end = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", end); };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
  }

  addEventListener("resize", drawPictures);
  at("region").addEventListener("change", (event) => { region = data.regions[Number(event.target.value)]; chosen = null; draw(); });
  at("filter").addEventListener("input", fillTable);
  at("save-table").addEventListener("click", saveTable);
  at("zoom-in").addEventListener("click", () => zoom(1 / 1.4));
  at("zoom-out").addEventListener("click", () => zoom(1.4));
  at("zoom-all").addEventListener("click", () => { seen = regionPictures.whole(); drawPictures(); });
  at("network").addEventListener("pointerdown", drag);
  for (const what of ["scatter", "network"]) {
    at(`${what}-svg`).addEventListener("click", () => svgPicture.saveSvg(picture(what), fileName(what)));
    at(`${what}-png`).addEventListener("click", () => svgPicture.savePng(picture(what), fileName(what)));
  }
  page.onLanguage(draw);
  page.begin();
})();
