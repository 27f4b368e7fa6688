"""marks: contested, last resort and uncoordinated — as lists, and whose needs they touch."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.contested import contested, contested_pairs
from collab_graph.covering.last_resort import last_resort, last_resort_boxes
from collab_graph.covering.mandate_boxes import Holds, System
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.covering.uncoordinated import uncoordinated, uncoordinated_boxes
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from collab_graph.showing.unmet import Marks
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, recipe_of

Reached = Callable[[NDArray[np.int64]], Marks]


@dataclass(frozen=True, eq=False, repr=False)
class MarkLists:
    """Where responsibility is contested, a last resort, or held together by nobody.

    Parameters
    ----------
    contested, last_resort : DataFrame
        One row a widest zone, without persons: the shortest description of each need, then the
        next of each.
    uncoordinated : DataFrame
        One row a set of needs, without persons.
    in_contested, in_last_resort : ndarray of bool, shape (m, needs)
        Which needs of m groups of persons are contested, or met by a last resort only.
    in_uncoordinated : ndarray of bool, shape (m, sets)
        Whose set of needs nobody holds together.
    steps : tuple of Step
        How they were found.
    """

    contested: pd.DataFrame
    last_resort: pd.DataFrame
    uncoordinated: pd.DataFrame
    in_contested: Marks
    in_last_resort: Marks
    in_uncoordinated: Marks
    steps: tuple[Step, ...]


def mark_lists(
    record: Record,
    system: System,
    folk: People | None,
    *,
    at: date | None = None,
    certain: bool = True,
    progress: Progress = silent,
) -> MarkLists:
    """Return the three lists of marks and whose needs they touch.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    system : System
        Its mandates, on the same day.
    folk : People or None
        The persons; without them nobody is marked.
    at : date, optional
        Look at this day only.
    certain : bool
        Marks whatever is unknown (True), or also those that may be (False).
    progress : callable
        Told which list is being made.

    Returns
    -------
    MarkLists
        Rows in a fixed order that tells nothing about how many persons there are.
    """
    holds: Holds = "certain" if certain else "possible"
    progress("marks", 0, 3)
    fought = contested(record, at=at, certain=certain)
    progress("marks", 1, 3)
    last = last_resort(record, at=at, certain=certain)
    progress("marks", 2, 3)
    alone = uncoordinated(record, at=at, certain=certain)
    progress("marks", 3, 3)
    steps = tuple(recipe_of(table).steps[-1] for table in (fought, last, alone))
    pairs = stacked(system.atoms.space, [p.boxes for p in contested_pairs(system, holds)])
    inside, outside = last_resort_boxes(system, holds)
    alone = alone.sort_values("needs", ignore_index=True)
    uncounted = alone.drop(columns=["persons", "persons_with_set"], errors="ignore")
    return MarkLists(
        _plain(fought), _plain(last), uncounted,
        _touched(folk, lambda at_need: _held(pairs, at_need)),
        _touched(folk, lambda at_need: _held(inside, at_need) & ~_held(outside, at_need)),
        _sets(system, folk, alone, holds), steps,
    )  # fmt: skip


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return a list without its counts: each need in turn with its next shortest description."""
    if not len(table):
        return table
    plain = table.drop(columns=["persons"], errors="ignore")
    length = plain["situation_sv"].astype("str").str.len()
    plain = plain.assign(length=length).sort_values(["need", "length", "situation_sv"])
    plain = plain.assign(turn=plain.groupby("need").cumcount())
    plain = plain.sort_values(["turn", "need"], kind="stable", ignore_index=True)
    return plain.drop(columns=["length", "turn"])


def _touched(folk: People | None, reached: Reached) -> Marks:
    """Return which needs of which persons lie in a mark."""
    if folk is None:
        return np.zeros((0, 0), bool)
    touched = np.zeros((len(folk.weights), len(folk.atoms.needs)), bool)
    for need in range(touched.shape[1]):
        those = np.flatnonzero(folk.needs >> need & 1)
        column = np.full((len(those), 1), need, np.int64)
        touched[those, need] = reached(np.hstack([folk.values[those], column]))
    return touched


def _held(boxes: Boxes, values: NDArray[np.int64]) -> Marks:
    return np.asarray(holding(boxes, values).any(axis=1), dtype=bool)


def _sets(system: System, folk: People | None, table: pd.DataFrame, holds: Holds) -> Marks:
    """Return whose set of needs nobody holds together, by the rows of the table."""
    if folk is None:
        return np.zeros((0, len(table)), bool)
    found = np.zeros((len(folk.weights), len(table)), bool)
    for column, cell in enumerate(table["needs"]):
        needs = [system.atoms.needs.index(need) for need in cell.split(SEVERAL)]
        those = np.flatnonzero(folk.needs == sum(1 << need for need in needs))
        boxes = uncoordinated_boxes(system, needs, holds)
        found[those, column] = _held(boxes, folk.values[those])
    return found
