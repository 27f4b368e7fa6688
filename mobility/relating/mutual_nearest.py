"""mutual_nearest: which edges join two nodes that are each among the strongest of the other."""

import numpy as np
import pandas as pd

from mobility.foundation.network import Network
from mobility.foundation.recipe import Step, with_recipe
from mobility.relating.edge_numbers import edge_numbers


def mutual_nearest(network: Network, *, counts: str = "weight") -> pd.DataFrame:
    r"""Rank every edge among the edges of its two ends, the strongest first.

    Where :math:`r_i(j)` is the place of j among the neighbours of i, the strongest first, i and j
    are mutual k-nearest neighbours if

    .. math:: \max(r_i(j),\, r_j(i)) \le k

    Equally strong neighbours stand in node order, so that every node has exactly k nearest, or all
    its neighbours if they are fewer. In a directed network the source ranks what leaves it, the
    target what reaches it.

    Parameters
    ----------
    network : Network
        Directed or not. Nobody is a neighbour of itself, and an edge of 0 joins nobody: such edges
        take no place and have none.
    counts : str
        The edge column to judge; finite numbers of at least 0.

    Returns
    -------
    DataFrame
        One line per edge, in the order of ``network.edges``: ``source``, ``target``, ``observed``,
        ``rank_source`` (the place of the edge among those of its source, from 1), ``rank_target``
        and ``rank``, the larger of the two: the smallest k that keeps the edge. Ranks are missing
        for self-loops and edges of 0.

    Raises
    ------
    UnknownNameError
        If there is no such edge column.
    InputError
        If the column holds anything but finite numbers of at least 0.

    References
    ----------
    Brito, M. R., Chávez, E. L., Quiroz, A. J. and Yukich, J. E. (1997). Connectivity of the mutual
    k-nearest-neighbor graph in clustering and outlier detection. Statistics & Probability Letters
    35, 33-42, https://doi.org/10.1016/S0167-7152(96)00213-1.

    Examples
    --------
    The hub's strongest is x. It is the strongest of z too, but z is only third for the hub.

    >>> star = pd.DataFrame({"source": "hub", "target": ["x", "y", "z"], "weight": [3, 2, 1]})
    >>> mutual_nearest(Network.from_edges(star))
      source target  observed  rank_source  rank_target  rank
    0    hub      x       3.0            1            1     1
    1    hub      y       2.0            2            1     2
    2    hub      z       1.0            3            1     3
    """
    observed = edge_numbers(network, counts)
    i, j = network.positions()
    joins = (i != j) & (observed > 0)
    a, b, weight = i[joins], j[joins], observed[joins]
    if network.directed:
        at_source, at_target = _places(a, b, weight), _places(b, a, weight)
    else:
        # An undirected edge is one of both ends' edges: ranked once for each.
        both = _places(np.r_[a, b], np.r_[b, a], np.r_[weight, weight])
        at_source, at_target = both[: len(a)], both[len(a) :]
    table = network.edges[["source", "target"]].assign(
        observed=observed,
        rank_source=_where(joins, at_source),
        rank_target=_where(joins, at_target),
        rank=_where(joins, np.maximum(at_source, at_target)),
    )
    step = Step.of("mutual_nearest", {"counts": counts}, {"edges": len(table)})
    return with_recipe(table, network.recipe.then(step))


def _places(node: np.ndarray, neighbour: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return the place of every neighbour among those of its node, from 1, ties in node order."""
    order = np.lexsort((neighbour, -weight, node))
    grouped = node[order]
    places = np.empty(len(node), dtype=np.int64)
    places[order] = np.arange(len(node)) - np.searchsorted(grouped, grouped) + 1
    return places


def _where(joins: np.ndarray, places: np.ndarray) -> pd.arrays.IntegerArray:
    """Return the places at the edges that have one, missing at the others."""
    full = np.zeros(len(joins), dtype=np.int64)
    full[joins] = places
    return pd.arrays.IntegerArray(full, ~joins)
