"""pointwise: how much more often two things meet than chance would have them, as short vectors."""

import numpy as np
from scipy.sparse import coo_array, csr_array

SMALL = 500
"""Up to so many things all singular vectors are computed, which is exact and quick."""


def positive_pmi(together: csr_array, *, smoothing: float = 0.75) -> csr_array:
    r"""Positive pointwise mutual information, with smoothed contexts.

    .. math:: P_{ij} = \max\left(0, \ln \frac{C_{ij} / C_{\cdot\cdot}}{p_i\, q_j}\right), \qquad
              p_i = \frac{C_{i\cdot}}{C_{\cdot\cdot}}, \quad
              q_j = \frac{C_{j\cdot}^{\alpha}}{\sum_k C_{k\cdot}^{\alpha}}

    Parameters
    ----------
    together : csr_array of shape (n, n)
        How often i and j meet: symmetric, at least 0.
    smoothing : float
        α: below 1 it takes from rare contexts the great numbers that single meetings give them.

    Returns
    -------
    csr_array of shape (n, n)
        Natural logarithms of at least 0; where two meet no more often than by chance, 0. Symmetric
        only if ``smoothing`` is 1.

    References
    ----------
    Levy, O., Goldberg, Y. and Dagan, I. (2015). Improving distributional similarity with lessons
    learned from word embeddings. Transactions of the Association for Computational Linguistics 3,
    211-225, https://doi.org/10.1162/tacl_a_00134.

    Examples
    --------
    Knife meets oven twice, pen meets desk twice; each has a quarter of all: ln(1/4 : 1/16) = ln 4.

    >>> met = csr_array([[0.0, 2, 0, 0], [2, 0, 0, 0], [0, 0, 0, 2], [0, 0, 2, 0]])
    >>> positive_pmi(met).toarray().round(2)
    array([[0.  , 1.39, 0.  , 0.  ],
           [1.39, 0.  , 0.  , 0.  ],
           [0.  , 0.  , 0.  , 1.39],
           [0.  , 0.  , 1.39, 0.  ]])
    """
    held = together.tocoo()
    i, j = held.coords
    each = np.asarray(together.sum(axis=1)).ravel()
    smoothed = each**smoothing
    chance = (each[i] / each.sum()) * (smoothed[j] / smoothed.sum())
    value = np.log(held.data / each.sum() / chance)
    above = value > 0
    return coo_array((value[above], (i[above], j[above])), shape=together.shape).tocsr()


def short_vectors(matrix: csr_array, *, dimensions: int) -> np.ndarray:
    r"""Sum of left and right singular vectors, each weighted by the root of its singular value.

    .. math:: V = (U_d + W_d)\, \Sigma_d^{1/2}, \qquad P \approx U_d \Sigma_d W_d^\top

    Parameters
    ----------
    matrix : csr_array of shape (n, n)
        Such as `positive_pmi` gives.
    dimensions : int
        d; at most n are there.

    Returns
    -------
    ndarray of shape (n, min(d, n))
        float64. No two runs differ: the search for the singular vectors starts from the same place,
        and each is turned so that the largest part of its left side is above 0.

    References
    ----------
    Levy, Goldberg and Dagan (2015), https://doi.org/10.1162/tacl_a_00134: adding both sides, and
    the root of the singular values, did better than the plain decomposition.

    Examples
    --------
    >>> short_vectors(csr_array([[0.0, 1.0], [1.0, 0.0]]), dimensions=2).round(3)
    array([[1., 1.],
           [1., 1.]])
    """
    size = matrix.shape[0]
    if size <= max(SMALL, 2 * dimensions):
        left, values, right = np.linalg.svd(matrix.toarray())
    else:
        from scipy.sparse.linalg import svds

        start = np.random.default_rng(0).standard_normal(size)
        left, values, right = svds(matrix, k=dimensions, v0=start)
    order = np.argsort(-values, kind="stable")[:dimensions]
    left, values, right = left[:, order], values[order], right[order].T
    top = np.argmax(np.abs(left).round(9), axis=0)
    turn = np.where(left[top, np.arange(len(order))] < 0, -1.0, 1.0)
    return np.asarray((left + right) * (turn * np.sqrt(values)))
