"""opening_search: the best few skills by trying every set that may still be better."""

import numpy as np
from numpy.typing import NDArray

from mobility.reaching.opening import Opening, credits, positions_of

MOST_SUMS = 5 * 10**8
"""At most so many sums are looked at, nodes × candidates × targets: seconds, not minutes."""

MOST_AT_ONCE = 50_000
"""With more candidates × targets the search would not end, and is not begun."""


def better_set(
    opening: Opening, budget: int, than: NDArray[np.intp], *, most_sums: int = MOST_SUMS
) -> tuple[NDArray[np.intp], bool]:
    """Return the best set of at most ``budget`` candidates, and whether every set was looked at.

    A set is better when it opens more, or as much with fewer candidates; of sets as good as each
    other it is ``than``, or else the first by the positions of the candidates. A set is not looked
    into any further where even the best additions, by what they add to each target and by part
    credit, would not make it better. Which sets are passed over changes nothing of the answer, so
    a page that adds up in another order finds the same.

    Parameters
    ----------
    opening : Opening
        The sum, without targets that so few cannot open (`Opening.within`).
    budget : int
        At least 1.
    than : ndarray of int
        A good set to begin with.
    most_sums : int
        The search stops after so many, nodes × candidates × targets.

    Returns
    -------
    chosen : ndarray of int
        Positions of candidates, rising unless it is ``than``.
    complete : bool
        Whether no set that is better was left out.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> kitchen = Opening(
    ...     csr_array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]]), np.array([1.0, 1.0]), np.array([3, 9]))
    >>> better_set(kitchen, 2, np.array([0]))
    (array([1, 2]), True)
    """
    useful = np.flatnonzero(np.diff(opening.gains.tocsc().indptr))
    if not len(useful):
        return than, True
    if len(useful) * len(opening.lacking) > MOST_AT_ONCE:
        return than, False
    search = _Search(opening, useful, budget, than, most_sums)
    search.look_into(-1, (), np.zeros(len(opening.lacking)))
    return search.best, search.complete


class _Search:
    """Sets are looked into depth first, by the positions of their candidates."""

    def __init__(
        self,
        opening: Opening,
        useful: NDArray[np.intp],
        budget: int,
        than: NDArray[np.intp],
        most_sums: int,
    ) -> None:
        self.opening, self.useful, self.budget = opening, useful, budget
        self.gains = opening.gains[:, useful].toarray()
        self.rest = _largest_after(self.gains, budget)
        self.best, self.value, self.size = than, opening.value(than), len(than)
        self.left = most_sums // self.gains.size
        self.complete = True

    def look_into(self, last: int, taken: tuple[int, ...], covered: np.ndarray) -> None:
        """Try every set that goes on from one, by candidates after the last of it."""
        left = self.budget - len(taken)
        after = last + 1
        if not left or after == len(self.useful):
            return
        if not self.left:
            self.complete = False
            return
        self.left -= 1
        more = covered[:, None] + self.gains[:, after:]
        if not self._may_be_better(covered, more, after, left, len(taken)):
            return
        opened = self.opening.values @ (more >= self.opening.lacking[:, None])
        for place, value in enumerate(opened.tolist()):
            now = (*taken, after + place)
            if (value, -len(now)) > (self.value, -self.size):
                self.best = self.useful[positions_of(list(now))]
                self.value, self.size = int(value), len(now)
            self.look_into(after + place, now, more[:, place])

    def _may_be_better(
        self, covered: np.ndarray, more: np.ndarray, after: int, left: int, size: int
    ) -> bool:
        """Whether some set that goes on may open more, or as much with fewer candidates."""
        enough = self.value if size + 1 < self.size else self.value + 1
        lacking, values = self.opening.lacking, self.opening.values
        if values @ (covered + self.rest[left - 1][:, after] >= lacking - 1e-9) < enough:
            return False
        now = float(values @ np.minimum(1.0, covered / lacking))
        added = np.sort(credits(self.opening, more) - now)[::-1][:left]
        return bool(now + float(added.sum()) >= enough - 1e-6)


def _largest_after(gains: np.ndarray, budget: int) -> list[np.ndarray]:
    """Return what the best 1, 2 … candidates from each on add to each target."""
    targets, candidates = gains.shape
    top = np.zeros((targets, budget))
    found = [np.zeros((targets, candidates)) for _ in range(budget)]
    for place in range(candidates - 1, -1, -1):
        top = np.sort(np.column_stack([top, gains[:, place]]), axis=1)[:, :0:-1]
        for number, sums in enumerate(np.cumsum(top, axis=1).T):
            found[number][:, place] = sums
    return found
