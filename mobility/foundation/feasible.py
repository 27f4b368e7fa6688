"""feasible: what the persons behind a set of counts could be, as far as what is shown tells."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, diags_array, hstack, vstack

from mobility.foundation.errors import MobilityError

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]

CLOSE = 1e-6
"""Persons; differences below it are rounding in the solver."""

WHOLE_CELLS = 100
"""Up to so many cells, persons are sought as whole numbers; for more that can take hours, and for
a reader too. They are then sought as any numbers, as is usual, and ranges rounded inwards."""

_SOLVED, _INFEASIBLE = 0, 2
# Moving a count that is hidden anyway is almost free, but not quite: of two ways to the same end
# the one that disturbs fewer hidden counts leaves more of them free to be shown again.
_ALREADY_HIDDEN = 1e-3


@dataclass(frozen=True, eq=False)
class Counts:
    """Counts that are sums over the same cells of persons.

    Parameters
    ----------
    sums : csr_array of shape (m, n)
        1, 0 or −1: which of n cells each of m counts adds or takes away.
    values : ndarray of shape (m,)
        The counts, in persons.
    whole : bool
        Whether persons are whole numbers, and everybody knows it.
    """

    sums: csr_array
    values: Numbers
    whole: bool


def persons_behind(
    counts: Counts,
    *,
    fixed: Marks,
    movable: Marks,
    prices: Numbers,
    group: Numbers,
    pull: float = 0.0,
    at_least: float = -np.inf,
    at_most: float = np.inf,
    ceilings: Numbers | None = None,
) -> Numbers | None:
    r"""Find persons per cell that agree with the counts and bring one group as near as asked.

    .. math:: \min_{x, p, q \ge 0} \; w\, g^T x + \sum_i c_i (p_i + q_i) \quad\text{where}\quad
              A_i x = y_i \;(i \text{ fixed}), \quad A_i x - p_i + q_i = y_i \;(i \text{ movable}),
              \quad a \le g^T x \le b

    Parameters
    ----------
    counts : Counts
        A and y.
    fixed, movable : ndarray of bool, shape (m,)
        Counts that must come out exactly, and counts that may come out otherwise at a price; a
        count that is neither may come out anyhow.
    prices : ndarray of shape (m,)
        c, per person that a movable count comes out wrong by.
    group : ndarray of shape (n,)
        g: 1, 0 or −1 for every cell.
    pull : float
        w: above 0 presses the group down, below 0 up.
    at_least, at_most : float
        a and b, in persons.
    ceilings : ndarray of shape (m,), optional
        The most that any count may come out as; infinite where nothing is known.

    Returns
    -------
    ndarray of shape (n,) or None
        x, whole numbers if ``counts.whole`` and n is at most `WHOLE_CELLS`; None if nothing agrees.
    """
    cells = counts.sums.shape[1]
    free = np.flatnonzero(movable)
    step = diags_array(np.ones(len(free))).tocsr()
    rows = [
        hstack([counts.sums[fixed], csr_array((int(fixed.sum()), 2 * len(free)))]),
        hstack([counts.sums[free], -step, step]),
        csr_array(np.concatenate([group, np.zeros(2 * len(free))])[None, :]),
    ]
    exact = np.concatenate([counts.values[fixed], counts.values[free]])
    low, high = np.append(exact, at_least), np.append(exact, at_most)
    if ceilings is not None:
        bounded = np.isfinite(ceilings)
        rows.append(hstack([counts.sums[bounded], csr_array((int(bounded.sum()), 2 * len(free)))]))
        low = np.concatenate([low, np.full(int(bounded.sum()), -np.inf)])
        high = np.concatenate([high, ceilings[bounded]])
    problem = _Problem(
        np.concatenate([pull * group, prices[free], prices[free]]),
        vstack(rows).tocsr(),
        low,
        high,
        np.full(cells + 2 * len(free), np.inf),
    )
    return problem.persons(cells, whole=counts.whole and cells <= WHOLE_CELLS)


def persons_filling(
    counts: Counts, *, fixed: Marks, groups: csr_array, goals: Numbers, ceilings: Numbers
) -> Numbers | None:
    r"""Find persons per cell that agree with the counts and bring many groups up to their goals.

    .. math:: \max_{x \ge 0} \; \sum_j \min(g_j^T x, z_j) \quad\text{where}\quad
              A_i x = y_i \;(i \text{ fixed}), \quad A x \le c

    Parameters
    ----------
    counts, fixed, ceilings
        As in `persons_behind`.
    groups : csr_array of shape (g, n)
        Which cells each group adds up.
    goals : ndarray of shape (g,)
        z, in persons; at least 0.

    Returns
    -------
    ndarray of shape (n,) or None
        As in `persons_behind`.
    """
    cells, many = counts.sums.shape[1], groups.shape[0]
    bounded = np.isfinite(ceilings)
    kept = vstack([counts.sums[fixed], counts.sums[bounded]])
    reached = hstack([groups, -diags_array(np.ones(many))])
    matrix = vstack([hstack([kept, csr_array((kept.shape[0], many))]), reached]).tocsr()
    exact = counts.values[fixed]
    problem = _Problem(
        np.concatenate([np.zeros(cells), -np.ones(many)]),
        matrix,
        np.concatenate([exact, np.full(int(bounded.sum()), -np.inf), np.zeros(many)]),
        np.concatenate([exact, ceilings[bounded], np.full(many, np.inf)]),
        np.concatenate([np.full(cells, np.inf), goals]),
    )
    return problem.persons(cells, whole=counts.whole and cells <= WHOLE_CELLS)


def prices_of(values: Numbers, hidden: Marks) -> Numbers:
    """Say what it costs, per person, to let a count come out wrong.

    Examples
    --------
    Small counts are given up before large ones, and a hidden count is as good as free:

    >>> prices_of(np.array([9.0, 99.0, 99.0]), np.array([False, False, True]))
    array([1.e+01, 1.e+02, 1.e-03])
    """
    return np.where(hidden, _ALREADY_HIDDEN, np.abs(values) + 1.0)


@dataclass(frozen=True, eq=False)
class _Problem:
    """Minimise cost · v where low ≤ matrix · v ≤ high and 0 ≤ v ≤ most."""

    cost: Numbers
    matrix: csr_array
    low: Numbers
    high: Numbers
    most: Numbers

    def persons(self, cells: int, *, whole: bool) -> Numbers | None:
        """Return the first variables; ask for whole ones only if they do not come by themselves."""
        x = self._solved(np.zeros(len(self.cost)))
        if x is None or not whole:
            return None if x is None else x[:cells]
        if np.abs(x[:cells] - np.round(x[:cells])).max(initial=0.0) > CLOSE:
            x = self._solved(np.arange(len(self.cost)) < cells)
        return None if x is None else np.round(x[:cells])

    def _solved(self, integrality: NDArray[Any]) -> Numbers | None:
        result = milp(
            self.cost,
            constraints=LinearConstraint(self.matrix, self.low, self.high),
            bounds=Bounds(0, self.most),
            integrality=integrality,
        )
        if result.status == _INFEASIBLE:
            return None
        if result.status != _SOLVED:
            raise MobilityError(f"the solver gave up on a set of counts: {result.message}")
        return np.asarray(result.x, dtype=np.float64)
