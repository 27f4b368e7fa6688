"""boxes: a space of axes, and boxes in it — for every axis the set of values admitted."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.packing import Packing, Words, apart, nowhere_apart, packing_of
from mobility.foundation.errors import InputError, UnknownNameError

Index = NDArray[np.bool_] | NDArray[np.int64]
Column = NDArray[Any]
AT_ONCE = 1 << 20
"""Pairs of boxes compared at a time."""


@dataclass(frozen=True)
class Space:
    """The axes of all situations, in a fixed order, with the number of values of each.

    Parameters
    ----------
    axes : tuple of str
        Names, each once.
    sizes : tuple of int
        Number of values of each axis, at least 1; value v of an axis is bit v of a mask.
    ordered : tuple of str
        The axes whose values stand in an order (ages, periods). The zones do not depend on it;
        whoever words them does.

    Raises
    ------
    InputError
        If names repeat, a size is below 1, or ``ordered`` names no axis; all faults at once.

    Examples
    --------
    >>> Space(("income", "age"), (2, 3), ordered=("age",)).cells
    6
    """

    axes: tuple[str, ...]
    sizes: tuple[int, ...]
    ordered: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is no space."""
        problems = []
        if len(self.axes) != len(self.sizes):
            problems.append(f"{len(self.axes)} axes but {len(self.sizes)} sizes")
        if not self.axes:
            problems.append("has no axis; a situation is described by at least one")
        problems += [
            f"axis {axis!r} stands {self.axes.count(axis)} times"
            for axis in dict.fromkeys(self.axes)
            if self.axes.count(axis) > 1
        ]
        problems += [
            f"axis {axis!r} has {size} values; it needs at least 1"
            for axis, size in zip(self.axes, self.sizes, strict=False)
            if size < 1
        ]
        problems += [f"{axis!r} is ordered but no axis" for axis in sorted(self._unknown())]
        if problems:
            raise InputError("space", problems)

    def _unknown(self) -> set[str]:
        return set(self.ordered) - set(self.axes)

    @property
    def cells(self) -> int:
        """Return the number of situations, exactly."""
        return math.prod(self.sizes)

    @property
    def packing(self) -> Packing:
        """Return where the axes lie in a packed box."""
        return packing_of(self.sizes)

    def position(self, axis: str) -> int:
        """Return which axis, from 0, has this name.

        Raises
        ------
        UnknownNameError
            If none has.
        """
        if axis not in self.axes:
            raise UnknownNameError("axis", axis, self.axes)
        return self.axes.index(axis)

    def without(self, axis: str) -> "Space":
        """Return the space of the other axes."""
        at = self.position(axis)
        return Space(
            self.axes[:at] + self.axes[at + 1 :],
            self.sizes[:at] + self.sizes[at + 1 :],
            tuple(name for name in self.ordered if name != axis),
        )

    def __repr__(self) -> str:
        """Say how many axes and situations there are."""
        return f"Space({len(self.axes)} axes, {self.cells:,} cells)"


