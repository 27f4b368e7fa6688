"""cutting: what one more mandate leaves of the zones found so far, and which of it is maximal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.packing import Packing, Words, apart, nowhere_apart
from collab_graph.covering.weights import Tally

CHUNK = 1 << 14
"""Pieces judged at once: a few columns of them stay in the processor's nearest memory."""
PARENTS = 1 << 16
"""Zones cut at once, so that memory grows with what is kept and not with what is tried."""
SET_WORDS = 1 << 21
"""Words of person sets held at once: 16 MB."""

Watch = Callable[[], bool]
"""Asked between chunks; answers True when time is over."""


@dataclass(frozen=True)
class Needed:
    """A box is kept only if the persons (or cells) of the tally in it weigh at least this."""

    tally: Tally
    at_least: float


def cut(
    zones: Boxes, mandates: Boxes, number: int, needed: Sequence[Needed], over: Watch
) -> Boxes | None:
    r"""Return the maximal boxes that meet none of the first ``number + 1`` mandates.

    A zone T that shares no situation with the mandate B stays. Any other is replaced by its pieces
    ``T with T_i \ B_i on axis i``, one for each axis i where that is not empty. Of those, the
    maximal ones are kept.

    *Which pieces are maximal.* A box that meets no mandate is maximal exactly if no single value
    can be added on a single axis: a wider box without mandates contains one that is wider by one
    value. Value v on axis j cannot be added to T' exactly if some mandate that admits v shares a
    value with T' on every axis but j. So a piece is judged by one pass over the mandates, whatever
    the number of zones. (Compared with zones instead of mandates: a piece of axis i can lie only in
    another piece of axis i, or in a zone that avoids B on axis i alone, since on every other axis
    the piece shares values with B.) On its own axis a piece of a maximal zone is always blocked:
    the values it lost by B, the others by what blocked them before.

    *Nothing is missed.* A maximal box of the new situation lies in a maximal box T of the old one;
    if T meets B it avoids B on some axis i, so it lies in the piece of T on axis i, and is it.

    *Nothing comes twice.* Pieces of different axes differ: each avoids B on its own axis alone.
    Equal pieces of one axis would come from zones that differ on that axis alone; the two together
    would then be a wider box without mandates.

    Parameters
    ----------
    zones : Boxes
        The maximal boxes that meet none of the first ``number`` mandates.
    mandates : Boxes
        All mandates, in the order in which they are taken.
    number : int
        Which mandate is next.
    needed : sequence of Needed
        Weights below which a box is dropped.
    over : callable
        Asked now and then; True stops.

    Returns
    -------
    Boxes or None
        None if stopped.
    """
    mandate = mandates.packed[:, number]
    meeting = nowhere_apart(apart(zones.space.packing, zones.packed, mandate))
    parents = zones.take(meeting)
    kept = []
    step = _cut_at_once(needed)
    for low in range(0, len(parents), step):
        some = Boxes(zones.space, parents.packed[:, low : low + step])
        pieces, axes = _pieces(some, mandate, needed)
        for first in range(0, len(axes), CHUNK):
            if over():
                return None
            chunk = slice(first, first + CHUNK)
            kept.append(_maximal(pieces.packed[:, chunk], axes[chunk], mandates, number))
    fresh = [Boxes(zones.space, packed) for packed in kept]
    return stacked(zones.space, [zones.take(~meeting), *fresh])


def _cut_at_once(needed: Sequence[Needed]) -> int:
    words = sum(need.tally.words for need in needed)
    return min(PARENTS, max(1, SET_WORDS // words)) if words else PARENTS


def _pieces(
    parents: Boxes, mandate: Words, needed: Sequence[Needed]
) -> tuple[Boxes, NDArray[np.int64]]:
    """Return the pieces of all parents that are heavy enough, and the axis each was cut on."""
    space = parents.space
    one = Boxes(space, mandate[:, None])
    sets = [need.tally.inside(parents) for need in needed]
    pieces, axes = [], []
    for at, axis in enumerate(space.axes):
        of_axis = space.packing.of_axis[at]
        if ((mandate & of_axis) == of_axis).all():
            continue
        left = parents.packed & (of_axis & ~mandate)[:, None]
        which = np.flatnonzero(left.any(axis=0))
        refused = ((1 << space.sizes[at]) - 1) & ~int(one.column(axis)[0])
        which = _heavy_enough(which, at, refused, sets, needed)
        others = parents.packed[:, which] & ~of_axis[:, None]
        pieces.append(Boxes(space, others | left[:, which]))
        axes.append(np.full(len(which), at, np.int64))
    return stacked(space, pieces), np.concatenate([np.zeros(0, np.int64), *axes])


def _heavy_enough(
    which: NDArray[np.int64],
    at: int,
    refused: int,
    sets: Sequence[Words],
    needed: Sequence[Needed],
) -> NDArray[np.int64]:
    """Return the parents whose piece on one axis weighs enough for every need."""
    for persons, need in zip(sets, needed, strict=True):
        rest = persons[which] & need.tally.admitted(at, refused)
        which = which[need.tally.weigh(rest) >= need.at_least]
    return which


def _maximal(pieces: Words, axes: NDArray[np.int64], mandates: Boxes, number: int) -> Words:
    """Return the pieces to which no value can be added without meeting an earlier mandate."""
    packing = mandates.space.packing
    closed = pieces | packing.of_axis.T[:, axes]
    for earlier in mandates.packed[:, :number].T:
        marks = apart(packing, pieces, earlier)
        count = np.bitwise_count(marks[0])
        for more in marks[1:]:
            count = count + np.bitwise_count(more)
        once = np.flatnonzero(count == 1)
        axis = _axis_of(packing, marks, once)
        for word in range(packing.words):
            admitted = packing.of_axis[:, word] & earlier[word]
            closed[word][once] |= admitted.take(axis)
    maximal: Words = pieces[:, (closed == packing.everything[:, None]).all(axis=0)]
    return maximal


def _axis_of(packing: Packing, marks: list[Words], once: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the one axis marked in each of the boxes that have one mark."""
    # The bits below a lone mark count its place; below no mark (0 − 1: all 64) they count 64,
    # where the table of axes holds 0.
    axis = np.full(len(once), -1, np.int64)
    for word, mark in enumerate(marks):
        place = np.bitwise_count(mark.take(once) - np.uint64(1))
        axis += packing.axis_at[word].take(place)
    return axis
