"""pair_scores: how well numbers on pairs put true pairs before others, with a node bootstrap."""

from typing import NamedTuple

import numpy as np

from mobility.foundation.errors import Fault, InputError
from mobility.relating.pair_ranking import RankedPairs


class PairScores(NamedTuple):
    """Three scores of one ranking, each from 0 to 1; nan where it is not defined."""

    auc: float
    average_precision: float
    precision_at_k: float


def pair_scores(
    ranked: RankedPairs, *, k: int = 10, node_weights: np.ndarray | None = None
) -> PairScores:
    r"""Score a ranking of pairs: AUC, average precision, and precision among the first of each.

    A pair weighs :math:`w_{ij} = m_i m_j`, the product of how often its nodes were drawn; 1 without
    ``node_weights``. With W the weight of all pairs that score at least as much as a pair, and
    :math:`T` that of the true among them,

    .. math:: AUC = P(s_{true} > s_{false}) + \tfrac12 P(s_{true} = s_{false}), \qquad
              AP = \sum_{true} w\, \frac{T}{W} \Big/ \sum_{true} w

    so that ties count as half a success in the AUC (mid-ranks), and share one threshold in the
    average precision: a predictor that tells nothing apart reaches exactly the share of true pairs.
    Precision at k: for each origin with a true pair, the share of true ones among the k
    destinations of highest score (all, where there are fewer); those tied for the last places share
    them evenly. The mean over origins; one whose true pairs weigh nothing has a precision of 0.

    Parameters
    ----------
    ranked : RankedPairs
        As `rank_pairs` gives it.
    k : int
        How many destinations of each origin to look at, at least 1.
    node_weights : ndarray of shape (nodes,), optional
        How often each node counts, at least 0; a node drawn twice stands twice in every list.

    Returns
    -------
    PairScores
        Each from 0 to 1. The AUC is nan where no pair, or every pair, is true; the others where
        none is.

    Raises
    ------
    InputError
        If ``k`` is below 1, or the weights are not one number of at least 0 for each node.

    References
    ----------
    Fawcett, T. (2006). An introduction to ROC analysis. Pattern Recognition Letters 27, 861-874,
    https://doi.org/10.1016/j.patrec.2005.10.010.

    Examples
    --------
    Of three pairs the best is true, and the two others, one of them true, are tied:

    >>> from mobility.relating.pair_ranking import rank_pairs
    >>> ranked = rank_pairs(
    ...     np.array([0.9, 0.5, 0.5]), np.array([True, True, False]),
    ...     np.array([0, 0, 0]), np.array([1, 2, 3]), nodes=4)
    >>> pair_scores(ranked, k=2)
    PairScores(auc=0.75, average_precision=0.8333333333333333, precision_at_k=0.75)
    """
    weights = np.ones(ranked.nodes) if node_weights is None else np.asarray(node_weights, float)
    faults = []
    if k < 1:
        faults.append(Fault("a whole number of at least 1", column="k", value=str(k)))
    if weights.shape != (ranked.nodes,) or not (np.isfinite(weights) & (weights >= 0)).all():
        faults.append(Fault(f"node weights are {ranked.nodes} finite numbers of at least 0"))
    if faults:
        raise InputError("pair_scores", faults)
    return _scored(ranked, k, weights)


def bootstrap_scores(ranked: RankedPairs, drawn: np.ndarray, *, k: int = 10) -> np.ndarray:
    """Score a ranking once for each draw of its nodes.

    Pairs that share a node are not independent, so nodes are drawn and not pairs: a pair counts as
    often as the product of its two nodes. Give the same draws to several rankings of the same pairs
    and their differences are paired.

    Parameters
    ----------
    ranked : RankedPairs
        As `rank_pairs` gives it.
    drawn : ndarray of shape (n_draws, nodes)
        As `draw_nodes` gives it.
    k : int
        As in `pair_scores`.

    Returns
    -------
    ndarray of shape (n_draws, 3)
        The columns of `PairScores`; nan where a draw leaves a score undefined.

    Raises
    ------
    InputError
        As `pair_scores`.

    References
    ----------
    Davezies, L., D'Haultfoeuille, X. and Guyonvarch, Y. (2021). Empirical process results for
    exchangeable arrays. Annals of Statistics 49, 845-862, https://doi.org/10.1214/20-AOS1981.
    """
    found = [pair_scores(ranked, k=k, node_weights=weights) for weights in drawn]
    return np.array(found, dtype=np.float64).reshape(len(drawn), len(PairScores._fields))


