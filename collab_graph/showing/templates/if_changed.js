// if_changed: beside what is, what would be if the record were changed, or what is on another day.
"use strict";
const ifChanged = (() => {
  const one = page.data.if_changed;
  const FEW = 8;
  const count = (value) => ("cells" in value ? page.number(value.cells) : said.count(value));

  function edits() {
    const blank = (text) => (text === "" ? page.say("blank_cell") : text);
    const cell = (row, text) => page.element("li", {}, page.element("span", { class: "quiet" }, `${said.sentence(said.own(text.column))}: `),
      row.change === "added" ? null : page.element("del", {}, blank(said.own(text.before))),
      row.change === "changed" ? " → " : null,
      row.change === "removed" ? null : page.element("ins", {}, blank(said.own(text.after))));
    return one.rows.map((row) => page.element("li", {},
      page.element("p", {}, page.element("strong", {}, said.own(row.item)), " ", page.element("span", { class: "behind" }, page.say(`row_${row.change}`))),
      page.element("ul", { class: "cells" }, ...row.cells.map((text) => cell(row, text)))));
  }

  /** Mandates that begin and end between two days, one line each. */
  function events() {
    const event = (row) => page.element("li", {},
      page.element("p", {}, page.element("strong", {}, said.day(row.date)), ": ", row.actor, " ", page.say(row.begins ? "event_begins" : "event_ends"), " ",
        page.element("span", { class: `behind ${row.source}`, title: row.reference }, said.own(row.decided))),
      page.element("p", { class: "small quiet" }, said.sentence(said.own(row.needs))));
    return one.events.length ? one.events.map(event) : [page.element("li", { class: "quiet" }, page.say("between_none"))];
  }

  /** The heads of the section: about a change, or about two days. */
  function heads() {
    const named = { "if-title": ["if", "between"], "to-if": ["if", "between"], "if-edits-title": ["if_edits", "between_events"], "if-what-title": ["if_what", "between_what"] };
    for (const [id, keys] of Object.entries(named)) {
      const holder = document.getElementById(id);
      holder.dataset.text = keys[one.days ? 1 : 0];
      holder.textContent = page.say(holder.dataset.text);
    }
    const [first, second] = (one.days ?? ["", ""]).map((day) => (day ? said.day(day) : ""));
    const intro = one.days ? page.say("between_intro", { first, second }) : page.say("if_intro");
    const beside = { as_without: "if_as_without", together: "if_together" }[page.data.beside];
    document.getElementById("if-intro").textContent = beside ? `${intro} ${page.say(beside)}` : intro;
    return one.days ? [first, second] : [page.say("if_before"), page.say("if_after")];
  }

  function table(caption, head, rows) {
    return page.element("table", { class: "if-table" },
      page.element("caption", {}, caption),
      page.element("thead", {}, page.element("tr", {}, ...head.map(([key, numeric]) => page.element("th", { scope: "col", class: numeric ? "numeric" : null }, key)))),
      page.element("tbody", {}, ...rows.map((cells) => page.element("tr", {}, ...cells.map((text, at) => (at
        ? page.element("td", { class: head[at][1] ? "numeric" : null }, text) : page.element("th", { scope: "row" }, text)))))));
  }

  const region = (row) => page.element("li", {},
    page.element("p", { class: "entry-count" }, ...("cells" in row.persons ? [page.element("strong", {}, count(row.persons)), ` ${page.say("situations")}`] : said.persons(row.persons))),
    page.element("h3", {}, page.element("span", { class: `turn ${row.zone}` }, page.say(`zone_${row.zone}`)), " ", said.own(row.need)),
    page.element("p", {}, said.sentence(said.own(row.situation)), "."));

  function draw() {
    for (const id of ["if", "to-if"]) document.getElementById(id).hidden = one === null;
    if (one === null) return;
    const [before, after] = heads();
    const head = (...keys) => keys.map((key) => [page.say(key)]);
    document.getElementById("if-edits").replaceChildren(...(one.days ? events() : edits()));
    const { opened, closed, grown, shrunk } = one.zones;
    document.getElementById("if-zones").textContent = page.say("if_zones", { opened, closed, grown, shrunk });
    document.getElementById("if-tables").replaceChildren(...(one.needs.length ? [
      table(page.say("if_needs"), [...head("need"), [before, true], [page.say("if_closes"), true], [page.say("if_opens"), true], [after, true]],
        one.needs.map((row) => [said.own(row.need), count(row.before), count(row.closes), count(row.opens), count(row.after)])),
      table(page.say("if_moves"), [...head("need", "if_from", "if_to"), [page.say(page.data.with_persons ? "persons_heading" : "situations_heading"), true]],
        one.moves.map((row) => [said.own(row.need), said.sentence(said.own(row.from)), said.sentence(said.own(row.to)), count(row.persons)]))] : []));
    document.getElementById("if-rows").textContent = one.regions.length ? page.say("if_regions") : "";
    document.getElementById("if-regions").replaceChildren(...one.regions.slice(0, FEW).map(region));
    const more = one.regions.length - FEW + one.regions_left_out;
    document.getElementById("if-more").textContent = one.needs.length ? (more > 0 ? page.say("more_print", { n: page.number(more) }) : "") : page.say("if_nothing");
  }

  return { draw };
})();
