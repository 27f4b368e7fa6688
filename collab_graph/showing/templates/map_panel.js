// map_panel: everything recorded about the actor, or the need or intervention, that was chosen.
"use strict";
const makePanel = (holder, { onChoose, onClose }) => {
  const { actors, needs, places, mandates, interventions, ties, flows, borders, changes } = page.data;
  const { element, say } = page;
  const FEW = 6;
  const own = (texts) => texts[page.language()];
  const word = (text) => (page.has(`word_${text}`) ? say(`word_${text}`) : text);
  const needText = (held) => said.listed(held.map((at) => own(needs[at])));
  const placeText = (held) => (held.length ? held.map((at) => places[at].name).join(", ") : say("everywhere"));

  const button = (at) => element("button", { type: "button", class: "link", click: () => onChoose(`actor ${at}`) }, actors[at].name);
  const part = (title, ...children) => element("section", { class: "part" }, element("h4", {}, title), ...children);
  const section = (key, ...children) => part(say(key), ...children);

  function period(row) {
    const day = (text) => (chosen.known(text) ? text : say("not_known"));
    if (row.from && row.to) return say("from_to", { from: day(row.from), to: day(row.to) });
    if (row.from) return say("from_day", { from: day(row.from) });
    return row.to ? say("to_day", { to: day(row.to) }) : "";
  }

  /** Rows of a list, the first few until all are asked for. */
  function some(rows, tag = "ul", name = "rows") {
    const list = element(tag, { class: name }, ...rows.slice(0, FEW));
    if (rows.length <= FEW) return [list];
    const more = element("button", { type: "button", class: "button no-print" }, say("more_rows", { n: page.number(rows.length) }));
    more.addEventListener("click", () => { list.append(...rows.slice(FEW)); more.remove(); list.querySelectorAll(":scope > *")[FEW].querySelector("summary, button")?.focus(); });
    return [list, more];
  }

  function standing(one) {
    if (one.status === "confirmed") {
      return element("span", { class: "behind confirmed" }, chosen.known(one.checked_on) ? (one.checked_by ? say("confirmed_by", { day: one.checked_on, who: one.checked_by }) : say("confirmed_day", { day: one.checked_on })) : say("confirmed"));
    }
    const key = { draft: "checked_draft", disputed: "disputed" }[one.status] ?? "unconfirmed";
    return element("span", { class: "behind" }, say(key));
  }

  const row = (key, ...value) => element("div", {}, element("dt", {}, say(key)), element("dd", {}, ...value));
  const listing = (texts) => (texts.length < 2 ? texts[0] ?? "" : element("ul", {}, ...texts.map((text) => element("li", {}, text))));

  function mandate(one, open) {
    const valid = chosen.holds(one);
    const unless = one.unless.map((held) => held.source || held.reference ? `${own(held)} (${[held.source && word(held.source), held.reference].filter(Boolean).join(", ")})` : own(held));
    const about = [
      row("for_whom", listing(own(one.who).length ? own(one.who) : [say("everybody")])),
      unless.length ? row("not_for", listing(unless)) : null,
      row("where", placeText(one.places)),
      one.from || one.to ? row("when", period(one)) : null,
      own(one.entry) ? row("way_in", own(one.entry)) : null,
      one.capacity ? row("capacity", chosen.known(one.occupied) ? say("capacity_taken", one) : one.capacity === "?" ? say("not_known") : one.capacity) : null,
      one.wait_days ? row("wait", one.wait_days === "?" ? say("not_known") : say("wait_days", { n: one.wait_days })) : null,
      one.degree ? row("degree", one.degree === "?" ? say("not_known") : `${one.degree} %`) : null,
      row("source", [word(one.source), one.reference].filter(Boolean).join(" – ")),
    ];
    const traits = [word(one.role), word(one.strength), word(one.force)].join(" · ");
    return element("li", {}, element("details", { class: valid ? "mandate" : "mandate past", open },
      element("summary", {}, element("strong", {}, needText(one.needs) || say("not_known")), element("span", { class: "line" }, traits),
        one.reference ? element("span", { class: "line quiet small" }, one.reference) : null,
        valid ? null : element("span", { class: "behind past" }, say("not_on_day"))),
      element("dl", {}, ...about.filter(Boolean)),
      one.residual === "yes" ? element("p", {}, say("residual"), ".") : null,
      one.may_decline === "yes" ? element("p", {}, say("may_decline"), ".") : null,
      one.note ? element("p", { class: "quiet" }, one.note) : null,
      element("p", {}, standing(one))));
  }

  function intervention(one) {
    const facts = [one.method, one.target_group, one.orientation && word(one.orientation)].filter(Boolean).join(" · ");
    const states = [one.entry_state, one.exit_state].filter(Boolean).join(" → ");
    return element("li", {}, element("strong", {}, one.name), facts ? element("span", { class: "line" }, facts) : null,
      states ? element("span", { class: "line quiet" }, states) : null,
      element("span", { class: "line quiet" }, [needText(chosen.needsOf(one)), placeText(chosen.placesOf(one))].filter(Boolean).join(" · ")));
  }

  function border(one) {
    const count = one.zones === 1 ? say("border_zone") : say("border_zones", { n: page.number(one.zones) });
    return element("li", {}, element("strong", {}, said.sentence(own(one.falls))), element("span", { class: "line quiet" }, `${own(one.need)} · ${count}`),
      element("span", { class: "line quiet small" }, say("border_widest", { situation: own(one.situation) })));
  }

  function ways(at) {
    const kinds = ["referral", "payment", "precedence"].flatMap((kind) => [["in", "receiver", "giver", kind], ["out", "giver", "receiver", kind]]);
    const parts = kinds.map(([way, mine, others, kind]) => {
      const held = flows.filter((one) => one[mine] === at && one.kind === kind);
      const about = new Map();
      for (const one of held) about.set(one[others], [...(about.get(one[others]) ?? []), ...mandates[one.mandate].needs]);
      if (!about.size) return null;
      return row(`${way}_${kind}`, element("ul", {}, ...[...about].map(([other, on]) => element("li", {}, button(other), " ", element("span", { class: "quiet" }, needText([...new Set(on)]))))));
    }).filter(Boolean);
    return parts.length ? section("ways", element("dl", {}, ...parts)) : null;
  }

  function tie(one, at) {
    const others = one.actors.filter((other) => other !== at);
    const who = others.flatMap((other, k) => [k ? ", " : "", button(other)]);
    const facts = [needText(one.needs), placeText(one.places), period(one), one.reference].filter(Boolean).join(" · ");
    return element("li", {}, element("strong", {}, said.sentence(word(one.kind))), " ", ...who,
      chosen.holds(one) ? null : element("span", { class: "behind past" }, say("not_on_day")),
      element("span", { class: "line quiet" }, facts), one.note ? element("span", { class: "line quiet" }, one.note) : null);
  }

  function head(name, kind) {
    return element("div", { class: "panel-head" }, element("h3", { id: "panel-title", tabindex: "-1" }, name),
      element("button", { type: "button", class: "button no-print", click: onClose }, say("close")), kind ? element("span", { class: "kind" }, kind) : null);
  }

  function actor(at) {
    const one = actors[at];
    const units = actors.map((_, k) => k).filter((k) => actors[k].parent === at);
    const gives = interventions.filter((held) => held.actor === at);
    const holds = mandates.filter((held) => held.actor === at);
    const ends = borders.filter((held) => held.actor === at && held.mandates.some((one) => chosen.holds(mandates[one])));
    const tied = ties.filter((held) => held.actors.includes(at));
    const changed = changes.filter((held) => held.actors.includes(at));
    const first = [...holds].sort((a, b) => chosen.holds(b) - chosen.holds(a));
    holder.replaceChildren(...[
      head(one.name, one.kind && word(one.kind)),
      one.parent >= 0 ? element("p", {}, `${say("part_of")} `, button(one.parent)) : null,
      one.note ? element("p", { class: "quiet" }, one.note) : null,
      units.length ? section("has_units", element("ul", { class: "units" }, ...units.map((k) => element("li", {}, button(k))))) : null,
      !holds.length && !gives.length && !units.length ? element("p", { class: "quiet" }, say("nothing_recorded")) : null,
      holds.length ? part(say("mandates_confirmed", { n: holds.filter((held) => held.status === "confirmed").length, all: holds.length }), ...some(first.map((held) => mandate(held, holds.length === 1)), "ul", "mandates")) : null,
      gives.length ? section("does", ...some(gives.map(intervention))) : null,
      ends.length ? section("borders", element("p", { class: "quiet small" }, say("borders_intro", { day: said.day(page.data.at) })), ...some(ends.map(border))) : null,
      ways(at),
      tied.length ? section("ties", ...some(tied.map((held) => tie(held, at)))) : null,
      changed.length ? part(say("changed_here", { day: page.data.before.date }), element("ul", { class: "rows" }, ...changed.map(changeRows.entry))) : null,
    ].filter(Boolean));
  }

  /** Who is tied to something in the middle of the picture. */
  function item(key, label, left) {
    const [kind] = key.split(" ", 1);
    const rest = key.slice(kind.length + 1);
    const rows = [];
    if (kind === "need") {
      const need = Number(rest);
      for (const name of chosen.PARTS) {
        const held = left.mandates.filter((one) => one.needs.includes(need) && chosen.part(one, need) === name);
        const who = [...new Set(held.map((one) => one.actor))];
        if (who.length) rows.push(row(`key_${name}`, element("ul", {}, ...who.map((at) => element("li", {}, button(at), " ", element("span", { class: "quiet" }, [...new Set(held.filter((one) => one.actor === at).map((one) => word(one.role)))].join(", ")))))));
      }
    } else {
      const held = left.interventions.filter((one) => ({ intervention: String(interventions.indexOf(one)), group: one.target_group, method: one.method })[kind] === rest);
      rows.push(...held.map((one) => element("div", {}, element("dt", {}, button(one.actor)), element("dd", {}, element("ul", { class: "rows" }, intervention(one))))));
    }
    holder.replaceChildren(head(label, kind === "need" ? say("need") : say({ intervention: "intervention", group: "group", method: "method" }[kind])), element("dl", { class: "who-here" }, ...rows));
  }

  function empty() {
    holder.replaceChildren(element("div", { class: "hint" }, element("h3", { id: "panel-title" }, say("panel_empty")), element("p", { class: "quiet" }, say("panel_hint"))));
  }

  return { actor, item, empty };
};
