"""cue_tables: what is asked of sentences, as numbers for loops that are compiled."""

from collections.abc import Iterable
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding import sentences, stance
from mobility.finding.cues import Places, Said

Rows = NDArray[np.uint64]

_PART = 64
_LOWER = (1 << _PART) - 1


class Tables(NamedTuple):
    """What is asked of sentences, a row each in the order of `sentence_loops`.

    ``sure`` are the marks of which one is enough, ``maybe`` those of which one is needed, and
    ``needed`` has for each way (`written_ways`) all the marks it needs. ``first`` tells of each row
    the first of its ways there, and of a next one.
    """

    sure: Rows
    maybe: Rows
    first: NDArray[np.int64]
    needed: Rows


def _asked() -> tuple[tuple[Said | Places, ...], tuple[Said | Places, ...]]:
    """Return what is asked of sentences, and of headings."""
    of_sentences = (
        sentences._OTHER,
        sentences._TERMS,
        sentences._HANDLED,
        sentences._GIVEN,
        sentences._WORK,
        sentences._YOU,
        sentences._ASKED,
        stance._of_applying,
        stance._to_reader,
        stance._asks,
        stance._wishes,
        stance._passing,
        stance._places,
        sentences._MAYBE_OF_ITSELF,
        stance._maybe_question,
        stance._maybe_of_employer,
        stance._addressed,
    )
    of_headings = (
        sentences._OTHER_HEADING,
        sentences._WORK_HEADING,
        sentences._OF_SOMEONE,
        stance._wish_above,
        stance._demands_too,
        stance._offer_above,
        stance._applying_above,
    )
    return of_sentences, of_headings


BEGINS = {
    sentences._MAYBE_OF_ITSELF: sentences._OF_ITSELF,
    stance._maybe_question: stance._QUESTION,
    stance._maybe_of_employer: stance._OF_EMPLOYER,
}
"""What is asked of the beginning of a sentence, behind what its first word must be for it."""
OF_CLAUSES = (stance._ONWARD, stance._CLAUSE, stance._OF_BEFORE)
"""What says whether a cue is of what comes after it, parts clauses, and speaks of one before."""


def written_ways() -> list[str]:
    """Return how each way in ``needed`` of `cue_tables` is written."""
    ways = list[str]()
    for each in chain(*_asked()):
        ways += [BEGINS[each].pattern] if each in BEGINS else each.written
    return ways + [each.pattern for each in OF_CLAUSES]


def parts_of_cues() -> tuple[int, int]:
    """Return how many numbers of 64 bits the marks of a sentence take, and those of a heading."""
    cues = sentences.CUES, sentences.HEADING_CUES
    of_sentences, of_headings = (1 + it.bits // _PART for it in cues)
    return of_sentences, of_headings


@cache
def cue_tables() -> Tables:
    """Return what is asked of sentences and headings; the marks of headings stand behind."""
    of_sentences, of_headings = _asked()
    parts, more = parts_of_cues()
    sure, maybe, first, needed = [], [], [0], list[int]()
    for each, shift in (*((it, 0) for it in of_sentences), *((it, parts) for it in of_headings)):
        # Of a sentence that may begin so it is asked whether it does.
        enough = 0 if each in BEGINS else each.sure
        sure.append(enough << (_PART * shift))
        maybe.append((each.bits & ~enough) << (_PART * shift))
        needed += [0] if each in BEGINS else [way << (_PART * shift) for way in each.ways]
        first.append(len(needed))
    needed += [0] * len(OF_CLAUSES)
    rows = (rows_of(numbers, parts + more) for numbers in (sure, maybe, needed))
    sures, maybes, all_needed = rows
    return Tables(sures, maybes, np.array(first, dtype=np.int64), all_needed)


@cache
def decided_tables() -> Tables:
    """Return the same where it is known which ways hold.

    A bit for each way stands behind the marks; nothing is left to be tried, and of what tells the
    stance of a clause nothing is said.
    """
    tables = cue_tables()
    ways, marks = tables.needed.shape
    parts = marks + -(-ways // _PART)
    sure, places = [], (stance._places, stance._addressed)
    of_sentences, of_headings = _asked()
    for each, row, own in zip(
        (*of_sentences, *of_headings), tables.sure, pairwise(tables.first.tolist()), strict=True
    ):
        held = sum(1 << way for way in range(*own)) << (_PART * marks)
        of_words = int.from_bytes(row.astype("<u8").tobytes(), "little")
        sure.append(0 if each in places else of_words | held)
    first = np.zeros(len(sure) + 1, dtype=np.int64)
    nothing = np.zeros((0, parts), dtype=np.uint64)
    rows = rows_of(sure, parts)
    return Tables(rows, np.zeros_like(rows), first, nothing)


def rows_of(numbers: Iterable[int], parts: int) -> Rows:
    """Return whole numbers as rows of 64 bits each, the lowest first."""
    content = b"".join(number.to_bytes(8 * parts, "little") for number in numbers)
    return np.frombuffer(content, dtype="<u8").reshape(-1, parts).astype(np.uint64)
