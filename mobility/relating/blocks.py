"""blocks: a measure taken of all pairs of columns, so many columns at a time as memory allows."""

from collections.abc import Callable, Iterator

import numpy as np
from scipy.sparse import csr_array

MEGABYTES = 256.0
"""What a measure may hold beside the table and the result, unless told."""

BYTES_A_PAIR = 64
"""Value, position, weight, mask and their copies, for every pair of a block at its fullest."""

Weigh = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""From both positions and the scalar product of pairs of columns to their relatedness."""


def in_blocks(table: csr_array, weigh: Weigh, *, megabytes: float = MEGABYTES) -> csr_array:
    """Relate all columns of a table that meet, some columns at a time.

    Parameters
    ----------
    table : csr_array of shape (n_rows, n_columns)
        Values of at least 0.
    weigh : function
        Called with positions i and j and products of columns i and j; gives the relatedness.
    megabytes : float
        How much may be held beside the table and twice the result; at least one column is taken at
        a time.

    Returns
    -------
    csr_array of shape (n_columns, n_columns)
        Symmetric, without a diagonal; only pairs with a product other than 0.
    """
    size = table.shape[1]
    across = csr_array(table.T)
    data, indices, number = [np.zeros(0)], [np.zeros(0, dtype=np.int32)], [np.zeros(1, np.int64)]
    for start, stop in spans(size, megabytes, size * BYTES_A_PAIR):
        product = csr_array(across[start:stop] @ table)
        product.sort_indices()
        i = np.repeat(np.arange(start, stop, dtype=np.int32), np.diff(product.indptr))
        apart = (i != product.indices) & (product.data != 0)
        i, j = i[apart], product.indices[apart].astype(np.int32, copy=False)
        data.append(weigh(i, j, product.data[apart]))
        indices.append(j)
        number.append(np.bincount(i - start, minlength=stop - start))
    ends = np.cumsum(np.concatenate(number))
    if ends[-1] <= np.iinfo(np.int32).max:
        # Otherwise the other positions would be widened too.
        ends = ends.astype(np.int32)
    return csr_array((_joined(data), _joined(indices), ends), shape=(size, size))


def spans(size: int, megabytes: float, bytes_each: float) -> Iterator[tuple[int, int]]:
    """Yield where each block begins and ends, so that none takes more than the megabytes.

    Examples
    --------
    >>> list(spans(5, 1, 400_000)), list(spans(2, 0.001, 400_000))
    ([(0, 2), (2, 4), (4, 5)], [(0, 1), (1, 2)])
    """
    length = max(int(megabytes * 1e6 / max(bytes_each, 1)), 1)
    for start in range(0, size, length):
        yield start, min(start + length, size)


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    """Return the parts as one, letting go of them."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole
