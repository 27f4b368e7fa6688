"""difference_view: what of a difference may be printed, every count of persons withheld jointly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.changed_zones import in_boxes, regions
from collab_graph.covering.crossing import STANDINGS, Folk, cells_moving
from collab_graph.covering.crossing_marks import marked_boxes
from collab_graph.covering.difference import SIDES, Difference
from collab_graph.covering.inside import minus
from collab_graph.covering.levels import LEVELS
from collab_graph.covering.mandate_boxes import Holds
from collab_graph.covering.people import People
from collab_graph.covering.statements import Statements, statements
from collab_graph.showing.nobody import who_matters, with_nobody
from collab_graph.showing.report_counts import (
    SMALLEST_CELL,
    SPARSE_FACTOR,
    Count,
    sparse_places,
)
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe
from mobility.foundation.suppression import suppressed

MOST_REGIONS = 30
"""How many regions are printed, the widest; the others are counted."""

Marks = NDArray[np.bool_]
Key = tuple[str, str, str, str]
Printed = Count | int
"""A count of persons as it may be printed, or a number of situations, which tells of nobody."""
MARK_NAMES = ("C", "L", "ZK")


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
    widest = found.regions.assign(number=np.arange(len(found.regions)))
    widest = widest.sort_values(["cells", "number"], ascending=[False, True], kind="stable")
    chosen = widest.head(MOST_REGIONS)
    counts = _counts(found, chosen, smallest_cell, progress)
    listed = chosen.drop(columns=["number", "box", *(["persons"] if "persons" in chosen else [])])
    printed = pd.Series([counts.region(n) for n in range(len(chosen))], dtype="object")
    listed = listed.reset_index(drop=True).assign(count=printed)
    order = sorted(range(len(listed)), key=lambda n: (-_size(listed["count"].iloc[n]), n))
    zones = found.zones["change"].value_counts()
    return DifferenceView(
        found, counts.levels(), counts.moves(), counts.marks(),
        listed.iloc[order].reset_index(drop=True), len(widest) - len(chosen),
        {name: int(zones.get(name, 0)) for name in ("opened", "closed", "grown", "shrunk")},
        smallest_cell, found.recipe.joined(counts.recipe),
    )  # fmt: skip


def _size(count: Printed) -> float:
    """Return what a list is ordered by: a count that is withheld stands last."""
    return float(count) if isinstance(count, int) else (count.persons or 0.0)


@dataclass(frozen=True, eq=False)
class _Counts:
    """Every count of a difference that may be printed, by what is counted."""

    found: Difference
    counts: Mapping[Key, Printed]
    recipe: Recipe

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
) -> _Counts:
    if found.folks is None:
        return _Counts(found, _in_cells(found, chosen), Recipe())
    sums = _Sums.of(found, chosen)
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
    return _Counts(found, counts, report.recipe)


@dataclass(frozen=True, eq=False)
class _Sums:
    """Which groups of persons each count adds up: those of before first, then those of after."""

    keys: Sequence[Key]
    table: Marks
    weights: NDArray[np.float64]
    sparse: Marks

    @classmethod
    def of(cls, found: Difference, chosen: pd.DataFrame) -> "_Sums":
        assert found.folks is not None
        opened, closed = regions(found.reach, found.level)
        boxes = stacked(found.common.space, [opened, closed])
        alone = found.folks[0] is found.folks[1]
        folks = [_possible(found, folk, boxes) for folk in found.folks[: 1 if alone else 2]]
        holds: Holds = "certain" if found.holds == "possible" else "possible"
        said = [statements(found.reach, folk, holds) for folk in folks]
        held = 0 if alone else SIDES.index(found.held)
        some = boxes.take(chosen["box"].to_numpy(dtype=np.int64))
        keys: list[Key] = []
        rows: list[Marks] = []

        def count(key: Key, side: int, groups: Marks) -> None:
            keys.append(key)
            rows.append(
                np.concatenate(
                    [
                        groups if n == side else np.zeros(len(folk.weights), bool)
                        for n, folk in enumerate(folks)
                    ]
                )
            )

        for need in ("", *found.touched):
            for level in STANDINGS:
                key = ("level", need, level)
                count((*key, "before"), 0, _of(said, 0, folks, key)[0])
                count((*key, "after"), len(folks) - 1, _of(said, -1, folks, key)[1])
                if not alone:
                    # The population that is held, under the rules of the other record.
                    count((*key, "other"), held, _of(said, held, folks, key)[1 - held])
        for need, old, new in _possible_moves(found):
            at = found.common.words.atoms.needs.index(need)
            folk = folks[held]
            moved = folk.has[:, at] & (folk.before[:, at] == old) & (folk.after[:, at] == new)
            count(("move", need, STANDINGS[old], STANDINGS[new]), held, moved)
        for mark in MARK_NAMES:
            key = ("mark", "", mark)
            count(("mark", mark, "before", ""), 0, _of(said, 0, folks, key)[0])
            count(("mark", mark, "after", ""), len(folks) - 1, _of(said, -1, folks, key)[1])
            was, will = _of(said, held, folks, key)
            count(("mark", mark, "newly", ""), held, will & ~was)
            count(("mark", mark, "no_longer", ""), held, was & ~will)
        inside = in_boxes(some, folks[held])
        for number in range(len(some)):
            count(("region", str(number), "", ""), held, inside[:, number])
        where = sparse_places(found.common.words.record, found.common.words.atoms)
        place = found.common.space.position("place")
        return cls(
            keys, np.array(rows), np.concatenate([folk.weights for folk in folks]),
            np.concatenate([where[folk.people.values[:, place]] for folk in folks]),
        )  # fmt: skip


def _of(
    said: Sequence[Statements], side: int, folks: Sequence[Folk], key: tuple[str, str, str]
) -> tuple[Marks, Marks]:
    nobody = np.zeros(len(folks[side].weights), bool)
    return said[side].get(key, (nobody, nobody))


def _possible(found: Difference, folk: Folk, boxes: Boxes) -> Folk:
    """Return the persons, and after them those who could be counted and are not there.

    Nobody stands wherever a level or a mark changes: for one need, and with every set of needs that
    the persons have and that need is in.
    """
    holds: Holds = "certain" if found.holds == "possible" else "possible"
    changed = [boxes]
    for level in LEVELS:
        changed += regions(found.reach, level) if level != found.level else ()
    before, after = (
        marked_boxes(system, holds) for system in (found.common.before, found.common.after)
    )
    for mark in before:
        changed += [minus(before[mark], after[mark]), minus(after[mark], before[mark])]
    at = LEVELS.index(found.level)
    counted = stacked(found.common.space, changed)
    more = with_nobody(folk.people, counted, found.reach.before[at])
    start = len(folk.weights)
    sets = np.unique(folk.people.needs)
    single = more.needs[start:]
    row, which = np.nonzero((single[:, None] & sets) > 0)
    many = People(
        more.atoms,
        np.vstack([more.values, more.values[start:][row]]),
        np.concatenate([more.needs, sets[which]]),
        np.concatenate([more.weights, np.zeros(len(row))]),
        more.spread,
        more.margins,
    )
    return Folk.of(found.reach, many)


def _possible_moves(found: Difference) -> list[tuple[str, int, int]]:
    """Return every need and pair of different levels between which the rules move somebody."""
    needs = found.common.words.atoms.needs
    return [
        (need, old, new)
        for need in found.touched
        for old, row in enumerate(cells_moving(found.reach, needs.index(need)))
        for new, cells in enumerate(row)
        if old != new and cells
    ]


def _in_cells(found: Difference, chosen: pd.DataFrame) -> dict[Key, Printed]:
    counts: dict[Key, Printed] = {}
    for row in found.levels.to_dict("records"):
        for side in SIDES:
            counts["level", row["need"], row["level"], side] = int(row[side])
    for row in found.moves.to_dict("records"):
        if row["level_before"] != row["level_after"]:
            key = ("move", row["need"], row["level_before"], row["level_after"])
            counts[key] = int(row["count"])
    for number, cells in enumerate(chosen["cells"]):
        counts["region", str(number), "", ""] = int(cells)
    return counts
