// lists: contested, last resort and uncoordinated, a few of each until all are asked for.
"use strict";
const lists = (() => {
  const FEW = 5;
  const opened = new Set();

  /** The first few rows, and a button for the rest; paper says how many more there are. */
  function some(holder, id, rows) {
    if (!rows.length) {
      holder.append(page.element("p", { class: "quiet" }, page.say("none_found")));
      return;
    }
    const all = opened.has(id);
    holder.append(page.element("ul", { class: "entries card" }, ...(all ? rows : rows.slice(0, FEW))));
    if (rows.length <= FEW) return;
    const press = () => {
      if (!opened.delete(id)) opened.add(id);
      draw();
      document.getElementById(`${id}-more`).focus();
    };
    const text = all ? page.say("less") : page.say("more", { n: page.number(rows.length) });
    holder.append(page.element("p", { class: "no-print" }, page.element("button", { type: "button", class: "button", id: `${id}-more`, "aria-expanded": String(all), click: press }, text)));
    if (!all) holder.append(page.element("p", { class: "print-only quiet" }, page.say("more_print", { n: rows.length - FEW })));
  }

  function byNeed(holder, entries) {
    if (!entries.length) return;
    holder.append(page.element("ul", { class: "by-need" }, ...entries.map((one) => page.element("li", {},
      ...said.persons(one.persons), " ",
      page.element("span", { class: "quiet" }, said.own(one.need))))));
  }

  function entry(one, detail) {
    return page.element("li", {},
      page.data.with_persons ? page.element("p", { class: "entry-count" }, ...said.persons(one.persons)) : null,
      page.element("h3", {}, said.own(one.need)),
      page.element("p", {}, said.sentence(said.own(one.situation)), "."),
      page.element("p", { class: "small" }, ...detail));
  }

  function drawDouble() {
    const holder = document.getElementById("double-list");
    holder.replaceChildren();
    byNeed(holder, page.data.contested_by_need);
    some(holder, "double", page.data.contested.map((one) => entry(one, [
      page.element("strong", {}, page.say("who_leads")), ` ${said.listed(one.who)} `,
      page.element("span", { class: "quiet" }, `(${said.own(one.role)})`)])));
  }

  function drawLast() {
    const holder = document.getElementById("last-list");
    holder.replaceChildren();
    byNeed(holder, page.data.last_resort_by_need);
    some(holder, "last", page.data.last_resort.map((one) => entry(one, [
      page.element("strong", {}, page.say("who_left")), ` ${said.listed(one.who)}. `,
      page.element("span", { class: "quiet" }, `${page.say(`declining${one.declining === 1 ? "_one" : ""}${one.may_decline ? "_may" : ""}`, { n: one.declining, may: one.may_decline })}.`)])));
  }

  /** The single changes that would let somebody hold a set of needs together. */
  function nearest(one) {
    const closes = (change) => page.say(change.whole ? "alone_whole" : change.share < 0.005 ? "alone_little" : "alone_part", { share: page.percent(change.share), cost: page.number(change.cost) });
    const changes = one.changes.map((change) => page.element("li", {}, said.sentence(said.own(change.label)), " ",
      page.element("span", { class: `behind ${change.source}`, title: change.reference }, said.own(change.decided)), " ",
      page.element("span", { class: "quiet" }, closes(change))));
    if (!changes.length) return null;
    return page.element("div", { class: "set-near small" }, page.element("h4", {}, page.say("alone_would")), page.element("ul", { class: "changes" }, ...changes));
  }

  function drawAlone() {
    const holder = document.getElementById("alone-list");
    holder.replaceChildren();
    const { sets, withheld, new: fresh } = page.data.uncoordinated;
    if (fresh) holder.append(page.element("p", { class: "quiet small" }, page.say(fresh.known ? "alone_new" : "alone_first", { who: said.listed(fresh.who), cost: page.number(fresh.cost) })));
    some(holder, "alone", sets.map((one) => page.element("li", { class: "set" },
      page.data.with_persons ? page.element("span", { class: "set-count" }, page.element("strong", {}, said.count(one.persons)), ` ${page.say(one.persons.n === 1 ? "person" : "persons")}`) : null,
      page.element("span", { class: "set-needs" }, said.own(one.needs)),
      page.element("span", { class: "quiet small" }, one.who.join(" · ")),
      nearest(one))));
    if (withheld) holder.append(page.element("p", { class: "quiet small" }, page.say("alone_withheld", { n: withheld })));
  }

  function draw() {
    drawAlone();
    drawDouble();
    drawLast();
  }

  return { draw };
})();
