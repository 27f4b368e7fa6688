// matcher_jobs: occupations ranked by how near they are, each with bars, vacancies, evidence and why.
"use strict";
function makeJobs(holder, { onWay, onSheet }) {
  const { element, say, number, percent } = page;
  const STEP = 20, LISTED = 12;
  const KINDS = { learnable: "kind_learnable", unstated: "kind_unstated", with: "kind_with" };
  let shown = STEP;
  let onlyHere = false;
  let open = new Set();
  let last = null;

  const requirement = (n) => known.requirements[n][page.language() === "en" ? 1 : 0];

  /** What stands in the way: licences that are required and lacking, and what speaks against needs. */
  function hindrances(row) {
    const lines = row.blocked_by.map((n) => ["blocked", say("blocked", { what: requirement(n) })]);
    lines.push(...page.needLines(row));
    return lines.map(([name, text]) => element("p", { class: `hindrance ${name} small` }, text));
  }

  function bars(row) {
    const parts = [["have", row.fit], ["almost", row.stretch - row.fit], ["lack", 1 - row.stretch]];
    const said = say("bar", { have: percent(row.fit), almost: percent(Math.max(0, row.stretch - row.fit)) });
    return element("span", { class: "bars", role: "img", "aria-label": said }, ...parts.map(([name, share]) => element("span", { class: name, style: `width:${(100 * Math.max(0, share)).toFixed(2)}%` })));
  }

  function figures(row) {
    return [...jobsSaid(row, last.where), ...(row.pay ? [page.payText(row.pay)] : [])].join(" · ");
  }

  function names(row, which, heading, detail) {
    const skills = row[which];
    if (!skills.length) return null;
    const list = (some) => element("ul", {}, ...some.map(([s, share]) => element("li", {}, element("span", {}, known.labels[s]), element("span", { class: "quiet small" }, detail(s, share)))));
    const rest = skills.slice(LISTED);
    return element("div", { class: `names of-${which}` }, element("h4", {}, say(heading, { n: number(skills.length) })), list(skills.slice(0, LISTED)),
      rest.length ? element("details", {}, element("summary", { class: "small" }, say("show_all", { n: number(rest.length) })), list(rest)) : "");
  }

  /** Education and languages that ads require, and whether they are there. */
  function schooling(row) {
    const lines = last.schooling(row.position);
    if (!page.data.schooling) return "";
    if (!lines.length) return element("p", { class: "quiet small" }, say("schooling_unknown"));
    return element("div", { class: "names of-schooling" }, element("h4", {}, say("schooling_heading")), element("ul", {}, ...lines.map((line) =>
      element("li", {}, element("span", {}, page.schoolingName(line)), element("span", { class: "quiet small" }, `${say(`answer_${line.answer.replace(" ", "_")}`)} · ${say("required_by", { ads: ofAdsSaid(line.share, line.of) })}`), line.few_ads ? element("span", { class: "few-mark small" }, say("few_mark")) : ""))));
  }

  /** Whether it comes later than it is near, for what it asks for of schooling. */
  const later = (row) => row.step_up || leftBySchooling(row.levels_above) < 1;

  function why(row) {
    const { standing } = last;
    const few = page.data.measure === "ads" ? "asked_by_few" : "asked_by_few_links";
    const asks = (s, share) => (row.rests < SHARE_FROM ? say(few, { k: number(Math.round(share * row.rests)), n: number(row.rests) }) : say("asked_by", { share: percent(share) }));
    const near = (s, share) => `${say(KINDS[standing.kind[s]])} · ${say("near_to", { bridge: known.labels[standing.bridge[s]] })} · ${asks(s, share)}`;
    const lacked = new Set(row.gates_missing.map(([s]) => s));
    const gates = names(row, "gates", "gates_heading", (s, share) => `${say(lacked.has(s) ? "gate_lacks" : "gate_has")} · ${asks(s, share)}`);
    gates?.append(element("p", { class: "quiet small" }, say("gates_why")));
    const trend = row.trend === null || row.trend === undefined ? "" : ` ${say(row.trend >= 0 ? "trend_up" : "trend_down", { share: percent(Math.abs(row.trend)) })}`;
    return element("div", { class: "why" },
      element("p", { class: "quiet small" }, say(page.data.measure === "ads" ? "rests_ads" : "rests_links", { n: number(row.rests), level: page.data.pooled_level.split("-")[0] }) + (row.few ? ` ${say("few_ads", { n: number(row.support) })}` : "") + trend),
      gates ?? "",
      later(row) ? element("p", { class: "quiet small" }, say("later_by_schooling")) : "",
      schooling(row),
      element("div", { class: "columns" }, ...[names(row, "held", "held_heading", asks), names(row, "almost", "almost_heading", near), names(row, "missing", "missing_heading", asks)].filter(Boolean)),
      element("p", { class: "choices" },
        element("button", { type: "button", class: "button", click: () => onWay(row.occupation) }, say("way_here")),
        element("button", { type: "button", class: "button", "data-sheet": row.occupation, "aria-pressed": String(last.sheet.includes(row.occupation)), click: () => onSheet(row.occupation) }, say(last.sheet.includes(row.occupation) ? "off_sheet" : "on_sheet"))));
  }

  function item(row, k) {
    const isOpen = open.has(row.occupation);
    const id = `why-${row.occupation}`;
    const toggle = () => {
      if (isOpen) open.delete(row.occupation); else open.add(row.occupation);
      draw();
      holder.querySelector(`[aria-controls="${id}"]`).focus();
    };
    const head = element("button", { type: "button", class: "job-head", "aria-expanded": String(isOpen), "aria-controls": id, click: toggle },
      element("span", { class: "job-title" }, element("span", { class: "place-number", "aria-hidden": "true" }, `${k + 1}`), element("span", {}, row.title)),
      element("span", { class: `class ${row.class}` }, say(`class_${row.class}`)));
    return element("li", { class: row.blocked_by.length ? "job shut" : "job" }, element("h3", {}, head), bars(row), ...hindrances(row),
      element("p", { class: "facts small" }, element("span", {}, say("counts", { held: number(row.held.length), almost: number(row.almost.length), missing: number(row.missing.length) })), element("span", {}, figures(row)), row.few ? element("span", { class: "few-mark" }, say("few_mark")) : ""),
      element("div", { id, hidden: !isOpen }, isOpen ? why(row) : ""));
  }

  function draw() {
    const rows = last.adjacent.filter((row) => !onlyHere || row.vacancies_here > 0);
    const tally = ["reached", "adjacent", "far"].map((name) => say(`n_${name}`, { n: number(rows.filter((row) => row.class === name).length) }));
    const choice = last.place === null ? "" : element("label", { class: "only-here" }, element("input", { type: "checkbox", id: "only-here", autocomplete: "off", checked: onlyHere, change: (event) => { onlyHere = event.target.checked; shown = STEP; draw(); document.getElementById("only-here").focus(); } }), last.where.alone ? say("only_within", { n: number(last.question.within) }) : say("only_here"));
    const more = rows.length > shown ? element("button", { type: "button", class: "button more", click: () => { shown += STEP; draw(); } }, say("more", { n: number(rows.length - shown) })) : "";
    holder.replaceChildren(
      element("div", { class: "view-head" }, element("p", { class: "quiet small" }, tally.join(" · ")), choice),
      element("p", { class: "legend small quiet", "aria-hidden": "true" }, ...["have", "almost", "lack"].flatMap((name) => [element("span", { class: `swatch ${name}` }), element("span", {}, say(`legend_${name}`))])),
      element("p", { class: "order small quiet" }, orderSaid(last.question.education)),
      rows.length ? element("ol", { class: "jobs" }, ...rows.slice(0, shown).map(item)) : element("p", { class: "empty" }, say("none_here")), more);
  }

  return {
    show(found) { last = found; draw(); },
    empty(message) { last = null; shown = STEP; open = new Set(); holder.replaceChildren(message); },
    reset() { shown = STEP; onlyHere = false; open = new Set(); },
  };
}
