"""tied_counts: which counts say anything new, and which cells they tie to each other."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

Marks = NDArray[np.bool_]


class Ties:
    """Counts over cells, with those known that are the sum of others.

    A total says nothing new beside all its parts. Left out, it no longer ties its parts to each
    other, and what can be worked out in one place is sought in that place alone.

    Parameters
    ----------
    sums : csr_array of shape (m, n)
        1, 0 or −1: which of n cells each of m counts adds or takes away.

    Examples
    --------
    Two places and their total; while both places are known, the total adds nothing:

    >>> ties = Ties(csr_array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0]]))
    >>> ties.telling(np.array([True, True, True])).tolist()
    [False, True, True]
    >>> ties.telling(np.array([True, True, False])).tolist()
    [True, True, False]
    """

    def __init__(self, sums: csr_array) -> None:
        self._sums = sums
        self._parts = _disjoint_parts(sums)
        self._has_parts = np.diff(self._parts.indptr) > 0

    def telling(self, known: Marks) -> Marks:
        """Return the known counts without those whose parts are all known."""
        unknown_parts = self._parts @ (~known).astype(np.float64)
        answer: Marks = known & ~(self._has_parts & (unknown_parts == 0))
        return answer

    def sets(self, known: Marks) -> NDArray[np.int64]:
        """Return for each cell which set of cells it is in that what is known ties together."""
        held = self._sums[np.flatnonzero(known)].tocoo()
        m, n = held.shape
        i, j = held.coords
        graph = coo_array((np.ones(len(i)), (i, j + m)), shape=(m + n, m + n))
        found: NDArray[np.int64] = connected_components(graph, directed=False)[1][m:]
        return found


def _disjoint_parts(sums: csr_array) -> csr_array:
    """Find for each count other counts that share no cell and make it up, if there are such."""
    m = sums.shape[0]
    size = np.diff(sums.indptr)
    adding = np.asarray(abs(sums).sum(axis=1) == sums.sum(axis=1)).ravel()
    common = csr_array(sums @ sums.T)
    rows: list[int] = []
    columns: list[int] = []
    for whole in np.flatnonzero(adding).tolist():
        at = slice(common.indptr[whole], common.indptr[whole + 1])
        inside = common.indices[at][common.data[at] == size[common.indices[at]]]
        inside = inside[adding[inside] & (inside != whole)]
        parts = _largest_first(inside[np.lexsort((inside, -size[inside]))], common)
        if parts and size[parts].sum() == size[whole]:
            rows += [whole] * len(parts)
            columns += parts
    ones = np.ones(len(rows))
    return csr_array(coo_array((ones, (rows, columns)), shape=(m, m)))


def _largest_first(inside: NDArray[np.int64], common: csr_array) -> list[int]:
    """Take counts in the order given, each that shares no cell with one taken before."""
    parts: list[int] = []
    while len(inside):
        part = int(inside[0])
        parts.append(part)
        meeting = common.indices[common.indptr[part] : common.indptr[part + 1]]
        inside = inside[~np.isin(inside, meeting)]
    return parts
