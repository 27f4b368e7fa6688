"""crossing_marks: who is contested, at a last resort or held together by nobody, in one system."""

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.contested import contested_pairs
from collab_graph.covering.inside import at_need, minus
from collab_graph.covering.last_resort import last_resort_boxes
from collab_graph.covering.mandate_boxes import Holds, System, met
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.covering.uncoordinated import (
    coordinators,
    leads_of_both,
    uncoordinated_boxes,
)

Marks = NDArray[np.bool_]


def marked_boxes(system: System, holds: Holds) -> dict[str, Boxes]:
    """Return the situations, need among them, that are contested (C) or a last resort (L)."""
    inside, outside = last_resort_boxes(system, holds)
    pairs = contested_pairs(system, holds)
    return {
        "C": stacked(system.atoms.space, [pair.boxes for pair in pairs]),
        "L": minus(inside, outside),
    }


def marked_at_needs(before: Boxes, after: Boxes, folk: People, has: Marks) -> tuple[Marks, Marks]:
    """Return at which needs of theirs persons lie in boxes before and after, (groups, needs)."""
    sides = np.zeros(has.shape, bool), np.zeros(has.shape, bool)
    for need in range(has.shape[1]):
        old, new = at_need(before, need), at_need(after, need)
        some = np.flatnonzero(has[:, need])
        for side, boxes in zip(sides, (old, new), strict=True):
            if boxes is new and np.array_equal(old.packed, new.packed):
                side[:, need] = sides[0][:, need]
            elif len(boxes) and len(some):
                side[some, need] = holding(boxes, folk.values[some]).any(axis=1)
    return sides


def uncoordinated_persons(
    systems: tuple[System, System], folk: People, has: Marks, holds: Holds
) -> tuple[Marks, Marks]:
    """Return whose set of needs several organisations lead and nobody holds together (ZK).

    Parameters
    ----------
    systems : (System, System)
        The mandates before and after, over one space.
    folk : People
        m groups of persons.
    has : ndarray of bool, shape (m, needs)
        Their sets of needs.
    holds : "certain" or "possible"
        As `uncoordinated`.

    Returns
    -------
    two ndarrays of bool, shape (m,)
        Before and after; False for those with fewer than two needs.
    """
    names = sorted({mandate.root for system in systems for mandate in system.mandates})
    led = [np.ones(len(has), bool) for _ in systems]
    leading = [np.zeros((len(has), len(names)), bool) for _ in systems]
    for need in range(has.shape[1]):
        some = np.flatnonzero(has[:, need] & (has.sum(axis=1) >= 2))
        leads = leads_of_both(systems, need, holds)
        first = _who_leads(leads[0], names, folk, some)
        second = first if _alike(*leads) else _who_leads(leads[1], names, folk, some)
        for side, whose in enumerate((first, second)):
            led[side][some] &= whose.any(axis=1)
            leading[side][some] |= whose
    found = [
        all_led & (whose.sum(axis=1) >= 2) & (has.sum(axis=1) >= 2)
        for all_led, whose in zip(led, leading, strict=True)
    ]
    held = _coordinated(systems, folk, has, found[0] | found[1], holds)
    return found[0] & ~held[0], found[1] & ~held[1]


def _alike(one: Mapping[str, Boxes], other: Mapping[str, Boxes]) -> bool:
    """Whether the same organisations lead in the same situations."""
    return one.keys() == other.keys() and all(
        np.array_equal(one[root].packed, other[root].packed) for root in one
    )


def _who_leads(
    leads: Mapping[str, Boxes], names: Sequence[str], folk: People, some: NDArray[np.int64]
) -> Marks:
    """Return which organisations lead a need for some groups, shape (groups, organisations)."""
    found = np.zeros((len(some), len(names)), bool)
    whose = [names.index(root) for root, boxes in leads.items() for _ in range(len(boxes))]
    here = holding(stacked(folk.elsewhere, leads.values()), folk.values[some])
    for at, root in enumerate(whose):
        found[:, root] |= here[:, at]
    return found


def _coordinated(
    systems: tuple[System, System], folk: People, has: Marks, asked: Marks, holds: Holds
) -> tuple[Marks, Marks]:
    """Return of whom among those asked about one mandate may coordinate all needs, in each system.

    Where the same mandates coordinate a set of needs alike, they are looked up once.
    """
    against: Holds = "possible" if holds == "certain" else "certain"
    found = np.zeros(len(asked), bool), np.zeros(len(asked), bool)
    parts: dict[tuple[int, int, int], Boxes] = {}

    def part(side: int, number: int, need: int) -> Boxes:
        if (side, number, need) not in parts:
            parts[side, number, need] = at_need(systems[side].held(number, against), need)
        return parts[side, number, need]

    masks = has @ (1 << np.arange(has.shape[1]))
    for mask in np.unique(masks[asked]).tolist():
        bits = [bit for bit in range(has.shape[1]) if mask >> bit & 1]
        some = np.flatnonzero(asked & (masks == mask))
        boxes = [
            stacked(folk.elsewhere, [
                reduce(met, [part(side, n, bit) for bit in bits])
                for n in coordinators(system, bits)
            ])
            for side, system in enumerate(systems)
        ]  # fmt: skip
        for side, own in enumerate(boxes):
            if side and np.array_equal(own.packed, boxes[0].packed):
                found[1][some] = found[0][some]
            elif len(own):
                found[side][some] = holding(own, folk.values[some]).any(axis=1)
    return found


def uncoordinated_pairs(system: System, needs: list[int], holds: Holds) -> dict[int, Boxes]:
    """Return where each pair of some needs is uncoordinated, by the mask of the pair."""
    return {
        1 << one | 1 << other: uncoordinated_boxes(system, (one, other), holds)
        for one, other in combinations(needs, 2)
    }
