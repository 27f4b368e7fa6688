// matcher_first: occupations to begin with, for somebody with few skills, with what speaks for each.
"use strict";
function makeFirst(holder, { onWay }) {
  const { element, say, number } = page;
  const STEP = 20;
  let shown = STEP;

  function because(row) {
    const said = [];
    if (row.by_class) said.push(say("first_class"));
    if (row.experience !== null) said.push(say(row.by_ads || row.experience <= 0.25 ? "first_ads" : "first_though", { ads: ofAdsSaid(row.experience, row.experience_ads), n: number(row.experience_ads) }));
    if (row.education) said.push(say("first_education", { ads: ofAdsSaid(row.education, row.ads), n: number(row.ads) }));
    return said.join(" ");
  }

  const figures = (row, where) => [...jobsSaid(row, where), ...(row.pay ? [page.payText(row.pay)] : [])].join(" · ");
  /** Whether what is told of its ads rests on fewer than ten. */
  const few = (row) => row.few_ads || (row.education && row.ads < SHARE_FROM);

  function item(row, where, answered) {
    const requirement = (n) => known.requirements[n][page.language() === "en" ? 1 : 0];
    const way = answered ? element("button", { type: "button", class: "button", "aria-label": say("way_label", { what: row.title }), click: () => onWay(row.occupation) }, say("way_here")) : "";
    return element("li", { class: "job" },
      element("div", { class: "line" }, element("h3", {}, row.title), way),
      ...row.blocked_by.map((n) => element("p", { class: "hindrance blocked small" }, say("blocked", { what: requirement(n) }))),
      element("p", { class: "small" }, because(row)),
      element("p", { class: "facts small" }, element("span", {}, figures(row, where)), few(row) ? element("span", { class: "few-mark" }, say("few_mark")) : ""));
  }

  return {
    /** answered: whether enough was said to show ways. */
    show(rows, where, answered) {
      const draw = () => holder.replaceChildren(
        element("p", { class: "quiet" }, say(where.said ? "first_intro_here" : "first_intro", { place: where.said })),
        rows.length ? element("ol", { class: "jobs" }, ...rows.slice(0, shown).map((row) => item(row, where, answered))) : element("p", { class: "empty" }, say("first_none")),
        rows.length > shown ? element("button", { type: "button", class: "button more", click: () => { shown += STEP; draw(); } }, say("more", { n: number(rows.length - shown) })) : "");
      draw();
    },
    reset() { shown = STEP; },
  };
}
