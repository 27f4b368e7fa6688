"""quality_of_spans: how the spans found in English ads meet those that annotators marked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.judged_scores import draws_of
from benchmarks.meaning import Meant, corpus_encoder, with_corpus, with_sentence_model
from mobility.finding.normalize import normal_form
from mobility.finding.skills import prepare_skills
from mobility.foundation.ads import Ads
from mobility.foundation.files import read_bytes
from mobility.foundation.skill_list import SkillList
from mobility.reading.skills import read_skills

LONGEST_TERM = 6


@dataclass(frozen=True)
class Marked:
    """English ads with the spans of skills and of knowledge that annotators marked."""

    ads: Ads
    spans: pd.DataFrame


def marked(folder: str, part: str) -> Marked:
    """Return "train" or "dev" of SkillSpan, each posting one ad, tokens set with spaces between."""
    content = read_bytes(Path(folder) / "skillspan" / f"{part}.json.gz")
    texts: dict[str, str] = {}
    spans = []
    for line in content.decode("utf-8").splitlines():
        row = json.loads(line)
        ad = str(row["idx"])
        text = texts.get(ad, "")
        starts = []
        for token in row["tokens"]:
            starts.append(len(text))
            text += f"{token} "
        texts[ad] = text[:-1] + "\n"
        for kind in ("skill", "knowledge"):
            for first, last in _runs(row[f"tags_{kind}"]):
                spans.append((ad, kind, starts[first], starts[last] + len(row["tokens"][last])))
    table = pd.DataFrame({"ad": list(texts), "text": list(texts.values())})
    return Marked(
        Ads.from_table(table), pd.DataFrame(spans, columns=["ad", "kind", "start", "end"])
    )


def _runs(tags: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of every run of tags."""
    first = None
    for place, tag in enumerate([*tags, "O"]):
        if first is not None and tag != "I":
            yield first, place - 1
            first = None
        if tag == "B":
            first = place


def esco(folder: str, ads: Ads) -> SkillList:
    """Return ESCO's English skills, prepared for some ads."""
    listed = read_skills(Path(folder) / "esco-v1.1.1" / "skills_en.csv.gz")
    return prepare_skills(listed, ads=ads)


def span_scores(gold: Marked, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return precision, recall and F1 of spans, exact and overlapping, with intervals.

    ``exact``: the mention is a marked span. ``overlap``: it shares a character with one; a marked
    span is found where a mention does. Each skill or knowledge span counts once, a place that is
    named for two skills once.
    """
    found = mentions[["ad", "start", "end"]].dropna().drop_duplicates()
    ads = list(gold.ads.table["ad"])
    drawn = draws_of(len(ads))
    place = {ad: i for i, ad in enumerate(ads)}
    counts = {name: np.zeros((4, len(ads))) for name in ("exact", "overlap")}
    by_ad = {ad: list(zip(t["start"], t["end"], strict=True)) for ad, t in found.groupby("ad")}
    marks = {
        ad: list({*zip(t["start"], t["end"], strict=True)}) for ad, t in gold.spans.groupby("ad")
    }
    for ad, i in place.items():
        here, true = by_ad.get(ad, []), marks.get(ad, [])
        same = len(set(here) & set(true))
        hit = sum(any(s < e2 and s2 < e for s2, e2 in true) for s, e in here)
        met = sum(any(s < e2 and s2 < e for s2, e2 in here) for s, e in true)
        counts["exact"][:, i] = same, len(here), same, len(true)
        counts["overlap"][:, i] = hit, len(here), met, len(true)
    rows = {}
    for name, (right, said, met, true) in counts.items():
        sums = [each @ drawn.T for each in (right, said, met, true)]
        precision, recall = sums[0] / sums[1], sums[2] / sums[3]
        figures = {
            "precision": precision,
            "recall": recall,
            "F1": 2 * precision * recall / (precision + recall),
        }
        rows[name] = {"mentions": int(said.sum()), "marked": int(true.sum())}
        for figure, values in figures.items():
            rows[name][figure] = values[0]
            low, high = np.nanquantile(values[1:], [0.025, 0.975])
            rows[name][f"{figure} from"], rows[name][f"{figure} to"] = low, high
    return pd.DataFrame(rows).T


def recall_by_kind(gold: Marked, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return how many marked spans of each kind a mention is, or touches."""
    found = {ad: list(zip(t["start"], t["end"], strict=True))
             for ad, t in mentions.dropna(subset=["start"]).groupby("ad")}  # fmt: skip
    rows: dict[str, dict[str, int]] = {}
    for row in gold.spans.itertuples():
        here = found.get(row.ad, [])
        of_kind = rows.setdefault(row.kind, {"marked": 0, "exact": 0, "touched": 0})
        of_kind["marked"] += 1
        of_kind["exact"] += (row.start, row.end) in here
        of_kind["touched"] += any(s < row.end and row.start < e for s, e in here)
    return pd.DataFrame(rows).T


def ceiling(folder: str, gold: Marked) -> pd.DataFrame:
    """Return how many marked spans are a term of ESCO, or hold one: no dictionary finds more.

    Terms as ESCO writes them, of any length, without a rule on where they stand.
    """
    listed = read_skills(Path(folder) / "esco-v1.1.1" / "skills_en.csv.gz")
    terms = {normal_form(term) for term in listed.terms["term"]}
    texts = gold.ads.table.set_index("ad")["text"]
    rows: dict[str, dict[str, int]] = {}
    for row in gold.spans.itertuples():
        words = normal_form(texts[row.ad][row.start : row.end]).split()
        pieces = (
            " ".join(words[i:j])
            for i in range(len(words))
            for j in range(i + 1, min(len(words), i + LONGEST_TERM) + 1)
        )
        of_kind = rows.setdefault(row.kind, {"marked": 0, "is a term": 0, "holds a term": 0})
        of_kind["marked"] += 1
        of_kind["is a term"] += " ".join(words) in terms
        of_kind["holds a term"] += any(piece in terms for piece in pieces)
    return pd.DataFrame(rows).T


def by_meaning(
    folder: str, gold: Marked, mentions: pd.DataFrame, skills: SkillList
) -> Iterator[Meant]:
    """Yield what each encoder adds; SkillSpan's train part, unmarked, chooses the thresholds."""
    train = marked(folder, "train").ads
    yield with_corpus(gold.ads, mentions, skills, train, corpus_encoder(folder, train))
    yield with_sentence_model(gold.ads, mentions, skills, train)
