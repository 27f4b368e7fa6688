// matcher_why_not: what stands between somebody and one occupation, in figures and in words, as the library says it.
"use strict";
const EXACT_UP_TO = 15;
const NAMED = { missing: 3, set: 5 };

/** {class, held, fit, stretch, missing, smallest, exact, gates, against, not_known, here, all}; smallest are places in missing. */
function whyNot(person, here, o, demand) {
  const missing = missingFor(here, o);
  const [smallest, exact] = smallestSet(missing, known.theta - here.fit[o]);
  const against = speaksAgainst(o, person.needs);
  return {
    position: o, title: known.titles[o], class: Number.isNaN(here.fit[o]) ? "" : CLASSES[here.classes[o]],
    held: person.occupations.some(([one]) => known.groupOf(one) === o),
    fit: here.fit[o], stretch: here.stretch[o], missing, smallest, exact,
    gates: here.lacking[o].map((n) => known.requirements[n][0]), lacking: here.lacking[o], against,
    usual: usuallyAgainst(o, person.needs), not_known: needsUnknown(o, person.needs),
    here: demand.places && demand.jobs ? demand.jobs[o] : null, all: known.jobs && known.jobs[o],
  };
}

/** The skills asked for that are not wholly had, and what each adds to fit, the largest first. */
function missingFor(here, o) {
  return known.asked[o]
    .map(([s, share]) => ({ s, label: known.labels[s], weight: share, degree: here.h[s], gain: (share * (1 - here.h[s])) / known.total[o], almost: Boolean(here.almost[s]), near: here.near[s], bridge: here.bridge[s] }))
    .filter(({ gain }) => gain > known.LEEWAY)
    .sort(falling(({ gain }) => nine(gain), ({ s }) => -known.rank[s]));
}

/** The fewest gains that add up to what is needed; of sets as small the nearest, where all can be tried. */
function smallestSet(missing, needed) {
  if (!(needed > known.LEEWAY)) return [[], true];
  const enough = needed - known.LEEWAY;
  const total = (chosen, figure) => chosen.reduce((sum, k) => sum + missing[k][figure], 0);
  let sum = 0;
  const size = missing.findIndex(({ gain }) => { sum += gain; return sum >= enough; }) + 1;
  if (missing.length > EXACT_UP_TO) return [Array.from({ length: size }, (_, k) => k), false];
  const able = choices(missing.length, size).filter((chosen) => total(chosen, "gain") >= enough);
  // They come in the order of the list, and of equal ones the first stays first.
  able.sort(falling((chosen) => nine(total(chosen, "near")), (chosen) => nine(total(chosen, "gain"))));
  return [able[0], true];
}

/** Every choice of some of 0 … number − 1, in the order of the list. */
function choices(number, size, from = 0) {
  if (!size) return [[]];
  const found = [];
  for (let k = from; k <= number - size; k += 1) for (const rest of choices(number, size - 1, k + 1)) found.push([k, ...rest]);
  return found;
}

/** The same in words, in Swedish or English. */
function whyNotSaid(found, language) {
  const words = page.data.why_not[language], work = page.data.conditions;
  const whole = (share) => (Number.isNaN(share) ? "" : `${Math.floor(Math.round(share * 1e11) / 1e9 + 0.5)} %`);
  const fill = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  const listed = (names) => (names.length > 1 ? [names.slice(0, -1).join(", "), names.at(-1)].join(words.and) : names[0]);
  const said = [fill(found.held ? "held" : found.class, { title: found.title, fit: whole(found.fit), theta: whole(known.theta) })];
  const set = found.smallest.map((k) => found.missing[k].label);
  if (found.missing.length && set.length) {
    said.push(fill("missing", { names: listed(found.missing.slice(0, NAMED.missing).map(({ label }) => label)) }));
    if (set.length <= NAMED.set) said.push(fill("set", { names: listed(set) }));
  }
  if (found.gates.length) said.push(fill("gates", { names: listed(found.gates) }));
  const label = (need) => work.labels[work.ids.indexOf(need)][language === "en" ? 1 : 0];
  if (found.against.length) {
    said.push(fill("against", { names: listed(found.against.map(([need, share]) => fill("of ads", { label: label(need), share: whole(share) }))) }));
  }
  if (found.usual.length) said.push(fill("usual", { names: listed(found.usual.map(label)) }));
  if (found.not_known) said.push(words["not known"]);
  if (found.here !== null) said.push(fill("here", { number: found.here }));
  else if (found.all !== null) said.push(fill("all", { number: found.all }));
  return said.join(" ");
}
