"""modelled: the least and the most persons that margins allow, for every count with a range."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED, PLACE
from collab_graph.covering.boxes import Boxes, shared
from collab_graph.covering.margin_range import ranges, union_range
from collab_graph.covering.margins import Margins
from collab_graph.covering.zones import GreyZones
from collab_graph.showing.marks import MarkLists, MarkZones, rows_of
from collab_graph.showing.report_counts import Key

Between = tuple[float, float]


def margin_ranges(
    found: GreyZones, marks: MarkLists, zones: MarkZones, numbers: Mapping[int, int]
) -> dict[Key, Between]:
    """Return the range that margins allow for the counts of a report; nothing where none are used.

    Parameters
    ----------
    found : GreyZones
        The zones, with the least and most persons of each.
    marks : MarkLists
        Contested and last resort, as listed.
    zones : MarkZones
        Their boxes.
    numbers : mapping of int to int
        The number under which each zone is counted.

    Returns
    -------
    dict
        Least and most, by what is counted: everybody, those with an open need, needs, places, needs
        in places, zones, and rows of the two lists.
    """
    margins = found.population.margins if found.population is not None else None
    if margins is None:
        return {}
    boxes, atoms = found.zones.boxes, found.system.atoms
    answer: dict[Key, Between] = {
        ("all", 0, 0): union_range(margins, Boxes.everything(atoms.space))[:2],
        ("open", 0, 0): union_range(margins, boxes)[:2],
    }
    columns = [found.table["persons_low"], found.table["persons_high"]]
    for zone, number in numbers.items():
        answer["zone", number, 0] = (float(columns[0][zone]), float(columns[1][zone]))
    for need in range(len(atoms.needs)):
        answer["need", need, 0] = _open(margins, boxes, need=need)
        for place in range(len(atoms.leaves)):
            answer["cell", need, place] = _open(margins, boxes, need=need, place=place)
    for place in range(len(atoms.leaves)):
        answer["place", place, 0] = _open(margins, boxes, place=place)
    contested = rows_of(marks.contested, zones.contested_keys)
    last = rows_of(marks.last_resort, zones.last_resort_keys)
    for number, between in _of_rows(margins, zones.contested, contested).items():
        answer["contested row", number, 0] = between
    for number, between in _of_rows(margins, zones.last_resort, last).items():
        answer["last resort row", number, 0] = between
    return answer


def _open(
    margins: Margins, boxes: Boxes, *, need: int | None = None, place: int | None = None
) -> Between:
    """Return the range of those in any zone with a need, in a place."""
    space = boxes.space
    masks = list(margins.atoms.full)
    if need is not None:
        masks[space.position(NEED)] = 1 << need
    if place is not None:
        masks[space.position(PLACE)] = 1 << place
    here = shared(boxes, Boxes.from_masks(space, [masks]))
    return union_range(margins, here)[:2] if len(here) else (0.0, 0.0)


def _of_rows(margins: Margins, boxes: Boxes, rows: NDArray[np.int64]) -> dict[int, Between]:
    """Return the range of every row of a list, by the boxes it describes."""
    found = ranges(margins, boxes)
    answer: dict[int, Between] = {}
    for box, row in enumerate(rows.tolist()):
        alone = float(found.low[box]), float(found.high[box])
        if row in answer:
            alone = union_range(margins, boxes.take(np.flatnonzero(rows == row)))[:2]
        answer[row] = alone
    return answer
