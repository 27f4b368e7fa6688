// said: counts, days and lists in the reader's language.
"use strict";
const said = (() => {
  const own = (texts) => texts[page.language()];

  /** What margins allow around a modelled count, in brackets. */
  function between(value) {
    if (!("low" in value) || value.low === value.high) return "";
    return "high" in value ? ` (${page.number(value.low)}–${page.number(value.high)})` : ` (${page.say("from", { n: page.number(value.low) })})`;
  }

  /** A count of persons; what may not be printed is said in words. */
  function count(value) {
    if ("n" in value) return page.number(value.n) + between(value);
    return "fewer" in value ? page.say("fewer", { n: value.fewer }) : "–";
  }

  /** A count with its noun: 1 person, 12 persons; or that it is not shown. */
  function persons(value) {
    if (!("n" in value) && !("fewer" in value)) return [page.element("span", { class: "quiet" }, page.say("withheld"))];
    return [page.element("strong", {}, count(value)), ` ${page.say(value.n === 1 ? "person" : "persons")}`];
  }

  /** A count for a spreadsheet or for sorting: a number, or nothing. */
  const size = (value) => ("n" in value ? value.n : null);

  function day(text) {
    const form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    const locale = { sv: "sv-SE", en: "en-GB" }[page.language()];
    return new Intl.DateTimeFormat(locale, form).format(new Date(`${text}T00:00:00Z`));
  }

  /** Words joined as one says them: a, b and c. */
  function listed(words) {
    if (words.length < 2) return words.join("");
    return `${words.slice(0, -1).join(", ")} ${page.say("and")} ${words.at(-1)}`;
  }

  /** A sentence begins with a capital. */
  const sentence = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

  const level = (name) => page.element("span", { class: `level ${name}` }, page.say(`level_${name}`));

  return { own, count, between, persons, size, day, listed, sentence, level };
})();
