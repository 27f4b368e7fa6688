"""statements: of whom each count of a difference speaks, before and after."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.crossing import STANDINGS, Folk, Reach, cells_in, cells_moving
from collab_graph.covering.crossing import elsewhere as not_compared
from collab_graph.covering.crossing_marks import (
    marked_at_needs,
    marked_boxes,
    uncoordinated_pairs,
    uncoordinated_persons,
)
from collab_graph.covering.inside import at_need
from collab_graph.covering.mandate_boxes import Holds
from collab_graph.record.names import SEVERAL

Marks = NDArray[np.bool_]
Key = tuple[str, str, str]
"""What is said: "level", need (or "" for the lowest level of any need of a person) and level; or
"mark", needs (or "" for any) and mark."""
Statements = Mapping[Key, tuple[Marks, Marks]]


def statements(reach: Reach, folk: Folk, holds: Holds) -> dict[Key, tuple[Marks, Marks]]:
    """Return for every count of persons which groups it adds up, before and after.

    Parameters
    ----------
    reach : Reach
        Both systems.
    folk : Folk
        Persons with their levels.
    holds : "certain" or "possible"
        How marks take what is unknown.

    Returns
    -------
    dict
        Levels for every need that is compared and for any need; marks where anybody has them.
    """
    names = folk.people.atoms.needs
    found: dict[Key, tuple[Marks, Marks]] = {}
    levels = (folk.before, folk.after)
    for need, name in enumerate(names):
        if reach.common.needs >> need & 1:
            has = folk.has[:, need]
            for number, level in enumerate(STANDINGS):
                one, other = (has & (side[:, need] == number) for side in levels)
                found["level", name, level] = one, other
    lowest = [folk.lowest(side) for side in levels]
    for number, level in enumerate(STANDINGS):
        one, other = (folk.anybody & (side == number) for side in lowest)
        found["level", "", level] = one, other
    return found | _marks(reach, folk, holds)


def _marks(reach: Reach, folk: Folk, holds: Holds) -> dict[Key, tuple[Marks, Marks]]:
    systems = (reach.common.before, reach.common.after)
    names = folk.people.atoms.needs
    boxes = [marked_boxes(system, holds) for system in systems]
    found: dict[Key, tuple[Marks, Marks]] = {}
    for mark in ("C", "L"):
        one, other = marked_at_needs(boxes[0][mark], boxes[1][mark], folk.people, folk.has)
        found["mark", "", mark] = _any(one), _any(other)
        for need, name in enumerate(names):
            found["mark", name, mark] = one[:, need], other[:, need]
    one, other = uncoordinated_persons(systems, folk.people, folk.has, holds)
    found["mark", "", "ZK"] = one, other
    for needs in np.unique(folk.has[one | other], axis=0):
        same = (folk.has == needs).all(axis=1)
        said = SEVERAL.join(names[bit] for bit in np.flatnonzero(needs))
        found["mark", said, "ZK"] = one & same, other & same
    return {key: sides for key, sides in found.items() if sides[0].any() or sides[1].any()}


def _any(marked: Marks) -> Marks:
    return np.asarray(marked.any(axis=1), bool)


def levels_in_cells(reach: Reach) -> dict[str, list[list[int]]]:
    """Return for every need that differs how many situations go from each level to each."""
    names = reach.common.words.atoms.needs
    return {
        name: cells_moving(reach, need)
        for need, name in enumerate(names)
        if reach.touched >> need & 1
    }


def marks_in_cells(reach: Reach, holds: Holds) -> dict[Key, tuple[int, int, int, int]]:
    """Return for every mark and need, or pair of needs, its situations.

    How many before and after, how many newly and how many no longer.
    """
    common = reach.common
    systems = (common.before, common.after)
    names = common.words.atoms.needs
    compared = [need for need in range(len(names)) if common.needs >> need & 1]
    boxes = [marked_boxes(system, holds) for system in systems]
    found: dict[Key, tuple[int, int, int, int]] = {}
    for mark in ("C", "L"):
        for need in compared:
            sides = [at_need(side[mark], need) for side in boxes]
            found["mark", names[need], mark] = _counted(sides, not_compared(common, need))
    pairs = [uncoordinated_pairs(system, compared, holds) for system in systems]
    for mask in pairs[0]:
        said = SEVERAL.join(names[need] for need in compared if mask >> need & 1)
        sides = [pair[mask] for pair in pairs]
        found["mark", said, "ZK"] = _counted(sides, not_compared(common, compared[0]))
    return {key: counts for key, counts in found.items() if any(counts)}


def _counted(sides: list[Boxes], beyond: Boxes) -> tuple[int, int, int, int]:
    one, other = sides
    with_one, with_other = (stacked(beyond.space, [beyond, side]) for side in sides)
    return (
        cells_in(one, beyond), cells_in(other, beyond),
        cells_in(other, with_one), cells_in(one, with_other),
    )  # fmt: skip
