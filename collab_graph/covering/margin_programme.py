"""margin_programme: the persons of a place that margins allow, as a linear programme."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import PLACE
from collab_graph.covering.margins import Area, Counted, Margins
from mobility.foundation.errors import InputError
from mobility.foundation.solver_remarks import remarks_on_stderr

MOST_CELLS = 5_000
"""Cells of one programme; a wider question is not asked."""

Masks = tuple[int, ...]
Values = NDArray[np.int64]
Yes = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Programme:
    """Persons in cells: sums of them between bounds, and the cells that are asked about.

    Parameters
    ----------
    rows : ndarray of float, shape (sums, cells)
        Which cells each sum adds up.
    low, high : ndarray of float, shape (sums,)
        Between what each sum lies.
    asked : ndarray of float, shape (cells,)
        1 for the cells whose persons are sought.
    """

    rows: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    asked: NDArray[np.float64]

    def solved(self) -> tuple[float, float]:
        """Return the least and the most persons in the cells asked about.

        Raises
        ------
        InputError
            If no persons have these sums.
        """
        from scipy.optimize import LinearConstraint, milp
        from scipy.sparse import csr_array

        sums = LinearConstraint(csr_array(self.rows), self.low, self.high)
        with remarks_on_stderr():
            ends = [milp(sign * self.asked, constraints=sums) for sign in (1.0, -1.0)]
        if not all(end.success for end in ends):
            said = "no persons have all these counts among the situations that can occur"
            raise InputError("margins", [f"{said}; correct the counts, or admit more situations"])
        least, most = ends
        return max(0.0, float(least.fun)), -float(most.fun)


def programme_of(margins: Margins, top: Area, masks: Sequence[Masks]) -> Programme | None:
    """Return the programme of an outermost place for the union of boxes; None where too large.

    Values that no margin, box or admissible situation tells apart are one.

    Parameters
    ----------
    margins : Margins
        All margins.
    top : Area
        One of its outermost places.
    masks : sequence of tuple of int
        Boxes of the whole space.
    """
    question = _Question.of(margins, top, masks)
    choices = question.choices()
    size = np.prod([float(len(some)) for some in choices]) * 2.0 ** len(question.needs)
    if size > MOST_CELLS:
        return None
    cells = question.cells(choices)
    sets = np.arange(1 << len(question.needs))
    having = (np.tile(sets, len(cells))[:, None] >> np.arange(len(question.needs)) & 1).astype(bool)
    values = np.repeat(cells, len(sets), axis=0)
    found = list(question.sums(values, having))
    rows = np.array([row for row, _, _ in found], np.float64).reshape(len(found), len(values))
    low, high = (np.array([one[end] for one in found]) for end in (1, 2))
    return Programme(rows, low, high, question.asked(values, having).astype(np.float64))


@dataclass(frozen=True)
class _Question:
    """Boxes, and situations that can occur, on the place and the axes that matter."""

    margins: Margins
    top: Area
    masks: tuple[Masks, ...]
    possible: tuple[Masks, ...]
    at: tuple[int, ...]
    needs: tuple[int, ...]
    counts: tuple[Mapping[str, Counted], ...]

    @classmethod
    def of(cls, margins: Margins, top: Area, masks: Sequence[Masks]) -> "_Question":
        """Leave out axes that only margins limit, and needs nobody asks for: they exclude nothing.

        Not so where the number of persons of some place inside is not known, which they may bound.
        """
        atoms = margins.atoms
        possible = [] if margins.admissible is None else margins.admissible.to_masks()
        open_areas = [] if all(a.total is not None for a in top.within()) else list(top.within())
        at = [
            number
            for number, axis in enumerate(atoms.axes)
            if any(m[number] != atoms.full[number] for m in (*masks, *possible))
            or any(axis.name in area.axes for area in open_areas)
        ]
        needs = [
            need
            for need in range(len(atoms.needs))
            if any(m[-1] >> need & 1 for m in masks) or any(need in a.needs for a in open_areas)
        ]
        on = (atoms.space.position(PLACE), *at)
        counts = tuple(
            _coarse(
                top, atoms.axes[n].name, atoms.space.sizes[n], [m[n] for m in (*masks, *possible)]
            )
            for n in at
        )
        return cls(
            margins, top, tuple((*(m[n] for n in on), m[-1]) for m in masks),
            tuple(tuple(m[n] for n in on) for m in possible), on, tuple(needs), counts,
        )  # fmt: skip

    def choices(self) -> list[list[int]]:
        """Return for the place and each axis one value of those that nothing tells apart."""
        atoms, found = self.margins.atoms, []
        for column, number in enumerate(self.at):
            sets = [m[column] for m in (*self.masks, *self.possible)]
            if column == 0:
                sets += [area.leaves for area in self.top.within()]
                values = [n for n in range(len(atoms.leaves)) if self.top.leaves >> n & 1]
            else:
                sets += [m for c in self.counts[column - 1].values() for m in c.masks]
                values = list(range(atoms.space.sizes[number]))
            found.append([some[0] for some in _classes(values, sets)])
        return found

    def cells(self, choices: Sequence[Sequence[int]]) -> Values:
        """Return the combinations of values that can occur."""
        grid = np.array(np.meshgrid(*choices, indexing="ij"), np.int64)
        cells: Values = grid.reshape(len(choices), -1).T
        if self.margins.admissible is None:
            return cells
        some = np.zeros(len(cells), bool)
        for box in self.possible:
            some |= _inside(cells, box)
        return cells[some]

    def asked(self, values: Values, having: Yes) -> Yes:
        """Return which cells lie in any of the boxes and have one of its needs."""
        found = np.zeros(len(values), bool)
        for *box, wanted in self.masks:
            some = np.array([wanted >> need & 1 for need in self.needs], bool)
            found |= _inside(values, box) & (having & some).any(axis=1)
        return found

    def sums(self, values: Values, having: Yes) -> Iterator[tuple[Yes, float, float]]:
        """Return which cells each count adds up, and between what the count lies."""
        for area in self.top.within():
            here = _admits(values[:, 0], area.leaves)
            if area.total is not None:
                yield here, area.total, area.total
            for column, of_place in enumerate(self.counts, start=1):
                counted = of_place.get(area.place)
                if counted is None:
                    continue
                for mask, persons in zip(counted.masks, counted.persons, strict=True):
                    # Those whose value is not known may all have one of these.
                    most = persons + counted.unknown
                    yield here & _admits(values[:, column], mask), persons, most
                known, column_of = sum(counted.persons), values[:, column]
                yield here & _admits(column_of, sum(counted.masks)), known, known + counted.unknown
                yield here, known + counted.unknown, np.inf
            for need, persons in area.needs.items():
                if need in self.needs:
                    yield here & having[:, self.needs.index(need)], persons, persons


def _coarse(top: Area, name: str, size: int, sets: Sequence[int]) -> dict[str, Counted]:
    """Return the counts of one axis by place, added up where only their sums are asked about.

    Only where that loses nothing: every count lies inside or outside of every set, everybody in
    the place is counted, and nobody's value is unknown.
    """
    counts = {area.place: area.axes[name] for area in top.within() if name in area.axes}
    classes = [sum(1 << value for value in some) for some in _classes(range(size), sets)]
    whole = all(area.total is not None for area in top.within() if name in area.axes)
    undivided = all(
        counted.unknown == 0 and all(any(not m & ~c for c in classes) for m in counted.masks)
        for counted in counts.values()
    )
    if not (whole and undivided):
        return counts
    return {place: _added_up(counted, classes) for place, counted in counts.items()}


def _added_up(counted: Counted, classes: Sequence[int]) -> Counted:
    pairs = list(zip(counted.masks, counted.persons, strict=True))
    persons = tuple(sum((n for mask, n in pairs if not mask & ~c), 0.0) for c in classes)
    return Counted(tuple(classes), persons, ("",) * len(classes), 0.0)


def _classes(values: Sequence[int], sets: Sequence[int]) -> list[list[int]]:
    """Return values in groups: those that lie in the same of the sets."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for value in values:
        groups.setdefault(tuple(some >> value & 1 for some in sets), []).append(value)
    return list(groups.values())


def _admits(values: Values, mask: int) -> Yes:
    largest = int(values.max(initial=0))
    return np.array([mask >> value & 1 for value in range(largest + 1)], bool)[values]


def _inside(values: Values, box: Sequence[int]) -> Yes:
    inside = np.ones(len(values), bool)
    for column, mask in enumerate(box):
        inside &= _admits(values[:, column], mask)
    return inside
