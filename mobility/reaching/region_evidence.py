"""region_evidence: which activities of a region speak for one that it lacks, and how much."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import UnknownNameError
from mobility.reaching.board import RegionBoard
from mobility.reaching.density import related_matrix
from mobility.reaching.near import entries


def region_evidence(board: RegionBoard, region: str, activity: str) -> pd.DataFrame:
    r"""List everything a region has that speaks for an activity.

    .. math:: \text{share}_j = \varphi_{ij} M_{rj} \,/\, \textstyle\sum_{j'} \varphi_{ij'} M_{rj'}

    Parameters
    ----------
    board : RegionBoard
        As `mobility.region_board` gives it.
    region, activity : str
        Which cell.

    Returns
    -------
    DataFrame
        ``carrier``, ``carrier_title``, ``relatedness`` and ``share`` (they add up to 1); what
        carries most first, then by code. Empty where nothing related is there.

    Raises
    ------
    UnknownNameError
        If there is no such region or activity; the nearest are named.
    """
    r, columns = board.place(region), board.presence.columns
    if activity not in columns:
        raise UnknownNameError(board.kind, activity, map(str, columns))
    i = int(columns.get_indexer(pd.Index([activity]))[0])
    phi = related_matrix(board.relatedness, columns)
    titles = board.table["title"].to_numpy()[: len(columns)]
    has = np.nan_to_num(board.presence.to_numpy())
    found = carriers(np.array([r]), np.array([i]), has, phi, most=len(columns))
    return pd.DataFrame(
        {
            "carrier": columns[found["j"]],
            "carrier_title": titles[found["j"]],
            "relatedness": found["relatedness"].to_numpy(),
            "share": found["share"].to_numpy(),
        }
    )


def carriers(
    r: np.ndarray, i: np.ndarray, has: np.ndarray, phi: csr_array, *, most: int
) -> pd.DataFrame:
    """Return for each of some cells what carries its density most.

    Parameters
    ----------
    r, i : ndarray of int
        Regions and activities of the cells.
    has : ndarray of shape (n_regions, n_activities)
        1 present, 0 not.
    phi : csr_array of shape (n_activities, n_activities)
        As `related_matrix` gives it.
    most : int
        How many of each.

    Returns
    -------
    DataFrame
        ``cell`` (0, 1 …), ``place`` (1 …), ``j``, ``relatedness`` and ``share``.
    """
    cell, j, value = entries(i, phi)
    there = has[r[cell], j] > 0
    cell, j, value = cell[there], j[there], value[there]
    whole = np.bincount(cell, weights=value, minlength=len(i))
    order = np.lexsort((j, -value, cell))
    cell, j, value = cell[order], j[order], value[order]
    begins = np.concatenate([[0], np.cumsum(np.bincount(cell, minlength=len(i)))])
    place = np.arange(len(cell)) - begins[cell]
    kept = place < most
    return pd.DataFrame(
        {
            "cell": cell[kept],
            "place": place[kept] + 1,
            "j": j[kept],
            "relatedness": value[kept],
            "share": value[kept] / whole[cell[kept]],
        }
    )
