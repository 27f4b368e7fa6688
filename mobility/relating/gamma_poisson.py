"""gamma_poisson: relatedness drawn from one Gamma, counts Poisson around it, some only bounded."""

from dataclasses import dataclass

import numpy as np

LOG_BOUNDS = (-12.0, 12.0)
"""Bounds of the logarithms of the prior's shape and mean. Where counts scatter no more than chance
the likelihood keeps rising with the shape; e¹² is then as good as infinite."""

GRID = 600
"""Cells known only to lie below a limit are put on a grid of so many expected counts, evenly spaced
in their logarithm; the likelihood is smooth between."""


@dataclass(frozen=True)
class Counts:
    """Counts, each known to lie between two whole numbers, and what is expected.

    Parameters
    ----------
    low, high : ndarray of float, same shape
        The count lies from ``low`` to ``high``, both included; equal where it is known.
    expected : ndarray of float, same shape
        What the count would be if relatedness were 1; above 0.
    """

    low: np.ndarray
    high: np.ndarray
    expected: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """Whether each count is known."""
        return np.asarray(self.low == self.high)


@dataclass(frozen=True)
class Prior:
    """The Gamma that relatedness is drawn from.

    Parameters
    ----------
    shape, rate : float
        Its mean is shape / rate, its variance shape / rate².
    """

    shape: float
    rate: float


def fitted_prior(counts: Counts, *, start: Prior | None = None) -> Prior:
    r"""Fit the prior by maximum likelihood.

    With relatedness :math:`\lambda \sim \mathrm{Gamma}(a, b)` and a count Poisson around
    :math:`\lambda E`, the count alone is negative binomial; one that is only known to lie in a
    range contributes the probability of the range:

    .. math:: P(x) = \frac{\Gamma(a + x)}{\Gamma(a)\, x!}
              \left(\frac{b}{b + E}\right)^a \left(\frac{E}{b + E}\right)^x

    Parameters
    ----------
    counts : Counts
        All cells, those with count 0 among them; arrays of one dimension.
    start : Prior, optional
        Where to begin, such as the prior of nearly the same counts; with mean and shape 1 if not
        given.

    Returns
    -------
    Prior

    References
    ----------
    DuMouchel, W. (1999). Bayesian data mining in large frequency tables. The American Statistician
    53, 177-190, https://doi.org/10.1080/00031305.1999.10474456 (with one Gamma in the place of
    its two).

    Examples
    --------
    Counts that scatter as chance does need no spread of relatedness:

    >>> rng = np.random.default_rng(0)
    >>> expected = np.full(2000, 5.0)
    >>> x = rng.poisson(expected).astype(float)
    >>> fitted_prior(Counts(x, x, expected)).shape > 100
    True
    """
    from scipy.optimize import minimize
    from scipy.special import digamma, gammaln

    known = counts.known
    x, e = counts.low[known], counts.expected[known]
    values, times = np.unique(x, return_counts=True)
    bounded, weight = _gathered(counts, ~known)
    cells = len(counts.low)

    def negative(point: np.ndarray) -> tuple[float, np.ndarray]:
        a, mean = np.exp(point)
        b = a / mean
        likelihood = (
            -a * np.log1p(e / b).sum()
            - np.dot(x, np.log(b + e))
            + np.dot(times, gammaln(a + values) - gammaln(a))
        )
        by_a = -np.log1p(e / b).sum() + np.dot(times, digamma(a + values) - digamma(a))
        by_b = (a * e / (b * (b + e)) - x / (b + e)).sum()
        if len(weight):
            prior = Prior(a, b)
            share, count = _shares(bounded, prior)
            over = b + bounded.expected
            likelihood += np.dot(weight, _log_of_range(bounded, prior))
            rise = (share * (digamma(a + count) - digamma(a))).sum(axis=1)
            by_a += np.dot(weight, rise - np.log1p(bounded.expected / b))
            among = (share * count).sum(axis=1)
            by_b += np.dot(weight, a * bounded.expected / (b * over) - among / over)
        # The point is (ln a, ln mean) with b = a / mean.
        gradient = np.array([a * by_a + b * by_b, -b * by_b])
        return -float(likelihood) / cells, -gradient / cells

    begin = np.zeros(2)
    if start is not None:
        begin = np.clip(np.log([start.shape, start.shape / start.rate]), *LOG_BOUNDS)
    found = minimize(
        negative, begin, jac=True, method="L-BFGS-B", bounds=[LOG_BOUNDS] * 2,
        options={"ftol": 1e-14, "gtol": 1e-9},
    )  # fmt: skip
    shape, mean = np.exp(found.x)
    return Prior(float(shape), float(shape / mean))


def expected_counts(counts: Counts, prior: Prior) -> np.ndarray:
    """Return every count, and where it is only bounded its mean given the bounds.

    Parameters
    ----------
    counts : Counts
        Arrays of one dimension.
    prior : Prior
        As `fitted_prior` gives it.

    Returns
    -------
    ndarray
        Between ``low`` and ``high``.
    """
    result = counts.low.astype(np.float64)
    for low, high, chosen in _kinds(counts, ~counts.known):
        e = counts.expected[chosen]
        grid = _grid(e)
        cells = Counts(np.full(len(grid), low), np.full(len(grid), high), grid)
        share, x = _shares(cells, prior)
        result[chosen] = np.interp(np.log(e), np.log(grid), (share * x).sum(axis=1))
    return result


def estimate(counts: Counts, prior: Prior) -> np.ndarray:
    r"""Return the posterior mean of relatedness, :math:`(a + x) / (b + E)` for a known count."""
    share, x = _shares(counts, prior)
    over = (prior.rate + counts.expected)[:, None]
    result: np.ndarray = (share * (prior.shape + x) / over).sum(axis=1)
    return result


