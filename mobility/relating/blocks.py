"""blocks: a measure taken of all pairs of columns, so many columns at a time as memory allows."""

from collections.abc import Callable, Iterator

import numpy as np
from scipy.sparse import csr_array

from mobility.relating.one_thread import one_thread

MEGABYTES = 256.0
"""What a measure may hold beside the table and the result, unless told."""

BYTES_A_PAIR = 64
"""Value, position, weight, mask and their copies, for every pair of a block at its fullest."""

FULL = 8
"""Where at least one pair in so many meets, a block is written out in full and not as a list."""

QUICKER = 50
"""How many products full tables take in the time of one product of sparse ones."""

EXACT = {np.float32: 2.0**24, np.float64: 2.0**53}
"""Up to here every whole number is such a float, so sums of them are the same in every order."""

Weigh = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""From both positions and the scalar product of pairs of columns to their relatedness.

Reckons pair by pair, on three arrays of one shape, or on a column, a row and a full block."""


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
        Symmetric, without a diagonal; only pairs with a product other than 0. The same to the bit
        however full the table is and whatever memory it may take.
    """
    size = table.shape[1]
    across = csr_array(table.T)
    written_out = table.shape[0] * size * 8 / 1e6
    in_full = None
    exact = _exact_float(table)
    if written_out <= megabytes / 4 and _is_full(table) and exact is not None:
        in_full = table.astype(exact).toarray()
        megabytes -= written_out
    data, indices, number = [np.zeros(0)], [np.zeros(0, dtype=np.int32)], [np.zeros(1, np.int64)]
    for start, stop in spans(size, megabytes, size * BYTES_A_PAIR):
        product: np.ndarray | csr_array
        if in_full is not None:
            # A block is done sooner than threads of a busy machine have waited for one another.
            with one_thread():
                product = (in_full[:, start:stop].T @ in_full).astype(np.float64)
        else:
            product = csr_array(across[start:stop] @ table)
            if product.nnz * FULL >= product.shape[0] * size:
                product = product.toarray()
        find = _pairs_of_list if isinstance(product, csr_array) else _pairs_in_full
        weight, j, met = find(product, start, weigh)
        data.append(weight)
        indices.append(j)
        number.append(met)
    ends = np.cumsum(np.concatenate(number))
    if ends[-1] <= np.iinfo(np.int32).max:
        # Otherwise the other positions would be widened too.
        ends = ends.astype(np.int32)
    return csr_array((_joined(data), _joined(indices), ends), shape=(size, size))


def _is_full(table: csr_array) -> bool:
    """Say whether the product is quicker from the table written out than from its list."""
    by_row = np.diff(table.indptr).astype(np.float64)
    return bool((by_row**2).sum() * QUICKER >= table.shape[0] * float(table.shape[1]) ** 2)


def _exact_float(table: csr_array) -> type[np.float32] | type[np.float64] | None:
    """Return the shortest float in which every product is a sum of whole numbers; None if none is.

    No order of adding can change the bits of such a sum.
    """
    top = float(np.abs(table.data).max(initial=0.0))
    if (table.data != np.floor(table.data)).any():
        return None
    most = table.shape[0] * top**2
    if most <= EXACT[np.float32]:
        return np.float32
    return np.float64 if most <= EXACT[np.float64] else None


def _pairs_of_list(
    product: csr_array, start: int, weigh: Weigh
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return relatedness and second column of the pairs that meet, and their number by row."""
    product.sort_indices()
    rows = product.shape[0]
    i = np.repeat(np.arange(start, start + rows, dtype=np.int32), np.diff(product.indptr))
    apart = (i != product.indices) & (product.data != 0)
    i, j = i[apart], product.indices[apart].astype(np.int32, copy=False)
    return weigh(i, j, product.data[apart]), j, np.bincount(i - start, minlength=rows)


def _pairs_in_full(
    product: np.ndarray, start: int, weigh: Weigh
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the same from a block that is written out, which needs no sorting."""
    rows, size = product.shape
    own = np.arange(rows)
    product[own, start + own] = 0.0
    met = product != 0
    # Of a column without any value the weight is 0 / 0; it meets none, so it is not taken.
    with np.errstate(invalid="ignore"):
        weight = weigh((start + own)[:, np.newaxis], np.arange(size)[np.newaxis], product)[met]
    j = np.broadcast_to(np.arange(size, dtype=np.int32), met.shape)[met]
    return weight, j, np.count_nonzero(met, axis=1)


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
