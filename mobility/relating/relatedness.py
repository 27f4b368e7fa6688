"""relatedness: the network of how related occupations, industries or skills are."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step
from mobility.relating.blocks import MEGABYTES, spans
from mobility.relating.cosine import cosine
from mobility.relating.effective_use_similarity import effective_use_similarity
from mobility.relating.jaccard import jaccard
from mobility.relating.proximity import damped_proximity, proximity


def _of_presence(measure: Callable[[csr_array], csr_array]) -> Callable[[csr_array], csr_array]:
    """Return the measure taken on whether a value is above 0."""
    return lambda values: measure(_presence(values))


def _effective_use(values: csr_array) -> csr_array:
    """Relate the columns by the proximity of the rows they use."""
    across = csr_array(values.T)
    return effective_use_similarity(across, proximity(_presence(across)))


MEASURES: dict[str, Callable[[csr_array], csr_array]] = {
    "proximity": _of_presence(proximity),
    "damped proximity": _of_presence(damped_proximity),
    "cosine": cosine,
    "jaccard": _of_presence(jaccard),
    "effective use": _effective_use,
}
"""Every measure by name: from a table to the relatedness of its columns."""


def relatedness(incidence: Incidence, *, between: str, measure: str = "proximity") -> Network:
    """Relate all occupations by the skills they share, or all skills by the occupations.

    Parameters
    ----------
    incidence : Incidence
        Occupation (or industry) × skill. Cosine and effective use read its values; proximity,
        damped proximity and Jaccard only whether a value is above 0, so that the incidence given
        decides what counts as having a skill: give `effective_use(counts)` for "more than others",
        the counts themselves for "at all".
    between : str
        What to relate: the kind of the rows ("occupation") or of the columns ("skill").
    measure : str
        "proximity", "damped proximity", "cosine", "jaccard" or "effective use". Effective use
        relates nearly every pair, which suits hundreds of occupations (see `backbone`), not
        thousands of skills; damped proximity keeps rare skills from standing out.

    Returns
    -------
    Network
        Undirected. Every row (column) is a node, also one related to nothing. Node column
        ``support``: what the row rests on (ads); for columns, the number of rows that have it. Edge
        columns ``weight``, without unit, above 0 and at most 1, and ``shared``, the number of
        skills (rows) that both have.

    Raises
    ------
    UnknownNameError
        If ``between`` is neither kind or there is no such measure.

    See Also
    --------
    mobility.relating.proximity, mobility.relating.cosine, mobility.relating.jaccard,
    mobility.relating.effective_use_similarity : the formulas.

    Examples
    --------
    >>> links = pd.DataFrame({
    ...     "occupation": ["cook", "cook", "waiter", "welder"],
    ...     "skill": ["hygiene", "knife", "hygiene", "welding"]})
    >>> kitchen = Incidence.from_pairs(links, "occupation", "skill")
    >>> network = relatedness(kitchen, between="occupation", measure="jaccard")
    >>> network
    Network(3 occupation, 1 edge, undirected, 'jaccard')
    >>> network.edges
      source  target  weight  shared
    0   cook  waiter     0.5       1
    """
    if measure not in MEASURES:
        raise UnknownNameError("measure", measure, MEASURES)
    columns, nodes, version = _side(incidence, between)
    network = Network.from_matrix(
        MEASURES[measure](columns),
        nodes,
        measure=measure,
        version=version,
        recipe=incidence.recipe,
    )
    i, j = network.positions()
    edges = network.edges.assign(shared=_shared(columns, i, j))
    counts = {"nodes": len(nodes), "edges": len(edges)}
    return network.with_edges(
        edges, Step.of("relatedness", {"between": between, "measure": measure}, counts)
    )


def _side(incidence: Incidence, between: str) -> tuple[csr_array, pd.DataFrame, str]:
    """Return the table with what is related as its columns, the nodes and their version."""
    kinds = [str(incidence.rows.name), str(incidence.columns.name)]
    if between not in kinds:
        raise UnknownNameError("kind", between, kinds)
    if between == kinds[0]:
        nodes = pd.DataFrame({"support": incidence.support}, index=incidence.rows)
        return csr_array(incidence.values.T), nodes, incidence.version
    rows = np.bincount(incidence.values.indices, minlength=len(incidence.columns))
    nodes = pd.DataFrame({"support": rows.astype(np.float64)}, index=incidence.columns)
    return incidence.values, nodes, ""


def _presence(values: csr_array) -> csr_array:
    """Return 1 where a value is above 0."""
    present = (values.data > 0).astype(np.float64)
    return csr_array((present, values.indices, values.indptr), shape=values.shape)


def _shared(columns: csr_array, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """Return for every pair, sorted by i, how many rows have both columns."""
    present = _presence(columns)
    across, size = csr_array(present.T), columns.shape[1]
    number = np.zeros(len(i), dtype=np.int64)
    for start, stop in spans(size, MEGABYTES, size * 24):
        first, last = np.searchsorted(i, [start, stop])
        together = csr_array(across[start:stop] @ present).toarray()
        number[first:last] = together[i[first:last] - start, j[first:last]]
    return number
