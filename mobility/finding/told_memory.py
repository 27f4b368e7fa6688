"""told_memory: what sentences told when they were read before, by a number of their text."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from mobility.finding.sentences import Topic
from mobility.finding.stance import Stance, Told, Under
from mobility.finding.word_places import Numbers, Places

TOPICS: tuple[Topic, ...] = ("open", "work", "other")
UNDER: tuple[Under, ...] = ("asked", "merit", "offered", "applying")
STANCES: tuple[Stance | None, ...] = (
    "requested", "merit", "offered", "negated", "mentioned", None
)  # fmt: skip
"""What the numbers in `sentence_loops` stand for."""

UNTOLD = len(STANCES) - 1

_SLOTS = 1 << 20
_MOST = _SLOTS // 2
_MOST_CLAUSES = 1 << 20
_STANCE, _CLAUSES = 2, 6
MANY = 1 << 5
"""Set where a sentence has more clauses than one: then behind it is where they are kept."""


class Memory:
    """Whole numbers by the numbers of sentences, and the clauses of sentences that have several.

    Bounded: when it is full all of it is forgotten. Not for two threads at once.
    """

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._keys = np.zeros(_SLOTS, dtype=np.uint64)
        self._values = np.zeros(_SLOTS, dtype=np.int64)
        self._count = 0
        self._used = 0
        self.starts = np.zeros(1 << 10, dtype=np.int32)
        self.stances = np.zeros(1 << 10, dtype=np.int8)

    def make_room(self) -> None:
        """Forget all if it is full: to be called before a block, never within one."""
        if self._count > _MOST or self._used > _MOST_CLAUSES:
            self._forget()

    def told(self, hashes: Numbers, read: Callable[[Places], Places]) -> Places:
        """Return the number kept for each sentence; of those not met yet, what reading them gives.

        Parameters
        ----------
        hashes : array of uint64
            From `memory_loops.hashes_of`.
        read : callable
            From the places of sentences among these to the numbers to keep.
        """
        from mobility.finding.memory_loops import remember, remembered

        known = np.zeros(len(hashes), dtype=np.int64)
        unknown = remembered(hashes, self._keys, self._values, known)
        if not len(unknown):
            return known
        new, first, again = np.unique(hashes[unknown], return_index=True, return_inverse=True)
        values = read(unknown[first])
        known[unknown] = values[again]
        room = max(0, 3 * _SLOTS // 4 - self._count)
        remember(new[:room], values[:room], self._keys, self._values)
        self._count += len(new[:room])
        return known

    def room(self, clauses: int) -> int:
        """Make room for so many clauses more, and return where they are to be kept."""
        size = len(self.starts)
        while self._used + clauses > size:
            size *= 2
        more = size - len(self.starts)
        if more:
            self.starts = np.concatenate([self.starts, np.zeros(more, dtype=np.int32)])
            self.stances = np.concatenate([self.stances, np.zeros(more, dtype=np.int8)])
        return self._used

    def keep(self, used: int) -> None:
        """Keep all clauses before a place that a loop has written (`clause_loops`)."""
        self._used = used

    def packed(self, told: Told) -> int:
        """Return one number for what a sentence told, and keep its clauses if it has several."""
        topic = TOPICS.index(told.topic)
        if len(set(told.stances)) == 1:
            return topic | STANCES.index(told.stances[0]) << _STANCE
        count = len(told.starts)
        place = self.room(count + 1)
        here = slice(place + 1, place + 1 + count)
        self.starts[place] = count
        self.starts[here] = told.starts
        self.stances[here] = [STANCES.index(stance) for stance in told.stances]
        self._used = here.stop
        return topic | MANY | place << _CLAUSES

    def unpacked(self, number: int) -> Told:
        """Return what a sentence told."""
        topic = TOPICS[number & 3]
        if not number & MANY:
            return Told(topic, [0], [STANCES[number >> _STANCE & 7]])
        place = number >> _CLAUSES
        here = slice(place + 1, place + 1 + int(self.starts[place]))
        stances: NDArray[np.int8] = self.stances[here]
        return Told(topic, self.starts[here].tolist(), [STANCES[it] for it in stances.tolist()])


@cache
def memory() -> Memory:
    """Return what this process has read so far."""
    return Memory()
