// matcher_best_set: the best few skills by trying every set that may still be better, as the library does.
"use strict";
// So many sums are a hundredth of a second or two; the library goes on for longer.
const MOST_SUMS = 3e6, MOST_AT_ONCE = 5e4;

/**
 * The best set of at most so many candidates: opens most, then of fewest, then `than`, then the first.
 * Gives {chosen, bound}: bound is what no set exceeds, the value itself where every set was looked at.
 */
function betterSet(whole, budget, than) {
  const { lacking, values } = whole;
  const targets = lacking.length;
  const credits = whole.candidates.map((_, c) => {
    let credit = 0;
    whole.eachGain(c, (t, gain) => { credit += values[t] * Math.min(1, gain / lacking[t]); });
    return credit;
  });
  const useful = [...credits.keys()].filter((c) => credits[c] > 0);
  const most = Math.floor([...credits].sort((a, b) => b - a).slice(0, budget).reduce((sum, one) => sum + one, 0) + 1e-6);
  // With so many the search would not end; a good set and what bounds all others must do.
  if (useful.length * targets > MOST_AT_ONCE) return { chosen: than, bound: Math.min(most, values.reduce((sum, one) => sum + one, 0)) };
  const columns = useful.map(whole.column);
  const rest = largestAfter(columns, targets, budget);
  let best = than, value = valueOf(whole, than), left = MOST_SUMS, complete = true;
  const byTarget = Array.from({ length: targets }, (_, t) => columns.map((column, c) => [c, column[t]]).filter(([, gain]) => gain > 0).sort((a, b) => b[1] - a[1]));
  const opens = new Float64Array(useful.length);
  const sums = Array.from({ length: budget }, () => new Float64Array(targets));

  function credit(covered, column) {
    let sum = 0;
    for (let t = 0; t < targets; t += 1) sum += values[t] * Math.min(1, (covered[t] + (column ? column[t] : 0)) / lacking[t]);
    return sum;
  }

  /** No more than what each target alone could get, and no more than part credit allows. */
  function mostOf(covered, after, number, enough) {
    let each = 0;
    for (let t = 0; t < targets; t += 1) if (covered[t] + rest[number - 1][after * targets + t] >= lacking[t] - 1e-9) each += values[t];
    // Of the last skill all are tried at once, which is quicker than part credit.
    if (each < enough || number === 1) return each;
    const now = credit(covered, null);
    const added = columns.slice(after).map((column) => credit(covered, column) - now).sort((a, b) => b - a).slice(0, number);
    return Math.min(each, Math.floor(now + added.reduce((sum, one) => sum + one, 0) + 1e-6));
  }

  function lookInto(last, taken, covered) {
    const number = budget - taken.length, after = last + 1;
    if (!number || after === useful.length) return;
    if (left <= 0) { complete = false; return; }
    left -= number === 1 ? targets : useful.length * targets;
    const enough = taken.length + 1 < best.length ? value : value + 1;
    if (mostOf(covered, after, number, enough) < enough) return;
    if (number === 1) { finish(taken, covered, after); return; }
    for (let c = after; c < useful.length; c += 1) {
      const column = columns[c], now = [...taken, c], more = sums[taken.length];
      let all = 0;
      for (let t = 0; t < targets; t += 1) {
        more[t] = covered[t] + column[t];
        if (more[t] >= lacking[t]) all += values[t];
      }
      keep(now, all);
      lookInto(c, now, more);
    }
  }

  function keep(now, all) {
    if (all > value || (all === value && now.length < best.length)) { best = now.map((c) => useful[c]); value = all; }
  }

  /** Of the last candidates only those are looked at that open something by themselves now. */
  function finish(taken, covered, after) {
    const met = [];
    let already = 0;
    for (let t = 0; t < targets; t += 1) {
      if (covered[t] >= lacking[t]) { already += values[t]; continue; }
      for (const [c, gain] of byTarget[t]) {
        left -= 1;
        if (covered[t] + gain < lacking[t]) break;
        if (c < after) continue;
        if (opens[c] === 0) met.push(c);
        opens[c] += values[t];
      }
    }
    let first = -1;
    for (const c of met) if (first < 0 || opens[c] > opens[first] || (opens[c] === opens[first] && c < first)) first = c;
    if (first >= 0) keep([...taken, first], already + opens[first]);
    for (const c of met) opens[c] = 0;
  }

  const start = new Float64Array(targets);
  if (useful.length) lookInto(-1, [], start);
  return { chosen: best, bound: complete ? value : mostOf(start, 0, budget, 0) };
}

/** What the best 1, 2 … candidates from each on add to each target, one row of targets after another. */
function largestAfter(columns, targets, budget) {
  const found = Array.from({ length: budget }, () => new Float64Array(columns.length * targets));
  const top = Array.from({ length: targets }, () => []);
  for (let c = columns.length - 1; c >= 0; c -= 1) {
    for (let t = 0; t < targets; t += 1) {
      const row = top[t];
      row.push(columns[c][t]);
      row.sort((a, b) => b - a);
      if (row.length > budget) row.pop();
      let sum = 0;
      for (let k = 0; k < budget; k += 1) { sum += row[k] ?? 0; found[k][c * targets + t] = sum; }
    }
  }
  return found;
}
