"""alike: values of an axis that no mandate tells apart, taken as one while zones are sought."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, Column, Space, like


@dataclass(frozen=True, eq=False)
class Alike:
    """A smaller space in which each group of like values is one value.

    Two values are alike if every mandate admits both or neither. A box that meets no mandate and
    admits one of them still meets none with the other added, so a zone that cannot be widened
    admits both or neither: zones here and there correspond one to one.

    Parameters
    ----------
    space : Space
        The space as given.
    smaller : Space
        The same axes with one value per group.
    groups : tuple of ndarray of int
        For each axis the group of every value.
    """

    space: Space
    smaller: Space
    groups: tuple[NDArray[np.int64], ...]

    def narrowed(self, boxes: Boxes) -> Boxes:
        """Return boxes whose values come in whole groups, in the smaller space."""
        return self._translated(boxes, self.smaller, [_first_values(g) for g in self.groups])

    def widened(self, boxes: Boxes) -> Boxes:
        """Return boxes of the smaller space in the space as given."""
        return self._translated(boxes, self.space, list(self.groups))

    def narrowed_values(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return points, one value per axis in a row, in the smaller space."""
        columns = [group[values[:, at]] for at, group in enumerate(self.groups)]
        return np.stack(columns, axis=1)

    def _translated(self, boxes: Boxes, space: Space, sources: list[NDArray[np.int64]]) -> Boxes:
        columns = [
            _translated(boxes.column(axis), source)
            for axis, source in zip(boxes.space.axes, sources, strict=True)
        ]
        return Boxes.from_columns(space, columns)


def alike(boxes: Boxes) -> Alike:
    """Group the values of every axis by the boxes that admit them.

    Parameters
    ----------
    boxes : Boxes
        n mandates.

    Returns
    -------
    Alike
        At most 2^n values an axis; groups are numbered by their first value.

    Examples
    --------
    No mandate tells the second age from the third:

    >>> mandates = Boxes.from_masks(Space(("age",), (3,)), [(0b001,), (0b111,)])
    >>> alike(mandates).groups[0].tolist()
    [0, 1, 1]
    """
    space = boxes.space
    groups = tuple(
        _grouped(boxes.column(axis).tolist(), size)
        for axis, size in zip(space.axes, space.sizes, strict=True)
    )
    sizes = tuple(int(group.max()) + 1 for group in groups)
    return Alike(space, Space(space.axes, sizes, space.ordered), groups)


def _grouped(masks: list[int], size: int) -> NDArray[np.int64]:
    different = sorted(set(masks))
    numbers: dict[tuple[int, ...], int] = {}
    groups = []
    for value in range(size):
        admitted_by = tuple(mask >> value & 1 for mask in different)
        groups.append(numbers.setdefault(admitted_by, len(numbers)))
    return np.array(groups, np.int64)


def _first_values(group: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(group, return_index=True)[1].astype(np.int64)


def _translated(column: Column, source: NDArray[np.int64]) -> Column:
    """Let new value v be admitted where value ``source[v]`` was."""
    different, which = np.unique(column, return_inverse=True)
    new_masks = np.zeros(len(different), dtype=np.uint64 if len(source) < 64 else object)
    for new, old in enumerate(source.tolist()):
        admitted = (different >> like(different, old)) & like(different, 1)
        new_masks |= admitted.astype(new_masks.dtype) << like(new_masks, new)
    translated: Column = new_masks[which]
    return translated
