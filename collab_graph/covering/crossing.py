"""crossing: how many situations or persons go from which level to which, between two systems."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import PLACE
from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.common_space import CommonSpace
from collab_graph.covering.inside import at_need
from collab_graph.covering.levels import COVERED, LEVELS, out_of
from collab_graph.covering.mandate_boxes import Holds
from collab_graph.covering.partition import uncovered_cells
from collab_graph.covering.people import People
from collab_graph.covering.points import holding

STANDINGS = (*LEVELS, COVERED)
"""From nobody at all to covered."""


@dataclass(frozen=True, eq=False)
class Reach:
    """What lies outside each level, before and after, and the needs at which the two differ."""

    common: CommonSpace
    before: tuple[Boxes, ...]
    after: tuple[Boxes, ...]
    touched: int

    @classmethod
    def of(cls, common: CommonSpace, *, holds: Holds, wait_days: float) -> "Reach":
        """Compute it for both systems; needs that only one has are not touched."""
        sides = []
        for system in (common.before, common.after):
            sides.append([out_of(system, k, holds=holds, wait_days=wait_days) for k in LEVELS])
            # What is known of a mandate that stays as it was need not be found out twice.
            common.share_what_is_known()
        before, after = map(tuple, sides)
        touched = 0
        for old, new in zip(before, after, strict=True):
            touched |= needs_apart(old, new)
        return cls(common, before, after, touched & common.needs)


def needs_apart(one: Boxes, other: Boxes) -> int:
    """Return the mask of the needs of those boxes that only one of two sets has."""
    sets = [set(map(tuple, boxes.packed.T.tolist())) for boxes in (one, other)]
    apart = 0
    for boxes, against in ((one, sets[1]), (other, sets[0])):
        for masks, packed in zip(boxes.to_masks(), boxes.packed.T.tolist(), strict=True):
            if tuple(packed) not in against:
                apart |= masks[-1]
    return apart


def needs_of(mask: int) -> list[int]:
    """Return the positions of the needs in a mask."""
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]


def cells_moving(reach: Reach, need: int) -> list[list[int]]:
    """Return at one need how many situations go from each level (row) to each (column).

    With G_k the situations at level k or a lower one, the count of those in G_i before and in G_j
    after is what lies outside both; differences of these give each pair of levels, exactly.
    """
    common = reach.common
    beyond = elsewhere(common, need)
    # Nothing at all takes a situation out of "covered or lower".
    nothing = Boxes.from_masks(common.space, [])
    before, after = (
        [at_need(stacked(common.space, [out]), need) for out in (*outs, nothing)]
        for outs in (reach.before, reach.after)
    )
    size = len(STANDINGS)
    both = np.zeros((size + 1, size + 1), object)
    for i, old in enumerate(before):
        for j, new in enumerate(after):
            both[i + 1, j + 1] = uncovered_cells(stacked(old.space, [old, new, beyond]))
    moved = both[1:, 1:] - both[:-1, 1:] - both[1:, :-1] + both[:-1, :-1]
    return [[int(count) for count in row] for row in moved]


def elsewhere(common: CommonSpace, need: int) -> Boxes:
    """Return the places that are not compared, in the space of all axes but need."""
    masks = list(common.words.atoms.full)
    at = common.space.position(PLACE)
    masks[at] &= ~common.places
    boxes = Boxes.from_masks(common.space, [masks] if masks[at] else [])
    return at_need(boxes, need)


def cells_in(inside: Boxes, outside: Boxes) -> int:
    """Return the number of situations in the union of some boxes and in none of others."""
    both = stacked(inside.space, [inside, outside])
    return uncovered_cells(outside) - uncovered_cells(both)


@dataclass(frozen=True, eq=False)
class Folk:
    """The persons of one record, and the level of each at each need under both systems.

    Parameters
    ----------
    people : People
        m groups of persons, over the common space.
    has : ndarray of bool, shape (m, needs)
        Which needs each has; only those, and only where they live, that are compared.
    before, after : ndarray of int, shape (m, needs)
        Levels as positions in `STANDINGS`.
    """

    people: People
    has: NDArray[np.bool_]
    before: NDArray[np.int64]
    after: NDArray[np.int64]

    @classmethod
    def of(cls, reach: Reach, people: People) -> "Folk":
        """Compute the levels; at needs where nothing differs only once."""
        common = reach.common
        place = people.values[:, people.elsewhere.position(PLACE)]
        compared = np.array([common.places >> p & 1 for p in range(len(people.atoms.leaves))], bool)
        needs = np.arange(len(people.atoms.needs))
        has = (people.needs[:, None] & common.needs) >> needs & 1
        known = has.astype(bool) & compared[place][:, None]
        before = _levels(people, known, reach.before, range(len(needs)))
        some = needs_of(reach.touched)
        after = before.copy()
        after[:, some] = _levels(people, known, reach.after, some)
        return cls(people, known, before, after)

    @property
    def weights(self) -> NDArray[np.float64]:
        """Return persons in each group."""
        return self.people.weights

    @property
    def anybody(self) -> NDArray[np.bool_]:
        """Return who has any need that is compared."""
        return np.asarray(self.has.any(axis=1), dtype=bool)

    def lowest(self, levels: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the lowest level of each group's needs; covered where it has none."""
        return np.asarray(np.where(self.has, levels, len(LEVELS)).min(axis=1), np.int64)

    def persons(self, which: NDArray[np.bool_]) -> float:
        """Return how many persons there are in some of the groups."""
        return float(self.weights[which].sum())


def _levels(
    people: People, has: NDArray[np.bool_], outs: Sequence[Boxes], needs: Sequence[int]
) -> NDArray[np.int64]:
    """Return the level of every group at some needs, where it has them; else covered."""
    levels = np.full((len(has), len(needs)), len(LEVELS), np.int64)
    for at, need in enumerate(needs):
        left = np.flatnonzero(has[:, need])
        for number, out in enumerate(outs):
            reached = holding(at_need(out, need), people.values[left]).any(axis=1)
            levels[left[~reached], at] = number
            left = left[reached]
    return levels
