"""separation: pairs of which a Poisson model could expect ever less, since nobody moves there."""

import numpy as np
from scipy.sparse import csr_array

from mobility.foundation.errors import InputError
from mobility.relating.two_way import TwoWay

HELD = 1e8
"""Weight of pairs with moves, whose expectation has to stay as it is."""

NOTHING, LITTLE, MUCH = 1e-4, 1e-6, 0.1
"""A change this small, where the first sought is 1, is none; so is a rise of this share of the
largest fall. Falls of this share are surely separated; what falls less is looked at again without
them, since some of it only has not come to rest."""

SAME = 1e-7
"""A table of which levels and other tables leave no larger share is told by them already."""

ROUNDS = 2000


def separated(moves: np.ndarray, allowed: np.ndarray, covariates: np.ndarray) -> np.ndarray:
    r"""Find the pairs whose expectation the likelihood drives to 0.

    A Poisson model has no finite maximum if some change of its levels and slopes leaves the
    expectation of every pair with moves as it is and lowers that of pairs without moves only. What
    it lowers is *separated*: its expectation is 0 in the limit, and the other pairs can be fitted
    without it.

    By levels alone this is a question of paths. A pair (i, j) without moves can have an expectation
    above 0 with the same row and column sums if and only if moves can be shifted around a ring
    through it: onto any pair that is allowed, away from a pair that has moves. So it is separated
    unless i and j lie in one strongly connected part of that graph. With covariates the change
    sought is z, at least 0 where nobody moves and 0 elsewhere; it is found by least squares of
    :math:`\max(z, 0)` in turns (the *iterative rectifier*).

    Parameters
    ----------
    moves : ndarray of shape (n, n)
        At least 0.
    allowed : ndarray of bool, shape (n, n)
        Which pairs the model is of.
    covariates : ndarray of shape (n_covariates, n, n)
        What is told of each pair.

    Returns
    -------
    ndarray of bool, shape (n, n)
        Pairs without moves, among those allowed. A pair whose origin nobody leaves, or where
        nobody arrives, is not called separated.

    Raises
    ------
    InputError
        If the search does not end.

    References
    ----------
    Santos Silva, J. M. C. and Tenreyro, S. (2010). On the existence of the maximum likelihood
    estimates in Poisson regression. Economics Letters 107, 310-312,
    https://doi.org/10.1016/j.econlet.2010.02.020. Correia, S., Guimarães, P. and Zylkin, T. (2019).
    Verifying the existence of maximum likelihood estimates for generalized linear models,
    https://doi.org/10.48550/arXiv.1903.01633 (the rectifier).

    Examples
    --------
    Everybody moves from or to the hub, so nothing can be expected from b to c or back:

    >>> star = np.array([[0, 5, 5], [5, 0, 0], [5, 0, 0]])
    >>> separated(star, ~np.eye(3, dtype=bool), np.zeros((0, 3, 3))).astype(int)
    array([[0, 0, 0],
           [0, 0, 1],
           [0, 1, 0]])
    """
    allowed = allowed & (moves.sum(axis=1) > 0)[:, None] & (moves.sum(axis=0) > 0)
    left = allowed
    # What is left may be separated in its turn: of that only the pairs found before tell otherwise.
    while True:
        found = left & (moves == 0) & ~_on_a_ring(moves > 0, left)
        if len(covariates) and not found.any():
            found = _rectified(moves, left, covariates)
        if not found.any():
            return np.asarray(allowed & ~left)
        left = left & ~found


def telling(left: np.ndarray, whole: np.ndarray) -> list[int]:
    """Return which tables tell something that levels and the tables before them do not.

    Parameters
    ----------
    left : ndarray of shape (n_covariates, n, n)
        What the levels leave of each table.
    whole : ndarray of shape (n_covariates, n, n)
        The tables themselves.
    """
    found: list[int] = []
    basis = np.zeros((left[0].size, 0))
    for place, (table, own) in enumerate(zip(left, whole, strict=True)):
        flat = table.ravel()
        rest = flat - basis @ (basis.T @ flat)
        length = float(np.linalg.norm(rest))
        if length > SAME * float(np.linalg.norm(own)):
            found.append(place)
            basis = np.column_stack([basis, rest / length])
    return found


def _on_a_ring(moved: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Return for every pair whether its origin and its destination reach each other."""
    n_rows, n_columns = moved.shape
    onto, away = np.nonzero(allowed), np.nonzero(moved)
    start = np.concatenate([onto[0], n_rows + away[1]])
    end = np.concatenate([n_rows + onto[1], away[0]])
    ways = csr_array(
        (np.ones(len(start), dtype=np.int8), (start, end)), shape=(n_rows + n_columns,) * 2
    )
    # Imported here: it brings all of scipy's sparse solvers, and `import mobility` stays light.
    from scipy.sparse.csgraph import connected_components

    part = connected_components(ways, directed=True, connection="strong")[1]
    return np.asarray(part[:n_rows, None] == part[n_rows:])


def _rectified(moves: np.ndarray, cells: np.ndarray, covariates: np.ndarray) -> np.ndarray:
    """Return the pairs without moves that some change lowers, covariates among it."""
    empty = cells & (moves == 0)
    if not empty.any():
        return np.asarray(empty)
    weights = np.where(cells, np.where(empty, 1.0, HELD), 0.0)
    levels = TwoWay(weights)
    root = np.sqrt(weights)
    told = root * np.array([levels.without_levels(table) for table in covariates])
    own = telling(told, root * covariates)
    if not own:
        return np.zeros_like(empty)
    basis, _ = np.linalg.qr(told[own].reshape(len(own), -1).T)
    aim, size = empty.astype(np.float64), 1.0
    for _ in range(ROUNDS):
        left = levels.without_levels(aim)
        flat = (root * left).ravel()
        rest = (flat - basis @ (basis.T @ flat)).reshape(aim.shape)
        z = np.where(cells, aim - np.divide(rest, root, out=np.zeros_like(rest), where=cells), 0.0)
        most = z[empty].max()
        size *= max(most, 0.0)
        if size <= NOTHING:
            return np.zeros_like(empty)
        z = z / most
        if z[empty].min() >= -LITTLE:
            return np.asarray(empty & (z > MUCH))
        # The act has no scale of its own, so the change sought is kept at 1, far from rounding.
        aim = np.where(empty, np.maximum(z, 0.0), 0.0)
    raise InputError(
        "expected_flows",
        [f"whether the model has a solution could not be told in {ROUNDS} rounds; leave out "
         "covariates that hold for few pairs"],
    )  # fmt: skip
