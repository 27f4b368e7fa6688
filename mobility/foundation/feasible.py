"""feasible: what the persons behind a set of counts could be, as far as what is shown tells."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, hstack, vstack

from mobility.foundation.errors import MobilityError
from mobility.foundation.like_cells import Kinds, like_cells
from mobility.foundation.linear_program import CLOSE, LinearProgram
from mobility.foundation.standing_program import StandingProgram
from mobility.foundation.tied_counts import Ties

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]

WHOLE_CELLS = 100
"""Up to so many cells, persons are sought as whole numbers; for more that can take hours, and for
a reader too. They are then sought as any numbers, as is usual, and ranges rounded inwards."""

_FEW_COUNTS, _SMALLEST = 60, 3
"""How many counts around a group are looked at first, and by how many of its own they are found."""

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
        problem = LinearProgram(np.zeros(cells), sums, values, values, np.full(cells, np.inf))
        whole = whole and cells <= WHOLE_CELLS
        start = problem.solution(cells if whole else 0)
        return None if start is None else cls(sums, values, whole, start, Ties(sums))


class Reader:
    """Somebody who knows some counts exactly and of some others the most they can be.

    Cells that nothing known tells apart are of one *kind*: persons could move between them
    unseen, so for every group of cells there is a least and a most that the persons of each kind
    can be to it. All ways the persons could be are sought kind by kind.

    Parameters
    ----------
    counts : Counts
        A and y.
    known : ndarray of bool, shape (m,)
        Counts that must come out exactly; the others may come out anyhow.
    ceilings : ndarray of shape (m,), optional
        c: the most that any count may come out as; infinite where nothing is known.
    """

    def __init__(self, counts: Counts, known: Marks, ceilings: Numbers | None = None) -> None:
        ceilings = np.full(len(known), np.inf) if ceilings is None else ceilings
        telling = counts.ties.telling(known)
        under = np.isfinite(ceilings) & ~known
        self._counts, self.known, self._ceilings = counts, known, ceilings
        self._said_low: Numbers = np.where(telling, counts.values, -np.inf)
        self._said_high: Numbers = np.where(
            telling, counts.values, np.where(known, np.inf, ceilings)
        )
        rows = np.concatenate([np.flatnonzero(telling), np.flatnonzero(under)])
        exact = np.arange(len(rows)) < telling.sum()
        kept = csr_array(counts.sums[rows])
        self._kinds = Kinds(counts.start, kept)
        self._kept = csr_array(kept[:, self._kinds.first])
        self._by_kind = self._kept.tocsc()
        self._low: Numbers = np.where(exact, 0.0, -np.inf)
        self._high: Numbers = np.where(exact, 0.0, (ceilings - counts.values)[rows])
        self._set = counts.ties.sets(telling | under)[self._kinds.first]

    def agrees(self, totals: Numbers) -> Marks:
        """Say for each way the counts could come out whether it agrees with what is known."""
        off = np.abs(totals - self._counts.values)[:, self.known]
        said = np.isfinite(self._ceilings)
        over = totals[:, said] > self._ceilings[said] + CLOSE
        return np.asarray((off < CLOSE).all(axis=1) & ~over.any(axis=1), dtype=bool)

    def shares_of_the_way(self, totals: Numbers) -> Numbers:
        """Say for each way how far from the start towards it no count is above its ceiling."""
        said = np.isfinite(self._ceilings)
        room = (self._ceilings - self._counts.values)[said]
        more = totals[:, said] - self._counts.values[said]
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = np.where(more > room, room / more, 1.0)
        return np.asarray(shares.min(axis=1, initial=1.0), dtype=np.float64)

    def ends(self, groups: csr_array) -> tuple[csr_array, csr_array]:
        """Return the least and the most that a person of each kind can be to each group.

        Parameters
        ----------
        groups : csr_array of shape (g, n)
            Which cells each group adds up or takes away.

        Returns
        -------
        least, most : csr_array of shape (g, kinds)
            1 where every (least) or any (most) cell of the kind is added; −1 where any or every
            one is taken away.
        """
        size = self._kinds.size
        added = self._kinds.summed(csr_array((groups > 0).astype(np.float64)))
        taken = self._kinds.summed(csr_array((groups < 0).astype(np.float64)))
        least = _wherever(added, size) - _wherever(taken, 1.0)
        most = _wherever(added, 1.0) - _wherever(taken, size)
        return csr_array(least), csr_array(most)

    def by_kind(self, persons: Numbers) -> Numbers:
        """Add up the persons of every kind (rows), for every way (rows of the persons)."""
        return self._kinds.added(persons.T)

    def behind(
        self,
        group: Numbers,
        *,
        pull: float = 0.0,
        at_least: float = -np.inf,
        at_most: float = np.inf,
    ) -> Numbers | None:
        r"""Find persons that agree with what is known and bring a group near.

        .. math:: \min_{x \ge 0} \; w\, g^T x \quad\text{where}\quad
                  A_i x = y_i \;(i \text{ known}), \quad A x \le c, \quad a \le g^T x \le b

        Parameters
        ----------
        group : ndarray of shape (kinds,)
            g: what a person of each kind is to the group; the sum of several where they are
            pressed together.
        pull : float
            w: above 0 presses the group down, below 0 up.
        at_least, at_most : float
            a and b, in persons.

        Returns
        -------
        ndarray of shape (n,) or None
            Persons per cell, whole numbers if ``counts.whole``; None if nothing agrees.
        """
        asked = csr_array(group[None, :])
        total = float(group @ self._kinds.start)
        if pull == 0.0 and self._refused_nearby(asked, at_least - total, at_most - total):
            return None
        change = self._change(asked)
        problem = LinearProgram(
            pull * change.asked.toarray().ravel(),
            vstack([change.kept, change.asked]).tocsr(),
            np.append(change.low, at_least - total),
            np.append(change.high, at_most - total),
            change.most,
        )
        return change.persons(problem)

    def reaching(
        self, standing: StandingProgram, at_least: float, *, count: int, cells: csr_array
    ) -> Numbers | None:
        """Find persons, in any numbers, that agree and bring one group to a number.

        Parameters
        ----------
        standing : StandingProgram
            Of these counts, wherever its last answer left it.
        at_least : float
            The number, in persons.
        count : int
            Which count the group is; −1 for a single cell.
        cells : csr_array of shape (1, n)
            The cells of the group.

        Returns
        -------
        ndarray of shape (n,) or None
            Persons per cell; None if nothing agrees.
        """
        low, least = self._said_low, np.zeros(cells.shape[1])
        if count >= 0:
            low = low.copy()
            low[count] = max(low[count], at_least)
        else:
            least[cells.indices] = at_least
        for forgetting in (False, True):
            if forgetting:
                standing.forget()
            persons = standing.solution(low, self._said_high, least)
            if persons is None or self.agrees((self._counts.sums @ persons)[None, :])[0]:
                return persons
        raise MobilityError("the solver's persons do not agree with the counts they are behind")

    def filling(self, groups: csr_array, goals: Numbers) -> Numbers | None:
        r"""Find persons that agree with what is known and bring many groups to their goals.

        .. math:: \max_{x \ge 0} \; \sum_j \min(g_j^T x, z_j) \quad\text{where}\quad
                  A_i x = y_i \;(i \text{ known}), \quad A x \le c

        Parameters
        ----------
        groups : csr_array of shape (g, kinds)
            What a person of each kind is to each group.
        goals : ndarray of shape (g,)
            z, in persons; at least 0.

        Returns
        -------
        ndarray of shape (n,) or None
            As in `behind`.
        """
        many = groups.shape[0]
        change = self._change(groups)
        beside = csr_array((len(change.low), many))
        short = -diags_array(np.ones(many))
        problem = LinearProgram(
            np.concatenate([np.zeros(len(change.most)), -np.ones(many)]),
            vstack([hstack([change.kept, beside]), hstack([change.asked, short])]).tocsr(),
            np.concatenate([change.low, -(groups @ self._kinds.start)]),
            np.concatenate([change.high, np.full(many, np.inf)]),
            np.concatenate([change.most, goals]),
        )
        return change.persons(problem)

    def _refused_nearby(self, asked: csr_array, at_least: float, at_most: float) -> bool:
        """Find out whether a few counts around a group alone keep it from where it is asked.

        If persons who have to agree with those only cannot be found, then neither can any who have
        to agree with all; and it takes a tenth of the time to see.
        """
        if self._kept.shape[0] <= _FEW_COUNTS:
            return False
        rows = self._around(asked.indices)
        some = csr_array(vstack([self._kept[rows], asked]))
        which, first = like_cells(some)
        held = np.bincount(which, weights=self._kinds.start, minlength=len(first))
        used = np.flatnonzero(held > 0)
        kept = csr_array(some[:, first])
        both = csr_array(hstack([kept, -kept[:, used]]))
        problem = LinearProgram(
            np.zeros(both.shape[1]),
            both,
            np.append(self._low[rows], at_least),
            np.append(self._high[rows], at_most),
            np.concatenate([np.full(len(first), np.inf), held[used]]),
        )
        return problem.solution(0) is None

    def _around(self, kinds: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the counts that the kinds are in, and the smallest of those that meet these."""
        size = np.diff(self._kept.indptr)
        own = np.unique(self._by_kind[:, kinds].indices)
        smallest = own[np.argsort(size[own], kind="stable")][:_SMALLEST]
        beside = np.unique(self._by_kind[:, np.unique(self._kept[smallest].indices)].indices)
        beside = beside[np.argsort(size[beside], kind="stable")][:_FEW_COUNTS]
        return np.union1d(own, beside)

    def _change(self, asked: csr_array) -> "_Change":
        """Return a change of those kinds that what is known ties to the kinds asked about."""
        touched = np.unique(self._set[np.unique(asked.indices)])
        here = np.flatnonzero(np.isin(self._set, touched))
        kept = csr_array(self._kept[:, here])
        rows = np.flatnonzero(np.diff(kept.indptr) > 0)
        return _Change(
            self._kinds, here, csr_array(kept[rows]), csr_array(asked[:, here]),
            self._low[rows], self._high[rows], whole=self._counts.whole,
        )  # fmt: skip


