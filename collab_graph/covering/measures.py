"""measures: how much lies inside some boxes and outside others — in persons, or in situations."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, Space, complement, meets, shared, stacked
from collab_graph.covering.partition import uncovered_cells
from collab_graph.covering.people import People
from collab_graph.covering.person_sets import PersonSets

Region = object
"""What a measure keeps of some boxes; only the measure that made it can read it."""


class Measure(ABC):
    """Counts what lies inside groups of boxes and outside regions.

    Parameters
    ----------
    units : tuple of str
        What is counted, one column each; the first is the one to rank by.
    """

    units: tuple[str, ...]

    @abstractmethod
    def region(self, boxes: Boxes) -> Region:
        """Return the union of boxes, to be asked about again and again."""

    @abstractmethod
    def union(self, regions: Sequence[Region]) -> Region:
        """Return what lies in any of some regions; nothing where there is none."""

    @abstractmethod
    def counted(
        self, groups: Sequence[Boxes], *, outside: Region, inside: Region | None = None
    ) -> dict[str, NDArray[np.float64]]:
        """Return, by unit, how much of each group lies outside one region and inside another."""


class InPersons(Measure):
    """Counts persons, each once, and cases: a person once for each need.

    Parameters
    ----------
    folk : People
        Whom to count.
    """

    units = ("persons", "cases")

    def __init__(self, folk: People) -> None:
        self._sets = PersonSets(folk)
        self._space = folk.atoms.space

    def region(self, boxes: Boxes) -> Region:
        """Return the set of (person, need) inside any of some boxes."""
        return self._sets.all_inside(boxes)

    def union(self, regions: Sequence[Region]) -> Region:
        """Return the set in any of some sets."""
        found = self._sets.nobody
        for region in regions:
            assert isinstance(region, np.ndarray)
            found |= region
        return found

    def counted(
        self, groups: Sequence[Boxes], *, outside: Region, inside: Region | None = None
    ) -> dict[str, NDArray[np.float64]]:
        """Return persons and cases of each group outside one set and inside another."""
        owners = np.repeat(np.arange(len(groups)), [len(boxes) for boxes in groups])
        sets = self._sets.inside(stacked(self._space, groups), owners, len(groups))
        assert isinstance(outside, np.ndarray)
        sets &= ~outside
        if inside is not None:
            assert isinstance(inside, np.ndarray)
            sets &= inside
        return {"persons": self._sets.persons(sets), "cases": self._sets.cases(sets)}


class InCells(Measure):
    """Counts situations: combinations of one piece of every axis, and a need.

    Parameters
    ----------
    space : Space
        Of the record.
    """

    units = ("situations",)

    def __init__(self, space: Space) -> None:
        self._space = space

    def region(self, boxes: Boxes) -> Region:
        """Return the boxes themselves."""
        return boxes

    def union(self, regions: Sequence[Region]) -> Region:
        """Return the boxes of all regions."""
        parts = [boxes for boxes in regions if isinstance(boxes, Boxes)]
        return stacked(self._space, parts)

    def counted(
        self, groups: Sequence[Boxes], *, outside: Region, inside: Region | None = None
    ) -> dict[str, NDArray[np.float64]]:
        """Return the situations of each group outside some boxes and inside others, exactly."""
        assert isinstance(outside, Boxes)
        if inside is not None and not any(_touches(boxes, inside) for boxes in groups):
            return {"situations": np.zeros(len(groups))}
        counts = [cells_outside(boxes, outside) for boxes in groups]
        if inside is not None:
            both = self.union([outside, inside])
            assert isinstance(both, Boxes)
            # What meets nothing of the inside needs no second count.
            beyond = [
                cells_outside(boxes, both) if _touches(boxes, inside) else count
                for boxes, count in zip(groups, counts, strict=True)
            ]
            counts = [all_of - rest for all_of, rest in zip(counts, beyond, strict=True)]
        return {"situations": np.array(counts, np.float64)}


def _touches(boxes: Boxes, region: Region) -> bool:
    assert isinstance(region, Boxes)
    return len(boxes) > 0 and bool(meets(region, _hull(boxes)).any())


def _hull(boxes: Boxes) -> Boxes:
    """Return the smallest box that holds all of some boxes."""
    return Boxes(boxes.space, np.bitwise_or.reduce(boxes.packed, axis=1)[:, None])


def cells_outside(boxes: Boxes, outside: Boxes) -> int:
    """Return how many situations lie in any of some boxes and in none of others, exactly.

    Parameters
    ----------
    boxes, outside : Boxes
        Boxes of one space.

    Examples
    --------
    >>> space = Space(("income", "age"), (2, 3))
    >>> some = Boxes.from_masks(space, [(0b01, 0b111), (0b11, 0b001)])
    >>> cells_outside(some, Boxes.from_masks(space, [(0b11, 0b100)]))
    3
    """
    if not len(boxes):
        return 0
    hull = _hull(boxes)
    taken = stacked(boxes.space, [_beyond(hull), shared(outside.take(meets(outside, hull)), hull)])
    return uncovered_cells(taken) - uncovered_cells(stacked(boxes.space, [taken, boxes]))


def _beyond(box: Boxes) -> Boxes:
    """Return boxes that together hold every situation outside one box."""
    space = box.space
    outside = complement(box).packed[:, 0] & space.packing.of_axis
    everything = space.packing.everything & ~space.packing.of_axis
    limited = outside.any(axis=1)
    return Boxes(space, (outside | everything)[limited].T.copy())
