"""nearest: the nearest neighbours of every node, and the skills that make them near."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step, with_recipe


def nearest(
    network: Network,
    weights: Incidence,
    *,
    n: int = 10,
    n_shared: int = 8,
    labels: "pd.Series[str] | None" = None,
) -> pd.DataFrame:
    r"""List the nearest neighbours of every node with the skills that count most for them.

    A shared skill :math:`s` of :math:`i` and :math:`j` counts :math:`w_{is} w_{js}`: what it adds
    to the scalar product of the two, so that for cosine relatedness the list *is* the reason.

    Parameters
    ----------
    network : Network
        Undirected relatedness of the rows of ``weights``.
    weights : Incidence
        Occupation × skill, the weights the relatedness was computed from; every node is a row.
    n : int
        How many neighbours of each node, at most.
    n_shared : int
        How many shared skills to name, at most.
    labels : Series, optional
        What to call each skill, by skill; without it the skill itself.

    Returns
    -------
    DataFrame
        Columns ``occupation`` (the kind of the nodes), ``neighbour``, ``weight``, ``shared`` (tuple
        of skill names, what counts most first); in node order, the nearest first, ties in node
        order. A node without edges has no line.

    Examples
    --------
    >>> links = pd.DataFrame({
    ...     "occupation": ["cook", "cook", "waiter", "welder"],
    ...     "skill": ["hygiene", "knife", "hygiene", "welding"]})
    >>> kitchen = Incidence.from_pairs(links, "occupation", "skill")
    >>> edges = pd.DataFrame({"source": ["cook"], "target": ["waiter"], "weight": [0.7]})
    >>> nearest(Network.from_edges(edges, nodes=pd.DataFrame(index=kitchen.rows)), kitchen)
      occupation neighbour  weight      shared
    0       cook    waiter     0.7  (hygiene,)
    1     waiter      cook     0.7  (hygiene,)
    """
    source, target, weight = _nearest_edges(network.to_matrix(), n)
    names = weights.columns if labels is None else _called(weights.columns, labels)
    position = weights.rows.get_indexer(network.nodes.index)
    shared = [
        _shared(weights.values, int(position[i]), int(position[j]), names, n_shared)
        for i, j in zip(source, target, strict=True)
    ]
    kind = str(network.nodes.index.name or "node")
    table = pd.DataFrame(
        {
            kind: network.nodes.index[source],
            "neighbour": network.nodes.index[target],
            "weight": weight,
            "shared": pd.Series(shared, dtype="object"),
        }
    )
    step = Step.of("nearest", {"n": n, "n_shared": n_shared}, {"lines": len(table)})
    return with_recipe(table, network.recipe.then(step))


def _nearest_edges(matrix: csr_array, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the n heaviest entries of each row, heaviest first, ties by column."""
    held = matrix.tocoo()
    i, j = held.coords
    order = np.lexsort((j, -held.data, i))
    i, j, weight = i[order], j[order], held.data[order]
    starts = np.searchsorted(i, np.arange(matrix.shape[0]))
    kept = np.arange(len(i)) - starts[i] < n
    return i[kept], j[kept], weight[kept]


def _called(columns: pd.Index, labels: "pd.Series[str]") -> pd.Index:
    """Return the label of every column, or the column where it has none."""
    return pd.Index(labels.reindex(columns).fillna(columns.to_series()))


def _shared(values: csr_array, i: int, j: int, names: pd.Index, n_shared: int) -> tuple[str, ...]:
    """Return the names of the columns that add most to the scalar product of two rows."""
    one, other = (slice(values.indptr[k], values.indptr[k + 1]) for k in (i, j))
    common, at_one, at_other = np.intersect1d(
        values.indices[one], values.indices[other], assume_unique=True, return_indices=True
    )
    adds = values.data[one][at_one] * values.data[other][at_other]
    best = np.lexsort((common, -adds))[:n_shared]
    return tuple(str(name) for name in names[common[best]])
