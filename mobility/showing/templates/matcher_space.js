// matcher_space: what the page knows, unpacked from whole numbers into the fractions of the library.
"use strict";
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
  const askedBy = Array.from({ length: skills }, () => []);
  const total = new Float64Array(occupations);
  const most = new Float64Array(occupations);
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
        most[o] = Math.max(most[o], share);
      } else if (kinds[s] === "g") through.push([s, share]);
    }
    asked.push(weights); gates.push(through); uses.push(effective);
    for (const [s, share] of weights) askedBy[s].push([o, share / total[o]]);
  });
  const frequency = Uint32Array.from(usedBy, (row) => row.length);
  const byWeight = (row) => [...row].sort((a, b) => b[1] - a[1] || packed.rank[a[0]] - packed.rank[b[0]]);

  /** A row of C = MᵀM without its diagonal: how many occupations use both, for every skill that meets i. */
  const counted = new Uint32Array(skills);
  function together(i) {
    const met = [];
    for (const o of usedBy[i]) for (const s of uses[o]) {
      if (!counted[s]) met.push(s);
      counted[s] += 1;
    }
    const row = met.filter((s) => s !== i).sort((a, b) => a - b).map((s) => [s, counted[s]]);
    for (const s of met) counted[s] = 0;
    return row;
  }

  /** Rows that are asked for again and again are worked out once. */
  function remembered(work) {
    const rows = new Map();
    return (i) => {
      if (!rows.has(i)) rows.set(i, work(i));
      return rows.get(i);
    };
  }

  const shared = remembered(together);
  const LEEWAY = 1e-9;
  const reaches = (value, threshold) => value >= threshold - LEEWAY;
  const ties = remembered((i) => shared(i)
    .map(([s, both]) => [s, both / (Math.max(frequency[i], frequency[s]) + 2)])
    .filter(([, proximity]) => reaches(proximity, packed.tau)));
  const usual = remembered((i) => shared(i).filter(([, both]) => reaches(both / frequency[i], 0.5)).map(([s]) => s));

  const jobsIn = remembered((place) => {
    const row = new Float64Array(occupations);
    for (let k = 0, o = 0; k < packed.jobs.here[place].length; k += 2) {
      o += packed.jobs.here[place][k];
      row[o] = packed.jobs.here[place][k + 1];
    }
    return row;
  });

  const positions = (names) => new Map(names.map((name, position) => [name, position]));
  return {
    occupations, skills, ids, kinds, isSkill, neverAlmost, pooled, asked, gates, askedBy, total, most, frequency,
    labels: packed.labels, codes: packed.codes, titles: packed.titles, rank: packed.rank,
    support: packed.support, rests: packed.rests, tau: packed.tau, theta: packed.theta,
    places: packed.places, jobs: packed.jobs ? Float64Array.from(packed.jobs.total) : null, jobsIn,
    ties, usual, reaches, LEEWAY,
    askedByWeight: remembered((o) => byWeight(asked[o])),
    gatesByShare: remembered((o) => byWeight(gates[o])),
    skillAt: positions(ids), occupationAt: positions(packed.codes),
    placeAt: positions((packed.places ?? []).map(([code]) => code)),
  };
})();
