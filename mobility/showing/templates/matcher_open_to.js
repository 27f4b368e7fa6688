// matcher_open_to: which occupations only skills keep from somebody, and of which few skills are enough.
"use strict";

/** Neither needs, nor a step up, nor more levels of schooling than let pass; licences are looked at elsewhere. */
function openTo(person, atMostAbove = 0) {
  const up = stepsUp(person), above = levelsAbove(person);
  return remembered((o) => !comesAfter(o, person.needs) && !up(o) && above(o) <= atMostAbove);
}

/** What is lacking to be reached is no more than what is had and nearly had together. */
const nearEnough = (fit, stretch) => known.reaches(fit + stretch, known.theta);
