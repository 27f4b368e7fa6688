// zones: the figures, the table of all zones and the notes; draws everything in each language.
"use strict";
(() => {
  const { settings, zones } = page.data;
  const withPersons = page.data.with_persons;
  const put = (id, text) => { document.getElementById(id).textContent = text; };
  const columns = [
    { key: "need", heading: "need", value: (row) => said.own(row.needs), cell: (row) => said.own(row.needs) },
    { key: "situation", heading: "situation", value: (row) => said.own(row.situation), cell: (row) => said.sentence(said.own(row.situation)) },
    { key: "level", heading: "level", value: (row) => row.level, cell: (row) => said.level(row.level) },
    { key: "persons", heading: page.data.modelled ? "persons_modelled" : "persons_heading", numeric: true, present: () => withPersons, value: (row) => said.size(row.persons), cell: (row) => said.count(row.persons) },
  ];
  const table = page.table(document.getElementById("every-table"), columns, { sort: withPersons ? "persons" : "need", descending: withPersons, caption: "every" });

  function figures() {
    const last = page.data.cards.filter((card) => card.so_far !== null).at(-1);
    const withheld = page.data.cards.some((card) => card.so_far === null);
    const entry = (number, text) => page.element("li", {}, page.element("strong", {}, number), page.element("span", { class: "quiet" }, text));
    const share = last ? page.percent(last.so_far) : "";
    const explained = last ? page.say(withPersons ? (withheld ? "figure_cards_least" : "figure_cards") : "figure_cards_cells", { share }) : page.say("figure_cards_only");
    document.getElementById("figures").replaceChildren(
      ...(withPersons ? [entry(said.count(page.data.open), page.say("figure_open")), entry(said.count(page.data.all), page.say("figure_of"))] : []),
      entry(page.number(settings.zones), page.say("figure_zones", { n: settings.zones })),
      entry(page.number(page.data.cards.length), explained));
  }

  function notes() {
    document.getElementById("levels").replaceChildren(...["Z0", "Z1", "Z2", "Z3"].flatMap((name) => [
      page.element("dt", {}, said.level(name)), page.element("dd", {}, page.say(`explain_${name}`))]));
    put("note-counts", withPersons ? page.say("note_counts", { n: settings.smallest, twice: 2 * settings.smallest, withheld: page.number(settings.withheld) }) : "");
    const values = { tau: page.number(settings.tau), wait: page.number(settings.wait), warnings: page.number(settings.warnings), costs: page.say(settings.own_costs ? "costs_own" : "costs_usual") };
    put("note-settings", page.say(withPersons ? "note_settings" : "note_settings_cells", values));
  }

  function complete() {
    if (settings.complete) return "";
    return ` ${settings.complete_tau === null ? page.say("incomplete_unknown") : page.say("incomplete", { tau: page.number(settings.complete_tau) })}`;
  }

  function draw() {
    put("day", settings.at === null ? page.say("days", { day: said.day(settings.reference) }) : page.say("day", { day: said.day(settings.at) }));
    foot.say(page.say("foot", { subject: page.say("subject"), day: said.day(settings.at ?? settings.reference) }));
    put("lede", page.say(`lede_${settings.level}`));
    figures();
    put("modelled", page.data.modelled ? page.say("modelled") : "");
    document.getElementById("modelled").hidden = !page.data.modelled;
    cards.draw();
    ways.draw();
    tooFew.draw();
    ifChanged.draw();
    heat.draw();
    lists.draw();
    pressure.draw();
    put("every-intro", page.say(!withPersons ? "every_intro_cells" : settings.counted < zones.length ? "every_intro_some" : "every_intro", { n: page.number(zones.length), counted: page.number(settings.counted) }) + complete());
    put("every-print", page.say("every_print", { n: page.number(zones.length) }) + complete());
    table.show(zones);
    notes();
  }

  document.getElementById("save-table").addEventListener("click", () => {
    const used = columns.filter((column) => !column.present || column.present());
    const cell = (row, column) => (column.key === "persons" ? said.size(row.persons) ?? said.count(row.persons) : column.key === "level" ? page.say(`level_${row.level}`) : column.value(row));
    const rows = [used.map((column) => page.say(column.heading)), ...table.rows().map((row) => used.map((column) => cell(row, column)))];
    page.download(page.say("table_file"), new Blob([page.csv(rows)], { type: "text/csv;charset=utf-8" }));
  });

  page.onLanguage(draw);
  page.begin();
})();
