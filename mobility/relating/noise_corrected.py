"""noise_corrected: which edges carry more than the sizes of their two ends would give."""

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError, UnknownNameError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step, with_recipe


def noise_corrected(network: Network, *, counts: str = "weight") -> pd.DataFrame:
    r"""Compare every edge with what the margins of its two ends give, and with chance.

    Counts :math:`N_{ij}` out of :math:`N_{\cdot\cdot}` are binomial. The expectation, and the score
    that lies between −1 and 1, are

    .. math:: E_{ij} = \frac{N_{i\cdot} N_{\cdot j}}{N_{\cdot\cdot}}, \qquad
              \tilde L_{ij} = \frac{N_{ij} - E_{ij}}{N_{ij} + E_{ij}}

    The probability of a count has a Beta prior whose mean and variance are those of the
    hypergeometric distribution with the same margins; the posterior mean
    :math:`\hat P_{ij}` gives the variance of the count,
    :math:`V[N_{ij}] = N_{\cdot\cdot} \hat P_{ij} (1 - \hat P_{ij})`, and the delta method, with
    :math:`\kappa = 1 / E_{ij}`, that of the score:

    .. math:: V[\tilde L_{ij}] = V[N_{ij}] \left(
              \frac{2 (\kappa + N_{ij}\, d\kappa / dN_{ij})}{(\kappa N_{ij} + 1)^2} \right)^2,
              \quad \frac{d\kappa}{dN_{ij}} = \frac{1}{N_{i\cdot} N_{\cdot j}} -
              N_{\cdot\cdot} \frac{N_{i\cdot} + N_{\cdot j}}{(N_{i\cdot} N_{\cdot j})^2}

    In a directed network :math:`N_{i\cdot}` is what leaves i and :math:`N_{\cdot j}` what reaches
    j. In an undirected one the counts form a symmetric table: an edge stands in it twice and a
    self-loop once, and :math:`N_{\cdot\cdot}` is the sum of that whole table.

    Parameters
    ----------
    network : Network
        Directed or not.
    counts : str
        The edge column to judge. It must hold whole numbers, since this is a model of counts: moves
        of people, or for relatedness ``"shared"``.

    Returns
    -------
    DataFrame
        One line per edge, in the order of ``network.edges``: ``source``, ``target``, ``observed``
        and ``expected`` (counts), ``score`` (−1 to 1, above 0 where more than expected),
        ``variance`` and ``sd`` of the score, and ``p``, the normal probability (0 to 1) of such a
        score or a higher one where nothing but the margins is at work. ``score > 1.64 sd`` is
        ``p < 0.05``. Never missing: where the sd is 0, p is 0 for a score above 0 and else 1.

    Raises
    ------
    UnknownNameError
        If there is no such edge column.
    InputError
        If the column holds anything but whole numbers of at least 0.

    Notes
    -----
    The normal interval is too narrow where few are expected; it ranks edges, it does not test them
    one by one.

    References
    ----------
    Coscia, M. and Neffke, F. (2017). Network backboning with noisy data. IEEE 33rd International
    Conference on Data Engineering, 425-436, https://doi.org/10.1109/ICDE.2017.100. The parameters
    of the Beta prior are the ones that its mean and variance give.

    Examples
    --------
    Three moves between every two of three occupations: of the 18 in the table 6 leave each and 6
    reach each, so 6 · 6 / 18 = 2 are expected.

    >>> moves = pd.DataFrame({"source": ["a", "a", "b"], "target": ["b", "c", "c"], "weight": 3})
    >>> noise_corrected(Network.from_edges(moves))[["observed", "expected", "score"]]
       observed  expected  score
    0       3.0       2.0    0.2
    1       3.0       2.0    0.2
    2       3.0       2.0    0.2
    """
    from scipy.special import ndtr

    observed = whole_numbers(network, counts)
    out, into, total = edge_margins(network, counts)
    expected = np.divide(out * into, total, out=np.zeros_like(out), where=total > 0)
    score = np.divide(
        observed - expected,
        observed + expected,
        out=np.zeros_like(observed),
        where=observed + expected > 0,
    )
    variance = _score_variance(observed, out, into, total)
    sd = np.sqrt(variance)
    table = network.edges[["source", "target"]].assign(
        observed=observed, expected=expected, score=score, variance=variance, sd=sd
    )
    sure = np.where(score > 0, np.inf, -np.inf)
    table["p"] = ndtr(-np.divide(score, sd, out=sure, where=sd > 0))
    step = Step.of("noise_corrected", {"counts": counts}, {"edges": len(table)})
    return with_recipe(table, network.recipe.then(step))


def edge_margins(network: Network, counts: str) -> tuple[np.ndarray, np.ndarray, float]:
    """Return for every edge the sum at its source and at its target, and the sum of all."""
    table = network.to_matrix(counts)
    i, j = network.positions()
    out = np.asarray(table.sum(axis=1)).ravel()
    into = np.asarray(table.sum(axis=0)).ravel()
    return out[i], into[j], float(table.sum())


def whole_numbers(network: Network, counts: str) -> np.ndarray:
    """Return an edge column of counts, refusing anything else."""
    if counts not in network.edges.columns:
        raise UnknownNameError("edge column", counts, map(str, network.edges.columns))
    values = pd.to_numeric(network.edges[counts], errors="coerce").to_numpy(dtype=np.float64)
    bad = np.flatnonzero(~(np.isfinite(values) & (values >= 0) & (values % 1 == 0)))
    if len(bad):
        way_out = "a whole number of at least 0; the noise model is one of counts, name a column"
        shown = network.edges[counts].iloc[bad]
        raise InputError(
            f"edges of the {network.measure} network",
            [
                Fault(f"{way_out} that has them", row=int(row) + 1, column=counts, value=str(value))
                for row, value in zip(bad, shown, strict=True)
            ],
        )
    return values


def _score_variance(
    observed: np.ndarray, out: np.ndarray, into: np.ndarray, total: float
) -> np.ndarray:
    """Return the variance of the score; 0 where the margins leave nothing to chance."""
    variance = np.zeros_like(observed)
    # Margins of 0 leave no edge to judge; a total of 1 is a single count.
    possible = (out > 0) & (into > 0) & (total > 1)
    n, a, b = observed[possible], out[possible], into[possible]
    mean = (a / total) * (b / total)
    prior_variance = mean * (1 - a / total) * (1 - b / total) / (total - 1)
    free = prior_variance > 0
    # How many counts the prior is worth: alpha + beta.
    worth = np.divide(mean * (1 - mean), prior_variance, out=np.ones_like(mean), where=free) - 1
    posterior = np.where(free, (mean * worth + n) / (worth + total), mean)
    count_variance = total * posterior * (1 - posterior)
    kappa = total / (a * b)
    slope = 1 / (a * b) - total * (a + b) / (a * b) ** 2
    variance[possible] = count_variance * (2 * (kappa + n * slope) / (kappa * n + 1) ** 2) ** 2
    return variance
