"""nobody: persons who could be counted and are not there, so that a zero tells about somebody."""

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED, PLACE
from collab_graph.covering.boxes import Boxes
from collab_graph.covering.exclusions import without
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.showing.unmet import Marks

Rows = list[tuple[list[int], int]]


def with_nobody(folk: People, counted: Boxes, outs: Boxes) -> People:
    """Return the persons, and after them one row of nobody for whatever could be counted.

    Each such row is a real situation: somebody could be in it. One stands in every box for each of
    its needs in each of its places, and one for each need in each place that somebody could have
    there without anybody answering for it. On the other axes it has values drawn with a fixed seed
    among those the box admits.

    Parameters
    ----------
    folk : People
        m groups of persons.
    counted : Boxes
        Boxes whose persons are counted: zones, marks, what mandates hold for.
    outs : Boxes
        Where somebody answers for a need; everywhere else nobody does.

    Returns
    -------
    People
        The m groups first; every row after them has a weight of 0 and one need.
    """
    rng = np.random.default_rng(0)
    rows = _inside(counted, rng)
    space = counted.space
    at_need, at_place = space.position(NEED), space.position(PLACE)
    situations = np.array([values for values, _ in rows], np.int64).reshape(-1, len(space.axes))
    there = situations[~holding(outs, situations).any(axis=1)]
    held = set(zip(there[:, at_place].tolist(), there[:, at_need].tolist(), strict=True))
    full = list(folk.atoms.full)
    for need in range(space.sizes[at_need]):
        for place in range(space.sizes[at_place]):
            if (place, need) not in held:
                full[at_need], full[at_place] = 1 << need, 1 << place
                open_here = without(Boxes.from_masks(space, [full]), outs)
                rows += _inside(open_here.take(np.arange(min(1, len(open_here)))), rng)
    if not rows:
        return folk
    values = np.array([row[:-1] for row, _ in rows], np.int64)
    needs = np.array([1 << need for _, need in rows], np.int64)
    return People(
        folk.atoms,
        np.vstack([folk.values, values]),
        np.concatenate([folk.needs, needs]),
        np.concatenate([folk.weights, np.zeros(len(rows))]),
        folk.spread,
        folk.margins,
    )


def _inside(boxes: Boxes, rng: np.random.Generator) -> Rows:
    """Return for every box, need and place in it one situation (and its need)."""
    at_need, at_place = boxes.space.position(NEED), boxes.space.position(PLACE)
    rows: Rows = []
    for masks in boxes.to_masks():
        admitted = [_bits(mask) for mask in masks]
        for need in admitted[at_need]:
            for place in admitted[at_place]:
                drawn = rng.random(len(admitted))
                values = [a[int(d * len(a))] for a, d in zip(admitted, drawn, strict=True)]
                values[at_need], values[at_place] = need, place
                rows.append((values, need))
    return rows


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]


def who_matters(counted: Marks, weights: NDArray[np.float64]) -> Marks:
    """Return the persons, and those rows of nobody without whom a count would tell nothing.

    A count of nobody is told about whoever could have been there, and two counts of the same
    persons (a share of 100 %) about whoever could have been in one of them alone. One row of nobody
    stands for each such statement; more would only say the same of others.

    Parameters
    ----------
    counted : ndarray of bool, shape (k, m)
        Which of m rows each of k counts adds up.
    weights : ndarray of shape (m,)
        Persons; 0 in rows of nobody.

    Returns
    -------
    ndarray of bool, shape (m,)
        Which rows to reckon with.
    """
    there = weights > 0
    kept = there.copy()
    nobody = np.flatnonzero(~there)
    _, which = np.unique(counted[:, there], axis=0, return_inverse=True)
    for same in range(int(which.max(initial=-1)) + 1):
        counts = np.flatnonzero(which == same)
        empty = not counted[counts[0], there].any()
        could = counted[np.ix_(counts, nobody)]
        told = np.zeros((len(counts), 1 if empty else len(counts)), bool)
        for row in np.flatnonzero(could.any(axis=0)):
            alone = could[:, row, None] & (True if empty else ~could[:, row])
            if (alone & ~told).any():
                kept[nobody[row]] = True
                told |= alone
    return kept
