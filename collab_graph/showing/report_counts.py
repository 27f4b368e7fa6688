"""report_counts: every count of persons on one page, withheld together so no small group shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, fsum, isinf
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from collab_graph.covering.atoms import Atoms
from collab_graph.record.faults import Language
from collab_graph.record.record import Record
from collab_graph.showing.nobody import who_matters
from collab_graph.showing.unmet import Marks, Unmet
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe
from mobility.foundation.suppression import Suppression, suppressed, suppressed_beside

SMALLEST_CELL = 5
"""The smallest count of persons that is printed."""
MOST_BESIDE = 500
"""Counts of a report beside which what edits change is withheld; with more it takes minutes."""
ROUNDING = 1e-6
SPARSE_INHABITANTS, SPARSE_FACTOR = 5000, 2
"""Where fewer live than this, the smallest printed count is twice as high."""
WITHHELD = "–"

Kind = Literal[
    "all", "open", "need", "place", "cell", "zone", "gain",
    "contested", "last resort", "contested row", "last resort row", "uncoordinated",
    "asking", "only way",
    "near miss", "closes", "repair", "repair need", "time gap", "differing",
    "entering", "leaving", "before", "after", "if changed", "too few", "together",
]  # fmt: skip
Key = tuple[Kind, int, int]
"""What is counted: everybody; those with an open need; of a need; in a place; of a need in a
place; in a zone; in a chosen zone and in none chosen before it; with a contested need, a need met
by a last resort; in a row of these lists; with a set of needs nobody holds together; asking for a
place with a mandate, with no other way; whose gap a single change closes, in all and in a zone, or
a repair, and at which need (repair by repair, where it can close several); in a gap in time, or
assessed differently; who enters a level at an event, leaves it, is in it before and after; what
edits change (`Changing`). Numbers not needed are 0."""


@dataclass(frozen=True)
class Count:
    """A count of persons as it may be printed.

    Parameters
    ----------
    persons : float or None
        The number; None where it is withheld.
    fewer_than : float or None
        Withheld, but it may be said that it is below this.
    least, most : int or None
        What margins allow, where the number is modelled and shown.
    """

    persons: float | None
    fewer_than: float | None = None
    least: int | None = None
    most: int | None = None

    def text(self, language: Language) -> str:
        """Return what a table prints.

        Examples
        --------
        >>> Count(12.0).text("sv"), Count(None, 5.0).text("sv"), Count(None).text("sv")
        ('12', 'färre än 5', '–')
        """
        if self.persons is not None:
            return f"{self.persons:.0f}"
        if self.fewer_than is not None:
            fewer = "färre än" if language == "sv" else "fewer than"
            return f"{fewer} {self.fewer_than:.0f}"
        return WITHHELD

    def said(self) -> dict[str, int]:
        """Return what a page's data hold: the number and its range, a limit, or nothing.

        Examples
        --------
        >>> Count(12.0, None, 9).said(), Count(None, 5.0).said(), Count(None).said()
        ({'n': 12, 'low': 9}, {'fewer': 5}, {})
        """
        if self.persons is not None:
            ends = {"low": self.least, "high": self.most}
            known = {name: end for name, end in ends.items() if end is not None}
            return {"n": round(self.persons)} | known
        return {"fewer": round(self.fewer_than)} if self.fewer_than is not None else {}

    def cell(self, language: Language) -> int | str:
        """Return what a spreadsheet holds: a number, or what is said in its place."""
        return self.text(language) if self.persons is None else round(self.persons)


@dataclass(frozen=True, eq=False, repr=False)
class ReportCounts:
    """Every count of persons of one page, by what is counted.

    Parameters
    ----------
    counts : mapping
        Counts as they may be printed.
    smallest_cell : int
        The smallest that is printed (twice that in places with few inhabitants).
    recipe : Recipe
        How they were withheld.
    as_without : bool
        Whether everything besides the counts of "if changed" is shown and withheld as it would be
        without them.
    """

    counts: Mapping[Key, Count]
    smallest_cell: int
    recipe: Recipe
    as_without: bool = True

    def of(self, kind: Kind, first: int = 0, second: int = 0) -> Count:
        """Return one count."""
        return self.counts[kind, first, second]

    def of_change(self, number: int) -> Count:
        """Return one count of what edits change; of one that nobody could be in, none."""
        return self.counts.get(("if changed", number, 0), Count(0.0))

    @property
    def withheld(self) -> int:
        """Return how many counts are withheld."""
        return sum(count.persons is None for count in self.counts.values())

    def __repr__(self) -> str:
        """Say how many counts there are and how many are withheld."""
        return f"ReportCounts({len(self.counts)}, {self.withheld} withheld)"


def report_counts(
    record: Record,
    atoms: Atoms,
    open_needs: Unmet,
    chosen: pd.DataFrame,
    *,
    marked: Mapping[Kind, Marks] | None = None,
    beside: Marks | None = None,
    among: Marks | None = None,
    between: Mapping[Key, tuple[float, float]] | None = None,
    smallest_cell: int = SMALLEST_CELL,
    progress: Progress = silent,
) -> ReportCounts:
    """Return every count of persons that the page prints, withheld jointly.

    What edits change is counted ``beside`` the rest, which stays as it would be without: only where
    that would tell too much, or in a report of more than `MOST_BESIDE` counts, are all withheld
    together, and ``as_without`` is False.

    Parameters
    ----------
    record : Record
        For the inhabitants of its places.
    atoms : Atoms
        The space.
    open_needs : Unmet
        The persons, and with a weight of 0 those who could be counted and are not there
        (`with_nobody`): a zero where nobody could be tells nothing about anybody.
    chosen : DataFrame
        The chosen zones in order, as `cover_by_persons` gives them.
    marked : mapping of kind to ndarray of bool, shape (m, k)
        Further counts of the same persons, one a column; one that nobody could be in is left out.
    beside : ndarray of bool, shape (m, k)
        Counts of "if changed", in the same form.
    among : ndarray of bool, shape (m,)
        Which groups of persons, and of nobody, there would be without ``beside``; all unless told.
    between : mapping of key to (float, float)
        The least and most that margins allow, where persons are modelled; said only of a count
        that is shown, rounded outwards.
    smallest_cell : int
        The smallest count printed; twice that where fewer than 5,000 live.
    progress : callable
        Told how far the withholding is.

    Returns
    -------
    ReportCounts
        All counts of the page.
    """
    order = [int(zone) for zone in chosen["zone"]]
    keys, sums = _sums(open_needs, order, len(atoms.leaves), len(atoms.needs))
    for kind, columns in (marked or {}).items():
        some = np.flatnonzero(columns.any(axis=0))
        keys += [(kind, int(number), 0) for number in some]
        sums = np.vstack([sums, columns.T[some]])
    sparse = sparse_places(record, atoms)[open_needs.place]
    there = np.ones(len(sparse), bool) if among is None else among
    as_without = beside is None or len(keys) <= MOST_BESIDE
    report = None
    if as_without:
        report = _together(keys, sums[:, there], open_needs.weights[there], sparse[there],
                           smallest_cell, progress)  # fmt: skip
    if beside is not None:
        some = np.flatnonzero(beside.any(axis=0))
        keys += [("if changed", int(number), 0) for number in some]
        sums = np.vstack([sums, beside.T[some]])
    if report is not None and beside is not None:
        cells, values, limits = _asked(sums, open_needs.weights, sparse, smallest_cell)
        report = suppressed_beside(report, cells, values, smallest_cell=limits, progress=progress)
        as_without = report is not None
    if report is None:
        report = _together(keys, sums, open_needs.weights, sparse, smallest_cell, progress)
    counts = {
        key: Count(None, float(limit) if fewer else None)
        if hidden
        else Count(float(value), None, *_outwards((between or {}).get(key)))
        for key, value, hidden, fewer, limit in zip(
            keys, report.shown, report.hidden, report.fewer, report.limits, strict=True
        )
    }
    return ReportCounts(counts, smallest_cell, report.recipe, as_without)


def _together(
    keys: Sequence[Key],
    sums: Marks,
    weights: NDArray[np.float64],
    sparse: Marks,
    smallest_cell: int,
    progress: Progress,
) -> Suppression:
    """Return which of those counts are withheld, for all of them together."""
    cells, values, limits = _asked(sums, weights, sparse, smallest_cell)
    names = [" ".join(map(str, key)) for key in keys]
    return suppressed(cells, values, smallest_cell=limits, names=names, progress=progress)


def _asked(
    sums: Marks, weights: NDArray[np.float64], sparse: Marks, smallest_cell: int
) -> tuple[csr_array, NDArray[np.float64], NDArray[np.int64]]:
    """Return the cells that counts add up, the counts, and the least of each that is printed."""
    # Exact sums, so that two counts of the same persons are the same number, modelled ones too.
    values = np.array([fsum(weights[row]) for row in sums])
    cells = np.unique(sums[:, who_matters(sums, weights)], axis=1)
    limits = np.where(sums.any(axis=1) & ~sums[:, ~sparse].any(axis=1), SPARSE_FACTOR, 1)
    return csr_array(cells.astype(np.float64)), values, limits * smallest_cell


def _outwards(between: tuple[float, float] | None) -> tuple[int | None, int | None]:
    """Return a range in whole persons that holds the range given."""
    if between is None:
        return None, None
    low, high = between
    return floor(low + ROUNDING), None if isinf(high) else ceil(high - ROUNDING)


def _sums(held: Unmet, order: Sequence[int], places: int, needs: int) -> tuple[list[Key], Marks]:
    """Return the keys of all counts, and which rows of persons each adds up."""
    some = held.some
    keys: list[Key] = [("all", 0, 0), ("open", 0, 0)]
    rows = [np.ones(len(some), bool), some]
    for place in range(places):
        here = held.place == place
        keys.append(("place", place, 0))
        rows.append(some & here)
        for need in range(needs):
            keys.append(("cell", need, place))
            rows.append(held.needs[:, need] & here)
    for need in range(needs):
        keys.append(("need", need, 0))
        rows.append(held.needs[:, need])
    for zone in range(held.zones.shape[1]):
        keys.append(("zone", zone, 0))
        rows.append(held.zones[:, zone])
    before = np.zeros(len(some), bool)
    for zone in order:
        keys.append(("gain", zone, 0))
        rows.append(held.zones[:, zone] & ~before)
        before |= held.zones[:, zone]
    return keys, np.array(rows)


def sparse_places(record: Record, atoms: Atoms) -> Marks:
    """Return which places have fewer inhabitants than what a count of five is safe in."""
    table = record.typed("places").set_index("place")["inhabitants"]
    inhabitants = table.reindex(list(atoms.leaves)).astype("Float64").fillna(np.inf)
    return np.asarray(inhabitants < SPARSE_INHABITANTS, dtype=bool)
