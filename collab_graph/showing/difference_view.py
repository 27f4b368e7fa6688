"""difference_view: what of a difference may be printed, every count of persons withheld jointly."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from collab_graph.covering.crossing import STANDINGS
from collab_graph.covering.difference import SIDES, Difference
from collab_graph.showing.difference_sums import (
    MARK_NAMES,
    DifferenceSums,
    Key,
    Printed,
    in_cells,
    possible,
    widest_regions,
)
from collab_graph.showing.nobody import who_matters
from collab_graph.showing.report_counts import SMALLEST_CELL, SPARSE_FACTOR, Count
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe
from mobility.foundation.suppression import suppressed


@dataclass(frozen=True, eq=False, repr=False)
class DifferenceView:
    """Everything a page or the command line says of a difference.

    Parameters
    ----------
    found : Difference
        With exact figures: not for printing.
    levels : DataFrame
        ``need`` ("": any need of a person), ``level``, ``before``, ``after``, ``by_rules``,
        ``by_people``; only needs at which the rules differ.
    moves : DataFrame
        ``need``, ``level_before``, ``level_after``, ``count``: every pair that the rules allow.
    marks : DataFrame
        ``mark``, ``before``, ``after``, ``newly``, ``no_longer``.
    regions : DataFrame
        As those of the difference, with ``count`` in place of ``persons``: at most 30, the widest.
    regions_left_out : int
        How many more there are.
    zones : mapping of str to int
        How many zones are opened, closed, grown and shrunk.
    smallest_cell : int
        The smallest count printed (twice that in places with few inhabitants).
    recipe : Recipe
        How counts were withheld.
    """

    found: Difference
    levels: pd.DataFrame
    moves: pd.DataFrame
    marks: pd.DataFrame
    regions: pd.DataFrame
    regions_left_out: int
    zones: Mapping[str, int]
    smallest_cell: int
    recipe: Recipe

    @property
    def two_populations(self) -> bool:
        """Return whether before and after count different persons."""
        folks = self.found.folks
        return folks is not None and folks[0] is not folks[1]

    def __repr__(self) -> str:
        """Say what it shows."""
        return f"DifferenceView({self.found!r})"


def difference_view(
    found: Difference, *, smallest_cell: int = SMALLEST_CELL, progress: Progress = silent
) -> DifferenceView:
    """Return what of a difference may be printed.

    Before, after, and what a reader can work out from the two are withheld together, with zeros and
    100 %: a count of persons is printed only if nobody can tell from all of them that a group is
    smaller than ``smallest_cell``. What is listed does not hang on who is there: all pairs of
    levels that the rules allow, all marks, and the widest regions.

    Parameters
    ----------
    found : Difference
        As `difference` or `what_if` gives it.
    smallest_cell : int
        The smallest count printed; twice that where fewer than 5,000 live.
    progress : callable
        Told how far the withholding is.

    Returns
    -------
    DifferenceView
        Tables whose counts are `Count`, or whole numbers of situations.
    """
    chosen = widest_regions(found)
    printed, recipe = _counts(found, chosen, smallest_cell, progress)
    counts = _Counts(found, printed)
    listed = chosen.drop(columns=["box", *(["persons"] if "persons" in chosen else [])])
    shown = pd.Series([counts.region(n) for n in range(len(chosen))], dtype="object")
    listed = listed.reset_index(drop=True).assign(count=shown)
    order = sorted(range(len(listed)), key=lambda n: (-_size(listed["count"].iloc[n]), n))
    zones = found.zones["change"].value_counts()
    return DifferenceView(
        found, counts.levels(), counts.moves(), counts.marks(),
        listed.iloc[order].reset_index(drop=True), len(found.regions) - len(chosen),
        {name: int(zones.get(name, 0)) for name in ("opened", "closed", "grown", "shrunk")},
        smallest_cell, found.recipe.joined(recipe),
    )  # fmt: skip


def _size(count: Printed) -> float:
    """Return what a list is ordered by: a count that is withheld stands last."""
    return float(count) if isinstance(count, int) else (count.persons or 0.0)


@dataclass(frozen=True, eq=False)
class _Counts:
    """Every count of a difference that may be printed, by what is counted."""

    found: Difference
    counts: Mapping[Key, Printed]

    def region(self, number: int) -> Printed:
        return self.counts["region", str(number), "", ""]

    def levels(self) -> pd.DataFrame:
        rows = []
        needs = (("",) if self.found.unit == "persons" else ()) + self.found.touched
        for need in needs:
            for level in STANDINGS:
                sides = [self.counts["level", need, level, side] for side in SIDES]
                rows.append((need, level, *sides, *self._told_apart(need, level)))
        names = ["need", "level", "before", "after", "by_rules", "by_people"]
        return pd.DataFrame(rows, columns=names, dtype="object")

    def _told_apart(self, need: str, level: str) -> tuple[Printed, Printed]:
        """Return what rules and people change; withheld where either part is."""
        old, new = (self.counts["level", need, level, side] for side in SIDES)
        held = self.found.held
        other = self.counts.get(("level", need, level, "other"))
        if other is None:
            return _less(new, old), Count(0.0) if isinstance(new, Count) else 0
        if held == "before":
            return _less(other, old), _less(new, other)
        return _less(new, other), _less(other, old)

    def moves(self) -> pd.DataFrame:
        rows = [(k[1], k[2], k[3], count) for k, count in self.counts.items() if k[0] == "move"]
        names = ["need", "level_before", "level_after", "count"]
        return pd.DataFrame(rows, columns=names, dtype="object")

    def marks(self) -> pd.DataFrame:
        names = ("before", "after", "newly", "no_longer")
        rows = [
            (mark, *(self.counts["mark", mark, name, ""] for name in names))
            for mark in MARK_NAMES
            if ("mark", mark, "before", "") in self.counts
        ]
        return pd.DataFrame(rows, columns=["mark", *names], dtype="object")


def _less(one: Printed, other: Printed) -> Printed:
    if isinstance(one, int) and isinstance(other, int):
        return one - other
    assert isinstance(one, Count)
    assert isinstance(other, Count)
    if one.persons is None or other.persons is None:
        return Count(None)
    return Count(one.persons - other.persons)


def _counts(
    found: Difference, chosen: pd.DataFrame, smallest_cell: int, progress: Progress
) -> tuple[Mapping[Key, Printed], Recipe]:
    if found.folks is None:
        return in_cells(found, chosen), Recipe()
    alone = found.folks[0] is found.folks[1]
    folks = [possible(found, folk) for folk in found.folks[: 1 if alone else 2]]
    sums = DifferenceSums.of(found, chosen, folks)
    # Exact sums, so that two counts of the same persons are the same number, modelled ones too.
    values = np.array([fsum(sums.weights[row]) for row in sums.table])
    cells = np.unique(sums.table[:, who_matters(sums.table, sums.weights)], axis=1)
    limits = np.where(sums.table.any(axis=1) & ~sums.table[:, ~sums.sparse].any(axis=1), SPARSE_FACTOR, 1)  # fmt: skip # noqa: E501
    names = [" ".join(key) for key in sums.keys]
    report = suppressed(
        csr_array(cells.astype(np.float64)), values, smallest_cell=limits * smallest_cell,
        names=names, progress=progress,
    )  # fmt: skip
    counts: dict[Key, Printed] = {
        key: Count(None, float(limit) if fewer else None) if hidden else Count(float(value))
        for key, value, hidden, fewer, limit in zip(
            sums.keys, report.shown, report.hidden, report.fewer, report.limits, strict=True
        )
    }
    return counts, report.recipe
