"""learned_recalibration: at what level predictions turn out, told by the pairs learned from."""

import numpy as np

from mobility.relating.gamma_poisson import Counts
from mobility.relating.learned_fit import fit_gamma_poisson, moments
from mobility.relating.learned_ground import LearnedGround
from mobility.relating.one_thread import one_thread
from mobility.relating.recalibration import AS_IT_IS, Recalibration, best_recalibration

PARTS = 3
"""Into how many parts the origins learned from are dealt."""


@one_thread()
def nested_recalibration(
    ground: LearnedGround, features: np.ndarray, learn: np.ndarray
) -> Recalibration:
    """Recalibrate what is learned from some pairs by these pairs alone.

    Their origins are dealt into three parts; each part is predicted by a model learned from the
    others, and the line drawn through these predictions (`best_recalibration`). No pair outside is
    looked at, so that predictions of others stay out of fold.

    Parameters
    ----------
    ground : LearnedGround
        Pairs, flows and folds.
    features : ndarray of shape (n_pairs, n_columns)
        Of all pairs.
    learn : ndarray of bool, shape (n_pairs,)
        The pairs learned from.

    Returns
    -------
    Recalibration
        As it is, where a part leaves no move to learn from.
    """
    part = _dealt(ground, learn)
    predicted, moved = np.empty(len(part)), np.empty(len(part))
    x, counts = features[learn], ground.chosen(learn)
    for each in range(PARTS):
        out = part == each
        if not (out.any() and counts.high[~out].any()):
            return AS_IT_IS
        fitted = fit_gamma_poisson(x[~out], _some(counts, ~out))
        predicted[out] = np.exp(fitted.intercept + x[out] @ fitted.coefficients)
        moved[out] = held_moves(_some(counts, out), predicted[out], fitted.shape)
    return best_recalibration(predicted, moved, counts.expected, part)


def held_moves(counts: Counts, predicted: np.ndarray, shape: float) -> np.ndarray:
    """Return counts, those withheld at their mean given their range and the prediction."""
    return moments(Counts(counts.low, counts.high, predicted * counts.expected), shape)[0]


def _some(counts: Counts, chosen: np.ndarray) -> Counts:
    return Counts(counts.low[chosen], counts.high[chosen], counts.expected[chosen])


def _dealt(ground: LearnedGround, learn: np.ndarray) -> np.ndarray:
    """Return the part of each pair's origin; folds are random, and so are parts dealt by them."""
    origins = np.unique(ground.origin[learn])
    order = origins[np.lexsort((origins, ground.fold[origins]))]
    part = np.zeros(len(ground.nodes), dtype=np.int64)
    part[order] = np.arange(len(order)) % PARTS
    dealt: np.ndarray = part[ground.origin[learn]]
    return dealt
