// matcher_ties: how near skills are to each other, worked out while the page waits, or when it is asked.
"use strict";

/**
 * usedBy: for every skill the occupations that use it effectively; uses: for every occupation the skills it uses.
 * Gives of a skill what is tied to it by τ or more, as {at: skills, rising; value: proximities}, and what is usual with it.
 */
function tiesAmong({ usedBy, uses, frequency, tau, reaches }) {
  const skills = usedBy.length;
  const counted = new Uint32Array(skills), met = new Int32Array(skills), closeness = new Float64Array(skills);
  const found = new Array(skills);

  /** A row of C = MᵀM without its diagonal, and what of it passes. */
  function workOut(i) {
    let number = 0;
    for (const o of usedBy[i]) {
      const row = uses[o];
      for (let k = 0; k < row.length; k += 1) {
        const s = row[k];
        if (counted[s] === 0) { met[number] = s; number += 1; }
        counted[s] += 1;
      }
    }
    const tied = [], usual = [];
    for (let k = 0; k < number; k += 1) {
      const s = met[k], both = counted[s];
      counted[s] = 0;
      if (s === i) continue;
      closeness[s] = both / (Math.max(frequency[i], frequency[s]) + 2);
      if (reaches(closeness[s], tau)) tied.push(s);
      if (reaches(both / frequency[i], 0.5)) usual.push(s);
    }
    const at = Int32Array.from(tied).sort();
    return { tied: { at, value: Float64Array.from(at, (s) => closeness[s]) }, usual: Int32Array.from(usual).sort() };
  }

  const of = (i) => (found[i] ??= workOut(i));
  let next = 0;
  /** Nobody should have to wait for the first answer, so all rows are worked out before it is asked for. */
  function ahead(idle) {
    while (next < skills && idle.timeRemaining() > 2) { of(next); next += 1; }
    if (next < skills) requestIdleCallback(ahead);
  }
  requestIdleCallback(ahead);
  return { ties: (i) => of(i).tied, usual: (i) => of(i).usual };
}
