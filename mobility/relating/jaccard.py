"""jaccard: which part of all places that have either thing has both."""

import numpy as np
from scipy.sparse import csr_array

from mobility.relating.blocks import MEGABYTES, in_blocks


def jaccard(presence: csr_array, *, megabytes: float = MEGABYTES) -> csr_array:
    r"""Places that have both things, of the places that have at least one.

    .. math:: J_{ij} = \frac{C_{ij}}{u_i + u_j - C_{ij}},
              \qquad C = M^\top M, \quad u_i = C_{ii}

    Parameters
    ----------
    presence : csr_array of shape (n_rows, n_columns)
        1 where the row has the column, 0 elsewhere.
    megabytes : float
        How much memory may be taken beside the table and twice the result.

    Returns
    -------
    csr_array of shape (n_columns, n_columns)
        Symmetric, without unit, from 0 (never together) to 1 (never apart). The diagonal is left
        out; by the formula it would be 1 for every column found at all.

    References
    ----------
    Jaccard, P. (1901). Étude comparative de la distribution florale dans une portion des Alpes et
    des Jura. Bulletin de la Société vaudoise des sciences naturelles 37, 547-579,
    https://doi.org/10.5169/seals-266450.

    Examples
    --------
    >>> jaccard(csr_array([[1.0, 1.0], [1.0, 0.0]])).toarray()
    array([[0. , 0.5],
           [0.5, 0. ]])
    """
    places = np.asarray(presence.sum(axis=0)).ravel()

    def weigh(i: np.ndarray, j: np.ndarray, both: np.ndarray) -> np.ndarray:
        return np.asarray(both / (places[i] + places[j] - both))

    return in_blocks(presence, weigh, megabytes=megabytes)
