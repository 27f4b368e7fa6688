"""shrinkage: specialization with an interval, drawn towards the common where counts are small."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.counting.weights import margins
from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step, with_recipe

LOG_BOUNDS = (-12.0, 12.0)
"""Bounds of the logarithms of the prior's shape and mean. The likelihood keeps rising with the
shape where counts scatter no more than chance; e¹² is then as good as infinite."""


def shrunk_specialization(x: Incidence, *, confidence: float = 0.95) -> pd.DataFrame:
    r"""Specialization of every cell found, with its interval.

    A count is taken as Poisson with mean :math:`\lambda_{os} E_{os}`, where
    :math:`E_{os} = x_{o\cdot} x_{\cdot s} / x_{\cdot\cdot}` is what the margins alone would give,
    and the specializations :math:`\lambda` as drawn from one Gamma(a, b). The prior is fitted by
    maximum likelihood to all cells, those with count 0 among them. Then

    .. math:: \lambda_{os} \mid x_{os} \sim \mathrm{Gamma}(a + x_{os},\; b + E_{os}), \qquad
              \hat\lambda_{os} = \frac{a + x_{os}}{b + E_{os}}

    Parameters
    ----------
    x : Incidence
        Counts, whole numbers.
    confidence : float
        Probability that the interval holds, between 0 and 1.

    Returns
    -------
    DataFrame
        One line per cell above 0, in the order of rows and columns: the two names, ``observed``
        and ``expected`` (counts), ``estimate`` (posterior mean, above 0), ``low`` and ``high``. The
        recipe tells the prior's shape a and rate b.

    Raises
    ------
    InputError
        If a value is no whole number, or ``confidence`` is not between 0 and 1.
    EmptyResultError
        If there is no count above 0.

    References
    ----------
    DuMouchel, W. (1999). Bayesian data mining in large frequency tables. The American Statistician
    53, 177-190, https://doi.org/10.1080/00031305.1999.10474456 (with one Gamma in the place of
    its two).

    Examples
    --------
    The one count of row a is 66 times what its margins give; one count is weak evidence of that,
    thirty where nine are expected (3.3 times) are strong:

    >>> ads = pd.DataFrame({
    ...     "occupation": ["a", "b", "b", "c", "c"], "skill": ["s", "t", "u", "u", "s"],
    ...     "ads": [1, 30, 10, 90, 1]})
    >>> x = Incidence.from_pairs(ads, "occupation", "skill", "ads", measure="ads")
    >>> shrunk_specialization(x).round(2)
      occupation skill  observed  expected  estimate   low   high
    0          a     s       1.0      0.02      3.77  0.26  11.87
    1          b     t      30.0      9.09      3.22  2.18   4.46
    2          b     u      10.0     30.30      0.34  0.17   0.58
    3          c     s       1.0      1.38      0.83  0.06   2.63
    4          c     u      90.0     68.94      1.31  1.05   1.59
    """
    from scipy.special import gammaincinv

    if not 0 < confidence < 1:
        raise InputError("shrunk_specialization", [_between_0_and_1(confidence)])
    expected, shape, rate = _fitted(x)
    i, j = _cells(x.values)
    posterior_shape, posterior_rate = shape + x.values.data, rate + expected
    tail = (1 - confidence) / 2
    table = pd.DataFrame(
        {
            str(x.rows.name): x.rows[i],
            str(x.columns.name): x.columns[j],
            "observed": x.values.data,
            "expected": expected,
            "estimate": posterior_shape / posterior_rate,
            "low": gammaincinv(posterior_shape, tail) / posterior_rate,
            "high": gammaincinv(posterior_shape, 1 - tail) / posterior_rate,
        }
    )
    settings = {"confidence": confidence, "prior_shape": shape, "prior_rate": rate}
    return with_recipe(table, x.recipe.then(Step.of("shrunk_specialization", settings)))


def shrunk(x: Incidence) -> Incidence:
    """Shrunk specialization as an Incidence: posterior means on the cells found.

    Parameters
    ----------
    x : Incidence
        Counts, whole numbers.

    Returns
    -------
    Incidence
        The same rows and columns with the ``estimate`` of `shrunk_specialization`, above 0.

    Raises
    ------
    InputError, EmptyResultError
        As `shrunk_specialization`.

    Examples
    --------
    >>> ads = pd.DataFrame({
    ...     "occupation": ["a", "b", "b", "c", "c"], "skill": ["s", "t", "u", "u", "s"],
    ...     "ads": [1, 30, 10, 90, 1]})
    >>> x = Incidence.from_pairs(ads, "occupation", "skill", "ads", measure="ads")
    >>> shrunk(x).row("a").round(2).to_dict()
    {'s': 3.77}
    """
    expected, shape, rate = _fitted(x)
    estimate = (shape + x.values.data) / (rate + expected)
    values = csr_array((estimate, x.values.indices, x.values.indptr), shape=x.values.shape)
    step = Step.of("shrunk", {"prior_shape": shape, "prior_rate": rate})
    return x.with_values(values, "shrunk specialization", step)


def _fitted(x: Incidence) -> tuple[np.ndarray, float, float]:
    """Return the expected count of every cell found, and the prior's shape and rate."""
    if not len(x.values.data):
        raise EmptyResultError(f"There is no {x.rows.name} × {x.columns.name} count above 0.")
    broken = x.values.data[x.values.data % 1 != 0]
    if len(broken):
        fault = Fault("a whole number; give counts, not shares", value=f"{broken[0]:g}")
        raise InputError(f"{x.measure} of {x.rows.name}", [fault])
    row_total, column_total = margins(x.values)
    i, j = _cells(x.values)
    expected = row_total[i] * column_total[j] / row_total.sum()
    shape, rate = _fit_prior(x.values.data, expected, *_distinct_expected(row_total, column_total))
    return expected, shape, rate


