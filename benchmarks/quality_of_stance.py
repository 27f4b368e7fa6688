"""quality_of_stance: what labelled sentences and judged hits of Swedish ads say of the rules."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.judged_scores import Judged, scores
from mobility.counting.occupation_skills import NOT_ASKED_FOR
from mobility.datasets.shipped import demo_occupations
from mobility.finding.boilerplate import UNRELATED_ADS
from mobility.finding.find import find_skills
from mobility.finding.sentences import AdSentences
from mobility.finding.skills import prepare_skills
from mobility.finding.stance import AdStances
from mobility.foundation.ads import Ads
from mobility.foundation.mentions import STANCES
from mobility.foundation.sentence_hash import sentence_hash
from mobility.reading.ads import read_ads
from mobility.reading.occupations_in_ads import occupations_in_ads
from mobility.reading.skills import read_skills

LABELS = Path(__file__).resolve().parent / "labels" / "stance_sv.csv"
JUDGED = LABELS.parents[2] / "docs" / "precision_labels.csv"


def labels(half: str) -> pd.DataFrame:
    """Return the labelled sentences of one half."""
    table = pd.read_csv(LABELS, dtype={"ad": "str"})
    return table[table["half"].eq(half)].reset_index(drop=True)


@cache
def swedish_ads(folder: str) -> Ads:
    """Return the ads the labels are of."""
    return read_ads(Path(folder) / "sv-platsbanken-710" / "ads.jsonl")


def judged_stances(folder: str, half: str) -> list[Judged]:
    """Return what the rules say of the labelled sentences; how to apply is only mentioned."""
    texts = swedish_ads(folder).table.set_index("ad")["text"]
    return [
        Judged(
            row.ad,
            row.stance,
            AdStances(AdSentences(texts[row.ad])).of_sentence(row.start).stance or "mentioned",
        )
        for row in labels(half).itertuples()
    ]


def stance(folder: str, half: str, *, only: str = "") -> pd.DataFrame:
    """Return the scores of each stance, and under "all" the share that is right.

    ``only`` "sure": without the sentences a careful reader could have labelled otherwise;
    "random": those that were not drawn for a word in them.
    """
    given = labels(half)
    wanted = {"": given["ad"].notna(), "sure": given["sure"].eq("yes"),
              "random": given["drawn"].eq("random")}[only]  # fmt: skip
    judged = [each for each, take in zip(judged_stances(folder, half), wanted, strict=True) if take]
    table = scores(judged, STANCES)
    right = [
        Judged(each.ad, "right", "right" if each.truth == each.said else "") for each in judged
    ]
    table.loc["all"] = scores(right, ["right"]).loc["right"]
    return table


def confusion(folder: str, half: str) -> pd.DataFrame:
    """Return how often each labelled stance (rows) was taken for each other (columns)."""
    judged = judged_stances(folder, half)
    names = pd.CategoricalDtype(list(STANCES))
    truth = pd.Series([each.truth for each in judged], dtype=names, name="label")
    said = pd.Series([each.said for each in judged], dtype=names, name="said")
    return pd.crosstab(truth, said, dropna=False)


def boilerplate(folder: str) -> pd.DataFrame:
    """Return what repetition alone finds of the labelled boilerplate of both halves.

    Of no use where an employer has fewer unrelated ads than it takes; the table says how many
    labelled sentences that leaves.
    """
    table = swedish_ads(folder).table
    seen: dict[tuple[str, int], set[tuple[str, str]]] = {}
    kinds: dict[str, set[tuple[str, str]]] = {}
    columns = ["employer", "occupation", "headline", "text"]
    for employer, occupation, headline, text in table[columns].fillna("").itertuples(index=False):
        if employer:
            kinds.setdefault(employer, set()).add((occupation, headline))
            for sentence in _sentences(text):
                seen.setdefault((employer, sentence), set()).add((occupation, headline))
    both = pd.concat([labels("dev"), labels("held_out")])
    of_ad = table.set_index("ad")
    rows = []
    for row in both.itertuples():
        employer, text = of_ad.at[row.ad, "employer"], of_ad.at[row.ad, "text"]
        known = isinstance(employer, str)
        cut = AdSentences(text)
        here = sentence_hash(text[slice(*cut.span(cut.number(row.start)))])
        rows.append(
            {
                "yes": row.boilerplate == "yes",
                "employer": known,
                "ads": len(kinds[employer]) if known else 0,
                "found in": len(seen.get((employer, here), ())) if known else 0,
            }
        )
    told = pd.DataFrame(rows)
    found = {}
    for least in (2, UNRELATED_ADS):
        of_these, said = told[told["ads"].ge(least)], told["found in"].ge(least)
        found[least] = {
            "labelled boilerplate": int(told["yes"].sum()),
            "its employer has that many": int(of_these["yes"].sum()),
            "found": int((said & told["yes"]).sum()),
            "said to be": int(said.sum()),
        }
    return pd.DataFrame(found).T.rename_axis("unrelated ads")


def _sentences(text: str) -> Iterator[int]:
    cut = AdSentences(text)
    for number in range(len(cut)):
        yield sentence_hash(text[slice(*cut.span(number))])


def swedish_mentions(folder: str) -> pd.DataFrame:
    """Return the mentions of JobTech's labels and of terms of 2025 in the Swedish ads."""
    ads = swedish_ads(folder)
    known = occupations_in_ads(ads, beside=demo_occupations())
    skills = prepare_skills(
        read_skills(Path(folder) / "jobtech-taxonomy" / "skills.csv"),
        read_skills(Path(folder) / "sv-ads-2025" / "skills.csv"),
        ads=ads,
        occupation_titles=known.table["title"],
    )
    return find_skills(ads, skills)


def hits_by_stance(folder: str) -> pd.DataFrame:
    """Return for each stance the hits in Swedish texts, and what two readers judged of 200.

    ``no longer counted``: outside what an ad says of the employer and the offer, where a hit of
    any stance would count if stances were not told.
    """
    hits = swedish_mentions(folder).dropna(subset=["start"])
    texts = swedish_ads(folder).table.set_index("ad")["text"]
    cut = {ad: AdSentences(texts[ad]) for ad in hits["ad"].unique()}
    topics = [
        cut[ad].at(int(start)).topic for ad, start in zip(hits["ad"], hits["start"], strict=True)
    ]
    left_out = hits["stance"].isin(NOT_ASKED_FOR) & (np.array(topics) != "other")
    judged = pd.read_csv(JUDGED, dtype={"ad": "str", "skill": "str"})
    judged = judged.assign(right=judged["right_1"] & judged["right_2"])
    of = judged.merge(hits, on=["ad", "start", "end", "skill"])
    return (
        pd.DataFrame(
            {
                "hits": hits["stance"].value_counts(),
                "no longer counted": hits.loc[left_out, "stance"].value_counts(),
                "judged": of["stance"].value_counts(),
                "both say right": of.groupby("stance")["right"].sum(),
            }
        )
        .reindex(STANCES)
        .fillna(0)
        .astype(int)
        .rename_axis("stance")
    )
