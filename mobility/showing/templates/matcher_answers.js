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

/** Every occupation that is not held and asks for some skill: unblocked and reached first, then by likeness. */
function adjacent(person, here, demand) {
  const at = demand.places === null ? null : demand.jobs;
  const rows = [...here.judged.keys()].filter((o) => here.judged[o]);
  const against = remembered((o) => speaksAgainst(o, person.needs));
  rows.sort(falling((o) => (here.lacking[o].length ? 0 : 1), (o) => (against(o).length && ownAdsSpeak(o) ? 0 : 1), (o) => here.classes[o], (o) => nine(here.alike[o]), (o) => nine(here.fit[o]), (o) => nine(here.stretch[o])));
  return rows.map((o) => {
    const asked = known.askedByWeight(o), through = known.gatesByShare(o);
    return {
      position: o, occupation: known.codes[o], title: known.titles[o], class: CLASSES[here.classes[o]],
      fit: here.fit[o], stretch: here.stretch[o], likeness: here.alike[o],
      held: asked.filter(([s]) => here.held[s]),
      almost: asked.filter(([s]) => here.almost[s]),
      missing: asked.filter(([s]) => !here.held[s] && !here.almost[s]),
      blocked_by: here.lacking[o], gates: through, gates_missing: through.filter(([s]) => !person.gates.has(s)),
      vacancies_here: at && at[o], vacancies: known.jobs && known.jobs[o],
      against: against(o), conditions_known: conditionsKnown(o),
      trend: demand.trend && demand.trend[o], pay: known.pay && known.pay[o],
      support: known.support[o], few: Boolean(known.pooled[o]), rests: known.rests[o],
    };
  });
}


/** Skills that are near, with bridge, class and what each would open. */
function almostHave(here, jobs) {
  const rows = [];
  for (let s = 0; s < known.skills; s += 1) {
    if (!here.kind[s]) continue;
    const [reached, adjacent] = improvements(here, s);
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
 * Which occupations one skill, added with h = 1, brings to reached, and from far to adjacent.
 * Only what changes is added: w · (1 − h) to fit, and to stretch what the skill itself and its ties gain.
 */
function improvements(here, s) {
  const fit = new Map(), stretch = new Map();
  const lift = (gains, skill, gain) => {
    for (const [o, share] of known.askedBy[skill]) gains.set(o, (gains.get(o) ?? 0) + share * gain);
  };
  if (known.isSkill[s]) {
    lift(fit, s, 1 - here.h[s]);
    lift(stretch, s, 1 - here.stretched[s]);
    for (const [other, proximity] of known.ties(s)) {
      const gain = proximity - here.stretched[other];
      if (gain > known.LEEWAY && !here.held[other] && !known.neverAlmost[other]) lift(stretch, other, gain);
    }
  }
  const better = [[], [], []];
  for (const [o, gain] of stretch) {
    if (!here.judged[o] || here.lacking[o].length) continue;
    const after = classOf(here.fit[o] + (fit.get(o) ?? 0), here.stretch[o] + gain);
    if (after > here.classes[o]) better[after].push(o);
  }
  return [better[2], better[1]];
}
