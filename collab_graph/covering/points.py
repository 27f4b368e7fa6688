"""points: which of many mandates hold for each of many cases."""

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, Space, like
from collab_graph.covering.packing import WORD, Words
from mobility.foundation.errors import InputError


def holding(boxes: Boxes, values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which boxes admit each case on every axis.

    For each axis and value there is one set of boxes, a bit each; a case is held by what the sets
    of its values have in common: m · axes · n/64 word operations for m cases and n boxes.

    Parameters
    ----------
    boxes : Boxes
        n boxes, such as mandates.
    values : ndarray of int, shape (m, axes)
        One case a row: its value on each axis, from 0.

    Returns
    -------
    ndarray of bool, shape (m, n)
        True where the box holds for the case.

    Raises
    ------
    InputError
        If a case has another number of axes or a value that its axis does not have.

    Examples
    --------
    >>> space = Space(("income", "age"), (2, 3))
    >>> mandates = Boxes.from_masks(space, [(0b01, 0b111), (0b11, 0b100)])
    >>> holding(mandates, np.array([[0, 2], [1, 2], [1, 0]]))
    array([[ True,  True],
           [False,  True],
           [False, False]])
    """
    check_values(boxes.space, values, "cases")
    common = np.full((len(values), _words_for(len(boxes))), ~np.uint64(0))
    for at, axis in enumerate(boxes.space.axes):
        of_axis = boxes.space.packing.of_axis[at][:, None]
        if ((boxes.packed & of_axis) == of_axis).all():
            # No box limits the axis; most limit few of many.
            continue
        admitting = _boxes_of_each_value(boxes, axis, boxes.space.sizes[at])
        common &= admitting[values[:, at]]
    held = np.unpackbits(common.view(np.uint8), axis=1, count=len(boxes), bitorder="little")
    return held.view(np.bool_)


def check_values(space: Space, values: NDArray[np.int64], source: str) -> None:
    """Refuse cases that are not one known value per axis, naming the axis and the first row."""
    if values.ndim != 2 or values.shape[1] != len(space.axes):
        shape = " × ".join(map(str, values.shape))
        raise InputError(source, [f"{shape} values; one column for each of {len(space.axes)} axes"])
    if not np.issubdtype(values.dtype, np.integer):
        raise InputError(source, [f"values are {values.dtype}; whole numbers from 0 are needed"])
    problems = []
    for at, (axis, size) in enumerate(zip(space.axes, space.sizes, strict=True)):
        wrong = np.flatnonzero((values[:, at] < 0) | (values[:, at] >= size))
        if len(wrong):
            value = values[wrong[0], at]
            problems.append(
                f"axis {axis!r}: {len(wrong)} row(s) outside 0 to {size - 1}, first row "
                f"{wrong[0]} with {value}"
            )
    if problems:
        raise InputError(source, problems)


def _words_for(bits: int) -> int:
    return max(1, -(-bits // WORD))


def _boxes_of_each_value(boxes: Boxes, axis: str, size: int) -> Words:
    """Return for each value of the axis the set of boxes that admit it."""
    masks = boxes.column(axis)
    admits = np.zeros((size, _words_for(len(boxes)) * WORD), np.uint8)
    for value in range(size):
        admitted = (masks >> like(masks, value)) & like(masks, 1)
        admits[value, : len(boxes)] = admitted.astype(np.uint8)
    return np.packbits(admits, axis=1, bitorder="little").view(np.uint64)
