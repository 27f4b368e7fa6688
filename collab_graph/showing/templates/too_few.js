// too_few: interventions with too few persons in a place, and with whom there would be enough.
"use strict";
const tooFew = (() => {
  const few = page.data.too_few;
  const mark = (one) => page.element("span", { class: one.enough ? "gain" : "quiet" }, one.enough ? page.say("few_enough", { n: page.number(one.persons.n) })
    : "n" in one.persons || "fewer" in one.persons ? page.say("few_not_enough", { n: said.count(one.persons) }) : page.say("few_withheld"));

  /** What must be agreed on: changes of mandates, or only to share what both places have. */
  function asked(one) {
    if (!one.changes.length) return page.element("span", { class: "quiet small asked" }, page.say("few_agree"));
    return page.element("ul", { class: "changes asked" }, ...one.changes.map(ways.change));
  }

  const shared = (one) => page.element("li", {}, page.say("few_share", { places: said.listed(one.places), minutes: page.number(one.minutes) }), " ", mark(one), asked(one));
  const wider = (one) => page.element("li", {}, page.say("few_widen"), " ", mark(one), asked(one));

  const place = (one) => [one.place, one.works ? null : page.element("span", { class: "quiet" }, ` ${page.say("few_not_there")}`)];

  function group(one) {
    return page.element("li", {},
      page.element("p", { class: "entry-count" }, ...said.persons(one.persons)),
      page.element("h4", {}, ...place(one)),
      page.element("ul", { class: "few-ways" }, ...one.shared.map(shared), ...one.wider.map(wider)),
      one.shared.length ? null : page.element("p", { class: "small quiet" }, page.say("few_far", { minutes: page.number(few.minutes) })));
  }

  /** Places without any way out stand together. */
  function alone(some) {
    return page.element("li", {},
      page.element("ul", { class: "few-alone" }, ...some.map((one) => page.element("li", {}, page.element("h4", {}, ...place(one)), page.element("span", {}, ...said.persons(one.persons))))),
      page.element("p", { class: "small quiet" }, page.say("few_far", { minutes: page.number(few.minutes) })));
  }

  function mandate(one) {
    const out = one.groups.filter((own) => own.shared.length || own.wider.length);
    const none = one.groups.filter((own) => !out.includes(own));
    return page.element("article", { class: "card few" },
      page.element("header", {}, page.element("h3", {}, one.actor), page.element("p", { class: "quiet small" }, said.sentence(said.own(one.needs)), one.one_of_several ? ` (${page.say("few_mandate", { name: one.mandate })})` : "")),
      page.element("ul", { class: "entries" }, ...out.map(group), none.length ? alone(none) : null));
  }

  function draw() {
    const some = few !== null && few.mandates.length > 0;
    for (const id of ["few", "to-few"]) document.getElementById(id).hidden = !some;
    if (!some) return;
    document.getElementById("few-intro").textContent = page.say("few_intro", { n: page.number(few.fewest), minutes: page.number(few.minutes) });
    document.getElementById("few-list").replaceChildren(...few.mandates.map(mandate));
  }

  return { draw };
})();
