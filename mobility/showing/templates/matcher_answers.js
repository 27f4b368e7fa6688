// matcher_answers: the rows of adjacent, almost have and opens, in the order the library gives them.
"use strict";

/** Round to nine decimals, halves to even: two sums that differ in their last digit sort alike. */
function nine(value) {
  const scaled = value * 1e9, whole = Math.floor(scaled), rest = scaled - whole;
  if (rest !== 0.5) return Math.round(scaled);
  return whole % 2 ? whole + 1 : whole;
}

/** Compare by several keys, each falling; equal keys leave the order as it is. */
const falling = (...keys) => (a, b) => {
  for (const key of keys) { const order = key(b) - key(a); if (order) return order; }
  return 0;
};

const labelsOf = (skills) => skills.map(([s]) => known.labels[s]);

/** Highest skill level of the occupations held; 0 where none is held. */
const levelHeld = (person, levels) => Math.max(0, ...person.occupations.map(([one]) => levels[known.groupOf(one)]));

/** By how many levels more schooling is asked for than is said or was worked at: 0 where none is said. */
function levelsAbove(person) {
  if (!known.above || person.education === null) return () => 0;
  const [, levels, suffices] = known.above;
  const have = Math.max(suffices[person.education - 1], levelHeld(person, levels));
  return (o) => Math.max(levels[o] - have, 0);
}

/** What that leaves of likeness, in the order. */
const leftBySchooling = (levels) => (known.above ? known.above[0][levels] : 1);

/** Whether an occupation is a step up for somebody new to work, whose schooling is said and short. */
function stepsUp(person) {
  if (!known.above || person.education === null || person.years.includes(null)) return () => false;
  const [, levels, , steps] = known.above;
  const worked = person.years.reduce((sum, years) => sum + years, 0);
  const short = new Set(steps.filter(([, schooling, years]) => person.education < schooling && worked < years).map(([level]) => level));
  const most = levelHeld(person, levels);
  return (o) => levels[o] > most && short.has(levels[o]);
}

/** By what the list is ordered, in one sentence. */
function orderSaid(education) {
  const { say, percent, number } = page, { by_vacancies: weight } = page.data;
  const left = known.above && education !== null ? known.above[0][1] : 1;
  const more = (weight ? say("order_vacancies", { share: percent(10 ** weight - 1), weight: number(weight, 2) }) : "") + (left < 1 ? say("order_schooling", { share: percent(1 - left) }) : "");
  return known.elsewhere ? say("order_likeness", { n: number(known.elsewhere[0] + 1), more }) : say("order_class", { more });
}

/** Every occupation that is not held and asks for some skill: unblocked and reached first, then by likeness, in which vacancies and schooling may weigh. */
function adjacent(person, here, demand) {
  const at = demand.places === null ? null : demand.jobs;
  const up = stepsUp(person), above = levelsAbove(person);
  const after = remembered((o) => comesAfter(o, person.needs) || up(o));
  const keys = (o) => [here.lacking[o].length ? 0 : 1, after(o) ? 0 : 1, known.elsewhere ? 0 : here.classes[o], nine(here.alike[o] * (known.pull ? known.pull[o] : 1) * leftBySchooling(above(o))), nine(here.fit[o]), nine(here.stretch[o])];
  const rows = [...here.judged.keys()].filter((o) => here.judged[o]).map((o) => [o, keys(o)]);
  rows.sort(falling(...rows.length ? rows[0][1].map((_, k) => ([, key]) => key[k]) : []));
  return rows.map(([o]) => {
    const some = (among) => later(() => known.askedByWeight(o).filter(([s]) => among(s)));
    const held = some((s) => here.held[s]), almost = some((s) => here.almost[s]), missing = some((s) => !here.held[s] && !here.almost[s]);
    const through = known.gatesByShare(o);
    return {
      position: o, occupation: known.codes[o], title: known.titles[o], class: CLASSES[here.classes[o]],
      fit: here.fit[o], stretch: here.stretch[o], likeness: here.alike[o],
      get held() { return held(); }, get almost() { return almost(); }, get missing() { return missing(); },
      blocked_by: here.lacking[o], gates: through, gates_missing: through.filter(([s]) => !person.gates.has(s)),
      vacancies_here: at && at[o], vacancies: known.jobs && known.jobs[o],
      against: speaksAgainst(o, person.needs), usual: usuallyAgainst(o, person.needs), needs_unknown: needsUnknown(o, person.needs),
      trend: demand.trend && demand.trend[o], pay: known.pay && known.pay[o],
      step_up: up(o), levels_above: above(o),
      support: known.support[o], few: Boolean(known.pooled[o]), rests: known.rests[o],
    };
  });
}

