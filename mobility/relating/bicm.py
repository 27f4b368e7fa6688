"""bicm: how likely each cell of a two-mode table is filled if only its margins decide."""

from collections.abc import Iterator

import numpy as np

from mobility.foundation.errors import InputError

ROUNDS, CLOSE = 200, 1e-10
"""Newton steps at most, and how far an expected margin may be from the one observed."""


def bicm(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    r"""Fit the bipartite configuration model: the most random table with these mean margins.

    Cells are filled independently with the probabilities

    .. math:: p_{is} = \frac{x_i y_s}{1 + x_i y_s}, \qquad
              \sum_s p_{is} = d_i, \quad \sum_i p_{is} = u_s

    where :math:`d_i` and :math:`u_s` are the filled cells of row i and column s. The positive
    :math:`x, y` maximize the likelihood, which is concave in their logarithms, and are found by
    Newton's method. Rows of equal sum have equal :math:`x`, columns likewise, so that one of each
    is fitted. Where the margins leave a block of cells no choice (an empty row, a full column, or
    any block that every table with these margins has filled or empty), p is 0 or 1 there and the
    rest is fitted by itself.

    Parameters
    ----------
    rows : ndarray of shape (n_rows,)
        How many cells of each row are filled; whole numbers.
    columns : ndarray of shape (n_columns,)
        How many cells of each column are filled.

    Returns
    -------
    ndarray of shape (n_rows, n_columns)
        Probabilities from 0 to 1; their row and column sums are the margins, to 1e-10.

    Raises
    ------
    InputError
        If no table of zeros and ones has these margins, or the fit does not come close to them.

    References
    ----------
    Squartini, T. and Garlaschelli, D. (2011). Analytical maximum-likelihood method to detect
    patterns in real networks. New Journal of Physics 13, 083001,
    https://doi.org/10.1088/1367-2630/13/8/083001. Saracco, F., Di Clemente, R., Gabrielli, A. and
    Squartini, T. (2015). Randomizing bipartite networks: the case of the World Trade Web.
    Scientific Reports 5, 10595, https://doi.org/10.1038/srep10595. A table with given margins
    exists, and a block of it is settled, by the inequalities of Gale, D. (1957). A theorem on flows
    in networks. Pacific Journal of Mathematics 7, 1073-1082,
    https://doi.org/10.2140/pjm.1957.7.1073.

    Examples
    --------
    One of three cells in the first row, two in the second, and one in each column:

    >>> bicm(np.array([1, 2]), np.array([1, 1, 1])).round(4)
    array([[0.3333, 0.3333, 0.3333],
           [0.6667, 0.6667, 0.6667]])
    """
    degrees, of_row, held = np.unique(rows, return_inverse=True, return_counts=True)
    users, of_column, wide = np.unique(columns, return_inverse=True, return_counts=True)
    # The largest first, as the inequalities have them.
    kinds = _of_kinds(
        degrees[::-1].astype(np.float64), held[::-1], users[::-1].astype(np.float64), wide[::-1]
    )
    result: np.ndarray = kinds[::-1, ::-1][np.ix_(of_row, of_column)]
    return result


def _of_kinds(
    degrees: np.ndarray, held: np.ndarray, users: np.ndarray, wide: np.ndarray
) -> np.ndarray:
    """Return p for every kind of row (held times) and of column (wide times), largest first."""
    p = np.zeros((len(degrees), len(users)))
    if degrees @ held != users @ wide or (_slack(degrees, held, users, wide) < 0).any():
        raise InputError("margins", ["no table of zeros and ones has these row and column sums"])
    for block, d, h, u, w in _blocks(degrees, held, users, wide, p):
        p[block] = _fitted(d, h, u, w)
    return p


Block = tuple[
    tuple[slice, slice], np.ndarray, np.ndarray, np.ndarray, np.ndarray
]  # where, degrees, held, users, wide


def _blocks(
    degrees: np.ndarray, held: np.ndarray, users: np.ndarray, wide: np.ndarray, p: np.ndarray
) -> Iterator[Block]:
    """Yield the blocks that have a choice, writing 1 into ``p`` where there is none but that."""
    waiting = [(0, 0, degrees, held, users, wide)]
    while waiting:
        top, left, d, h, u, w = waiting.pop()
        if not len(d) or not len(u):
            continue
        tight = _slack(d, h, u, w) == 0
        # All rows and no column, or no row and all columns, is no split.
        tight[-1, 0] = tight[0, -1] = False
        splits = np.argwhere(tight)
        if not len(splits):
            where = slice(top, top + len(d)), slice(left, left + len(u))
            yield where, d, h, u, w
            continue
        # The middle one, so that a table that is settled throughout is halved, not peeled.
        k, m = (int(place) for place in splits[len(splits) // 2])
        p[top : top + k, left : left + m] = 1.0
        waiting.append((top, left + m, d[:k] - w[:m].sum(), h[:k], u[m:], w[m:]))
        waiting.append((top + k, left, d[k:], h[k:], u[:m] - h[:k].sum(), w[:m]))


def _slack(d: np.ndarray, h: np.ndarray, u: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Return how many cells the first k kinds of rows could still fill, given m kinds of columns.

    The first rows can fill all cells with the first columns, and of the other columns no more than
    these have. Where that is what they do fill, those cells are full, and the cells of the other
    rows and columns are empty.
    """
    rows, filled = _sums(h), _sums(h * d)
    columns, used = _sums(w), _sums(w * u)
    slack: np.ndarray = np.outer(rows, columns) + (used[-1] - used)[None, :] - filled[:, None]
    return slack


def _sums(values: np.ndarray) -> np.ndarray:
    """Return the sum of the first 0, 1, 2 … values."""
    return np.concatenate([[0], np.cumsum(values)])


def _fitted(d: np.ndarray, h: np.ndarray, u: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Return p for margins that leave every cell a choice, by Newton's method."""
    from scipy.special import expit

    size = len(d)
    wanted, number = np.concatenate([d, u]), np.concatenate([h, w]).astype(np.float64)
    total = float(h.sum()), float(w.sum())
    density = float(d @ h) / (total[0] * total[1])
    # Exact where all rows, or all columns, are alike.
    at = np.concatenate(
        [_log_odds(d / total[1]), _log_odds(u / total[0]) - _log_odds(np.array([density]))]
    )
    # x · t and y / t give the same p; a step along that line is forbidden.
    same = np.concatenate([np.ones(size), -np.ones(len(u))])
    for _ in range(ROUNDS):
        p = expit(at[:size, None] + at[None, size:])
        away = np.concatenate([p @ w, h @ p]) - wanted
        if np.abs(away).max() <= CLOSE:
            return np.asarray(p)
        spread = p * (1 - p) * np.outer(h, w)
        curve = np.diag(np.concatenate([spread.sum(axis=1), spread.sum(axis=0)]))
        curve[:size, size:], curve[size:, :size] = spread, spread.T
        step = np.linalg.solve(curve + np.outer(same, same) * spread.mean(), -number * away)
        at = at + _share(at, step, d, h, u, w) * step
    problem = f"the fit is {np.abs(away).max():g} from the row and column sums"
    raise InputError("margins", [problem])


def _share(
    at: np.ndarray, step: np.ndarray, d: np.ndarray, h: np.ndarray, u: np.ndarray, w: np.ndarray
) -> float:
    """Return the largest of 1, 1/2, 1/4 … of a step that does not make the table less likely."""

    def unlikely(point: np.ndarray) -> float:
        x, y = point[: len(d)], point[len(d) :]
        cells = np.logaddexp(0, x[:, None] + y[None, :])
        return float(h @ cells @ w - (h * d) @ x - (w * u) @ y)

    before = unlikely(at)
    # Near the end the gain is below what rounding leaves of the sum.
    rounding = 1e-13 * (1 + abs(before))
    share = 1.0
    while share > 1e-6 and unlikely(at + share * step) > before + rounding:
        share /= 2
    return share


def _log_odds(share: np.ndarray) -> np.ndarray:
    """Return log(p / (1 − p))."""
    odds: np.ndarray = np.log(share) - np.log1p(-share)
    return odds
