// heat: need by place as a table whose cells are coloured; where that is too wide, as a list of bars.
"use strict";
const heat = (() => {
  const holder = document.getElementById("heat");
  const key = document.getElementById("heat-key");
  const { needs, places, cells, of_need: ofNeed, of_place: ofPlace, unit } = page.data.heat;
  const list = document.getElementById("heat-list");
  const CLASSES = 5;
  const FEW_PLACES = 12;
  const shades = cells.flat().map((cell) => cell.shade).filter((shade) => shade !== null && shade > 0).sort((a, b) => a - b);
  // Classes of equally many cells: a few large ones would make all others pale.
  const bounds = [...new Set(Array.from({ length: CLASSES - 1 }, (_, i) => shades[Math.floor(((i + 1) * shades.length) / CLASSES)]))]
    .filter((bound) => bound !== undefined && bound > shades[0]);
  const classOf = (shade) => 1 + bounds.filter((bound) => shade >= bound).length;

  function content(cell) {
    if (unit === "share") return cell.share === 0 ? ["covered", page.say("covered")] : [`h${classOf(cell.shade)}`, page.percent(cell.share)];
    if (cell.share === 0) return ["covered", page.say("covered")];
    if (cell.shade === null) return ["withheld", said.count(cell.persons)];
    return [cell.shade === 0 ? "h0" : `h${classOf(cell.shade)}`, said.count(cell.persons)];
  }

  function draw() {
    const withPersons = unit !== "share";
    const heading = (text, extra) => page.element("th", { scope: "col", class: "numeric" }, text, extra);
    const head = page.element("tr", {},
      page.element("th", { scope: "col" }, page.say("need")),
      ...places.map((place) => heading(place.name, place.inhabitants === null ? null : page.element("span", { class: "inhabitants quiet" }, page.number(place.inhabitants)))),
      withPersons ? heading(page.say("sum"), null) : null);
    const rows = needs.map((need, i) => page.element("tr", {},
      page.element("th", { scope: "row" }, said.own(need)),
      ...cells[i].map((cell) => {
        const [kind, text] = content(cell);
        return page.element("td", { class: `heat ${kind}` }, text);
      }),
      withPersons ? page.element("td", { class: "numeric total" }, said.count(ofNeed[i])) : null));
    if (withPersons) {
      rows.push(page.element("tr", { class: "totals" },
        page.element("th", { scope: "row" }, page.say("some_need")),
        ...ofPlace.map((count) => page.element("td", { class: "numeric" }, said.count(count))),
        page.element("td", { class: "numeric total" }, said.count(page.data.open))));
    }
    const caption = page.element("caption", { class: "unseen" }, page.say("heat_caption"));
    holder.replaceChildren(page.element("table", { class: "heat-map" }, caption, page.element("thead", {}, head), page.element("tbody", {}, ...rows)));
    document.getElementById("where-intro").textContent = page.say(`where_${unit}`);
    drawList(withPersons);
    drawKey(withPersons);
  }

  /** The same where the table is too wide: each need with a bar a place, compared within the need. */
  function drawList(withPersons) {
    const folded = new Set([...list.querySelectorAll("details:not([open])")].map((group) => group.dataset.row));
    const first = !list.children.length;
    const shown = (count) => ("n" in count || "fewer" in count ? said.count(count) : page.say("withheld"));
    const group = (row, name, count, entries) => page.element("details", { "data-row": row, open: (first ? places.length <= FEW_PLACES || row === "0" : !folded.has(row)) ? "" : null },
      page.element("summary", {}, page.element("span", {}, name), withPersons ? page.element("strong", { class: "n" in count ? null : "withheld" }, shown(count)) : null),
      page.element("ul", {}, ...entries));
    const line = (name, about, kind, length, text) => page.element("li", {},
      page.element("span", {}, name, about), " ",
      page.element("span", { class: "heat-bar", "aria-hidden": "true" }, length > 0 ? page.element("span", { class: `heat ${kind}`, style: `width:${Math.max(2, 100 * length)}%` }) : null), " ",
      page.element("span", { class: `heat-said ${kind}` }, text));
    const inNeed = (row) => {
      if (row.every((cell) => cell.share === 0)) return [line(page.say("sum"), null, "covered", 0, page.say("covered"))];
      const most = Math.max(...row.map((cell) => cell.shade ?? 0));
      return row.map((cell, at) => {
        const [kind, text] = content(cell);
        return line(places[at].name, null, kind, most > 0 && kind !== "covered" ? (cell.shade ?? 0) / most : 0, kind === "withheld" ? shown(cell.persons) : text);
      });
    };
    const about = (place) => (place.inhabitants === null ? null : page.element("span", { class: "quiet" }, ` ${page.say("inhabitants", { n: page.number(place.inhabitants) })}`));
    const any = ofPlace.map((count, at) => line(places[at].name, about(places[at]), "any", 0, shown(count)));
    document.getElementById("heat-both").className = places.length > 9 ? "many" : places.length > 5 ? "several" : "";
    list.replaceChildren(page.element("p", { class: "quiet small" }, page.say(`bars_${unit}`)),
      page.element("div", { class: "heat-groups" }, ...needs.map((need, at) => group(String(at), said.own(need), ofNeed[at], inNeed(cells[at]))),
        withPersons ? group("any", page.say("some_need"), page.data.open, any) : null));
  }

  function drawKey(withPersons) {
    // Each class from its least to its greatest cell, with as many decimals as keep classes apart.
    const classes = [shades[0], ...bounds].map((low, i) => shades.filter((shade) => classOf(shade) === i + 1));
    const number = (value, digits) => (unit === "share" ? page.percent(value) : page.number(value, unit === "rate" && value < 10 ? Math.max(1, digits) : digits));
    const apart = (digits) => classes.every((held, i) => i === 0 || number(classes[i - 1].at(-1), digits) !== number(held[0], digits));
    const digits = [0, 1, 2].find(apart) ?? 3;
    const range = (held) => [...new Set([held[0], held.at(-1)].map((value) => number(value, digits)))].join("–");
    const entry = (kind, text) => page.element("span", { class: "key-entry" }, page.element("span", { class: `heat swatch ${kind}`, "aria-hidden": "true" }), text);
    const steps = shades.length ? classes.map((held, i) => entry(`h${i + 1}`, range(held))) : [];
    const any = (test) => cells.flat().some(test);
    key.replaceChildren(...steps,
      ...(steps.length ? [page.element("span", { class: "quiet" }, page.say(`key_${unit}`))] : []),
      ...(withPersons && any((cell) => cell.shade === 0 && cell.share > 0) ? [entry("h0", page.say("key_none"))] : []),
      ...(withPersons && any((cell) => cell.shade === null && cell.share > 0) ? [entry("withheld", page.say("key_withheld"))] : []),
      ...(any((cell) => cell.share === 0) ? [entry("covered", page.say("key_covered"))] : []));
  }

  return { draw };
})();
