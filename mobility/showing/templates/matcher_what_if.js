// matcher_what_if: the few skills that together bring most vacancies within reach, as the library's greedy finds them.
"use strict";

/**
 * Occupation o opens when what the chosen skills add to its fit covers what it lacks; each once.
 * jobs: vacancies of every occupation; each counts as one where they are not known.
 */
function whatIf(here, jobs, budget) {
  const whole = openingOf(here, jobs ?? new Float64Array(known.occupations).fill(1));
  const chosen = greedySet(whole, budget);
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
  return { skills, opened: valueOf(whole, order), occupations: opened(whole, order).map((t) => known.codes[whole.targets[t]]) };
}

/** Which skills almost had add how much to the fit of which occupations that are not reached, and what these lack. */
function openingOf(here, values) {
  const candidates = [...here.almost.keys()].filter((s) => here.almost[s]);
  const targets = [...here.judged.keys()].filter((o) => here.judged[o] && here.classes[o] < 2 && !here.lacking[o].length && values[o] > 0);
  const targetAt = new Map(targets.map((o, t) => [o, t]));
  const gains = targets.map(() => []);
  candidates.forEach((s, c) => {
    const { at, value } = known.askedBy[s];
    at.forEach((o, k) => { if (targetAt.has(o)) gains[targetAt.get(o)].push([c, value[k] * (1 - here.h[s])]); });
  });
  return withColumns({ candidates, targets, gains, lacking: targets.map((o) => known.theta - known.LEEWAY - here.fit[o]), values: targets.map((o) => values[o]) });
}

/** The gains of each candidate by itself, too. */
function withColumns(whole) {
  const columns = whole.candidates.map(() => new Float64Array(whole.targets.length));
  whole.gains.forEach((row, t) => { for (const [c, gain] of row) columns[c][t] = gain; });
  return { ...whole, columns };
}

/** What the chosen add to each target, added up in the order of the candidates. */
function covered(whole, chosen) {
  const taken = new Set(chosen);
  return whole.gains.map((row) => row.reduce((sum, [c, gain]) => (taken.has(c) ? sum + gain : sum), 0));
}

const opened = (whole, chosen) => covered(whole, chosen).flatMap((sum, t) => (sum >= whole.lacking[t] ? [t] : []));
const valueOf = (whole, chosen) => opened(whole, chosen).reduce((sum, t) => sum + whole.values[t], 0);

/** The best of three quick ways, without skills that open nothing; of equal ones the one of fewest. */
function greedySet(whole, budget) {
  const able = within(whole, budget);
  const every = whole.candidates.map((_, c) => c);
  const tried = [finished(able, budget), pickedFirst(able, budget, every, true), pickedFirst(able, budget, every, false)];
  const lean = tried.map((chosen) => withoutIdle(able, chosen));
  return lean.reduce((best, chosen) => {
    const more = valueOf(able, chosen) - valueOf(able, best);
    return more > 0 || (more === 0 && chosen.length < best.length) ? chosen : best;
  });
}

/** Without the targets that so few candidates cannot open. */
function within(whole, budget) {
  const kept = whole.targets.map((_, t) => t).filter((t) => {
    const largest = whole.gains[t].map(([, gain]) => gain).sort((a, b) => b - a);
    let sum = 0;
    const fewest = largest.findIndex((gain) => { sum += gain; return sum >= whole.lacking[t]; });
    return fewest >= 0 && fewest < budget;
  });
  const of = (list) => kept.map((t) => list[t]);
  return withColumns({ candidates: whole.candidates, targets: of(whole.targets), gains: of(whole.gains), lacking: of(whole.lacking), values: of(whole.values) });
}

/** Finish again and again the target whose missing candidates open most each. */
function finished(whole, budget) {
  const sums = new Float64Array(whole.targets.length);
  const chosen = [];
  const added = (t, picked) => picked.reduce((sum, c) => sum + whole.columns[c][t], 0);
  const worth = (picked) => whole.values.reduce((all, value, t) => (sums[t] + added(t, picked) >= whole.lacking[t] ? all + value : all), 0);
  while (chosen.length < budget) {
    const now = worth([]);
    let best = { each: 0, more: 0, picked: [] };
    whole.gains.forEach((row, t) => {
      if (sums[t] >= whole.lacking[t]) return;
      const able = row.filter(([c, gain]) => gain > 0 && !chosen.includes(c)).sort(falling(([, gain]) => nine(gain), ([c]) => -c)).slice(0, budget - chosen.length);
      let sum = 0;
      const enough = able.findIndex(([, gain]) => { sum += gain; return sums[t] + sum >= whole.lacking[t]; });
      if (enough < 0) return;
      const picked = able.slice(0, enough + 1).map(([c]) => c);
      const more = worth(picked) - now;
      const each = more / picked.length;
      if (each > best.each || (each === best.each && more > best.more)) best = { each, more, picked };
    });
    if (!best.picked.length) break;
    chosen.push(...best.picked);
    sums.forEach((sum, t) => { sums[t] = sum + added(t, best.picked); });
  }
  return chosen;
}

/** Pick again and again what opens most, or has most part credit; of equal ones the other way round, then the first. */
function pickedFirst(whole, budget, among, openedFirst) {
  const left = new Set(among);
  const sums = new Float64Array(whole.targets.length);
  const chosen = [];
  const credit = (t, sum) => whole.values[t] * Math.min(1, sum / whole.lacking[t]);
  let now = 0;
  for (let step = 0; step < Math.min(budget, among.length); step += 1) {
    const rows = among.filter((c) => left.has(c)).map((c) => {
      let part = 0, opens = 0;
      whole.columns[c].forEach((gain, t) => {
        part += credit(t, sums[t] + gain);
        if (sums[t] + gain >= whole.lacking[t]) opens += whole.values[t];
      });
      return { c, part: nine(part), opens };
    });
    const most = Math.max(...rows.map((row) => row.part));
    if (!(most > now)) break;
    rows.sort(falling((row) => (openedFirst ? row.opens : 0), (row) => row.part));
    const best = rows[0];
    chosen.push(best.c);
    left.delete(best.c);
    whole.columns[best.c].forEach((gain, t) => { sums[t] += gain; });
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
