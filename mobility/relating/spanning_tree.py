"""spanning_tree: which edges hold the network together by the strongest links there are."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array

from mobility.foundation.network import Network
from mobility.foundation.recipe import Step, with_recipe
from mobility.relating.edge_numbers import edge_numbers


def spanning_tree(network: Network, *, counts: str = "weight") -> pd.DataFrame:
    r"""Find the maximum spanning tree of every connected part of a network.

    Of all sets of edges T without a cycle that join whatever the network joins, it is the one with
    the largest sum:

    .. math:: T^* = \arg\max_T \sum_{(i, j) \in T} w_{ij}

    Between equally strong edges, the one that comes first in ``network.edges`` (in node order) is
    taken first, so that there is one answer.

    Parameters
    ----------
    network : Network
        Direction is not looked at: a directed network is joined as if each edge led both ways.
        Self-loops and edges of 0 join nobody.
    counts : str
        The edge column to judge; finite numbers of at least 0.

    Returns
    -------
    DataFrame
        One line per edge, in the order of ``network.edges``: ``source``, ``target``, ``observed``
        and ``in_tree``. With n nodes in c connected parts exactly n − c edges are in a tree.

    Raises
    ------
    UnknownNameError
        If there is no such edge column.
    InputError
        If the column holds anything but finite numbers of at least 0.

    References
    ----------
    Kruskal, J. B. (1956). On the shortest spanning subtree of a graph and the traveling salesman
    problem. Proceedings of the American Mathematical Society 7, 48-50,
    https://doi.org/10.1090/S0002-9939-1956-0078686-7.

    Examples
    --------
    Of the triangle the weakest side is left out.

    >>> sides = pd.DataFrame({
    ...     "source": ["a", "a", "b"], "target": ["b", "c", "c"], "weight": [3, 1, 2]})
    >>> spanning_tree(Network.from_edges(sides))
      source target  observed  in_tree
    0      a      b       3.0     True
    1      a      c       1.0    False
    2      b      c       2.0     True
    """
    observed = edge_numbers(network, counts)
    in_tree = _in_forest(*network.positions(), observed, len(network.nodes))
    table = network.edges[["source", "target"]].assign(observed=observed, in_tree=in_tree)
    counted = {"edges": len(table), "in tree": int(in_tree.sum())}
    return with_recipe(
        table, network.recipe.then(Step.of("spanning_tree", {"counts": counts}, counted))
    )


def _in_forest(i: np.ndarray, j: np.ndarray, weight: np.ndarray, size: int) -> np.ndarray:
    """Return for every edge whether it is in the maximum spanning forest."""
    from scipy.sparse.csgraph import minimum_spanning_tree

    in_tree = np.zeros(len(weight), dtype=bool)
    strongest_first = np.argsort(-weight, kind="stable")
    a, b = np.minimum(i, j), np.maximum(i, j)
    held = strongest_first[(a != b)[strongest_first] & (weight > 0)[strongest_first]]
    # Of two edges between the same nodes (one each way) only the stronger can be in the tree.
    pair = a[held].astype(np.int64) * size + b[held]
    held = held[np.sort(np.unique(pair, return_index=True)[1])]
    # Places instead of weights: no two are equal, so that ties cannot fall either way.
    place = np.arange(1, len(held) + 1, dtype=np.float64)
    tree = minimum_spanning_tree(coo_array((place, (a[held], b[held])), shape=(size, size)).tocsr())
    in_tree[held[tree.data.astype(np.int64) - 1]] = True
    return in_tree
