// matcher_best_set: the best few skills by trying every set that may still be better, as the library does.
"use strict";
const MOST_SUMS = 5e8;

/**
 * The best set of at most so many candidates: opens most, then of fewest, then `than`, then the first.
 * Gives {chosen, bound}: bound is what no set exceeds, the value itself where every set was looked at.
 */
function betterSet(whole, budget, than) {
  const useful = whole.candidates.map((_, c) => c).filter((c) => whole.column(c).some((gain) => gain > 0));
  const { lacking, values } = whole;
  const targets = lacking.length;
  const columns = useful.map(whole.column);
  const rest = largestAfter(columns, targets, budget);
  let best = than, value = valueOf(whole, than), left = Math.floor(MOST_SUMS / Math.max(1, useful.length * targets)), complete = true;

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
    if (!left) { complete = false; return; }
    left -= 1;
    const enough = taken.length + 1 < best.length ? value : value + 1;
    if (mostOf(covered, after, number, enough) < enough) return;
    for (let c = after; c < useful.length; c += 1) {
      const column = columns[c];
      let opens = 0;
      for (let t = 0; t < targets; t += 1) if (covered[t] + column[t] >= lacking[t]) opens += values[t];
      const now = [...taken, c];
      if (opens > value || (opens === value && now.length < best.length)) { best = now.map((k) => useful[k]); value = opens; }
      if (number > 1) lookInto(c, now, covered.map((sum, t) => sum + column[t]));
    }
  }

  const start = new Float64Array(targets);
  if (useful.length) lookInto(-1, [], start);
  return { chosen: best, bound: complete ? value : Math.max(value, mostOf(start, 0, budget, 0)) };
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
