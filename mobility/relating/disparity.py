"""disparity: which edges take more of a node's strength than an even share would."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step, with_recipe


def disparity(network: Network, *, counts: str = "weight") -> pd.DataFrame:
    r"""Compare every edge with a random split of the strength of its ends.

    Where node i has k edges and one of them takes the share p of its strength, the probability of
    such a share or a larger one under a uniform random split is

    .. math:: \alpha_{ij} = 1 - (k_i - 1) \int_0^{p_{ij}} (1 - x)^{k_i - 2} dx
              = (1 - p_{ij})^{k_i - 1}, \qquad p_{ij} = w_{ij} / s_i

    and the edge counts by its more unlikely end. A node with one edge has no choice: its end gives
    1, and the other end decides. In a directed network the source is judged by what leaves it, the
    target by what reaches it.

    Parameters
    ----------
    network : Network
        Directed or not. Self-loops are no part of a split: they are left out of strengths and
        numbers of edges, and get p 1; so do edges of weight 0.
    counts : str
        The edge column to judge; any numbers of at least 0.

    Returns
    -------
    DataFrame
        One line per edge, in the order of ``network.edges``: ``source``, ``target``, ``observed``,
        ``p_source``, ``p_target`` and ``p``, the smaller of the two; from 0 to 1, never missing.

    Raises
    ------
    UnknownNameError
        If there is no such edge column.

    References
    ----------
    Serrano, M. Á., Boguñá, M. and Vespignani, A. (2009). Extracting the multiscale backbone of
    complex weighted networks. PNAS 106, 6483-6488, https://doi.org/10.1073/pnas.0808904106.

    Examples
    --------
    The hub gives half of its strength to one of three: (1 − 0.5)² = 0.25.

    >>> star = pd.DataFrame({"source": "hub", "target": ["x", "y", "z"], "weight": [2, 1, 1]})
    >>> disparity(Network.from_edges(star)).round(4)
      source target  observed  p_source  p_target       p
    0    hub      x       2.0    0.2500       1.0  0.2500
    1    hub      y       1.0    0.5625       1.0  0.5625
    2    hub      z       1.0    0.5625       1.0  0.5625
    """
    if counts not in network.edges.columns:
        raise UnknownNameError("edge column", counts, map(str, network.edges.columns))
    observed = network.edges[counts].to_numpy(dtype=np.float64)
    i, j = network.positions()
    splits = (i != j) & (observed > 0)
    size = len(network.nodes)
    table = coo_array((observed[splits], (i[splits], j[splits])), shape=(size, size)).tocsr()
    if not network.directed:
        table = table + table.T
    at_source, at_target = np.ones(len(observed)), np.ones(len(observed))
    at_source[splits] = _unlikely(table, i[splits], observed[splits])
    at_target[splits] = _unlikely(table.T.tocsr(), j[splits], observed[splits])
    result = network.edges[["source", "target"]].assign(
        observed=observed,
        p_source=at_source,
        p_target=at_target,
        p=np.minimum(at_source, at_target),
    )
    step = Step.of("disparity", {"counts": counts}, {"edges": len(result)})
    return with_recipe(result, network.recipe.then(step))


def _unlikely(table: csr_array, node: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return for every edge how unlikely its share of the given node's row is."""
    strength = np.asarray(table.sum(axis=1)).ravel()[node]
    edges = np.diff(table.indptr)[node]
    # No share is above 1: a sum of weights rounds to no less than each of them.
    return np.asarray((1 - weight / strength) ** (edges - 1))
