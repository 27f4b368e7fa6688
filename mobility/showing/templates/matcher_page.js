// matcher_page: the fields, tabs and answers put together; everything is forgotten when the page is left.
"use strict";
(() => {
  const { element, say } = page;
  const $ = (id) => document.getElementById(id);
  page.announce = (text) => { $("status").textContent = text; };
  const refusedIn = new Set();
  const educations = page.data.schooling?.education ?? page.data.above?.[4] ?? [];
  /** Say that a number was taken out of a field, until no field has had one. */
  page.refuse = (field, yes = true) => {
    if (yes) refusedIn.add(field); else refusedIn.delete(field);
    if (yes || !refusedIn.size) $("refused").textContent = yes ? say("refused") : "";
    $("refused").hidden = !refusedIn.size;
  };
  const refuseNothing = () => [...refusedIn].forEach((field) => page.refuse(field, false));

  page.payText = (pay) => (/^(SEK per month|$)/.test(page.data.pay_unit) ? say("pay_month", { pay: page.number(pay) }) : `${page.number(pay)} (${page.data.pay_unit})`);

  /** A level of education at least, or a language, as it is said in a line of what ads ask for. */
  const needLabel = (need) => page.data.conditions.labels[page.data.conditions.ids.indexOf(need)][page.language() === "en" ? 1 : 0];
  /** What ads, and what is usual, say against needs, and that something is not known; each with its kind. */
  page.needLines = (row) => [
    ...row.against.map(([need, share]) => ["against", againstSaid(row.position, needLabel(need), share)]),
    ...row.usual.map((need) => ["against", say("usual", { what: needLabel(need) })]),
    ...(row.needs_unknown ? [["unknown", say("conditions_unknown")]] : []),
  ];
  page.schoolingName = ({ asks, what }) => (asks === "education" ? say("education_least", { what: page.data.schooling.education[Number(what) - 1][page.language() === "en" ? 1 : 0] }) : what);

  const TABS = ["jobs", "first", "opens", "way", "sheet"].filter((name) => name !== "first" || page.data.first_rung);
  $("tab-first").hidden = !page.data.first_rung;
  // What was answered is shown where one looks; elsewhere when one looks there.
  const due = new Map();
  function look(name) {
    const show = due.get(name);
    due.delete(name);
    if (show) show();
  }
  function choose(name, focus = true) {
    look(name);
    for (const one of TABS) {
      const tab = $(`tab-${one}`);
      tab.setAttribute("aria-selected", String(one === name));
      tab.tabIndex = one === name ? 0 : -1;
      $(`${one}-view`).hidden = one !== name;
    }
    document.body.dataset.tab = name;
    if (focus) $(`tab-${name}`).focus();
  }
  TABS.forEach((name, k) => {
    $(`tab-${name}`).addEventListener("click", () => choose(name));
    $(`tab-${name}`).addEventListener("keydown", (event) => {
      const to = { ArrowRight: k + 1, ArrowLeft: k - 1, Home: 0, End: TABS.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      choose(TABS[(to + TABS.length) % TABS.length]);
    });
  });

  const { change } = saidSoFar;
  const add = (found) => change((said) => {
    for (const thing of found) {
      // What is asked already is not asked again.
      const asked = !thing.id && said.things.some((one) => !one.id && one.typed.toLowerCase() === thing.typed.toLowerCase());
      if (asked) continue;
      const before = thing.id && said.things.find((one) => one.kind === thing.kind && one.id === thing.id);
      const level = page.data.schooling && languageOf(thing) ? levelIn(thing.typed) : undefined;
      if (!before) said.things.push(level ? { ...thing, level } : thing);
      else if (level) before.level = level;
    }
  });
  const typed = makeField($("typed"), $("typed-list"), {
    suggest: (text) => words.suggestThing(text).map((one) => ({ ...one, detail: say(`a_${one.kind}`) })),
    onChoose: (one) => add([{ typed: "", status: "understood", kind: one.kind, id: one.id, label: one.title }]),
    onText: (text) => add(understanding.understand(text)),
  });
  const place = makeField($("place"), $("place-list"), {
    suggest: words.suggestPlace,
    onChoose: (one) => change((said) => { said.place = one.id; }),
    onEmpty: () => change((said) => { said.place = null; }),
    named: words.placeNamed,
    near: words.placesNear,
    unknown: "unknown_place",
  });
  const target = makeField($("target"), $("target-list"), {
    suggest: words.suggestOccupation,
    onChoose: (one) => change((said) => { said.target = one.id; }),
    onEmpty: () => change((said) => { said.target = null; }),
    named: words.occupationNamed,
    near: words.occupationsNear,
    unknown: "unknown_occupation",
  });

  const chips = makeChips($("chips"), $("unsure"), {
    onYears: (k, typed) => change((said) => {
      const years = Number(typed.replace(",", "."));
      if (typed === "" || !(years >= 0 && years <= 80)) delete said.things[k].years; else said.things[k].years = years;
    }),
    onLevel: (k, level) => {
      change((said) => { if (level) said.things[k].level = level; else delete said.things[k].level; });
      document.querySelector(`[data-level="${k}"]`).focus();
    },
    onRemove: (k) => { change((said) => { said.things.splice(k, 1); }); $("typed").focus(); },
    onChoose: (k, one) => { change((said) => { said.things[k] = { typed: said.things[k].typed, status: "understood", ...one }; }); $("typed").focus(); },
  });
  const jobs = makeJobs($("jobs-view"), {
    onWay: (code) => { choose("way"); change((said) => { said.target = code; }); },
    onSheet: (code) => {
      change((said) => { said.sheet = said.sheet.includes(code) ? said.sheet.filter((one) => one !== code) : [...said.sheet, code]; });
      document.querySelector(`[data-sheet="${code}"]`).focus();
    },
  });
  const first = makeFirst($("first-view"), { onWay: (code) => { choose("way"); change((said) => { said.target = code; }); } });
  const opens = makeOpens($("opens-view"), {
    onTry: (row) => { choose("jobs"); add([{ typed: "", status: "understood", kind: "skill", id: row.skill, label: row.label }]); },
    onSet: (rows) => { choose("jobs"); add(rows.map((row) => ({ typed: "", status: "understood", kind: "skill", id: row.skill, label: row.label }))); },
  });
  const way = makeWay($("way"), {
    onSteps: (steps) => { change((said) => { said.steps = steps; }); $("steps").focus(); },
    onFloor: (typed) => { change((said) => { said.floor = typed === "" ? null : Math.max(0, Number(typed)); }); $("floor").focus(); },
  });
  const sheet = makeSheet($("sheet"));

  function draw(said) {
    chips(said.things);
    $("undo").disabled = !saidSoFar.canUndo();
    $("clear").disabled = !saidSoFar.canUndo();
    const placeName = said.place === null ? "" : known.places[known.placeAt.get(said.place)][1];
    place.show(placeName);
    $("within-field").hidden = !known.minutes || said.place === null;
    $("within").value = String(said.within);
    $("within-shown").textContent = said.within ? say("within_minutes", { n: said.within }) : say("within_none");
    for (const box of document.querySelectorAll("#needs input")) box.checked = said.needs.includes(box.value);
    target.show(said.target === null ? "" : known.titles[known.occupationAt.get(said.target)]);
    $("education").value = String(said.education ?? "");
    const question = saidSoFar.question(), where = whereSaid(question);
    const enough = Object.keys(question.skills).length > 0 || question.occupations.length > 0;
    due.clear();
    if (page.data.first_rung) due.set("first", () => first.show(matcher.begin(question), where, enough));
    $("save").disabled = !enough;
    $("print").disabled = !enough;
    if (enough) answered(said, question, where);
    else {
      const waits = said.things.some((thing) => thing.status !== "understood");
      const message = () => element("div", { class: "empty" }, element("p", {}, say(waits ? "empty_unsure" : said.things.length ? "empty_gates" : "empty")), element("p", { class: "quiet small" }, say("empty_example")));
      for (const view of [jobs, opens, way]) view.empty(message());
      sheet.empty();
    }
    look(document.body.dataset.tab ?? "jobs");
  }

  function answered(said, question, where) {
    const found = answer(question), wanted = said.target;
    const why = later(() => (wanted === null ? null : found.why_not(wanted)));
    const wayThere = later(() => (wanted === null ? null : ways(question, wanted, { steps: said.steps, payFloor: said.floor })));
    const told = Object.defineProperties(
      { question, things: said.things, sheet: said.sheet, place: said.place, where, get why() { return why(); }, get ways() { return wayThere(); } },
      Object.getOwnPropertyDescriptors(found));
    due.set("jobs", () => jobs.show(told));
    due.set("opens", () => opens.show(told));
    due.set("way", () => way.show(said, told, demandAt(question.place, question.within).jobs, where));
    due.set("sheet", () => sheet.show(told));
    const best = found.adjacent[0];
    page.announce(best ? say("answered", { n: found.adjacent.length, first: best.title }) : say("none_here"));
  }
  saidSoFar.onChange(draw);
  page.onLanguage(() => {
    const work = page.data.conditions;
    $("needs").replaceChildren(...(work?.ids ?? []).map((need, c) => element("label", {},
      element("input", { type: "checkbox", value: need, autocomplete: "off", change: (event) => change((said) => {
        said.needs = event.target.checked ? [...said.needs, need] : said.needs.filter((one) => one !== need);
      }) }), work.labels[c][page.language() === "en" ? 1 : 0])));
    $("education").replaceChildren(...["", ...educations].map((names, level) =>
      element("option", { value: level ? String(level) : "" }, level ? names[page.language() === "en" ? 1 : 0] : say("education_none"))));
    $("measure").textContent = say("measure", { tau: page.number(known.tau, 3), theta: page.number(known.theta, 3), version: page.data.version });
    $("source").textContent = page.data.source ? say("source", { source: page.data.source }) : "";
    $("pay-unit").textContent = page.data.pay && page.data.pay_unit ? say("pay_unit", { unit: page.data.pay_unit }) : "";
    if (refusedIn.size) $("refused").textContent = say("refused");
    draw(saidSoFar.now());
  });

  $("add").addEventListener("click", () => { typed.enter(); $("typed").focus(); });
  $("undo").addEventListener("click", () => { saidSoFar.undo(); if ($("undo").disabled) $("typed").focus(); });
  $("clear").addEventListener("click", () => { change((said) => { Object.assign(said, { things: [], needs: [], education: null, place: null, within: 0, target: null, steps: 2, floor: null, sheet: [] }); }); jobs.reset(); first.reset(); place.clear(); target.clear(); refuseNothing(); $("typed").focus(); });
  $("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", () => look("sheet"));
  $("save").addEventListener("click", () => page.download("jobb.csv", new Blob([page.csv(sheet.table())], { type: "text/csv;charset=utf-8" })));
  $("within").addEventListener("input", () => { $("within-shown").textContent = say("within_minutes", { n: $("within").value }); });
  $("within").addEventListener("change", () => change((said) => { said.within = Number($("within").value); }));
  $("education").addEventListener("change", (event) => change((said) => { said.education = event.target.value ? Number(event.target.value) : null; }));
  $("education-field").hidden = !educations.length;
  $("needs-field").hidden = !page.data.conditions;
  $("place-field").hidden = known.places === null;

  // A browser may keep a left page in memory, or fill fields in again when it is loaded anew: neither finds anything.
  function forget() {
    saidSoFar.forget();
    jobs.reset();
    first.reset();
    for (const field of document.querySelectorAll("input")) if (field.type !== "checkbox" && field.type !== "range") field.value = "";
    place.clear();
    target.clear();
    refuseNothing();
    choose("jobs", false);
  }
  page.begin();
  window.addEventListener("pagehide", forget);
  window.addEventListener("pageshow", forget);
})();
