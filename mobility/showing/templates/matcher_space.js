// matcher_space: what the page knows, unpacked from whole numbers into the fractions of the library.
"use strict";
/** Rows that are asked for again and again are worked out once. */
function remembered(work) {
  const rows = new Map();
  return (i) => {
    if (!rows.has(i)) rows.set(i, work(i));
    return rows.get(i);
  };
}

/** Something that is worked out when it is first asked for, and then kept. */
function later(work) {
  let made = null;
  return () => (made ??= work());
}

const known = (() => {
  const packed = page.data;
  const occupations = packed.codes.length;
  const skills = packed.labels.length;
  const ids = packed.ids ?? packed.labels;
  const kinds = [...packed.kinds];
  const isSkill = Uint8Array.from(kinds, (kind) => kind === "s");
  const neverAlmost = Uint8Array.from(isSkill, (yes) => 1 - yes);
  for (const s of packed.never) neverAlmost[s] = 1;
  const pooled = new Uint8Array(occupations);
  for (const o of packed.pooled) pooled[o] = 1;

  // Per occupation, in the order of the skills: what it asks for, its gates, and its row of M.
  const asked = [], gates = [], uses = [];
  const usedBy = Array.from({ length: skills }, () => []);
  const askedBy = Array.from({ length: skills }, () => ({ at: [], value: [] }));
  const total = new Float64Array(occupations);
  packed.asked.forEach((row, o) => {
    const weights = [], through = [], effective = [];
    for (let k = 0, s = 0; k < row.length; k += 2) {
      s += row[k];
      const numerator = row[k + 1] >> 1;
      if (row[k + 1] & 1) { effective.push(s); usedBy[s].push(o); }
      if (!numerator) continue;
      const share = numerator / packed.rests[o];
      if (isSkill[s]) {
        weights.push([s, share]);
        total[o] += share;
      } else if (kinds[s] === "g") through.push([s, share]);
    }
    asked.push(weights); gates.push(through); uses.push(Int32Array.from(effective));
    for (const [s, share] of weights) { askedBy[s].at.push(o); askedBy[s].value.push((1 / total[o]) * share); }
  });
  for (const row of askedBy) { row.at = Int32Array.from(row.at); row.value = Float64Array.from(row.value); }
  // The same row after row, for sums over all that every occupation asks for.
  const start = new Uint32Array(occupations + 1);
  asked.forEach((row, o) => { start[o + 1] = start[o] + row.length; });
  const allAsked = { start, skill: Int32Array.from(asked.flatMap((row) => row.map(([s]) => s))), share: Float64Array.from(asked.flatMap((row) => row.map(([, share]) => share))) };
  const telling = Float64Array.from(askedBy, (row) => packed.telling[row.at.length]);
  const groups = packed.codes.map((code) => code.slice(0, -1));
  const frequency = Uint32Array.from(usedBy, (row) => row.length);
  const byWeight = (row) => [...row].sort((a, b) => b[1] - a[1] || packed.rank[a[0]] - packed.rank[b[0]]);

  const LEEWAY = 1e-9;
  const reaches = (value, threshold) => value >= threshold - LEEWAY;
  const { ties, usual } = tiesAmong({ usedBy, uses, frequency, tau: packed.tau, reaches });

  /** The place itself and those within so many minutes. */
  function placesWithin(place, within) {
    const found = new Set([place]);
    const row = within === null ? [] : packed.minutes[place];
    for (let k = 0; k < row.length; k += 2) if (row[k + 1] <= within) found.add(row[k]);
    return found;
  }

  /** Of every occupation in a period: in some places together, or in all for null. */
  function jobsIn(period, places) {
    if (places === null) return Float64Array.from(period.total);
    const sums = new Float64Array(occupations);
    for (const place of places) {
      for (let k = 0, o = 0; k < period.here[place].length; k += 2) {
        o += period.here[place][k];
        sums[o] += period.here[place][k + 1];
      }
    }
    return sums;
  }

  /** Degrees of somebody who holds an occupation: its weights, divided by the largest. */
  function degreesOf(weights) {
    const largest = Math.max(...weights.map(([, weight]) => weight));
    return weights.map(([s, weight]) => [s, weight / largest]);
  }

  /** A finer name's weights are drawn towards its unit group's: (x + k · w) / (n + k). */
  function namedWeights(name) {
    const row = packed.names.counts[name];
    const drawn = ownAds.has(name) ? 0 : packed.names.pseudo_ads;
    const part = 1 / (packed.names.support[name] + drawn);
    const sums = new Map(asked[packed.names.groups[name]].map(([s, share]) => [s, drawn * share]));
    for (let k = 0, s = 0; k < row.length; k += 2) {
      s += row[k];
      sums.set(s, row[k + 1] + (sums.get(s) ?? 0));
    }
    return [...sums].map(([s, sum]) => [s, part * sum]);
  }

  // Occupations that may have been held: unit groups first, then finer names.
  const names = packed.names ?? { titles: [], groups: [] };
  const ownAds = new Set(packed.names?.own ?? []);
  const heldTitles = [...packed.titles, ...names.titles];
  const ofGroup = new Set(packed.names?.of_group ?? []);
  /** Whether what a name held implies is all its unit group's, or partly; null where it is its own. */
  function heldRestsOn(held) {
    const name = held - occupations;
    if (name < 0 || ownAds.has(name)) return null;
    return ofGroup.has(name) ? "held_of_group" : "held_mixed";
  }
  const groupOf = (held) => (held < occupations ? held : names.groups[held - occupations]);
  const heldIds = [...packed.codes, ...names.titles.map((title, n) => `${packed.codes[names.groups[n]]}:${title}`)];
  const degreesHeld = remembered((held) => degreesOf(held < occupations ? asked[held] : namedWeights(held - occupations)));

  const opening = packed.requirements.map(([, , gates]) => gates);
  /** What an occupation requires and is not satisfied by the gates held. */
  const lacking = (o, held) => packed.required[o].filter((n) => !opening[n].some((gate) => held.has(gate)));

  const positions = (names) => new Map(names.map((name, position) => [name, position]));
  return {
    occupations, skills, ids, kinds, isSkill, neverAlmost, pooled, asked, allAsked, gates, askedBy, total, frequency,
    telling, groups, lengths: packed.lengths, elsewhere: packed.elsewhere, pull: packed.pull, above: packed.above,
    labels: packed.labels, codes: packed.codes, titles: packed.titles, rank: packed.rank,
    support: packed.support, rests: packed.rests, tau: packed.tau, theta: packed.theta, steps: packed.steps,
    places: packed.places,
    jobs: packed.jobs ? jobsIn(packed.jobs, null) : null, jobsIn, placesWithin, minutes: packed.minutes, pay: packed.pay,
    ties, usual, reaches, LEEWAY,
    askedByWeight: remembered((o) => byWeight(asked[o])),
    gatesByShare: remembered((o) => byWeight(gates[o])),
    heldTitles, heldIds, groupOf, heldRestsOn, degreesHeld, lacking, requirements: packed.requirements, required: packed.required,
    skillAt: positions(ids), occupationAt: positions(packed.codes), heldAt: positions(heldIds),
    placeAt: positions((packed.places ?? []).map(([code]) => code)),
  };
})();
