"""region_evidence: which activities of a region speak for one that it lacks, and how much."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import UnknownNameError
from mobility.reaching.board import RegionBoard
from mobility.reaching.density import related_matrix

AT_A_TIME = 2000
"""Cells whose relatedness to all activities is written out in full at a time."""


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

    Examples
    --------
    >>> from mobility.foundation.network import Network
    >>> from mobility.foundation.regional_counts import RegionalCounts
    >>> from mobility.reaching.region_board import region_board
    >>> jobs = RegionalCounts.of(pd.DataFrame({
    ...     "region": ["Ore", "Ore", "Sea"], "industry": ["steel", "power", "mine"],
    ...     "count": [30, 10, 30]}), kind="industry")
    >>> ties = pd.DataFrame({
    ...     "source": ["mine", "mine"], "target": ["power", "steel"], "weight": [0.25, 0.75]})
    >>> region_evidence(region_board(jobs, Network.from_edges(ties)), "Ore", "mine")
      carrier carrier_title  relatedness  share
    0   steel         steel         0.75   0.75
    1   power         power         0.25   0.25
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
    found = []
    for begin in range(0, len(i), AT_A_TIME):
        some = slice(begin, begin + AT_A_TIME)
        weight = phi[i[some]].toarray() * (has[r[some]] > 0)
        order = np.argsort(-weight, axis=1, kind="stable")[:, :most]
        value = np.take_along_axis(weight, order, axis=1)
        row, place = np.nonzero(value > 0)
        share = value[row, place] / weight.sum(axis=1)[row]
        found.append((row + begin, place + 1, order[row, place], value[row, place], share))
    columns = ("cell", "place", "j", "relatedness", "share")
    if not found:
        return pd.DataFrame(dict.fromkeys(columns, np.zeros(0))).astype(
            dict.fromkeys(columns[:3], "int64")
        )
    return pd.DataFrame(
        {
            name: np.concatenate(part)
            for name, part in zip(columns, zip(*found, strict=True), strict=True)
        }
    )
