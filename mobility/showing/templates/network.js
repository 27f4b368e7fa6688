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

  // National classifications built on ISCO have its levels.
  const named = (one) => !one.communities && /^(SSYK|ISCO|KZiS)/.test(data.version) && page.has(`level_${one.level}`);
  const levelName = (one) => one.communities ? say("level_community", { level: one.level }) : (named(one) ? say(`level_${one.level}`) : say("level_n", { level: one.level }));

  /** What a dot is: an occupation, or on a broader level what that level is called. */
  const kind = () => level().communities ? "community" : (named(level()) && level() !== data.levels.at(-1) && page.has(`one_${level().level}`) ? level().level : "occupation");
  const several = () => say(`several_${kind()}`);
  const keyOfDots = () => say("key_dot", { one: say(`one_${kind()}`) });
  const counted = (n) => (n === 1 ? say(`single_${kind()}`) : `${number(n)} ${several()}`);

  const picture = makePicture(at("network"), { onChoose: (i) => choose(i), onView: () => drawSizes() });
  const panel = makePanel(at("occupation-view"), { onChoose: (i) => choose(i, { focus: true }), onClear: () => { choose(null); picture.fit(); openTab("tab-groups", true); } });
  window.networkPicture = picture;
  makeSearch(at("search"), at("suggestions"), {
    titles: () => level().code.map((code, i) => ({ code, title: level().title[i], size: level().radius[i] })),
    onChoose: (i) => choose(i, { focus: true }),
    onCount: (n) => tell(n === 0 ? say("found_none") : say("found", { counted: counted(n) })),
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
    panel.show(level(), i, { style: style(group), groupName: groupName(group), several: several(), jobsKnown: jobsKnown(), adsKnown: adsKnown(), version: level().communities ? "" : data.version, fewAds: data.few_ads });
  }

  // ---- groups ---------------------------------------------------------------------------------
  function drawGroups() {
    at("all-groups").hidden = state.groups.size === 0;
    at("groups").replaceChildren(...level().groups.map(({ group, occupations, vacancies }) => {
      const jobs = vacancies === null ? "" : ` · ${say("group_jobs", { n: number(vacancies) })}`;
      const toggle = () => {
        if (state.groups.has(group)) state.groups.delete(group); else state.groups.add(group);
        showGroups();
        at("groups").querySelector(`[data-group="${group}"]`).focus();
      };
      return element("li", {}, element("button", { type: "button", "data-group": group, "aria-pressed": String(state.groups.has(group)), click: toggle },
        colours.swatch(style(group)),
        element("span", { class: "group-name" }, groupName(group), element("span", { class: "quiet small" }, counted(occupations) + jobs))));
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
  const jobsKnown = () => level().vacancies.some((value) => value !== null);
  const adsKnown = () => level().ads.some((value) => value !== null);
  const byJobs = jobsKnown();
  const table = page.table(at("table"), [
    { key: "title", heading: "occupation", value: (i) => level().title[i],
      cell: (i) => element("button", { type: "button", class: "row", click: () => choose(i, { focus: true }) },
        colours.swatch(style(level().group[i])), element("span", {}, level().title[i], " ", element("span", { class: "quiet code" }, level().code[i]))) },
    { key: "vacancies", heading: "jobs_head", numeric: true, present: jobsKnown, value: (i) => level().vacancies[i], cell: (i) => number(level().vacancies[i]) },
    { key: "ads", heading: "ads", numeric: true, present: adsKnown, value: (i) => level().ads[i],
      cell: (i) => element("span", {}, number(level().ads[i]), level().ads[i] !== null && level().ads[i] < data.few_ads ? element("span", { class: "few-mark" }, " ", say("few_ads")) : null) },
  ], { sort: byJobs ? "vacancies" : "title", descending: byJobs, caption: "table_caption" });

  const shown = () => level().code.map((code, i) => i).filter((i) => !state.groups.size || state.groups.has(level().group[i]));
  function drawTable(always = false) {
    const rows = shown();
    const all = level().code.length;
    at("table-count").textContent = rows.length === all ? counted(all) : say("table_count_some", { n: number(rows.length), counted: counted(all) });
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
    at("key-dot").textContent = keyOfDots();
    at("levels-tool").hidden = at("note-broader").hidden = data.levels.length < 2;
    at("levels").replaceChildren(...data.levels.map((one, k) => element("button", {
      type: "button", "data-level": one.level, "aria-pressed": String(k === state.level),
      click: () => { showLevel(k); at("levels").children[k].focus(); },
    }, `${levelName(one)} `, element("span", { class: "quiet" }, number(one.code.length)))));
  }

  function showLevel(k) {
    const coded = !level().communities && !data.levels[k].communities;
    const before = state.chosen === null || !coded ? null : level().code[state.chosen];
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
    document.querySelector(".strength").hidden = all === 0;
    at("strength").value = Math.min(100, Math.floor((100 * 5 * level().code.length) / Math.max(1, all)));
    drawStrength();
  }

  function drawStrength() {
    const all = level().weight.length;
    const kept = Math.round((all * Number(at("strength").value)) / 100);
    picture.mark({ first: all - kept });
    const said = kept === all ? say("strength_all", { n: number(all) }) : say("strength_some", { n: number(kept), all: number(all) });
    at("strength-shown").textContent = said;
    at("strength").setAttribute("aria-valuetext", said);
    at("network").setAttribute("aria-label", say("picture_is", { counted: counted(level().code.length), edges: number(kept) }));
  }
  at("strength").addEventListener("input", drawStrength);

  // ---- the picture's own controls -------------------------------------------------------------
  at("zoom-in").addEventListener("click", () => picture.zoom(1.4));
  at("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.4));
  at("zoom-all").addEventListener("click", () => picture.fit());

  /** Up to three round numbers of jobs and how large their dots are at a scale. */
  function sizesAt(scale) {
    const most = Math.max(0, ...level().vacancies.filter((value) => value !== null));
    const largest = Math.max(...level().radius);
    const top = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
    // Only sizes that can be told apart: below a certain number every dot is as small as it gets.
    const radius = (value) => largest * Math.sqrt(value / most);
    const told = [1, 0.1, 0.01].flatMap((part) => [5, 2, 1].map((times) => Math.round(times * part * top)))
      .filter((value) => value >= 1 && value <= most && radius(value) * scale <= 22 && radius(value) >= data.smallest);
    const rounds = told.reduce((kept, value) => (kept.length < 3 && (!kept.length || value <= kept.at(-1) / 4) ? [...kept, value] : kept), []);
    const dots = most < 10 ? [] : rounds.map((value) => ({ said: number(value), radius: radius(value) * scale }));
    return { dots, words: say("jobs_short") };
  }

  function drawSizes() {
    const { dots, words } = sizesAt(picture.scale());
    at("sizes").hidden = !dots.length;
    at("sizes").replaceChildren(...dots.map(({ said, radius }) => {
      const dot = element("span", { class: "size-dot", style: `width:${2 * radius}px;height:${2 * radius}px` });
      return element("span", { class: "size" }, dot, element("span", {}, said));
    }), element("span", { class: "quiet" }, words));
  }

  at("save-picture").addEventListener("click", () => {
    const width = 1400;
    const groups = level().groups.map(({ group }) => ({ name: groupName(group), ...style(group) }));
    const drawn = picture.drawn(width, Math.round(width * Math.min(1, Math.max(0.5, picture.ratio()))), { all: false, sizesAt });
    finishedPicture(drawn, groups, { dots: keyOfDots(), synthetic: data.synthetic, source: data.source }).toBlob((blob) => page.download(`${say("file_name")}.png`, blob), "image/png");
  });

  const notes = document.querySelector(".notes");
  const bench = document.querySelector(".bench");
  window.addEventListener("afterprint", () => bench.after(notes));
  window.addEventListener("beforeprint", () => {
    // On paper a reader meets the explanation before a table of many sheets.
    at("table-view").before(notes);
    drawTable(true);
    const drawn = picture.drawn(880, 580, { all: state.chosen === null, sizesAt });
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
