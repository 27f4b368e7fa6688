// map: one choice, and every part of the page that shows what it leaves.
"use strict";
(() => {
  const { data, say, element } = page;
  const { state } = chosen;
  const at = (id) => document.getElementById(id);
  const own = (texts) => texts[page.language()];
  const LINES = ["needs", "interventions", "groups", "methods", "ties", "flows"];
  let left = chosen.left();
  let taken = null;
  let typed = "";
  let gridOf = "actors";

  const picture = makePicture(at("picture"), { onChoose: (key) => choose(key) });
  const panel = makePanel(at("panel"), { onChoose: (key) => choose(key, { focus: true }), onClose: () => choose(null) });
  const table = page.table(at("directory-table"), directory.columns((key) => choose(key, { focus: true })), { sort: "intervention", caption: "directory" });

  const ties = page.table(at("ties-table"), tieTable.columns((key) => choose(key, { focus: true })), { sort: "ends", caption: "ties_all" });

  // ---- what is chosen ---------------------------------------------------------------------------
  /** How many there are of a kind, in words: one is not "1 actors". */
  const counted = (kind, some) => say(`count_${kind}${some.length === 1 ? "_one" : ""}`, { n: page.number(some.length) });

  function choose(key, { focus = false } = {}) {
    taken = key === taken && !focus ? null : key;
    drawTaken();
    at("status").textContent = taken === null ? "" : say("taken", { what: at("panel-title").textContent });
    if (taken !== null && focus) { at("who").scrollIntoView(); at("panel-title").focus({ preventScroll: true }); }
  }

  function drawTaken() {
    picture.take(inPicture(taken));
    at("actor").value = taken?.startsWith("actor ") ? taken.slice(6) : "";
    if (taken === null) panel.empty();
    else if (taken.startsWith("actor ")) panel.actor(Number(taken.slice(6)));
    else panel.item(taken, labelOf(taken), left);
    at("panel").scrollTop = 0;
  }

  /** A unit that is not drawn is shown by its organisation. */
  function inPicture(key) {
    return key?.startsWith("actor ") && !state.units ? `actor ${chosen.root[Number(key.slice(6))]}` : key;
  }

  function labelOf(key) {
    const kind = key.split(" ", 1)[0];
    const rest = key.slice(kind.length + 1);
    return kind === "need" ? own(data.needs[Number(rest)]) : kind === "intervention" ? data.interventions[Number(rest)].name : rest;
  }

  // ---- filters ----------------------------------------------------------------------------------
  const distinct = (name) => [...new Set(data.interventions.map((one) => one[name]).filter(Boolean))].sort((a, b) => page.compare(a, b, false));
  const indented = (list, k) => `${"\u2003".repeat(depth(list, k))}${list[k].name}`;
  const depth = (list, k) => (list[k].parent < 0 ? 0 : 1 + depth(list, list[k].parent));

  function options(id, all, pairs, value) {
    const blank = all === null ? [] : [["", say(all)]];
    at(id).replaceChildren(...[...blank, ...pairs].map(([key, label]) => element("option", { value: key }, label)));
    at(id).value = value;
  }

  function drawFilters() {
    options("filter-need", "every_need", data.needs.map((need, k) => [String(k), own(need)]), state.need < 0 ? "" : String(state.need));
    options("filter-group", "every_group", distinct("target_group").map((one) => [one, one]), state.group);
    options("filter-method", "every_method", distinct("method").map((one) => [one, one]), state.method);
    options("filter-place", "every_place", treeOrder(data.places).map((k) => [String(k), indented(data.places, k)]), state.place < 0 ? "" : String(state.place));
    at("filter-day").value = state.day;
    options("lines", null, LINES.filter((one) => data.interventions.length || !["interventions", "groups", "methods"].includes(one)).map((one) => [one, say(`lines_${one}`)]), state.lines);
    options("grid-of", null, [["actors", say("grid_actors")], ["places", say("grid_places")]], gridOf);
    options("actor", "choose_actor", data.actors.map((_, k) => [String(k), indented(data.actors, k)]), taken?.startsWith("actor ") ? taken.slice(6) : "");
  }

  function treeOrder(list) {
    const below = (parent) => list.map((_, k) => k).filter((k) => list[k].parent === parent).flatMap((k) => [k, ...below(k)]);
    return below(-1);
  }

  const number = (id) => (at(id).value === "" ? -1 : Number(at(id).value));
  at("filters").addEventListener("input", () => {
    Object.assign(state, { need: number("filter-need"), group: at("filter-group").value, method: at("filter-method").value, place: number("filter-place"), day: at("filter-day").value });
    draw();
  });
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  at("filters").addEventListener("reset", (event) => {
    event.preventDefault();
    Object.assign(state, { need: -1, group: "", method: "", place: -1, day: data.at });
    drawFilters();
    draw();
  });
  at("lines").addEventListener("change", () => { state.lines = at("lines").value; drawPicture(); });
  at("actor").addEventListener("change", () => choose(at("actor").value === "" ? null : `actor ${at("actor").value}`));
  at("units").addEventListener("click", () => { state.units = !state.units; drawPicture(); });
  at("grid-of").addEventListener("change", () => { gridOf = at("grid-of").value; drawGrid(); });
  at("search").addEventListener("input", () => { typed = at("search").value.trim(); drawDirectory(); });

  /** What was chosen, in words, for the heading of the picture and for paper. */
  function choice() {
    return [
      state.day ? say("day", { day: said.day(state.day) }) : say("days"),
      state.need < 0 ? "" : own(data.needs[state.need]), state.group, state.method,
      state.place < 0 ? "" : data.places[state.place].name,
    ].filter(Boolean).join(" · ");
  }

  // ---- long tables ----------------------------------------------------------------------------
  const LONG = 300;
  const waiting = new Map();
  const drawWaiting = (id) => { waiting.get(id)?.(); waiting.delete(id); };
  const nearby = new IntersectionObserver((entries) => entries.filter((one) => one.isIntersecting).forEach((one) => drawWaiting(one.target.id)), { rootMargin: "600px" });

  /** Draw a table at once, a long one not before the reader comes near it. */
  function whenSeen(id, rows, drawTable) {
    nearby.unobserve(at(id));
    waiting.set(id, drawTable);
    if (rows <= LONG) drawWaiting(id); else nearby.observe(at(id));
  }

  // ---- the parts --------------------------------------------------------------------------------
  function drawPicture() {
    at("units").setAttribute("aria-pressed", String(state.units));
    at("units").hidden = data.actors.every((one) => one.parent < 0);
    const drawn = linesOf(left, picture);
    const heading = say(`title_${state.lines}`);
    const label = say("picture_is", { title: heading, actors: page.number(drawn.rows.length), lines: page.number(drawn.lines.length) });
    const made = document.querySelector(".synthetic:not(noscript *)") ? `${say("made_up")} · ` : "";
    const none = !drawn.rows.length ? say("nothing_left") : !drawn.lines.length ? say("no_lines") : "";
    picture.draw({ ...drawn, heading, under: none || `${made}${data.title} · ${choice()}`, label });
    drawTaken();
  }

  function drawGrid() {
    at("grid-intro").textContent = say(`grid_${gridOf}_intro`);
    const onCell = (need, place) => { Object.assign(state, { need, place, lines: "needs" }); drawFilters(); draw(); choose(`need ${need}`, { focus: true }); };
    at("grid-table").replaceChildren(gridOf === "actors" ? grid.byActor(left, (key) => choose(key, { focus: true })) : grid.byPlace(left, onCell));
  }

  function drawDirectory() {
    const rows = left.interventions.filter((one) => directory.found(one, typed));
    at("directory-intro").textContent = data.interventions.length ? say("directory_intro", { n: page.number(rows.length), all: counted("interventions", data.interventions) }) : say("directory_none");
    whenSeen("directory", rows.length, () => table.show(rows));
  }

  function drawTies() {
    at("ties-intro").textContent = data.ties.length ? say("ties_intro", { n: page.number(left.ties.length), all: page.number(data.ties.length) }) : say("ties_none");
    whenSeen("ties", left.ties.length, () => ties.show(left.ties));
  }

  function drawChanges() {
    at("changes").hidden = at("to-changes").hidden = data.before === null;
    if (data.before === null) return;
    const count = (change) => page.number(data.changes.filter((one) => one.change === change).length);
    at("changes-intro").textContent = say("changes_intro", { title: data.before.title, day: said.day(data.before.date), added: count("added"), removed: count("removed"), changed: count("changed") });
    changeRows.draw(at("changes-list"));
  }

  function draw() {
    left = chosen.left();
    at("left").textContent = say("left", { ...Object.fromEntries(["actors", "mandates", "interventions", "ties"].map((kind) => [kind, counted(kind, left[kind])])), confirmed: page.number(left.mandates.filter((one) => one.status === "confirmed").length) });
    foot.say(say("foot", { subject: say("subject"), day: said.day(page.data.reference) }));
    at("day").textContent = state.day ? say("day", { day: said.day(state.day) }) : say("days");
    at("filters-print").textContent = `${choice()}. ${at("left").textContent}`;
    drawPicture();
    drawGrid();
    drawDirectory();
    drawTies();
  }

  // ---- files and paper --------------------------------------------------------------------------
  at("save-svg").addEventListener("click", () => page.download(`${say("picture_file")}.svg`, new Blob([picture.svg()], { type: "image/svg+xml" })));
  at("save-png").addEventListener("click", () => picture.png((blob) => page.download(`${say("picture_file")}.png`, blob)));
  function save(id, name, columns, shown) {
    drawWaiting(id);
    const rows = shown.rows();
    const lines = [columns.map((column) => say(column.heading)), ...rows.map((row) => columns.map((column) => column.value(row)))];
    page.download(name, new Blob([page.csv(lines)], { type: "text/csv;charset=utf-8" }));
  }
  at("save-directory").addEventListener("click", () => save("directory", say("table_file"), directory.columns(() => {}), table));
  at("save-ties").addEventListener("click", () => save("ties", say("ties_file"), tieTable.columns(() => {}), ties));
  let closed = [];
  window.addEventListener("beforeprint", () => {
    for (const id of [...waiting.keys()]) drawWaiting(id);
    for (const one of document.querySelectorAll(".panel .more")) one.click();
    closed = [...document.querySelectorAll(".panel details:not([open])")];
    for (const one of closed) one.open = true;
    if (at("picture").classList.contains("tall-one")) at("picture").append(element("div", { class: "pieces" }, ...picture.pieces()));
  });
  window.addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
    for (const one of document.querySelectorAll(".pieces")) one.remove();
  });

  page.onLanguage(() => {
    drawFilters();
    draw();
    drawChanges();
    at("incomplete").hidden = data.complete;
    at("incomplete").textContent = say("incomplete");
  });
  page.begin();
  let width = at("picture").clientWidth;
  new ResizeObserver(() => {
    if ([0, width].includes(at("picture").clientWidth)) return;
    width = at("picture").clientWidth;
    drawPicture();
  }).observe(at("picture"));
})();
