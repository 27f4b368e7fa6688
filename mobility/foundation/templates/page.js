// page: language, numbers, elements, tables and downloads that every page shares.
"use strict";
const page = (() => {
  const content = JSON.parse(document.getElementById("page-content").textContent);
  const locales = { sv: "sv-SE", en: "en-GB" };
  const listeners = [];
  let language = content.language;

  /** The sentence of a key in the reader's language: {name} is filled in, {name|one|many} is the word that goes with that number. */
  function say(key, values = {}) {
    const sentence = content.texts[language][key];
    if (sentence === undefined) throw new Error(`no sentence ${key}`);
    return sentence.replace(/\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g, (whole, name, one, many) => {
      if (!(name in values)) return whole;
      return one === undefined ? String(values[name]) : String(values[name]) === "1" ? one : many;
    });
  }

  const has = (key) => key in content.texts[language];

  /** A number as the reader's language writes it; "–" where it is not known. */
  function number(value, decimals = 0) {
    if (value === null || value === undefined) return "–";
    const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    return new Intl.NumberFormat(locales[language], options).format(value);
  }

  const percent = (share) => `${number(100 * share)}${language === "sv" ? "\u00a0" : ""}%`;

  /** An element with attributes, listeners (functions) and children; text is always text. */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (name === "style") made.style.cssText = value;
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  function speak(chosen) {
    language = chosen;
    document.documentElement.lang = chosen;
    document.title = say("title");
    for (const one of document.querySelectorAll("[data-text]")) one.textContent = say(one.dataset.text);
    for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
    for (const one of document.querySelectorAll("[data-title]")) one.title = say(one.dataset.title);
    for (const one of document.querySelectorAll("[data-placeholder]")) one.placeholder = say(one.dataset.placeholder);
    for (const one of document.querySelectorAll("[data-number]")) one.textContent = number(Number(one.dataset.number));
    for (const one of document.querySelectorAll("[data-language]")) {
      one.setAttribute("aria-pressed", String(one.dataset.language === chosen));
    }
    for (const listener of listeners) listener(chosen);
  }

  /** Compare text as the reader's language sorts it, numbers by size, the unknown always last. */
  function compare(a, b, descending) {
    if (a === null || b === null) return (a === null) - (b === null);
    const order = typeof a === "number" ? a - b : a.localeCompare(b, locales[language], { numeric: true });
    return descending ? -order : order;
  }

  /**
   * A table whose columns sort by a click or by the keyboard.
   * columns: [{key, heading, numeric, value(row), cell(row) → node or text}]; headings are text keys;
   * a column whose present() is false is left out.
   */
  function table(holder, columns, { sort, descending = false, caption }) {
    const state = { rows: [], sort, descending };
    const present = () => columns.filter((column) => !column.present || column.present());
    const head = element("tr");
    const body = element("tbody");
    holder.append(element("table", {}, element("caption", { class: "unseen", "data-text": caption }, say(caption)), element("thead", {}, head), body));

    function drawHead() {
      head.replaceChildren(...present().map((column) => {
        const sorted = column.key === state.sort;
        const order = sorted ? (state.descending ? "descending" : "ascending") : "none";
        const press = () => {
          state.descending = sorted ? !state.descending : Boolean(column.numeric);
          state.sort = column.key;
          draw();
          head.querySelector(`[data-column="${column.key}"]`).focus();
        };
        // Paper repeats the head of a table on every sheet, but no button in it.
        const printed = element("span", { class: "print-only" }, say(column.heading));
        const button = element("button", { type: "button", class: "no-print", "data-column": column.key, click: press, title: say("sort_by", { column: say(column.heading) }) }, say(column.heading));
        return element("th", { scope: "col", "aria-sort": order, class: column.numeric ? "numeric" : null }, printed, button);
      }));
    }

    function draw() {
      drawHead();
      const by = columns.find((column) => column.key === state.sort);
      const sorted = [...state.rows].sort((a, b) => compare(by.value(a), by.value(b), state.descending));
      body.replaceChildren(...sorted.map((row) => element("tr", {}, ...present().map((column) =>
        element("td", { class: column.numeric ? "numeric" : null }, column.cell(row))))));
    }

    return {
      show(rows) { state.rows = rows; draw(); },
      rows: () => state.rows,
    };
  }

  /** CSV text that a spreadsheet reads as text: no cell can start a formula. */
  function csv(rows) {
    const separator = language === "sv" ? ";" : ",";
    const cell = (value) => {
      if (value === null || value === undefined) return "";
      if (typeof value === "number") return language === "sv" ? String(value).replace(".", ",") : String(value);
      const safe = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
      return `"${safe.replaceAll('"', '""')}"`;
    };
    return "\ufeff" + rows.map((row) => row.map(cell).join(separator)).join("\r\n") + "\r\n";
  }

  function download(name, blob) {
    const link = element("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  for (const button of document.querySelectorAll(".languages button")) {
    button.addEventListener("click", () => speak(button.dataset.language));
  }
  return {
    data: content.data, say, has, number, percent, element, table, csv, download, compare,
    language: () => language,
    onLanguage: (listener) => listeners.push(listener),
    begin: () => speak(language),
  };
})();
