"""make_usual_conditions: the shipped table of what is usual, and docs/usual_conditions.md.

Run it with the folder that holds the ads the judgements are set beside:

    python docs/make_usual_conditions.py FOLDER

FOLDER has ``sv-platsbanken-710``. What the two judges said stands in
``usual_conditions_labels.csv``; the table that ships and the page follow from it.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from mobility.counting.conditions import occupation_conditions
from mobility.finding.conditions import find_conditions
from mobility.foundation.conditions import CONDITIONS, Conditions
from mobility.foundation.files import write_text
from mobility.reaching.needs import OWN_ADS, against_needs, conditions_of_work
from mobility.reaching.usual_conditions import AGAINST, NOT_AGAINST
from mobility.reading.ads import read_ads

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parent / "mobility" / "reaching" / "usual_conditions_ssyk2012.csv"
UNSURE = "unsure"
NONE = "no agreed judgement"
LATER = "no_irritants"
"""The need that was judged after the others, once the twenty people had shown that it lacked."""

FEW_ADS = 10


def main(folder: Path) -> None:
    """Write the table that ships, and the page."""
    said = labels()
    write_text(SHIPPED, agreed(said).to_csv(index=False, lineterminator="\n"))
    lines = [*_heading(said), *_agreement(said), *_beside_ads(folder, said), *_limits()]
    write_text(HERE / "usual_conditions.md", "\n".join(lines) + "\n")


def labels() -> pd.DataFrame:
    """Return what both judges said of every unit group and need."""
    return pd.read_csv(HERE / "usual_conditions_labels.csv", dtype="str")


def agreed(said: pd.DataFrame) -> pd.DataFrame:
    """Return the lines that ship: both judges say the same, and neither is unsure."""
    kept = said[said["judge_1"].eq(said["judge_2"]) & said["judge_1"].ne(UNSURE)]
    kept = kept.sort_values(["unit_group", "need"], ignore_index=True)
    return kept[["unit_group", "need"]].assign(judged=kept["judge_1"])


def kappa(one: pd.Series, other: pd.Series) -> float:
    """Return Cohen's κ = (p_o - p_e) / (1 - p_e); see https://doi.org/10.1177/001316446002000104.

    Examples
    --------
    Of four, three the same (p_o .75); by chance .5 · .25 + .5 · .75 = .5:

    >>> kappa(pd.Series(list("aabb")), pd.Series(list("abbb")))
    0.5
    """
    same = float(one.eq(other).mean())
    shares = one.value_counts(normalize=True), other.value_counts(normalize=True)
    chance = float(shares[0].mul(shares[1], fill_value=0.0).sum())
    return (same - chance) / (1 - chance)


def figures(said: pd.DataFrame) -> dict[str, float]:
    """Return how far the judges agree, with "unsure" as a word of its own and without it."""
    one, other = said["judge_1"], said["judge_2"]
    sure = one.ne(UNSURE) & other.ne(UNSURE)
    same = one.eq(other)
    return {
        "cells": len(said),
        "same": float(same.mean()),
        "kappa": kappa(one, other),
        "sure": int(sure.sum()),
        "same sure": float(same[sure].mean()),
        "kappa sure": kappa(one[sure], other[sure]),
        "against": int((same & one.eq(AGAINST)).sum()),
        "not against": int((same & one.eq(NOT_AGAINST)).sum()),
        "one unsure": int((~sure & ~same).sum()),
        "both unsure": int((same & one.eq(UNSURE)).sum()),
        "opposed": int((sure & ~same).sum()),
    }


def _heading(said: pd.DataFrame) -> list[str]:
    kept = agreed(said)
    against = int(kept["judged"].eq(AGAINST).sum())
    text = f"""
# What is usual of the work, judged blind

Made by `docs/make_usual_conditions.py`. Ads say too little of lifting, evenings or driving to
answer for most occupations. So two language models read the definitions of the
{said["unit_group"].nunique()} unit groups of SSYK 2012, apart from each other, and said of each of
{len(CONDITIONS)} needs whether what is usual in the occupation is *against* it, is *not against*
it, or that they were *unsure*. **They are judgements of models, not measurements of workplaces**,
and no person has gone through them. Neither model was shown a person, an answer of this library or
what anybody expected of one (`docs/people.md`).

One need, *{CONDITIONS[LATER].label_en}*, came later. It was
judged by two other readings of the same definitions, apart from each other and blind as the
others were. It was added because the twenty people had shown that it was missing: a hairdresser
with an allergy to dyes could not say so. The judges did not know them. But whoever wrote the
question did: it names dyes and cosmetics first among more than twenty kinds of substances, and
offices, shops, classrooms and cabs as what the need is not against. So what is judged of
hairdressers and of what is near them is no independent test. *Against* was to be said where hands,
skin, eyes or airways meet, most days in most jobs of the group, substances known to cause contact
allergy, eczema or asthma, or that irritate strongly.

Of {len(said):,} judgements {len(kept):,} ship (`usual_conditions()`): those where both said the
same and neither was unsure, {against:,} of them *against*. All that both said stands in
`docs/usual_conditions_labels.csv`.

## How it is used

