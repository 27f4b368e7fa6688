"""whole_parts: fractions rounded to whole numbers so that sums stay what they were."""

import numpy as np


def whole_parts(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Round every number down or up so that each group adds to its rounded sum.

    The largest fractions are rounded up, ties in the order they stand.

    Parameters
    ----------
    values : ndarray of float, shape (n,)
        At least 0.
    groups : ndarray of int, shape (n,)
        The group of each, from 0.

    Returns
    -------
    ndarray of int, shape (n,)
        Each less than 1 away from its value.

    References
    ----------
    Balinski, M. L. and Young, H. P. (1982). Fair Representation. Yale University Press (the method
    of largest remainders).

    Examples
    --------
    >>> whole_parts(np.array([0.5, 1.25, 1.25, 2.0]), np.array([0, 0, 0, 1]))
    array([1, 1, 1, 2])
    """
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    # Sums of shares such as 3 × ⅓ come out a hair below the whole number they are.
    down = np.floor(values + 1e-9)
    count = int(groups.max()) + 1
    total = np.rint(np.bincount(groups, values, count))
    lacking = total - np.bincount(groups, down, count)
    order = np.lexsort((-(values - down), groups))
    start = np.concatenate([[0], np.cumsum(np.bincount(groups, minlength=count))[:-1]])
    rank = np.empty(len(values), dtype=np.int64)
    rank[order] = np.arange(len(values)) - start[groups[order]]
    return np.asarray(down + (rank < lacking[groups]), dtype=np.int64)
