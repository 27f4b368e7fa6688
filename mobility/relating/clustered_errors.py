"""clustered_errors: standard errors of slopes when moves from one node, or to one, err together."""

import numpy as np


def clustered_errors(left: np.ndarray, off: np.ndarray, expected: np.ndarray) -> np.ndarray:
    r"""Return standard errors of Poisson slopes clustered by origin and by destination.

    .. math:: V = H^{-1} \Big( \sum_i s_{i\cdot} s_{i\cdot}^\top + \sum_j s_{\cdot j} s_{\cdot
              j}^\top - \sum_{ij} s_{ij} s_{ij}^\top \Big) H^{-1} \cdot \frac{G}{G - 1}, \qquad
              s_{ij} = \tilde x_{ij} (F_{ij} - E_{ij})

    with :math:`\tilde x` what the levels leave of the covariates at the weights of the fit,
    :math:`H = \sum E \tilde x \tilde x^\top`, and G the fewer of origins and destinations. Of a V
    that is not positive semidefinite the negative eigenvalues are set to 0.

    Parameters
    ----------
    left : ndarray of shape (n_covariates, n, n)
        nan throughout for a covariate that tells nothing.
    off : ndarray of shape (n, n)
        What is observed more than expected.
    expected : ndarray of shape (n, n)
        0 outside the table.

    Returns
    -------
    ndarray of shape (n_covariates,)
        At least 0; nan for a covariate that tells nothing.

    References
    ----------
    Cameron, A. C., Gelbach, J. B. and Miller, D. L. (2011). Robust inference with multiway
    clustering. Journal of Business & Economic Statistics 29, 238-249,
    https://doi.org/10.1198/jbes.2010.07136.

    Examples
    --------
    Two origins and two destinations, 25 expected of each pair, and each off by x itself. Every
    score is 1, so V = (8 + 8 - 4) / 100² · 2:

    >>> x = np.array([[[1.0, -1.0], [-1.0, 1.0]]])
    >>> clustered_errors(x, x[0], np.full((2, 2), 25.0))  # sqrt(24) / 100
    array([0.04898979])
    """
    own = np.flatnonzero(np.isfinite(left).all(axis=(1, 2)))
    result = np.full(len(left), np.nan)
    if not len(own):
        return result
    x, inside = left[own], expected > 0
    scores = x * np.where(inside, off, 0.0)
    by_origin, by_destination = scores.sum(axis=2), scores.sum(axis=1)
    meat = by_origin @ by_origin.T + by_destination @ by_destination.T
    meat -= np.einsum("kij,lij->kl", scores, scores)
    fewer = min(inside.any(axis=1).sum(), inside.any(axis=0).sum())
    bread = np.linalg.inv(np.einsum("kij,lij->kl", x * expected, x))
    values, vectors = np.linalg.eigh(bread @ meat @ bread * (fewer / (fewer - 1)))
    variance = (vectors * np.maximum(values, 0.0)) @ vectors.T
    result[own] = np.sqrt(np.diag(variance))
    return result