Fixed before any answer with it was looked at. Where a unit group has {FEW_ADS} or more ads of its
own, those decide and nothing of this is told. Elsewhere a need that is judged to be usually unmet
is told as "usual in the occupation (judged, not from ads)", and puts the occupation after those
without conflict; it hides nothing. *Not against* is told to nobody and makes nothing "fine": the
condition stays *not known*. A table of your own, or one without lines, can be given to
`skill_space(…, usual=…)`.
"""
    return text.strip("\n").splitlines()


def _agreement(said: pd.DataFrame) -> list[str]:
    lines = [
        "",
        "## How far the two agree",
        "",
        "κ is Cohen's. *Sure* counts only what neither was unsure of.",
        "",
        "| need | same | κ | both sure | same, sure | κ, sure | against | not against |"
        " one unsure | both unsure | opposed |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    parts = [(CONDITIONS[need].label_en, part) for need, part in said.groupby("need")]
    for name, part in [*parts, ("**all**", said)]:
        f = figures(part)
        lines.append(
            f"| {name} | {f['same']:.1%} | {f['kappa']:.2f} | {f['sure']} | {f['same sure']:.1%} |"
            f" {f['kappa sure']:.2f} | {f['against']} | {f['not against']} | {f['one unsure']} |"
            f" {f['both unsure']} | {f['opposed']} |"
        )
    text = """
So high an agreement is a warning as much as a comfort: models learn from much the same texts, and
may be wrong together. It says that the question is clear, not that the answers are true.
"""
    return [*lines, *text.rstrip("\n").splitlines()]


def _beside_ads(folder: Path, said: pd.DataFrame) -> list[str]:
    """Set the judgements beside what ads say: all ads together, and groups that have enough."""
    ads = read_ads(folder / "sv-platsbanken-710" / "ads.jsonl")
    counts = occupation_conditions(ads, find_conditions(ads))
    kept = agreed(said).set_index(["unit_group", "need"])["judged"]
    every = pd.MultiIndex.from_product([counts.occupations, CONDITIONS])
    judged = kept.reindex(every).to_numpy(dtype=object).reshape(-1, len(CONDITIONS))
    lines = [
        "",
        "## Beside what ads say",
        "",
        f"{int(counts.ads.sum())} real Swedish ads of {len(counts.occupations)} unit groups: how"
        " many of the ads of groups",
        "judged *against*, and of groups judged *not against*, speak against the need. If the",
        "judgements say something, the first share is the larger.",
        "",
        "| need | groups against | their ads | speak against | groups not against | their ads |"
        " speak against |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for at, need in enumerate(CONDITIONS):
        cells = [CONDITIONS[need].label_en]
        for word in (AGAINST, NOT_AGAINST):
            among = judged[:, at] == word
            number, speak = counts.ads[among].sum(), counts.against[among, at].sum()
            share = f"{speak:.0f} ({speak / number:.1%})" if number else "–"
            cells += [str(int((among & (counts.ads > 0)).sum())), f"{number:.0f}", share]
        lines.append(f"| {' | '.join(cells)} |")
    text = """
So for driving, evenings, lifting, pace, shifts and weekends ads bear the judgements out, as far as
few ads can; for part time they hardly do, of nights there are too few, and of sitting no ad speaks.
Of substances three speak, all of personal assistants in homes with animals, of whom the judges were
unsure: nothing here bears these judgements out.
Ads name a vacancy, not the occupation, and those of one group are not independent of each other.
"""
    return [*lines, *text.rstrip("\n").splitlines(), *_where_enough(counts, judged)]


def _where_enough(counts: Conditions, judged: np.ndarray) -> list[str]:
    """Set the judgements beside what unit groups with ads enough of their own say."""
    work = conditions_of_work(counts, counts.occupations, few_ads=FEW_ADS)
    own = np.flatnonzero(work.rests_on == OWN_ADS)
    by_ads = against_needs(work, CONDITIONS, len(counts.occupations)).by_ads
    rows = []
    for place in own:
        speaks = {need for need, _ in by_ads[place]}
        for at, need in enumerate(CONDITIONS):
            met = work.met[place, at] > work.against[place, at]
            ads_say = "against" if need in speaks else "met" if met else "little or nothing"
            word = judged[place, at]
            rows.append((ads_say, word if isinstance(word, str) else NONE))
    table = pd.crosstab(*(pd.Series(side) for side in zip(*rows, strict=True)))
    said = ["against", "met", "little or nothing"]
    words = [AGAINST, NOT_AGAINST, NONE]
    table = table.reindex(index=said, columns=words, fill_value=0)
    lines = [
        "",
        f"Only {len(own)} unit groups have {FEW_ADS} or more of these ads of their own. Of their"
        f" {len(rows)} conditions, by what the",
        "ads say (rows) and what is judged (columns):",
        "",
        f"| ads \\ judged | {' | '.join(words)} |",
        "|---|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {' | '.join(str(row[word]) for word in words)} |"
        for name, row in table.iterrows()
    ]
    heard = int(table.loc["against", AGAINST])
    firm = heard + int(table.loc["against", NOT_AGAINST])
    lines += [
        "",
        f"Where these ads speak against a need and there is a judgement, it says the same in"
        f" {heard} of {firm}; of the",
        f"{int(table[AGAINST].sum())} judged *against*, ads say so too in {heard} and that it is"
        f" met in {int(table.loc['met', AGAINST])}. So few cells settle nothing.",
    ]
    return lines


def _limits() -> list[str]:
    text = """

## What it cannot say

- What holds at one workplace: a school kitchen has no evenings, most restaurants do. Ask there.
- Where a unit group has ads enough of its own, and ads keep silent of a need: they decide all the
  same, so of sitting and of substances, which hardly an ad names, nothing is then told.
- Which substance: an allergy to animals is not one to hair dye, and the need is against both.
- Noise, heat, stairs, or how long one stands: no need of that kind is in the list.
- What a person can do with help or aids. It is a support for a talk, never a reason to refuse
  somebody a job or an education.
"""
    return text.rstrip("\n").splitlines()[1:]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
