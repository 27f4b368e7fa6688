// matcher_chips: what was understood, as chips that can be taken away, and questions where it was not.
"use strict";
function makeChips(holder, questions, { onRemove, onChoose, onYears, onLevel }) {
  const { element, say } = page;
  const GROUPS = [["skill", "chips_skill"], ["occupation", "chips_occupation"], ["gate", "chips_gate"], ["language", "chips_language"], ["trait", "chips_trait"]];

  function chip(thing, k) {
    const typed = thing.typed && thing.typed.toLowerCase() !== thing.label.toLowerCase()
      ? element("span", { class: "quiet" }, ` ← ${thing.typed}`) : null;
    const years = thing.kind !== "occupation" ? "" : element("label", { class: "years" }, element("span", { class: "unseen" }, say("years_of", { what: thing.label })),
      element("input", { type: "number", min: "0", max: "80", step: "0.5", autocomplete: "off", inputmode: "decimal", placeholder: "–", value: thing.years ?? null, "data-thing": String(k), change: (event) => onYears(k, event.target.value) }), say("years"));
    const levels = page.data.schooling?.levels ?? [];
    const level = !languageOf(thing) || !levels.length ? "" : element("label", { class: "years" }, element("span", { class: "unseen" }, say("level_of", { what: thing.label })),
      element("select", { autocomplete: "off", "data-level": String(k), change: (event) => onLevel(k, event.target.value) },
        ...["", ...levels].map((one) => element("option", { value: one, selected: one === (thing.level ?? "") }, one || say("level_none")))));
    return element("li", { class: "chip" }, element("span", {}, thing.label, typed ?? ""), years, level,
      element("button", { type: "button", "aria-label": say("remove", { what: thing.label }), click: () => onRemove(k) }, "×"));
  }

  /** That an occupation held has nothing, or little, of its own, so that its group's was taken. */
  function ofGroup([thing]) {
    const held = thing.kind === "occupation" ? known.heldAt.get(thing.id) : undefined;
    const rests = held === undefined ? null : known.heldRestsOn(held);
    return rests ? element("p", { class: "quiet small of-group" }, say(rests, { what: thing.label, group: known.titles[known.groupOf(held)] })) : "";
  }

  function question(thing, k) {
    const choices = (thing.alternatives ?? []).map((one) => element("button", { type: "button", class: "button", click: () => onChoose(k, one) }, one.label));
    const none = element("button", { type: "button", class: "button quiet", click: () => onRemove(k) }, say(choices.length ? "none_of_these" : "take_away"));
    const asks = choices.length ? say("did_you_mean", { typed: thing.typed }) : say("not_understood", { typed: thing.typed });
    return element("div", { class: "question", role: "group", "aria-label": asks }, element("p", {}, asks), element("div", { class: "choices" }, ...choices, none));
  }

  return (things) => {
    const numbered = things.map((thing, k) => [thing, k]);
    const groups = GROUPS.map(([kind, heading]) => {
      const members = numbered.filter(([thing]) => thing.status === "understood" && thing.kind === kind);
      if (!members.length) return null;
      return element("div", { class: "chip-group" }, element("h3", {}, say(heading)), element("ul", {}, ...members.map(([thing, k]) => chip(thing, k))), ...members.map(ofGroup));
    });
    holder.replaceChildren(...groups.filter(Boolean));
    const open = numbered.filter(([thing]) => thing.status !== "understood");
    questions.hidden = !open.length;
    questions.replaceChildren(...open.map(([thing, k]) => question(thing, k)));
  };
}
