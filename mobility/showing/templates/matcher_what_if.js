// matcher_what_if: the few skills that together bring most vacancies within reach, as the library finds them.
"use strict";

/**
 * Occupation o opens when what the chosen skills add to its fit covers what it lacks; each once.
 * jobs: vacancies of every occupation; each counts as one where they are not known.
 * bound: no set of as many skills opens more; it is what is opened where every set was looked at.
 */
function whatIf(person, here, jobs, budget) {
  const whole = openingOf(person, here, jobs ?? new Float64Array(known.occupations).fill(1));
  const able = within(whole, budget);
  const { chosen, bound } = betterSet(able, budget, greedySet(able, budget));
  const order = pickedFirst(whole, chosen.length, chosen, true);
  let before = new Set();
  const skills = order.map((c, step) => {
    const now = opened(whole, order.slice(0, step + 1));
    const fresh = now.filter((t) => !before.has(t)).sort((a, b) => whole.values[b] - whole.values[a] || a - b);
    before = new Set(now);
    const s = whole.candidates[c];
    return {
      position: s, skill: known.ids[s], label: known.labels[s], kind: here.kind[s], bridge_label: known.labels[here.bridge[s]],
      opens_alone: valueOf(whole, [c]), opens_so_far: valueOf(whole, order.slice(0, step + 1)),
      lost_without: valueOf(whole, order) - valueOf(whole, order.filter((other) => other !== c)),
      opens: fresh.map((t) => known.titles[whole.targets[t]]),
    };
  });
  return { skills, opened: valueOf(whole, order), bound, occupations: opened(whole, order).map((t) => known.codes[whole.targets[t]]) };
}

/** Which skills almost had add how much to the fit of which occupations that may open, and what these lack. */
function openingOf(person, here, values) {
  const candidates = [], targets = [], among = openTo(person);
  for (let s = 0; s < known.skills; s += 1) if (here.almost[s]) candidates.push(s);
  for (let o = 0; o < known.occupations; o += 1) {
    const short = here.judged[o] && here.classes[o] < 2 && nearEnough(here.fit[o], here.stretch[o]);
    if (short && !here.lacking[o].length && among(o) && values[o] > 0) targets.push(o);
  }
  return withColumns({ h: here.h, candidates, targets, lacking: Float64Array.from(targets, (o) => known.theta - known.LEEWAY - here.fit[o]), values: Float64Array.from(targets, (o) => values[o]) });
}

/** What each candidate by itself adds to each target, worked out for those that are asked for. */
function withColumns(whole) {
  const targetAt = new Int32Array(known.occupations).fill(-1);
  whole.targets.forEach((o, t) => { targetAt[o] = t; });
  /** Calls back with target and gain of all that a candidate adds to. */
  const eachGain = (c, take) => {
    const s = whole.candidates[c], missing = 1 - whole.h[s], { at, value } = known.askedBy[s];
    for (let k = 0; k < at.length; k += 1) if (targetAt[at[k]] >= 0) take(targetAt[at[k]], value[k] * missing);
  };
  const column = remembered((c) => {
    const found = new Float64Array(whole.targets.length);
    eachGain(c, (t, gain) => { found[t] = gain; });
    return found;
  });
  return { ...whole, eachGain, column };
}

/** Of every target the candidates that add most to it, so many, as [candidate, gain]; equal gains by candidate. */
function mostAdding(whole, number, rounded) {
  const most = whole.targets.map(() => []);
  for (let c = 0; c < whole.candidates.length; c += 1) {
    whole.eachGain(c, (t, gain) => {
      const row = most[t], key = rounded ? nine(gain) : gain;
      if (row.length === number && key <= row[number - 1][2]) return;
      let k = row.length;
      while (k > 0 && row[k - 1][2] < key) k -= 1;
      row.splice(k, 0, [c, gain, key]);
      if (row.length > number) row.pop();
    });
  }
  return most;
}

/** What the chosen add to each target, added up in the order of the candidates. */
function covered(whole, chosen) {
  const sums = new Float64Array(whole.targets.length);
  for (const c of [...new Set(chosen)].sort((a, b) => a - b)) {
    const column = whole.column(c);
    for (let t = 0; t < sums.length; t += 1) sums[t] += column[t];
  }
  return sums;
}

function opened(whole, chosen) {
  const found = [];
  covered(whole, chosen).forEach((sum, t) => { if (sum >= whole.lacking[t]) found.push(t); });
  return found;
}
const valueOf = (whole, chosen) => opened(whole, chosen).reduce((sum, t) => sum + whole.values[t], 0);

