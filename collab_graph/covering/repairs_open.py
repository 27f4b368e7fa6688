"""repairs_open: the cases nobody leads for, each with its weight in persons or cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import PLACE
from collab_graph.covering.boxes import Boxes
from collab_graph.covering.changes import Change
from collab_graph.covering.mandate_boxes import Mandate, System
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.covering.repairs_cases import mask_of
from mobility.foundation.errors import InputError

MOST_SITUATIONS = 500_000
"""Situations of one need that rules or changes tell apart; more are not looked at one by one."""


class TooManySituationsError(InputError):
    """Nobody is counted, and rules tell apart more situations than can be looked at one by one."""


@dataclass(frozen=True, eq=False)
class Cases:
    """Cases of one need each.

    Parameters
    ----------
    values : ndarray of int, shape (cases, axes)
        One value on every axis, need last.
    weights : ndarray of float, shape (cases,)
        Persons, or cells alike to every rule.
    person : ndarray of int or None
        Which row of the population each case is of; None in cells.
    """

    values: NDArray[np.int64]
    weights: NDArray[np.float64]
    person: NDArray[np.int64] | None

    def take(self, which: NDArray[np.bool_]) -> "Cases":
        """Return some of the cases."""
        person = None if self.person is None else self.person[which]
        return Cases(self.values[which], self.weights[which], person)

    def joined(self, other: "Cases") -> "Cases":
        """Return these cases followed by others of the same people."""
        both = self.person is not None and other.person is not None
        person = np.concatenate([self.person, other.person]) if both else None
        values = np.vstack([self.values, other.values])
        return Cases(values, np.concatenate([self.weights, other.weights]), person)

    def once(self, which: NDArray[np.bool_]) -> float:
        """Return the persons of some cases, each once; without a population the cells."""
        if self.person is None:
            return float(self.weights[which].sum())
        _, first = np.unique(self.person[which], return_index=True)
        return float(self.weights[which][first].sum())


def cases_outside(
    system: System, folk: People | None, reached: Boxes, changes: Sequence[Change]
) -> Cases:
    """Return the cases that lie in none of some boxes.

    Parameters
    ----------
    system : System
        The mandates.
    folk : People or None
        Persons, each a case for every one of their needs; None counts cells.
    reached : Boxes
        What is taken care of.
    changes : sequence of Change
        In cells: what must be told apart besides the mandates.

    Returns
    -------
    Cases
        In cells, situations that no mandate and no change tells apart are one case.

    Raises
    ------
    TooManySituationsError
        If there are too many situations to look at each.
    """
    cases = _of_people(folk) if folk is not None else _of_cells(system, changes)
    return cases.take(np.asarray(~holding(reached, cases.values).any(axis=1)))


def _of_people(folk: People) -> Cases:
    own = [np.flatnonzero(folk.needs >> need & 1) for need in range(len(folk.atoms.needs))]
    person = np.concatenate(own)
    need = np.repeat(np.arange(len(own)), [len(rows) for rows in own])[:, None]
    values = np.hstack([folk.values[person], need])
    some = folk.weights[person] > 0
    return Cases(values[some], folk.weights[person][some], person[some])


def _of_cells(system: System, changes: Sequence[Change]) -> Cases:
    parts = [_of_need(system, changes, need) for need in range(len(system.atoms.needs))]
    values = np.vstack([part.values for part in parts])
    return Cases(values, np.concatenate([part.weights for part in parts]), None)


def _of_need(system: System, changes: Sequence[Change], need: int) -> Cases:
    """Return the situations of one need, those alike to every rule and change once."""
    own = [mandate for mandate in system.mandates if mandate.covered >> need & 1]
    kinds = kinds_of_values(system, own, changes, f"the need {system.need_labels['en'][need]!r}")
    first = [[values[0] for values in several] for several in kinds]
    counts = [np.array([len(values) for values in several], float) for several in kinds]
    grids = np.meshgrid(*first, np.array([need]), indexing="ij")
    values = np.stack([grid.ravel() for grid in grids], axis=1)
    weights = np.meshgrid(*counts, np.ones(1), indexing="ij")
    product = np.prod(np.stack([grid.ravel() for grid in weights]), axis=0)
    return Cases(values.astype(np.int64), product, None)


def kinds_of_values(
    system: System, own: Sequence[Mandate], changes: Sequence[Change], of: str
) -> list[list[list[int]]]:
    """Return for every axis but need its values, together those that some mandates take alike.

    Parameters
    ----------
    system : System
        Whose axes.
    own : sequence of Mandate
        Those whose rules, and whose changes, tell values apart. Places are always told apart.
    changes : sequence of Change
        Those that may be made, of these mandates and others.
    of : str
        Whose situations they make up, in words.

    Raises
    ------
    TooManySituationsError
        If they make up too many situations to look at each.
    """
    atoms = system.atoms
    masks = [c.masks for m in own for c in (m.conditions, *m.exclusions)]
    asked = {m.name for m in own}
    added = [(c.axis, mask_of(system, c.axis, c.value)) for c in changes if c.mandate in asked and c.axis]  # fmt: skip # noqa: E501
    found: list[list[list[int]]] = []
    for at, name in enumerate(atoms.space.axes[:-1]):
        rules = {mask[at] for mask in masks} | {mask for axis, mask in added if axis == name}
        kinds: dict[tuple[int, ...], list[int]] = {}
        for value in range(atoms.space.sizes[at]):
            told = tuple(rule >> value & 1 for rule in sorted(rules))
            kinds.setdefault((value,) if name == PLACE else told, []).append(value)
        found.append(list(kinds.values()))
    total = prod(len(kinds) for kinds in found)
    if total > MOST_SITUATIONS:
        said = f"{total:,} situations of {of} are told apart by rules, more than"
        way = "count persons in the sheet population, or look at one day (at)"
        raise TooManySituationsError("repairs", [f"{said} {MOST_SITUATIONS:,}; {way}"])
    return found
