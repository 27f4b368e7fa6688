"""cue_tables: what is asked of sentences, as numbers for loops that are compiled."""

from collections.abc import Iterable
from functools import cache
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

    ``sure`` are the marks of which one is enough, ``maybe`` those of which one is needed; the ways
    of a row stand between ``first`` and the next one in ``needed``: all marks that each needs.
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
    sure, maybe, first, needed = [], [], [0], []
    for each, shift in (*((it, 0) for it in of_sentences), *((it, parts) for it in of_headings)):
        sure.append(each.sure << (_PART * shift))
        maybe.append((each.bits & ~each.sure) << (_PART * shift))
        needed += [way << (_PART * shift) for way in each.ways]
        first.append(len(needed))
    rows = (rows_of(numbers, parts + more) for numbers in (sure, maybe, needed))
    sures, maybes, ways = rows
    return Tables(sures, maybes, np.array(first, dtype=np.int64), ways)


def rows_of(numbers: Iterable[int], parts: int) -> Rows:
    """Return whole numbers as rows of 64 bits each, the lowest first."""
    content = b"".join(number.to_bytes(8 * parts, "little") for number in numbers)
    return np.frombuffer(content, dtype="<u8").reshape(-1, parts).astype(np.uint64)
