"""sentence_marks: what the words of each sentence can be part of, from the numbers of the words."""

from functools import cache
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.cues import Cues
from mobility.finding.word_places import WordPlaces

_SLOT_BITS = 18
_SHIFT = np.uint64(64 - _SLOT_BITS)

Kinds = NDArray[np.int32]


class TextMarks(NamedTuple):
    """The words of a text that can be part of something said.

    ``kinds`` are the places of their marks in ``marks``; those of sentence n stand between
    ``bounds[n]`` and ``bounds[n + 1]``.
    """

    bounds: list[int]
    kinds: list[int]
    marks: list[int]


class BlockMarks(NamedTuple):
    """The words of a block of texts that can be part of something said: where, and their kinds."""

    places: WordPlaces
    starts: NDArray[np.int64]
    kinds: Kinds
    marks: list[int]

    def of_text(self, number: int, cuts: list[int]) -> TextMarks | None:
        """Return the marks in one text of the block, whose sentences begin where it is cut.

        None where the characters of the text do not stand one for one in the block, and where an
        underscore joins words that are two here.
        """
        begin, behind = self.places.bounds[number : number + 2]
        if number in self.places.folded or self.places.text.find("_", begin, behind) >= 0:
            return None
        bounds = np.searchsorted(self.starts, np.array(cuts) + begin)
        first, last = bounds[0], bounds[-1]
        return TextMarks((bounds - first).tolist(), self.kinds[first:last].tolist(), self.marks)


class WordMarks:
    """The marks of words by their numbers; most words of a text have been met before.

    A word is kept in the slot that the first bits of its number say, in place of the one before.

    Parameters
    ----------
    cues : Cues
        What is asked of sentences.
    """

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._codes = np.zeros(1 << _SLOT_BITS, dtype=np.uint64)
        self._kinds: Kinds = np.zeros(1 << _SLOT_BITS, dtype=np.int32)
        self._marks, self._kind_of = [0], {0: 0}
        self._one_at_a_time = Lock()

    def of_block(self, places: WordPlaces) -> BlockMarks:
        """Return the marks of the words in a block of texts."""
        with self._one_at_a_time:
            kinds = self._kinds_of(places)
        told = np.flatnonzero(kinds)
        starts = np.asarray(places.starts)[told]
        return BlockMarks(places, starts, kinds[told], self._marks)

    def _kinds_of(self, places: WordPlaces) -> Kinds:
        """Return the kind of each word, 0 where it can be part of nothing."""
        slots = places.codes >> _SHIFT
        # Read before anything is put in the place of another word.
        kinds: Kinds = self._kinds[slots]
        for word in np.flatnonzero(self._codes[slots] != places.codes).tolist():
            marks = self._cues.marks(places.word(word))
            kind = self._kind_of.setdefault(marks, len(self._marks))
            if kind == len(self._marks):
                self._marks.append(marks)
            kinds[word] = kind
            self._codes[slots[word]], self._kinds[slots[word]] = places.codes[word], kind
        return kinds


@cache
def word_marks(cues: Cues) -> WordMarks:
    """Return the marks of words for what is asked; of the same cues always the same."""
    return WordMarks(cues)
