"""meeting_keys: join what is alike among rows that share a key, without comparing all of many."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Numbers = NDArray[np.int64]
Agree = Callable[[Numbers, Numbers], NDArray[np.bool_]]
"""Says of pairs of texts, given as two rows of numbers, which are alike."""
Beside = Callable[[Numbers], NDArray[np.uint64]]
"""Gives rows numbers that place alike ones near each other."""

ALL_COMPARED = 64
"""Of so many rows with one key, every two are compared that are not yet in one group."""

CENTRES = 8
"""Of more, all are compared with so many of those left over, one after the other,"""

NEIGHBOURS = 8
"""and those then left over with so many on either side of them, in the order of ``beside``."""

PAIRS_AT_ONCE = 100_000


def joined_where_keys_meet(
    keys: NDArray[np.uint64],
    beside: Beside,
    rows: Numbers,
    groups: Numbers,
    agree: Agree,
) -> Numbers:
    """Join the groups of alike rows among those that have the same key.

    All are compared with the first that has their key. Those left apart are compared with every
    other, where at most 64 have the key. Where more have it, the first left apart is compared with
    all, then the first of those left apart after that, eight times; what is still left is compared
    with its eight neighbours on either side in the order of ``beside``. A pair that no comparison
    meets is still joined where a chain of alike pairs leads from one to the other.

    Parameters
    ----------
    keys : ndarray of uint64, shape (n,)
        The key of every row.
    beside : callable
        Asked of rows of which many have one key.
    rows : ndarray of int, shape (n,)
        The rows as ``agree`` and ``groups`` know them.
    groups : ndarray of int
        For every row the first of its group.
    agree : callable
        Says which pairs are alike.

    Returns
    -------
    ndarray of int
        The groups with those joined.

    Examples
    --------
    >>> keys = np.array([7, 7, 9, 7], dtype=np.uint64)
    >>> def within_one(one, other):
    ...     return abs(one - other) <= 1
    >>> def own_number(rows):
    ...     return rows.astype(np.uint64)
    >>> joined_where_keys_meet(keys, own_number, np.arange(4), np.arange(4), within_one).tolist()
    [0, 0, 2, 3]
    """
    order = np.argsort(keys, kind="stable")
    edges = np.flatnonzero(np.diff(keys[order])) + 1
    starts = np.concatenate([[0], edges])
    sizes = np.diff(np.concatenate([starts, [len(keys)]]))
    many = sizes > 1
    starts, sizes = starts[many], sizes[many]
    held = rows[order]
    others = _ranges(starts + 1, sizes - 1)
    groups = _compared(groups, held[np.repeat(starts, sizes - 1)], held[others], agree)
    few = sizes <= ALL_COMPARED
    for one, other in _left_apart(starts[few], sizes[few], held, groups):
        groups = _compared(groups, one, other, agree)
    if few.all():
        return groups
    return _joined_of_many(starts[~few], sizes[~few], held, beside, groups, agree)


def _joined_of_many(
    starts: Numbers,
    sizes: Numbers,
    rows: Numbers,
    beside: Beside,
    groups: Numbers,
    agree: Agree,
) -> Numbers:
    """Join alike rows where many have one key, comparing each with some of them."""
    held = rows[_ranges(starts, sizes)]
    key = np.repeat(np.arange(len(sizes)), sizes)
    ends = np.cumsum(sizes)
    centres = held[(ends - sizes)][key]
    left = groups[held] != groups[centres]
    for _ in range(CENTRES):
        apart = np.flatnonzero(left)
        with_one, first = np.unique(key[apart], return_index=True)
        centre = np.full(len(sizes), -1)
        centre[with_one] = held[apart[first]]
        own = centre[key]
        met = own >= 0
        groups = _compared(groups, own[met], held[met], agree)
        left &= met & (groups[held] != groups[own])
    near = np.lexsort((held, beside(held), key))
    held, key, left = held[near], key[near], left[near]
    for step in range(1, NEIGHBOURS + 1):
        asked = (key[step:] == key[:-step]) & (left[step:] | left[:-step])
        groups = _compared(groups, held[:-step][asked], held[step:][asked], agree)
    return groups


def _compared(groups: Numbers, one: Numbers, other: Numbers, agree: Agree) -> Numbers:
    """Return the groups after those of the pairs that are alike have been joined."""
    differ = groups[one] != groups[other]
    one, other = one[differ], other[differ]
    yes = agree(one, other)
    return _joined(groups, one[yes], other[yes])


def _joined(groups: Numbers, one: Numbers, other: Numbers) -> Numbers:
    """Return the groups after pairs have been joined, each named by its first."""
    if not len(one):
        return groups
    n = len(groups)
    i, j = groups[one], groups[other]
    _, label = connected_components(
        coo_array((np.ones(len(i), dtype=np.int8), (i, j)), shape=(n, n)), directed=False
    )
    first = np.full(label.max() + 1, n, dtype=np.int64)
    np.minimum.at(first, label, np.arange(n))
    answer: Numbers = first[label][groups]
    return answer


def _left_apart(
    starts: Numbers, sizes: Numbers, held: Numbers, groups: Numbers
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the pairs of rows with one key that are in different groups, some at a time."""
    firsts = np.repeat(starts, sizes)
    rows = _ranges(starts, sizes)
    apart = np.flatnonzero(groups[held[rows]] != groups[held[firsts]])
    if not len(apart):
        return
    size_of = np.repeat(sizes, sizes)[apart]
    cuts = np.searchsorted(
        np.cumsum(size_of), np.arange(PAIRS_AT_ONCE, size_of.sum(), PAIRS_AT_ONCE)
    )
    for some in np.split(np.arange(len(apart)), np.unique(cuts)):
        at = apart[some]
        one = np.repeat(held[rows[at]], size_of[some])
        other = held[_ranges(firsts[at], size_of[some])]
        yield one, other


def _ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """Return the numbers from each start on, so many of each."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    numbers: Numbers = np.arange(total) + np.repeat(starts - (ends - sizes), sizes)
    return numbers
