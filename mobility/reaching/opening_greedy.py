"""opening_greedy: a good set of skills found quickly, one skill or one occupation at a time."""

import numpy as np
from numpy.typing import NDArray

from mobility.reaching.opening import DECIMALS, Opening, credits, positions_of, without_idle


def greedy(opening: Opening, budget: int) -> NDArray[np.intp]:
    """Return the best of `by_finishing`, `best_first` and `by_part_credit`, without idle ones.

    Of those that open equally much the one of fewest candidates, then the first named.
    """
    tried = [
        by_finishing(opening, budget),
        best_first(opening, budget, among=np.arange(opening.gains.shape[1])),
        by_part_credit(opening, budget),
    ]
    lean = [without_idle(opening, chosen) for chosen in tried]
    return min(lean, key=lambda chosen: (-opening.value(chosen), len(chosen)))


def best_first(opening: Opening, budget: int, *, among: NDArray[np.intp]) -> NDArray[np.intp]:
    """Pick again and again the candidate after which most is opened; of equal ones by part credit.

    Parameters
    ----------
    opening : Opening
        The sum.
    budget : int
        At most so many.
    among : ndarray of int
        Positions of the candidates to pick from.

    Returns
    -------
    ndarray of int
        Positions, in the order picked; ends early where no candidate adds anything.

    Examples
    --------
    The first opens 3 at once; of the others neither opens the 9 alone:

    >>> from scipy.sparse import csr_array
    >>> kitchen = Opening(
    ...     csr_array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]]), np.array([1.0, 1.0]), np.array([3, 9]))
    >>> best_first(kitchen, 2, among=np.arange(3)).tolist(), kitchen.value(np.array([0, 1]))
    ([0, 1], 3)
    >>> by_part_credit(kitchen, 2).tolist(), kitchen.value(np.array([1, 2]))
    ([1, 2], 9)
    """
    return _picked(opening, budget, among, opened_first=True)


def by_part_credit(opening: Opening, budget: int) -> NDArray[np.intp]:
    r"""Pick again and again the candidate that raises the sum with part credit, F, most.

    F is monotone and submodular and F(∅) = 0, so that this reaches at least
    :math:`1 - (1 - 1/k)^k \ge 1 - 1/e` of the largest F of any k candidates. That is a promise
    about F, not about what is opened.

    Parameters
    ----------
    opening : Opening
        The sum.
    budget : int
        k.

    Returns
    -------
    ndarray of int
        Positions, in the order picked; ends early where no candidate adds anything.

    References
    ----------
    Nemhauser, G. L., Wolsey, L. A. and Fisher, M. L. (1978). An analysis of approximations for
    maximizing submodular set functions. Mathematical Programming 14, 265-294,
    https://doi.org/10.1007/BF01588971.
    """
    return _picked(opening, budget, np.arange(opening.gains.shape[1]), opened_first=False)


def by_finishing(opening: Opening, budget: int) -> NDArray[np.intp]:
    """Finish again and again the target whose missing candidates open most each.

    What a target still lacks is covered by the candidates that add most to it; all that these open
    is divided by how many they are.

    Parameters
    ----------
    opening : Opening
        The sum.
    budget : int
        At most so many.

    Returns
    -------
    ndarray of int
        Positions, in the order picked; ends early where nothing more can be finished.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> kitchen = Opening(
    ...     csr_array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]]), np.array([1.0, 1.0]), np.array([3, 9]))
    >>> by_finishing(kitchen, 2).tolist(), by_finishing(kitchen, 1).tolist()
    ([1, 2], [0])
    """
    gains = opening.gains.toarray()
    covered = np.zeros(len(opening.lacking))
    chosen: list[int] = []
    while len(chosen) < budget:
        left = np.ones(gains.shape[1], dtype=bool)
        left[chosen] = False
        now = int(opening.values @ (covered >= opening.lacking))
        best: tuple[float, int, list[int]] = (0.0, 0, [])
        for o in np.flatnonzero(covered < opening.lacking):
            able = np.flatnonzero(left & (gains[o] > 0))
            able = able[np.lexsort((able, -gains[o, able].round(DECIMALS)))]
            able = able[: budget - len(chosen)]
            enough = np.flatnonzero(covered[o] + np.cumsum(gains[o, able]) >= opening.lacking[o])
            if not len(enough):
                continue
            picked = able[: enough[0] + 1]
            after = covered + gains[:, picked].sum(axis=1)
            more = int(opening.values @ (after >= opening.lacking)) - now
            if (more / len(picked), more) > best[:2]:
                best = (more / len(picked), more, picked.tolist())
        if not best[2]:
            break
        chosen += best[2]
        covered = covered + gains[:, best[2]].sum(axis=1)
    return positions_of(chosen)


def _picked(
    opening: Opening, budget: int, among: NDArray[np.intp], *, opened_first: bool
) -> NDArray[np.intp]:
    gains = opening.gains[:, among].toarray()
    covered = np.zeros(len(opening.lacking))
    chosen: list[int] = []
    left = np.ones(len(among), dtype=bool)
    now = 0.0
    for _ in range(min(budget, len(among))):
        after = covered[:, None] + gains
        credit = np.where(left, credits(opening, after).round(DECIMALS), -1.0)
        if credit.max() <= now:
            break
        opened = opening.values @ (after >= opening.lacking[:, None])
        first = np.where(left, opened, -1) if opened_first else np.zeros(len(among))
        best = int(np.lexsort((np.arange(len(among)), -credit, -first))[0])
        chosen.append(int(among[best]))
        left[best] = False
        covered, now = after[:, best], float(credit[best])
    return positions_of(chosen)
