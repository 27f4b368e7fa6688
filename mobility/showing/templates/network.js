// network: one state — level, groups, strength, chosen occupation — and every part that shows it.
"use strict";
(() => {
  const { data, say, number, element } = page;
  const at = (id) => document.getElementById(id);
  const state = { level: data.levels.length - 1, groups: new Set(), chosen: null };
  const level = () => data.levels[state.level];
  const place = (group) => (group === 0 ? -1 : level().groups.filter((one) => one.group !== 0).findIndex((one) => one.group === group));
  const style = (group) => colours.of(place(group));

  function groupName(group) {
    if (group === 0) return say("no_group");
    const held = level().groups.find((one) => one.group === group);
    return held.name || say("unnamed_group", { n: place(group) + 1 });
  }

  function levelName(one) {
    const key = `ssyk_${one.level}`;
    return data.version.startsWith("SSYK") && page.has(key) ? say(key) : say("level_n", { level: one.level });
  }

  const picture = makePicture(at("network"), { onChoose: (i) => choose(i), onView: () => drawSizes() });
  const panel = makePanel(at("occupation-view"), { onChoose: (i) => choose(i, { focus: true }), onClear: () => { choose(null); openTab("tab-groups", true); } });
  window.networkPicture = picture;
  makeSearch(at("search"), at("suggestions"), {
    titles: () => level().code.map((code, i) => ({ code, title: level().title[i], size: level().radius[i] })),
    onChoose: (i) => choose(i, { focus: true }),
    onCount: (n) => tell(n === 0 ? say("found_none") : n === 1 ? say("found_one") : say("found", { n: number(n) })),
  });

  function tell(sentence) { at("status").textContent = sentence; }

  // ---- tabs -----------------------------------------------------------------------------------
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  function openTab(id, focus = false) {
    for (const tab of tabs) {
      const open = tab.id === id;
      tab.setAttribute("aria-selected", String(open));
      tab.tabIndex = open ? 0 : -1;
      at(tab.getAttribute("aria-controls")).hidden = !open;
      if (open && focus) tab.focus();
    }
    if (id === "tab-table") drawTable();
  }
  for (const [k, tab] of tabs.entries()) {
    tab.addEventListener("click", () => openTab(tab.id));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : step ? (k + step + tabs.length) % tabs.length : null;
      if (next !== null) { event.preventDefault(); openTab(tabs[next].id, true); }
    });
  }

  // ---- the chosen occupation ------------------------------------------------------------------
  function choose(i, { focus = false } = {}) {
    state.chosen = i;
    const near = new Set();
    if (i !== null) {
      level().neighbours[i].forEach(([other]) => { if (typeof other === "number") near.add(other); });
    }
    picture.mark({ chosen: i, near, groups: state.groups });
    drawPanel();
    if (i === null) return;
    openTab("tab-occupation");
    at("occupation-view").scrollTop = 0;
    tell(say("chosen", { title: level().title[i] }));
    if (focus) { picture.centre(i); at("chosen-title").focus(); }
  }

  function drawPanel() {
    const i = state.chosen;
    const group = i === null ? 0 : level().group[i];
    panel.show(level(), i, { style: style(group), groupName: groupName(group), version: data.version, fewAds: data.few_ads });
  }

  // ---- groups ---------------------------------------------------------------------------------
  function drawGroups() {
    at("all-groups").hidden = state.groups.size === 0;
    at("groups").replaceChildren(...level().groups.map(({ group, occupations, vacancies }) => {
      const size = occupations === 1 ? say("group_size_one") : say("group_size", { n: number(occupations) });
      const jobs = vacancies === null ? "" : ` · ${say("group_jobs", { n: number(vacancies) })}`;
      const toggle = () => {
        if (state.groups.has(group)) state.groups.delete(group); else state.groups.add(group);
        showGroups();
        at("groups").querySelector(`[data-group="${group}"]`).focus();
      };
      return element("li", {}, element("button", { type: "button", "data-group": group, "aria-pressed": String(state.groups.has(group)), click: toggle },
        colours.swatch(style(group)),
        element("span", { class: "group-name" }, groupName(group), element("span", { class: "quiet small" }, size + jobs))));
    }));
    at("groups").classList.toggle("some", state.groups.size > 0);
  }

  function showGroups() {
    state.chosen = null;
    picture.mark({ chosen: null, near: new Set(), groups: new Set(state.groups) });
    drawGroups();
    drawPanel();
    drawTable();
  }
  at("all-groups").addEventListener("click", () => { state.groups.clear(); showGroups(); tabs[0].focus(); });

  // ---- the table ------------------------------------------------------------------------------
  const table = page.table(at("table"), [
    { key: "title", heading: "occupation", value: (i) => level().title[i],
      cell: (i) => element("button", { type: "button", class: "row", click: () => choose(i, { focus: true }) },
        colours.swatch(style(level().group[i])), element("span", {}, level().title[i], " ", element("span", { class: "quiet code" }, level().code[i]))) },
    { key: "vacancies", heading: "jobs_head", numeric: true, value: (i) => level().vacancies[i], cell: (i) => number(level().vacancies[i]) },
    { key: "ads", heading: "ads", numeric: true, value: (i) => level().ads[i],
      cell: (i) => element("span", {}, number(level().ads[i]), level().ads[i] !== null && level().ads[i] < data.few_ads ? element("span", { class: "few-mark" }, say("few_ads")) : null) },
  ], { sort: "vacancies", descending: true, caption: "table_caption" });

  const shown = () => level().code.map((code, i) => i).filter((i) => !state.groups.size || state.groups.has(level().group[i]));
  function drawTable(always = false) {
    const rows = shown();
    const all = level().code.length;
    at("table-count").textContent = rows.length === all ? say("table_count", { n: number(all) }) : say("table_count_some", { n: number(rows.length), all: number(all) });
    if (always || !at("table-view").hidden) table.show(rows);
  }

  at("save-table").addEventListener("click", () => {
    const heads = ["code", "occupation", "group", "jobs", "ads"].map((key) => say(key));
    const rows = shown().map((i) => [level().code[i], level().title[i], groupName(level().group[i]), level().vacancies[i], level().ads[i]]);
    const text = page.csv([heads, ...rows]);
    page.download(`${say("file_name")}.csv`, new Blob([text], { type: "text/csv;charset=utf-8" }));
  });

  // ---- levels and strength --------------------------------------------------------------------
  function drawLevels() {
    at("levels-tool").hidden = data.levels.length < 2;
    at("levels").replaceChildren(...data.levels.map((one, k) => element("button", {
      type: "button", "data-level": one.level, "aria-pressed": String(k === state.level),
      "aria-label": say("level_of", { name: levelName(one), n: number(one.code.length) }),
      click: () => { showLevel(k); at("levels").children[k].focus(); },
    }, levelName(one), element("span", { class: "quiet" }, number(one.code.length)))));
  }

  function showLevel(k) {
    const before = state.chosen === null ? null : level().code[state.chosen];
    state.level = k;
    state.groups = new Set();
    state.chosen = null;
    picture.show(level(), level().group.map(style));
    drawLevels();
    drawGroups();
    drawTable();
    thin();
    const above = before === null ? -1 : level().code.indexOf(before.slice(0, level().level));
    if (above >= 0) choose(above); else { drawPanel(); openTab(tabs.find((tab) => tab.getAttribute("aria-selected") === "true").id); }
  }

  /** Open a dense level on its strongest lines, five a dot, so that it is no tangle. */
  function thin() {
    const all = level().weight.length;
    at("strength").value = Math.max(0, Math.ceil(100 * (1 - (5 * level().code.length) / Math.max(1, all))));
    drawStrength();
  }

  function drawStrength() {
    const all = level().weight.length;
    const kept = Math.round(all * (1 - Number(at("strength").value) / 100));
    picture.mark({ first: all - kept });
    at("strength-shown").textContent = kept === all ? say("strength_all", { n: number(all) }) : say("strength_some", { n: number(kept), all: number(all) });
    at("network").setAttribute("aria-label", say("picture_is", { nodes: number(level().code.length), edges: number(kept) }));
  }
  at("strength").addEventListener("input", drawStrength);

  // ---- the picture's own controls -------------------------------------------------------------
  at("zoom-in").addEventListener("click", () => picture.zoom(1.4));
  at("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.4));
  at("zoom-all").addEventListener("click", () => picture.fit());

  /** Three dots of round numbers of jobs, as large as they are in the picture right now. */
  function drawSizes() {
    const most = Math.max(0, ...level().vacancies.filter((value) => value !== null));
    at("sizes").hidden = most < 10;
    if (most < 10) return;
    const largest = Math.max(...level().radius);
    const top = 10 ** Math.floor(Math.log10(most));
    const rounds = [...new Set([top, top / 10, top / 100])].filter((value) => value >= 1);
    const dots = rounds.map((value) => {
      const radius = Math.max(largest * Math.sqrt(value / most), 4) * picture.scale();
      const dot = element("span", { class: "size-dot", style: `width:${2 * radius}px;height:${2 * radius}px` });
      return element("span", { class: "size" }, dot, element("span", {}, number(value)));
    });
    at("sizes").replaceChildren(...dots, element("span", { class: "quiet" }, say("jobs_short")));
  }

  at("save-picture").addEventListener("click", () => {
    const width = 1400;
    const groups = level().groups.map(({ group }) => ({ name: groupName(group), ...style(group) }));
    const drawn = picture.drawn(width, Math.round(width * Math.min(1, Math.max(0.5, picture.ratio()))), { all: false });
    finishedPicture(drawn, groups, data.source).toBlob((blob) => page.download(`${say("file_name")}.png`, blob), "image/png");
  });

  window.addEventListener("beforeprint", () => {
    drawTable(true);
    const drawn = picture.drawn(880, 580, { all: state.chosen === null });
    const printed = at("printed");
    [printed.width, printed.height] = [drawn.width, drawn.height];
    printed.getContext("2d").drawImage(drawn, 0, 0);
  });

  // ---- language and start ---------------------------------------------------------------------
  page.onLanguage(() => {
    drawLevels();
    drawGroups();
    drawPanel();
    drawTable();
    drawStrength();
    drawSizes();
    const key = data.measure.toLowerCase().replaceAll(/[\s-]+/g, "_");
    const known = page.has(`measure_${key}`) ? key : "other";
    at("measure").textContent = say(`measure_${known}`, { measure: data.measure });
    at("formula").textContent = say(`formula_${known}`);
    at("source").textContent = data.source ? say("source_is", { source: data.source }) : "";
  });
  picture.show(level(), level().group.map(style));
  thin();
  page.begin();
  let width = at("network").clientWidth;
  new ResizeObserver(() => {
    // In print the picture has no width; what is printed is its copy.
    if ([0, width].includes(at("network").clientWidth)) return;
    width = at("network").clientWidth;
    picture.fit();
  }).observe(at("network"));
})();
