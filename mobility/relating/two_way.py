"""two_way: take a level of each origin and of each destination out of a square table."""

import numpy as np
from scipy.sparse import csr_array


class TwoWay:
    r"""Weighted least squares of a square table on its rows and columns, solved once, used often.

    For weights w it finds levels u and v with

    .. math:: \sum_j w_{ij} (u_i + v_j) = r_i, \qquad \sum_i w_{ij} (u_i + v_j) = c_j

    by Gauss elimination of the rows. Only sums of u and v are told by that, so in each part that
    hangs together the level of one column is put at 0.

    Parameters
    ----------
    weights : ndarray of shape (n_rows, n_columns)
        At least 0; a cell with weight 0 does not count. A row or column of zeros has level 0.

    Examples
    --------
    >>> levels = TwoWay(np.ones((2, 2)))
    >>> u, v = levels.solve(np.array([3.0, 7.0]), np.array([4.0, 6.0]))
    >>> u[:, None] + v
    array([[1., 2.],
           [3., 4.]])
    """

    def __init__(self, weights: np.ndarray) -> None:
        from scipy.linalg import cho_factor

        rows, columns = weights.sum(axis=1), weights.sum(axis=0)
        self._weights = weights
        self._rows = np.divide(1.0, rows, out=np.zeros_like(rows), where=rows > 0)
        self._free = (columns > 0) & ~_first_of_part(weights > 0)
        reduced = weights * np.sqrt(self._rows)[:, None]
        left = (np.diag(columns) - reduced.T @ reduced)[np.ix_(self._free, self._free)]
        self._scale = 1 / np.sqrt(columns[self._free])
        self._factor = cho_factor(left * np.outer(self._scale, self._scale)) if len(left) else None

    def solve(self, rows: np.ndarray, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the levels of rows and columns whose weighted sums are these."""
        from scipy.linalg import cho_solve

        v = np.zeros(len(columns))
        if self._factor is not None:
            right = columns - self._weights.T @ (self._rows * rows)
            v[self._free] = self._scale * cho_solve(self._factor, self._scale * right[self._free])
        return self._rows * (rows - self._weights @ v), v

    def without_levels(self, table: np.ndarray) -> np.ndarray:
        """Return what of a table of this shape the levels leave, 0 where the weight is 0."""
        weighted = self._weights * table
        u, v = self.solve(weighted.sum(axis=1), weighted.sum(axis=0))
        return np.where(self._weights > 0, table - u[:, None] - v, 0.0)


def _first_of_part(cells: np.ndarray) -> np.ndarray:
    """Return one column of each part that hangs together through cells."""
    n_rows, n_columns = cells.shape
    i, j = np.nonzero(cells)
    joined = csr_array(
        (np.ones(len(i), dtype=np.int8), (i, n_rows + j)), shape=(n_rows + n_columns,) * 2
    )
    # Imported here: it brings all of scipy's sparse solvers, and `import mobility` stays light.
    from scipy.sparse.csgraph import connected_components

    part = connected_components(joined, directed=False)[1][n_rows:]
    first = np.zeros(n_columns, dtype=bool)
    first[np.unique(part, return_index=True)[1]] = True
    return first
