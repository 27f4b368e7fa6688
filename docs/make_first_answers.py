"""make_first_answers: write docs/first_answers.md from a national table of occupation–skill links.

Run it with the folder that holds the table, the groups and the titles:

    python docs/make_first_answers.py FOLDER

FOLDER has ``af-sweden/occupation_skills.csv``, ``jobtech-taxonomy/occupations_ssyk4.csv`` and
``jobtech-taxonomy/ssyk4_groups.csv``. What must and must not be near was written down before the
first look, in ``first_answers_expected.csv``.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from mobility.counting.weights import effective_use, tf_idf
from mobility.foundation.files import write_text
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step, versions
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from mobility.relating.relatedness import MEASURES, relatedness
from mobility.walk.studies import DEFAULT_MEASURE, study_links

HERE = Path(__file__).resolve().parent
AMONG = 10
HALVINGS = 5
VARIANTS = {"all links": (), "without `group_*`": ("group_*",)}


def main(folder: Path) -> None:
    """Study the table in both variants with every measure and write the page."""
    expected = pd.read_csv(HERE / "first_answers_expected.csv", dtype="str")
    taxonomy = folder / "jobtech-taxonomy"
    known = read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012")
    nearest: dict[tuple[str, str], pd.DataFrame] = {}
    stable: dict[tuple[str, str], float] = {}
    sizes = {}
    for variant, leave_out in VARIANTS.items():
        links = read_links(
            folder / "af-sweden" / "occupation_skills.csv",
            taxonomy / "occupations_ssyk4.csv",
            leave_out=leave_out,
        )
        for measure in MEASURES:
            study = study_links(links, known, measure=measure)
            nearest[variant, measure] = study.neighbours
            stable[variant, measure] = _agreement_of_halves(study.counts, measure)
        sizes[variant] = (len(links), *study.counts.shape)
    lines = [*_heading(sizes), *_summary(nearest, expected), *_stability(stable)]
    for variant in VARIANTS:
        lines += _answers(variant, nearest[variant, DEFAULT_MEASURE], expected, known.title)
    write_text(HERE / "first_answers.md", "\n".join(lines) + "\n")


def _heading(sizes: dict[str, tuple[int, int, int]]) -> list[str]:
    lines = [
        "# First answers",
        "",
        "Made by `docs/make_first_answers.py`. Before looking, two unit groups that must be among",
        f"the {AMONG} nearest and two that must not were written down for four occupations",
        "(`first_answers_expected.csv`). This is what came out, also where it is poor.",
        "",
        "The table links occupation names to skills; links whose source begins with `group_` were",
        "copied to every occupation of a unit group and say nothing about the single occupation.",
        "",
        "| variant | links | unit groups | skills |",
        "|---|---:|---:|---:|",
    ]
    lines += [f"| {name} | {a:,} | {b} | {c:,} |" for name, (a, b, c) in sizes.items()]
    return [*lines, "", f"Versions: {', '.join(f'{k} {v}' for k, v in versions().items())}.", ""]


def _agreement_of_halves(counts: Incidence, measure: str) -> float:
    """Return the mean share of the ten nearest that two random halves of the skills agree on."""
    draw, shares = np.random.default_rng(0), []
    for _ in range(HALVINGS):
        first = draw.permutation(counts.shape[1]) < counts.shape[1] // 2
        tens = []
        for half in (first, ~first):
            part = counts.select(np.arange(counts.shape[0]), half, Step.of("half of the skills"))
            weights = tf_idf(part) if measure == "cosine" else effective_use(part)
            matrix = relatedness(weights, between="occupation", measure=measure).to_matrix()
            order = np.argsort(-matrix.toarray(), axis=1, kind="stable")[:, :AMONG]
            tens.append([set(row) for row in order])
        shares += [len(a & b) / AMONG for a, b in zip(*tens, strict=True)]
    return float(np.mean(shares))


def _stability(stable: dict[tuple[str, str], float]) -> list[str]:
    lines = [
        "## How stable the ten nearest are",
        "",
        f"Mean share of the {AMONG} nearest in common between two random halves of the skills,",
        f"over all unit groups and {HALVINGS} halvings (seed 0). No classification is used here.",
        "",
        "| measure | " + " | ".join(VARIANTS) + " |",
        "|---|" + "---:|" * len(VARIANTS),
    ]
    for measure in MEASURES:
        cells = " | ".join(f"{stable[variant, measure]:.3f}" for variant in VARIANTS)
        lines.append(f"| {measure} | {cells} |")
    return [*lines, ""]


def _verdicts(near: pd.DataFrame, expected: pd.DataFrame) -> list[bool]:
    """Return for every expectation whether it was met."""
    verdicts = []
    for line in expected.itertuples():
        ten = near.loc[near["occupation"].eq(line.occupation), "neighbour"].head(AMONG)
        verdicts.append((line.unit_group in set(ten)) == (line.expectation == "near"))
    return verdicts


def _summary(nearest: dict[tuple[str, str], pd.DataFrame], expected: pd.DataFrame) -> list[str]:
    wanted = expected["expectation"].eq("near")
    lines = [
        "## Expectations met, by measure",
        "",
        f"`near` of {int(wanted.sum())}, `not near` of {int((~wanted).sum())}. "
        f"The library's default is **{DEFAULT_MEASURE}**.",
        "",
        "| measure | " + " | ".join(f"{v}: near | not near" for v in VARIANTS) + " |",
        "|---|" + "---:|" * (2 * len(VARIANTS)),
    ]
    for measure in MEASURES:
        cells = []
        for variant in VARIANTS:
            met = pd.Series(_verdicts(nearest[variant, measure], expected))
            cells += [str(int(met[wanted].sum())), str(int(met[~wanted].sum()))]
        lines.append(f"| {measure} | " + " | ".join(cells) + " |")
    return [*lines, ""]


def _answers(
    variant: str, near: pd.DataFrame, expected: pd.DataFrame, title: Callable[[str], str]
) -> list[str]:
    lines = [f"## {DEFAULT_MEASURE.capitalize()}, {variant}", ""]
    verdict = dict(zip(expected.index, _verdicts(near, expected), strict=True))
    for code, asked in expected.groupby("occupation", sort=False):
        lines += [f"### {title(code)} ({code})", ""]
        for i, line in asked.iterrows():
            mark = "met" if verdict[i] else "**not met**"
            lines.append(f"- expected {line['expectation']}: {line['unit_group_title']} – {mark}")
        lines += ["", "| nearest | | weight | skills they share |", "|---:|---|---:|---|"]
        ten = near.loc[near["occupation"].eq(code)].head(AMONG)
        for rank, row in enumerate(ten.itertuples(), start=1):
            shared = " · ".join(row.shared[:4]).replace("|", "/")
            name = f"{title(row.neighbour)} ({row.neighbour})"
            lines.append(f"| {rank} | {name} | {row.weight:.2f} | {shared} |")
        lines.append("")
    return lines


if __name__ == "__main__":
    main(Path(sys.argv[1]))
