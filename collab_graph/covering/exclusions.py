"""exclusions: what a mandate reaches once those it excludes are taken out, as boxes again."""

from collections.abc import Sequence

import numpy as np

from collab_graph.covering.boxes import Boxes, meets, shared, stacked, widest
from mobility.foundation.errors import InputError


def without(box: Boxes, excluded: Boxes) -> Boxes:
    r"""Return every widest box inside one box that avoids all excluded boxes.

    One exclusion E leaves of a box B the pieces ``B_i \ E_i``, one for each axis that E limits;
    each further exclusion cuts the pieces it meets in the same way. The pieces overlap and together
    hold exactly the situations of B outside every E.

    Parameters
    ----------
    box : Boxes
        One box: what the criteria of a mandate admit.
    excluded : Boxes
        n boxes of the same space.

    Returns
    -------
    Boxes
        The pieces that lie in no other; none if everything is excluded.

    Raises
    ------
    InputError
        If ``box`` is not one box of the same space.

    Examples
    --------
    Everyone but those of the first age without income (income 1):

    >>> from collab_graph.covering.boxes import Space
    >>> space = Space(("income", "age"), (2, 3))
    >>> everyone = Boxes.everything(space)
    >>> without(everyone, Boxes.from_masks(space, [(0b10, 0b001)])).to_masks()
    [(1, 7), (3, 6)]
    """
    if box.space != excluded.space or len(box) != 1:
        raise InputError(
            "without",
            [f"one box in {excluded.space!r} is needed, not {len(box)} in {box.space!r}"],
        )
    left = box
    # What does not meet the box meets no piece of it.
    for number in np.flatnonzero(meets(excluded, box)):
        exclusion = excluded.take(np.array([number]))
        cut = meets(left, exclusion)
        if cut.any():
            left = widest(stacked(box.space, [left.take(~cut), _pieces(left.take(cut), exclusion)]))
    return widest(left)


def common_ground(boxes: Boxes, owners: Sequence[str]) -> Boxes:
    """Return the widest boxes that two different owners both reach.

    Parameters
    ----------
    boxes : Boxes
        n mandates.
    owners : sequence of n str
        Whose each is, such as the organisation at the root of the tree of actors.

    Returns
    -------
    Boxes
        What each pair of mandates of different owners has in common, without those inside another.
        `maximal_within` of them gives the contested zones.

    Raises
    ------
    InputError
        If there is not one owner a box.

    Examples
    --------
    >>> from collab_graph.covering.boxes import Space
    >>> space = Space(("income", "age"), (2, 3))
    >>> mandates = Boxes.from_masks(space, [(0b01, 0b111), (0b11, 0b100), (0b11, 0b110)])
    >>> common_ground(mandates, ["agency", "municipality", "municipality"]).to_masks()
    [(1, 6)]
    """
    if len(owners) != len(boxes):
        raise InputError("common_ground", [f"{len(boxes)} boxes but {len(owners)} owners"])
    names = np.array(owners, dtype=object)
    common = []
    for number in range(len(boxes)):
        later = np.arange(len(boxes)) > number
        others = boxes.take(later & (names != owners[number]))
        common.append(widest(shared(others, boxes.take(np.array([number])))))
    return widest(stacked(boxes.space, common))


def _pieces(boxes: Boxes, exclusion: Boxes) -> Boxes:
    """Return for each axis the boxes with the excluded values of that axis taken out."""
    excluded = exclusion.packed[:, 0] & boxes.space.packing.of_axis
    pieces = boxes.packed[:, None, :] & ~excluded.T[:, :, None]
    return Boxes(boxes.space, pieces.reshape(len(pieces), -1))
