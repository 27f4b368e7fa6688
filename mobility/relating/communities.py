"""communities: groups of nodes that are more related to each other than to the rest."""

import numpy as np
import pandas as pd

from mobility.foundation.network import Network
from mobility.foundation.recipe import Step
from mobility.relating.leiden import leiden, linked_part


def communities(
    network: Network, *, resolution: float = 1.0, random_state: int = 0
) -> "pd.Series[int]":
    r"""Find groups by the Leiden method, on modularity.

    .. math:: Q = \frac{1}{2m} \sum_{ij} \left[ w_{ij} - \gamma \frac{k_i k_j}{2m} \right]
              \delta(c_i, c_j)

    Parameters
    ----------
    network : Network
        With weights. In a directed network the weights of both directions are added; self-loops do
        not count.
    resolution : float
        :math:`\gamma`, above 0: higher values give more and smaller groups.
    random_state : int
        The seed; the same network and seed give the same groups.

    Returns
    -------
    Series
        Named "community", with the network's node index: whole numbers from 1 in the order of
        falling size, groups of equal size in the order of their first node; 0, "no group", for
        every node without an edge.

    References
    ----------
    Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing
    well-connected communities. Scientific Reports 9, 5233,
    https://doi.org/10.1038/s41598-019-41695-z.

    Examples
    --------
    >>> edges = pd.DataFrame({
    ...     "source": ["cook", "cook", "waiter", "welder"],
    ...     "target": ["waiter", "baker", "baker", "plumber"], "weight": 1.0})
    >>> names = ["baker", "cook", "farmer", "plumber", "waiter", "welder"]
    >>> nodes = pd.DataFrame(index=pd.Index(names, name="occupation"))
    >>> communities(Network.from_edges(edges, nodes=nodes)).to_dict()
    {'baker': 1, 'cook': 1, 'farmer': 0, 'plumber': 2, 'waiter': 1, 'welder': 2}
    """
    part = linked_part(network)
    found = np.zeros(len(network.nodes), dtype=np.int64)
    if part.size:
        groups = leiden(part.graph(), part.weight, resolution=resolution, random_state=random_state)
        found[part.linked] = by_size(groups)
    result = pd.Series(found, index=network.nodes.index, name="community")
    settings = {"resolution": resolution, "random_state": random_state}
    counts = {
        "nodes": len(found),
        "communities": int(found.max(initial=0)),
        "without an edge": int((~part.linked).sum()),
    }
    recipe = network.recipe.then(Step.of("communities", settings, counts))
    result.attrs = {"recipe": recipe.to_records()}
    return result


def by_size(groups: np.ndarray) -> np.ndarray:
    """Give groups the numbers from 1 by falling size, ties by where they first stand."""
    _, first, group, size = np.unique(
        groups, return_index=True, return_inverse=True, return_counts=True
    )
    number = np.empty(len(size), dtype=np.int64)
    number[np.lexsort((first, -size))] = np.arange(1, len(size) + 1)
    return number[group]
