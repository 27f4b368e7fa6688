"""skill_relatedness: how many more move between two nodes than their sizes give, with intervals."""

from typing import Literal

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError, VersionError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import Setting, Step
from mobility.relating.expected_flows import Expectation, expectation
from mobility.relating.flow_bounds import check_even, flow_bounds, given_margins
from mobility.relating.gamma_poisson import (
    Counts,
    estimate,
    fitted_prior,
    probability_below,
    quantile,
)
from mobility.relating.noise_corrected import noise_corrected
from mobility.relating.poisson_flows import FlowModel

Interval = Literal["gamma-poisson", "noise-corrected"]


def skill_relatedness(
    flows: Flows,
    *,
    expected: Literal["margins"] | FlowModel = "margins",
    directed: bool = True,
    diagonal: bool = False,
    interval: Interval = "gamma-poisson",
    confidence: float = 0.95,
) -> Network:
    r"""Relate occupations or industries by the people who move between them.

    .. math:: SR_{ij} = F_{ij} / E_{ij}, \qquad \widetilde{SR} = (SR - 1) / (SR + 1)

    with :math:`E_{ij} = F_{i\cdot} F_{\cdot j} / F_{\cdot\cdot}`, or without the diagonal its
    equivalent under quasi-independence (`mobility.relating.expected_flows`), or what a stated model
    expects (`expected_flows`: pay gap, distance and other things told of a pair). Undirected, both
    directions count together: :math:`(F_{ij} + F_{ji}) / (E_{ij} + E_{ji})`.

    The flow is Poisson around :math:`\lambda_{ij} E_{ij}`, and relatedness :math:`\lambda` drawn
    from one Gamma(a, b) fitted to all pairs, also those between which nobody moved. Its posterior
    is Gamma(a + F, b + E): ``estimate`` is the mean, ``low`` and ``high`` bound it. A withheld flow
    is unknown in its range, and its posterior the mixture over that range.

    Parameters
    ----------
    flows : Flows
        As `read_flows` gives them.
    expected : "margins" or FlowModel
        What relatedness is measured against: the sizes of both ends, or a model that
        `expected_flows` gave.
    directed : bool
        Whether from a to b is another relatedness than from b to a.
    diagonal : bool
        Whether those who change employer and stay in the node are part of the margins. They are
        never edges. A model has to agree.
    interval : {"gamma-poisson", "noise-corrected"}
        Which interval. The noise-corrected one is normal around the score
        :math:`\widetilde{SR}` (`noise_corrected`); it is too narrow where few are expected, and is
        offered for comparison with other work. It knows no withheld flow, and is of directed flows
        with the diagonal and of margins.
    confidence : float
        Probability that the interval holds, between 0 and 1.

    Returns
    -------
    Network
        Every node is there, also one without moves; node columns ``leaving`` and ``arriving`` hold
        the margins. An edge for every pair with a move or a withheld flow: ``weight`` (SR, at
        least 0; for a withheld flow the estimate), ``normalised`` (−1 to 1), ``observed`` (missing
        where withheld), ``expected``, ``estimate``, ``low``, ``high``, and ``p``, the posterior
        probability (0 to 1) that relatedness is at most 1. The recipe tells the prior.

    Raises
    ------
    InputError
        If ``confidence`` is not between 0 and 1, the noise-corrected interval is asked of flows it
        does not know, or the model is of other nodes or of another diagonal; all faults at once.
    VersionError
        If the model is of codes of another version.
    EmptyResultError
        If there is no move.

    References
    ----------
    Neffke, F. and Henning, M. (2013). Skill relatedness and firm diversification. Strategic
    Management Journal 34, 297-316, https://doi.org/10.1002/smj.2014. Neffke, F., Otto, A. and Weyh,
    A. (2017). Inter-industry labor flows. Journal of Economic Behavior & Organization 142, 275-292,
    https://doi.org/10.1016/j.jebo.2017.07.003. Coscia, M. and Neffke, F. (2017),
    https://doi.org/10.1109/ICDE.2017.100 (the noise-corrected interval).

    Examples
    --------
    Of 60 who leave a, 40 go to b; of all 100 who arrive in b or c, 60 go to b:

    >>> moves = Flows.of(pd.DataFrame({
    ...     "origin": ["a", "a", "d", "d"], "destination": ["b", "c", "b", "c"],
    ...     "count": [40, 20, 20, 20]}), kind="industry")
    >>> found = skill_relatedness(moves, diagonal=True)
    >>> found.edges[["source", "target", "weight", "expected"]].round(2)
      source target  weight  expected
    0      a      b    1.11      36.0
    1      a      c    0.83      24.0
    2      d      b    0.83      24.0
    3      d      c    1.25      16.0
    """
    by_size = isinstance(expected, str)
    _check(flows, interval, confidence, as_counted=directed and diagonal and by_size)
    low, high = flow_bounds(flows)
    if isinstance(expected, FlowModel):
        margins = _of_model(flows, expected, low, high, diagonal=diagonal)
        recipe = flows.recipe.joined(expected.recipe)
    else:
        held = given_margins(flows, diagonal=diagonal)
        if held is not None and not diagonal:
            check_even(held)
        margins = expectation(low, high, diagonal=diagonal, margins=held)
        recipe = flows.recipe
    i, j = _listed(flows, directed=directed)
    counts = _cells(low, high, margins.expected, i, j, directed=directed)
    there = counts.expected > 0
    i, j = i[there], j[there]
    counts = Counts(counts.low[there], counts.high[there], counts.expected[there])
    known = counts.known
    mean = estimate(counts, margins.prior)
    weight = np.where(known, counts.low / counts.expected, mean)
    edges = pd.DataFrame(
        {
            "source": flows.nodes[i],
            "target": flows.nodes[j],
            "weight": weight,
            "normalised": (weight - 1) / (weight + 1),
            "observed": pd.Series(counts.low).astype("Int64").mask(~known),
            "expected": counts.expected,
            "estimate": mean,
        }
    )
    tail = (1 - confidence) / 2
    if interval == "gamma-poisson":
        edges["low"] = quantile(counts, margins.prior, tail)
        edges["high"] = quantile(counts, margins.prior, 1 - tail)
        edges["p"] = probability_below(counts, margins.prior, 1.0)
    else:
        edges = _noise_corrected(edges, flows, low, tail)
    settings: dict[str, Setting] = {
        "expected": "margins" if by_size else "model", "directed": directed,
        "diagonal": diagonal, "interval": interval, "confidence": confidence,
        "prior_shape": margins.prior.shape, "prior_rate": margins.prior.rate,
    }  # fmt: skip
    found = {"nodes": len(flows.nodes), "edges": len(edges), "withheld": int((~known).sum())}
    return Network(
        _nodes(flows, margins), edges, directed, "skill relatedness", flows.version,
        recipe.then(Step.of("skill_relatedness", settings, found)),
    )  # fmt: skip


