"""many_rows: a sparse matrix as a compiled loop reads it."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array


class Rows(NamedTuple):
    """Where the rows of a sparse matrix begin, and the columns and values of its entries."""

    start: np.ndarray
    column: np.ndarray
    value: np.ndarray


def rows_of(matrix: csr_array) -> Rows:
    """Return a matrix so.

    Columns are small numbers, so that there is less to read; all places are unsigned, so that a
    compiled loop need not ask whether one is counted from the end.
    """
    return Rows(
        matrix.indptr.astype(np.uint64), matrix.indices.astype(np.uint32), matrix.data.astype(float)
    )
