// matcher_pathways: ways to an occupation by others that are reached on the way, as the library finds them.
"use strict";
const NEVER = 1e6;
const MOST_STEPS = 3;

/**
 * asked: {steps: 1–3, learn: skills before each, payFloor: least pay or null, k: how many ways}
 * Gives {status, ways: [[leg]], would_help, target_fails}; up to three steps every way is compared.
 */
function pathways(person, target, jobs, { steps = 2, learn = 3, payFloor = null, k = 3 } = {}) {
  const here = standing(person);
  const fit_now = here.fit[target];
  if (person.occupations.some(([one]) => known.groupOf(one) === target)) return { status: "held", ways: [], would_help: [], target_fails: [], fit_now };
  const passable = stepsOf(person, here);
  const limits = { steps, learn, payFloor, licences: false, jobs, among: openTo(person, known.steps[1]), passable };
  const found = waysWithin(here, target, limits, k);
  const at_once = here.classes[target] === 2 && found.some((way) => way.length === 1);
  if (found.length) return { status: at_once ? "reached now" : "found", ways: found, would_help: [], target_fails: [], fit_now };
  const without = (changes) => ({ among: openTo({ ...person, ...changes }, known.steps[1]) });
  const itself = { pay_floor: { payFloor: null }, gates: { licences: true }, vacancies: { jobs: null }, needs: without({ needs: [] }), schooling: without({ education: null }) };
  const relaxed = { learn: { learn: known.skills }, ...itself };
  const would_help = Object.entries(steps < MOST_STEPS ? { steps: { steps: steps + 1 }, ...relaxed } : relaxed).flatMap(([constraint, change]) => {
    const [way] = waysWithin(here, target, { ...limits, ...change }, 1);
    return way ? [{ constraint, occupations: way.map((leg) => leg.occupation), n_learn: way.reduce((sum, leg) => sum + leg.skills.length, 0) }] : [];
  });
  const none = without({ needs: [], education: null });
  const alone = (name) => ({
    ...limits, payFloor: null, licences: true, jobs: null, ...none,
    ...{ pay_floor: { payFloor }, gates: { licences: false }, vacancies: { jobs }, needs: itself.schooling, schooling: itself.needs }[name],
  });
  const target_fails = Object.keys(itself).filter((name) => !mayEnter(here, target, alone(name)));
  return { status: "blocked", ways: [], would_help, target_fails, fit_now };
}

/** Whether an occupation may be entered at all. */
function mayEnter(here, o, { licences, jobs, payFloor, among }) {
  if (!here.judged[o] || !among(o) || (!licences && here.lacking[o].length)) return false;
  if (jobs && !(jobs[o] > 0)) return false;
  return payFloor === null || !known.pay || (known.pay[o] !== null && known.pay[o] >= payFloor);
}

function waysWithin(here, target, limits, k) {
  if (!mayEnter(here, target, limits)) return [];
  const allowed = [...here.judged.keys()].filter((o) => o !== target && mayEnter(here, o, limits));
  const start = { h: here.h, near: allNear(here.h), occupations: [], learnt: new Set() };
  return differing(start, target, limits, everyWay(start, target, allowed, limits), k);
}

/**
 * What may be entered first, and what from where: alike to who stands before it, near enough to the same,
 * and, where no education is said, not too many skill levels above the occupation before.
 */
function stepsOf(person, here) {
  const levels = known.above && person.education === null ? known.above[1] : null;
  const tooFarUp = (a, b) => levels !== null && levels[a] > 0 && levels[b] > 0 && levels[b] - levels[a] > known.steps[1];
  return {
    first: (b) => isAlike(here.alike[b]) && nearEnough(here.fit[b], here.stretch[b]),
    then: (a, b) => a !== b && !tooFarUp(a, b) && mayFollow(a)(b),
    likeness: (a, b) => (a === null ? here.alike[b] : alikeTo(a)[b]),
  };
}

const isAlike = (likeness) => likeness > 0 && known.reaches(likeness, known.steps[0]);
/** Likeness of every occupation to who has held one and no other. */
const alikeTo = remembered((a) => withOthers(likeness(holding(a).h), [[a, 1]]));

