"""expected_flows: how many would move between two nodes if only the sizes of both decided."""

from dataclasses import dataclass

import numpy as np

from mobility.foundation.errors import EmptyResultError
from mobility.relating.gamma_poisson import Counts, Prior, expected_counts, fitted_prior

ROUNDS, CLOSE = 200, 1e-6
"""Margins and withheld counts are found in turns, until no margin moves by more than this share."""

SCALINGS, FITTED = 10_000, 1e-10
"""Of iterative proportional fitting, in the same way."""


@dataclass(frozen=True, eq=False)
class Expectation:
    """Counts with what the margins give, and the prior fitted on the way.

    Parameters
    ----------
    expected : ndarray of shape (n_nodes, n_nodes)
        E; nan where nobody can be expected to move (an empty margin, or the diagonal where it is
        left out).
    counts : Counts
        The cells where E is above 0, in row order.
    cells : ndarray of bool, shape (n_nodes, n_nodes)
        Which these are.
    prior : Prior
        The Gamma of relatedness over these cells.
    filled : float
        How many moves are taken to stand in withheld cells.
    """

    expected: np.ndarray
    counts: Counts
    cells: np.ndarray
    prior: Prior
    filled: float


def expectation(
    low: np.ndarray,
    high: np.ndarray,
    *,
    diagonal: bool,
    margins: tuple[np.ndarray, np.ndarray] | None = None,
) -> Expectation:
    r"""Expect of every pair what the margins of its two ends give.

    .. math:: E_{ij} = \frac{F_{i\cdot} F_{\cdot j}}{F_{\cdot\cdot}}

    Without the diagonal nobody can stay, so E is instead the table of the form
    :math:`\alpha_i \beta_j` with zero diagonal whose row and column sums are those observed
    (quasi-independence), found by iterative proportional fitting.

    Withheld counts belong to the margins too. They are taken at their mean given that they lie in
    their range, under the prior of relatedness that fits all cells best; margins, prior and means
    are found in turns until no margin changes by more than one part in a million.

    Parameters
    ----------
    low, high : ndarray of shape (n_nodes, n_nodes)
        Every count lies between; equal where it is known.
    diagonal : bool
        Whether those who change employer and stay are counted.
    margins : pair of ndarray of shape (n_nodes,), optional
        Row and column sums, where they are known though cells are not; with the diagonal, or
        without it if ``diagonal`` is False.

    Returns
    -------
    Expectation

    Raises
    ------
    EmptyResultError
        If no move is left.

    References
    ----------
    Neffke, F., Otto, A. and Weyh, A. (2017). Inter-industry labor flows. Journal of Economic
    Behavior & Organization 142, 275-292, https://doi.org/10.1016/j.jebo.2017.07.003. Goodman, L. A.
    (1968). The analysis of cross-classified data. Journal of the American Statistical Association
    63, 1091-1131, https://doi.org/10.1080/01621459.1968.10480916 (quasi-independence).
    """
    allowed = np.ones(low.shape, dtype=bool)
    if not diagonal:
        np.fill_diagonal(allowed, val=False)
    low, high = np.where(allowed, low, 0.0), np.where(allowed, high, 0.0)
    bounded = low < high
    filled = np.where(bounded, (low + high) / 2, low)
    if not filled.any():
        raise EmptyResultError("There is no move between two nodes to relate them by.")
    sums = filled.sum(axis=1), filled.sum(axis=0)
    for _ in range(ROUNDS):
        rows, columns = sums if margins is None else margins
        expected = _product(rows, columns) if diagonal else _spread(rows, columns, allowed)
        cells = allowed & (expected > 0)
        counts = Counts(low[cells], high[cells], expected[cells])
        prior = fitted_prior(counts)
        if not bounded.any():
            break
        filled[cells] = expected_counts(counts, prior)
        before, sums = sums, (filled.sum(axis=1), filled.sum(axis=0))
        moved = max(np.abs(now - then).max() for now, then in zip(sums, before, strict=True))
        if margins is not None or moved <= CLOSE * max(now.max() for now in sums):
            break
    shown = np.where(cells, expected, np.nan)
    return Expectation(shown, counts, cells, prior, float(filled[bounded].sum()))


def _product(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Return row sum × column sum / sum."""
    result: np.ndarray = np.outer(rows, columns) / rows.sum()
    return result


def _spread(rows: np.ndarray, columns: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Return the table alpha_i × beta_j on the cells allowed, with the margins given."""
    result = allowed * np.outer(rows > 0, columns > 0).astype(np.float64)
    for _ in range(SCALINGS):
        for axis, wanted in ((1, rows), (0, columns)):
            now = result.sum(axis=axis)
            factor = np.divide(wanted, now, out=np.zeros_like(now), where=now > 0)
            result *= factor[:, None] if axis == 1 else factor[None, :]
        if np.abs(result.sum(axis=1) - rows).max() <= FITTED * rows.max():
            break
    return result
