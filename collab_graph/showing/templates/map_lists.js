// map_lists: what has changed since the earlier record, row by row, and the directory's columns.
"use strict";
const changeRows = (() => {
  const { element, say } = page;
  const own = (texts) => texts[page.language()];
  const cellText = (text) => (text === "" ? element("span", { class: "quiet" }, say("blank")) : text);

  const difference = (cell) => element("span", {}, element("del", {}, cellText(own(cell.before))), " → ", element("ins", {}, cellText(own(cell.after))));

  const entry = (one) => element("li", { class: `change ${one.change}` },
    element("span", { class: `mark ${one.change}` }, say(`change_${one.change}`)), " ", element("span", { class: "change-item" }, own(one.item)),
    one.cells.length ? element("ul", {}, ...one.cells.map((cell) => element("li", {}, element("span", { class: "quiet" }, `${said.sentence(own(cell.column))}: `),
      one.change === "added" ? own(cell.after) : one.change === "removed" ? element("del", {}, own(cell.before)) : difference(cell)))) : null);

  function draw(holder) {
    const sheets = [...new Set(page.data.changes.map((one) => one.sheet))];
    holder.replaceChildren(...sheets.map((sheet) => element("section", { class: "sheet-changes card" }, element("h3", {}, say(`sheet_${sheet}`)),
      element("ul", { class: "rows" }, ...page.data.changes.filter((one) => one.sheet === sheet).map(entry)))));
    if (!sheets.length) holder.append(element("p", { class: "quiet" }, say("no_changes")));
  }

  return { entry, draw };
})();

const directory = (() => {
  const { actors, needs, places } = page.data;
  const word = (text) => (text && page.has(`word_${text}`) ? page.say(`word_${text}`) : text);
  const needText = (one) => chosen.needsOf(one).map((at) => needs[at][page.language()]).join(", ");
  const placeText = (one) => chosen.placesOf(one).map((at) => places[at].name).join(", ") || page.say("everywhere");
  const states = (one) => [one.entry_state, one.exit_state].filter(Boolean).join(" → ");

  const columns = (onChoose) => [
    ["intervention", (one) => one.name, (one) => page.element("strong", {}, one.name)],
    ["actor", (one) => actors[one.actor].name, (one) => page.element("button", { type: "button", class: "link", click: () => onChoose(`actor ${one.actor}`) }, actors[one.actor].name)],
    ["need", needText], ["group", (one) => one.target_group], ["method", (one) => one.method], ["states", states],
    ["orientation", (one) => word(one.orientation)], ["place", placeText],
  ].map(([key, value, cell]) => ({ key, heading: key, value, cell: cell ?? value }));

  /** Whether every word the reader typed stands somewhere in the row. */
  function found(one, typed) {
    const text = columns(() => {}).map((column) => column.value(one)).join(" ").toLocaleLowerCase();
    return typed.toLocaleLowerCase().split(/\s+/).every((part) => text.includes(part));
  }

  return { columns, found };
})();

const tieTable = (() => {
  const { actors, needs, places } = page.data;
  const own = (texts) => texts[page.language()];
  const who = (one) => one.actors.map((at) => actors[at].name).join(", ");
  const needText = (one) => one.needs.map((at) => own(needs[at])).join(", ");
  const placeText = (one) => one.places.map((at) => places[at].name).join(", ") || page.say("everywhere");
  const day = (text) => (text === "?" ? page.say("not_known") : text);

  const columns = (onChoose) => [
    ["kind", (one) => said.sentence(page.say(`word_${one.kind}`)), (one) => page.element("strong", {}, said.sentence(page.say(`word_${one.kind}`)))],
    ["between", who, (one) => page.element("span", {}, ...one.actors.flatMap((at, k) => [k ? ", " : "", page.element("button", { type: "button", class: "link", click: () => onChoose(`actor ${at}`) }, actors[at].name)]))],
    ["need", needText], ["place", placeText], ["begins", (one) => day(one.from)], ["ends", (one) => day(one.to) || null, (one) => day(one.to)],
    ["source", (one) => one.reference], ["note", (one) => one.note],
  ].map(([key, value, cell]) => ({ key, heading: key, value, cell: cell ?? value }));

  return { columns };
})();
