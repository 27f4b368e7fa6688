"""small_groups: the groups of persons whose number nobody may work out too well."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array, vstack

from mobility.foundation.feasible import Counts, Marks, Numbers
from mobility.foundation.linear_program import CLOSE

_ROUNDS = 4


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of persons that nobody may work out to be small.

    Parameters
    ----------
    sums : csr_array of shape (g, n)
        Which cells each group adds up: the small counts, then the cells, then all other counts,
        which matter as soon as they are hidden.
    limits : ndarray of shape (g,)
        How many persons make a group large enough.
    counts : ndarray of int, shape (g,)
        The count that is this group; −1 for a cell.
    sure : ndarray of bool, shape (g,)
        Whether the group is small beyond doubt; the others may turn out to be large enough, which
        takes some work to say, and most of them need not be looked at.
    """

    sums: csr_array
    limits: Numbers
    counts: NDArray[np.int64]
    sure: Marks


def small_groups(counts: Counts, limits: Numbers) -> Groups:
    """Find every count below its limit, and every cell that all counts may show to be below it.

    Parameters
    ----------
    counts : Counts
        m counts over n cells.
    limits : ndarray of shape (m,)
        Smallest count that may be printed.
    """
    few = np.flatnonzero(np.abs(counts.values) < limits)
    cell_limits = _cell_limits(counts, limits)
    alone = np.diff(counts.sums.indptr)[few] == 1
    printed = counts.sums[few[alone]].indices
    cells = np.setdiff1d(np.flatnonzero(counts.start < cell_limits - CLOSE), printed)
    identity = eye_array(counts.sums.shape[1], format="csr")
    others = np.setdiff1d(np.arange(len(limits)), few)
    sums = vstack([counts.sums[few], identity[cells], counts.sums[others]]).tocsr()
    below = _upper_bounds(counts)[cells] < cell_limits[cells] - CLOSE
    return Groups(
        csr_array(sums),
        np.concatenate([limits[few], cell_limits[cells], limits[others]]),
        np.concatenate([few, np.full(len(cells), -1), others]),
        np.concatenate([np.ones(len(few), bool), below, np.ones(len(others), bool)]),
    )


def _cell_limits(counts: Counts, limits: Numbers) -> Numbers:
    """Let a cell have the strictest limit of the counts it is in."""
    there = abs(counts.sums).multiply(limits[:, None])
    return np.asarray(csr_array(there).max(axis=0).toarray(), dtype=np.float64).ravel()


def _upper_bounds(counts: Counts) -> Numbers:
    """Bound every cell from above by what the counts around it leave over."""
    only_adding = np.flatnonzero(counts.sums.min(axis=1).toarray().ravel() >= 0)
    sums, values = counts.sums[only_adding], counts.values[only_adding]
    n = counts.sums.shape[1]
    low, high = np.zeros(n), np.full(n, np.inf)
    at, cell = sums.nonzero()
    for _ in range(_ROUNDS):
        spare = values - sums @ low
        np.minimum.at(high, cell, spare[at] + low[cell])
        lacking = values - sums @ np.where(np.isfinite(high), high, 0.0)
        np.maximum.at(low, cell, lacking[at] + high[cell])
    return high