def _wherever(parts: csr_array, least: Numbers | float) -> csr_array:
    """Mark the kinds of which a group has at least so many cells."""
    marked = parts.copy()
    enough = least if isinstance(least, float) else least[parts.indices]
    marked.data = (parts.data >= enough).astype(np.float64)
    marked.eliminate_zeros()
    return csr_array(marked)


def persons_giving_way(
    counts: Counts, *, hidden: Marks, free: Marks, group: Numbers, at_least: float
) -> Numbers | None:
    r"""Find persons per cell that make a group large and disturb the cheapest counts.

    .. math:: \min_{x, p, q \ge 0} \; \sum_i c_i (p_i + q_i) \quad\text{where}\quad
              A_i x - p_i + q_i = y_i \;(i \text{ not free}), \quad g^T x \ge a

    Parameters
    ----------
    counts : Counts
        A and y.
    hidden : ndarray of bool, shape (m,)
        Counts that are hidden already and cost next to nothing; of the others a person costs
        one more than the count has, so that small counts give way before large ones.
    free : ndarray of bool, shape (m,)
        Counts that may come out anyhow.
    group : ndarray of shape (n,)
        g: 1, 0 or −1 for every cell.
    at_least : float
        a, in persons.

    Returns
    -------
    ndarray of shape (n,) or None
        x, whole numbers if ``counts.whole``; None if nothing agrees.
    """
    movable = np.flatnonzero(~free)
    exact = np.zeros(len(movable))
    rows, asked = csr_array(counts.sums[movable]), csr_array(group[None, :])
    kinds = Kinds(counts.start, csr_array(vstack([rows, asked])))
    change = _Change(
        kinds, np.arange(len(kinds.first)), csr_array(rows[:, kinds.first]),
        csr_array(asked[:, kinds.first]), exact, exact, whole=counts.whole,
    )  # fmt: skip
    step = diags_array(np.ones(len(movable)))
    price = np.where(hidden, _ALREADY_HIDDEN, np.abs(counts.values) + 1.0)[movable]
    of_group = hstack([change.asked, csr_array((1, 2 * len(movable)))])
    problem = LinearProgram(
        np.concatenate([np.zeros(len(change.most)), price, price]),
        vstack([hstack([change.kept, -step, step]), of_group]).tocsr(),
        np.append(change.low, at_least - group @ counts.start),
        np.append(change.high, np.inf),
        np.concatenate([change.most, np.full(2 * len(movable), np.inf)]),
    )
    return change.persons(problem)


