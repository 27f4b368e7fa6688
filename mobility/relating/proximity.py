"""proximity: how often two things are found in the same places."""

import numpy as np
from scipy.sparse import csr_array

from mobility.relating.blocks import MEGABYTES, in_blocks


def proximity(presence: csr_array, *, megabytes: float = MEGABYTES) -> csr_array:
    r"""Smaller of the two conditional probabilities of being found together.

    .. math:: \varphi_{ij} = \frac{\sum_r M_{ri} M_{rj}}{\max(u_i, u_j)},
              \qquad u_i = \sum_r M_{ri}

    Parameters
    ----------
    presence : csr_array of shape (n_rows, n_columns)
        1 where the row has the column, 0 elsewhere.
    megabytes : float
        How much memory may be taken beside the table and twice the result.

    Returns
    -------
    csr_array of shape (n_columns, n_columns)
        Symmetric, without unit, from 0 (never together) to 1 (always together). The diagonal is
        left out; by the formula it would be 1 for every column found at all.

    References
    ----------
    Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product space
    conditions the development of nations. Science 317, 482-487,
    https://doi.org/10.1126/science.1144581. Used for skills by Alabdulkareem, A. et al. (2018),
    https://doi.org/10.1126/sciadv.aao6030.

    Examples
    --------
    Ovens are in both kitchens, knives in one of them:

    >>> proximity(csr_array([[1.0, 1.0], [1.0, 0.0]])).toarray()
    array([[0. , 0.5],
           [0.5, 0. ]])
    """
    return damped_proximity(presence, damping=0.0, megabytes=megabytes)


def damped_proximity(
    presence: csr_array, *, damping: float = 2.0, megabytes: float = MEGABYTES
) -> csr_array:
    r"""Proximity that a single coincidence of two rare things cannot make large.

    .. math:: \hat\varphi_{ij} = \frac{C_{ij}}{\max(u_i, u_j) + d},
              \qquad C = M^\top M, \quad u_i = C_{ii}

    Two things each found once, in the same place, have proximity 1 but a damped one of 1/3; for
    things found in hundreds of places the two hardly differ.

    Parameters
    ----------
    presence : csr_array of shape (n_rows, n_columns)
        1 where the row has the column, 0 elsewhere.
    damping : float
        d: how many places without the other are added to the commoner of the two.
    megabytes : float
        How much memory may be taken beside the table and twice the result.

    Returns
    -------
    csr_array of shape (n_columns, n_columns)
        Symmetric, without unit, from 0 to below 1. The diagonal is left out.

    Examples
    --------
    Together once; ovens are in 2 places: 1 / (2 + 2).

    >>> damped_proximity(csr_array([[1.0, 1.0], [1.0, 0.0]])).toarray()
    array([[0.  , 0.25],
           [0.25, 0.  ]])
    """
    places = np.asarray(presence.sum(axis=0)).ravel()

    def weigh(i: np.ndarray, j: np.ndarray, together: np.ndarray) -> np.ndarray:
        return np.asarray(together / (np.maximum(places[i], places[j]) + damping))

    return in_blocks(presence, weigh, megabytes=megabytes)


def pairs_together(table: csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return both positions and the scalar product of every two different columns that meet."""
    product = csr_array(table.T @ table).tocoo()
    i, j = product.coords
    apart = (i != j) & (product.data != 0)
    return i[apart], j[apart], product.data[apart]
