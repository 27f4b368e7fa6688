// matcher_answer: one pure function, from what was said of somebody to everything the page answers.
"use strict";

/**
 * said: {skills: {id: degree}, occupations: [code], gates: [id], place: code or null}
 * Nothing is kept: the same words give the same answer, and the page asks again after every change.
 */
function answer(said) {
  const person = personOf(said);
  const place = said.place === null || said.place === undefined ? null : known.placeAt.get(said.place);
  const here = standing(person);
  return { standing: here, adjacent: adjacent(person, here, place), almost_have: almostHave(here, place) };
}

function personOf(said) {
  return {
    skills: new Map(Object.entries(said.skills ?? {}).map(([id, degree]) => [known.skillAt.get(id), degree])),
    occupations: (said.occupations ?? []).map((code) => [known.occupationAt.get(code), 1]),
    gates: new Set((said.gates ?? []).map((id) => known.skillAt.get(id))),
  };
}
window.matcher = { answer };
