"""marks: contested, last resort and uncoordinated — as lists, and whose needs they touch."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.contested import contested, contested_pairs
from collab_graph.covering.inside import widest_inside
from collab_graph.covering.last_resort import last_resort, last_resort_boxes
from collab_graph.covering.mandate_boxes import Holds, System
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.covering.uncoordinated import uncoordinated, uncoordinated_boxes
from collab_graph.covering.wording import situation_text
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from collab_graph.showing.unmet import Marks
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, recipe_of

Key = tuple[str, str, str]
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
    rows_contested, rows_last_resort : ndarray of bool, shape (m, rows)
        Which rows of the lists they are in with the need of the row.
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
    rows_contested: Marks
    rows_last_resort: Marks
    in_uncoordinated: Marks
    steps: tuple[Step, ...]


@dataclass(frozen=True, eq=False, repr=False)
class MarkZones:
    """The widest zones of two marks, each of one need, with the texts that name them.

    Parameters
    ----------
    contested, last_resort : Boxes
        Row for row as ``contested_keys`` and ``last_resort_keys``.
    contested_keys, last_resort_keys : list of tuple
        Need, situation (sv) and role ("" for the last resort) of every box.
    pairs : Boxes
        All contested situations.
    inside, outside : Boxes
        Where only residual leads hold, and what of it is no last resort.
    """

    contested: Boxes
    last_resort: Boxes
    contested_keys: list[Key]
    last_resort_keys: list[Key]
    pairs: Boxes
    inside: Boxes
    outside: Boxes


def mark_zones(system: System, *, certain: bool = True) -> MarkZones:
    """Return where responsibility is contested, and where it is a last resort, as boxes.

    Parameters
    ----------
    system : System
        The mandates.
    certain : bool
        Whatever is unknown (True), or also where it may be (False).
    """
    holds: Holds = "certain" if certain else "possible"
    space = system.atoms.space
    nothing = Boxes.from_masks(space, [])
    found = contested_pairs(system, holds)
    roles = {pair: system.mandates[pair.first].role for pair in found}
    zones: list[Boxes] = []
    keys: list[Key] = []
    for role in sorted(set(roles.values())):
        common = stacked(space, [pair.boxes for pair in found if roles[pair] == role])
        of_role = widest_inside(common, nothing)
        zones.append(of_role)
        keys += _keys(system, of_role, role)
    inside, outside = last_resort_boxes(system, holds)
    last = widest_inside(inside, outside)
    return MarkZones(
        stacked(space, zones), last, keys, _keys(system, last, ""),
        stacked(space, [pair.boxes for pair in found]), inside, outside,
    )  # fmt: skip


def mark_lists(
    record: Record,
    system: System,
    folk: People | None,
    zones: MarkZones,
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
    zones : MarkZones
        The zones of the lists, of the same system.
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
    # Their persons are counted here, together with all others; there it would take as long again.
    rules = _without_persons(record)
    fought = contested(rules, at=at, certain=certain)
    progress("marks", 1, 3)
    last = last_resort(rules, at=at, certain=certain)
    progress("marks", 2, 3)
    alone = uncoordinated(record, at=at, certain=certain)
    progress("marks", 3, 3)
    steps = tuple(recipe_of(table).steps[-1] for table in (fought, last, alone))
    alone = alone.sort_values("needs", ignore_index=True)
    uncounted = alone.drop(columns=["persons", "persons_with_set"], errors="ignore")
    fought, last = _plain(fought), _plain(last)
    return MarkLists(
        fought, last, uncounted,
        _touched(folk, lambda at_need: _held(zones.pairs, at_need)),
        _touched(
            folk, lambda at_need: _held(zones.inside, at_need) & ~_held(zones.outside, at_need)
        ),
        _in_rows(folk, zones.contested, zones.contested_keys, fought),
        _in_rows(folk, zones.last_resort, zones.last_resort_keys, last),
        _sets(system, folk, alone, holds), steps,
    )  # fmt: skip


def _without_persons(record: Record) -> Record:
    emptied = {name: record.tables[name].iloc[:0] for name in ("population", "margins")}
    return replace(record, tables={**record.tables, **emptied})


def _keys(system: System, boxes: Boxes, role: str) -> list[Key]:
    return [
        (system.atoms.needs[masks[-1].bit_length() - 1], situation_text(system, masks, "sv"), role)
        for masks in boxes.to_masks()
    ]


def _in_rows(folk: People | None, boxes: Boxes, keys: list[Key], table: pd.DataFrame) -> Marks:
    """Return who is in which row of a list: in a box that the row describes, with its need."""
    found = np.zeros((0 if folk is None else len(folk.weights), len(table)), bool)
    if folk is None or not len(table):
        return found
    which = rows_of(table, keys)
    for need in range(len(folk.atoms.needs)):
        those = np.flatnonzero(folk.needs >> need & 1)
        at_need = np.hstack([folk.values[those], np.full((len(those), 1), need, np.int64)])
        held = holding(boxes, at_need)
        for box in np.flatnonzero(held.any(axis=0)):
            found[those, which[box]] |= held[:, box]
    return found


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return a list without its counts: each need in turn with its next shortest description."""
    if not len(table):
        return table
    plain = table.drop(columns=["persons", "persons_low", "persons_high"], errors="ignore")
    length = plain["situation_sv"].astype("str").str.len()
    plain = plain.assign(length=length).sort_values(["need", "length", "situation_sv"])
    plain = plain.assign(turn=plain.groupby("need").cumcount())
    plain = plain.sort_values(["turn", "need"], kind="stable", ignore_index=True)
    return plain.drop(columns=["length", "turn"])


def rows_of(table: pd.DataFrame, keys: list[Key]) -> NDArray[np.int64]:
    """Return which row of a list describes each box, by need, situation and role."""
    if not len(table):
        return np.zeros(0, np.int64)
    roles = table["role"] if "role" in table else [""] * len(table)
    rows = zip(table["need"], table["situation_sv"], roles, strict=True)
    row_of = {key: number for number, key in enumerate(rows)}
    return np.array([row_of[key] for key in keys], np.int64)


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
