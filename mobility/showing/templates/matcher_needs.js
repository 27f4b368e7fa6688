// matcher_needs: which of a person's needs the ads of an occupation speak against.
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
