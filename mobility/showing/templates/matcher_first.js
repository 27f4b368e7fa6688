// matcher_first: occupations to begin with, for somebody with few skills, with what speaks for each.
"use strict";
function makeFirst(holder, { onWay }) {
  const { element, say, number, percent } = page;
  const STEP = 20;
  let shown = STEP;

  function because(row) {
    const said = [];
    if (row.by_class) said.push(say("first_class"));
    if (row.experience !== null) said.push(say(row.by_ads || row.experience <= 0.25 ? "first_ads" : "first_though", { share: percent(row.experience), n: number(row.experience_ads) }));
    if (row.education) said.push(say("first_education", { share: percent(row.education) }));
    return said.join(" ");
  }

  function figures(row) {
    return [
      row.vacancies_here !== null ? say("jobs_here", { n: number(row.vacancies_here) }) : "",
      row.vacancies !== null ? say("jobs_all", { n: number(row.vacancies) }) : "",
      row.pay ? page.payText(row.pay) : "",
    ].filter(Boolean).join(" · ");
  }

  function item(row, answered) {
    const requirement = (n) => known.requirements[n][page.language() === "en" ? 1 : 0];
    const way = answered ? element("button", { type: "button", class: "button", "aria-label": say("way_label", { what: row.title }), click: () => onWay(row.occupation) }, say("way_here")) : "";
    return element("li", { class: "job" },
      element("div", { class: "line" }, element("h3", {}, row.title), way),
      ...row.blocked_by.map((n) => element("p", { class: "hindrance blocked small" }, say("blocked", { what: requirement(n) }))),
      element("p", { class: "small" }, because(row)),
      element("p", { class: "facts small" }, element("span", {}, figures(row))));
  }

  return {
    /** answered: whether enough was said to show ways. */
    show(rows, said, placeName, answered) {
      const draw = () => holder.replaceChildren(
        element("p", { class: "quiet" }, say(said.place === null ? "first_intro" : "first_intro_here", { place: placeName })),
        rows.length ? element("ol", { class: "jobs" }, ...rows.slice(0, shown).map((row) => item(row, answered))) : element("p", { class: "empty" }, say("first_none")),
        rows.length > shown ? element("button", { type: "button", class: "button more", click: () => { shown += STEP; draw(); } }, say("more", { n: number(rows.length - shown) })) : "");
      draw();
    },
    reset() { shown = STEP; },
  };
}
