"""validation_scores: rankings of the same pairs side by side, with intervals and gains."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.reaching.validation_input import lacked_nodes, square_scores
from mobility.reaching.validation_nulls import null_scores
from mobility.reaching.validation_target import TargetPairs
from mobility.relating.pair_ranking import rank_pairs
from mobility.relating.pair_scores import (
    PairScores,
    bootstrap_interval,
    bootstrap_scores,
    pair_scores,
)

SCORES = PairScores._fields
BATCH = 25
"""Draws between two reports."""


@dataclass(frozen=True, eq=False, repr=False)
class Candidate:
    """One way to rank pairs: a predictor, or a null.

    Parameters
    ----------
    name : str
        What it is called.
    null : bool
        Whether it knows nothing of relatedness.
    scores : ndarray of shape (n_nodes, n_nodes)
        From origin (row) to destination.
    listed : ndarray of bool, shape (n_nodes, n_nodes)
        Whether the score was given; a pair that is not listed scores 0.
    lacking : int
        How many nodes of the flows it does not have.
    """

    name: str
    null: bool
    scores: np.ndarray
    listed: np.ndarray
    lacking: int


@dataclass(frozen=True, eq=False, repr=False)
class Scored:
    """What each candidate scores, and what it scores in each draw of the nodes.

    Parameters
    ----------
    point : ndarray of shape (n_candidates, 3)
        The columns of `PairScores`.
    drawn : ndarray of shape (n_candidates, n_draws, 3)
        The same in every draw.
    """

    point: np.ndarray
    drawn: np.ndarray


def mean_scored(scored: Sequence[Scored], weight: np.ndarray) -> Scored:
    """Return the weighted means of scores over strata, each over those where it is defined.

    Parameters
    ----------
    scored : sequence of Scored
        Of the same candidates and draws.
    weight : ndarray of shape (n_scored,)
        At least 0.

    Returns
    -------
    Scored
        nan where a score is defined in no stratum that weighs anything.
    """
    return Scored(
        _known_mean(np.stack([one.point for one in scored]), weight),
        _known_mean(np.stack([one.drawn for one in scored]), weight),
    )


def _known_mean(values: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return the weighted mean along the first axis of what is finite."""
    known = np.isfinite(values)
    weights = weight.reshape((-1,) + (1,) * (values.ndim - 1)) * known
    total = weights.sum(axis=0)
    summed = (weights * np.where(known, values, 0.0)).sum(axis=0)
    mean: np.ndarray = np.divide(summed, total, out=np.full(total.shape, np.nan), where=total > 0)
    return mean


def candidates(
    predictors: Mapping[str, Network],
    flows: Flows,
    earlier: Flows | None,
    nodes: pd.Index,
    *,
    diagonal: bool,
    random_state: int,
) -> list[Candidate]:
    """Return the predictors in the order given, and the nulls after them."""
    lacking = lacked_nodes(predictors, flows)
    found = [
        Candidate(name, False, *square_scores(network, nodes), lacking[name])
        for name, network in predictors.items()
    ]
    every = np.ones((len(nodes), len(nodes)), dtype=bool)
    nulls = null_scores(nodes, flows, earlier, diagonal=diagonal, random_state=random_state)
    return found + [Candidate(name, True, scores, every, 0) for name, scores in nulls.items()]


def score_all(
    ranked_by: Sequence[Candidate],
    target: TargetPairs,
    drawn: np.ndarray,
    *,
    k: int,
    told: Callable[[int], None],
) -> Scored:
    """Score every candidate on the target's pairs, and again in every draw of the nodes.

    Parameters
    ----------
    ranked_by : sequence of Candidate
        Predictors and nulls.
    target : TargetPairs
        The pairs and which of them are true.
    drawn : ndarray of shape (n_draws, n_nodes)
        As `draw_nodes` gives it; the same for all, so that differences are paired.
    k : int
        As in `pair_scores`.
    told : callable
        Called with the number of draws done since it was last called.

    Returns
    -------
    Scored
    """
    point = np.empty((len(ranked_by), len(SCORES)))
    again = np.empty((len(ranked_by), len(drawn), len(SCORES)))
    i, j = target.origin, target.destination
    for c, candidate in enumerate(ranked_by):
        ranked = rank_pairs(candidate.scores[i, j], target.true, i, j, nodes=len(target.nodes))
        point[c] = pair_scores(ranked, k=k)
        for begin in range(0, len(drawn), BATCH):
            some = drawn[begin : begin + BATCH]
            again[c, begin : begin + BATCH] = bootstrap_scores(ranked, some, k=k)
            told(len(some))
    return Scored(point, again)


def score_table(
    ranked_by: Sequence[Candidate], target: TargetPairs, scored: Scored, *, confidence: float
) -> pd.DataFrame:
    """Return a row for each candidate: its scores, their intervals, and gains over the best null.

    Parameters
    ----------
    ranked_by, target
        As in `score_all`.
    scored : Scored
        What it gave.
    confidence : float
        Probability that an interval holds.

    Returns
    -------
    DataFrame
        The columns of `validate`.
    """
    i, j = target.origin, target.destination
    table = pd.DataFrame(
        {
            "target": target.name,
            "name": [c.name for c in ranked_by],
            "null": [c.null for c in ranked_by],
            "pairs": len(target.true),
            "true": int(target.true.sum()),
            "undecided": target.undecided,
            "listed": [int(c.listed[i, j].sum()) for c in ranked_by],
            "listed_true": [int((c.listed[i, j] & target.true).sum()) for c in ranked_by],
            "lacking": [c.lacking for c in ranked_by],
        }
    )
    nulls = [position for position, c in enumerate(ranked_by) if c.null]
    for s, name in enumerate(SCORES):
        point, drawn = scored.point[:, s], scored.drawn[:, :, s]
        best = _best(point, nulls)
        bounds = [bootstrap_interval(each, confidence=confidence) for each in drawn]
        gains = [bootstrap_interval(each - drawn[best], confidence=confidence) for each in drawn]
        table[name] = point
        table[f"{name}_low"], table[f"{name}_high"] = zip(*bounds, strict=True)
        table[f"{name}_best_null"] = ranked_by[best].name
        table[f"{name}_gain"] = point - point[best]
        table[f"{name}_gain_low"], table[f"{name}_gain_high"] = zip(*gains, strict=True)
    return table


def _best(point: np.ndarray, nulls: Sequence[int]) -> int:
    """Return which null scores highest, the first of equals; the first where none is defined."""
    return max(nulls, key=lambda c: (-np.inf if np.isnan(point[c]) else point[c], -c))
