// matcher_demand: vacancies where somebody can travel, and how an occupation's share of them changes.
"use strict";
const FEW_VACANCIES = 10;

/** {places, jobs, trend} of a place and those within so many minutes; of all places for null. */
function demandAt(code, within) {
  if (!page.data.jobs) return { places: null, jobs: null, trend: null };
  const places = code === null ? null : known.placesWithin(known.placeAt.get(code), within);
  const jobs = known.jobsIn(page.data.jobs, places);
  const trend = page.data.earlier ? trendOf(jobs, known.jobsIn(page.data.earlier, places)) : null;
  return { places, jobs, trend };
}

/**
 * {said, part}: in words where vacancies are counted, a place or it and those within so many minutes;
 * and of the occupations given how many of them are in the place itself, "" where that is all.
 */
function whereSaid({ place, within }) {
  const { say, number } = page;
  if (place === null || !known.places) return { said: "", part: () => "", alone: null };
  const at = known.placeAt.get(place), name = known.places[at][1];
  const near = page.data.jobs && within ? known.placesWithin(at, within).size - 1 : 0;
  if (!near) return { said: name, part: () => "", alone: null };
  const { jobs } = demandAt(place, null);
  const part = (occupations) => ` ${say("reach_part", { n: number(occupations.reduce((sum, o) => sum + jobs[o], 0)), place: name })}`;
  return { said: say("reach", { place: name, k: number(near), n: number(within) }), part, alone: jobs, name };
}

/** How many are advertised of an occupation where one asks, and in the whole country. */
function jobsSaid(row, { said, part, alone }) {
  const { say, number } = page;
  return [
    row.vacancies_here === null ? "" : alone ? say("jobs_within", { n: number(row.vacancies_here), place: said }) + part([row.position]) : say("jobs_here", { n: number(row.vacancies_here) }),
    row.vacancies === null ? "" : say("jobs_all", { n: number(row.vacancies) }),
  ].filter(Boolean);
}

/** Relative change of each occupation's share of all vacancies; null where there are few. */
function trendOf(now, before) {
  const sum = (row) => row.reduce((all, one) => all + one, 0) + 0.5;
  const all = Math.log(sum(now)) - Math.log(sum(before));
  return Array.from(now, (jobs, o) => {
    if (jobs + before[o] < FEW_VACANCIES) return null;
    return Math.expm1(Math.log(jobs + 0.5) - Math.log(before[o] + 0.5) - all);
  });
}