/** Skills that are near, with bridge, class and what each would open. */
function almostHave(person, here, jobs) {
  const rows = [], among = openTo(person);
  // What is held or never almost had is not lifted.
  const least = here.stretched.map((degree, s) => (here.held[s] || known.neverAlmost[s] ? Infinity : degree));
  for (let s = 0; s < known.skills; s += 1) {
    if (!here.kind[s]) continue;
    const [reached, adjacent] = improvements(here, s, least, among);
    const add = (better) => (jobs ? better.reduce((sum, o) => sum + jobs[o], 0) : null);
    rows.push({
      position: s, skill: known.ids[s], label: known.labels[s], near: here.near[s], kind: here.kind[s],
      bridge: known.ids[here.bridge[s]], bridge_label: known.labels[here.bridge[s]],
      opens_reached: add(reached), opens_adjacent: add(adjacent),
      occupations_reached: reached.length, occupations_adjacent: adjacent.length, reached, adjacent,
    });
  }
  const by = (vacancies, number) => (row) => (jobs ? row[vacancies] : row[number]);
  return rows.sort(falling(by("opens_reached", "occupations_reached"), by("opens_adjacent", "occupations_adjacent"), (row) => nine(row.near), (row) => -known.rank[row.position]));
}

/**
 * Which occupations one skill, added with h = 1, opens, and which it makes adjacent; among those that
 * only skills keep from somebody. What was not near enough comes near by one skill and is not opened.
 * Only what changes is added: w · (1 − h) to fit, and to stretch what the skill itself and its ties gain.
 */
function improvements(here, s, least, among) {
  const { fit, stretch, met, isMet } = lifted;
  let number = 0;
  function lift(gains, skill, gain) {
    const { at, value } = known.askedBy[skill];
    for (let k = 0; k < at.length; k += 1) {
      const o = at[k];
      if (isMet[o] === 0) { isMet[o] = 1; met[number] = o; number += 1; }
      gains[o] += value[k] * gain;
    }
  }
  if (known.isSkill[s]) {
    lift(fit, s, 1 - here.h[s]);
    lift(stretch, s, 1 - here.stretched[s]);
    const { at, value } = known.ties(s);
    for (let k = 0; k < at.length; k += 1) {
      const gain = value[k] - least[at[k]];
      if (gain > known.LEEWAY) lift(stretch, at[k], gain);
    }
  }
  const better = [[], [], []];
  for (let k = 0; k < number; k += 1) {
    const o = met[k];
    if (here.judged[o] && !here.lacking[o].length && among(o)) {
      const after = classOf(here.fit[o] + fit[o], here.stretch[o] + stretch[o]);
      if (after > here.classes[o]) better[after === 2 && !nearEnough(here.fit[o], here.stretch[o]) ? 1 : after].push(o);
    }
    fit[o] = stretch[o] = isMet[o] = 0;
  }
  return [better[2], better[1]];
}

/** What one skill lifts, occupation by occupation; empty between two calls. */
const lifted = {
  fit: new Float64Array(known.occupations), stretch: new Float64Array(known.occupations),
  met: new Int32Array(known.occupations), isMet: new Uint8Array(known.occupations),
};
