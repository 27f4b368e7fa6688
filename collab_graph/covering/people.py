"""people: the population of a record as points of its space, each with a set of needs."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED, PLACE, Atoms, Half
from collab_graph.covering.boxes import Space
from collab_graph.covering.fitting import fitted
from collab_graph.covering.margins import Margins, margins_of
from collab_graph.covering.weights import Persons
from collab_graph.record.axes import Axis
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.criteria import criterion
from collab_graph.record.margin_sums import has_counts
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent

MOST_PIECES = 10_000
"""Into how many situations one row of the population may be spread."""


@dataclass(frozen=True, eq=False, repr=False)
class People:
    """Persons of a record on its reference date.

    Parameters
    ----------
    atoms : Atoms
        The space.
    values : ndarray of int, shape (m, axes - 1)
        One value on every axis but need.
    needs : ndarray of int, shape (m,)
        The set of needs as a mask.
    weights : ndarray of float, shape (m,)
        Persons; a part of a person where something is not known of a row.
    spread : float
        Persons whose row left something open; all of them where they are modelled.
    margins : Margins or None
        The counts per value that the persons were fitted to; None where profiles were counted.
    """

    atoms: Atoms
    values: NDArray[np.int64]
    needs: NDArray[np.int64]
    weights: NDArray[np.float64]
    spread: float
    margins: Margins | None = None

    @property
    def modelled(self) -> bool:
        """Return whether the persons were fitted to margins, not counted."""
        return self.margins is not None

    @property
    def total(self) -> float:
        """Return the number of persons."""
        return float(self.weights.sum())

    @property
    def elsewhere(self) -> Space:
        """Return the space of all axes but need."""
        return self.atoms.space.without(NEED)

    def persons(self, which: NDArray[np.bool_] | None = None) -> Persons:
        """Return persons without their needs, each counted once."""
        some = np.ones(len(self.weights), bool) if which is None else which
        return Persons(self.elsewhere, self.values[some], self.weights[some])

    def cases(self) -> Persons:
        """Return every person once for each of their needs."""
        parts, weights = [], []
        for need in range(len(self.atoms.needs)):
            some = (self.needs >> need & 1).astype(bool)
            column = np.full((int(some.sum()), 1), need, np.int64)
            parts.append(np.hstack([self.values[some], column]))
            weights.append(self.weights[some])
        return Persons(self.atoms.space, np.vstack(parts), np.concatenate(weights))

    def __repr__(self) -> str:
        """Say how many persons there are."""
        return f"People({self.total:,.0f} persons{', modelled' if self.modelled else ''})"


def people(record: Record, atoms: Atoms, *, progress: Progress = silent) -> People | None:
    """Return the persons of a record's population; None where it has none.

    Where the sheet ``population`` counts nobody and the sheet ``margins`` does, the persons are
    fitted to the margins (`fitted`) and marked as modelled.

    A row that leaves something open stands for several situations. It is spread over those rows
    that leave nothing open and agree with it (place, axes), in proportion to their persons; where
    there are none, evenly over the values it may have and over the years a range of numbers holds.

    Parameters
    ----------
    record : Record
        Its table ``population``: a place, a set of needs, one cell per axis and persons.
    atoms : Atoms
        The space; persons stand at the reference date, or at the one day looked at.
    progress : callable
        Told how far the fitting of margins is.

    Returns
    -------
    People or None
        Persons with needs; a row without needs is left out, since nothing is asked for it.

    Raises
    ------
    InputError
        If a row leaves so much open that it would be more than 10,000 situations, or the margins
        contradict each other.
    """
    table = record.tables["population"]
    margins = (
        None
        if has_counts({"persons": table["persons"].unique().tolist()})
        else margins_of(record, atoms)
    )
    if margins is not None:
        found = fitted(margins, progress=progress)
        total = float(found.weights.sum())
        return People(atoms, found.values, found.needs, found.weights, total, margins)
    if not len(table):
        return None
    day = atoms.period_of(record.reference_date)
    time = day if day is not None else 0
    rows = table[~table["needs"].isin(["", UNKNOWN])]
    admitted = _Admitted.of(atoms, rows, time)
    weights = rows["persons"].map(_number).to_numpy(dtype=np.float64)
    known = (admitted.points >= 0).all(axis=1)
    points = admitted.points
    situations, needs, parts = [points[known]], [np.flatnonzero(known)], [weights[known]]
    for number in np.flatnonzero(~known).tolist():
        values, shares = _spread(admitted.row(number), points[known], weights[known])
        if not len(values):
            said = "leaves so much open that it may be more than 10,000 situations; fill some cells"
            raise InputError("population", [f"row {number + 2} {said}"])
        situations.append(values)
        parts.append(shares * weights[number])
        needs.append(np.full(len(values), number))
    row_of = np.concatenate(needs)
    masks = rows["needs"].map(atoms.of_needs).to_numpy(dtype=np.int64)
    spread = float(weights[~known].sum())
    return People(atoms, np.vstack(situations), masks[row_of], np.concatenate(parts), spread)


def _number(cell: str) -> float:
    return 0.0 if cell in ("", UNKNOWN) else float(cell)


@dataclass(frozen=True, eq=False)
class _Admitted:
    """What the rows of a population may be, on every axis but need.

    ``texts`` has for each axis what each different cell admits, with what each value weighs, and
    ``which`` the cell of every row; ``points`` has the one value where there is only one, else −1.
    """

    texts: list[list[dict[int, float]]]
    which: NDArray[np.int64]
    points: NDArray[np.int64]

    @classmethod
    def of(cls, atoms: Atoms, rows: pd.DataFrame, time: int) -> "_Admitted":
        texts: list[list[dict[int, float]]] = []
        columns: list[NDArray[np.int64]] = []
        for axis in (*atoms.axes, None):
            codes, cells = pd.factorize(rows[PLACE if axis is None else axis.name])
            columns.append(np.asarray(codes, np.int64))
            texts.append([
                dict.fromkeys(_bits(atoms.of_places(cell)), 1.0) if axis is None
                else _of_cell(atoms, axis, cell)
                for cell in cells
            ])  # fmt: skip
        columns.append(np.zeros(len(rows), np.int64))
        texts.append([{time: 1.0}])
        only = [[next(iter(v)) if len(v) == 1 else -1 for v in read] for read in texts]
        points = [np.array(o, np.int64)[c] for o, c in zip(only, columns, strict=True)]
        return cls(texts, np.stack(columns, axis=1), np.stack(points, axis=1))

    def row(self, number: int) -> list[dict[int, float]]:
        """Return what one row may be, axis by axis."""
        return [read[at] for read, at in zip(self.texts, self.which[number], strict=True)]


def _of_cell(atoms: Atoms, axis: Axis, text: str) -> dict[int, float]:
    admitted = criterion(axis, text)
    values = _bits(atoms.of_criterion(axis, admitted))
    pieces = atoms.numbers.get(axis.name)
    if pieces is None:
        return dict.fromkeys(values, 1.0)
    ranges = [(low, None if high is None else high + 1) for low, high in admitted.ranges]
    return {value: _numbers_in(pieces[value], ranges or [(None, None)]) for value in values}


def _numbers_in(piece: Half, ranges: list[Half]) -> float:
    """Return how many whole numbers of a piece lie in ranges; 1 where there is no end to them."""
    total = 0.0
    for low, high in ranges:
        first = max((x for x in (piece[0], low) if x is not None), default=None)
        after = min((x for x in (piece[1], high) if x is not None), default=None)
        if first is None or after is None:
            return 1.0
        total += max(0, after - first)
    return total


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]


def _spread(
    admitted: list[dict[int, float]], points: NDArray[np.int64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the situations one row stands for and its share in each; nothing where too many."""
    inside = np.ones(len(points), bool)
    for at, values in enumerate(admitted):
        inside &= np.isin(points[:, at], list(values))
    inside &= weights > 0
    if inside.any():
        values_there, which = np.unique(points[inside], axis=0, return_inverse=True)
        there = np.bincount(which.ravel(), weights=weights[inside]).astype(np.float64)
        return values_there, there / there.sum()
    if np.prod([float(len(values)) for values in admitted]) > MOST_PIECES:
        return np.zeros((0, len(admitted)), np.int64), np.zeros(0)
    grid = np.array(np.meshgrid(*[list(v) for v in admitted], indexing="ij"), np.int64)
    shares: NDArray[np.float64] = np.ones(1)
    for values in admitted:
        each = np.array(list(values.values()))
        shares = np.multiply.outer(shares, each / each.sum())
    return grid.reshape(len(admitted), -1).T, shares.ravel()
