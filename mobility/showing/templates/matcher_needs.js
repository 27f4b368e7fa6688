// matcher_needs: which of a person's needs ads, or what is usual in an occupation, speak against.
"use strict";
const NEED = { share: 0.1, ads: 2 };

const conditionsKnown = (o) => Boolean(page.data.conditions) && page.data.conditions.rests_on[o] !== "not known";
/** Ads of a broader group are told, but put nothing last. */
const ownAdsSpeak = (o) => page.data.conditions.rests_on[o] === "unit group";

/** [[need, share of ads against]]: a tenth of the ads, two or more, and more than speak for it. */
function speaksAgainst(o, needs) {
  const work = page.data.conditions;
  if (!work || !needs.length || !conditionsKnown(o)) return [];
  return needs.map((need) => {
    const c = work.ids.indexOf(need);
    return [need, work.against[o][c] / work.ads[o], work.met[o][c] / work.ads[o]];
  }).filter(([, share, met]) => known.reaches(share, NEED.share) && share * work.ads[o] >= NEED.ads - known.LEEWAY && share > met)
    .map(([need, share]) => [need, share]);
}

/** What ads say against a need: how many, and which group's where the occupation's own are too few. */
function againstSaid(o, what, share) {
  const { say, percent, number } = page, { ads, rests_on } = page.data.conditions;
  const words = { what, share: percent(share), n: number(ads[o]) };
  return ownAdsSpeak(o) ? say("against", words) : say("against_broader", { ...words, level: rests_on[o].split("-")[0] });
}

/** Needs that what is usual is judged to be against; own ads, where there are enough, decide instead. */
function usuallyAgainst(o, needs) {
  const work = page.data.conditions;
  return work ? needs.filter((need) => work.usual[o].includes(work.ids.indexOf(need))) : [];
}

/** Whether the occupation comes after those without conflict. */
const comesAfter = (o, needs) => usuallyAgainst(o, needs).length > 0 || (speaksAgainst(o, needs).length > 0 && ownAdsSpeak(o));

/** Whether nothing is known of something that is needed. */
const needsUnknown = (o, needs) => !conditionsKnown(o) && usuallyAgainst(o, needs).length < needs.length;
