"""pair_values: what several networks say of the same pairs of nodes, as square tables."""

from collections.abc import Sequence

import numpy as np

from mobility.foundation.errors import Fault, InputError, UnknownNameError, VersionError
from mobility.foundation.network import Network


def pair_values(
    networks: Sequence[Network], *, column: str = "weight", absent: float = 0.0
) -> np.ndarray:
    """Return one square table a network, all in the node order of the first.

    Parameters
    ----------
    networks : sequence of Network
        Of the same nodes, in any order, and of the same version.
    column : str
        The edge column to read.
    absent : float
        What a pair without an edge is.

    Returns
    -------
    ndarray of shape (n_networks, n_nodes, n_nodes)
        Symmetric for an undirected network.

    Raises
    ------
    InputError
        If the networks are of other nodes, or of fewer than three.
    UnknownNameError
        If a network has no such edge column.
    VersionError
        If the versions differ.

    Examples
    --------
    >>> import pandas as pd
    >>> near = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [0.5]})
    >>> nodes = pd.DataFrame(index=pd.Index(["a", "b", "c"], name="occupation"))
    >>> pair_values([Network.from_edges(near, nodes=nodes)], absent=-1)
    array([[[-1. ,  0.5, -1. ],
            [ 0.5, -1. , -1. ],
            [-1. , -1. , -1. ]]])
    """
    first = networks[0].nodes.index
    faults = [] if len(first) > 2 else [Fault(f"{len(first)} nodes are too few to compare pairs")]
    for network in networks[1:]:
        if network.version != networks[0].version:
            raise VersionError.between(
                networks[0].measure, networks[0].version, network.measure, network.version
            )
        for name in first.symmetric_difference(network.nodes.index)[:5]:
            faults.append(Fault(f"{name!r} is not a node of both {networks[0].measure!r} and "
                                f"{network.measure!r}"))  # fmt: skip
    if faults:
        raise InputError("networks", faults)
    return np.array([_table(network, first.get_indexer(network.nodes.index), column, absent)
                     for network in networks])  # fmt: skip


def _table(network: Network, place: np.ndarray, column: str, absent: float) -> np.ndarray:
    """Return one network as a square table, its nodes put in their places."""
    if column not in network.edges.columns:
        raise UnknownNameError("edge column", column, map(str, network.edges.columns))
    table = np.full((len(place), len(place)), absent, dtype=np.float64)
    i, j = (place[side] for side in network.positions())
    values = network.edges[column].to_numpy(dtype=np.float64, na_value=np.nan)
    table[i, j] = values
    if not network.directed:
        table[j, i] = values
    return table
