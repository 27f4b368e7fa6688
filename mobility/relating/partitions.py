"""partitions: many groupings of the same nodes, how far they agree, and what most of them say."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, triu

from mobility.foundation.seeding import seeded_igraph

TRIES = 10
"""The median is looked for from so many seeds, and the best one kept."""


@dataclass(frozen=True, eq=False)
class Alike:
    """Nodes that stand in the same group in every run, taken as one.

    Parameters
    ----------
    runs : ndarray of int, shape (n_runs, n_kinds)
        The group of every kind of node in every run, numbered from 0 within the run.
    size : ndarray of float, shape (n_kinds,)
        How many nodes are of each kind.
    kind : ndarray of int, shape (n_nodes,)
        The kind of every node.
    """

    runs: np.ndarray
    size: np.ndarray
    kind: np.ndarray


def alike(runs: np.ndarray) -> Alike:
    """Take nodes that no run tells apart as one; what follows is exact and far smaller.

    Parameters
    ----------
    runs : ndarray of int, shape (n_runs, n_nodes)
        The group of every node in every run.

    Returns
    -------
    Alike

    Examples
    --------
    >>> alike(np.array([[0, 0, 1], [0, 0, 0]])).size
    array([2., 1.])
    """
    kinds, kind, size = np.unique(runs, axis=1, return_inverse=True, return_counts=True)
    numbered = [np.unique(row, return_inverse=True)[1].ravel() for row in kinds]
    return Alike(np.array(numbered), size.astype(np.float64), kind.ravel())


def together(found: Alike) -> csr_array:
    r"""Return the share of runs in which two kinds of nodes stand in the same group.

    .. math:: D_{ij} = \frac{1}{S} \sum_s \delta(c^s_i, c^s_j)

    Parameters
    ----------
    found : Alike

    Returns
    -------
    csr_array of shape (n_kinds, n_kinds)
        Symmetric, 1 on the diagonal; only pairs that meet in some run are held.
    """
    member = _members(found)
    return csr_array(member @ member.T) / len(found.runs)


def agreement(found: Alike) -> np.ndarray:
    r"""Return the adjusted Rand index of every two runs.

    With :math:`n_{kl}` the nodes in group k of the one and group l of the other, and Y(x) the
    number of pairs among x:

    .. math:: ARI = \frac{\sum Y(n_{kl}) - e}{\tfrac12 [\sum Y(n_{k\cdot}) + \sum Y(n_{\cdot l})]
              - e}, \qquad e = \frac{\sum Y(n_{k\cdot}) \sum Y(n_{\cdot l})}{Y(n)}

    Parameters
    ----------
    found : Alike

    Returns
    -------
    ndarray of shape (n_runs, n_runs)
        1 where two runs are the same, about 0 where they agree as chance would have it.

    References
    ----------
    Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218,
    https://doi.org/10.1007/BF01908075.
    """
    member = _members(found)
    weighted = csr_array(member.multiply(found.size[:, None]))
    shared = csr_array(member.T @ weighted).tocoo()
    groups = found.runs.max(axis=1) + 1
    run = np.repeat(np.arange(len(groups)), groups)
    a, b = shared.coords
    count = len(groups)
    pairs = np.zeros((count, count))
    np.add.at(pairs, (run[a], run[b]), _pairs(shared.data))
    own = np.diag(pairs)
    every = _pairs(found.size.sum())
    expected = np.outer(own, own) / every if every > 0 else np.zeros_like(pairs)
    most = (own[:, None] + own[None, :]) / 2
    # Two runs that are all one group, or all single nodes, agree wholly.
    same = most == expected
    result: np.ndarray = np.where(
        same, 1.0, (pairs - expected) / np.where(same, 1.0, most - expected)
    )
    return result


def mean_agreement(found: Alike) -> float:
    """Return the mean adjusted Rand index over all pairs of two runs; 1 where there is one run."""
    square = agreement(found)
    above = np.triu_indices(len(square), k=1)
    return float(square[above].mean()) if len(above[0]) else 1.0


def median(found: Alike, *, random_state: int = 0) -> np.ndarray:
    r"""Return the grouping that disagrees least with all runs: two nodes together if most say so.

    .. math:: \max_c \sum_{i < j} \left( D_{ij} - \tfrac12 \right) \delta(c_i, c_j)

    which is the grouping whose number of pairs judged otherwise, summed over all runs, is the
    smallest. It has a meaning without any setting, where Leiden on D would bring its own null
    model in again. Leiden looks for it (the sum is a constant Potts model of resolution ½), from
    several seeds.

    Parameters
    ----------
    found : Alike
    random_state : int
        The seed.

    Returns
    -------
    ndarray of int, shape (n_nodes,)
        Group numbers from 0; a node that stands with no other in most runs is a group by itself.

    References
    ----------
    Gionis, A., Mannila, H. and Tsaparas, P. (2007). Clustering aggregation. ACM Transactions on
    Knowledge Discovery from Data 1(1), 4, https://doi.org/10.1145/1217299.1217303. The idea of a
    consensus over seeds: Lancichinetti, A. and Fortunato, S. (2012). Consensus clustering in
    complex networks. Scientific Reports 2, 336, https://doi.org/10.1038/srep00336.

    Examples
    --------
    Two of three runs hold a and b together, one of three b and c:

    >>> median(alike(np.array([[0, 0, 1], [0, 0, 1], [0, 1, 1]])))
    array([0, 0, 1])
    """
    import igraph

    share = triu(together(found), k=1).tocoo()
    i, j = share.coords
    weight = share.data * found.size[i] * found.size[j]
    graph = igraph.Graph(n=len(found.size), edges=np.column_stack([i, j]).tolist())
    best, most = np.zeros(0, dtype=np.int64), -np.inf
    with seeded_igraph(random_state):
        for _ in range(TRIES):
            tried = graph.community_leiden(
                objective_function="CPM", weights=weight.tolist(), resolution=0.5,
                node_weights=found.size.tolist(), n_iterations=-1,
            )  # fmt: skip
            groups = np.array(tried.membership, dtype=np.int64)
            sizes = np.bincount(groups, found.size)
            inside = groups[i] == groups[j]
            within = np.bincount(groups, found.size * (found.size - 1) / 2)
            held = weight[inside].sum() + within.sum() - _pairs(sizes).sum() / 2
            if held > most + 1e-9:
                best, most = groups, held
    return _by_first(best[found.kind])


def steadiness(found: Alike, groups: np.ndarray) -> np.ndarray:
    r"""Return how far the mates of each node are the same in every run as in a grouping.

    .. math:: s_i = \frac{1}{S} \sum_s \frac{|C(i) \cap C^s(i)|}{|C(i) \cup C^s(i)|}

    Parameters
    ----------
    found : Alike
    groups : ndarray of int, shape (n_nodes,)
        The grouping, numbered from 0.

    Returns
    -------
    ndarray of shape (n_nodes,)
        Above 0, at most 1: 1 where every run gives the node exactly these mates.
    """
    total = np.zeros(len(groups))
    for row in found.runs:
        theirs = row[found.kind]
        overlap, one, other = _overlap(groups, theirs)
        total += (overlap / (one[:, None] + other[None, :] - overlap))[groups, theirs]
    return total / len(found.runs)


def recovered(found: Alike, groups: np.ndarray) -> np.ndarray:
    r"""Return how far each group of a grouping is found again, on average over the runs.

    .. math:: \frac{1}{S} \sum_s \max_k \frac{|C \cap C^s_k|}{|C \cup C^s_k|}

    Parameters
    ----------
    found : Alike
    groups : ndarray of int, shape (n_nodes,)
        The grouping, numbered from 0.

    Returns
    -------
    ndarray of shape (n_groups,)
        Above 0, at most 1. Hennig calls a group below .5 dissolved, from .75 on valid and from
        .85 on highly stable.

    References
    ----------
    Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data
    Analysis 52, 258-271, https://doi.org/10.1016/j.csda.2006.11.025.
    """
    total = np.zeros(groups.max(initial=-1) + 1)
    for row in found.runs:
        overlap, one, other = _overlap(groups, row[found.kind])
        total += (overlap / (one[:, None] + other[None, :] - overlap)).max(axis=1)
    return total / len(found.runs)


def _members(found: Alike) -> csr_array:
    """Return kinds by the groups of all runs, 1 where a kind stands in a group."""
    groups = found.runs.max(axis=1) + 1
    start = np.concatenate([[0], np.cumsum(groups)])
    column = (found.runs + start[:-1, None]).ravel()
    row = np.tile(np.arange(found.runs.shape[1]), len(groups))
    shape = (found.runs.shape[1], int(start[-1]))
    return csr_array((np.ones(len(row)), (row, column)), shape=shape)


def _overlap(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return how many nodes every two groups share, and the sizes of both."""
    shape = (int(one.max()) + 1, int(other.max()) + 1)
    flat = np.bincount(one * shape[1] + other, minlength=shape[0] * shape[1])
    shared = flat.reshape(shape).astype(np.float64)
    return shared, shared.sum(axis=1), shared.sum(axis=0)


def _pairs(count: np.ndarray) -> np.ndarray:
    """Return the number of pairs among so many."""
    result: np.ndarray = np.asarray(count * (count - 1) / 2)
    return result


def _by_first(groups: np.ndarray) -> np.ndarray:
    """Give groups numbers from 0 in the order of their first node."""
    _, first, group = np.unique(groups, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    result: np.ndarray = rank[group.ravel()]
    return result
