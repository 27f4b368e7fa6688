"""heat: need by place — where something can be open at all, and how much of it."""

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED, PLACE
from collab_graph.covering.boxes import Boxes, cell_counts, shared, widest
from collab_graph.covering.levels import out_of
from collab_graph.covering.partition import uncovered_cells
from collab_graph.covering.zones import GreyZones


def open_share(found: GreyZones) -> NDArray[np.float64]:
    """Return which share of all situations nobody answers for, by need and place.

    Every combination of values counts once, whether or not anybody is in it, so the share says how
    much of the rules is open and nothing about persons.

    Parameters
    ----------
    found : GreyZones
        The zones of a record, and inside which level they lie.

    Returns
    -------
    ndarray of float, shape (needs, places)
        From 0 (somebody answers for everything) to 1 (nobody for anything).
    """
    outs = out_of(found.system, found.level, holds=found.holds, wait_days=found.wait_days)
    atoms = found.system.atoms
    at_need, at_place = atoms.space.position(NEED), atoms.space.position(PLACE)
    shares = np.zeros((len(atoms.needs), len(atoms.leaves)))
    for need, place in np.ndindex(*shares.shape):
        masks = list(atoms.full)
        masks[at_need], masks[at_place] = 1 << need, 1 << place
        here = Boxes.from_masks(atoms.space, [masks])
        cells = cell_counts(here)[0]
        reached = atoms.space.cells - uncovered_cells(widest(shared(outs, here)))
        shares[need, place] = (cells - reached) / cells
    return shares
