"""alike_counts: counts over the same cells taken as one, and cells in the same counts too."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.feasible import Numbers


@dataclass(frozen=True, eq=False)
class Merged:
    """Different counts over different cells, in an order that the given order has no part in.

    Parameters
    ----------
    sums : csr_array of shape (m', n')
        The different counts over the cells that they tell apart; none is all −1.
    values, limits : ndarray of shape (m',)
        Persons, and the strictest limit among the counts that are one.
    which : ndarray of int, shape (m,)
        The different count that each given count is.
    first : ndarray of int, shape (m',)
        The first given count that each different count is.
    """

    sums: csr_array
    values: Numbers
    limits: Numbers
    which: NDArray[np.int64]
    first: NDArray[np.int64]


def merged(sums: csr_array, values: Numbers, limits: Numbers) -> Merged:
    """Merge counts over the same cells, and cells that stand in the same counts.

    A count of nothing but −1 is turned round. Counts and cells are put in order by their values
    and by what they have to do with each other; only where that leaves a tie does the given order
    decide.

    Raises
    ------
    InputError
        If two counts over the same cells differ.
    """
    adding = np.zeros(len(values), dtype=bool)
    adding[sums.nonzero()[0][sums.data > 0]] = True
    sign = np.where(adding | (np.diff(sums.indptr) == 0), 1.0, -1.0)
    sums, values = csr_array(sums.multiply(sign[:, None])), values * sign
    which, first = _different(sums)
    if not np.array_equal(values, values[first][which]):
        wrong = np.flatnonzero(values != values[first][which])
        raise InputError(
            "counts",
            [
                Fault(
                    f"count number {i} is {abs(values[i]):g} persons, but number "
                    f"{first[which[i]]} over the same cells is {abs(values[first[which[i]]]):g}"
                )
                for i in wrong
            ],
        )
    strictest = np.zeros(len(first))
    np.maximum.at(strictest, which, limits)
    rows = csr_array(sums[first])
    _, cells = _different(csr_array(rows.T))
    rows = csr_array(rows[:, cells])
    rows = csr_array(rows[:, np.diff(rows.tocsc().indptr) > 0])
    row_order, column_order = _own_order(rows, np.stack([values[first], strictest], axis=1))
    place = np.argsort(row_order)
    ordered = csr_array(rows[row_order][:, column_order])
    ordered.sort_indices()
    return Merged(
        ordered, values[first][row_order], strictest[row_order], place[which], first[row_order]
    )


def _different(rows: csr_array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the number of each row among the different ones, and where each first stands."""
    rows.sort_indices()
    seen: dict[tuple[bytes, bytes], int] = {}
    which = np.empty(rows.shape[0], dtype=np.int64)
    first: list[int] = []
    for i in range(rows.shape[0]):
        at = slice(rows.indptr[i], rows.indptr[i + 1])
        key = (rows.indices[at].tobytes(), rows.data[at].tobytes())
        which[i] = seen.setdefault(key, len(seen))
        if which[i] == len(first):
            first.append(i)
    return which, np.array(first, dtype=np.int64)


def _own_order(rows: csr_array, marks: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Order rows and columns by their marks and, in turn, by those of their neighbours."""
    columns = csr_array(rows.T)
    row_rank = _ranked([tuple(mark) for mark in marks.tolist()])
    column_rank = np.zeros(columns.shape[0], dtype=np.int64)
    for _ in range(3):
        column_rank = _ranked(_seen_from(columns, column_rank, row_rank))
        row_rank = _ranked(_seen_from(rows, row_rank, column_rank))
    return np.argsort(row_rank, kind="stable"), np.argsort(column_rank, kind="stable")


def _seen_from(
    rows: csr_array, own: NDArray[np.int64], other: NDArray[np.int64]
) -> list[tuple[Any, ...]]:
    return [
        (
            int(own[i]),
            sorted(
                zip(
                    other[rows.indices[rows.indptr[i] : rows.indptr[i + 1]]].tolist(),
                    rows.data[rows.indptr[i] : rows.indptr[i + 1]].tolist(),
                    strict=True,
                )
            ),
        )
        for i in range(rows.shape[0])
    ]


def _ranked(keys: list[tuple[Any, ...]]) -> NDArray[np.int64]:
    """Return the place of each key among the different keys."""
    order = sorted(range(len(keys)), key=keys.__getitem__)
    rank = np.zeros(len(keys), dtype=np.int64)
    for before, after in pairwise(order):
        rank[after] = rank[before] + (keys[after] != keys[before])
    return rank
