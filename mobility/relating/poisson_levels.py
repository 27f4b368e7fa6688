"""poisson_levels: fit counts of pairs by a level of each end and slopes of covariates."""

from dataclasses import dataclass

import numpy as np

from mobility.foundation.errors import InputError
from mobility.relating.separation import telling
from mobility.relating.two_way import TwoWay

SWEEPS = 20
"""Rounds of proportional fitting before the first step of Newton's method."""

ROUNDS, FITTED = 200, 1e-11
"""Steps of Newton's method, until no sum is further off than this share of the largest."""


HALVINGS = 40

Point = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Levels of rows, levels of columns, slopes."""


@dataclass(frozen=True, eq=False)
class Fit:
    """What a Poisson model of pairs gives.

    Parameters
    ----------
    expected : ndarray of shape (n, n)
        0 where the model expects nobody.
    slopes : ndarray of shape (n_covariates,)
        nan for a covariate that tells nothing of the pairs that are left.
    point : tuple of ndarray
        Levels and slopes as the fit holds them, to begin another one of the same covariates from.
    """

    expected: np.ndarray
    slopes: np.ndarray
    point: Point


def poisson_levels(
    counts: np.ndarray,
    covariates: np.ndarray,
    cells: np.ndarray,
    *,
    margins: tuple[np.ndarray, np.ndarray] | None = None,
    start: Point | None = None,
) -> Fit:
    r"""Maximise the Poisson likelihood of a square table with levels of rows and columns.

    .. math:: E_{ij} = \exp(a_i + b_j + \beta^\top x_{ij}), \qquad
              \sum_j E_{ij} = F_{i\cdot}, \quad \sum_i E_{ij} = F_{\cdot j}, \quad
              \sum_{ij} x_{ij} (F_{ij} - E_{ij}) = 0

    It starts with proportional fitting of the levels; every step of Newton's method then solves for
    levels and slopes together, the levels eliminated (`mobility.relating.two_way`), and is halved
    while it does not raise the likelihood, which is concave.

    Parameters
    ----------
    counts : ndarray of shape (n, n)
        At least 0; whole numbers are not needed.
    covariates : ndarray of shape (n_covariates, n, n)
        What is told of each pair.
    cells : ndarray of bool, shape (n, n)
        Which pairs are part of the table, those that are separated not among them
        (`mobility.relating.separation`).
    margins : pair of ndarray of shape (n,), optional
        Row and column sums if they are known better than the counts; with the same total.
    start : tuple of ndarray, optional
        The ``point`` of a fit to nearly the same counts.

    Returns
    -------
    Fit

    Raises
    ------
    InputError
        If no table has these margins, so that the steps do not settle.

    Examples
    --------
    With one covariate that marks the two cells of a diagonal of 2 × 2, the fit is the table itself:

    >>> table = np.array([[8.0, 2.0], [1.0, 1.0]])
    >>> fit = poisson_levels(table, np.eye(2)[None], np.ones((2, 2), dtype=bool))
    >>> fit.expected.round(6), fit.slopes.round(6)  # half of ln(8 · 1 / (2 · 1))
    (array([[8., 2.],
           [1., 1.]]), array([0.693147]))
    """
    counts = np.where(cells, counts, 0.0)
    rows, columns = (counts.sum(axis=1), counts.sum(axis=0)) if margins is None else margins
    cells = cells & (rows > 0)[:, None] & (columns > 0)
    told, own, unit = _in_units(covariates, cells)
    begin = (*_proportional(cells, rows, columns), np.zeros(len(own))) if start is None else start
    expected, point = _newton(counts, told, cells, rows, columns, begin)
    slopes = np.full(len(covariates), np.nan)
    slopes[own] = point[2] / unit
    return Fit(expected, slopes, point)


def left_by_levels(covariates: np.ndarray, fit: Fit) -> np.ndarray:
    """Return what levels leave of each covariate at the weights of a fit.

    Parameters
    ----------
    covariates : ndarray of shape (n_covariates, n, n)
        Those of the fit.
    fit : Fit
        As `poisson_levels` gave it.

    Returns
    -------
    ndarray of shape (n_covariates, n, n)
        0 where nobody is expected; nan throughout for a covariate without a slope.
    """
    result = np.full(covariates.shape, np.nan)
    weighted = TwoWay(fit.expected)
    for place in np.flatnonzero(np.isfinite(fit.slopes)):
        result[place] = weighted.without_levels(covariates[place])
    return result


def _in_units(
    covariates: np.ndarray, cells: np.ndarray
) -> tuple[np.ndarray, list[int], np.ndarray]:
    """Return covariates that tell something in units that weigh alike, which these are, and units.

    Less their mean, numbers far from 0, such as years, lose no precision to levels.
    """
    if not len(covariates):
        return covariates, [], np.zeros(0)
    levels = TwoWay(cells.astype(np.float64))
    left = np.array([levels.without_levels(table) for table in covariates])
    own = telling(left, covariates * cells)
    unit = np.array([left[k].std() for k in own])
    return left[own] / unit[:, None, None], own, unit


def _newton(
    counts: np.ndarray, told: np.ndarray, cells: np.ndarray, rows: np.ndarray, columns: np.ndarray,
    point: Point,
) -> tuple[np.ndarray, Point]:  # fmt: skip
    """Return what is expected, and where that is."""
    aims = _sums(told, counts)

    def at(point: Point) -> tuple[np.ndarray, float]:
        """Return what is expected there, and the logarithm of the likelihood."""
        a, b, slopes = point
        height = a[:, None] + b + np.einsum("k,kij->ij", slopes, told)
        with np.errstate(over="ignore"):
            expected = np.where(cells, np.exp(np.where(cells, height, 0.0)), 0.0)
        return expected, float(a @ rows + b @ columns + slopes @ aims - expected.sum())

    expected, likelihood = at(point)
    enough = FITTED * max(rows.max(), columns.max())
    for _ in range(ROUNDS):
        off = (
            rows - expected.sum(axis=1),
            columns - expected.sum(axis=0),
            aims - _sums(told, expected),
        )
        if max(np.abs(part).max(initial=0) for part in off) <= enough:
            return expected, point
        step = _step(expected, told, off)
        least = likelihood - 1e-13 * abs(likelihood)
        for _ in range(HALVINGS):
            trial = (point[0] + step[0], point[1] + step[1], point[2] + step[2])
            expected, likelihood = at(trial)
            if likelihood >= least:
                break
            step = (step[0] / 2, step[1] / 2, step[2] / 2)
        point = trial
    raise InputError(
        "expected_flows",
        [f"levels and slopes did not settle in {ROUNDS} steps: no table of the pairs that are left "
         "has the margins that are given"],
    )  # fmt: skip


def _sums(told: np.ndarray, table: np.ndarray) -> np.ndarray:
    """Return the sum of each covariate over the counts of a table."""
    return np.asarray(np.einsum("kij,ij->k", told, table))


def _step(expected: np.ndarray, told: np.ndarray, off: Point) -> Point:
    """Return the step of Newton's method, the levels eliminated from the slopes."""
    by_row, by_column, by_slope = off
    levels = TwoWay(expected)
    slopes = np.zeros(len(told))
    if len(told):
        held = [levels.solve((expected * t).sum(axis=1), (expected * t).sum(axis=0)) for t in told]
        left = told - np.array([u[:, None] + v for u, v in held])
        information = np.einsum("kij,lij->kl", expected * left, left)
        score = by_slope - np.array([u @ by_row + v @ by_column for u, v in held])
        slopes = np.linalg.solve(information, score)
        moved = expected * np.einsum("k,kij->ij", slopes, told)
        by_row, by_column = by_row - moved.sum(axis=1), by_column - moved.sum(axis=0)
    return (*levels.solve(by_row, by_column), slopes)


def _proportional(
    cells: np.ndarray, rows: np.ndarray, columns: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return levels whose table nearly has the margins; 0 where there is nothing."""
    across = np.ones(len(columns))
    for _ in range(SWEEPS):
        down = _share(rows, cells @ across)
        across = _share(columns, cells.T @ down)
    return _level(down), _level(across)


def _share(wanted: np.ndarray, now: np.ndarray) -> np.ndarray:
    """Return by how much each sum has to grow."""
    return np.asarray(np.divide(wanted, now, out=np.zeros_like(now), where=now > 0))


def _level(factor: np.ndarray) -> np.ndarray:
    """Return the logarithm, 0 where there is nothing."""
    return np.asarray(np.log(factor, out=np.zeros_like(factor), where=factor > 0))
