// map_lists: what has changed since the earlier record, row by row, and the directory's columns.
"use strict";
const changeRows = (() => {
  const { element, say } = page;
  const own = (texts) => texts[page.language()];
  const cellText = (text) => (text === "" ? element("span", { class: "quiet" }, say("blank")) : text);

  const entry = (one) => element("li", { class: `change ${one.change}` },
    element("span", { class: `mark ${one.change}` }, say(`change_${one.change}`)), " ", element("span", { class: "change-item" }, own(one.item)),
    one.cells.length ? element("ul", {}, ...one.cells.map((cell) => element("li", {}, element("span", { class: "quiet" }, `${said.sentence(own(cell.column))}: `),
      element("del", {}, cellText(own(cell.before))), " → ", element("ins", {}, cellText(own(cell.after)))))) : null);

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
