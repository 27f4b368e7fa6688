// matcher_way: the ways to one occupation, step by step, or what stands in the way of any.
"use strict";
function makeWay(holder, { onSteps, onFloor }) {
  const { element, say, number, percent } = page;
  const GAPS = 6;

  function leg(step, jobs, where, n) {
    const skills = step.skills.map((s) => known.labels[s]);
    const facts = [
      say(skills.length ? "way_fit" : "way_has", { before: percent(step.fit_before), after: percent(step.fit_after) }),
      jobs ? (where.alone ? say("jobs_within", { n: number(jobs[step.occupation]), place: where.said }) + where.part([step.occupation]) : say("way_jobs", { n: number(jobs[step.occupation]) })) : "",
      known.pay && known.pay[step.occupation] ? page.payText(known.pay[step.occupation]) : "",
    ].filter(Boolean);
    return element("li", {}, element("h4", {}, `${n + 1}. ${known.titles[step.occupation]}`),
      skills.length ? element("p", {}, say("way_learn", { what: skills.join(" · ") })) : "",
      element("p", {}, step.lacks.length ? say("way_lacks", { what: step.lacks.map((s) => known.labels[s]).join(" · ") }) : say("way_nothing")),
      step.brings.length ? element("p", { class: "small" }, say("way_brings", { what: step.brings.map((s) => known.labels[s]).join(" · ") })) : "",
      element("p", { class: "small quiet" }, facts.join(" · ")));
  }

  function blocked(found) {
    const reasons = found.target_fails.map((name) => element("li", {}, say(`fails_${name}`)));
    const help = found.would_help.map((one) => element("li", {}, say(`helps_${one.constraint}`, { titles: one.occupations.map((o) => known.titles[o]).join(" → "), n: number(one.n_learn) })));
    return element("div", { class: "blocked-way" }, element("p", {}, element("strong", {}, say("way_blocked"))),
      reasons.length ? element("ul", { class: "plain" }, ...reasons) : "",
      element("p", {}, say(help.length ? "way_helps" : "way_no_help")),
      help.length ? element("ul", { class: "plain" }, ...help) : "");
  }

  /** What stands between somebody and the occupation, first in words and then skill by skill. */
  function between(why) {
    const gap = ({ label, gain, almost, bridge }, k) => element("li", {}, element("span", {}, label), element("span", { class: "quiet small" },
      [say("gap_adds", { share: percent(gain) }), almost ? say("near_to", { bridge: known.labels[bridge] }) : "", why.smallest.includes(k) ? say(why.smallest.length > 1 ? "gap_smallest" : "gap_alone") : ""].filter(Boolean).join(" · ")));
    const skills = why.held ? [] : why.missing;
    const list = (some, from) => element("ul", { class: "gaps" }, ...some.map((one, k) => gap(one, from + k)));
    return element("section", { class: "between", "aria-labelledby": "between-heading" }, element("h3", { id: "between-heading" }, say("between", { title: why.title })),
      element("p", {}, whyNotSaid(why, page.language())),
      skills.length ? list(skills.slice(0, GAPS), 0) : "",
      skills.length > GAPS ? element("details", {}, element("summary", { class: "small" }, say("show_all", { n: number(skills.length - GAPS) })), list(skills.slice(GAPS), GAPS)) : "");
  }

  function settings(said) {
    const steps = element("select", { id: "steps", autocomplete: "off", change: (event) => onSteps(Number(event.target.value)) },
      ...[1, 2, 3].map((n) => element("option", { value: String(n), selected: n === said.steps }, say(`steps_${n}`))));
    const floor = known.pay ? element("label", {}, say("floor"), element("input", { id: "floor", type: "number", min: "0", step: "500", autocomplete: "off", inputmode: "numeric", placeholder: say("floor_none"), value: said.floor, change: (event) => onFloor(event.target.value) })) : "";
    return element("div", { class: "way-settings" }, element("label", {}, say("steps"), steps), floor);
  }

  return {
    show(said, { ways: found, why }, jobs, where) {
      if (said.target === null) { holder.replaceChildren(element("p", { class: "empty" }, say("way_choose"))); return; }
      const title = known.titles[known.occupationAt.get(said.target)];
      const parts = [settings(said), between(why)];
      if (found.status === "held") parts.push(element("p", {}, say("way_held", { title })));
      else if (found.status === "blocked") parts.push(blocked(found));
      else {
        if (found.status === "reached now") parts.push(element("p", {}, element("strong", {}, say("way_reached", { title }))));
        parts.push(element("p", { class: "small quiet" }, say("way_rule")), ...found.ways.map((way, n) => element("section", { class: "one-way" },
          element("h3", {}, say(found.ways.length > 1 ? "way_number" : "way_only", { n: n + 1, k: number(way.reduce((sum, one) => sum + one.skills.length, 0)) })),
          element("ol", {}, ...way.map((step, k) => leg(step, jobs, where, k))))));
      }
      holder.replaceChildren(...parts);
    },
    empty(message) { holder.replaceChildren(message); },
  };
}
