"""repairs_search: a good choice of changes, quickly — greedy by ways, then one change swapped."""

import time

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.repairs_programme import EXACT, Programme, Terms, Yes


def searched(programme: Programme, terms: Terms, *, seek_cost: bool, seconds: float) -> Yes | None:
    """Return a choice that keeps to the terms; None where none was come upon.

    Ways are opened one after the other, those first that close most for what they still cost;
    then each change is tried without, with what becomes free spent anew, until nothing helps.

    Parameters
    ----------
    programme : Programme
        The changes and cases.
    terms : Terms
        What is allowed.
    seek_cost : bool
        Whether the cheapest is sought; else what closes most.
    seconds : float
        When to stop improving.

    Returns
    -------
    ndarray of bool or None
        Which changes are made.
    """
    start = time.monotonic()
    banned = np.zeros(len(programme.costs), bool)
    best = _greedy(programme, terms, banned, seek_cost=seek_cost)
    if best is None:
        return None
    improved = True
    while improved and time.monotonic() - start < seconds:
        improved = False
        for number in np.flatnonzero(best):
            banned[:] = False
            banned[number] = True
            tried = _greedy(programme, terms, banned, seek_cost=seek_cost, start=best & ~banned)
            if tried is not None and _better(programme, tried, best, seek_cost=seek_cost):
                best, improved = tried, True
                break
            if time.monotonic() - start >= seconds:
                break
    return best


def _better(programme: Programme, one: Yes, other: Yes, *, seek_cost: bool) -> bool:
    by_cost = programme.cost(other) - programme.cost(one)
    by_weight = programme.weight(one) - programme.weight(other)
    first, second = (by_cost, by_weight) if seek_cost else (by_weight, by_cost)
    return first > EXACT or (abs(first) <= EXACT and second > EXACT)


def _greedy(
    programme: Programme,
    terms: Terms,
    banned: Yes,
    *,
    seek_cost: bool,
    start: Yes | None = None,
) -> Yes | None:
    chosen = np.zeros(len(banned), bool) if start is None else start.copy()
    cheapest = _cheapest(programme, banned)
    cost_of = np.where(cheapest < 0, np.inf, programme.costs[cheapest])
    asks, offers = programme.asks, programme.offers.T.tocsr()
    while not (seek_cost and terms.allow(programme, chosen)):
        missing = np.where(programme.met(chosen), 0.0, cost_of)
        reach = np.where(np.isinf(missing), 1.0, 0.0)
        price = asks @ np.where(np.isinf(missing), 0.0, missing)
        price[asks @ reach > 0] = np.inf
        gain = offers @ np.where(programme.closed(chosen), 0.0, programme.of_case)
        if terms.budget is not None:
            price[price + programme.cost(chosen) > terms.budget + EXACT] = np.inf
        price[gain <= 0] = np.inf
        if not np.isfinite(price).any():
            break
        way = int(np.argmax(np.where(np.isfinite(price), gain / np.maximum(price, 1e-9), -1.0)))
        own = asks.indices[asks.indptr[way] : asks.indptr[way + 1]]
        chosen[cheapest[own[~programme.met(chosen)[own]]]] = True
    return chosen if terms.allow(programme, chosen) else None


def _cheapest(programme: Programme, banned: Yes) -> NDArray[np.int64]:
    """Return the cheapest allowed change that meets each condition; -1 where none does."""
    meets, number = programme.meets, len(banned)
    order = np.lexsort([np.arange(number), programme.costs])
    rank = np.empty(number, np.int64)
    rank[order] = np.arange(number)
    rank[banned] = number
    best = np.full(meets.shape[0], number)
    conditions = np.repeat(np.arange(meets.shape[0]), np.diff(meets.indptr))
    np.minimum.at(best, conditions, rank[meets.indices])
    return np.where(best < number, np.append(order, -1)[best], -1)