def draw_nodes(nodes: int, draws: int, *, random_state: int = 0) -> np.ndarray:
    """Draw the nodes with replacement, as many as there are, many times over.

    Parameters
    ----------
    nodes, draws : int
        How many nodes there are, and how often to draw them.
    random_state : int
        The seed.

    Returns
    -------
    ndarray of shape (draws, nodes)
        How often each node was drawn; every row sums to ``nodes``.

    Examples
    --------
    >>> draw_nodes(4, 2).sum(axis=1)
    array([4., 4.])
    """
    rng = np.random.default_rng(random_state)
    return rng.multinomial(nodes, np.full(nodes, 1 / nodes), size=draws).astype(np.float64)


def bootstrap_interval(values: np.ndarray, *, confidence: float = 0.95) -> tuple[float, float]:
    """Return the percentile interval of bootstrapped values; nan where fewer than half are known.

    Parameters
    ----------
    values : ndarray of shape (n_draws,)
        One value a draw; nan where a draw left it undefined.
    confidence : float
        Probability that the interval holds, between 0 and 1.

    Returns
    -------
    tuple of (float, float)
        The lower and the upper bound.

    Examples
    --------
    >>> bootstrap_interval(np.arange(101.0), confidence=0.5)
    (25.0, 75.0)
    """
    known = values[np.isfinite(values)]
    if 2 * len(known) < len(values) or not len(known):
        return float("nan"), float("nan")
    tail = (1 - confidence) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high)


def _scored(ranked: RankedPairs, k: int, weights: np.ndarray) -> PairScores:
    """Score under weights that have been checked."""
    reached, found = ranked.pairs @ weights, ranked.trues @ weights
    total, positive = float(weights @ reached), float(weights @ found)
    if positive == 0:
        return PairScores(np.nan, np.nan, np.nan)
    order = ranked.whole
    weight = weights[ranked.origin] * weights[ranked.destination]
    before, true_weight = _running(weight), weight[order.true]
    true_before = _running(true_weight)
    above, last = true_before[order.true_first], true_before[order.true_last]
    false_above = before[order.first] - above
    false_tied = before[order.last] - last - false_above
    share = np.divide(last, before[order.last], out=np.zeros_like(last), where=true_weight > 0)
    negative = total - positive
    # The last ties of all: whatever was not met before them.
    rest, false_rest = positive - true_before[-1], negative - (before[-1] - true_before[-1])
    beaten = (true_weight * (negative - false_above - false_tied / 2)).sum() + rest * false_rest / 2
    return PairScores(
        float(beaten / (positive * negative)) if negative > 0 else np.nan,
        float(((true_weight * share).sum() + rest * positive / total) / positive),
        _precision(ranked, k, weights, reached, found),
    )


def _precision(
    ranked: RankedPairs, k: int, weights: np.ndarray, reached: np.ndarray, found: np.ndarray
) -> float:
    """Return the mean precision among the first k destinations of each origin with a true pair."""
    order, start = ranked.own, ranked.own_start
    weight = weights[ranked.own_destination]
    before, true_weight = _running(weight), weight[order.true]
    places = np.minimum(k, reached)
    above = before[order.first] - before[start[ranked.own_origin]]
    tied = before[order.last] - before[order.first]
    left = np.clip(places[ranked.own_origin] - above, 0.0, tied)
    taken = np.divide(left, tied, out=np.zeros_like(left), where=true_weight > 0) * true_weight
    hits = _by_origin(ranked, taken)
    met = _by_origin(ranked, true_weight)
    # The last ties of each origin: whatever was not met before them.
    earlier = np.diff(before[start])
    rest = reached - earlier
    share = np.divide(np.clip(places - earlier, 0.0, rest), rest, out=np.zeros_like(rest),
                      where=rest > 0)  # fmt: skip
    hits += share * (found - met)
    # An origin whose true destinations were not drawn has found none; without it, draws would score
    # more than the pairs they are drawn from.
    asked = ranked.asked & (reached > 0)
    counted = weights * asked
    if counted.sum() == 0:
        return float("nan")
    precision = np.divide(hits, places, out=np.zeros_like(hits), where=asked)
    return float((counted * precision).sum() / counted.sum())


def _by_origin(ranked: RankedPairs, values: np.ndarray) -> np.ndarray:
    """Return the sums over the true rows of each origin."""
    sums = np.bincount(ranked.own_origin, weights=values, minlength=ranked.nodes)
    return sums.astype(np.float64)


def _running(values: np.ndarray) -> np.ndarray:
    """Return the sum of all values before each row, and of all of them last."""
    sums = np.empty(len(values) + 1)
    sums[0] = 0.0
    np.cumsum(values, out=sums[1:])
    return sums
