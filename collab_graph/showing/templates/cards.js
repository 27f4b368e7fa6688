// cards: the few zones that explain most, one card each.
"use strict";
const cards = (() => {
  const FEW = 1;
  const list = document.getElementById("cards");

  function figure(card) {
    const withPersons = page.data.with_persons;
    const number = !withPersons ? page.percent(card.share) : "n" in card.persons ? page.number(card.persons.n) : said.count(card.persons);
    const unit = withPersons ? (card.persons.n === 1 ? "person" : "persons") : "share_of_situations";
    const unknown = withPersons && !("n" in card.persons);
    const shown = unknown && !("fewer" in card.persons) ? page.say("withheld") : number;
    return page.element("div", { class: "card-figure" },
      page.element("strong", { class: unknown ? "words" : null }, shown),
      page.element("span", { class: "quiet" }, page.say(unit) + (withPersons ? said.between(card.persons) : "")),
      card.so_far === null ? null : progress(card));
  }

  function progress(card) {
    const before = 100 * (card.so_far - card.share);
    const text = page.data.with_persons
      ? page.say("adds", { gain: said.count(card.gain), share: page.percent(card.so_far) })
      : page.say("adds_cells", { share: page.percent(card.so_far) });
    return page.element("div", { class: "so-far" },
      page.element("span", { class: "bar", "aria-hidden": "true" },
        page.element("span", { class: "before", style: `width:${before}%` }),
        page.element("span", { class: "now", style: `width:${Math.max(0.6, 100 * card.share)}%` })),
      page.element("span", { class: "quiet small" }, text));
  }

  function about(card) {
    const conditions = said.own(card.conditions);
    const situation = conditions.length
      ? page.element("ul", { class: "situation" }, ...conditions.map((one) => page.element("li", {}, said.sentence(one))))
      : page.element("p", { class: "situation" }, page.say("everybody"));
    return page.element("div", { class: "card-about" },
      page.element("p", { class: "chips" }, said.level(card.level),
        card.certain ? null : page.element("span", { class: "level maybe" }, page.say("possible")),
        card.gaps.length ? page.element("span", { class: "level reason" }, page.say("mark_Z4")) : null,
        card.differing.length ? page.element("span", { class: "level reason" }, page.say("mark_ZA")) : null),
      page.element("h3", {}, said.own(card.needs)),
      situation,
      ...card.gaps.map((one) => page.element("p", { class: "reason-text small" }, ways.gap(one))),
      ...card.differing.slice(0, FEW).map((one) => page.element("p", { class: "reason-text small" }, ways.differ(one))));
  }

  function near(card) {
    const entries = card.nearest.map((one) => page.element("li", {},
      page.element("strong", {}, one.actor), ` ${page.say("falls", { what: said.listed(said.own(one.falls)) })} `,
      page.element("span", { class: `behind ${one.source} ${one.confirmed ? "confirmed" : ""}`, title: one.reference }, said.own(one.behind))));
    return page.element("div", { class: "card-near" },
      page.element("h4", {}, page.say("nearest")),
      entries.length ? page.element("ul", {}, ...entries) : page.element("p", { class: "quiet" }, page.say("nobody_near")),
      card.changes.length ? page.element("h4", { class: "would" }, page.say("would_close")) : null,
      card.changes.length ? page.element("ul", { class: "changes" }, ...card.changes.map(ways.change)) : null);
  }

  /** The cheapest changes after which nobody in the zone is without somebody who answers. */
  function whole(card) {
    const one = card.whole;
    if (one === null) return null;
    if (!one.changes.length) return page.element("p", { class: "card-whole quiet" }, page.say(one.sure ? "whole_none" : "whole_not_found"));
    return page.element("div", { class: "card-whole" },
      page.element("h4", {}, page.say(one.sure ? "whole" : "whole_unproved", { cost: page.number(one.cost) })),
      page.element("ul", { class: "changes" }, ...one.changes.map(ways.change)));
  }

  function draw() {
    const all = page.data.cards;
    list.replaceChildren(...all.map((card) => page.element("li", { class: "card zone" }, figure(card), about(card), near(card), whole(card))));
    const { zones } = page.data.settings;
    const key = all.length ? (page.data.with_persons ? "most_intro_persons" : "most_intro_cells") : zones ? "no_cards" : "no_zones";
    document.getElementById("most-intro").textContent = page.say(key);
  }

  return { draw };
})();
