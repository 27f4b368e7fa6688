"""cosine: how alike two profiles are in direction, whatever their size."""

import numpy as np
from scipy.sparse import csr_array

from mobility.relating.blocks import MEGABYTES, in_blocks


def cosine(values: csr_array, *, megabytes: float = MEGABYTES) -> csr_array:
    r"""Cosine of the angle between two columns.

    .. math:: \cos_{ij} = \frac{\sum_r x_{ri} x_{rj}}
              {\sqrt{\sum_r x_{ri}^2} \sqrt{\sum_r x_{rj}^2}}

    Parameters
    ----------
    values : csr_array of shape (n_rows, n_columns)
        Weights of at least 0.
    megabytes : float
        How much memory may be taken beside the table and twice the result.

    Returns
    -------
    csr_array of shape (n_columns, n_columns)
        Symmetric, without unit, from 0 (nothing in common) to 1 (one a multiple of the other). The
        diagonal is left out; by the formula it would be 1 for every column that is not empty.

    References
    ----------
    Salton, G. and McGill, M. J. (1983). Introduction to Modern Information Retrieval. McGraw-Hill.

    Examples
    --------
    (1, 1) and (1, 0) lie 45 degrees apart:

    >>> cosine(csr_array([[1.0, 1.0], [1.0, 0.0]])).toarray().round(3)
    array([[0.   , 0.707],
           [0.707, 0.   ]])
    """
    length = np.sqrt(np.asarray(values.power(2).sum(axis=0)).ravel())

    def weigh(i: np.ndarray, j: np.ndarray, product: np.ndarray) -> np.ndarray:
        # Rounding can lift the cosine of parallel columns above 1 by 1e-16.
        return np.asarray(np.minimum(product / (length[i] * length[j]), 1.0))

    return in_blocks(values, weigh, megabytes=megabytes)
