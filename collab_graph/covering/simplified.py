"""simplified: the same situations in fewer boxes, before zones are sought."""

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, distinct, filled, widest
from collab_graph.covering.packing import Words


def simplified(boxes: Boxes) -> Boxes:
    """Return fewer boxes with the same union.

    Boxes that are equal on every axis but one are joined over that axis, axis after axis, until
    none are left to join; boxes inside another are left out.

    Parameters
    ----------
    boxes : Boxes
        n boxes, such as one mandate a row of a table.

    Returns
    -------
    Boxes
        At most n, in the order of `distinct`; those that admit nothing are left out.

    Examples
    --------
    >>> from collab_graph.covering.boxes import Space
    >>> space = Space(("income", "age"), (2, 3))
    >>> simplified(Boxes.from_masks(space, [(1, 1), (1, 2), (2, 3)])).to_masks()
    [(3, 3)]
    """
    fewer = distinct(boxes.take(filled(boxes)))
    before = len(fewer) + 1
    while len(fewer) < before:
        before = len(fewer)
        for of_axis in fewer.space.packing.of_axis:
            order, first = equal_elsewhere(fewer, of_axis)
            if len(first) < len(order):
                joined = np.bitwise_or.reduceat(fewer.packed[:, order], first, axis=1)
                fewer = Boxes(fewer.space, joined)
    return widest(fewer)


def equal_elsewhere(boxes: Boxes, of_axis: Words) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Group boxes that are equal on every axis but one.

    Parameters
    ----------
    boxes : Boxes
        n boxes.
    of_axis : ndarray of uint64, shape (words,)
        The bits of that axis.

    Returns
    -------
    tuple of ndarray of int
        An order of the boxes in which equal ones stand together, by their masks on that axis; and
        where in it each group begins.
    """
    own = boxes.packed & of_axis[:, None]
    elsewhere = boxes.packed & ~of_axis[:, None]
    order = np.lexsort([*own[::-1], *elsewhere[::-1]])
    sorted_elsewhere = elsewhere[:, order]
    new = np.ones(len(boxes), bool)
    new[1:] = (sorted_elsewhere[:, 1:] != sorted_elsewhere[:, :-1]).any(axis=0)
    return order, np.flatnonzero(new)
