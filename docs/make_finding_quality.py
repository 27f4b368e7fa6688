"""make_finding_quality: the figures of docs/finding_quality.md, from labelled sentences and spans.

Run ``python docs/make_finding_quality.py FOLDER`` where FOLDER holds ``sv-platsbanken-710``,
``skillspan``, ``esco-v1.1.1``, ``en-linkedin-india-949`` and ``de-jobad-ie``.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from benchmarks import linking
from benchmarks.judged_scores import DRAWS, SEED
from benchmarks.quality_of_spans import (
    Marked,
    by_meaning,
    ceiling,
    esco,
    marked,
    recall_by_kind,
    span_scores,
)
from benchmarks.quality_of_stance import boilerplate, confusion, hits_by_stance, stance
from benchmarks.quality_of_zones import competences_in_lists, zones
from mobility.finding.find import find_skills
from mobility.foundation.files import read_text, write_text
from mobility.foundation.recipe import versions

PAGE = Path(__file__).resolve().with_name("finding_quality.md")
START, END = "<!-- figures: start -->", "<!-- figures: end -->"
HUNDREDTH = 0.01
DRAWN = {
    ("en", "span", "labels"): "English, marked spans, all-MiniLM-L6-v2, near preferred labels",
    ("en", "span", "terms"): "English, marked spans, all-MiniLM-L6-v2, near any term",
    ("en", "text", "labels"): "English, running text, all-MiniLM-L6-v2, near preferred labels",
    ("sv", "text", "labels"): "Swedish, running text, multilingual-e5-small, near labels",
}
HALVES = {"dev": "looked at while the rules were written", "held_out": "scored once, at the end"}


def main(folder: str) -> None:
    """Write the figures into the page."""
    text = read_text(PAGE)
    before, after = text.partition(START)[0], text.partition(END)[2]
    lines = [START, *of_stance(folder), *of_boilerplate(folder), *of_spans(folder),
             *of_judged(), *of_zones(folder), END]  # fmt: skip
    write_text(PAGE, before + "\n".join(lines) + after)


def of_stance(folder: str) -> Iterator[str]:
    """Yield what the rules make of the labelled sentences, half by half."""
    yield f"{', '.join(f'{name} {number}' for name, number in versions().items())}; intervals: 95 %"
    yield f"of {DRAWS:,} draws of whole ads with replacement, seed {SEED}."
    for half, told in HALVES.items():
        table = stance(folder, half)
        yield from ("", f"### Stance, half `{half}`: {told}", "")
        yield "| stance | sentences | precision | recall | F1 |"
        yield "|---|---:|---:|---:|---:|"
        for name, row in table.drop("all").iterrows():
            figures = " | ".join(figure(row, kind) for kind in ("precision", "recall", "F1"))
            yield f"| {name} | {row['sentences']:.0f} | {figures} |"
        yield ""
        shares = [
            f"{name} {figure(stance(folder, half, only=only).loc['all'], 'recall')}"
            for name, only in (
                ("all", ""),
                ("those labelled without doubt", "sure"),
                ("those drawn at random", "random"),
            )
        ]
        yield f"Share that is right: {'; '.join(shares)}."
        yield from ("", "What each was taken for (rows are the labels):", "")
        yield from plain(confusion(folder, half))


def of_boilerplate(folder: str) -> Iterator[str]:
    """Yield the stances of hits, and what boilerplate repetition finds."""
    yield from ("", "### Hits in 710 Swedish ads, by stance", "")
    yield from plain(hits_by_stance(folder))
    yield from ("", "### Boilerplate by repetition, both halves", "")
    yield from plain(boilerplate(folder))


def of_spans(folder: str) -> Iterator[str]:
    """Yield the spans of the dictionary alone and with meaning, and what is the most it can do."""
    gold = marked(folder, "dev")
    skills = esco(folder, gold.ads)
    mentions = find_skills(gold.ads, skills)
    yield from ("", "### Spans of skills in SkillSpan, part dev", "")
    yield f"{len(gold.ads.table)} postings, {len(gold.spans):,} marked spans; ESCO 1.1.1 in"
    yield f"English: {len(skills.skills):,} skills, {len(skills.terms):,} terms."
    yield from ("", "| found by | match | mentions | precision | recall | F1 |")
    yield "|---|---|---:|---:|---:|---:|"
    yield from span_rows(gold, "dictionary", mentions)
    told = []
    for number, meant in enumerate(by_meaning(folder, gold, mentions, skills), start=1):
        told += ["", f"({number}) {meant.told}."]
        for threshold, found in meant.mentions.items():
            yield from span_rows(gold, f"and meaning ({number}) from {threshold:.3g}", found)
    yield from told
    yield from ("", "Marked spans that the dictionary is, or touches:", "")
    yield from plain(recall_by_kind(gold, mentions))
    yield from ("", "The most any dictionary of these terms could:", "")
    yield from plain(ceiling(folder, gold))


def span_rows(gold: Marked, name: str, mentions: pd.DataFrame) -> Iterator[str]:
    """Yield the rows of one way of finding."""
    for match, row in span_scores(gold, mentions).iterrows():
        figures = " | ".join(figure(row, kind) for kind in ("precision", "recall", "F1"))
        yield f"| {name} | {match} | {row['mentions']:,.0f} | {figures} |"


def of_judged() -> Iterator[str]:
    """Yield how many nearest skills a reader judged to be right, and what thresholds they give."""
    yield from ("", "### Is the nearest skill the right one?", "")
    yield "Of the phrases at the cosine or nearer; 95 % intervals by Wilson's score."
    for key, table in linking.judged().items():
        yield from ("", f"**{DRAWN[key]}** ({len(table)} judged)", "")
        yield "| from | phrases | same | near |"
        yield "|---:|---:|---:|---:|"
        for step, row in linking.precisions(table).iterrows():
            if row["phrases"] and step > table["cosine"].min() - HUNDREDTH:
                figures = " | ".join(figure(row, reading) for reading in linking.READINGS)
                yield f"| {step:.2f} | {row['phrases']:,.0f} | {figures} |"
        yield ""
        yield from linking.thresholds(table)


def of_zones(folder: str) -> Iterator[str]:
    """Yield what structure alone tells of German paragraphs."""
    yield from ("", "### Zones of German paragraphs, sentences", "")
    yield from plain(zones(folder))
    marks, held = competences_in_lists(folder)
    yield from ("", f"{held} of {marks} competences marked there stand in a list.")


def figure(row: pd.Series, kind: str) -> str:
    """Return a figure with its interval."""
    if pd.isna(row[kind]):
        return "–"
    return f"{row[kind]:.2f} ({row[f'{kind} from']:.2f}–{row[f'{kind} to']:.2f})"


def plain(table: pd.DataFrame) -> Iterator[str]:
    """Yield a table of whole numbers."""
    yield f"| {table.index.name or ''} | " + " | ".join(map(str, table.columns)) + " |"
    yield "|---|" + "---:|" * len(table.columns)
    for name, row in table.iterrows():
        yield f"| {name} | " + " | ".join(f"{number:,}" for number in row) + " |"


if __name__ == "__main__":
    main(sys.argv[1])
