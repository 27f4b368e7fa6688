"""pair_scores: how well numbers on pairs put true pairs before others, with a node bootstrap."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mobility.foundation.errors import Fault, InputError


class PairScores(NamedTuple):
    """Three scores of one ranking, each from 0 to 1; nan where it is not defined."""

    auc: float
    average_precision: float
    precision_at_k: float


@dataclass(frozen=True, eq=False, repr=False)
class RankedPairs:
    """Pairs in the order that a predictor gives them, prepared once for any node weights.

    Build it with `rank_pairs`. Rows of ``whole`` stand by falling score over all pairs; rows of
    ``own`` by origin, then falling score. Only true pairs are looked up in them, each by the first
    row of those it is tied with and the row after the last.

    Parameters
    ----------
    nodes : int
        How many nodes there are.
    origin, destination : ndarray of int, shape (n_pairs,)
        Positions of the two nodes of each pair, in the order of ``whole``.
    true, first, last : ndarray of int
        Rows of ``whole`` that are true; where their ties begin and end.
    own_destination : ndarray of int, shape (n_pairs,)
        The destination of each pair, in the order of ``own``.
    own_true, own_first, own_last : ndarray of int
        As above, in ``own``.
    own_origin : ndarray of int
        The origin of each true row of ``own``.
    own_start : ndarray of int, shape (nodes + 1,)
        Where the rows of each origin begin in ``own``.
    """

    nodes: int
    origin: np.ndarray
    destination: np.ndarray
    true: np.ndarray
    first: np.ndarray
    last: np.ndarray
    own_destination: np.ndarray
    own_true: np.ndarray
    own_first: np.ndarray
    own_last: np.ndarray
    own_origin: np.ndarray
    own_start: np.ndarray

    def __repr__(self) -> str:
        """Say how many pairs and how many of them are true."""
        return f"RankedPairs({len(self.origin)} pairs, {len(self.true)} true, {self.nodes} nodes)"


def rank_pairs(
    scores: np.ndarray,
    target: np.ndarray,
    origin: np.ndarray,
    destination: np.ndarray,
    *,
    nodes: int,
) -> RankedPairs:
    """Put pairs in the order of their scores, so that they can be scored under many weights.

    Parameters
    ----------
    scores : ndarray of shape (n_pairs,)
        Finite; the larger, the likelier the predictor holds the pair to be true. Equal numbers are
        ties; numbers that differ by rounding alone are not, so round them first.
    target : ndarray of bool, shape (n_pairs,)
        Whether the pair is true.
    origin, destination : ndarray of int, shape (n_pairs,)
        Positions of the nodes, from 0 to ``nodes`` − 1. Of undirected pairs give both directions if
        each end is to be an origin.
    nodes : int
        How many nodes there are.

    Returns
    -------
    RankedPairs

    Raises
    ------
    InputError
        If the arrays differ in length, a score is not finite, or a position is outside.
    """
    scores = np.asarray(scores, dtype=np.float64)
    target = np.asarray(target, dtype=bool)
    origin, destination = np.asarray(origin, np.intp), np.asarray(destination, np.intp)
    _check(scores, target, origin, destination, nodes)
    whole = np.lexsort((destination, origin, -scores))
    first, last = _ties(_begins(scores[whole]))
    true = np.flatnonzero(target[whole])
    own = np.lexsort((destination, -scores, origin))
    own_begins = _begins(scores[own]) | _begins(origin[own])
    own_first, own_last = _ties(own_begins)
    own_true = np.flatnonzero(target[own])
    return RankedPairs(
        nodes,
        origin[whole],
        destination[whole],
        true,
        first[true],
        last[true],
        destination[own],
        own_true,
        own_first[own_true],
        own_last[own_true],
        origin[own][own_true],
        np.concatenate([[0], np.cumsum(np.bincount(origin, minlength=nodes))]),
    )


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


def _check(
    scores: np.ndarray, target: np.ndarray, origin: np.ndarray, destination: np.ndarray, nodes: int
) -> None:
    """Refuse arrays that do not belong together, all faults at once."""
    faults: list[Fault | str] = []
    lengths = {len(scores), len(target), len(origin), len(destination)}
    if len(lengths) > 1:
        faults.append("scores, target, origin and destination differ in length")
    if not np.isfinite(scores).all():
        faults.append(f"{int((~np.isfinite(scores)).sum())} scores are not finite numbers")
    for name, position in (("origin", origin), ("destination", destination)):
        outside = (position < 0) | (position >= nodes)
        if outside.any():
            faults.append(f"{int(outside.sum())} positions in {name} are outside 0–{nodes - 1}")
    if faults:
        raise InputError("rank_pairs", faults)


def _begins(ordered: np.ndarray) -> np.ndarray:
    """Whether a row differs from the one before it."""
    begins = np.ones(len(ordered), dtype=bool)
    begins[1:] = ordered[1:] != ordered[:-1]
    return begins


def _ties(begins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return for every row where those tied with it begin, and the row after their last."""
    starts = np.append(np.flatnonzero(begins), len(begins))
    group = np.cumsum(begins) - 1
    return starts[group], starts[group + 1]


