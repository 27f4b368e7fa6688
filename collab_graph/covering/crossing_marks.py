"""crossing_marks: who is contested, at a last resort or held together by nobody, in one system."""

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


def marked_at_needs(boxes: Boxes, folk: People, has: Marks) -> Marks:
    """Return at which needs of theirs persons lie in boxes, shape (groups, needs)."""
    found = np.zeros(has.shape, bool)
    for need in range(has.shape[1]):
        here, some = at_need(boxes, need), np.flatnonzero(has[:, need])
        if len(here) and len(some):
            found[some, need] = holding(here, folk.values[some]).any(axis=1)
    return found


def uncoordinated_persons(system: System, folk: People, has: Marks, holds: Holds) -> Marks:
    """Return whose set of needs several organisations lead and nobody holds together (ZK).

    Parameters
    ----------
    system : System
        The mandates.
    folk : People
        m groups of persons.
    has : ndarray of bool, shape (m, needs)
        Their sets of needs.
    holds : "certain" or "possible"
        As `uncoordinated`.

    Returns
    -------
    ndarray of bool, shape (m,)
        False for those with fewer than two needs.
    """
    roots = {mandate.root: at for at, mandate in enumerate(system.mandates)}
    number = {root: at for at, root in enumerate(sorted(roots))}
    led = np.ones(len(has), bool)
    leading = np.zeros((len(has), len(number)), bool)
    for need in range(has.shape[1]):
        some = np.flatnonzero(has[:, need])
        leads = leads_by_root(system, need, holds)
        whose = np.array([number[root] for root, boxes in leads.items() for _ in range(len(boxes))])
        here = holding(stacked(folk.elsewhere, leads.values()), folk.values[some])
        led[some] &= here.any(axis=1)
        for root in np.unique(whose).tolist():
            leading[some, root] |= here[:, whose == root].any(axis=1)
    found = led & (leading.sum(axis=1) >= 2) & (has.sum(axis=1) >= 2)
    against: Holds = "possible" if holds == "certain" else "certain"
    for needs in np.unique(has[found], axis=0):
        bits = np.flatnonzero(needs).tolist()
        some = np.flatnonzero(found & (has == needs).all(axis=1))
        held = [coordinated(system, n, bits, against) for n in coordinators(system, bits)]
        boxes = stacked(folk.elsewhere, held)
        if len(boxes):
            found[some] &= ~holding(boxes, folk.values[some]).any(axis=1)
    return np.asarray(found, bool)


def uncoordinated_pairs(system: System, needs: list[int], holds: Holds) -> dict[int, Boxes]:
    """Return where each pair of some needs is uncoordinated, by the mask of the pair."""
    return {
        1 << one | 1 << other: uncoordinated_boxes(system, (one, other), holds)
        for one, other in combinations(needs, 2)
    }