def quantile(counts: Counts, prior: Prior, probability: float) -> np.ndarray:
    """Return the relatedness below which the posterior has a probability.

    For a known count this is a quantile of Gamma(a + x, b + E). For a bounded one the posterior is
    a mixture of these over the counts in the range, and the quantile is found by halving.
    """
    from scipy.special import gammainc, gammaincinv

    rate = prior.rate + counts.expected
    low = gammaincinv(prior.shape + counts.low, probability) / rate
    high = gammaincinv(prior.shape + counts.high, probability) / rate
    open_ = np.flatnonzero(~counts.known)
    if not len(open_):
        return np.asarray(low)
    cells = Counts(counts.low[open_], counts.high[open_], counts.expected[open_])
    share, x = _shares(cells, prior)
    below, above = low[open_], high[open_]
    for _ in range(60):
        middle = (below + above) / 2
        mass = (share * gammainc(prior.shape + x, rate[open_, None] * middle[:, None])).sum(axis=1)
        below = np.where(mass < probability, middle, below)
        above = np.where(mass < probability, above, middle)
    result = np.asarray(low, dtype=np.float64)
    result[open_] = (below + above) / 2
    return result


def probability_below(counts: Counts, prior: Prior, relatedness: float) -> np.ndarray:
    """Return the posterior probability that relatedness lies below a value."""
    from scipy.special import gammainc

    share, x = _shares(counts, prior)
    rate = (prior.rate + counts.expected)[:, None]
    result: np.ndarray = (share * gammainc(prior.shape + x, rate * relatedness)).sum(axis=1)
    return result


def _shares(counts: Counts, prior: Prior) -> tuple[np.ndarray, np.ndarray]:
    """Return for every cell the probability of each count in its range, and these counts.

    Both are of shape (cells, widest range); counts beyond a cell's own range have probability 0.
    """
    widest = int((counts.high - counts.low).max(initial=0))
    x = counts.low[:, None] + np.arange(widest + 1)[None, :]
    log = np.where(x <= counts.high[:, None], _log_probability(x, counts.expected, prior), -np.inf)
    share = np.exp(log - log.max(axis=1, keepdims=True))
    return share / share.sum(axis=1, keepdims=True), x


def _log_of_range(counts: Counts, prior: Prior) -> np.ndarray:
    """Return the logarithm of the probability that each count lies in its range."""
    widest = int((counts.high - counts.low).max(initial=0))
    x = counts.low[:, None] + np.arange(widest + 1)[None, :]
    log = np.where(x <= counts.high[:, None], _log_probability(x, counts.expected, prior), -np.inf)
    most = log.max(axis=1)
    result: np.ndarray = most + np.log(np.exp(log - most[:, None]).sum(axis=1))
    return result


def _log_probability(x: np.ndarray, expected: np.ndarray, prior: Prior) -> np.ndarray:
    """Return the logarithm of the negative binomial probability of counts (cells, counts)."""
    from scipy.special import gammaln

    a, b, e = prior.shape, prior.rate, expected[:, None]
    result: np.ndarray = (
        gammaln(a + x) - gammaln(a) - gammaln(x + 1) - a * np.log1p(e / b) + x * np.log(e / (b + e))
    )
    return result


def _gathered(counts: Counts, chosen: np.ndarray) -> tuple[Counts, np.ndarray]:
    """Return bounded cells on a grid of expected counts, and how many stand at each point.

    A cell between two points is shared out between them so that its logarithm is kept.
    """
    lows, highs, points, weights = [], [], [], []
    for low, high, cells in _kinds(counts, chosen):
        e = np.log(counts.expected[cells])
        grid = _grid(counts.expected[cells])
        at = np.log(grid)
        right = np.clip(np.searchsorted(at, e), 1, max(len(at) - 1, 1))
        if len(grid) == 1:
            weight = np.array([float(len(e))])
        else:
            part = (e - at[right - 1]) / (at[right] - at[right - 1])
            weight = np.bincount(right, part, len(grid))
            weight += np.bincount(right - 1, 1 - part, len(grid))
        lows.append(np.full(len(grid), low))
        highs.append(np.full(len(grid), high))
        points.append(grid)
        weights.append(weight)
    if not points:
        none = np.zeros(0)
        return Counts(none, none, none), none
    joined = Counts(np.concatenate(lows), np.concatenate(highs), np.concatenate(points))
    return joined, np.concatenate(weights)


def _kinds(counts: Counts, chosen: np.ndarray) -> list[tuple[float, float, np.ndarray]]:
    """Return each range found among some cells, and the cells that have it."""
    cells = np.flatnonzero(chosen)
    low, high = counts.low[cells], counts.high[cells]
    # One number for both ends sorts many times faster than pairs do.
    ends = low * (high.max(initial=0) + 1) + high
    kinds, first, which = np.unique(ends, return_index=True, return_inverse=True)
    if len(kinds) <= 1:
        return [(float(low[0]), float(high[0]), cells)] if len(kinds) else []
    order = np.argsort(which, kind="stable")
    parts = np.split(cells[order], np.cumsum(np.bincount(which))[:-1])
    return [(float(low[f]), float(high[f]), part) for f, part in zip(first, parts, strict=True)]


def _grid(expected: np.ndarray) -> np.ndarray:
    """Return expected counts evenly spaced in their logarithm, or the distinct ones if few."""
    points = np.unique(expected)
    if len(points) > GRID:
        points = np.geomspace(points[0], points[-1], GRID)
    # Numbers a rounding apart can have the same logarithm, and then no cell lies between them.
    first = np.unique(np.log(points), return_index=True)[1]
    return np.asarray(points[first])