/** The best of three quick ways, without skills that open nothing; of equal ones the one of fewest. */
function greedySet(able, budget) {
  const every = able.candidates.map((_, c) => c);
  const tried = [finished(able, budget), pickedFirst(able, budget, every, true), pickedFirst(able, budget, every, false)];
  const lean = tried.map((chosen) => withoutIdle(able, chosen));
  return lean.reduce((best, chosen) => {
    const more = valueOf(able, chosen) - valueOf(able, best);
    return more > 0 || (more === 0 && chosen.length < best.length) ? chosen : best;
  });
}

/** Without the targets that so few candidates cannot open. */
function within(whole, budget) {
  const most = mostAdding(whole, budget, false);
  const kept = [...whole.targets.keys()].filter((t) => {
    let sum = 0;
    return most[t].some(([, gain]) => { sum += gain; return sum >= whole.lacking[t]; });
  });
  return withColumns({ h: whole.h, candidates: whole.candidates, targets: kept.map((t) => whole.targets[t]), lacking: Float64Array.from(kept, (t) => whole.lacking[t]), values: Float64Array.from(kept, (t) => whole.values[t]) });
}

/** Finish again and again the target whose missing candidates open most each. */
function finished(whole, budget) {
  const { targets, lacking, values } = whole;
  // Of those that add most at least so many are not yet chosen as can still be.
  const most = mostAdding(whole, 2 * budget, true);
  const sums = new Float64Array(targets.length);
  const chosen = [];
  function worth(picked) {
    const columns = picked.map(whole.column);
    let all = 0;
    for (let t = 0; t < targets.length; t += 1) {
      let more = 0;
      for (const column of columns) more += column[t];
      if (sums[t] + more >= lacking[t]) all += values[t];
    }
    return all;
  }
  while (chosen.length < budget) {
    const now = worth([]);
    let best = { each: 0, more: 0, picked: [] };
    for (let t = 0; t < targets.length; t += 1) {
      if (sums[t] >= lacking[t]) continue;
      const able = most[t].filter(([c, gain]) => gain > 0 && !chosen.includes(c)).slice(0, budget - chosen.length);
      let sum = 0;
      const enough = able.findIndex(([, gain]) => { sum += gain; return sums[t] + sum >= lacking[t]; });
      if (enough < 0) continue;
      const picked = able.slice(0, enough + 1).map(([c]) => c);
      const more = worth(picked) - now;
      const each = more / picked.length;
      if (each > best.each || (each === best.each && more > best.more)) best = { each, more, picked };
    }
    if (!best.picked.length) break;
    chosen.push(...best.picked);
    const columns = best.picked.map(whole.column);
    for (let t = 0; t < targets.length; t += 1) {
      let more = 0;
      for (const column of columns) more += column[t];
      sums[t] += more;
    }
  }
  return chosen;
}

/** Pick again and again what opens most, or has most part credit; of equal ones the other way round, then the first. */
function pickedFirst(whole, budget, among, openedFirst) {
  const { targets, lacking, values } = whole;
  const sums = new Float64Array(targets.length);
  const chosen = [];
  let now = 0;
  for (let step = 0; step < Math.min(budget, among.length); step += 1) {
    const rows = [];
    for (const c of among) {
      if (chosen.includes(c)) continue;
      const column = whole.column(c);
      let part = 0, opens = 0;
      for (let t = 0; t < targets.length; t += 1) {
        const sum = sums[t] + column[t];
        if (sum >= lacking[t]) opens += values[t];
        part += values[t] * Math.min(1, sum / lacking[t]);
      }
      rows.push({ c, part: nine(part), opens });
    }
    let most = -Infinity;
    for (const { part } of rows) most = Math.max(most, part);
    if (!(most > now)) break;
    rows.sort(falling((row) => (openedFirst ? row.opens : 0), (row) => row.part));
    const best = rows[0], column = whole.column(best.c);
    chosen.push(best.c);
    for (let t = 0; t < targets.length; t += 1) sums[t] += column[t];
    now = best.part;
  }
  return chosen;
}

/** Leave out, the last first, every candidate without which as much is opened. */
function withoutIdle(whole, chosen) {
  let kept = chosen;
  for (const c of [...chosen].reverse()) {
    const fewer = kept.filter((other) => other !== c);
    if (valueOf(whole, fewer) === valueOf(whole, kept)) kept = fewer;
  }
  return kept;
}
