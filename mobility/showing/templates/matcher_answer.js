// matcher_answer: one pure function, from what was said of somebody to everything the page answers.
"use strict";

/**
 * said: {skills: {id: degree}, occupations: [code or id of a finer name], years: {id: years}, gates: [id], needs: [id],
 *   education: level 1–7 or null, languages: {name: level or ""}, place: code or null, within: minutes or null,
 *   budget: how many skills at most in what_if}
 * Nothing is kept: the same words give the same answer, and the page asks again after every change.
 */
function answer(said) {
  const person = personOf(said);
  const here = standing(person);
  const demand = demandAt(said.place ?? null, said.within ?? null);
  // The list of occupations is what is looked at first, and most often alone.
  const near = later(() => almostHave(person, here, demand.jobs)), best = later(() => whatIf(person, here, demand.jobs, said.budget ?? 3));
  return {
    standing: here,
    adjacent: adjacent(person, here, demand),
    get almost_have() { return near(); },
    get what_if() { return best(); },
    schooling: (o) => schoolingOf(person, o),
    why_not: (code) => whyNot(person, here, known.occupationAt.get(code), demand),
  };
}

function personOf(said) {
  return {
    skills: new Map(Object.entries(said.skills ?? {}).map(([id, degree]) => [known.skillAt.get(id), degree])),
    occupations: (said.occupations ?? []).map((id) => [known.heldAt.get(id), practice(said.years?.[id])]),
    years: (said.occupations ?? []).map((id) => said.years?.[id] ?? null),
    needs: [...(said.needs ?? [])].sort(),
    gates: new Set((said.gates ?? []).map((id) => known.skillAt.get(id))),
    education: said.education ?? null,
    languages: said.languages ?? {},
  };
}

/** Ways to an occupation, by its code; asked: {steps, learn, payFloor, k}. */
function ways(said, target, asked) {
  return pathways(personOf(said), known.occupationAt.get(target), demandAt(said.place ?? null, said.within ?? null).jobs, asked);
}

/** Occupations to begin with; they do not depend on what somebody can, only on where and on the licences held. */
const begin = (said) => firstRungs(personOf(said), demandAt(said.place ?? null, said.within ?? null));
window.matcher = { answer, ways, begin };

/** A browser is slow at what it does for the first time: so that is done, for nobody, before somebody asks. */
function practise(times) {
  if (!times) return;
  const code = known.codes[Math.floor((known.occupations * times) / 4)];
  requestIdleCallback(() => { const { almost_have, what_if } = answer({ occupations: [code] }); practise(times - 1); });
}
practise(3);
