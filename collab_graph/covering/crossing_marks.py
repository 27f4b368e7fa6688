"""crossing_marks: who is contested, at a last resort or held together by nobody, in one system."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.contested import contested_pairs
from collab_graph.covering.inside import at_need, minus
from collab_graph.covering.last_resort import last_resort_boxes
from collab_graph.covering.mandate_boxes import Holds, System
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.covering.uncoordinated import (
    coordinated,
    coordinators,
    leads_by_root,
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
        leads = [leads_by_root(system, need, holds) for system in systems]
        first = _who_leads(leads[0], names, folk, some)
        second = first if _alike(*leads) else _who_leads(leads[1], names, folk, some)
        for side, whose in enumerate((first, second)):
            led[side][some] &= whose.any(axis=1)
            leading[side][some] |= whose
    found = [
        all_led & (whose.sum(axis=1) >= 2) & (has.sum(axis=1) >= 2)
        for all_led, whose in zip(led, leading, strict=True)
    ]
    for system, here in zip(systems, found, strict=True):
        _take_out_the_coordinated(system, folk, has, here, holds)
    return found[0], found[1]


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


def _take_out_the_coordinated(
    system: System, folk: People, has: Marks, found: Marks, holds: Holds
) -> None:
    """Take out of those found whoever one mandate may coordinate all needs of."""
    against: Holds = "possible" if holds == "certain" else "certain"
    for needs in np.unique(has[found], axis=0):
        bits = np.flatnonzero(needs).tolist()
        held = [coordinated(system, n, bits, against) for n in coordinators(system, bits)]
        boxes = stacked(folk.elsewhere, held)
        if len(boxes):
            some = np.flatnonzero(found & (has == needs).all(axis=1))
            found[some] &= ~holding(boxes, folk.values[some]).any(axis=1)


def uncoordinated_pairs(system: System, needs: list[int], holds: Holds) -> dict[int, Boxes]:
    """Return where each pair of some needs is uncoordinated, by the mask of the pair."""
    return {
        1 << one | 1 << other: uncoordinated_boxes(system, (one, other), holds)
        for one, other in combinations(needs, 2)
    }
