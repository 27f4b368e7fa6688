"""partition: the situations no mandate reaches, as boxes that do not overlap, and their number."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from collab_graph.covering.alike import Alike, alike
from collab_graph.covering.boxes import Boxes, distinct
from collab_graph.covering.simplified import simplified


def partition(boxes: Boxes) -> Boxes:
    """Return boxes that do not overlap and together hold every situation no mandate reaches.

    Goes down a tree with one axis a step, the axis that most mandates limit first. A branch keeps
    the set of mandates that can still hold; values that leave the same set share a branch. Where no
    mandate is left, everything below is one box; where one is left that limits nothing below,
    there is none.

    Parameters
    ----------
    boxes : Boxes
        The mandates.

    Returns
    -------
    Boxes
        Disjoint boxes, ordered by the mask of the first axis, then the second, …. Their number
        can grow exponentially with the mandates; `uncovered_cells` counts without listing.

    Examples
    --------
    One mandate, for income 0 at age 0; left are 5 of 6 cells:

    >>> from collab_graph.covering.boxes import Space, cell_counts
    >>> space = Space(("income", "age"), (2, 3))
    >>> left = partition(Boxes.from_masks(space, [(0b01, 0b001)]))
    >>> left.to_masks(), cell_counts(left)
    ([(1, 6), (2, 7)], [2, 3])
    """
    tree = _Tree.of(boxes)
    branches = list(tree.open_branches(0, tree.everyone))
    masks = [tuple(branch[axis] for axis in tree.place) for branch in branches]
    return distinct(tree.groups.widened(Boxes.from_masks(tree.groups.smaller, masks)))


def uncovered_cells(boxes: Boxes) -> int:
    """Return the number of situations no mandate reaches, exactly.

    The tree of `partition` with equal branches counted once: its cost is the number of different
    (axis, set of mandates that can still hold).

    Parameters
    ----------
    boxes : Boxes
        The mandates.

    Returns
    -------
    int
        From 0 to ``boxes.space.cells``.

    Examples
    --------
    >>> from collab_graph.covering.boxes import Space
    >>> uncovered_cells(Boxes.from_masks(Space(("income", "age"), (2, 3)), [(0b01, 0b001)]))
    5
    """
    tree = _Tree.of(boxes)
    return tree.count(0, tree.everyone, {})


@dataclass(frozen=True, eq=False)
class _Tree:
    """Which mandates can still hold after each value, axis by axis; sets of mandates are ints."""

    groups: Alike
    place: tuple[int, ...]
    """For each axis of the space, its depth in the tree."""
    admitting: tuple[tuple[int, ...], ...]
    """At each depth, for each value, the mandates that admit it."""
    multiplicity: tuple[tuple[int, ...], ...]
    """At each depth, for each value, how many values of the space as given it stands for."""
    unlimited: tuple[int, ...]
    """At each depth, the mandates that limit nothing from there on."""

    @property
    def everyone(self) -> int:
        """Return the set of all mandates."""
        return self.unlimited[-1]

    @classmethod
    def of(cls, boxes: Boxes) -> "_Tree":
        mandates = simplified(boxes)
        groups = alike(mandates)
        masks = groups.narrowed(mandates).to_masks()
        full = [(1 << size) - 1 for size in groups.smaller.sizes]
        limiting = [
            sum(1 << k for k, box in enumerate(masks) if box[axis] != full[axis])
            for axis in range(len(full))
        ]
        order = sorted(range(len(full)), key=lambda axis: (-limiting[axis].bit_count(), axis))
        unlimited = [(1 << len(masks)) - 1]
        for axis in reversed(order):
            unlimited.append(unlimited[-1] & ~limiting[axis])
        admitting = tuple(
            tuple(
                sum(1 << k for k, box in enumerate(masks) if box[axis] >> value & 1)
                for value in range(groups.smaller.sizes[axis])
            )
            for axis in order
        )
        multiplicity = tuple(
            tuple(
                int((groups.groups[axis] == value).sum())
                for value in range(groups.smaller.sizes[axis])
            )
            for axis in order
        )
        place = tuple(order.index(axis) for axis in range(len(full)))
        return cls(groups, place, admitting, multiplicity, tuple(reversed(unlimited)))

    def branches(self, depth: int, holding: int) -> dict[int, list[int]]:
        """Return, for each set of mandates that can hold one axis on, the values that leave it."""
        values: dict[int, list[int]] = {}
        for value, admitting in enumerate(self.admitting[depth]):
            values.setdefault(holding & admitting, []).append(value)
        return values

    def open_branches(self, depth: int, holding: int) -> Iterator[tuple[int, ...]]:
        """Yield one mask per depth for every box that no mandate reaches."""
        if holding == 0:
            yield tuple((1 << len(values)) - 1 for values in self.admitting[depth:])
        elif not holding & self.unlimited[depth]:
            for left, values in self.branches(depth, holding).items():
                mask = sum(1 << value for value in values)
                for rest in self.open_branches(depth + 1, left):
                    yield (mask, *rest)

    def count(self, depth: int, holding: int, known: dict[tuple[int, int], int]) -> int:
        """Return the number of cells in the open branches, each set of mandates counted once."""
        if holding == 0:
            return math.prod(sum(values) for values in self.multiplicity[depth:])
        if holding & self.unlimited[depth]:
            return 0
        if (depth, holding) not in known:
            stands_for = self.multiplicity[depth]
            known[depth, holding] = sum(
                sum(stands_for[value] for value in values) * self.count(depth + 1, left, known)
                for left, values in self.branches(depth, holding).items()
            )
        return known[depth, holding]
