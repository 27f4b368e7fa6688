"""expected_flows: how many would move between two nodes if only the sizes of both decided."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.relating.anderson import settled
from mobility.relating.gamma_poisson import Counts, Prior, expected_counts, fitted_prior
from mobility.relating.one_thread import one_thread
from mobility.relating.poisson_levels import poisson_levels
from mobility.relating.separation import separated

Model = Callable[[np.ndarray], np.ndarray]
"""From counts of all cells to what is expected of them."""

ROUNDS, CLOSE = 500, 1e-6
"""Margins and withheld counts are found in turns, until no margin moves by more than this share of
the largest."""

SCALINGS, FITTED = 100, 1e-10
"""Of iterative proportional fitting, in the same way; where it is slower than that, some pairs can
hardly be expected to move or not at all, and Newton's method takes over."""


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


@one_thread()
def expectation(
    low: np.ndarray,
    high: np.ndarray,
    *,
    diagonal: bool,
    margins: tuple[np.ndarray, np.ndarray] | None = None,
    model: Model | None = None,
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
    model : callable, optional
        Another way from counts, the withheld ones filled in, to what is expected of every cell
        (0 where nobody can be). ``margins`` are then its own business.

    Returns
    -------
    Expectation

    Raises
    ------
    EmptyResultError
        If no move is left.
    InputError
        If what stands in withheld cells does not settle.

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
    if model is None:
        model = _of_sizes(allowed, margins, diagonal=diagonal)
    found = _expected_of(filled, low, high, allowed, model, start=None)
    if not bounded.any():
        return found

    # The square root gives every withheld count the weight that its own scatter has.
    def again(roots: np.ndarray) -> np.ndarray:
        nonlocal found
        filled[bounded] = np.clip(roots**2, low[bounded], high[bounded])
        found = _expected_of(filled, low, high, allowed, model, start=found.prior)
        after = filled.copy()
        after[found.cells] = expected_counts(found.counts, found.prior)
        return np.asarray(np.sqrt(after[bounded]))

    def near(before: np.ndarray, after: np.ndarray) -> bool:
        apart = _margins_apart(before**2 - after**2, bounded)
        return bool(apart <= CLOSE * filled.sum(axis=0).max())

    roots = settled(again, np.sqrt(filled[bounded]), near=near, rounds=ROUNDS)
    if roots is None:
        raise InputError(
            "flows",
            [f"what stands in {int(bounded.sum())} withheld cells did not settle in {ROUNDS} "
             "rounds; too little is published to tell the margins. Give the margins, if the "
             "source has them, or relate coarser groups."],
        )  # fmt: skip
    return replace(found, filled=float((roots**2).sum()))


def _expected_of(
    filled: np.ndarray, low: np.ndarray, high: np.ndarray, allowed: np.ndarray, model: Model,
    *, start: Prior | None,
) -> Expectation:  # fmt: skip
    """Return what a model expects, and the prior of relatedness to it."""
    expected = model(filled)
    cells = allowed & (expected > 0)
    counts = Counts(low[cells], high[cells], expected[cells])
    prior = fitted_prior(counts, start=start)
    return Expectation(np.where(cells, expected, np.nan), counts, cells, prior, 0.0)


def _margins_apart(difference: np.ndarray, bounded: np.ndarray) -> float:
    """Return the most that a row or column sum differs."""
    i, j = np.nonzero(bounded)
    return max(float(np.abs(np.bincount(k, difference)).max()) for k in (i, j))


def _of_sizes(
    allowed: np.ndarray, margins: tuple[np.ndarray, np.ndarray] | None, *, diagonal: bool
) -> Model:
    """Return the model in which only the sizes of both ends decide."""

    def expect(filled: np.ndarray) -> np.ndarray:
        rows, columns = (filled.sum(axis=1), filled.sum(axis=0)) if margins is None else margins
        if diagonal:
            return _product(rows, columns)
        near = _spread(rows, columns, allowed)
        if np.abs(near.sum(axis=1) - rows).max() <= FITTED * rows.max():
            return near
        none = np.zeros((0, *filled.shape))
        cells = allowed & ~separated(filled, allowed, none)
        return poisson_levels(filled, none, cells, margins=(rows, columns)).expected

    return expect


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
