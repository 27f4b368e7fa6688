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
    start : ndarray of shape (n,)
        One way the persons could be; every other way is sought as a change from it, which takes
        a tenth of the time and leaves more counts as they are.
    """

    sums: csr_array
    values: Numbers
    whole: bool
    start: Numbers

    @classmethod
    def from_values(cls, sums: csr_array, values: Numbers, *, whole: bool) -> "Counts | None":
        """Find one way the persons could be; None if no persons agree with the counts."""
        cells = sums.shape[1]
        problem = _Problem(np.zeros(cells), sums, values, values, np.full(cells, np.inf))
        start = problem.solution(cells if whole and cells <= WHOLE_CELLS else 0)
        return None if start is None else cls(sums, values, whole, start)


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
    free = np.flatnonzero(movable)
    ceilings = np.full(len(fixed), np.inf) if ceilings is None else ceilings
    step = diags_array(np.ones(len(free))).tocsr()
    change = _Change(counts)
    give = hstack([-step, step])
    total = float(group @ counts.start)
    around, low, high = change.limited(fixed, ceilings)
    wider = csr_array((len(low) + 1, 2 * len(free)))
    rows = [
        hstack([vstack([around, change.of(csr_array(group[None, :]))]), wider]),
        hstack([change.of(counts.sums[free]), give]),
    ]
    none = np.zeros(len(free))
    problem = _Problem(
        np.concatenate(
            [
                pull * change.of(csr_array(group[None, :])).toarray().ravel(),
                prices[free],
                prices[free],
            ]
        ),
        vstack(rows).tocsr(),
        np.concatenate([low, [at_least - total], none]),
        np.concatenate([high, [at_most - total], none]),
        np.concatenate([change.most, np.full(2 * len(free), np.inf)]),
    )
    return change.persons(problem)


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
    many = groups.shape[0]
    change = _Change(counts)
    around, low, high = change.limited(fixed, ceilings)
    reached = hstack([change.of(groups), -diags_array(np.ones(many))])
    problem = _Problem(
        np.concatenate([np.zeros(len(change.most)), -np.ones(many)]),
        vstack([hstack([around, csr_array((len(low), many))]), reached]).tocsr(),
        np.concatenate([low, -(groups @ counts.start)]),
        np.concatenate([high, np.full(many, np.inf)]),
        np.concatenate([change.most, goals]),
    )
    return change.persons(problem)


def prices_of(values: Numbers, hidden: Marks) -> Numbers:
    """Say what it costs, per person, to let a count come out wrong.

    Examples
    --------
    Small counts are given up before large ones, and a hidden count is as good as free:

    >>> prices_of(np.array([9.0, 99.0, 99.0]), np.array([False, False, True]))
    array([1.e+01, 1.e+02, 1.e-03])
    """
    return np.where(hidden, _ALREADY_HIDDEN, np.abs(values) + 1.0)


class _Change:
    """A change of the persons from the start: more in any cell, or fewer where there are some.

    Written so, no change at all agrees with every count, and the solver sets out from there.
    """

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._held = np.flatnonzero(counts.start > 0)
        none = np.full(len(counts.start), np.inf)
        self.most: Numbers = np.concatenate([none, counts.start[self._held]])

    def of(self, sums: csr_array) -> csr_array:
        """Say what a change does to sums over cells."""
        return csr_array(hstack([sums, -sums[:, self._held]]))

    def limited(self, fixed: Marks, ceilings: Numbers) -> tuple[csr_array, Numbers, Numbers]:
        """Hold counts that are fixed, and keep others under their ceilings."""
        under = np.isfinite(ceilings) & ~fixed
        matrix = self.of(vstack([self._counts.sums[fixed], self._counts.sums[under]]).tocsr())
        none = np.zeros(int(fixed.sum()))
        low = np.concatenate([none, np.full(int(under.sum()), -np.inf)])
        return matrix, low, np.concatenate([none, (ceilings - self._counts.values)[under]])

    def persons(self, problem: "_Problem") -> Numbers | None:
        """Return the persons after the best change, or None if there is none."""
        whole = self._counts.whole and len(self._counts.start) <= WHOLE_CELLS
        solution = problem.solution(len(self.most) if whole else 0)
        if solution is None:
            return None
        persons = self._counts.start + solution[: len(self._counts.start)]
        persons[self._held] -= solution[len(self._counts.start) : len(self.most)]
        # The solver may leave a cell a billionth below nobody.
        return np.maximum(persons, 0.0)


@dataclass(frozen=True, eq=False)
class _Problem:
    """Minimise cost · v where low ≤ matrix · v ≤ high and 0 ≤ v ≤ most."""

    cost: Numbers
    matrix: csr_array
    low: Numbers
    high: Numbers
    most: Numbers

    def solution(self, whole: int) -> Numbers | None:
        """Return v; ask for its first numbers to be whole only if they are not by themselves."""
        v = self._solved(np.zeros(len(self.cost)))
        if v is not None and np.abs(v[:whole] - np.round(v[:whole])).max(initial=0.0) > CLOSE:
            v = self._solved(np.arange(len(self.cost)) < whole)
        if v is not None:
            v[:whole] = np.round(v[:whole])
        return v

    def _solved(self, integrality: NDArray[Any]) -> Numbers | None:
        result = milp(
            self.cost,
            constraints=LinearConstraint(self.matrix, self.low, self.high),
            bounds=Bounds(0, self.most),
            integrality=integrality,
            # From a start that agrees with everything, presolving takes ten times the solving.
            options={"presolve": bool(integrality.any())},
        )
        if result.status == _INFEASIBLE:
            return None
        if result.status != _SOLVED:
            raise MobilityError(f"the solver gave up on a set of counts: {result.message}")
        return np.array(result.x, dtype=np.float64)
