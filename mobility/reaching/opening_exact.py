"""opening_exact: the best few skills for certain, by mixed-integer linear programming."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_array, csr_array, diags_array, eye_array, vstack

from mobility.foundation.solver_remarks import remarks_on_stderr
from mobility.reaching.opening import Opening, without_idle

FINE = 1000
"""Shares of what is lacking are rounded up to thousandths for the solver; see `best_set`."""


@dataclass(frozen=True, eq=False)
class Best:
    """The best set found and how much any set can open.

    Parameters
    ----------
    chosen : ndarray of int
        Positions of candidates.
    bound : int
        No set of as many candidates as were allowed opens more.
    """

    chosen: NDArray[np.intp]
    bound: int


def best_set(opening: Opening, budget: int, *, node_limit: int) -> Best:
    r"""Find at most ``budget`` candidates that open most, and of such sets one of the fewest.

    .. math:: \max \sum_o (k + 1) v_o y_o - \sum_s x_s \quad\text{so that}\quad
              \sum_s \min(1, g_{os} / \ell_o)\, x_s \ge y_o,\;
              \sum_{s: g_{os} > 0} x_s \ge m_o y_o,\; \sum_s x_s \le k,\; x, y \in \{0, 1\}

    with ℓ what o lacks and m the fewest candidates that open it. A solver takes a sum for enough
    when it falls a millionth short, so that it gets the shares rounded up to thousandths, adds too
    much rather than too little, and every set it gives is added up again as it is; where that opens
    less, a line is added that says so (of those that add to o, one more than these), and it is
    solved again. The lines lose no set, so the answer is exact.

    Parameters
    ----------
    opening : Opening
        The sum, without targets that so few cannot open (`Opening.within`).
    budget : int
        k, at least 1.
    node_limit : int
        The search stops after so many nodes, not after a time, so that the answer is the same
        however fast the machine; the bound holds then, too.

    Returns
    -------
    Best

    Examples
    --------
    >>> kitchen = Opening(
    ...     csr_array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]]), np.array([1.0, 1.0]), np.array([3, 9]))
    >>> best = best_set(kitchen, 2, node_limit=100)
    >>> best.chosen.tolist(), best.bound
    ([1, 2], 9)
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    targets, candidates = opening.gains.shape
    none = np.zeros(0, dtype=np.intp)
    if not targets:
        return Best(none, 0)
    any_of = csr_array(opening.gains > 0, dtype=np.float64)
    lines = _lines(opening, any_of)
    few = csr_array(np.concatenate([-np.ones(candidates), np.zeros(targets)])[None, :])
    goal = np.concatenate([np.ones(candidates), -(budget + 1.0) * opening.values])
    while True:
        rows = vstack([lines, few]).tocsr()
        least = np.zeros(rows.shape[0])
        least[-1] = -budget
        with remarks_on_stderr():
            found = milp(
                goal,
                integrality=np.ones(len(goal)),
                bounds=Bounds(0, 1),
                constraints=LinearConstraint(rows, least, np.inf),
                options={"mip_rel_gap": 0.0, "node_limit": node_limit},
            )
        bound = int(opening.values.sum())
        if found.mip_dual_bound is not None:
            bound = min(bound, int(np.floor((budget - found.mip_dual_bound) / (budget + 1) + 1e-6)))
        if found.x is None:
            return Best(none, bound)
        chosen = np.flatnonzero(found.x[:candidates] > 0.5)
        wrong = np.flatnonzero((found.x[candidates:] > 0.5) & ~opening.opened(chosen))
        if not len(wrong):
            return Best(without_idle(opening, chosen), bound)
        lines = vstack([lines, _one_more(any_of, wrong, chosen)])


def _lines(opening: Opening, any_of: csr_array) -> csr_array:
    """Say that a target opens only where there is enough, and only by so many candidates."""
    share = csr_array(diags_array(FINE / opening.lacking) @ opening.gains)
    share.data = np.minimum(np.ceil(share.data), FINE) / FINE
    minus = -eye_array(len(opening.lacking), format="csr")
    fewest = diags_array(-opening.fewest().astype(np.float64))
    return csr_array(vstack([block_array([[share, minus]]), block_array([[any_of, fewest]])]))


def _one_more(any_of: csr_array, wrong: np.ndarray, chosen: NDArray[np.intp]) -> csr_array:
    """Say that some targets open only with a candidate beyond those chosen."""
    others = csr_array(any_of[wrong], copy=True)
    others.data[np.isin(others.indices, chosen)] = 0.0
    others.eliminate_zeros()
    minus = -eye_array(any_of.shape[0], format="csr")
    return csr_array(block_array([[others, minus[wrong]]]))
