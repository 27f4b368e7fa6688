// if_changed: beside what is, what would be if the record were changed.
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

  function table(caption, head, rows) {
    return page.element("table", { class: "if-table" },
      page.element("caption", {}, caption),
      page.element("thead", {}, page.element("tr", {}, ...head.map(([key, numeric]) => page.element("th", { scope: "col", class: numeric ? "numeric" : null }, page.say(key))))),
      page.element("tbody", {}, ...rows.map((cells) => page.element("tr", {}, ...cells.map((text, at) => (at
        ? page.element("td", { class: head[at][1] ? "numeric" : null }, text) : page.element("th", { scope: "row" }, text)))))));
  }

  const region = (row) => page.element("li", {},
    page.element("p", { class: "entry-count" }, page.element("strong", {}, count(row.persons)), ` ${page.say("cells" in row.persons ? "situations" : row.persons.n === 1 ? "person" : "persons")}`),
    page.element("h3", {}, page.element("span", { class: `turn ${row.opened ? "opened" : "closed"}` }, page.say(row.opened ? "region_opens" : "region_closes")), " ", said.own(row.need)),
    page.element("p", {}, said.sentence(said.own(row.situation)), "."));

  function draw() {
    for (const id of ["if", "to-if"]) document.getElementById(id).hidden = one === null;
    if (one === null) return;
    document.getElementById("if-edits").replaceChildren(...edits());
    const { opened, closed, grown, shrunk } = one.zones;
    document.getElementById("if-zones").textContent = page.say("if_zones", { opened, closed, grown, shrunk });
    document.getElementById("if-tables").replaceChildren(...(one.needs.length ? [
      table(page.say("if_needs"), [["need"], ["if_before", true], ["if_closes", true], ["if_opens", true], ["if_after", true]],
        one.needs.map((row) => [said.own(row.need), count(row.before), count(row.closes), count(row.opens), count(row.after)])),
      table(page.say("if_moves"), [["need"], ["if_from"], ["if_to"], [page.data.with_persons ? "persons_heading" : "situations_heading", true]],
        one.moves.map((row) => [said.own(row.need), said.sentence(said.own(row.from)), said.sentence(said.own(row.to)), count(row.persons)]))] : []));
    document.getElementById("if-regions").replaceChildren(...one.regions.slice(0, FEW).map(region));
    const more = one.regions.length - FEW + one.regions_left_out;
    document.getElementById("if-more").textContent = one.needs.length ? (more > 0 ? page.say("more_print", { n: page.number(more) }) : "") : page.say("if_nothing");
  }

  return { draw };
})();
