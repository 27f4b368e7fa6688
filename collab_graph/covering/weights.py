"""weights: persons as points of the space, and how many of them each of many boxes holds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, Space
from collab_graph.covering.packing import WORD, Words
from collab_graph.covering.points import check_values, holding
from mobility.foundation.errors import InputError

BLOCK = 1 << 22
"""Words of person sets held at once: 32 MB."""


@dataclass(frozen=True, eq=False, repr=False)
class Persons:
    """Persons, or groups of like persons: a value on every axis and a weight.

    Parameters
    ----------
    space : Space
        The axes.
    values : ndarray of int, shape (m, axes)
        One person or group a row.
    weights : ndarray of float, shape (m,)
        Persons in the row; a part of a person where a missing value is spread over what it may be.

    Raises
    ------
    InputError
        If a value is outside its axis or a weight is negative or not finite.
    """

    space: Space
    values: NDArray[np.int64]
    weights: NDArray[np.float64]

    def __post_init__(self) -> None:
        """Hold values and weights to what they must be."""
        check_values(self.space, self.values, "persons")
        if self.weights.shape != (len(self.values),):
            raise InputError(
                "persons", [f"{len(self.values)} rows but weights of shape {self.weights.shape}"]
            )
        wrong = np.flatnonzero(~(np.isfinite(self.weights) & (self.weights >= 0)))
        if len(wrong):
            raise InputError(
                "persons",
                [f"row {row}: weight {self.weights[row]} is not 0 or more" for row in wrong],
            )

    @classmethod
    def one_a_row(cls, space: Space, values: NDArray[np.int64]) -> "Persons":
        """Take every row as one person."""
        return cls(space, values, np.ones(len(values)))

    @property
    def total(self) -> float:
        """Return the weight of all rows."""
        return float(self.weights.sum())

    def take(self, which: NDArray[np.bool_]) -> "Persons":
        """Return some of the rows."""
        return Persons(self.space, self.values[which], self.weights[which])

    def __repr__(self) -> str:
        """Say how many rows and persons there are."""
        return f"Persons({len(self.values)} rows, weight {self.total:g})"


def outside(persons: Persons, boxes: Boxes) -> Persons:
    """Return the persons for whom none of the boxes holds."""
    held = holding(boxes, persons.values)
    return persons.take(np.count_nonzero(held, axis=1) == 0)


def weights_of(boxes: Boxes, persons: Persons) -> NDArray[np.float64]:
    """Return the weight of the persons in each box.

    Like persons are counted together first; each box is then a set of them, a bit each, and whole
    weights are counted a binary digit at a time: n · axes · m/64 word operations.

    Parameters
    ----------
    boxes : Boxes
        n boxes.
    persons : Persons
        m rows of the same space.

    Returns
    -------
    ndarray of float, shape (n,)
        Persons, from 0 to ``persons.total``; exact for whole weights. It does not depend on the
        order of the rows, and a box inside another never has more.

    Examples
    --------
    >>> space = Space(("income", "age"), (2, 3))
    >>> persons = Persons(space, np.array([[0, 0], [0, 2], [1, 2]]), np.array([5.0, 1.0, 2.0]))
    >>> weights_of(Boxes.from_masks(space, [(0b01, 0b111), (0b11, 0b100)]), persons)
    array([6., 3.])
    """
    tally = Tally.of(persons)
    step = max(1, BLOCK // tally.words)
    parts = [
        tally.weigh(tally.inside(Boxes(boxes.space, boxes.packed[:, low : low + step])))
        for low in range(0, len(boxes), step)
    ]
    return np.concatenate([np.zeros(0), *parts])


@dataclass(frozen=True, eq=False)
class Tally:
    """Sets of persons as bits, and what a set weighs.

    Parameters
    ----------
    space : Space
        The axes.
    words : int
        64-bit words a set.
    having : tuple of ndarray of uint64, shape (values, words)
        For each axis the persons that have each value.
    digits : ndarray of uint64, shape (digits, words)
        For whole weights: the persons whose weight has this binary digit. No rows otherwise.
    quarters : ndarray of float, shape (16 · words, 16)
        For other weights: what each pattern of four persons in a row weighs. No rows otherwise.
    """

    space: Space
    words: int
    having: tuple[Words, ...]
    digits: Words
    quarters: NDArray[np.float64]

    @classmethod
    def of(cls, persons: Persons) -> "Tally":
        """Gather like persons and lay them out as bits."""
        values, weights = _gathered(persons)
        words = max(1, -(-len(weights) // WORD))
        having = tuple(
            np.stack([_bits(values[:, at] == value, words) for value in range(size)])
            for at, size in enumerate(persons.space.sizes)
        )
        whole = bool((weights == np.floor(weights)).all()) and weights.max(initial=0) < 1 << 53
        digits = _digits(weights, words) if whole else np.zeros((0, words), np.uint64)
        quarters = np.zeros((0, 16)) if whole else _quarters(weights, words)
        return cls(persons.space, words, having, digits, quarters)

    def inside(self, boxes: Boxes) -> Words:
        """Return the set of persons in each box, shape (n, words)."""
        sets = np.full((len(boxes), self.words), ~np.uint64(0))
        for at, axis in enumerate(self.space.axes):
            different, which = np.unique(boxes.column(axis), return_inverse=True)
            full = (1 << self.space.sizes[at]) - 1
            if different.tolist() != [full]:
                admitted = np.stack([self.admitted(at, int(mask)) for mask in different])
                sets &= admitted[which]
        return sets

    def admitted(self, at: int, mask: int) -> Words:
        """Return the set of persons whose value on the axis at a position is in the mask."""
        rows = [value for value in range(self.space.sizes[at]) if mask >> value & 1]
        admitted: Words = np.bitwise_or.reduce(self.having[at][rows], axis=0)
        return admitted

    def weigh(self, sets: Words) -> NDArray[np.float64]:
        """Return the weight of each set, shape (n,)."""
        if len(self.digits):
            return self._weigh_whole(sets)
        halves = sets.view(np.uint8)
        patterns = np.stack([halves & 15, halves >> 4], axis=2).reshape(len(sets), 16 * self.words)
        return _looked_up(self.quarters, patterns)

    def _weigh_whole(self, sets: Words) -> NDArray[np.float64]:
        weights = np.zeros(len(sets))
        for place, having in enumerate(self.digits):
            count = np.bitwise_count(sets & having).sum(axis=1, dtype=np.int64)
            weights += count * float(1 << place)
        return weights


def _looked_up(quarters: NDArray[np.float64], patterns: NDArray[np.uint8]) -> NDArray[np.float64]:
    at = np.arange(len(quarters)) * 16
    flat = quarters.ravel()
    step = max(1, BLOCK // max(1, len(quarters)))
    parts = [
        flat[at + patterns[low : low + step]].sum(axis=1) for low in range(0, len(patterns), step)
    ]
    return np.concatenate([np.zeros(0), *parts])


def _gathered(persons: Persons) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return each distinct row of weight once with the sum of its weights, in sorted order."""
    some = persons.weights > 0
    values, weights = persons.values[some], persons.weights[some]
    order = np.lexsort([weights, *values.T[::-1]])
    values, weights = values[order], weights[order]
    if not len(values):
        return values, weights
    new = np.ones(len(values), bool)
    new[1:] = (values[1:] != values[:-1]).any(axis=1)
    return values[new], np.add.reduceat(weights, np.flatnonzero(new))


def _bits(which: NDArray[np.bool_], words: int) -> Words:
    packed = np.zeros(words * 8, np.uint8)
    few = np.packbits(which, bitorder="little")
    packed[: len(few)] = few
    return packed.view(np.uint64)


def _digits(weights: NDArray[np.float64], words: int) -> Words:
    whole = weights.astype(np.int64)
    places = int(whole.max(initial=1)).bit_length()
    return np.stack([_bits((whole >> place & 1).astype(bool), words) for place in range(places)])


def _quarters(weights: NDArray[np.float64], words: int) -> NDArray[np.float64]:
    padded = np.zeros(words * WORD)
    padded[: len(weights)] = weights
    of_four = padded.reshape(-1, 4)
    patterns = np.arange(16)[:, None] >> np.arange(4) & 1
    return np.stack([(of_four * row).sum(axis=1) for row in patterns], axis=1)