def _cells(values: csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return the row and the column of every value held."""
    return np.repeat(np.arange(values.shape[0]), np.diff(values.indptr)), values.indices


def _distinct_expected(
    row_total: np.ndarray, column_total: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct expected counts of all cells, zero counts too, and how often each stands.

    Many rows share a total and many columns do, so the likelihood over all cells is a sum over far
    fewer pairs of totals.
    """
    rows, row_times = np.unique(row_total[row_total > 0], return_counts=True)
    columns, column_times = np.unique(column_total[column_total > 0], return_counts=True)
    expected = np.outer(rows, columns).ravel() / row_total.sum()
    return expected, np.outer(row_times, column_times).ravel().astype(np.float64)


def _fit_prior(
    observed: np.ndarray, expected: np.ndarray, all_expected: np.ndarray, times: np.ndarray
) -> tuple[float, float]:
    r"""Fit shape and rate of the Gamma by maximum likelihood of the negative binomial counts.

    .. math:: \ln L = \sum_{\text{all}} a \ln \frac{b}{b + E} + \sum_{x > 0}
              \left[\ln\Gamma(a + x) - \ln\Gamma(a) - x \ln(b + E)\right] + \text{const}
    """
    from scipy.optimize import minimize
    from scipy.special import digamma, gammaln

    counts, count_times = np.unique(observed, return_counts=True)
    cells = len(observed)

    def negative(point: np.ndarray) -> tuple[float, np.ndarray]:
        a, mean = np.exp(point)
        b = a / mean
        log_likelihood = (
            -a * np.dot(times, np.log1p(all_expected / b))
            + np.dot(count_times, gammaln(a + counts))
            - cells * gammaln(a)
            - np.dot(observed, np.log(b + expected))
        )
        by_a = (
            -np.dot(times, np.log1p(all_expected / b))
            + np.dot(count_times, digamma(a + counts))
            - cells * digamma(a)
        )
        by_b = a * np.dot(times, all_expected / (b * (b + all_expected))) - np.dot(
            observed, 1 / (b + expected)
        )
        # The point is (ln a, ln mean) with b = a / mean.
        gradient = np.array([a * by_a + b * by_b, -b * by_b])
        return -float(log_likelihood) / cells, -gradient / cells

    found = minimize(negative, np.zeros(2), jac=True, method="L-BFGS-B", bounds=[LOG_BOUNDS] * 2)
    a, mean = np.exp(found.x)
    return float(a), float(a / mean)


def _between_0_and_1(value: float) -> Fault:
    """Say that a confidence must lie between 0 and 1."""
    return Fault("a probability between 0 and 1", column="confidence", value=f"{value:g}")