def agreeing(persons: Numbers | None) -> Numbers:
    """Take for granted that something agrees with counts that agreed with something before."""
    if persons is None:
        raise MobilityError("the solver finds no persons behind counts that had some before")
    return persons


class _Change:
    """A change of the persons from the start: more of some kinds, or fewer where there are some.

    Written so, no change at all agrees with every count, and the solver sets out from there.
    """

    def __init__(
        self,
        kinds: Kinds,
        here: NDArray[np.int64],
        kept: csr_array,
        asked: csr_array,
        low: Numbers,
        high: Numbers,
        *,
        whole: bool,
    ) -> None:
        self._kinds, self._here, self._whole = kinds, here, whole
        start = kinds.start[here]
        self._held = np.flatnonzero(start > 0)
        self.most: Numbers = np.concatenate([np.full(len(here), np.inf), start[self._held]])
        self.kept, self.asked = self._both_ways(kept), self._both_ways(asked)
        self.low, self.high = low, high

    def _both_ways(self, sums: csr_array) -> csr_array:
        """Say what a change does to sums over kinds."""
        return csr_array(hstack([sums, -sums[:, self._held]]))

    def persons(self, problem: LinearProgram) -> Numbers | None:
        """Return the persons after the best change, or None if there is none."""
        solution = problem.solution(len(self.most) if self._whole else 0)
        if solution is None:
            return None
        change = np.zeros(len(self._kinds.start))
        change[self._here] = solution[: len(self._here)]
        change[self._here[self._held]] -= solution[len(self._here) : len(self.most)]
        return self._kinds.dealt(change)
