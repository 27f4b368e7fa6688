"""mixed_ways: ways the persons could be that are between ways known already."""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.feasible import Counts, Reader
from mobility.foundation.linear_program import CLOSE

Numbers = NDArray[np.float64]


def mixed_ways(ways: Numbers, totals: Numbers, counts: Counts, reader: Reader) -> Numbers:
    """Mix ways of which a reader knows better into ways that agree, persons in any numbers.

    Of two ways that put a known count wrong, one above it and one below, something between puts
    it right and leaves right what both have right. And between any way and the start there is one
    where no count is above the most it is known to be.

    Parameters
    ----------
    ways : ndarray of shape (k, n)
        Persons per cell.
    totals : ndarray of shape (k, m)
        What the counts are in each way.
    counts : Counts
        The counts as they are, and the start.
    reader : Reader
        What is known of them.

    Returns
    -------
    ndarray of shape (l, n)
        Ways none of which stood among those given.
    """
    off = totals - counts.values
    wrong = (np.abs(off) >= CLOSE) & reader.known
    once = np.flatnonzero(wrong.sum(axis=1) == 1)
    found = [ways[:0]]
    at = wrong[once].argmax(axis=1)
    for count in np.unique(at):
        own = once[at == count]
        by = off[own, count]
        above, below = own[by > 0], own[by < 0]
        if len(above) and len(below):
            highest, lowest = own[by.argmax()], own[by.argmin()]
            found.append(_between(ways, off[:, count], above, lowest))
            found.append(_between(ways, off[:, count], below[below != lowest], highest))
    right = ways[~wrong.any(axis=1)]
    between = np.vstack([right, *found])
    shares = reader.shares_of_the_way(between @ counts.sums.T)
    bent = counts.start + shares[:, None] * (between - counts.start)
    new = np.arange(len(between)) >= len(right)
    return np.asarray(bent[new | (shares < 1.0)])


def _between(ways: Numbers, off: Numbers, some: NDArray[np.int64], other: np.int64) -> Numbers:
    """Return for each way what lies between it and the other where the count comes out right."""
    share = (off[other] / (off[other] - off[some]))[:, None]
    return np.asarray(share * ways[some] + (1.0 - share) * ways[other])
