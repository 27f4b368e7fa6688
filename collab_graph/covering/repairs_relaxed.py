"""repairs_relaxed: the most that any choice within a budget could close, mandate by mandate."""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from collab_graph.covering.repairs_programme import (
    EXACT,
    Numbers,
    Programme,
    Yes,
    least_step,
)

MOST_CELLS = 30_000_000
"""Sets of changes × cases held at once."""
MOST_SETS = 4_096
"""Sets of changes of one block that are looked at one by one."""
MOST_UNITS = 2_000
"""Steps of cost within a budget."""
ROUNDS = 400
PATIENCE = 12
"""Rounds without a lower bound before steps are halved."""


@dataclass(frozen=True, eq=False)
class Relaxed:
    """What a relaxation found.

    Parameters
    ----------
    bound : float
        No choice within the budget closes more.
    chosen : ndarray of bool, shape (changes,)
        The best choice come upon.
    """

    bound: float
    chosen: Yes


def relaxed(
    programme: Programme, budget: float, *, seconds: float, enough: float = 0.0
) -> Relaxed | None:
    r"""Return a bound on what a budget closes, and a good choice; None where blocks are too large.

    Changes fall into blocks that share no way (as a rule one a mandate). With a multiplier
    :math:`\alpha_c \in [0, 1]` for each case,

    .. math:: \sum_c w_c \min\Big(1, \sum_b y_{cb}\Big) \le \sum_c (1 - \alpha_c) w_c
              + \max_{x} \sum_b \sum_c \alpha_c w_c\, y_{cb}(x_b)

    and the right side is a knapsack: of every block one set of its changes, together within the
    budget, solved exactly. Multipliers are lowered where several blocks close a case (subgradient).

    Parameters
    ----------
    programme : Programme
        Changes and cases.
    budget : float
        Most that a choice may cost.
    seconds : float
        When to stop.
    enough : float
        Stop also once the bound lies below this.

    Returns
    -------
    Relaxed or None
        None where a block has too many sets of changes, or costs are too fine for the budget.

    References
    ----------
    Fisher, M. L. (1981). The Lagrangian relaxation method for solving integer programming problems.
    Management Science 27, 1-18, https://doi.org/10.1287/mnsc.27.1.1
    """
    start = time.monotonic()
    step = least_step(programme.costs)
    units = int((budget + EXACT) / step)
    blocks = _blocks(programme, budget, step) if units <= MOST_UNITS else None
    if blocks is None:
        return None
    weights = programme.of_case
    multipliers = np.ones(len(weights))
    best, reached = np.zeros(len(programme.costs), bool), 0.0
    bound, patience, pace = np.inf, 0, 1.0
    for _ in range(ROUNDS):
        picked, value = _knapsack(blocks, multipliers * weights, units)
        upper = float(((1 - multipliers) * weights).sum()) + value
        chosen = np.zeros(len(programme.costs), bool)
        times = np.zeros(len(weights))
        for block, option in zip(blocks, picked, strict=True):
            chosen[block.changes[block.sets[option]]] = True
            times[block.cases] += block.closes[option]
        closed = programme.weight(chosen)
        if closed > reached:
            best, reached = chosen, closed
        patience = 0 if upper < bound - EXACT else patience + 1
        bound = min(bound, upper)
        closed_in = bound - reached <= EXACT * max(1.0, bound)
        if closed_in or bound < enough or time.monotonic() - start > seconds:
            break
        if patience == PATIENCE:
            pace, patience = pace / 2, 0
        slope = times - 1
        slope[((multipliers >= 1) & (slope < 0)) | ((multipliers <= 0) & (slope > 0))] = 0
        size = float((weights * slope**2).sum())
        if size == 0:
            break
        multipliers = np.clip(multipliers - pace * (upper - reached) / size * slope, 0, 1)
    return Relaxed(bound, best)


@dataclass(frozen=True, eq=False)
class _Block:
    """Changes that share ways, every set of them within the budget, and what each set closes."""

    changes: NDArray[np.int64]
    sets: Yes
    units: NDArray[np.int64]
    cases: NDArray[np.int64]
    closes: NDArray[np.float32]


def _blocks(programme: Programme, budget: float, step: float) -> list[_Block] | None:
    ways, changes = programme.asks.shape[0], len(programme.costs)
    uses = (programme.asks @ programme.meets).tocoo()
    graph = csr_array(
        (np.ones(uses.nnz), (uses.coords[0], uses.coords[1] + ways)),
        shape=(ways + changes, ways + changes),
    )
    _, of = connected_components(graph, directed=False)
    found: list[_Block] = []
    cells = 0
    for number in np.unique(of[ways:]):
        own = np.flatnonzero(of[ways:] == number)
        sets = _sets(programme.costs[own], budget)
        if sets is None:
            return None
        its_ways = np.flatnonzero(of[:ways] == number)
        offers = programme.offers[:, its_ways]
        cases = np.flatnonzero(np.diff(offers.tocsr().indptr))
        cells += len(sets) * len(cases)
        if cells > MOST_CELLS:
            return None
        met = (programme.meets[:, own] @ sets.T.astype(float)) > 0
        opened = (programme.asks[its_ways] @ (~met).astype(float)) == 0
        closes = ((offers.tocsr()[cases] @ opened.astype(float)) > 0).T.astype(np.float32)
        units = np.rint(sets @ programme.costs[own] / step).astype(np.int64)
        found.append(_Block(own, sets, units, cases, closes))
    return found


def _sets(costs: Numbers, budget: float) -> Yes | None:
    """Return every set of some changes that a budget buys; None where there are too many."""
    sets, prices = np.zeros((1, len(costs)), bool), np.zeros(1)
    for number, cost in enumerate(costs):
        more = prices + cost <= budget + EXACT
        added = sets[more].copy()
        added[:, number] = True
        sets = np.concatenate([sets, added])
        prices = np.concatenate([prices, prices[more] + cost])
        if len(sets) > MOST_SETS:
            return None
    return sets


def _knapsack(blocks: list[_Block], worth: Numbers, units: int) -> tuple[list[int], float]:
    """Return the set to take of each block, together within the budget, and what all are worth."""
    value = np.zeros(units + 1)
    trace: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    for block in blocks:
        gains = block.closes @ worth[block.cases].astype(np.float64)
        gain = np.full(units + 1, -np.inf)
        option = np.full(units + 1, -1)
        order = np.argsort(gains, kind="stable")
        gain[block.units[order]] = gains[order]
        option[block.units[order]] = order
        after, spent = np.full(units + 1, -np.inf), np.zeros(units + 1, np.int64)
        for cost in np.flatnonzero(option >= 0).tolist():
            tried = np.full(units + 1, -np.inf)
            tried[cost:] = value[: units + 1 - cost] + gain[cost]
            better = tried > after
            after[better], spent[better] = tried[better], cost
        trace.append((option, spent))
        value = after
    left = int(np.argmax(value))
    most = float(value[left])
    picked: list[int] = []
    for option, spent in reversed(trace):
        cost = int(spent[left])
        picked.append(int(option[cost]))
        left -= cost
    return picked[::-1], most