def _check(flows: Flows, interval: Interval, confidence: float, *, as_counted: bool) -> None:
    """Refuse settings that mean nothing, all at once."""
    faults = []
    if not 0 < confidence < 1:
        faults.append(
            Fault("a probability between 0 and 1", column="confidence", value=f"{confidence:g}")
        )
    if interval not in ("gamma-poisson", "noise-corrected"):
        faults.append(Fault("'gamma-poisson' or 'noise-corrected'", column="interval",
                            value=str(interval)))  # fmt: skip
    if interval == "noise-corrected":
        if flows.table["count"].isna().any() or flows.unlisted == "withheld":
            faults.append(Fault("the noise-corrected interval knows no withheld flow"))
        if not as_counted:
            faults.append(
                Fault(
                    "the noise-corrected interval needs directed=True and diagonal=True, and "
                    "what the margins give"
                )
            )
    if faults:
        raise InputError("skill_relatedness", faults)


def _of_model(
    flows: Flows, model: FlowModel, low: np.ndarray, high: np.ndarray, *, diagonal: bool
) -> Expectation:
    """Return what a model expects, with the prior of relatedness to it."""
    faults = []
    if not model.expected.index.equals(flows.nodes):
        faults.append(Fault(f"the model is of {len(model.expected)} nodes that are not the "
                            f"{len(flows.nodes)} of the flows"))  # fmt: skip
    if model.diagonal != diagonal:
        faults.append(Fault(f"the model was made with diagonal={model.diagonal}",
                            column="diagonal"))  # fmt: skip
    if faults:
        raise InputError("skill_relatedness", faults)
    if model.version != flows.version:
        raise VersionError.between("flows", flows.version, "the model", model.version)
    expected = model.expected.to_numpy()
    cells = expected > 0
    counts = Counts(low[cells], high[cells], expected[cells])
    return Expectation(expected, counts, cells, fitted_prior(counts), 0.0)


def _listed(flows: Flows, *, directed: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs that the source lists with a move or as withheld, without loops."""
    table = flows.table[flows.table["count"].fillna(1) > 0]
    i = flows.nodes.get_indexer(pd.Index(table["origin"]))
    j = flows.nodes.get_indexer(pd.Index(table["destination"]))
    if not directed:
        i, j = np.minimum(i, j), np.maximum(i, j)
    pairs = np.unique(np.column_stack([i, j])[i != j], axis=0)
    return pairs[:, 0], pairs[:, 1]


def _cells(
    low: np.ndarray, high: np.ndarray, expected: np.ndarray, i: np.ndarray, j: np.ndarray, *,
    directed: bool,
) -> Counts:  # fmt: skip
    """Return counts and expectations of some pairs; undirected, of both directions together."""
    e = np.nan_to_num(expected)
    if directed:
        return Counts(low[i, j], high[i, j], e[i, j])
    return Counts(low[i, j] + low[j, i], high[i, j] + high[j, i], e[i, j] + e[j, i])


def _noise_corrected(
    edges: pd.DataFrame, flows: Flows, counts: np.ndarray, tail: float
) -> pd.DataFrame:
    """Add the normal interval around the score, as relatedness."""
    from scipy.special import ndtri

    i, j = np.nonzero(counts)
    counted = Network.from_edges(
        pd.DataFrame({"source": flows.nodes[i], "target": flows.nodes[j], "weight": counts[i, j]}),
        nodes=pd.DataFrame(index=flows.nodes),
        directed=True,
    )
    scored = noise_corrected(counted).set_index(["source", "target"])
    here = scored.loc[list(zip(edges["source"], edges["target"], strict=True))]
    score, sd = here["score"].to_numpy(), here["sd"].to_numpy()
    width = -ndtri(tail) * sd
    below, above = np.clip(score - width, -1, 1), np.clip(score + width, -1, 1)
    with np.errstate(divide="ignore"):
        return edges.assign(
            low=(1 + below) / (1 - below), high=(1 + above) / (1 - above), p=here["p"].to_numpy()
        )


def _nodes(flows: Flows, margins: Expectation) -> pd.DataFrame:
    """Return the margins that the expectation keeps, by node."""
    e = np.nan_to_num(margins.expected)
    return pd.DataFrame({"leaving": e.sum(axis=1), "arriving": e.sum(axis=0)}, index=flows.nodes)
