// regionWords: the cells of the board, and what the page says of them.
"use strict";
const regionWords = (() => {
  const { data, say, has, number, percent } = page;
  const letters = { s: "strong", n: "nearly", f: "far", a: "abstain" };
  const whys = ["", "withheld", "nowhere", "too_small", "few_links", "few_present"];
  const parts = {
    count: 1, lq: 100, density: 1000, density_low: 1000, density_high: 1000, relative_density: 100,
    carriers: 1, rank: 1, pay: 1, vacancies: 1, growth: 1000, attractiveness: 1000,
  };

  const kind = (form) => say(has(`kind_${form}_${data.kind}`) ? `kind_${form}_${data.kind}` : `kind_${form}_other`);
  const measure = () => (has(`measure_${data.measure}`) ? say(`measure_${data.measure}`) : data.measure);
  const named = (order) => (has(`order_${order}`) ? say(`order_${order}`) : order);

  /** One cell of a region with its numbers as they are; null where not known. */
  function cell(region, i) {
    const made = {
      i, code: data.activities.code[i], title: data.activities.title[i], links: data.activities.links[i],
      class: letters[region.class[i]], why: whys[Number(region.why[i])],
    };
    for (const [name, times] of Object.entries(parts)) {
      const column = region[name] ?? data.activities[name];
      const value = column ? column[i] : null;
      made[name] = value === null || value === undefined ? null : value / times;
    }
    return made;
  }

  const cells = (region) => data.activities.code.map((_, i) => cell(region, i));

  const nearly = (all) => all.filter((one) => one.class === "nearly").sort((a, b) => a.rank - b.rank);

  function signed(share) {
    const shown = percent(Math.abs(share));
    return share < 0 ? `−${shown}` : `+${shown}`;
  }

  /** What makes it attractive, as far as it is known. */
  function offered(one) {
    const said = [];
    if (one.pay !== null) said.push(say("fact_pay", { n: number(one.pay) }));
    if (one.vacancies !== null) said.push(say("fact_vacancies", { n: number(one.vacancies) }));
    if (one.growth !== null) said.push(say("fact_growth", { n: signed(one.growth) }));
    return said;
  }

  /** How much there is of it, against what the average of all regions would give. */
  function standing(one) {
    if (one.count === null) return say("standing_withheld", { measure: measure() });
    if (one.count === 0) return say("standing_none", { measure: measure() });
    const counted = say("standing_count", { n: number(one.count), measure: measure() });
    return one.lq === null ? `${counted}.` : `${counted}, ${say("standing_lq", { lq: number(one.lq, one.lq < 9.95 ? 1 : 0) })}`;
  }

  /** Why it is near, in one sentence. */
  function because(one) {
    const values = { share: percent(one.density), n: number(one.carriers), all: number(one.links), many: kind("many"), one: kind("one") };
    const said = say("because", values);
    const open = one.density_low !== null && one.density_low !== one.density_high
      ? ` ${say("because_open", { low: percent(one.density_low), high: percent(one.density_high) })}` : "";
    return said + open;
  }

  /** What the order was worth where it could be checked. */
  function worth() {
    const own = data.tested.find((row) => !row.null && row.name === data.order);
    if (!own) return [say("untested")];
    const [rate, low, high, , gainLow, gainHigh] = own.hit_rate.map((value) => (value === null ? null : value / 1000));
    const best = data.tested.find((row) => row.name === own.hit_rate_best_null);
    const tenths = (share) => number(100 * share, 1);
    const values = { k: own.k, rate: tenths(rate), low: tenths(low), high: tenths(high), null: named(own.hit_rate_best_null), null_rate: tenths(best.hit_rate[0] / 1000) };
    const verdict = gainLow > 0 ? "worth_better" : gainHigh < 0 ? "worth_worse" : "worth_same";
    const said = [say(own.entry ? "worth_entry" : "worth_recovery", values), say(verdict, values)];
    if (own.attainable !== null) said.push(say("worth_attainable", { most: tenths(own.attainable / 1000) }));
    said.push(say(own.entry ? "worth_entry_note" : "worth_not_entry"));
    return said;
  }

  return { kind, measure, cell, cells, nearly, offered, standing, because, worth, named, signed, whys };
})();
