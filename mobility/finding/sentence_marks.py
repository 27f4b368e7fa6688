"""sentence_marks: what the words of each sentence can be part of, from the numbers of the words."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.cue_tables import Rows, parts_of_cues, rows_of
from mobility.finding.sentences import CUES, HEADING_CUES
from mobility.finding.word_places import Places, WordPlaces

_SLOTS = 1 << 20
_MOST_WORDS = _SLOTS // 2


class SentenceMarks(NamedTuple):
    """The marks of some sentences: ``rows`` has the row of each sentence, -1 where there is none.

    ``of_all`` are the marks of all its words, ``of_first`` those of its first one; those of what
    is asked of headings stand behind the others.
    """

    rows: NDArray[np.int32]
    of_all: Rows
    of_first: Rows

    def with_held(self, sentences: Places, held: Rows) -> "SentenceMarks":
        """Return the marks of some sentences, and behind them which ways hold, a bit for each."""
        rows = np.full(len(self.rows), -1, dtype=np.int32)
        rows[sentences] = np.arange(len(sentences), dtype=np.int32)
        old = self.rows[sentences]
        of_all = np.concatenate([self.of_all[old], held], axis=1)
        return SentenceMarks(rows, of_all, np.concatenate([self.of_first[old], held], axis=1))


class WordMarks:
    """The marks of words by their numbers; most words of a text have been met before.

    Not for two threads at once.
    """

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._keys = np.zeros(_SLOTS, dtype=np.uint64)
        self._kinds = np.zeros(_SLOTS, dtype=np.int32)
        self._words = 0
        self._kind_of: dict[int, int] = {0: 0}
        self._marks = rows_of([0], sum(parts_of_cues()))

    def of_sentences(
        self, places: WordPlaces, firsts: Places, wanted: NDArray[np.bool_]
    ) -> SentenceMarks:
        """Return the marks of the sentences that are wanted.

        Parameters
        ----------
        places : WordPlaces
            Some texts.
        firsts : array of int
            The first word of each of their sentences, and of a next one.
        wanted : array of bool
            Which sentences.
        """
        from mobility.finding.mark_loops import marks_of, slots_of

        if self._words > _MOST_WORDS:
            self._forget()
        while self._words + len(places.codes) > 3 * len(self._keys) // 4:
            self._grow()
        slots, new = slots_of(places.codes, firsts, wanted, self._keys, self._kinds)
        self._words += len(new)
        self._kinds[slots[new]] = [self._kind(places.word(word)) for word in new.tolist()]
        if len(self._kind_of) > len(self._marks):
            added = list(self._kind_of)[len(self._marks) :]
            self._marks = np.concatenate([self._marks, rows_of(added, self._marks.shape[1])])
        return SentenceMarks(*marks_of(slots, firsts, wanted, self._kinds, self._marks))

    def _kind(self, word: str) -> int:
        """Return the kind of a word; 0 where it can be part of nothing."""
        parts, _ = parts_of_cues()
        marks = CUES.marks(word) | HEADING_CUES.marks(word) << (64 * parts)
        return self._kind_of.setdefault(marks, len(self._kind_of))

    def _grow(self) -> None:
        """Make room for more words than one block has had so far."""
        from mobility.finding.mark_loops import moved

        keys = np.zeros(2 * len(self._keys), dtype=np.uint64)
        kinds = np.zeros(2 * len(self._keys), dtype=np.int32)
        moved(self._keys, self._kinds, keys, kinds)
        self._keys, self._kinds = keys, kinds


@cache
def word_marks() -> WordMarks:
    """Return the marks of words met by this process."""
    return WordMarks()
