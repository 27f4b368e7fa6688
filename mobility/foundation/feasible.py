"""feasible: what the persons behind a set of counts could be, as far as what is shown tells."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, diags_array, hstack, vstack

from mobility.foundation.errors import MobilityError
from mobility.foundation.tied_counts import Ties

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
        Whether persons are to be found as whole numbers.
    start : ndarray of shape (n,)
        One way the persons could be; every other way is sought as a change from it, which takes
        a tenth of the time and leaves more counts as they are.
    ties : Ties
        Which counts are sums of others.
    """

    sums: csr_array
    values: Numbers
    whole: bool
    start: Numbers
    ties: Ties

    @classmethod
    def from_values(cls, sums: csr_array, values: Numbers, *, whole: bool) -> "Counts | None":
        """Find one way the persons could be; None if no persons agree with the counts."""
        cells = sums.shape[1]
        problem = _Problem(np.zeros(cells), sums, values, values, np.full(cells, np.inf))
        whole = whole and cells <= WHOLE_CELLS
        start = problem.solution(cells if whole else 0)
        return None if start is None else cls(sums, values, whole, start, Ties(sums))


def persons_behind(
    counts: Counts,
    *,
    known: Marks,
    ceilings: Numbers,
    group: Numbers,
    pull: float = 0.0,
    at_least: float = -np.inf,
    at_most: float = np.inf,
) -> Numbers | None:
    r"""Find persons per cell that agree with what is known and bring a group as near as asked.

    .. math:: \min_{x \ge 0} \; w\, g^T x \quad\text{where}\quad A_i x = y_i \;(i \text{ known}),
              \quad A x \le c, \quad a \le g^T x \le b

    Parameters
    ----------
    counts : Counts
        A and y.
    known : ndarray of bool, shape (m,)
        Counts that must come out exactly; the others may come out anyhow.
    ceilings : ndarray of shape (m,)
        c: the most that any count may come out as; infinite where nothing is known.
    group : ndarray of shape (n,)
        g: 1, 0 or −1 for every cell; the sum of several where they are to be pressed together.
    pull : float
        w: above 0 presses the group down, below 0 up.
    at_least, at_most : float
        a and b, in persons.

    Returns
    -------
    ndarray of shape (n,) or None
        x, whole numbers if ``counts.whole``; None if nothing agrees.
    """
    change = _Change(counts, known, ceilings, group != 0)
    of_group = change.of(csr_array(group[None, :]))
    total = float(group @ counts.start)
    problem = _Problem(
        pull * of_group.toarray().ravel(),
        vstack([change.kept, of_group]).tocsr(),
        np.append(change.low, at_least - total),
        np.append(change.high, at_most - total),
        change.most,
    )
    return change.persons(problem)


