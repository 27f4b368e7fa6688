"""uncovered: what ads ask for in words that no mention covers, and in those that one does."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import pandas as pd

from mobility.finding.language import language_of
from mobility.finding.normalize import WORD
from mobility.finding.sentences import Sentence, sentence_at, sentences_of
from mobility.foundation.ads import Ads
from mobility.foundation.progress import Progress

EVERYWHERE = 0.15
"""A word in more than this share of the ads of its language is at no edge of a phrase."""

FEW_TEXTS = 20
"""So few texts of a language do not tell which of its words stand everywhere."""

_REPORT_EVERY = 200
_JOINS = re.compile(r"[ \t\u00a0]{1,2}|[-\u2010\u2011/&]| & ")


class Word(NamedTuple):
    """A word in small letters and where it stands in its ad."""

    word: str
    start: int
    end: int


class Place(NamedTuple):
    """Where a sequence stands: the row of its ad, and the characters."""

    ad: int
    start: int
    end: int


class Asked(NamedTuple):
    """What one text asks for: stretches of words that no mention covers, and the mentions.

    ``elsewhere`` are stretches where it speaks of the employer, the offer or how to apply.
    """

    ad: int
    sentences: list[Sentence]
    runs: list[list[Word]]
    held: list[Place]
    elsewhere: list[list[Word]]


def asked_for(ads: Ads, mentions: pd.DataFrame, progress: Progress) -> list[Asked]:
    """Return what every different text asks for: words no mention covers, and the mentions."""
    in_text = mentions[mentions["start"].notna()]
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for ad, start, end in zip(in_text["ad"], in_text["start"], in_text["end"], strict=True):
        covered[ad].append((int(start), int(end)))
    table = ads.table[~ads.table["text"].duplicated()]
    found = []
    for done, (row, ad, text) in enumerate(
        zip(table.index.tolist(), table["ad"], table["text"], strict=True)
    ):
        if done % _REPORT_EVERY == 0:
            progress("read what is asked for", done, len(table))
        found.append(asked_in(row, text, sorted(covered[ad])))
    progress("read what is asked for", len(table), len(table))
    return found


def asked_in(row: int, text: str, spans: list[tuple[int, int]]) -> Asked:
    """Return what one text asks for, where the spans of its mentions are given in their order."""
    sentences = sentences_of(text)
    runs: dict[str, list[list[Word]]] = defaultdict(list)
    for sentence in sentences:
        runs[sentence.topic].extend(_runs(text, sentence, spans))
    held = [Place(row, *span) for span in spans if sentence_at(sentences, span[0]).topic == "work"]
    return Asked(row, sentences, runs["work"], held, runs["other"])


def _runs(text: str, sentence: Sentence, spans: list[tuple[int, int]]) -> Iterator[list[Word]]:
    """Cut words where something else than a space or a hyphen stands, and where a mention is."""
    run: list[Word] = []
    here = [span for span in spans if span[0] < sentence.end and sentence.start < span[1]]
    for match in WORD.finditer(text, sentence.start, sentence.end):
        word = Word(match[0].casefold(), *match.span())
        inside = bool(here) and any(start < word.end and word.start < end for start, end in here)
        parted = run and _JOINS.fullmatch(text, run[-1].end, word.start) is None
        if run and (inside or parted):
            yield run
            run = []
        if not inside:
            run.append(word)
    if run:
        yield run


def common_words(ads: Ads, asked: list[Asked]) -> frozenset[str]:
    """Return the words that stand in more than 15 % of the ads of a language."""
    given = ads.table["language"].fillna("").tolist()
    texts = ads.table["text"].tolist()
    rows = [found.ad for found in asked if not given[found.ad]]
    found_out = dict(zip(rows, language_of(texts[row] for row in rows), strict=True))
    number: Counter[str] = Counter()
    standing: Counter[tuple[str, str]] = Counter()
    for found in asked:
        code = found_out.get(found.ad, given[found.ad])
        number[code] += 1
        runs = chain(found.runs, found.elsewhere)
        standing.update({(code, word.word) for run in runs for word in run})
    return frozenset(
        word
        for (code, word), ads_with in standing.items()
        if number[code] >= FEW_TEXTS and ads_with > EVERYWHERE * number[code]
    )


def may_be_edge(word: str, common: frozenset[str]) -> bool:
    """Whether a phrase may begin or end with a word: two letters or more, and not everywhere."""
    return len(word) > 1 and not word.isdigit() and word not in common
