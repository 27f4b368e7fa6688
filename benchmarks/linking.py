"""linking: how often the nearest skill is the right one, strictly and by what is near."""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from mobility.finding.judged_phrases import Reading, threshold_from_judged
from mobility.finding.normalize import normal_form
from mobility.finding.skills_near_phrases import skills_near_phrases
from mobility.foundation.encoder import Encoder
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.skill_list import SkillList

LABELS = Path(__file__).resolve().parent / "labels"
FILES = ("near_skills_en.csv", "near_skills_sv.csv")
PUBLISHED = "skill-extraction-benchmark"
"""A folder with the files of the authors who linked spans of SkillSpan to ESCO: Decorte, J.-J., Van
Hautte, J., Deleu, J., Develder, C. and Demeester, T. (2022). Design of negative sampling strategies
for distantly supervised skill extraction. RecSys in HR, https://doi.org/10.48550/arXiv.2209.05987."""
PARTS = ("tech_validation_annotations.csv", "house_validation_annotations.csv")
NO_SKILL = ("LABEL NOT PRESENT", "UNDERSPECIFIED")
PRECISION = 0.8
READINGS: tuple[Reading, ...] = ("same", "near")
AT = (1, 3, 5, 10)
STEPS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
DRAWS = 2000
SEED = 20261122


def judged() -> dict[tuple[str, str, str], pd.DataFrame]:
    """Return judged phrases by file, by what they were drawn from and by what they are near to."""
    found = {}
    for name in FILES:
        table = pd.read_csv(LABELS / name, keep_default_na=False)
        for (drawn, near), part in table.groupby(["drawn", "near"]):
            filled = part.assign(skill=part["label"]).reset_index(drop=True)
            found[name.removesuffix(".csv")[-2:], str(drawn), str(near)] = filled
    return found


def precisions(table: pd.DataFrame) -> pd.DataFrame:
    """Return by threshold how many phrases pass and how many are right, with 95 % intervals."""
    cosine = table["cosine"].to_numpy(dtype=float)
    rows: dict[float, dict[str, float]] = {}
    for step in STEPS:
        passed = table[cosine >= step]
        row: dict[str, float] = {"phrases": len(passed)}
        for reading in READINGS:
            right = passed["judged"].isin(READINGS[: READINGS.index(reading) + 1])
            row[reading] = right.mean()
            row[f"{reading} from"], row[f"{reading} to"] = wilson(int(right.sum()), len(right))
        rows[step] = row
    return pd.DataFrame(rows).T.rename_axis("from")


def wilson(right: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson's score, which holds near 0 and 1 too."""
    z2 = 1.96**2
    middle = (right + z2 / 2) / (of + z2)
    reach = 1.96 * (right * (of - right) / of + z2 / 4) ** 0.5 / (of + z2)
    return middle - reach, middle + reach


def thresholds(table: pd.DataFrame) -> Iterator[str]:
    """Yield what each reading comes to: the threshold and what it holds, or the refusal."""
    for reading in READINGS:
        try:
            found = threshold_from_judged(table, precision=PRECISION, reading=reading)
        except EmptyResultError as error:
            yield str(error)
            continue
        yield (
            f"By {reading!r}, {found.threshold:.3f}: on the half that did not choose it, precision "
            f"{found.precision:.2f} of {found.judged}, hit rate {found.hit_rate:.2f}."
        )


def linked(folder: str) -> dict[str, set[str]]:
    """Return the spans that the authors linked, in small letters, with ESCO's labels; none: {}."""
    links: dict[str, set[str]] = {}
    for part in PARTS:
        with (Path(folder) / PUBLISHED / part).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                span = (row["sub_span"] or row["span"]).casefold().rstrip(" .)?")
                links.setdefault(span, set())
                if row["label"] not in NO_SKILL:
                    links[span].add(row["label"].casefold())
    return links


def ranks(
    links: dict[str, set[str]], listed: SkillList, near: SkillList, encoder: Encoder
) -> pd.DataFrame:
    """Return the rank of the first right skill of each linked span that is no term of the list.

    The figures of the field: accuracy at 1, 3, 5, 10 and the mean of 1 / rank, with 95 % intervals.
    ``near`` is what spans are compared with: the list, or its labels alone.
    """
    terms = {normal_form(term) for term in [*listed.terms["term"], *listed.skills["label"]]}
    asked = [span for span, right in links.items() if right and normal_form(span) not in terms]
    found = skills_near_phrases(asked, near, encoder, n=len(near.skills))
    hit = [label.casefold() in links[phrase] for phrase, label in
           zip(found["phrase"], found["label"], strict=True)]  # fmt: skip
    rank = found[hit].groupby("phrase")["rank"].min().to_numpy(dtype=float)
    drawn = np.random.default_rng(SEED).integers(0, len(rank), (DRAWS, len(rank)))
    figures = {f"accuracy at {k}": rank <= k for k in AT} | {"mean of 1 / rank": 1 / rank}
    rows = {}
    for name, values in figures.items():
        low, high = np.quantile(values[drawn].mean(axis=1), [0.025, 0.975])
        rows[name] = {"spans": len(rank), "value": values.mean(), "from": low, "to": high}
    return pd.DataFrame(rows).T
