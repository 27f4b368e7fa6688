"""pressure: mandates with a capacity, and whom each of them is open to."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.covering.wording import actor_name, need_text
from collab_graph.record.contracts import UNKNOWN
from collab_graph.showing.unmet import Marks

COLUMNS = (
    "mandate", "actor_name", "needs_sv", "needs_en", "capacity", "occupied", "free",
)  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Pressure:
    """Mandates that say their capacity, and which persons ask for a place.

    Parameters
    ----------
    table : DataFrame
        One row a mandate in the order of the record, without persons: ``mandate``,
        ``actor_name``, ``needs_sv``, ``needs_en``, ``capacity``, ``occupied`` (0 where blank, NaN
        where unknown), ``free`` (capacity less occupied).
    boxes : Boxes
        What these mandates hold for.
    asking : ndarray of bool, shape (m, mandates)
        Who of m groups of persons has a need that the mandate covers, and it holds for them.
    only_way : ndarray of bool, shape (m, mandates)
        Who of those has such a need that no other mandate covers.
    """

    table: pd.DataFrame
    boxes: Boxes
    asking: Marks
    only_way: Marks


def mandates_with_capacity(system: System) -> tuple[pd.DataFrame, list[int]]:
    """Return the mandates that say their capacity, and their numbers."""
    rows, numbers = [], []
    for number, mandate in enumerate(system.mandates):
        if mandate.capacity in ("", UNKNOWN) or not mandate.covered:
            continue
        capacity = float(mandate.capacity)
        occupied = np.nan if mandate.occupied == UNKNOWN else float(mandate.occupied or 0)
        said = [need_text(system, mandate.covered, language) for language in ("sv", "en")]
        rows.append((mandate.name, actor_name(system, mandate.actor), *said, capacity, occupied,
                     capacity - occupied))  # fmt: skip
        numbers.append(number)
    return pd.DataFrame(rows, columns=list(COLUMNS)), numbers


def boxes_with_capacity(system: System) -> Boxes:
    """Return what the mandates that say their capacity hold for, whatever is unknown."""
    _, numbers = mandates_with_capacity(system)
    parts = [system.covering(number, "certain") for number in numbers]
    return stacked(system.atoms.space, parts)


def pressure(system: System, folk: People) -> Pressure:
    """Return whom every mandate with a capacity is open to, as `overload` counts them.

    Parameters
    ----------
    system : System
        The mandates.
    folk : People
        The persons.

    Returns
    -------
    Pressure
        Rows in the order of the record, which tells nothing about how many persons there are.
    """
    table, numbers = mandates_with_capacity(system)
    asking, only_way = (np.zeros((len(folk.weights), len(numbers)), bool) for _ in range(2))
    covering = {
        number: system.covering(number, "certain")
        for number, mandate in enumerate(system.mandates)
        if mandate.covered
    }
    for need in range(len(folk.atoms.needs)):
        those = np.flatnonzero(folk.needs >> need & 1)
        column = np.full((len(those), 1), need, np.int64)
        cases = np.hstack([folk.values[those], column])
        held = {number: holding(boxes, cases).any(axis=1) for number, boxes in covering.items()}
        ways = np.sum([np.zeros(len(those), np.int64), *held.values()], axis=0)
        for at, number in enumerate(numbers):
            asking[those, at] |= held[number]
            only_way[those, at] |= held[number] & (ways == 1)
    return Pressure(table, boxes_with_capacity(system), asking, only_way)
