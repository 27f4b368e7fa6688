// matcher_entry: occupations to begin with, and the schooling that ads ask for beside what somebody has.
"use strict";

/** First rungs by falling vacancies, then by how little of their own they ask for; null where nothing can be said. */
function firstRungs(person, demand) {
  if (!page.data.first_rung) return null;
  const at = demand.places === null ? null : demand.jobs;
  const rows = page.data.first_rung.map(([o, byClass, byAds, special, experience, experience_ads, education, ads]) => ({
    position: o, occupation: known.codes[o], title: known.titles[o], by_class: Boolean(byClass), by_ads: Boolean(byAds),
    special, experience, experience_ads, education, ads, few_ads: experience !== null && experience_ads < SHARE_FROM, gates: known.required[o], blocked_by: known.lacking(o, person.gates),
    vacancies_here: at && at[o], vacancies: known.jobs && known.jobs[o], trend: demand.trend && demand.trend[o], pay: known.pay && known.pay[o],
  }));
  return rows.sort(falling(({ position }) => (demand.jobs ? demand.jobs[position] : 0), ({ special }) => -nine(special), ({ position }) => -position));
}

/** What speaks for an occupation as a first one: "ads" (few ask for experience), "class" (its level) or "" for neither. */
const firstBecause = (() => {
  const all = new Map((page.data.first_rung ?? []).map(([o, , byAds]) => [o, byAds ? "ads" : "class"]));
  return (o) => all.get(o) ?? "";
})();

const SHARE_FROM = 10;

/** A share of ads in words; of fewer than ten their number and no per cent, which would say more than they can. */
function ofAdsSaid(share, of) {
  const { say, number, percent } = page;
  return of < SHARE_FROM ? say("of_few_ads", { k: number(Math.round(share * of)), n: number(of) }) : say("of_ads", { share: percent(share), n: number(of) });
}

/** [{asks, what, share, of, has, answer}] of an occupation; answer: "met", "not met" or "not said". Empty where ads say nothing. */
function schoolingOf(person, o) {
  const packed = page.data.schooling;
  if (!packed) return [];
  return packed.asked[o].map(([asks, what, ads, of]) => ({ asks, what, share: ads / of, of, few_ads: of < SHARE_FROM, ...(asks === "education" ? ofEducation(person, Number(what)) : ofLanguage(person, what)) }));
}

function ofEducation({ education }, least) {
  if (education === null) return { has: "", answer: "not said" };
  return { has: page.data.schooling.education[education - 1][0], answer: education >= least ? "met" : "not met" };
}

/** Ads do not say which level they ask for: who speaks a language at all has it. */
function ofLanguage({ languages }, name) {
  return { has: languages[name] ?? "", answer: name in languages ? "met" : "not said" };
}

/** The language that something said is, also where the list of skills has it as a skill; null if it is none. */
const languageOf = (() => {
  const all = new Set(page.data.schooling?.languages ?? []);
  return ({ kind, label, id }) => (kind === "language" ? id : kind === "skill" && all.has(forms.normal(label)) ? forms.normal(label) : null);
})();

/** The level A1–C2 that is typed with a language, if any; somebody who has it as a first language has C2. */
function levelIn(typed) {
  const said = forms.normal(typed).split(" ");
  const named = said.map((word) => word.toUpperCase()).find((word) => page.data.schooling.levels.includes(word));
  if (named) return named;
  return said.some((word) => page.data.schooling.native.includes(word)) ? page.data.schooling.levels.at(-1) : undefined;
}
