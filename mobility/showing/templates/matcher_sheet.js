// matcher_sheet: one sheet in plain language for the person, to print or save, and the same as a table.
"use strict";
function makeSheet(holder) {
  const { element, say, number } = page;
  const JOBS = 5, NAMES = 3, ROWS = 100;
  let last = null;

  const names = (skills) => skills.map(([s]) => known.labels[s]).join(" · ");
  const some = (skills) => names(skills.slice(0, NAMES));
  const spoken = (row) => page.needLines(row).map(([, text]) => text).join(" · ");
  const required = (row) => row.blocked_by.map((n) => known.requirements[n][page.language() === "en" ? 1 : 0]);

  /** Those chosen for the sheet; else the nearest that nothing stands in the way of, with jobs there. */
  function chosen() {
    if (last.sheet.length) return last.adjacent.filter((row) => last.sheet.includes(row.occupation));
    const open = last.adjacent.filter((row) => !row.blocked_by.length && !row.against.length && !row.usual.length && row.class !== "far");
    const there = open.filter((row) => (row.vacancies_here ?? row.vacancies ?? 1) > 0);
    return (there.length ? there : open.length ? open : last.adjacent).slice(0, JOBS);
  }

  function jobs(row) {
    const because = firstBecause(row.position), first = because ? say(`sheet_first_${because}`) : "";
    if (row.vacancies === null) return first ? [element("dt", {}, say("sheet_jobs")), element("dd", {}, first)] : [];
    const said = row.vacancies_here === null ? say("sheet_jobs_all", { n: number(row.vacancies) }) : say("sheet_jobs_here", { n: number(row.vacancies_here), place: last.where.said }) + last.where.part([row.position]);
    return [element("dt", {}, say("sheet_jobs")), element("dd", {}, [said, row.pay ? page.payText(row.pay) : "", first].filter(Boolean).join(" · "))];
  }

  const schooling = (row) => last.schooling(row.position).map((line) => `${page.schoolingName(line)} (${line.few_ads ? ofAdsSaid(line.share, line.of) : page.percent(line.share)}${line.answer === "not met" ? `, ${say("answer_not_met")}` : ""})`).join(" · ");

  function asked(row) {
    const said = schooling(row);
    return said ? [element("dt", {}, say("sheet_schooling")), element("dd", {}, said)] : [];
  }

  /** What stands between the person and the occupation that was named. */
  function between() {
    return last.why ? [element("section", {}, element("h3", {}, say("between", { title: last.why.title })), element("p", {}, whyNotSaid(last.why, page.language())))] : [];
  }

  function job(row) {
    const lines = [["sheet_held", row.held], ["sheet_almost", row.almost], ["sheet_missing", row.missing]].filter(([, skills]) => skills.length);
    const gates = required(row), asking = spoken(row);
    return element("li", {}, element("h3", {}, row.title),
      element("dl", {}, ...lines.flatMap(([key, skills]) => [element("dt", {}, say(key)), element("dd", {}, some(skills))]),
        ...asked(row), ...(gates.length ? [element("dt", {}, say("sheet_gates")), element("dd", {}, gates.join(" · "))] : []),
        ...(asking ? [element("dt", {}, say("sheet_needs")), element("dd", {}, asking)] : []), ...jobs(row)));
  }

  function learn() {
    const { skills } = last.what_if;
    const single = last.almost_have.find((row) => row.kind !== "with" && row.reached.length);
    const skill = single ?? null;
    if (!skill) return [];
    const opens = skill.opens_reached === null ? say("opens_occupations", { n: number(skill.occupations_reached) }) : say("opens_jobs", { jobs: number(skill.opens_reached), n: number(skill.occupations_reached) });
    const where = skill.opens_reached === null || !last.where.said ? "" : say("sheet_where", { place: last.where.said }) + last.where.part(skill.reached);
    const more = skills.length > 1 ? element("p", { class: "small" }, say("sheet_together", { what: skills.map((row) => row.label).join(" + "), n: number(last.what_if.opened) })) : "";
    return [element("section", { class: "sheet-learn" }, element("h3", {}, say("sheet_learn")),
      element("p", {}, element("strong", {}, skill.label), ` – ${opens}${where}. ${say("sheet_bridge", { bridge: skill.bridge_label })}`), more,
      element("p", { class: "fill" }, say("sheet_who")), element("p", { class: "fill" }, say("sheet_when")))];
  }

  function way() {
    const first = last.ways?.ways[0];
    if (!first) return [];
    const named = (key, skills) => (skills.length ? ` – ${say(key, { what: skills.slice(0, NAMES).map((s) => known.labels[s]).join(" · ") })}` : "");
    const steps = first.map((leg) => element("li", {}, known.titles[leg.occupation], named("way_learn", leg.skills), named("way_lacks", leg.lacks)));
    return [element("section", {}, element("h3", {}, say("sheet_way", { title: known.titles[first.at(-1).occupation] })), element("ol", { class: "sheet-way" }, ...steps))];
  }

  function draw() {
    if (!last) { holder.replaceChildren(element("p", { class: "quiet" }, say("sheet_empty"))); return; }
    const can = last.things.filter((thing) => thing.status === "understood").map((thing) => thing.label);
    holder.replaceChildren(
      element("h2", { class: "sheet-title" }, say("sheet_title")),
      element("p", { class: "sheet-lede" }, say("sheet_lede")),
      element("h3", {}, say("sheet_can")), element("p", {}, can.join(" · ")),
      element("h3", {}, say("sheet_near")), element("ol", { class: "sheet-jobs" }, ...chosen().map(job)),
      ...learn(), ...between(), ...way(),
      element("p", { class: "sheet-notes" }, `${say("note_basis")} ${say("note_vacancies")} ${say("sheet_private")}`));
  }

  return {
    show(found) { last = found; draw(); },
    empty() { last = null; draw(); },
    table() {
      const { said, alone, name } = last.where;
      const here = [said ? say("csv_within", { place: said }) : say("csv_here"), ...(alone ? [say("csv_part", { place: name })] : [])];
      const texts = (...keys) => keys.map((key) => say(key));
      const head = [...texts("csv_title", "csv_class", "csv_fit", "csv_held", "csv_almost", "csv_missing", "csv_gates", "csv_needs", "csv_schooling", "csv_first"), ...here, ...texts("csv_all", "csv_pay")];
      const rows = last.adjacent.slice(0, ROWS).map((row) => [row.title, say(`class_${row.class}`), Math.round(100 * row.fit), names(row.held), names(row.almost), names(row.missing), required(row).join(" · "), spoken(row), schooling(row), firstBecause(row.position) ? say(`sheet_first_${firstBecause(row.position)}`) : "", row.vacancies_here, ...(alone ? [alone[row.position]] : []), row.vacancies, row.pay]);
      return [head, ...rows, ...(last.why ? [[whyNotSaid(last.why, page.language())]] : []), [orderSaid(last.question.education)], [`${say("note_basis")} ${say("note_vacancies")}`]];
    },
  };
}
