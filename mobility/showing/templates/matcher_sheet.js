// matcher_sheet: one sheet in plain language for the person, to print or save, and the same as a table.
"use strict";
function makeSheet(holder) {
  const { element, say, number } = page;
  const JOBS = 5, NAMES = 4;
  let last = null;

  const some = (skills) => skills.slice(0, NAMES).map(([s]) => known.labels[s]).join(" · ");

  function job(row) {
    const lines = [["sheet_held", row.held], ["sheet_almost", row.almost], ["sheet_missing", row.missing]].filter(([, skills]) => skills.length);
    const here = row.vacancies_here ?? row.vacancies;
    return element("li", {}, element("h3", {}, row.title),
      element("dl", {}, ...lines.flatMap(([key, skills]) => [element("dt", {}, say(key)), element("dd", {}, some(skills))]),
        ...(row.gates_missing.length ? [element("dt", {}, say("sheet_gates")), element("dd", {}, row.gates_missing.map(([s]) => known.labels[s]).join(", "))] : []),
        ...(here === null ? [] : [element("dt", {}, say("sheet_jobs")), element("dd", {}, row.vacancies_here === null ? say("sheet_jobs_all", { n: number(here) }) : say("sheet_jobs_here", { n: number(here), place: last.placeName }))])));
  }

  function best() { return last.almost_have.find((row) => row.kind !== "with" && row.reached.length); }

  function draw() {
    if (!last) { holder.replaceChildren(element("p", { class: "quiet" }, say("sheet_empty"))); return; }
    const can = last.things.filter((thing) => thing.status === "understood").map((thing) => thing.label);
    const rows = last.adjacent.slice(0, JOBS);
    const skill = best();
    holder.replaceChildren(
      element("h2", { class: "sheet-title" }, say("sheet_title")),
      element("p", { class: "sheet-lede" }, say("sheet_lede")),
      element("h3", {}, say("sheet_can")), element("p", {}, can.join(", ")),
      element("h3", {}, say("sheet_near")), element("ol", { class: "sheet-jobs" }, ...rows.map(job)),
      ...(skill ? [element("h3", {}, say("sheet_learn")), element("p", {}, element("strong", {}, skill.label), ` – ${skill.opens_reached === null ? say("opens_occupations", { n: number(skill.occupations_reached) }) : say("opens_jobs", { jobs: number(skill.opens_reached), n: number(skill.occupations_reached) })}. ${say("sheet_bridge", { bridge: skill.bridge_label })}`),
        element("p", { class: "fill" }, say("sheet_who")), element("p", { class: "fill" }, say("sheet_when"))] : []),
      element("p", { class: "sheet-notes" }, `${say("note_basis")} ${say("note_vacancies")} ${say("sheet_private")}`));
  }

  return {
    show(found) { last = found; draw(); },
    empty() { last = null; draw(); },
    table() {
      const list = (skills) => skills.map(([s]) => known.labels[s]).join(" | ");
      const head = ["csv_title", "csv_class", "csv_fit", "csv_held", "csv_almost", "csv_missing", "csv_gates", "csv_here", "csv_all"].map((key) => say(key));
      return [head, ...last.adjacent.slice(0, 50).map((row) => [row.title, say(`class_${row.class}`), Math.round(100 * row.fit), list(row.held), list(row.almost), list(row.missing), list(row.gates_missing), row.vacancies_here, row.vacancies])];
    },
    full: () => last !== null,
  };
}