@dataclass(frozen=True, eq=False, repr=False)
class Boxes:
    """Many boxes of one space, packed.

    Parameters
    ----------
    space : Space
        The axes.
    packed : ndarray of uint64, shape (words, n)
        All axes of a box side by side, as `Space.packing` lays them out; words first, so that each
        operation runs over one stretch of memory.
    """

    space: Space
    packed: Words

    @classmethod
    def from_masks(cls, space: Space, masks: Iterable[Sequence[int]]) -> "Boxes":
        """Build boxes from one mask per axis and box (bit v: value v is admitted).

        Raises
        ------
        InputError
            If a box has another number of axes, or a mask has a bit beyond its axis.
        """
        rows = [tuple(box) for box in masks]
        _check_masks(space, rows)
        columns = [
            np.array([row[at] for row in rows], dtype=_dtype(size))
            for at, size in enumerate(space.sizes)
        ]
        return cls.from_columns(space, columns)

    @classmethod
    def from_columns(cls, space: Space, columns: Sequence[Column]) -> "Boxes":
        """Build boxes from one array of masks per axis, as `column` gives them."""
        packed = np.zeros((space.packing.words, len(columns[0])), np.uint64)
        for field in space.packing.fields:
            run = (columns[field.axis] >> like(columns[field.axis], field.first)) & like(
                columns[field.axis], (1 << field.width) - 1
            )
            packed[field.word] |= run.astype(np.uint64) << np.uint64(field.shift)
        return cls(space, packed)

    @classmethod
    def everything(cls, space: Space) -> "Boxes":
        """Return the one box that admits every value on every axis."""
        return cls(space, space.packing.everything[:, None].copy())

    def column(self, axis: str) -> Column:
        """Return the masks of one axis: shape (n,), uint64, or Python ints beyond 63 values."""
        at = self.space.position(axis)
        masks = np.zeros(len(self), dtype=_dtype(self.space.sizes[at]))
        for field in self.space.packing.fields_of(at):
            run = (self.packed[field.word] & np.uint64(field.values)) >> np.uint64(field.shift)
            masks |= run.astype(masks.dtype) << like(masks, field.first)
        return masks

    def to_masks(self) -> list[tuple[int, ...]]:
        """Return every box as one mask per axis, in the order of the axes."""
        return list(zip(*(self.column(axis).tolist() for axis in self.space.axes), strict=True))

    def take(self, which: Index) -> "Boxes":
        """Return some of the boxes, by number or by a yes/no per box."""
        return Boxes(self.space, self.packed[:, which])

    def __len__(self) -> int:
        """Return the number of boxes."""
        return int(self.packed.shape[1])

    def __repr__(self) -> str:
        """Say how many boxes in which space."""
        return f"Boxes({len(self)} in {self.space!r})"


def meets(boxes: Boxes, box: Boxes) -> NDArray[np.bool_]:
    """Return which boxes share at least one situation with one box.

    Parameters
    ----------
    boxes : Boxes
        n boxes.
    box : Boxes
        One box of the same space.

    Returns
    -------
    ndarray of bool, shape (n,)
        True where every axis has a value that both admit.

    Examples
    --------
    >>> space = Space(("income", "age"), (2, 3))
    >>> meets(Boxes.from_masks(space, [(0b01, 0b111), (0b10, 0b001)]),
    ...       Boxes.from_masks(space, [(0b11, 0b110)]))
    array([ True, False])
    """
    return nowhere_apart(apart(boxes.space.packing, boxes.packed, _one(boxes, box)))


def within(boxes: Boxes, box: Boxes) -> NDArray[np.bool_]:
    """Return which boxes, if they admit anything, lie wholly inside one box.

    Parameters
    ----------
    boxes : Boxes
        n boxes.
    box : Boxes
        One box of the same space.

    Returns
    -------
    ndarray of bool, shape (n,)
        True where every value admitted on any axis is admitted by the one box.
    """
    beyond = boxes.packed & ~_one(boxes, box)[:, None]
    inside: NDArray[np.bool_] = (beyond == 0).all(axis=0)
    return inside


def shared(boxes: Boxes, box: Boxes) -> Boxes:
    """Return what each box that meets one box has in common with it.

    Parameters
    ----------
    boxes : Boxes
        n boxes.
    box : Boxes
        One box of the same space.

    Returns
    -------
    Boxes
        One for each box that meets it, in the same order.
    """
    common = boxes.packed[:, meets(boxes, box)] & _one(boxes, box)[:, None]
    return Boxes(boxes.space, common)


def complement(boxes: Boxes) -> Boxes:
    """Return on each axis the values a box does not admit; not the situations outside it.

    Parameters
    ----------
    boxes : Boxes
        n boxes.

    Returns
    -------
    Boxes
        n boxes; an axis without limit admits nothing in its complement.
    """
    return Boxes(boxes.space, boxes.packed ^ boxes.space.packing.everything[:, None])


