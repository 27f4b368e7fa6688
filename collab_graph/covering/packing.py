"""packing: how the values a box admits on every axis lie side by side in 64-bit words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
WORD = 64
WIDEST = WORD - 1
"""Values in one field; the bit above them is the guard. Wider axes take several fields."""


@dataclass(frozen=True)
class Field:
    """A run of values of one axis inside one word: values ``first`` and up, from ``shift`` on."""

    axis: int
    word: int
    shift: int
    first: int
    width: int

    @property
    def guard(self) -> int:
        """Return the bit above the field, always 0 in a box."""
        return 1 << (self.shift + self.width)

    @property
    def values(self) -> int:
        """Return the bits of the field's values."""
        return ((1 << self.width) - 1) << self.shift


@dataclass(frozen=True, eq=False)
class Packing:
    """Where every axis lies, and the masks that let one operation treat all axes at once.

    The first axis takes the highest bits of the first word, so that comparing words compares boxes
    axis by axis.

    Parameters
    ----------
    fields : tuple of Field
        From the highest bit of the first word down.
    words : int
        Words a box.
    everything : ndarray of shape (words,)
        The bits of all values: the box that admits everything.
    guards : ndarray of shape (words,)
        The guard bits of all fields.
    of_axis : ndarray of shape (axes, words)
        The bits of each axis's values.
    axis_at : ndarray of shape (words, 65)
        One more than the axis whose first guard is at that bit of that word; 0 elsewhere.
    wide : tuple of tuple of Field
        The fields of each axis that has more than one.
    """

    fields: tuple[Field, ...]
    words: int
    everything: Words
    guards: Words
    of_axis: Words
    axis_at: NDArray[np.int64]
    wide: tuple[tuple[Field, ...], ...]

    def fields_of(self, axis: int) -> list[Field]:
        """Return the fields of one axis, the highest values first."""
        return [field for field in self.fields if field.axis == axis]


@lru_cache(maxsize=256)
def packing_of(sizes: tuple[int, ...]) -> Packing:
    """Return the packing of axes with these numbers of values.

    Examples
    --------
    Axes of 3 and 2 values take (3 + 1) + (2 + 1) of the 64 bits:

    >>> [(field.word, field.shift, field.width) for field in packing_of((3, 2)).fields]
    [(0, 60, 3), (0, 57, 2)]
    """
    fields: list[Field] = []
    word, free = 0, WORD
    for axis, first, width in _pieces(sizes):
        if width + 1 > free:
            word, free = word + 1, WORD
        free -= width + 1
        fields.append(Field(axis, word, free, first, width))
    return _with_masks(fields, word + 1, len(sizes))


def _pieces(sizes: Sequence[int]) -> list[tuple[int, int, int]]:
    """Cut every axis into runs of at most 63 values, the highest run first."""
    return [
        (axis, first, min(WIDEST, size - first))
        for axis, size in enumerate(sizes)
        for first in reversed(range(0, size, WIDEST))
    ]


def _with_masks(fields: list[Field], words: int, axes: int) -> Packing:
    everything = np.zeros(words, np.uint64)
    guards = np.zeros(words, np.uint64)
    of_axis = np.zeros((axes, words), np.uint64)
    axis_at = np.zeros((words, WORD + 1), np.int64)
    by_axis: dict[int, list[Field]] = {}
    for field in fields:
        everything[field.word] |= np.uint64(field.values)
        guards[field.word] |= np.uint64(field.guard)
        of_axis[field.axis, field.word] |= np.uint64(field.values)
        if field.axis not in by_axis:
            axis_at[field.word, field.shift + field.width] = field.axis + 1
        by_axis.setdefault(field.axis, []).append(field)
    wide = tuple(tuple(several) for several in by_axis.values() if len(several) > 1)
    for shared in (everything, guards, of_axis, axis_at):
        shared.setflags(write=False)
    return Packing(tuple(fields), words, everything, guards, of_axis, axis_at, wide)


def apart(packing: Packing, boxes: Words, box: Words) -> list[Words]:
    """Mark for each of many boxes the axes on which it shares no value with one box.

    Adding a field's full mask to a field carries into its guard exactly if the field is not 0:
    one addition answers for all axes of a word.

    Parameters
    ----------
    packing : Packing
        Where the axes lie.
    boxes : ndarray of shape (words, n)
        Many boxes.
    box : ndarray of shape (words,)
        One box.

    Returns
    -------
    list of ndarray of shape (n,), one a word
        Bits at the guards of the axes without a shared value; an axis that takes several fields
        is marked at its first.
    """
    marks = [
        (((boxes[w] & box[w]) + packing.everything[w]) & packing.guards[w]) ^ packing.guards[w]
        for w in range(packing.words)
    ]
    for several in packing.wide:
        _mark_at_the_first(several, marks)
    return marks


def _mark_at_the_first(several: tuple[Field, ...], marks: list[Words]) -> None:
    """Let one wide axis count as apart, once, where all of its fields are."""
    everywhere = np.ones(marks[0].shape, bool)
    for field in several:
        guard = np.uint64(field.guard)
        everywhere &= (marks[field.word] & guard) != 0
        marks[field.word] &= ~guard
    first = several[0]
    marks[first.word] |= np.where(everywhere, np.uint64(first.guard), np.uint64(0))


def nowhere_apart(marks: list[Words]) -> NDArray[np.bool_]:
    """Return which boxes share a value on every axis, from what `apart` gave."""
    together = marks[0].copy()
    for more in marks[1:]:
        together |= more
    none: NDArray[np.bool_] = together == 0
    return none