/** Whether that somebody may enter another, by skills alone. */
const mayFollow = remembered((a) => remembered((b) => {
  if (!isAlike(alikeTo(a)[b])) return false;
  const { h, near } = holding(a);
  let fit = 0, stretch = 0;
  for (const [s, share] of sharesOf(b)) {
    const almost = near[s] > 0 && h[s] < HELD && !known.neverAlmost[s] && known.reaches(near[s], known.tau);
    fit += share * h[s];
    stretch += share * (almost ? Math.max(h[s], near[s]) : h[s]);
  }
  return nearEnough(fit, stretch);
}));

/** near of every skill, also of those held and those below the threshold. */
function allNear(h) {
  const near = new Float64Array(known.skills);
  h.forEach((degree, i) => {
    if (degree > 0) known.ties(i).at.forEach((s, k) => { near[s] = Math.max(near[s], known.ties(i).value[k] * degree); });
  });
  return near;
}

const holding = remembered((o) => {
  const h = new Float64Array(known.skills);
  for (const [s, degree] of known.degreesHeld(o)) h[s] = degree;
  return { h, near: allNear(h) };
});
const sharesOf = remembered((o) => known.asked[o].map(([s, share]) => [s, (1 / known.total[o]) * share]));

/** The fewest skills almost had that make an occupation reached, or null; h and near are asked by skill. */
function entryTo(o, h, near, learn) {
  const asked = sharesOf(o);
  let fit = 0;
  for (const [s, share] of asked) fit += h(s) * share;
  if (known.reaches(fit, known.theta)) return { fit, skills: [] };
  const adds = [];
  let sum = 0;
  for (const [s, share] of asked) {
    const close = near(s), degree = h(s);
    if (close > 0 && degree < HELD && !known.neverAlmost[s] && known.reaches(close, known.tau)) {
      adds.push([s, share * (1 - degree), close]);
      sum += share * (1 - degree);
    }
  }
  if (!learn || !known.reaches(fit + sum, known.theta)) return { fit, skills: null };
  adds.sort(falling(([, add]) => nine(add), ([, , close]) => nine(close), ([s]) => -s));
  let added = 0;
  for (let n = 0; n < Math.min(learn, adds.length); n += 1) {
    added += adds[n][1];
    if (known.reaches(fit + added, known.theta)) return { fit, skills: adds.slice(0, n + 1).map(([s]) => s) };
  }
  return { fit, skills: null };
}

const of = (values) => (s) => values[s];

/** Every way to the target in which no occupation is idle: leaving any out costs more skills. */
function everyWay(start, target, allowed, { steps, learn, passable }) {
  const fewest = new Map();
  const name = (occupations) => [...occupations].sort((a, b) => a - b).join(" ");
  const note = (occupations, total) => fewest.set(name(occupations), Math.min(total, fewest.get(name(occupations)) ?? NEVER));
  const withoutOne = (occupations) => Math.min(NEVER, ...occupations.map((one) => by(occupations.filter((other) => other !== one))));
  const by = (occupations) => Math.min(fewest.get(name(occupations)) ?? NEVER, withoutOne(occupations));

  const found = [];
  const direct = passable.first(target) ? entryTo(target, of(start.h), of(start.near), learn).skills : null;
  if (direct) { note([], direct.length); found.push({ occupations: [], total: direct.length }); }
  let states = [start];
  for (let step = 1; step < steps && states.length; step += 1) {
    const children = childrenOf(states, target, allowed, learn, by, passable);
    const arrived = children.filter((child) => child.toTarget !== null);
    for (const child of arrived) {
      const total = child.total + child.toTarget;
      if (total < withoutOne(child.occupations)) found.push({ occupations: child.occupations, total });
    }
    for (const child of arrived) note(child.occupations, child.total + child.toTarget);
    if (step < steps - 1) states = children.filter((child) => child.total < by(child.occupations)).map(followed);
  }
  return found;
}

