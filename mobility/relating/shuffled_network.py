"""shuffled_network: the same degrees and the same weights, dealt out at random."""

from typing import TYPE_CHECKING

import numpy as np

from mobility.foundation.seeding import seeded_igraph

if TYPE_CHECKING:
    import igraph

SWAPS = 10
"""Swaps of two edges' ends for every edge; the graph is then as good as drawn anew."""


def shuffled(
    graph: "igraph.Graph", weight: np.ndarray, *, random_state: int
) -> tuple["igraph.Graph", np.ndarray]:
    """Return a graph in which every node has as many edges as before but groups have no reason.

    Ends of edges are swapped two by two, which keeps every node's number of edges; then the weights
    are dealt out anew among the edges. In a graph where everybody is linked with everybody only
    the weights change place.

    Parameters
    ----------
    graph : igraph.Graph
        Undirected, without loops or parallel edges; it is not changed.
    weight : ndarray of float, shape (n_edges,)
        In the order of its edges.
    random_state : int
        The seed.

    Returns
    -------
    tuple of (igraph.Graph, ndarray of shape (n_edges,))

    References
    ----------
    Maslov, S. and Sneppen, K. (2002). Specificity and stability in topology of protein networks.
    Science 296, 910-913, https://doi.org/10.1126/science.1065103.
    """
    other = graph.copy()
    with seeded_igraph(random_state):
        other.rewire(n=SWAPS * other.ecount())
    return other, np.random.default_rng(random_state).permutation(weight)
