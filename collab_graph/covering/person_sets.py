"""person_sets: sets of persons, need by need, that are inside boxes, as bits."""

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED
from collab_graph.covering.boxes import Boxes, Space
from collab_graph.covering.packing import Words
from collab_graph.covering.people import People
from collab_graph.covering.weights import Persons, Tally


class PersonSets:
    """Sets of (person, need), so that what is inside boxes can be joined, met and counted.

    A set is an array of words of shape (needs, words): for every need a bit for each distinct
    situation and set of needs in the population, set only where that need is among them.

    Parameters
    ----------
    folk : People
        Whom to count.
    """

    def __init__(self, folk: People) -> None:
        masks, which = np.unique(folk.needs, return_inverse=True)
        others = folk.elsewhere
        self._space = Space((*others.axes, "needs"), (*others.sizes, max(1, len(masks))))
        values = np.hstack([folk.values, which.reshape(-1, 1).astype(np.int64)])
        self._tally = Tally.of(Persons(self._space, values, folk.weights))
        last = len(others.axes)
        self._having = np.stack(
            [
                self._tally.admitted(last, sum(1 << k for k, m in enumerate(masks) if m >> n & 1))
                for n in range(len(folk.atoms.needs))
            ]
        )

    @property
    def nobody(self) -> Words:
        """Return the empty set."""
        return np.zeros_like(self._having)

    def inside(self, boxes: Boxes, groups: NDArray[np.int64], count: int) -> Words:
        """Return the set inside each group of boxes, shape (count, needs, words).

        Parameters
        ----------
        boxes : Boxes
            n boxes of the whole space.
        groups : ndarray of int, shape (n,)
            To which group, from 0, each belongs.
        count : int
            Number of groups; one without a box is empty.
        """
        found = np.zeros((count, *self._having.shape), np.uint64)
        if not len(boxes):
            return found
        every = (1 << self._space.sizes[-1]) - 1
        kind: type = np.uint64 if self._space.sizes[-1] < 64 else object
        others = [boxes.column(axis) for axis in self._space.axes[:-1]]
        sets = self._tally.inside(
            Boxes.from_columns(self._space, [*others, np.full(len(boxes), every, dtype=kind)])
        )
        needs = boxes.column(NEED).astype(np.int64)
        for need, having in enumerate(self._having):
            some = np.flatnonzero(needs >> need & 1)
            np.bitwise_or.at(found[:, need], groups[some], sets[some])
            found[:, need] &= having
        return found

    def all_inside(self, boxes: Boxes) -> Words:
        """Return the set inside any of some boxes, shape (needs, words)."""
        return np.asarray(self.inside(boxes, np.zeros(len(boxes), np.int64), 1)[0])

    def persons(self, sets: Words) -> NDArray[np.float64]:
        """Return how many persons there are in each of n sets with at least one need."""
        return self._tally.weigh(np.ascontiguousarray(np.bitwise_or.reduce(sets, axis=1)))

    def cases(self, sets: Words) -> NDArray[np.float64]:
        """Return how many there are in each of n sets, a person once for each need."""
        flat = np.ascontiguousarray(sets.reshape(-1, sets.shape[-1]))
        return np.asarray(self._tally.weigh(flat).reshape(sets.shape[:2]).sum(axis=1))
