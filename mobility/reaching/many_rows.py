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
    """Return a matrix so, its columns as small whole numbers: the less there is to read."""
    return Rows(
        matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data.astype(float)
    )
