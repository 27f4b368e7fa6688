"""cosine: how alike two profiles are in direction, whatever their size."""

import numpy as np
from scipy.sparse import coo_array, csr_array

from mobility.relating.proximity import pairs_together


def cosine(values: csr_array) -> csr_array:
    r"""Cosine of the angle between two columns.

    .. math:: \cos_{ij} = \frac{\sum_r x_{ri} x_{rj}}
              {\sqrt{\sum_r x_{ri}^2} \sqrt{\sum_r x_{rj}^2}}

    Parameters
    ----------
    values : csr_array of shape (n_rows, n_columns)
        Weights of at least 0.

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
    i, j, product = pairs_together(values)
    length = np.sqrt(np.asarray(values.power(2).sum(axis=0)).ravel())
    # Rounding can lift the cosine of parallel columns above 1 by 1e-16.
    weight = np.minimum(product / (length[i] * length[j]), 1.0)
    size = values.shape[1]
    return coo_array((weight, (i, j)), shape=(size, size)).tocsr()
