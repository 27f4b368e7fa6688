"""unmet: which persons have which needs that nobody answers for, and the zones they are in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED, PLACE
from collab_graph.covering.boxes import Boxes
from collab_graph.covering.levels import out_of
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.covering.zones import GreyZones

Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, repr=False)
class Unmet:
    """The persons of a record, and what of theirs nobody answers for.

    Parameters
    ----------
    weights : ndarray of float, shape (m,)
        Persons in each of m groups of like persons.
    place : ndarray of int, shape (m,)
        The leaf of the tree of places they live in.
    needs : ndarray of bool, shape (m, needs)
        Which needs of theirs nobody answers for, at the level the zones lie inside.
    zones : ndarray of bool, shape (m, zones)
        Which zones they are in with at least one of the zone's needs.
    """

    weights: NDArray[np.float64]
    place: NDArray[np.int64]
    needs: Marks
    zones: Marks

    def first(self, number: int) -> "Unmet":
        """Return the first groups of persons only."""
        return Unmet(
            self.weights[:number], self.place[:number], self.needs[:number], self.zones[:number]
        )

    def among(self, which: NDArray[np.int64]) -> "Unmet":
        """Return the same persons with some of the zones only, in the order given."""
        return Unmet(self.weights, self.place, self.needs, self.zones[:, which])

    @property
    def some(self) -> Marks:
        """Return who has at least one need that nobody answers for."""
        return np.asarray(self.needs.any(axis=1), dtype=bool)

    def __repr__(self) -> str:
        """Say how many groups of persons and zones there are."""
        return f"Unmet({len(self.weights)} groups of persons, {self.zones.shape[1]} zones)"


def unmet(found: GreyZones, folk: People) -> Unmet:
    """Return whose needs nobody answers for, and in which zones they are.

    Parameters
    ----------
    found : GreyZones
        The zones of a record.
    folk : People
        The persons they were weighed by.

    Returns
    -------
    Unmet
        One row for every row of ``folk``.
    """
    number = len(folk.atoms.needs)
    has = _bits(folk.needs, number)
    outs = out_of(found.system, found.level, holds=found.holds, wait_days=found.wait_days)
    open_needs = np.zeros(has.shape, bool)
    for need in range(number):
        those = np.flatnonzero(has[:, need])
        column = np.full((len(those), 1), need, np.int64)
        reached = holding(outs, np.hstack([folk.values[those], column])).any(axis=1)
        open_needs[those, need] = ~reached
    boxes = found.zones.boxes
    elsewhere = Boxes.from_columns(folk.elsewhere, [boxes.column(a) for a in folk.elsewhere.axes])
    of_zone = _bits(boxes.column(NEED).astype(np.int64), number)
    having = (open_needs.astype(np.int64) @ of_zone.T.astype(np.int64)) > 0
    inside = holding(elsewhere, folk.values) & having
    return Unmet(folk.weights, folk.values[:, folk.elsewhere.position(PLACE)], open_needs, inside)


def _bits(masks: NDArray[np.int64], number: int) -> Marks:
    return (masks[:, None] >> np.arange(number) & 1).astype(bool)
