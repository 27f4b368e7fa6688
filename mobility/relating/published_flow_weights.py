"""published_flow_weights: the weights of the UK flow networks 1997–2018, by their own rule."""

import numpy as np
import pandas as pd

from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step

ASSUMED = 10
"""What is put in the place of a direction that is not listed: the least count that is published."""

LEAST = -0.99
"""Weights at or below are not published."""


def published_flow_weights(flows: Flows, *, directed: bool) -> Network:
    r"""Return relatedness by the rule of the published UK networks, to compare with them.

    Where only one direction of a pair is listed the other is set to 10. Undirected
    (*connections*: any two jobs of a person), both directions are added up and the diagonal stands
    once. Then

    .. math:: SR_{ij} = \frac{N_{ij} N_{\cdot\cdot}}{N_{i\cdot} N_{\cdot j}}, \qquad
              w_{ij} = \frac{SR_{ij} - 1}{SR_{ij} + 1}

    with the diagonal in the margins, and :math:`w_{ii} = 1`. This is a convention, not the default
    of this library: it takes a withheld direction for more than it can be, and every other
    withheld pair for 0 (see `skill_relatedness`, which takes neither).

    Parameters
    ----------
    flows : Flows
        Counts of at least 10.
    directed : bool
        True for the *flows* (consecutive jobs), False for the *connections*.

    Returns
    -------
    Network
        With a loop at every node. Edge columns ``weight`` (SR), ``normalised`` (w, above −.99, at
        most 1) and ``observed``.

    References
    ----------
    The data and weights of the Alan Turing Institute's repository KnowledgeFlows. Neffke, F., Otto,
    A. and Weyh, A. (2017), https://doi.org/10.1016/j.jebo.2017.07.003 (the measure).

    Examples
    --------
    >>> moves = Flows.of(pd.DataFrame({
    ...     "origin": ["a", "a", "b"], "destination": ["a", "b", "b"], "count": [40, 20, 30]}),
    ...     kind="industry", withheld_below=10)
    >>> found = published_flow_weights(moves, directed=True)
    >>> found.edges[["source", "target", "observed", "normalised"]].round(2)
      source target  observed  normalised
    0      a      a        40        1.00
    1      a      b        20       -0.20
    2      b      a        10       -0.33
    3      b      b        30        1.00
    """
    given = np.nan_to_num(flows.counts())
    counts = np.where((given == 0) & (given.T > 0), float(ASSUMED), given)
    if not directed:
        counts = counts + counts.T - np.diag(np.diag(counts))
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    shown = (counts > 0) | np.eye(len(counts), dtype=bool)
    i, j = np.nonzero(shown if directed else np.triu(shown))
    weight = counts[i, j] / (rows[i] * columns[j] / counts.sum())
    normalised = np.where(i == j, 1.0, (weight - 1) / (weight + 1))
    kept = normalised > LEAST
    edges = pd.DataFrame(
        {
            "source": flows.nodes[i[kept]],
            "target": flows.nodes[j[kept]],
            "weight": weight[kept],
            "normalised": normalised[kept],
            "observed": counts[i, j][kept].astype(np.int64),
        }
    )
    step = Step.of(
        "published_flow_weights", {"directed": directed, "assumed": ASSUMED, "least": LEAST},
        {"edges": len(edges), "assumed": int((counts > 0).sum() - (given > 0).sum())},
    )  # fmt: skip
    return Network(
        pd.DataFrame(index=flows.nodes), edges, directed, "published flow weights",
        flows.version, flows.recipe.then(step),
    )  # fmt: skip
