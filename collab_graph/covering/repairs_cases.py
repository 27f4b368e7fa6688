"""repairs_cases: which conditions keep each mandate from each case nobody leads for."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED, PLACE, TIME
from collab_graph.covering.changes import Change, ChangeKind
from collab_graph.covering.levels import LEVELS, Level
from collab_graph.covering.mandate_boxes import Conditions, Holds, Mandate, System
from collab_graph.record.criteria import criterion

Values = NDArray[np.int64]
Ways = NDArray[np.int64]
NO_WAY = -1
OPEN = 0
"""The condition that is always met."""


class Finder:
    """Says of each case and mandate which conditions fail, as sets of changes that meet them.

    Parameters
    ----------
    system : System
        The mandates.
    changes : sequence of Change
        Those that may be made, as `single_changes` names them.
    level : "Z0", "Z1" or "Z2"
        What a mandate must be besides holding.
    holds : "certain" or "possible"
        How unknown cells are taken.
    """

    def __init__(
        self, system: System, changes: Sequence[Change], level: Level, holds: Holds
    ) -> None:
        self._system = system
        self._asked = LEVELS.index(level)
        self._holds = holds
        self._conditions: dict[tuple[int, ...], int] = {(): OPEN}
        self._ways: dict[tuple[int, ...], int] = {}
        self._changes: dict[str, list[tuple[int, Change]]] = {}
        for number, change in enumerate(changes):
            self._changes.setdefault(change.mandate, []).append((number, change))

    @property
    def conditions(self) -> tuple[tuple[int, ...], ...]:
        """Return the changes that meet each condition, by number; the first, `OPEN`, needs none."""
        return tuple(self._conditions)

    @property
    def ways(self) -> tuple[tuple[int, ...], ...]:
        """Return the conditions that each way asks for."""
        return tuple(self._ways)

    def leading(self, values: Values) -> Ways:
        """Return the way of each mandate to each case, so that it takes it out of the level.

        Parameters
        ----------
        values : ndarray of int, shape (cases, axes)
            Cases outside every mandate of the level, one value on every axis.

        Returns
        -------
        ndarray of int, shape (cases, mandates)
            `NO_WAY` where no changes bring a mandate there, or its role covers no need.
        """
        found = np.full((len(values), len(self._system.mandates)), NO_WAY)
        for number, mandate in enumerate(self._system.mandates):
            asked = np.flatnonzero(mandate.covered >> values[:, -1] & 1)
            if len(asked):
                standing = self._standing(mandate)
                found[asked, number] = self._of_mandate(mandate, standing, values[asked])
        return found

    def coordinating(self, values: Values, sets: NDArray[np.int64]) -> Ways:
        """Return the way of each mandate to hold together the set of needs of each case."""
        found = np.full((len(values), len(self._system.mandates)), NO_WAY)
        for number, mandate in enumerate(self._system.mandates):
            if mandate.role != "coordinate":
                continue
            shares = mandate.strength in ("lead", "shared")
            standing = [] if shares else [self._of_kind(mandate, "strength")]
            for needs in np.unique(sets).tolist():
                rows = np.flatnonzero(sets == needs)
                if needs & ~mandate.conditions.masks[-1] == 0:
                    found[rows, number] = self._together(mandate, standing, values[rows], needs)
        return found

    def _together(
        self, mandate: Mandate, standing: Sequence[int], values: Values, needs: int
    ) -> Ways:
        """Return the way of a mandate to hold at every need of a set at once."""
        columns = []
        for need in (bit for bit in range(needs.bit_length()) if needs >> bit & 1):
            at_need = np.hstack([values[:, :-1], np.full((len(values), 1), need)])
            columns.append(self._of_mandate(mandate, standing, at_need))
        ways = np.stack(columns, axis=1)
        first, which = alike(ways)
        asked = self.ways
        joined = [
            NO_WAY if NO_WAY in row else self._way([c for way in row for c in asked[way]])
            for row in ways[first].tolist()
        ]
        return np.array(joined, np.int64)[which]

    def any_of(self, several: Sequence[int]) -> int:
        """Return the way that any one of some changes opens; `NO_WAY` where there are none."""
        condition = self._condition(several)
        return NO_WAY if condition == NO_WAY else self._way([condition])

    def _of_mandate(self, mandate: Mandate, standing: Sequence[int], values: Values) -> Ways:
        """Return the way of one mandate to each case."""
        changes = self._changes.get(mandate.name, [])
        found = np.full(len(values), NO_WAY)
        if NO_WAY in standing or (self._holds == "certain" and mandate.conditions.unknown):
            return found
        alive = np.arange(len(values))
        slots: list[Values] = []
        for of_value in self._criteria(mandate, changes):
            at, conditions = of_value
            own = conditions[values[alive, at]]
            keep = own != NO_WAY
            alive, slots = alive[keep], [slot[keep] for slot in slots]
            if own[keep].any():
                slots.append(own[keep])
        for exclusion, lifting in self._exclusions(mandate, changes):
            own = self._lifted(exclusion, lifting, values[alive])
            keep = own != NO_WAY
            alive, slots = alive[keep], [slot[keep] for slot in slots]
            if own[keep].any():
                slots.append(own[keep])
        found[alive] = self._ways_of(standing, slots, len(alive))
        return found

    def _standing(self, mandate: Mandate) -> list[int]:
        """Return the conditions of a mandate that hang on no case."""
        kinds: list[ChangeKind] = []
        if self._asked >= LEVELS.index("Z1") and mandate.strength != "lead":
            kinds.append("strength")
        if self._asked >= LEVELS.index("Z2") and mandate.force != "must":
            kinds.append("force")
        return [self._of_kind(mandate, kind) for kind in kinds]

    def _of_kind(self, mandate: Mandate, kind: ChangeKind) -> int:
        own = self._changes.get(mandate.name, [])
        return self._condition([number for number, change in own if change.kind == kind])

    def _condition(self, numbers: Iterable[int]) -> int:
        several = tuple(sorted(set(numbers)))
        return self._conditions.setdefault(several, len(self._conditions)) if several else NO_WAY

    def _criteria(
        self, mandate: Mandate, changes: Sequence[tuple[int, Change]]
    ) -> Iterator[tuple[int, Values]]:
        """Yield every axis that limits a mandate, with the condition of each of its values."""
        atoms = self._system.atoms
        added = [(n, *self._added(mandate, change)) for n, change in changes if _adds(change)]
        for at, name in enumerate(atoms.space.axes):
            own = mandate.conditions.masks[at]
            if name == NEED or own == atoms.full[at]:
                continue
            more = [(n, mask) for n, axis, mask in added if axis == name]
            yield at, np.array([
                OPEN if own >> v & 1 else self._condition([n for n, m in more if m >> v & 1])
                for v in range(atoms.space.sizes[at])
            ])  # fmt: skip

    def _added(self, mandate: Mandate, change: Change) -> tuple[str, int]:
        """Return on which axis a change adds which values."""
        atoms = self._system.atoms
        if change.kind == "from":
            return TIME, atoms.of_period(change.value, mandate.valid_to)
        if change.kind == "until":
            return TIME, atoms.of_period(mandate.valid_from, change.value)
        return change.axis, mask_of(self._system, change.axis, change.value)

    def _exclusions(
        self, mandate: Mandate, changes: Sequence[tuple[int, Change]]
    ) -> Iterator[tuple[Conditions, list[tuple[int, Change]]]]:
        rows = [
            row
            for row, name in enumerate(self._system.record.tables["exclusions"]["mandate"])
            if name == mandate.name
        ]
        for row, exclusion in zip(rows, mandate.exclusions, strict=True):
            if self._holds == "certain" or not exclusion.unknown:
                yield exclusion, [(n, c) for n, c in changes if c.exclusion == row]

    def _lifted(
        self, exclusion: Conditions, lifting: Sequence[tuple[int, Change]], values: Values
    ) -> Values:
        """Return for each case the condition that one exclusion is: `OPEN` where it holds not."""
        axes = self._system.atoms.space.axes
        fires = np.ones(len(values), bool)
        for at, mask in enumerate(exclusion.masks):
            fires &= _in_mask(mask, self._system.atoms.space.sizes[at])[values[:, at]]
        lifts = np.zeros((len(values), len(lifting)), bool)
        for column, (_, change) in enumerate(lifting):
            if change.kind == "exclusion":
                lifts[:, column] = True
                continue
            at = axes.index(change.axis)
            mask = mask_of(self._system, change.axis, change.value)
            lifts[:, column] = _in_mask(mask, self._system.atoms.space.sizes[at])[values[:, at]]
        found = np.full(len(values), OPEN)
        rows, which = np.unique(lifts[fires], axis=0, return_inverse=True)
        numbers = [n for n, _ in lifting]
        named = [self._condition([n for n, yes in zip(numbers, r, strict=True) if yes]) for r in rows]  # fmt: skip # noqa: E501
        found[fires] = np.array(named, np.int64)[which.ravel()] if len(rows) else OPEN
        return found

    def _ways_of(self, standing: Sequence[int], slots: Sequence[Values], cases: int) -> Ways:
        """Return the number of each case's way, from its condition in every slot."""
        if not slots:
            return np.full(cases, self._way(standing))
        first, which = alike(np.stack(slots, axis=1))
        rows = np.stack(slots, axis=1)[first]
        named = [self._way([*standing, *row[row != OPEN].tolist()]) for row in rows]
        return np.array(named, np.int64)[which]

    def _way(self, conditions: Sequence[int]) -> int:
        several = tuple(sorted(set(conditions)))
        return self._ways.setdefault(several, len(self._ways))


def mask_of(system: System, axis: str, value: str) -> int:
    """Return the values that a canonical text names on one axis."""
    atoms = system.atoms
    if axis == PLACE:
        return atoms.of_places(value)
    if axis == NEED:
        return atoms.of_needs(value)
    own = next(a for a in atoms.axes if a.name == axis)
    return atoms.of_criterion(own, criterion(own, value))


def alike(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first of each set of equal rows, and to which set each row belongs."""
    which = np.zeros(len(rows), np.int64)
    for column in rows.T:
        _, own = np.unique(column, return_inverse=True)
        _, which = np.unique(which * (int(own.max(initial=0)) + 1) + own, return_inverse=True)
    first = np.full(int(which.max(initial=-1)) + 1, len(rows))
    np.minimum.at(first, which, np.arange(len(rows)))
    return first, which


def _adds(change: Change) -> bool:
    return change.kind in ("value", "place", "from", "until")


def _in_mask(mask: int, size: int) -> NDArray[np.bool_]:
    return np.array([mask >> value & 1 for value in range(size)], bool)
