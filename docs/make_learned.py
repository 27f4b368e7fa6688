"""make_learned: write docs/learned.md's figures, what learning adds to the best single measure.

Run it with the folder that holds the tables:

    python docs/make_learned.py FOLDER

FOLDER has ``uk-industry-flows``, ``us-occ-mobility`` and ``onet``.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from moves_and_measures import (
    UK_FEW,
    US_LEAST,
    earlier_relatedness,
    uk_flows,
    uk_ingredients,
    us_flows,
    us_ingredients,
)

from mobility.foundation.files import read_text, write_text
from mobility.foundation.flows import Flows
from mobility.foundation.recipe import versions
from mobility.reaching.learned_gains import learned_gains
from mobility.relating.learned import LearnedRelatedness, learned_relatedness
from mobility.relating.learned_calibration import calibration
from mobility.relating.learned_ground import HoldOut
from mobility.relating.pair_features import Ingredient

HERE = Path(__file__).resolve().parent
DRAWS, SEED, US_DRAWS = 500, 0, 100
BEGIN = "<!-- figures by docs/make_learned.py -->"
SCORES = {
    "auc": "AUC",
    "average_precision": "average precision",
    "precision_at_k": "precision at 10",
}
KINDS = {
    "learned": "**learned**", "alone": "learned from {} alone", "as it is": "{} as it is",
    "null": "{} (null)",
}  # fmt: skip
SAID = {
    "as it is": "nothing, its predictions stand as they are", "power": "a power",
    "broken line": "a broken line",
}  # fmt: skip


def main(folder: Path) -> None:
    """Measure, and write the figures below what stands above them on the page."""
    page = HERE / "learned.md"
    opening = read_text(page).split(BEGIN)[0]
    used = ", ".join(f"{name} {number}" for name, number in versions().items())
    lines = [
        BEGIN,
        "",
        "## On real moves",
        "",
        f"Made by `docs/make_learned.py`. Versions: {used}. Seed {SEED}; five folds; {DRAWS} draws"
        " of the nodes for each",
        "interval (95 %). Leads are paired: the score of the whole less that of the row, in the"
        " same draws.",
        "",
        *_uk_section(folder),
        *_us_section(folder),
    ]
    write_text(page, opening + "\n".join(lines).rstrip() + "\n")


def _uk_section(folder: Path) -> list[str]:
    earlier, flows = uk_flows(folder, "2009–2013"), uk_flows(folder, "2014–2018")
    every = uk_ingredients(folder, earlier)
    few = {name: every[name] for name in UK_FEW}
    plain = {name: every[name] for name in every if name not in earlier_relatedness(earlier)}
    lines = [
        "### UK industries: 2014–18 from 2009–13",
        "",
        "Size-controlled: ten moves or more expected, related if more moved than expected. Counts"
        " below ten are withheld, and are",
        "learned from as a range; where ten are expected the range decides. The nulls have their"
        " sizes from 2009–13.",
        "",
        "The sets were settled after a look at a few others on these very moves, as were the knots"
        " and the prior; no fold takes that",
        "into account. The first tells withheld pairs apart by what the earlier period says of"
        " them; a table of SR lists only pairs",
        "that were shown.",
        "",
    ]
    for title, ingredients in (
        ("What the earlier period tells, and the classification", few),
        ("All ingredients at once", every),
        ("Only the measures of the validation, the classification and jobs", plain),
    ):
        found = learned_relatedness(flows, ingredients, random_state=SEED)
        gains = learned_gains(found, earlier=earlier, draws=DRAWS, random_state=SEED)
        lines += [f"#### {title}", "", *_found(found, gains)]
        if ingredients is few:
            lines += _strict(flows, few, {"earlier": earlier})
    return lines


def _us_section(folder: Path) -> list[str]:
    flows = us_flows(folder)
    ingredients = us_ingredients(folder, flows)
    found = learned_relatedness(flows, ingredients, least_expected=US_LEAST, random_state=SEED)
    by_size = learned_gains(found, least_expected=0, strata=10, draws=US_DRAWS, random_state=SEED)
    plain = learned_gains(found, draws=US_DRAWS, random_state=SEED)
    return [
        "### US occupations: moves of a year from O*NET",
        "",
        "Flows are chances × employment, a survey blown up: intervals from counts mean nothing, the"
        " bootstrap alone does. Where few",
        "were asked, size decides whether anybody was seen to move, so pairs are compared within"
        " tenths of equally many by expected",
        f"flow; scores are means over the tenths, by related pairs. {US_DRAWS} draws. Related: more"
        " than expected.",
        "",
        "#### Within tenths of expected flow",
        "",
        *_found(found, by_size),
        "#### In one ranking, ten or more expected",
        "",
        "Here size alone foretells whether a survey sees more than expected, and a relatedness that"
        " is controlled for size does not.",
        "",
        *_scores(plain),
    ]


def _found(found: LearnedRelatedness, gains: pd.DataFrame) -> list[str]:
    """Return scores, what each ingredient adds, and the calibration."""
    return [*_scores(gains), *_adds(gains), *_calibration(found)]


def _scores(gains: pd.DataFrame) -> list[str]:
    """Return the whole, every single ingredient and every null, the best of each marked."""
    part = gains[gains["kind"] != "without"]
    first = part.iloc[0]
    heads = " | ".join(f"{said} | lead of the whole" for said in SCORES.values())
    lines = [
        f"{first['pairs']:,} pairs, {first['true']:,} related"
        f" ({first['true'] / first['pairs']:.1%}). † best single ingredient, ‡ best null, of each"
        " score.",
        "",
        f"The whole: {_leads(gains)}.",
        "",
        f"| | {heads} |",
        "|---|" + "---|" * (2 * len(SCORES)),
    ]
    for row in part.to_dict("records"):
        cells = [KINDS[row["kind"]].format(row["name"])]
        for score in SCORES:
            mark = ("‡" if row["kind"] == "null" else "†") if row[f"{score}_best"] else ""
            cells.append(f"{row[score]:.3f}{mark}")
            cells.append("" if row["kind"] == "learned" else _lead(row, score))
        lines.append("| " + " | ".join(cells) + " |")
    return [*lines, ""]


def _adds(gains: pd.DataFrame) -> list[str]:
    """Return what each ingredient adds to all the others."""
    part = gains[gains["kind"] == "without"]
    lines = [
        "What each ingredient adds to all the others (score of the whole less that without it):",
        "",
        "| ingredient | " + " | ".join(SCORES.values()) + " |",
        "|---|" + "---|" * len(SCORES),
    ]
    for row in part.to_dict("records"):
        cells = [row["name"], *(_lead(row, score) for score in SCORES)]
        lines.append("| " + " | ".join(cells) + " |")
    return [*lines, ""]


def _lead(row: Mapping[str, float], score: str) -> str:
    low, high = row[f"{score}_lead_low"], row[f"{score}_lead_high"]
    said = f"{row[f'{score}_lead']:+.3f} ({low:+.3f} to {high:+.3f})"
    return said.replace("-", "−")


def _calibration(found: LearnedRelatedness) -> list[str]:
    """Return predicted, before and after recalibration, beside observed relatedness by tenths."""
    ground, shape, edges = found.ground, found.model.shape, found.network.edges
    raw = calibration(ground, edges["uncalibrated"].to_numpy(), shape)
    moved = edges.loc[edges["weight"] != edges["uncalibrated"], "round"].unique()
    tables = {"before recalibration": raw, "recalibrated": found.calibration}
    lines = [
        f"Out of fold, by tenths of the {int(ground.fitted.sum()):,} pairs learned from, before"
        f" recalibration and after; shape {shape:.2f}.",
        f"The model of all is recalibrated by {SAID[found.model.recalibration.kind]};"
        f" {len(moved)} of the {edges['round'].nunique()} that predict out of fold are by a line.",
        "Mean distance of the logarithms of predicted and observed, by expected moves: "
        + ", ".join(f"{_distance(table):.3f} {name}" for name, table in tables.items())
        + ".",
        "",
        "| tenth | predicted before | observed | recalibrated | observed | if all withheld were"
        " least | most |",
        "|---:|---:|---|---:|---|---:|---:|",
    ]
    for before, row in zip(*(t.to_dict("records") for t in tables.values()), strict=True):
        lines.append(
            f"| {row['tenth']:.0f} | {_level(before)} | {_level(row)} | {row['least']:.2f} |"
            f" {row['most']:.2f} |"
        )
    return [*lines, ""]


def _level(row: Mapping[str, float]) -> str:
    return f"{row['predicted']:.2f} | {row['observed']:.2f} ({row['low']:.2f} to {row['high']:.2f})"


def _distance(table: pd.DataFrame) -> float:
    gap = np.abs(np.log(table["predicted"] / table["observed"]))
    return float(np.average(gap, weights=table["expected"]))


def _strict(
    flows: Flows, ingredients: Mapping[str, Ingredient], nulls: Mapping[str, Flows]
) -> list[str]:
    """Return the same with both ends held out, in a line."""
    hold_out: HoldOut = "both ends"
    found = learned_relatedness(flows, ingredients, hold_out=hold_out, random_state=SEED)
    gains = learned_gains(found, draws=DRAWS, random_state=SEED, **nulls)
    return ["With **both ends** held out, of the set before: " + _leads(gains) + ".", ""]


def _leads(gains: pd.DataFrame) -> str:
    """Say how far the whole leads the best single ingredient and the best null of each score."""
    parts = []
    for score, said in SCORES.items():
        best = gains[gains[f"{score}_best"]]
        single, null = (best[(best["kind"] == "null") == of_null].iloc[0] for of_null in (0, 1))
        parts.append(
            f"{said} {gains.at[0, score]:.3f}, {_lead(single, score)} over {single['name']} and"
            f" {_lead(null, score)} over {null['name']} (null)"
        )
    return "; ".join(parts)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
