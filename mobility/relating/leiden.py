"""leiden: one seeded run of the Leiden method over the linked nodes of a network."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, triu

from mobility.foundation.network import Network
from mobility.foundation.seeding import seeded_igraph

if TYPE_CHECKING:
    import igraph


@dataclass(frozen=True, eq=False)
class Linked:
    """The part of a network that can be in groups: nodes with an edge, both ways added up.

    Parameters
    ----------
    linked : ndarray of bool, shape (n_nodes,)
        Whether a node of the network has an edge of weight above 0 to another node.
    source, target : ndarray of int, shape (n_edges,)
        Positions among the linked nodes, the smaller one as ``source``.
    weight : ndarray of float, shape (n_edges,)
        Above 0.
    """

    linked: np.ndarray
    source: np.ndarray
    target: np.ndarray
    weight: np.ndarray

    @property
    def size(self) -> int:
        """Number of linked nodes."""
        return int(self.linked.sum())

    def graph(self) -> "igraph.Graph":
        """Return the links as an igraph graph, without the weights."""
        import igraph

        pairs = np.column_stack([self.source, self.target])
        return igraph.Graph(n=self.size, edges=pairs.tolist())


def linked_part(network: Network) -> Linked:
    """Return the nodes of a network that have an edge, and these edges.

    Parameters
    ----------
    network : Network
        With weights; in a directed one those of both directions are added. Self-loops do not count.

    Returns
    -------
    Linked
    """
    matrix = network.to_matrix()
    both_ways = csr_array(matrix + matrix.T) if network.directed else matrix
    upper = triu(both_ways, k=1).tocoo()
    held = upper.data > 0
    i, j, weight = upper.coords[0][held], upper.coords[1][held], upper.data[held]
    linked = np.zeros(len(network.nodes), dtype=bool)
    linked[i] = True
    linked[j] = True
    place = np.cumsum(linked) - 1
    return Linked(linked, place[i], place[j], weight)


def leiden(
    graph: "igraph.Graph", weight: np.ndarray, *, resolution: float, random_state: int
) -> np.ndarray:
    """Return the group of every node by modularity, improved until nothing changes.

    Parameters
    ----------
    graph : igraph.Graph
        Undirected.
    weight : ndarray of float, shape (n_edges,)
        In the order of its edges, above 0.
    resolution : float
        Above 0; higher values give more and smaller groups.
    random_state : int
        The seed.

    Returns
    -------
    ndarray of int, shape (n_nodes,)
        Numbers from 0 in no particular order.
    """
    with seeded_igraph(random_state):
        found = graph.community_leiden(
            objective_function="modularity",
            weights=weight.tolist(),
            resolution=resolution,
            n_iterations=-1,
        )
    return np.array(found.membership, dtype=np.int64)
