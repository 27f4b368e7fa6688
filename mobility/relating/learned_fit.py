"""learned_fit: how relatedness rises with features of pairs, from counts some of them hidden."""

from dataclasses import dataclass

import numpy as np

from mobility.foundation.errors import InputError
from mobility.relating.gamma_poisson import Counts, Prior, fitted_prior
from mobility.relating.one_thread import one_thread

ROUNDS, CLOSE, NEARLY = 200, 1e-8, 1e-3
"""A round of Newton's method is the last when no coefficient moves by more; nearly is enough while
the shape is not settled."""

SHAPE_ROUNDS, SHAPE_CLOSE = 30, 1e-3
"""Shape and coefficients are found in turns until the logarithm of the shape moves by less."""

LEAST_TOLD = 0.05
"""Share of the information of a known count that a hidden one counts for at least."""

SPREAD = 0.5
"""Standard deviation of the prior of a coefficient unless told: a rise by half is no surprise."""

LONGEST = 2.0
"""The most that a coefficient may move in one round."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """Coefficients of the logarithm of relatedness.

    Parameters
    ----------
    intercept : float
        Logarithm of the relatedness of a pair all of whose features are 0.
    coefficients : ndarray of shape (n_features,)
        Rise of the logarithm with each feature.
    shape : float
        Of the Gamma that relatedness scatters by around what the features give; its variance
        relative to the squared mean is 1 / shape.
    """

    intercept: float
    coefficients: np.ndarray
    shape: float


@one_thread()
def fit_gamma_poisson(features: np.ndarray, counts: Counts, *, spread: float = SPREAD) -> Fitted:
    r"""Fit relatedness as the exponential of a sum over features, by largest posterior.

    .. math:: F \sim \mathrm{Poisson}(\lambda E), \quad
              \lambda \sim \mathrm{Gamma}(a,\ a / m), \quad
              \ln m = \beta_0 + x \beta, \quad \beta_k \sim N(0, \mathrm{spread}^2)

    A count known only to lie in a range contributes the probability of the range: its mean given
    the range stands in its place in every round, and its variance is taken off the information
    (Newton's method on what is observed). The shape a is of largest likelihood given m.

    Parameters
    ----------
    features : ndarray of shape (n_pairs, n_features)
        About 0 to 1, so that one ``spread`` fits all.
    counts : Counts
        Of the same pairs; expectations above 0.
    spread : float
        Standard deviation of the prior of every coefficient but the intercept.

    Returns
    -------
    Fitted

    Raises
    ------
    InputError
        If the coefficients do not settle.

    References
    ----------
    Cameron, A. C. and Trivedi, P. K. (2013). Regression Analysis of Count Data, 2nd ed., Cambridge
    University Press, https://doi.org/10.1017/CBO9781139013567 (the negative binomial).

    Examples
    --------
    Twice as many as expected move where the feature is 1:

    >>> expected = np.full(4, 1000.0)
    >>> moved = np.array([1000.0, 1000.0, 2000.0, 2000.0])
    >>> found = fit_gamma_poisson(
    ...     np.array([[0.0], [0.0], [1.0], [1.0]]), Counts(moved, moved, expected), spread=100)
    >>> float(np.exp(found.coefficients[0]).round(3))
    2.0
    """
    with_one = np.column_stack([np.ones(len(features)), features])
    beta = np.zeros(with_one.shape[1])
    held = moments(counts, 1.0)[0]
    beta[0] = np.log(held.sum() / counts.expected.sum())
    shape = 1.0
    for _ in range(SHAPE_ROUNDS):
        beta = _newton(with_one, counts, beta, shape, spread, close=NEARLY)
        mean = np.exp(with_one @ beta) * counts.expected
        after = fitted_prior(Counts(counts.low, counts.high, mean), start=Prior(shape, shape)).shape
        settled = abs(np.log(after / shape)) < SHAPE_CLOSE
        shape = after
        if settled:
            break
    beta = _newton(with_one, counts, beta, shape, spread, close=CLOSE)
    return Fitted(float(beta[0]), beta[1:], float(shape))


def moments(counts: Counts, shape: float) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and variance of every count given its range, relatedness Gamma with mean 1.

    Parameters
    ----------
    counts : Counts
        Arrays of one dimension; ``expected`` is the mean that the count would have were its range
        not known.
    shape : float
        Of the Gamma.

    Returns
    -------
    tuple of two ndarray
        Where a count is known, itself and 0.
    """
    from scipy.special import gammaln

    mean, variance = counts.low.astype(np.float64), np.zeros(len(counts.low))
    hidden = np.flatnonzero(~counts.known)
    # One number for both ends sorts many times faster than pairs do.
    ends = counts.low[hidden] * (counts.high.max(initial=0.0) + 1) + counts.high[hidden]
    _, first, which = np.unique(ends, return_index=True, return_inverse=True)
    for kind, example in enumerate(hidden[first]):
        chosen = hidden[which == kind]
        values = np.arange(counts.low[example], counts.high[example] + 1)
        odds = np.log(counts.expected[chosen] / (shape + counts.expected[chosen]))
        weight = (gammaln(shape + values) - gammaln(values + 1))[None, :] + np.outer(odds, values)
        weight = np.exp(weight - weight.max(axis=1, keepdims=True))
        weight /= weight.sum(axis=1, keepdims=True)
        mean[chosen] = weight @ values
        variance[chosen] = np.maximum(weight @ values**2 - mean[chosen] ** 2, 0.0)
    return mean, variance


def _newton(
    x: np.ndarray, counts: Counts, beta: np.ndarray, shape: float, spread: float, *, close: float
) -> np.ndarray:
    """Return the coefficients of largest posterior given the shape."""
    pull = np.full(len(beta), 1 / spread**2)
    pull[0] = 0.0
    for _ in range(ROUNDS):
        mean = np.exp(x @ beta) * counts.expected
        held, variance = moments(Counts(counts.low, counts.high, mean), shape)
        scatter = 1 + mean / shape
        complete = mean * (1 + held / shape) / scatter**2
        # What is hidden tells less; a little is kept, so that every step leads upwards.
        weight = np.maximum(complete - variance / scatter**2, LEAST_TOLD * complete)
        rise = x.T @ ((held - mean) / scatter) - pull * beta
        step = np.linalg.solve((x.T * weight) @ x + np.diag(pull), rise)
        step *= min(1.0, LONGEST / max(np.abs(step).max(), LONGEST))
        beta = beta + step
        if np.abs(step).max() < close:
            return beta
    raise InputError(
        "learned relatedness",
        [f"the coefficients did not settle in {ROUNDS} rounds; leave out ingredients that say the "
         "same, or ask for pairs of which more is expected"],
    )  # fmt: skip
