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

/** Relative change of each occupation's share of all vacancies; null where there are few. */
function trendOf(now, before) {
  const sum = (row) => row.reduce((all, one) => all + one, 0) + 0.5;
  const all = Math.log(sum(now)) - Math.log(sum(before));
  return Array.from(now, (jobs, o) => {
    if (jobs + before[o] < FEW_VACANCIES) return null;
    return Math.expm1(Math.log(jobs + 0.5) - Math.log(before[o] + 0.5) - all);
  });
}
