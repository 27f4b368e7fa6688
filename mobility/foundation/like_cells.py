"""like_cells: cells of persons that some counts do not tell apart, taken as one kind."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Numbers = NDArray[np.float64]

_LARGEST = 2**62


def like_cells(rows: csr_array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for every cell which kind it is of; cells of one kind are in the same counts.

    Parameters
    ----------
    rows : csr_array of shape (m, n)
        Whole numbers: how often each of m counts adds each of n cells.

    Returns
    -------
    which : ndarray of int, shape (n,)
        The kind of every cell, from 0, in the order in which kinds first stand.
    first : ndarray of int
        The first cell of every kind.

    Notes
    -----
    Every count is given a random whole number, always the same, and cells are alike whose numbers
    add up alike, twice over. Two kinds would be taken for one in fewer than n² of 2¹²⁰ cases.

    Examples
    --------
    >>> which, first = like_cells(csr_array([[1, 1, 1, 0], [0, 1, 0, 0]]))
    >>> which.tolist(), first.tolist()
    ([0, 1, 0, 2], [0, 1, 3])
    """
    rng = np.random.default_rng(0)
    numbers = rng.integers(-_LARGEST, _LARGEST, size=(2, rows.shape[0]), dtype=np.int64)
    held = rows.tocoo()
    i, j = held.coords
    times = np.asarray(held.data).astype(np.int64)
    sums = np.zeros((2, rows.shape[1]), dtype=np.int64)
    for total, number in zip(sums, numbers, strict=True):
        np.add.at(total, j, number[i] * times)
    return _in_first_order(_kinds(sums))


def _kinds(sums: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a number for every column of two rows, the same for the same column."""
    one = np.unique(sums[0], return_inverse=True)[1]
    two = np.unique(sums[1], return_inverse=True)[1]
    answer: NDArray[np.int64] = one.astype(np.int64) * len(two) + two
    return answer


def _in_first_order(kinds: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return kinds numbered from 0 in the order in which they first stand, and where that is."""
    _, at, inverse = np.unique(kinds, return_index=True, return_inverse=True)
    order = np.argsort(at)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[inverse].astype(np.int64), at[order].astype(np.int64)


class Kinds:
    """Cells of persons by kind: what some counts do not tell apart.

    Parameters
    ----------
    persons : ndarray of shape (n,)
        Persons in every cell, to set out from.
    rows : csr_array of shape (m, n)
        The counts.
    """

    def __init__(self, persons: Numbers, rows: csr_array) -> None:
        self._which, self.first = like_cells(rows)
        cells, kinds = len(persons), len(self.first)
        self._persons = persons
        self._of_kind = csr_array(
            (np.ones(cells), self._which, np.arange(cells + 1)), shape=(cells, kinds)
        )
        self.size = np.bincount(self._which, minlength=kinds).astype(np.float64)
        self.start = np.bincount(self._which, weights=persons, minlength=kinds).astype(np.float64)

    def summed(self, rows: csr_array) -> csr_array:
        """Add up the cells of every kind."""
        return csr_array(rows @ self._of_kind)

    def added(self, persons: Numbers) -> Numbers:
        """Add up the persons of every kind, column by column."""
        return np.asarray(self._of_kind.T @ persons, dtype=np.float64)

    def dealt(self, change: Numbers) -> Numbers:
        """Return the persons once each kind has so many more, in its first cell, or fewer."""
        order = np.argsort(self._which, kind="stable")
        kind, held = self._which[order], self._persons[order]
        before = np.cumsum(held) - held
        before -= before[np.flatnonzero(np.diff(kind, prepend=-1))][kind]
        persons = np.empty(len(kind))
        # The solver may leave a cell a billionth below nobody.
        persons[order] = held - np.clip(-change[kind] - before, 0.0, held)
        persons[self.first] += np.maximum(change, 0.0)
        return persons
