"""edge_numbers: a column of the edges as the numbers a rule may judge."""

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError, UnknownNameError
from mobility.foundation.network import Network


def edge_numbers(network: Network, counts: str) -> np.ndarray:
    """Return an edge column, refusing anything but finite numbers of at least 0.

    Parameters
    ----------
    network : Network
        Directed or not.
    counts : str
        The edge column.

    Returns
    -------
    ndarray of shape (n_edges,)
        In the order of ``network.edges``.

    Raises
    ------
    UnknownNameError
        If there is no such edge column.
    InputError
        If it holds anything else; every such edge is named.

    Examples
    --------
    >>> pair = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [2]})
    >>> edge_numbers(Network.from_edges(pair), "weight")
    array([2.])
    """
    if counts not in network.edges.columns:
        raise UnknownNameError("edge column", counts, map(str, network.edges.columns))
    values = pd.to_numeric(network.edges[counts], errors="coerce").to_numpy(dtype=np.float64)
    bad = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
    if len(bad):
        shown = network.edges[counts].iloc[bad]
        raise InputError(
            f"edges of the {network.measure} network",
            [
                Fault("a finite number of at least 0", row=int(r) + 1, column=counts, value=str(v))
                for r, v in zip(bad, shown, strict=True)
            ],
        )
    return values