def stacked(space: Space, parts: Iterable[Boxes]) -> Boxes:
    """Return the boxes of several sets in one, in the order given; none given, none returned."""
    empty = np.zeros((space.packing.words, 0), np.uint64)
    return Boxes(space, np.concatenate([empty, *(part.packed for part in parts)], axis=1))


def filled(boxes: Boxes) -> NDArray[np.bool_]:
    """Return which boxes admit at least one value on every axis."""
    everything = Boxes.everything(boxes.space)
    return meets(boxes, everything)


def cell_counts(boxes: Boxes) -> list[int]:
    """Return the number of situations in each box, exactly (Python integers).

    Examples
    --------
    >>> cell_counts(Boxes.from_masks(Space(("income", "age"), (2, 3)), [(0b01, 0b110)]))
    [2]
    """
    counts = np.ones(len(boxes), dtype=np.int64 if boxes.space.cells < 1 << 62 else object)
    for at in range(len(boxes.space.sizes)):
        counts = counts * spans(boxes, at)
    return [int(count) for count in counts]


def spans(boxes: Boxes, at: int) -> NDArray[np.int64]:
    """Return how many values each box admits on the axis at a position."""
    bits = np.bitwise_count(boxes.packed & boxes.space.packing.of_axis[at][:, None])
    counts: NDArray[np.int64] = bits.sum(axis=0, dtype=np.int64)
    return counts


def distinct(boxes: Boxes) -> Boxes:
    """Return every box once, ordered by the mask of the first axis, then the second, ….

    Examples
    --------
    >>> distinct(Boxes.from_masks(Space(("age",), (3,)), [(4,), (1,), (4,)])).to_masks()
    [(1,), (4,)]
    """
    packed = boxes.packed[:, np.lexsort(boxes.packed[::-1])]
    new = np.ones(packed.shape[1], bool)
    new[1:] = (packed[:, 1:] != packed[:, :-1]).any(axis=0)
    return Boxes(boxes.space, packed[:, new])


def widest(boxes: Boxes) -> Boxes:
    """Return the boxes that lie in no other, each once, in the order of `distinct`.

    Boxes that admit nothing on some axis are left out. Compares all pairs: for mandates, not for
    the zones between them.
    """
    once = distinct(boxes.take(filled(boxes)))
    if len(once) < 2:
        return once
    # Each box lies in itself; those that lie in more are not among the widest.
    step = max(1, AT_ONCE // len(once))
    inside = [
        _in_how_many(once.packed[:, low : low + step], once.packed)
        for low in range(0, len(once), step)
    ]
    return once.take(np.concatenate(inside) == 1)


def _in_how_many(some: Words, boxes: Words) -> NDArray[np.int64]:
    beyond = (some[:, :, None] & ~boxes[:, None, :]).any(axis=0)
    inside: NDArray[np.int64] = np.count_nonzero(~beyond, axis=1)
    return inside


def _check_masks(space: Space, rows: list[tuple[int, ...]]) -> None:
    axes = len(space.axes)
    problems = [
        f"box {k} has {len(row)} masks; the space has {axes} axes"
        for k, row in enumerate(rows)
        if len(row) != axes
    ] or [
        f"box {k}, axis {axis!r}: {mask:#b} has a bit beyond its {size} values"
        for k, row in enumerate(rows)
        for axis, size, mask in zip(space.axes, space.sizes, row, strict=True)
        if mask < 0 or mask >> size
    ]
    if problems:
        raise InputError("boxes", problems)


def _dtype(size: int) -> Any:
    """Masks of more than 63 values are Python integers."""
    return np.uint64 if size < 64 else object


def like(column: Column, number: int) -> Any:
    """Return a number as the masks of a column are: uint64, or a Python integer."""
    return number if column.dtype == object else np.uint64(number)


def _one(boxes: Boxes, box: Boxes) -> Words:
    if box.space.sizes != boxes.space.sizes or len(box) != 1:
        raise InputError(
            "boxes", [f"one box in {boxes.space!r} is needed, not {len(box)} in {box.space!r}"]
        )
    return np.asarray(box.packed[:, 0])
