"""small_groups: the groups of persons that all counts of a report together show to be small."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array, vstack

from mobility.foundation.feasible import (
    CLOSE,
    Counts,
    Numbers,
    agreeing,
    persons_behind,
    persons_filling,
)
from mobility.foundation.progress import Progress, silent

_HANDFUL = 250


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of persons that nobody may work out to be small.

    Parameters
    ----------
    sums : csr_array of shape (g, n)
        Which cells each group adds up, first the small counts, then the small cells.
    limits : ndarray of shape (g,)
        How many persons make a group large enough.
    counts : ndarray of int, shape (g,)
        The count that is this group; −1 for a cell that is no count.
    """

    sums: csr_array
    limits: Numbers
    counts: np.ndarray


def small_groups(counts: Counts, limits: Numbers, *, progress: Progress = silent) -> Groups:
    """Find every count below its limit, and every cell that all counts together show to be so.

    Parameters
    ----------
    counts : Counts
        m counts over n cells.
    limits : ndarray of shape (m,)
        Smallest count that may be printed.
    progress : Progress
        Called for every few hundred cells.
    """
    few = np.flatnonzero(np.abs(counts.values) < limits)
    cell_limits = _cell_limits(counts, limits)
    cells = _small_cells(counts, cell_limits, progress)
    alone = np.diff(counts.sums.indptr)[few] == 1
    printed = counts.sums[few[alone]].indices
    cells = np.setdiff1d(cells, printed)
    identity = eye_array(counts.sums.shape[1], format="csr")
    sums = vstack([counts.sums[few], identity[cells]]).tocsr()
    which = np.concatenate([few, np.full(len(cells), -1)])
    return Groups(csr_array(sums), np.concatenate([limits[few], cell_limits[cells]]), which)


def _cell_limits(counts: Counts, limits: Numbers) -> Numbers:
    """Let a cell have the strictest limit of the counts it is in."""
    there = abs(counts.sums).multiply(limits[:, None])
    return np.asarray(csr_array(there).max(axis=0).toarray(), dtype=np.float64).ravel()


def _small_cells(counts: Counts, limits: Numbers, progress: Progress) -> NDArray[np.int64]:
    """Find the cells that cannot reach their limit if every count is known."""
    everything = np.ones(len(counts.values), dtype=bool)
    no_ceilings = np.full(len(everything), np.inf)
    single = eye_array(len(limits), format="csr")
    perhaps = (_upper_bounds(counts) >= limits - CLOSE) & (counts.start < limits - CLOSE)
    reached = counts.start.copy()
    hands = _handfuls(np.flatnonzero(perhaps))
    for done, asked in enumerate(hands):
        progress("small cells", done, len(hands))
        left = asked[reached[asked] < limits[asked] - CLOSE]
        while len(left):
            persons = persons_filling(
                counts,
                known=everything,
                ceilings=no_ceilings,
                groups=csr_array(single[left]),
                goals=limits[left],
            )
            reached = np.maximum(reached, agreeing(persons))
            short = left[reached[left] < limits[left] - CLOSE]
            if len(short) == len(left):
                break
            left = short
    for cell in np.flatnonzero(perhaps):
        if reached[cell] < limits[cell] - CLOSE:
            persons = persons_behind(
                counts,
                known=everything,
                ceilings=no_ceilings,
                group=single[[cell]].toarray().ravel(),
                pull=-1.0,
                at_most=limits[cell],
            )
            reached = np.maximum(reached, agreeing(persons))
    return np.flatnonzero(reached < limits - CLOSE)


def _handfuls(cells: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Deal cells out: a problem over a few hundred is solved in less than its share of the time.

    Neighbours go to different hands, since they would fill up at each other's cost.
    """
    hands = -(-len(cells) // _HANDFUL)
    return [cells[hand::hands] for hand in range(hands)]


def _upper_bounds(counts: Counts) -> Numbers:
    """Bound every cell from above by what the counts around it leave over."""
    only_adding = np.flatnonzero(counts.sums.min(axis=1).toarray().ravel() >= 0)
    sums, values = counts.sums[only_adding], counts.values[only_adding]
    n = counts.sums.shape[1]
    low, high = np.zeros(n), np.full(n, np.inf)
    at, cell = sums.nonzero()
    for _ in range(4):
        spare = values - sums @ low
        np.minimum.at(high, cell, spare[at] + low[cell])
        lacking = values - sums @ np.where(np.isfinite(high), high, 0.0)
        np.maximum.at(low, cell, lacking[at] + high[cell])
    return high
