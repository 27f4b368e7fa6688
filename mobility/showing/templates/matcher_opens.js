// matcher_opens: which skills, learned or put into words, open most vacancies.
"use strict";
function makeOpens(holder, { onTry, onSet }) {
  const { element, say, number } = page;
  const MOST = 15, BUDGET = 3;

  function opened(row, where) {
    if (row.opens_reached === null) return say("opens_occupations", { n: number(row.occupations_reached) });
    return say("opens_jobs", { jobs: number(row.opens_reached), n: number(row.occupations_reached) }) + where.part(row.reached);
  }

  function item(row, top, where) {
    const size = row.opens_reached ?? row.occupations_reached;
    const titles = row.reached.slice(0, 4).map((o) => known.titles[o]);
    return element("li", { class: "opening-skill" },
      element("div", { class: "line" }, element("strong", {}, row.label), element("button", { type: "button", class: "button", "aria-label": say("try_label", { what: row.label }), click: () => onTry(row) }, say("try"))),
      element("span", { class: "bar", "aria-hidden": "true" }, element("span", { style: `width:${top ? ((100 * size) / top).toFixed(2) : 0}%` })),
      element("p", { class: "small" }, `${opened(row, where)}${titles.length ? `: ${titles.join(", ")}${row.reached.length > 4 ? " …" : ""}` : ""}`),
      element("p", { class: "quiet small" }, `${say(row.kind === "unstated" ? "kind_unstated" : "kind_learnable")} · ${say("near_to", { bridge: row.bridge_label })}`));
  }

  /** The best few together: what each adds to those before it. */
  function best({ skills, opened, bound }) {
    if (!skills.length) return "";
    const counted = page.data.jobs !== null;
    const steps = skills.map((row) => element("li", {}, element("strong", {}, row.label), element("span", { class: "small quiet" }, ` ${say(row.kind === "unstated" ? "kind_unstated" : "kind_learnable")}`),
      row.opens.length ? element("p", { class: "small" }, say("opens_titles", { titles: row.opens.slice(0, 4).join(", ") + (row.opens.length > 4 ? " …" : "") })) : ""));
    return element("section", { class: "best", "aria-labelledby": "best-heading" },
      element("h3", { id: "best-heading" }, say(counted ? "best_jobs" : "best_occupations", { n: number(opened), k: skills.length })),
      bound > opened ? element("p", { class: "small quiet" }, say("best_bound", { n: number(bound), k: number(BUDGET) })) : "",
      element("ol", {}, ...steps),
      element("button", { type: "button", class: "button", click: () => onSet(skills) }, say("try_all")));
  }

  return {
    show(found) {
      const rows = found.almost_have.filter((row) => row.kind !== "with");
      const useful = rows.filter((row) => row.reached.length || row.occupations_adjacent).slice(0, MOST);
      const top = Math.max(0, ...useful.map((row) => row.opens_reached ?? row.occupations_reached));
      holder.replaceChildren(
        element("p", { class: "quiet" }, say(found.place === null ? "opens_intro" : "opens_intro_here", { place: found.where.said })),
        element("p", { class: "quiet small" }, say("opens_rule")),
        best(found.what_if),
        useful.length ? element("h3", { class: "each" }, say("each_alone")) : "",
        useful.length ? element("ol", { class: "openings" }, ...useful.map((row) => item(row, top, found.where))) : element("p", { class: "empty" }, say(rows.length ? "opens_none" : "nothing_near")));
    },
    empty(message) { holder.replaceChildren(message); },
  };
}
