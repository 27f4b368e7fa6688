"""region_order: density together with how varied the region and how common the activity is."""

from typing import Literal, get_args

import numpy as np

Order = Literal["density", "density and effects"]
ORDERS: tuple[Order, ...] = get_args(Order)
DENSITY, BOTH = ORDERS

ROUNDS, CLOSE = 50, 1e-9
"""Newton steps at most, and how far a step may be from none."""


def density_and_effects(has: np.ndarray, density: np.ndarray) -> np.ndarray:
    r"""Score every cell by the variety of the region, how common the activity is, and density.

    .. math:: \operatorname{logit} P(M_{ri} = 1) = a_r + o_{ri} + \beta x_{ri}, \qquad
              o_{ri} = \operatorname{logit} \frac{\sum_{q \ne r} M_{qi} + 1/2}{n - 1 + 1}

    with n regions and x the density less the mean of its region and the mean of its activity, in
    standard deviations. How common the activity is, is told by
    *other* regions: counted with its own, a present activity would look commoner to its region, and
    rarer to the others that density is learned from. a and β are of the largest likelihood; a β
    below 0 is taken as 0, so that density never speaks against what is near.

    Parameters
    ----------
    has : ndarray of shape (n_regions, n_activities)
        1, 0, or nan where not known, which is left out.
    density : ndarray of the same shape
        Without self; nan counts as the mean.

    Returns
    -------
    ndarray of shape (n_regions, n_activities)
        Log-odds; nan where the density is. A region that has all or nothing has a of 0.

    Examples
    --------
    a is as common as b elsewhere, and to the last region nearer:

    >>> has = np.array([[1.0, 1, 1, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]])
    >>> d = np.array([[0.9, 0.5, 0.9, 0.1], [0.9, 0.3, 0.9, 0], [0, 0.5, 0, 0.5], [0.9, 0.2, 0, 0]])
    >>> a, b = density_and_effects(has, d)[3, :2]
    >>> bool(a > b)
    True
    """
    known, told = np.isfinite(has), np.isfinite(density)
    present = np.where(known, has, 0.0)
    elsewhere = present.sum(axis=0) - present
    others = np.maximum(known.sum(axis=0) - known, 1)
    share = (elsewhere + 0.5) / (others + 1.0)
    offset = np.log(share / (1 - share))
    x = _left(density, told)
    number, found = known.sum(axis=1), present.sum(axis=1)
    cells = known & ((found > 0) & (found < number))[:, None]
    a, slope = _fitted(present, offset, x, cells)
    scores: np.ndarray = a[:, None] + offset + max(slope, 0.0) * x
    return np.where(told, scores, np.nan)


def _left(density: np.ndarray, told: np.ndarray) -> np.ndarray:
    """Return density less the means of its row and column, in standard deviations; 0 if unknown."""
    kept = np.where(told, density, 0.0)
    rows = kept.sum(axis=1) / np.maximum(told.sum(axis=1), 1)
    columns = kept.sum(axis=0) / np.maximum(told.sum(axis=0), 1)
    mean = kept.sum() / max(told.sum(), 1)
    left = np.where(told, density - rows[:, None] - columns + mean, 0.0)
    spread = left[told].std() if told.any() else 0.0
    return np.asarray(left / spread if spread > 1e-12 else 0.0 * left)


def _fitted(
    yes: np.ndarray, offset: np.ndarray, x: np.ndarray, cells: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return the level of each row and the slope of x, by Newton's method with rows eliminated."""
    a, slope = np.zeros(len(yes)), 0.0
    if not cells.any() or not x[cells].std() > 0:
        return a, slope
    for _ in range(ROUNDS):
        p = np.where(cells, 1 / (1 + np.exp(-(a[:, None] + offset + slope * x))), 0.0)
        w, off = p * (1 - p), np.where(cells, yes - p, 0.0)
        rows, weight, shared = off.sum(axis=1), w.sum(axis=1), (w * x).sum(axis=1)
        per = np.divide(1.0, weight, out=np.zeros_like(weight), where=weight > 0)
        left = float((w * x**2).sum() - (shared**2 * per).sum())
        step = float((off * x).sum() - (shared * per * rows).sum()) / max(left, 1e-12)
        # A long step of a logit can overshoot; half a log-odds at a time cannot.
        step = float(np.clip(step, -0.5, 0.5))
        levels = np.clip(per * (rows - shared * step), -2.0, 2.0)
        a, slope = a + levels, slope + step
        if max(np.abs(levels).max(), abs(step)) <= CLOSE:
            break
    return a, slope
