"""other_regions: density of each region by what goes together in all others."""

import numpy as np

from mobility.relating.one_thread import one_thread


def density_from_others(
    has: np.ndarray, seen: np.ndarray, region: np.ndarray, *, damping: float = 2.0
) -> np.ndarray:
    r"""Return each region's density by the damped proximity that all other regions show.

    .. math:: \hat\varphi^{(-r)}_{ij} = \frac{\sum_{q \ne r} M_{qi} M_{qj}}
              {\max(u^{(-r)}_i, u^{(-r)}_j) + d}, \qquad
              d_{ri} = \frac{\sum_{j \ne i} \hat\varphi^{(-r)}_{ij} M_{rj}}
              {\sum_{j \ne i} \hat\varphi^{(-r)}_{ij}}

    A region's own presences are no evidence of what goes together: with them an activity that is
    there would speak for itself.

    Parameters
    ----------
    has : ndarray of shape (n_regions, n_activities)
        Presences whose density is wanted: 1, 0, or nan where not known.
    seen : ndarray of shape (n_rows, n_activities)
        Presences that proximity is taken from, a row for each region and period; nan counts as 0.
    region : ndarray of int, shape (n_rows,)
        The region of each of these rows, as a row of ``has``.
    damping : float
        As in `mobility.relating.proximity.damped_proximity`.

    Returns
    -------
    ndarray of shape (n_regions, n_activities)
        From 0 to 1; nan where no other region relates the activity to anything known.

    Examples
    --------
    In two other regions a and b go together, so whoever has a is near b:

    >>> has = np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 1.0, 0.0]])
    >>> density_from_others(has, has, np.arange(3))[0].tolist()
    [0.0, 1.0, nan]
    """
    known = np.isfinite(has)
    present = np.where(known, has, 0.0)
    rows = np.nan_to_num(seen)
    result = np.full(has.shape, np.nan)
    with one_thread():
        together = rows.T @ rows
        for r in range(len(has)):
            own = rows[region == r]
            others = together - own.T @ own
            places = np.diag(others)
            phi = others / (np.maximum(places[:, None], places) + damping) if damping > 0 else (
                np.divide(others, np.maximum(places[:, None], places),
                          out=np.zeros_like(others), where=others > 0)
            )  # fmt: skip
            np.fill_diagonal(phi, 0.0)
            above = phi @ present[r]
            below = phi.sum(axis=1) if known[r].all() else phi @ known[r].astype(np.float64)
            np.divide(above, below, out=result[r], where=below > 0)
    return result
