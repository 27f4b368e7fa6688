"""region_effects: whether density says more of entry than region and industry do by themselves."""

from typing import NamedTuple

import numpy as np

from mobility.relating.one_thread import one_thread
from mobility.relating.two_way import TwoWay

ROUNDS, CLOSE = 100, 1e-6
"""Newton steps at most, and how far a sum of the fit may be from the one observed."""


class EffectsTest(NamedTuple):
    """What the effects expect, and the test of density beside them.

    ``expected``: probability of entry by the effects alone, nan outside the candidates; ``slope``:
    log-odds of entry for one standard deviation of density beside the effects (one Newton step);
    ``z``; ``p``, one-sided; ``regions``: how many tell anything.
    """

    expected: np.ndarray
    slope: float
    z: float
    p: float
    regions: int


def effects_test(entered: np.ndarray, candidates: np.ndarray, density: np.ndarray) -> EffectsTest:
    r"""Test density beside an effect of every region and of every industry.

    .. math:: \operatorname{logit} P(E_{ri} = 1) = a_r + b_i + \beta d_{ri}, \qquad H_0: \beta = 0

    The effects are fitted to the very entries that are to be told, which no forecast could do: what
    is left for density is only that *this* industry comes to *this* region. The score of β is

    .. math:: U = \sum_{ri} \tilde d_{ri} (E_{ri} - p_{ri})

    with :math:`\tilde d` what the effects leave of density at the weights p (1 − p). Its variance
    is that of sums over regions, which need not be independent within, or that of independent cells
    where it is larger; it is held against t with one degree of freedom less than there are regions.

    Parameters
    ----------
    entered, candidates : ndarray of bool, shape (n_regions, n_industries)
        What could enter, and what did of it.
    density : ndarray of the same shape
        At t0; a candidate without density counts as 0.

    Returns
    -------
    EffectsTest
        p is nan where nothing is left to tell by, such as with one region that has entries.

    References
    ----------
    Cameron, A. C. and Miller, D. L. (2015). A practitioner's guide to cluster-robust inference.
    Journal of Human Resources 50, 317-372, https://doi.org/10.3368/jhr.50.2.317.

    Examples
    --------
    Entry goes where density is, whatever the region or industry:

    >>> d = np.kron(np.eye(2), np.ones((9, 9)))
    >>> entered = np.random.default_rng(0).random((18, 18)) < 0.1 + 0.5 * d
    >>> effects_test(entered, np.ones((18, 18), dtype=bool), d).p < 0.001
    True
    """
    cells = _told(entered, candidates)
    expected = np.where(candidates, entered.astype(np.float64), np.nan)
    # Where all or none of a row or column entered, the effect alone tells it.
    if not cells.any():
        return EffectsTest(expected, np.nan, np.nan, np.nan, 0)
    p = two_way_logit(entered, cells)
    expected[cells] = p[cells]
    found = slope_beside(entered, np.where(cells, p, 0.0), density)
    by_region = np.where(cells, found.left * (entered - p), 0.0).sum(axis=1)
    regions = int(cells.any(axis=1).sum())
    if regions < 2 or found.information < 1e-12:
        return EffectsTest(expected, np.nan, np.nan, np.nan, regions)
    clustered = float((by_region**2).sum()) * regions / (regions - 1)
    z = float(by_region.sum() / np.sqrt(max(clustered, found.information)))
    from scipy.stats import t

    return EffectsTest(expected, found.slope, z, float(t.sf(z, regions - 1)), regions)


class Slope(NamedTuple):
    """What density adds beside effects: ``slope`` of ``left``, and the ``information`` on it."""

    slope: float
    left: np.ndarray
    information: float