def persons_filling(
    counts: Counts, *, known: Marks, ceilings: Numbers, groups: csr_array, goals: Numbers
) -> Numbers | None:
    r"""Find persons per cell that agree with what is known and bring many groups to their goals.

    .. math:: \max_{x \ge 0} \; \sum_j \min(g_j^T x, z_j) \quad\text{where}\quad
              A_i x = y_i \;(i \text{ known}), \quad A x \le c

    Parameters
    ----------
    counts, known, ceilings
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
    change = _Change(counts, known, ceilings, groups.sum(axis=0) != 0)
    beside = csr_array((len(change.low), many))
    short = -diags_array(np.ones(many))
    problem = _Problem(
        np.concatenate([np.zeros(len(change.most)), -np.ones(many)]),
        vstack([hstack([change.kept, beside]), hstack([change.of(groups), short])]).tocsr(),
        np.concatenate([change.low, -(groups @ counts.start)]),
        np.concatenate([change.high, np.full(many, np.inf)]),
        np.concatenate([change.most, goals]),
    )
    return change.persons(problem)


def persons_giving_way(
    counts: Counts, *, hidden: Marks, free: Marks, group: Numbers, at_least: float
) -> Numbers | None:
    r"""Find persons per cell that make a group large and disturb the cheapest counts.

    .. math:: \min_{x, p, q \ge 0} \; \sum_i c_i (p_i + q_i) \quad\text{where}\quad
              A_i x - p_i + q_i = y_i \;(i \text{ not free}), \quad g^T x \ge a

    Parameters
    ----------
    counts, group, at_least
        As in `persons_behind`.
    hidden : ndarray of bool, shape (m,)
        Counts that are hidden already and cost next to nothing; of the others a person costs
        one more than the count has, so that small counts give way before large ones.
    free : ndarray of bool, shape (m,)
        Counts that may come out anyhow.

    Returns
    -------
    ndarray of shape (n,) or None
        As in `persons_behind`.
    """
    nothing = np.zeros(len(hidden), dtype=bool)
    everywhere = np.ones(len(group), dtype=bool)
    change = _Change(counts, nothing, np.full(len(hidden), np.inf), everywhere)
    movable = np.flatnonzero(~free)
    step = diags_array(np.ones(len(movable)))
    price = np.where(hidden, _ALREADY_HIDDEN, np.abs(counts.values) + 1.0)[movable]
    of_group = hstack([change.of(csr_array(group[None, :])), csr_array((1, 2 * len(movable)))])
    exact = np.zeros(len(movable))
    problem = _Problem(
        np.concatenate([np.zeros(len(change.most)), price, price]),
        vstack([hstack([change.of(counts.sums[movable]), -step, step]), of_group]).tocsr(),
        np.append(exact, at_least - group @ counts.start),
        np.append(exact, np.inf),
        np.concatenate([change.most, np.full(2 * len(movable), np.inf)]),
    )
    return change.persons(problem)


def agreeing(persons: Numbers | None) -> Numbers:
    """Take for granted that something agrees with counts that agreed with something before."""
    if persons is None:
        raise MobilityError("the solver finds no persons behind counts that had some before")
    return persons


class _Change:
    """A change of the persons from the start: more in any cell, or fewer where there are some.

    Written so, no change at all agrees with every count, and the solver sets out from there.
    Only cells that what is known ties to the cells asked about are changed.
    """

    def __init__(self, counts: Counts, known: Marks, ceilings: Numbers, cells: Marks) -> None:
        known = counts.ties.telling(known)
        under = np.isfinite(ceilings) & ~known
        self._counts = counts
        self._cells = np.flatnonzero(counts.ties.tied(known | under, cells))
        self._start = counts.start[self._cells]
        self._held = np.flatnonzero(self._start > 0)
        none = np.full(len(self._cells), np.inf)
        self.most: Numbers = np.concatenate([none, self._start[self._held]])
        rows = np.concatenate([np.flatnonzero(known), np.flatnonzero(under)])
        kept = self.of(counts.sums[rows])
        touched = np.diff(kept.indptr) > 0
        self.kept = csr_array(kept[np.flatnonzero(touched)])
        spare = np.where(known, 0.0, ceilings - counts.values)[rows]
        self.low: Numbers = np.where(known, 0.0, -np.inf)[rows][touched]
        self.high: Numbers = spare[touched]

    def of(self, sums: csr_array) -> csr_array:
        """Say what a change does to sums over cells."""
        here = csr_array(sums[:, self._cells])
        return csr_array(hstack([here, -here[:, self._held]]))

    def persons(self, problem: "_Problem") -> Numbers | None:
        """Return the persons after the best change, or None if there is none."""
        solution = problem.solution(len(self.most) if self._counts.whole else 0)
        if solution is None:
            return None
        changed = self._start + solution[: len(self._start)]
        changed[self._held] -= solution[len(self._start) : len(self.most)]
        persons = self._counts.start.copy()
        # The solver may leave a cell a billionth below nobody.
        persons[self._cells] = np.maximum(changed, 0.0)
        return persons


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
