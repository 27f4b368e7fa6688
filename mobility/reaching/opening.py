"""opening: which vacancies a set of skills brings within reach, and how many any set could.

An occupation is reached when fit ≥ θ, and fit is a plain sum over skills, so a set of skills X
opens occupation o when what X adds to its fit covers what it lacks. Values add up over what opens:

    f(X) = Σ_o v_o · [Σ_{s ∈ X} g(o, s) ≥ lacking_o]

Two skills may open together what neither opens alone, so f is *not* submodular, and picking the
best skill again and again has no guarantee. What has one is the sum with part credit:

    F(X) = Σ_o v_o · min(1, Σ_{s ∈ X} g(o, s) / lacking_o)  ≥  f(X)

which is monotone and submodular.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

DECIMALS = 9
"""Sums are compared after rounding to so many decimals, so that the last bit decides nothing."""


@dataclass(frozen=True, eq=False)
class Opening:
    """What is lacking where, what each skill adds there, and what is won when it is there.

    Parameters
    ----------
    gains : csr_array of shape (n_targets, n_candidates)
        g: how much each skill adds to the fit of each target, at least 0.
    lacking : ndarray of shape (n_targets,)
        How much more fit the target needs, above 0.
    values : ndarray of int, shape (n_targets,)
        What is won when the target opens (vacancies), above 0.
    """

    gains: csr_array
    lacking: np.ndarray
    values: np.ndarray

    def opened(self, chosen: NDArray[np.intp]) -> np.ndarray:
        """Return which targets a set of candidates, given by positions, opens."""
        taken = np.zeros(self.gains.shape[1])
        taken[chosen] = 1.0
        return np.asarray(self.gains @ taken >= self.lacking)

    def value(self, chosen: NDArray[np.intp]) -> int:
        """Return f: the value of all that a set of candidates opens."""
        return int(self.values[self.opened(chosen)].sum())

    def fewest(self) -> np.ndarray:
        """Return for each target how many candidates it takes at least; -1 where all are too few.

        The candidates that add most, added up until there is enough.
        """
        found = np.full(len(self.lacking), -1)
        for o, lacking in enumerate(self.lacking):
            row = self.gains.data[self.gains.indptr[o] : self.gains.indptr[o + 1]]
            enough = np.flatnonzero(np.cumsum(np.sort(row)[::-1]) >= lacking)
            if len(enough):
                found[o] = enough[0] + 1
        return found

    def within(self, budget: int) -> "Opening":
        """Return it without the targets that no ``budget`` candidates can open."""
        fewest = self.fewest()
        kept = (fewest > 0) & (fewest <= budget)
        return Opening(csr_array(self.gains[kept]), self.lacking[kept], self.values[kept])


def credit_bound(opening: Opening, budget: int, chosen: NDArray[np.intp]) -> int:
    r"""Bound from above what any ``budget`` candidates can open, by part credit.

    For every set A, the first picks of ``chosen`` in turn, submodularity gives
    :math:`f(X) \le F(X) \le F(A) + \sum_{\text{largest } k} (F(A + s) - F(A))`;
    the smallest of these is kept, and rounded down, since values are whole numbers.

    Parameters
    ----------
    opening : Opening
        The sum.
    budget : int
        k.
    chosen : ndarray of int
        Any candidates, best those of `by_part_credit`.
    """
    gains = opening.gains.toarray()
    covered = np.zeros(len(opening.lacking))
    bounds = [float(opening.values.sum())]
    for picked in [None, *chosen.tolist()]:
        if picked is not None:
            covered = covered + gains[:, picked]
        now = float(opening.values @ np.minimum(1.0, covered / opening.lacking))
        more = credits(opening, covered[:, None] + gains) - now
        bounds.append(now + float(np.sort(more)[::-1][:budget].sum()))
    return int(np.floor(min(bounds) + 1e-6))


def without_idle(opening: Opening, chosen: NDArray[np.intp]) -> NDArray[np.intp]:
    """Leave out, the last first, every candidate without which as much is opened."""
    kept = chosen.tolist()
    for picked in reversed(chosen.tolist()):
        fewer = [other for other in kept if other != picked]
        if opening.value(positions_of(fewer)) == opening.value(positions_of(kept)):
            kept = fewer
    return positions_of(kept)


def credits(opening: Opening, after: np.ndarray) -> np.ndarray:
    """Return F for each column of what is covered."""
    part = np.minimum(1.0, after / opening.lacking[:, None])
    result: np.ndarray = opening.values @ part
    return result


def positions_of(chosen: list[int]) -> NDArray[np.intp]:
    """Return a list of positions as an array, also where it is empty."""
    return np.array(chosen, dtype=np.intp)
