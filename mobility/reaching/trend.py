"""trend: whether an occupation's share of all vacancies grows or shrinks, with its interval."""

from typing import NamedTuple

import numpy as np

FEW_VACANCIES = 10
"""With fewer vacancies in both periods together no trend is given: of nine, a halving and a
doubling cannot be told apart."""

_Z = 1.959963984540054
"""95 % of a normal distribution lie within so many deviations."""


class Trend(NamedTuple):
    """Relative change of each occupation's share of all vacancies, and its 95 % interval.

    All of shape (n_occupations,): .25 is a share a quarter larger, -.5 half the share; nan where
    there are fewer than `FEW_VACANCIES` in both periods together.
    """

    change: np.ndarray
    low: np.ndarray
    high: np.ndarray


def trend(now: np.ndarray, before: np.ndarray) -> Trend:
    r"""Compare each occupation's share of all vacancies now with its share before.

    .. math:: d = \ln\frac{x_1 + ½}{n_1 + ½} - \ln\frac{x_0 + ½}{n_0 + ½}, \qquad
              s^2 = \frac{1}{x_1 + ½} + \frac{1}{x_0 + ½} - \frac{1}{n_1 + ½} - \frac{1}{n_0 + ½}

    with x the vacancies of the occupation and n those of all; the change is
    :math:`e^d - 1`, its interval :math:`e^{d \pm 1.96 s} - 1`. Shares are compared and not counts,
    so that a year with fewer ads altogether is no trend of every occupation. Vacancies come in
    clumps (one employer, many posts), which the interval does not know: it is the least there is.

    Parameters
    ----------
    now, before : ndarray of shape (n_occupations,)
        Vacancies in one area.

    Returns
    -------
    Trend

    References
    ----------
    Walter, S. D. (1975). The distribution of Levin's measure of attributable risk. Biometrika
    62(2), 371-372, https://doi.org/10.1093/biomet/62.2.371 (the logarithm of a ratio of shares with
    a half added to each count).

    Examples
    --------
    Of 100 vacancies 20 were for cooks, now 40 of 100 are: (40.5 / 20.5) - 1 = .976.

    >>> found = trend(np.array([40, 60]), np.array([20, 80]))
    >>> found.change.round(3).tolist(), found.low.round(2).tolist(), found.high.round(2).tolist()
    ([0.976, -0.248], [0.26, -0.38], [2.11, -0.09])
    """
    x1, x0 = now + 0.5, before + 0.5
    n1, n0 = now.sum() + 0.5, before.sum() + 0.5
    change = np.log(x1 / n1) - np.log(x0 / n0)
    width = _Z * np.sqrt(np.maximum(1 / x1 + 1 / x0 - 1 / n1 - 1 / n0, 0.0))
    few = now + before < FEW_VACANCIES
    return Trend(
        *(np.where(few, np.nan, np.expm1(d)) for d in (change, change - width, change + width))
    )