/** Every allowed occupation entered from every state, where that may still be of use. */
function childrenOf(states, target, allowed, learn, by, passable) {
  const children = [];
  const limits = states.map((state) => by(state.occupations));
  for (const b of allowed) {
    const alone = states[0].occupations.length ? by([b]) : NEVER;
    states.forEach((state, n) => {
      if (state.occupations.includes(b)) return;
      if (state.occupations.length ? !passable.then(state.occupations.at(-1), b) : !passable.first(b)) return;
      const most = Math.min(limits[n], alone) - state.learnt.size;
      if (most <= 0) return;
      const { skills } = entryTo(b, of(state.h), of(state.near), learn);
      if (!skills || skills.length >= most) return;
      const after = holding(b);
      const h = (s) => (skills.includes(s) ? 1 : Math.max(state.h[s], after.h[s]));
      const near = (s) => {
        let close = Math.max(state.near[s], after.near[s]);
        for (const learnt of skills) close = Math.max(close, tieOf(learnt).get(s) ?? 0);
        return close;
      };
      const last = passable.then(b, target) ? entryTo(target, h, near, learn).skills : null;
      children.push({ parent: state, occupation: b, occupations: [...state.occupations, b], skills, total: state.learnt.size + skills.length, toTarget: last && last.length });
    });
  }
  return children;
}

const tieOf = remembered((s) => new Map(Array.from(known.ties(s).at, (other, k) => [other, known.ties(s).value[k]])));

function followed({ parent, occupation, skills }) {
  const after = holding(occupation);
  const h = parent.h.map((degree, s) => Math.max(degree, after.h[s]));
  const near = parent.near.map((close, s) => Math.max(close, after.near[s]));
  for (const learnt of skills) {
    h[learnt] = 1;
    known.ties(learnt).at.forEach((s, k) => { near[s] = Math.max(near[s], known.ties(learnt).value[k]); });
  }
  return { h, near, occupations: [...parent.occupations, occupation], learnt: new Set([...parent.learnt, ...skills]) };
}

/** At most k ways, the best first, of any two of which at most half is in both. */
function differing(start, target, { jobs, learn, passable }, found, k) {
  const scarcest = ({ occupations }) => (occupations.length && jobs ? Math.min(...occupations.map((o) => jobs[o])) : 0);
  const weakest = remembered((way) => nine(Math.min(...[...way.occupations, target].map((o, n, all) => passable.likeness(n ? all[n - 1] : null, o)))));
  const codes = (one, other) => one.occupations.map((o, n) => o - other.occupations[n]).find((order) => order) ?? 0;
  const ranked = [...found].sort((a, b) => a.total - b.total || a.occupations.length - b.occupations.length || weakest(b) - weakest(a) || scarcest(b) - scarcest(a) || codes(a, b));
  const chosen = [], taken = [];
  for (const way of ranked) {
    if (chosen.length === k) break;
    const legs = legsOf(start, [...way.occupations, target], learn, passable);
    const parts = new Set([...way.occupations.map((o) => `o${o}`), ...legs.flatMap((leg) => leg.skills.map((s) => `s${s}`))]);
    const differ = (other) => {
      const both = [...parts].filter((part) => other.has(part)).length;
      return 2 * both <= parts.size + other.size - both;
    };
    if (taken.every(differ)) { chosen.push(legs); taken.push(parts); }
  }
  return chosen;
}

/** The way again, one occupation after the other, with what each step takes and brings. */
function legsOf(start, occupations, learn, passable) {
  let state = start;
  return occupations.map((occupation, step) => {
    const { fit, skills } = entryTo(occupation, of(state.h), of(state.near), learn);
    let after = fit;
    let added = 0;
    for (const [s, share] of sharesOf(occupation)) if (skills.includes(s)) added += share * (1 - state.h[s]);
    after += added;
    const lacks = known.askedByWeight(occupation).filter(([s]) => state.h[s] < HELD && !skills.includes(s)).slice(0, 5).map(([s]) => s);
    const likeness = passable.likeness(step ? occupations[step - 1] : null, occupation);
    const brings = broughtBy(state.h, skills, occupation, occupations.slice(step + 1));
    state = followed({ parent: state, occupation, skills });
    return { occupation, skills, lacks, likeness, fit_before: fit, fit_after: after, brings };
  });
}

/** What holding an occupation adds that later ones ask for: what adds most to their fit first. */
function broughtBy(h, skills, occupation, later) {
  const after = holding(occupation).h;
  const adds = new Map();
  for (const o of later) for (const [s, share] of sharesOf(o)) adds.set(s, (adds.get(s) ?? 0) + share);
  return [...adds].map(([s, share]) => [s, nine(share * Math.max(after[s] - (skills.includes(s) ? 1 : h[s]), 0))])
    .filter(([, add]) => add > 0).sort(falling(([, add]) => add, ([s]) => -known.rank[s])).slice(0, 5).map(([s]) => s);
}
