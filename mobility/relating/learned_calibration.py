"""learned_calibration: whether as many moved as a model foretold, from the least to the most."""

import numpy as np
import pandas as pd

from mobility.relating.gamma_poisson import Counts
from mobility.relating.learned_fit import moments
from mobility.relating.learned_ground import LearnedGround
from mobility.relating.pair_scores import bootstrap_interval, draw_nodes

TENTHS, DRAWS = 10, 500


def calibration(
    ground: LearnedGround,
    predicted: np.ndarray,
    shape: float,
    *,
    confidence: float = 0.95,
    random_state: int = 0,
) -> pd.DataFrame:
    r"""Compare predicted with observed relatedness, by tenths of the pairs.

    .. math:: \hat m = \frac{\sum m_{ij} E_{ij}}{\sum E_{ij}}, \qquad
              SR = \frac{\sum F_{ij}}{\sum E_{ij}}

    over the pairs of a tenth. Withheld flows count at their mean given their range and the
    prediction; ``least`` and ``most`` take them at the ends of their ranges.

    Parameters
    ----------
    ground : LearnedGround
        Pairs and flows; those that are learned from are compared.
    predicted : ndarray of shape (n_pairs,)
        Out of fold.
    shape : float
        Of the Gamma around the prediction.
    confidence : float
        Probability that an interval holds.
    random_state : int
        Seed of the node bootstrap.

    Returns
    -------
    DataFrame
        A row for each tenth, by rising prediction: ``tenth``, ``pairs``, ``expected``,
        ``predicted``, ``observed`` with ``low`` and ``high`` (nodes drawn 500 times), ``least``,
        ``most``.
    """
    here = np.flatnonzero(ground.fitted)
    counts, m = ground.chosen(here), predicted[here]
    e = counts.expected
    held = moments(Counts(counts.low, counts.high, m * e), shape)[0]
    # Ties by position, so that the same pairs always stand in the same tenth.
    order = np.argsort(m, kind="stable")
    tenth = np.empty(len(here), dtype=np.int64)
    tenth[order] = np.arange(len(here)) * TENTHS // max(len(here), 1)
    sums = {
        name: np.bincount(tenth, values, TENTHS)
        for name, values in {
            "pairs": np.ones(len(here)), "expected": e, "predicted": m * e, "observed": held,
            "least": counts.low, "most": counts.high,
        }.items()
    }  # fmt: skip
    weights = draw_nodes(len(ground.nodes), DRAWS, random_state=random_state)
    drawn = np.empty((DRAWS, TENTHS))
    i, j = ground.origin[here], ground.destination[here]
    with np.errstate(divide="ignore", invalid="ignore"):
        for draw, w in enumerate(weights):
            weight = w[i] * w[j]
            drawn[draw] = np.bincount(tenth, weight * held, TENTHS) / np.bincount(
                tenth, weight * e, TENTHS
            )
        per = {name: sums[name] / sums["expected"] for name in sums}
    bounds = [bootstrap_interval(drawn[:, t], confidence=confidence) for t in range(TENTHS)]
    return pd.DataFrame(
        {
            "tenth": np.arange(1, TENTHS + 1),
            "pairs": sums["pairs"].astype(np.int64),
            "expected": sums["expected"],
            "predicted": per["predicted"],
            "observed": per["observed"],
            "low": [low for low, _ in bounds],
            "high": [high for _, high in bounds],
            "least": per["least"],
            "most": per["most"],
        }
    )
