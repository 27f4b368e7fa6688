// ways: what closes most within a budget, and what opens and closes zones on which day.
"use strict";
const ways = (() => {
  const { repairs, time } = page.data;
  const FEW = 6;
  const decided = (one) => page.element("span", { class: `behind ${one.source}`, title: one.reference }, said.own(one.decided));
  const day = (text) => (text === "?" ? page.say("day_unknown") : said.day(text));

  /** One change as a wish, what it needs and, where counted, whose gap it closes. */
  function change(one) {
    return page.element("li", {}, said.sentence(said.own(one.label)), " ", decided(one),
      one.persons && "n" in one.persons ? page.element("span", { class: "gain" }, ` ${page.say("closes_for", { n: page.number(one.persons.n) })}`) : null,
      brings(one));
  }

  /** What a change brings besides: how many places there are for those, and who leads there already. */
  function brings(one) {
    const free = one.free ?? null;
    const parts = [
      free === null ? "" : page.say(free === 1 ? "one_free" : "some_free", { n: page.number(Math.max(free, 0)) }),
      one.contests?.length ? page.say("contests_with", { who: said.listed(one.contests) }) : "",
    ].filter(Boolean);
    return parts.length ? page.element("span", { class: "brings quiet small" }, parts.join(" · ")) : null;
  }

  /** What closes a gap: all of it, or a part. */
  function closing(one) {
    return page.element("li", {}, said.sentence(said.own(one.label)), " ", decided(one),
      page.element("span", { class: "quiet" }, ` ${page.say(one.whole ? "gap_whole" : "gap_part")}`));
  }

  /** A gap between two days, in a sentence. */
  function gap(one) {
    return page.say("gap_days", { opens: day(one.opens), closes: day(one.closes), ended: said.listed(one.ended), begins: said.listed(one.begins) });
  }

  function differ(one) {
    return page.say("differ_text", { axes: said.listed(said.own(one.axes)), value: said.own(one.value), who: said.listed(one.who) });
  }

  /** How many gaps a repair closes, where they are not the persons themselves. */
  function gapsOf(one) {
    return "n" in one.gaps && one.gaps.n !== one.persons.n ? page.say("repair_gaps", { n: page.number(one.gaps.n) }) : "";
  }

  /** What a repair costs, and of what nothing closes more. */
  function costOf(one) {
    const best = one.share === null ? "repair_cost" : "repair_cost_cells";
    return page.say(one.proved ? best : "repair_cost_unproved", { cost: page.number(one.cost) });
  }

  function drawRepairs() {
    const tooMany = page.data.repairs_too_many;
    document.getElementById("closing").hidden = !repairs.length && !tooMany;
    document.getElementById("to-closing").hidden = !repairs.length && !tooMany;
    document.getElementById("closing-intro").textContent = page.say(tooMany ? "closing_too_many" : page.data.with_persons ? "closing_intro" : "closing_intro_cells");
    document.getElementById("closing-list").replaceChildren(...repairs.map((one) => page.element("li", { class: "card repair" },
      page.element("div", { class: "card-figure" },
        page.element("strong", {}, one.share === null ? page.number(one.persons.n) : page.percent(one.share)),
        page.element("span", { class: "quiet" }, page.say(one.share !== null ? "repair_cells" : one.spans ? "repair_held" : "repair_persons")),
        page.element("span", { class: "quiet small repair-cost" }, [gapsOf(one), costOf(one)].filter(Boolean).join(" · "))),
      page.element("ul", { class: "changes" }, ...one.changes.map(change)))));
  }

  const SIZE = { width: 640, height: 150, left: 84, right: 14, top: 14, bottom: 26 };
  const svg = (tag, attributes, text) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  /** How many are in a zone of one need from event to event; nothing is drawn where not all is shown. */
  function picture(events) {
    const own = events.filter((one) => "n" in one.before && "n" in one.after);
    if (own.length !== events.length || !own.length) return null;
    const at = (text) => Date.parse(`${text}T00:00:00Z`);
    const all = time.events.map((one) => at(one.date));
    const pad = 0.06 * Math.max(Math.max(...all) - Math.min(...all), 200 * 864e5);
    const [first, last] = [Math.min(...all) - pad, Math.max(...all) + pad];
    const most = Math.max(1, ...own.flatMap((one) => [one.before.n, one.after.n]));
    const x = (when) => SIZE.left + ((SIZE.width - SIZE.left - SIZE.right) * (when - first)) / (last - first);
    const y = (value) => SIZE.top + (SIZE.height - SIZE.top - SIZE.bottom) * (1 - value / most);
    let path = `M${x(first).toFixed(1)} ${y(own[0].before.n).toFixed(1)}`;
    for (const one of own) path += `H${x(at(one.date)).toFixed(1)}V${y(one.after.n).toFixed(1)}`;
    path += `H${x(last).toFixed(1)}`;
    const drawn = svg("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, class: "over-time", "aria-hidden": "true", focusable: "false" });
    drawn.append(
      svg("line", { x1: SIZE.left, x2: SIZE.width - SIZE.right, y1: y(0), y2: y(0), class: "axis" }),
      svg("text", { x: SIZE.left - 8, y: y(0), class: "tick end" }, "0"),
      svg("text", { x: SIZE.left - 8, y: y(most) + 4, class: "tick end" }, page.number(most)));
    for (let year = new Date(first).getUTCFullYear() + 1; at(`${year}-01-01`) <= last; year += 1) {
      const where = x(at(`${year}-01-01`));
      drawn.append(svg("line", { x1: where, x2: where, y1: SIZE.top, y2: y(0), class: "grid" }), svg("text", { x: where, y: SIZE.height - 8, class: "tick middle" }, String(year)));
    }
    const today = x(at(page.data.settings.at ?? page.data.settings.reference));
    drawn.append(svg("line", { x1: today, x2: today, y1: SIZE.top - 6, y2: y(0), class: "today" }), svg("path", { d: path, class: "step" }));
    for (const one of own) drawn.append(svg("circle", { cx: x(at(one.date)), cy: y(one.after.n), r: 4, class: one.after.n > one.before.n ? "more" : "fewer" }));
    return drawn;
  }

  function events(some) {
    const head = ["event", ...(page.data.with_persons ? ["entering", "leaving", "after"] : [])];
    return page.element("table", { class: "events" },
      page.element("caption", { class: "unseen" }, `${page.say("over")}: ${said.own(some[0].need)}`),
      page.element("thead", {}, page.element("tr", {}, ...head.map((key, at) => page.element("th", { scope: "col", class: at ? "numeric" : null }, page.say(`time_${key}`))))),
      page.element("tbody", {}, ...some.map((one) => page.element("tr", {},
        page.element("td", {}, page.element("strong", { class: "event-day" }, said.day(one.date)), said.own(one.event).replaceAll("; ", " · ")),
        ...head.slice(1).map((key) => page.element("td", { class: "numeric" }, said.count(one[key])))))));
  }

  function drawTime() {
    const empty = !time.events.length && !time.gaps.length && !time.differing.length;
    document.getElementById("over").hidden = empty;
    document.getElementById("to-over").hidden = empty;
    const needs = [...new Set(time.events.map((one) => said.own(one.need)))].sort((a, b) => a.localeCompare(b, page.language()));
    document.getElementById("over-list").replaceChildren(...needs.map((need) => {
      const own = time.events.filter((one) => said.own(one.need) === need);
      return page.element("div", { class: "card need-time" }, page.element("h3", {}, need), picture(own), events(own));
    }));
    const counted = (one) => (page.data.with_persons ? page.element("p", { class: "entry-count" }, ...said.persons(one.persons)) : null);
    document.getElementById("gaps").hidden = !time.gaps.length;
    document.getElementById("gap-list").replaceChildren(...time.gaps.map((one) => page.element("li", {},
      counted(one), page.element("h3", {}, said.own(one.need)), page.element("p", {}, gap(one)),
      one.changes.length ? page.element("ul", { class: "changes" }, ...one.changes.map(closing)) : null)));
    document.getElementById("differ").hidden = !time.differing.length;
    document.getElementById("differ-list").replaceChildren(...time.differing.slice(0, FEW).map((one) => page.element("li", {},
      counted(one), page.element("h3", {}, said.own(one.need)), page.element("p", { class: "small" }, differ(one)))));
    const more = time.differing.length - FEW;
    document.getElementById("differ-more").textContent = more > 0 ? page.say("more_print", { n: page.number(more) }) : "";
  }

  function draw() {
    drawRepairs();
    drawTime();
  }

  return { draw, change, gap, differ };
})();
