"""repairs_programme: what changes do to cases, in numbers alone, and what may be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import gcd

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Numbers = NDArray[np.float64]
Yes = NDArray[np.bool_]

_PARTS = 1_000_000
EXACT = 1e-6
"""Below this two sums of weights are the same."""


@dataclass(frozen=True, eq=False)
class Programme:
    """What each change does to the cases, without a word of what they are.

    A case is closed if one of its ways is open; a way is open if all its conditions are met; a
    condition is met if one of the changes that meet it is made. Cases with the same ways are one.

    Parameters
    ----------
    costs : ndarray of float, shape (changes,)
        What each change costs.
    meets : csr_array, shape (conditions, changes)
        1 where a change meets a condition.
    asks : csr_array, shape (ways, conditions)
        1 where a way asks for a condition.
    offers : csr_array, shape (cases, ways)
        1 where a way closes a case.
    weights : ndarray of float, shape (cases, places)
        Persons (or cells) of each case in each place.
    """

    costs: Numbers
    meets: csr_array
    asks: csr_array
    offers: csr_array
    weights: Numbers

    @cached_property
    def of_case(self) -> Numbers:
        """Return the weight of each case over all places."""
        total: Numbers = self.weights.sum(axis=1)
        return total

    @cached_property
    def closable(self) -> Yes:
        """Return which cases are closed where every change is made."""
        return self.closed(np.ones(len(self.costs), bool))

    def within(self, budget: float | None) -> "Programme":
        """Return the programme without ways dearer than a budget; cases alike then are one.

        Conditions of one way are met by different changes, so their cheapest add up.
        """
        if budget is None:
            return self
        cheapest = np.full(self.meets.shape[0], np.inf)
        row = np.repeat(np.arange(self.meets.shape[0]), np.diff(self.meets.indptr))
        np.minimum.at(cheapest, row, self.costs[self.meets.indices])
        counts = np.diff(self.asks.indptr)
        dear = np.zeros(len(counts))
        np.add.at(dear, np.repeat(np.arange(len(counts)), counts), cheapest[self.asks.indices])
        can = dear <= budget + EXACT
        kinds: dict[tuple[int, ...], int] = {}
        which = np.zeros(self.offers.shape[0], np.int64)
        for case, (start, end) in enumerate(pairwise(self.offers.indptr.tolist())):
            own = self.offers.indices[start:end]
            which[case] = kinds.setdefault(tuple(own[can[own]].tolist()), len(kinds))
        weights = np.zeros((len(kinds), self.weights.shape[1]))
        np.add.at(weights, which, self.weights)
        offers = incidence(list(kinds), self.offers.shape[1])
        return Programme(self.costs, self.meets, self.asks, offers, weights)

    def met(self, chosen: Yes) -> Yes:
        """Return which conditions some changes meet."""
        found: Yes = self.meets @ chosen.astype(float) > 0
        return found

    def open_ways(self, chosen: Yes) -> Yes:
        """Return which ways some changes open."""
        found: Yes = self.asks @ (~self.met(chosen)).astype(float) == 0
        return found

    def closed(self, chosen: Yes) -> Yes:
        """Return which cases some changes close."""
        found: Yes = self.offers @ self.open_ways(chosen).astype(float) > 0
        return found

    def weight(self, chosen: Yes) -> float:
        """Return the weight of the cases that some changes close."""
        return float(self.of_case[self.closed(chosen)].sum())

    def cost(self, chosen: Yes) -> float:
        """Return what some changes cost together."""
        return float(self.costs[chosen].sum())


@dataclass(frozen=True, eq=False)
class Terms:
    """What a choice must keep to.

    Parameters
    ----------
    budget : float or None
        Most that it may cost.
    at_least : float or None
        Least weight that it must close.
    of_place : ndarray of float or None, shape (places,)
        Least weight that it must close in each place.
    never : sequence of (ndarray of int, int)
        Changes of which no more than so many may be made.
    """

    budget: float | None = None
    at_least: float | None = None
    of_place: Numbers | None = None
    never: Sequence[tuple[NDArray[np.int64], int]] = ()

    def allow(self, programme: Programme, chosen: Yes) -> bool:
        """Return whether a choice keeps to everything."""
        closed = programme.closed(chosen)
        held = [
            self.budget is None or programme.cost(chosen) <= self.budget + EXACT,
            self.at_least is None or programme.of_case[closed].sum() >= self.at_least - EXACT,
            self.of_place is None
            or bool((programme.weights[closed].sum(axis=0) >= self.of_place - EXACT).all()),
            *(int(chosen[those].sum()) <= most for those, most in self.never),
        ]
        return all(held)


@dataclass(frozen=True, eq=False)
class Choice:
    """Changes chosen, and how good any other choice could be at most.

    Parameters
    ----------
    chosen : ndarray of bool, shape (changes,)
        Which changes are made.
    value : float
        Weight closed, or cost: whichever was sought.
    bound : float
        No choice closes more (or costs less) than this.
    """

    chosen: Yes
    value: float
    bound: float

    @property
    def proved(self) -> bool:
        """Return whether nothing better exists."""
        return abs(self.value - self.bound) <= EXACT * max(1.0, abs(self.value))


def incidence(several: Sequence[Sequence[int]], columns: int) -> csr_array:
    """Return a matrix with 1 where a row has a column."""
    counts = np.array([len(some) for some in several], np.int64)
    indices = np.array([n for some in several for n in sorted(some)], np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)])
    return csr_array((np.ones(len(indices)), indices, starts), shape=(len(counts), columns))


def least_step(costs: Numbers) -> float:
    """Return the least by which two sums of costs can differ, down to a millionth.

    Examples
    --------
    >>> least_step(np.array([1.0, 2.5]))
    0.5
    """
    whole = [int(Fraction(float(cost)).limit_denominator(_PARTS) * _PARTS) for cost in costs]
    return gcd(*whole) / _PARTS if any(whole) else 1.0