def _scored(ranked: RankedPairs, k: int, weights: np.ndarray) -> PairScores:
    """Score under weights that have been checked."""
    weight = weights[ranked.origin] * weights[ranked.destination]
    true_weight = weight[ranked.true]
    all_before, true_before = _running(weight), _running(true_weight)
    total, positive = all_before[-1], true_before[-1]
    if positive == 0:
        return PairScores(np.nan, np.nan, np.nan)
    # Rows at or above a threshold: those up to the end of the ties of each true row.
    true_first = true_before[np.searchsorted(ranked.true, ranked.first)]
    true_last = true_before[np.searchsorted(ranked.true, ranked.last)]
    false_above = all_before[ranked.first] - true_first
    false_tied = all_before[ranked.last] - true_last - false_above
    counted = true_weight > 0
    share = np.divide(true_last, all_before[ranked.last], out=np.zeros_like(true_last),
                      where=counted)  # fmt: skip
    beaten = (total - positive) - false_above - false_tied / 2
    auc = np.nan
    if total - positive > 0:
        auc = float((true_weight * beaten).sum() / (positive * (total - positive)))
    return PairScores(
        auc, float((true_weight * share).sum() / positive), _precision(ranked, k, weights)
    )


def _precision(ranked: RankedPairs, k: int, weights: np.ndarray) -> float:
    """Return the mean precision among the first k destinations of each origin with a true pair."""
    weight = weights[ranked.own_destination]
    before = _running(weight)
    held = np.diff(before[ranked.own_start])
    places = np.minimum(k, held)
    above = before[ranked.own_first] - before[ranked.own_start[ranked.own_origin]]
    tied = before[ranked.own_last] - before[ranked.own_first]
    left = np.clip(places[ranked.own_origin] - above, 0.0, tied)
    true_weight = weight[ranked.own_true]
    taken = np.divide(left, tied, out=np.zeros_like(left), where=true_weight > 0) * true_weight
    hits = np.bincount(ranked.own_origin, weights=taken, minlength=ranked.nodes)
    # An origin whose true destinations were not drawn has found none; without it, draws would score
    # more than the pairs they are drawn from.
    asked = (np.bincount(ranked.own_origin, minlength=ranked.nodes) > 0) & (held > 0)
    counted = weights * asked
    if counted.sum() == 0:
        return float("nan")
    precision = np.divide(hits, places, out=np.zeros_like(hits), where=asked)
    return float((counted * precision).sum() / counted.sum())


def _running(values: np.ndarray) -> np.ndarray:
    """Return the sum of all values before each row, and of all of them last."""
    return np.concatenate([[0.0], np.cumsum(values)])