def slope_beside(yes: np.ndarray, p: np.ndarray, density: np.ndarray) -> Slope:
    r"""Take one step of Newton's method from effects alone to effects and density.

    .. math:: \beta = \frac{\sum \tilde d (E - p)}{\sum p (1 - p) \tilde d^2}

    Parameters
    ----------
    yes : ndarray of shape (n_rows, n_columns)
        1 or 0.
    p : ndarray of the same shape
        What the effects expect; a cell with 0 or 1 tells nothing.
    density : ndarray of the same shape
        nan counts as 0.

    Returns
    -------
    Slope
        The slope, for one standard deviation of density; what the effects leave of density, in such
        deviations and 0 where nothing is told; and the information. All 0 where density does not
        vary.
    """
    weights = p * (1 - p)
    cells = weights > 0
    x = np.where(cells, np.nan_to_num(density), 0.0)
    spread = x[cells].std() if cells.any() else 0.0
    if not spread > 0:
        return Slope(0.0, np.zeros(x.shape), 0.0)
    with one_thread():
        left = TwoWay(weights).without_levels(x / spread)
    information = float((weights * left**2).sum())
    score = float((left * np.where(cells, yes - p, 0.0)).sum())
    return Slope(score / information if information > 1e-12 else 0.0, left, information)


def two_way_logit(entered: np.ndarray, cells: np.ndarray) -> np.ndarray:
    r"""Fit a level of each row and column to yes and no, by Newton's method.

    Parameters
    ----------
    entered, cells : ndarray of bool, shape (n_rows, n_columns)
        What is yes, and which cells count; every row and column that counts has both.

    Returns
    -------
    ndarray of shape (n_rows, n_columns)
        Probabilities; 0 outside the cells. Sums over rows and columns are those observed.

    Examples
    --------
    >>> two_way_logit(np.eye(2, dtype=bool), np.ones((2, 2), dtype=bool))
    array([[0.5, 0.5],
           [0.5, 0.5]])
    """
    yes = np.where(cells, entered, False).astype(np.float64)
    rows, columns = (yes.sum(axis=axis) / np.maximum(cells.sum(axis=axis), 1) for axis in (1, 0))
    mean = yes.sum() / max(cells.sum(), 1)
    a, b = _log_odds(rows), _log_odds(columns) - _log_odds(np.array([mean]))

    def at(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, float]:
        """Return the probabilities there, and the logarithm of the likelihood."""
        height = a[:, None] + b
        p = np.where(cells, 1 / (1 + np.exp(-height)), 0.0)
        return p, float((yes * height - np.where(cells, np.logaddexp(0, height), 0.0)).sum())

    p, likelihood = at(a, b)
    for _ in range(ROUNDS):
        off = yes - p
        rows, columns = off.sum(axis=1), off.sum(axis=0)
        if max(np.abs(rows).max(), np.abs(columns).max()) <= CLOSE:
            break
        with one_thread():
            u, v = TwoWay(np.where(cells, np.maximum(p * (1 - p), 1e-10), 0.0)).solve(rows, columns)
        part = min(1.0, 5.0 / max(np.abs(u).max(), np.abs(v).max(), 1e-12))
        while part > 1e-9:
            tried, reached = at(a + part * u, b + part * v)
            if reached >= likelihood - 1e-12 * abs(likelihood):
                break
            part /= 2
        a, b, p, likelihood = a + part * u, b + part * v, tried, reached
    return p


def _log_odds(share: np.ndarray) -> np.ndarray:
    """Return ln(p / (1 − p)) of shares, those of nothing or all held within bounds."""
    bounded = np.clip(share, 1e-4, 1 - 1e-4)
    odds: np.ndarray = np.log(bounded / (1 - bounded))
    return odds


def _told(entered: np.ndarray, candidates: np.ndarray) -> np.ndarray:
    """Return the cells left once rows and columns of all or none are taken out, again and again."""
    cells = candidates.copy()
    while True:
        yes = cells & entered
        number, found = cells.sum(axis=1), yes.sum(axis=1)
        wide, seen = cells.sum(axis=0), yes.sum(axis=0)
        kept = cells & ((found > 0) & (found < number))[:, None] & ((seen > 0) & (seen < wide))
        if (kept == cells).all():
            return cells
        cells = kept
