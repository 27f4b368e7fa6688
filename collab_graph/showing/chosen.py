"""chosen: the few zones that together hold most of those nobody answers for."""

import numpy as np
import pandas as pd

from collab_graph.covering.boxes import Boxes, Space
from collab_graph.covering.cover import cover_by_cells, cover_by_persons
from collab_graph.covering.levels import out_of
from collab_graph.covering.maximal import Zones
from collab_graph.covering.people import People
from collab_graph.covering.weights import Persons
from collab_graph.covering.zones import GreyZones
from collab_graph.showing.unmet import Unmet


def chosen_by_persons(found: GreyZones, folk: People, open_needs: Unmet) -> pd.DataFrame:
    """Return the few zones that explain 80 and 95 per cent of the persons nobody answers for.

    A person is explained by a zone that holds them with at least one need, and counts once however
    many needs are open. To that end the axis of needs is read as one of *sets* of open needs: a
    zone admits every set that has a need in common with it.

    Parameters
    ----------
    found : GreyZones
        The zones.
    folk : People
        The persons.
    open_needs : Unmet
        Which of their needs nobody answers for.

    Returns
    -------
    DataFrame
        As `cover_by_persons`: ``zone``, ``size``, ``gain``, ``share_so_far``, ….
    """
    some = open_needs.some
    masks = open_needs.needs[some] @ (1 << np.arange(open_needs.needs.shape[1]))
    sets, which = np.unique(masks, return_inverse=True)
    if not len(sets):
        return cover_by_cells(_none(found), Boxes.from_masks(found.zones.space, []))
    space = Space((*folk.elsewhere.axes, "open needs"), (*folk.elsewhere.sizes, len(sets)))
    boxes = [
        (*mask[:-1], sum(1 << i for i, held in enumerate(sets) if int(held) & mask[-1]))
        for mask in found.zones.boxes.to_masks()
    ]
    zones = Zones(Boxes.from_masks(space, boxes), None, None, found.complete, found.complete_tau)
    values = np.hstack([folk.values[some], which.reshape(-1, 1)])
    persons = Persons(space, values, folk.weights[some])
    return cover_by_persons(zones, Boxes.from_masks(space, []), persons)


def chosen_by_cells(found: GreyZones) -> pd.DataFrame:
    """Return the few zones that explain 80 and 95 per cent of the situations nobody answers for.

    For records without a population; as `cover_by_cells`.
    """
    outs = out_of(found.system, found.level, holds=found.holds, wait_days=found.wait_days)
    return cover_by_cells(found.zones, outs)


def _none(found: GreyZones) -> Zones:
    boxes = found.zones.boxes.take(np.zeros(0, np.int64))
    return Zones(boxes, None, None, found.complete, found.complete_tau)
