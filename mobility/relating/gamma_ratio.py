"""gamma_ratio: how relatedness in one period stands to that in another, from counts of both."""

from dataclasses import dataclass

import numpy as np

from mobility.relating.gamma_poisson import Counts

HALF = 0.5
"""Shape of Jeffreys' prior of a Poisson rate. A prior fitted to all pairs would do harm here: where
most pairs have no move it takes every absent flow for as good as impossible, any flow after it for
an endless rise, and it draws two periods of unlike size unlike far towards their means."""


@dataclass(frozen=True, eq=False)
class Ratio:
    """Relatedness after over relatedness before, cell by cell.

    Parameters
    ----------
    median : ndarray of float, shape (n_cells,)
        Of the posterior, at least 0; nan where a count is only bounded.
    low, high : ndarray of float, shape (n_cells,)
        Hold the ratio with the probability asked for, whatever the counts in their ranges are.
    rise : ndarray of float, shape (n_cells,)
        Probability that the ratio is above 1; of a bounded count the one nearest ½.
    p : ndarray of float, shape (n_cells,)
        Of a ratio of 1; of a bounded count the largest.
    """

    median: np.ndarray
    low: np.ndarray
    high: np.ndarray
    rise: np.ndarray
    p: np.ndarray


def relatedness_ratio(
    before: Counts, after: Counts, *, confidence: float = 0.95, together: float = 1.0
) -> Ratio:
    r"""Compare two periods' relatedness by their counts.

    With Jeffreys' prior the posterior of each period is Gamma(x + ½, E), independent of the other,
    and the ratio a scaled beta prime, whose quantiles are exact:

    .. math:: \frac{\lambda_2}{\lambda_1} \sim \frac{E_1}{E_2}\,
              \mathrm{B}'(x_2 + \tfrac12,\; x_1 + \tfrac12)

    The p needs no prior: if relatedness is the same, those who moved in the later period are
    binomial given how many moved in both, and p is twice the smaller tail,

    .. math:: x_2 \mid x_1 + x_2 = n \;\sim\; \mathrm{Binomial}\!\left(n,
              \frac{E_2}{E_1 + E_2}\right)

    If people move in groups of c on average, n moves tell no more than n / c: all counts and
    expectations are divided by c, and the binomial tails, as functions of real numbers, read there.

    Parameters
    ----------
    before, after : Counts
        Of the same cells, one dimension.
    confidence : float
        Between 0 and 1.
    together : float
        c, at least 1.

    Returns
    -------
    Ratio

    References
    ----------
    Przyborowski, J. and Wilenski, H. (1940). Homogeneity of results in testing samples from Poisson
    series. Biometrika 31, 313-323, https://doi.org/10.1093/biomet/31.3-4.313. Brown, L. D., Cai,
    T. T. and DasGupta, A. (2001). Interval estimation for a binomial proportion. Statistical
    Science 16, 101-133, https://doi.org/10.1214/ss/1009213286 (Jeffreys' interval).

    Examples
    --------
    Four of four in the later period, with the same expected: two tails of ½⁴ = 1/16.

    >>> one = Counts(*np.array([[0.0], [0.0], [1.0]]))
    >>> found = relatedness_ratio(one, Counts(*np.array([[4.0], [4.0], [1.0]])))
    >>> found.p, found.low.round(2)
    (array([0.125]), array([1.25]))
    """
    e1, e2 = before.expected / together, after.expected / together
    tail = (1 - confidence) / 2
    # Least and most change upwards that the ranges allow; the same where both counts are known.
    up = before.low / together, after.high / together
    down = before.high / together, after.low / together
    sure = before.known & after.known
    above, below = _rise(*up, e1, e2), _rise(*down, e1, e2)
    nearest = np.clip(0.5, np.minimum(above, below), np.maximum(above, below))
    share = e2 / (e1 + e2)
    most = _tail_p(*up, share), _tail_p(*down, share)
    # A range that holds the count expected under a ratio of 1 can tell nothing.
    inside = (up[1] * e1 >= up[0] * e2) & (down[1] * e1 <= down[0] * e2) & ~sure
    return Ratio(
        np.where(sure, _quantile(*up, e1, e2, 0.5), np.nan),
        _quantile(*down, e1, e2, tail),
        _quantile(*up, e1, e2, 1 - tail),
        nearest,
        np.where(inside, 1.0, np.maximum(*most)),
    )


def scatter(before: Counts, after: Counts) -> float:
    r"""Return how much more the counts of two periods differ than Poisson counts would.

    .. math:: c = \mathrm{median}\!\left( \frac{(x_2 - n \pi)^2}{n \pi (1 - \pi)} \right)
              \big/ 0.455, \qquad \pi = \frac{E_2}{E_1 + E_2}

    0.455 is the median of a squared standard normal number. That the middle pair has not changed
    is taken for granted; the more have, the larger it is.

    Parameters
    ----------
    before, after : Counts
        Of the same cells; those with ten moves or more together, both counts known, are used.

    Returns
    -------
    float
        At least 0; about 1 if people move each by themselves; nan where no cell can be used.

    References
    ----------
    Devlin, B. and Roeder, K. (1999). Genomic control for association studies. Biometrics 55,
    997-1004, https://doi.org/10.1111/j.0006-341X.1999.00997.x (the same correction, for genes).
    """
    from scipy.stats import chi2

    total = before.low + after.low
    used = before.known & after.known & (total >= 10)
    if not used.any():
        return float("nan")
    n, x = total[used], after.low[used]
    share = (after.expected / (before.expected + after.expected))[used]
    squared = (x - n * share) ** 2 / (n * share * (1 - share))
    return float(np.median(squared) / chi2.median(1))


def _quantile(
    x1: np.ndarray, x2: np.ndarray, e1: np.ndarray, e2: np.ndarray, probability: float
) -> np.ndarray:
    """Return the ratio that lies above with a probability."""
    from scipy.special import betaincinv

    # The odds b / (1 - b) of the share are read from its smaller side, where 1 - b is exact.
    share = betaincinv(x2 + HALF, x1 + HALF, probability)
    rest = betaincinv(x1 + HALF, x2 + HALF, 1 - probability)
    result: np.ndarray = e1 / e2 * share / rest
    return result


def _rise(x1: np.ndarray, x2: np.ndarray, e1: np.ndarray, e2: np.ndarray) -> np.ndarray:
    """Return the probability that the ratio is above 1."""
    from scipy.special import betainc

    result: np.ndarray = betainc(x1 + HALF, x2 + HALF, e1 / (e1 + e2))
    return result


def _tail_p(x1: np.ndarray, x2: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return twice the smaller tail of the binomial, for real counts too."""
    from scipy.special import betainc

    at_most = np.where(x1 > 0, betainc(np.maximum(x1, 1e-300), x2 + 1, 1 - share), 1.0)
    at_least = np.where(x2 > 0, betainc(np.maximum(x2, 1e-300), x1 + 1, share), 1.0)
    result: np.ndarray = np.minimum(1.0, 2 * np.minimum(at_most, at_least))
    return result
