// map_grid: who covers what as a table — the map for whoever does not see or click a picture.
"use strict";
const grid = (() => {
  const { actors, needs, places } = page.data;
  const { element, say } = page;
  const own = (texts) => texts[page.language()];

  const table = (head, rows) => element("table", { class: "grid-table" }, element("caption", { class: "unseen" }, say("grid_caption")),
    element("thead", {}, element("tr", {}, ...head.map((one, k) => element("th", { scope: "col", class: k ? null : "corner" }, one)))), element("tbody", {}, ...rows));

  function byActor(left, onChoose) {
    const at = new Map();
    for (const one of left.mandates) {
      for (const need of one.needs) {
        const key = `${one.actor} ${need}`;
        at.set(key, new Map([...(at.get(key) ?? []), [chosen.part(one, need) === "other" ? one.role : one.strength, chosen.part(one, need)]]));
      }
    }
    const shown = needs.map((_, k) => k).filter((k) => chosen.state.need < 0 || chosen.state.need === k);
    const order = (pair) => chosen.PARTS.indexOf(pair[1]);
    const rows = left.actors.map((actor) => element("tr", { class: actors[actor].parent < 0 ? "whole" : null },
      element("th", { scope: "row", class: `depth-${Math.min(2, chosen.depth[actor])}` }, element("button", { type: "button", class: "link", click: () => onChoose(`actor ${actor}`) }, actors[actor].name)),
      ...shown.map((need) => element("td", {}, ...[...(at.get(`${actor} ${need}`) ?? [])].sort((a, b) => order(a) - order(b)).map(([word, name]) => element("span", { class: `has ${name}` }, name === "other" ? say(`word_${word}`) : say(`key_${name}`)))))));
    return table([say("actor"), ...shown.map((need) => own(needs[need]))], rows);
  }

  function byPlace(left, onCell) {
    const shown = needs.map((_, k) => k).filter((k) => chosen.state.need < 0 || chosen.state.need === k);
    const leaves = places.map((_, k) => k).filter((k) => !places.some((one) => one.parent === k));
    const seen = leaves.filter((k) => chosen.inPlace([k], chosen.state.place));
    const rows = shown.map((need) => element("tr", {}, element("th", { scope: "row" }, own(needs[need])), ...seen.map((place) => {
      const held = left.mandates.filter((one) => one.needs.includes(need) && chosen.inPlace(one.places, place));
      const lead = new Set(held.filter((one) => chosen.part(one, need) === "lead").map((one) => one.actor));
      const support = new Set(held.filter((one) => ["shared", "support"].includes(chosen.part(one, need)) && !lead.has(one.actor)).map((one) => one.actor));
      const text = [lead.size ? say(lead.size === 1 ? "leads_1" : "leads_n", { n: lead.size }) : support.size ? say("nobody_leads") : say("nobody"), support.size ? say(support.size === 1 ? "supports_1" : "supports_n", { n: support.size }) : ""].filter(Boolean);
      const shade = lead.size ? `lead-${Math.min(3, lead.size)}` : "lead-0";
      return element("td", { class: `number ${shade}` }, element("button", { type: "button", click: () => onCell(need, place), title: `${own(needs[need])}, ${places[place].name}` }, ...text.flatMap((line, k) => [k ? " " : "", element("span", {}, line)])));
    })));
    return table([say("need"), ...seen.map((place) => places[place].name)], rows);
  }

  return { byActor, byPlace };
})();
