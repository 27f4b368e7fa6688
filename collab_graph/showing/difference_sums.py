"""difference_sums: whom every count of a difference is about."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
from collab_graph.showing.nobody import with_nobody
from collab_graph.showing.report_counts import Count, sparse_places

Marks = NDArray[np.bool_]
Key = tuple[str, str, str, str]
Printed = Count | int
"""A count of persons as it may be printed, or a number of situations, which tells of nobody."""
MARK_NAMES = ("C", "L", "ZK")
MOST_REGIONS = 30
"""How many regions are printed, the widest; the others are counted."""


def widest_regions(found: Difference) -> pd.DataFrame:
    """Return the regions that are printed, the widest: whom they hold has no part in it."""
    widest = found.regions.assign(number=np.arange(len(found.regions)))
    widest = widest.sort_values(["cells", "number"], ascending=[False, True], kind="stable")
    return widest.head(MOST_REGIONS).drop(columns="number")


def changing(found: Difference) -> Boxes:
    """Return all regions as boxes: what opens, then what closes."""
    return stacked(found.common.space, list(regions(found.reach, found.level)))


@dataclass(frozen=True, eq=False)
class DifferenceSums:
    """Which groups of persons each count adds up: those of before first, then those of after.

    Parameters
    ----------
    keys : sequence of Key
        What each count is of.
    table : ndarray of bool, shape (counts, groups)
        Whom it adds up.
    weights : ndarray of float, shape (groups,)
        Persons; 0 where nobody is who could be.
    sparse : ndarray of bool, shape (groups,)
        Who lives where few do.
    """

    keys: Sequence[Key]
    table: Marks
    weights: NDArray[np.float64]
    sparse: Marks

    @classmethod
    def of(cls, found: Difference, chosen: pd.DataFrame, folks: Sequence[Folk]) -> "DifferenceSums":
        """Find whom every count is about.

        Parameters
        ----------
        found : Difference
            What differs.
        chosen : DataFrame
            The regions that are counted.
        folks : one or two of Folk
            The persons of before and of after, or the same for both; with nobody where somebody
            could be.
        """
        boxes = changing(found)
        alone = len(folks) == 1
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
        for need, old, new in possible_moves(found):
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


def possible(found: Difference, folk: Folk) -> Folk:
    """Return the persons, and after them those who could be counted and are not there.

    Nobody stands wherever a level or a mark changes: for one need, and with every set of needs that
    the persons have and that need is in.
    """
    holds: Holds = "certain" if found.holds == "possible" else "possible"
    changed = [changing(found)]
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


def possible_moves(found: Difference) -> list[tuple[str, int, int]]:
    """Return every need and pair of different levels between which the rules move somebody."""
    needs = found.common.words.atoms.needs
    return [
        (need, old, new)
        for need in found.touched
        for old, row in enumerate(cells_moving(found.reach, needs.index(need)))
        for new, cells in enumerate(row)
        if old != new and cells
    ]


def in_cells(found: Difference, chosen: pd.DataFrame) -> dict[Key, Printed]:
    """Return the counts of situations, which tell of nobody."""
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
