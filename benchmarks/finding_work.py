"""finding_work: ads and terms to find in them — real ones where they lie beside the project."""

import os
import random
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_skills
from mobility.finding.exact import joined
from mobility.finding.normalize import WORD, fold, normal_form
from mobility.finding.skills import prepare_skills
from mobility.foundation.skill_list import SkillList
from mobility.reading.ads import read_ads
from mobility.reading.skills import read_skills

TERMS = 20_000
_HOME = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
_ADS = "sv-platsbanken-710/ads.jsonl"
_LISTS = (
    "jobtech-taxonomy/skills.csv",
    "sv-ads-2025/skills.csv",
    "sv-narval-ontology/termer_koncept_formaga.csv",
    "sv-narval-ontology/termer_koncept_yrke.csv",
)
"""Official labels, words of ads, everyday words for traits and for occupations."""


_ESCO, _ESCO_LABELS = "esco-v1.1.1/skills_en.csv.gz", 7000


def megabytes(texts: Iterable[str]) -> float:
    """Return how much text there is, in MB of UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


@cache
def real_texts() -> tuple[str, ...]:
    """Return the texts of 710 real ads where they are there, else of generated ones."""
    path = data_file(_ADS)
    if path is None:
        return tuple(ad["description"]["text"] or "" for ad in synthetic_ads(700))
    return tuple(read_ads(path).table["text"].tolist())


def drawn_texts(size: float) -> list[str]:
    """Return so many MB of ads made of lines drawn from the real ones; no two are alike."""
    draw = random.Random(0)
    lines = [line for text in real_texts() for line in text.split("\n") if line]
    drawn = draw.choices(lines, k=int(size * len(lines) / megabytes(lines)))
    texts, first = [], 0
    while first < len(drawn):
        last = first + draw.randint(20, 60)
        texts.append("\n".join(drawn[first:last]))
        first = last
    return texts


@cache
def national_skills() -> SkillList:
    """Return the national list, traits included, ready for finding; else that of the demo."""
    paths = [path for name in _LISTS if (path := data_file(name))]
    if len(paths) < len(_LISTS):
        return demo_skills()
    return prepare_skills(*(read_skills(path) for path in paths), traits=True)


@cache
def twenty_thousand_terms() -> SkillList:
    """Return the national list and 7,000 English labels of ESCO, ready for finding."""
    paths = [path for name in (*_LISTS, _ESCO) if (path := data_file(name))]
    if len(paths) <= len(_LISTS):
        return demo_skills()
    *lists, esco = (read_skills(path) for path in paths)
    labels = esco.terms.loc[esco.terms["origin"] == "label"].head(_ESCO_LABELS)
    some = SkillList.of(esco.skills.loc[esco.skills.index.isin(labels["skill"])], labels)
    return prepare_skills(*lists, some, traits=True)


@cache
def plain_terms(*, shipped: bool) -> tuple[str, ...]:
    """Return 20,000 terms as folded words with one space between; the few shipped ones if asked."""
    paths = [] if shipped else [path for name in _LISTS if (path := data_file(name))]
    lists = [read_skills(path) for path in paths] or [demo_skills()]
    forms = sorted({normal_form(term) for listed in lists for term in listed.terms["term"]} - {""})
    random.Random(0).shuffle(forms)
    return tuple(sorted(forms[:TERMS]))


def in_one_way(text: str) -> str:
    """Return a text in its own case with one space where two words can belong to one term.

    Other gaps are a line break, and letters stand in one code point: so a search for characters
    and a search for words are asked for the same thing.
    """
    seen = text if fold(text).starts is None else fold(text).text
    parts = WORD.split(unicodedata.normalize("NFC", seen))
    parts[2:-1:2] = [" " if joined(gap) else "\n" for gap in parts[2:-1:2]]
    return "".join(parts[1:-1])


def data_file(name: str) -> Path | None:
    """Return a file of the development data, None where it is not beside the project."""
    path = Path(os.environ.get("LABOUR_GRAPHS_DATA", _HOME)) / name
    return path if path.is_file() else None
