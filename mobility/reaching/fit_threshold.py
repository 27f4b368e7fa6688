"""fit_threshold: what counts as fitting (θ), found between neighbours in the classification."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from mobility.counting.levels import at_level
from mobility.counting.weights import share
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.incidence import Incidence
from mobility.reaching.fit import fit
from mobility.reaching.near import LEEWAY, degrees

FEW_PAIRS = 10
"""With fewer pairs θ is sought one level up: of ten values a deviation is still uncertain by
1 / √(2 · 9), about a quarter of itself."""

UNIT_GROUP = "unit group"
"""What the occupations themselves are called, whose codes are not shortened."""


@dataclass(frozen=True)
class FitThreshold:
    """θ and what it rests on.

    Parameters
    ----------
    theta : float
        Threshold of fit, above 0 up to 1.
    pairs : int
        Ordered pairs of neighbours it was found between.
    rests_on : str
        What the neighbours are: "unit group", or a group of fewer digits such as "3-digit group".
    """

    theta: float
    pairs: int
    rests_on: str = UNIT_GROUP


@dataclass(frozen=True)
class _Attempt:
    """Fit between the neighbours of one level; ``digits`` is the length of their codes."""

    digits: int
    rests_on: str
    members: int
    rows: int
    fits: np.ndarray

    @property
    def theta(self) -> float:
        return float(self.fits.mean() - self.fits.std()) if len(self.fits) else float("nan")

    @property
    def usable(self) -> bool:
        return self.theta > LEEWAY

    def __str__(self) -> str:
        first = "1 digit" if self.digits == 2 else f"{self.digits - 1} digits"
        shared = f"{self.rests_on}s that share {first}"
        if not len(self.fits):
            return f"{shared}: no pair ({self.members} of {self.rows} could be compared)"
        return (
            f"{shared}: θ {self.theta:.3f} of {len(self.fits)} pairs "
            f"(mean fit {self.fits.mean():.3f}, deviation {self.fits.std():.3f})"
        )


def fit_threshold(counts: Incidence, *, few_ads: int) -> FitThreshold:
    r"""Find θ, the fit that neighbours in the classification usually have.

    .. math:: \theta = \bar f - \sigma_f, \qquad
              f_{ab} = \mathrm{fit}_b \text{ of a person who holds } a

    over all ordered pairs a ≠ b of unit groups that share a code but for its last digit, both
    asking for some skill and, where ads are counted, both with at least ``few_ads`` ads of their
    own: one with fewer has the weights of its group, and fits it by construction. σ divides by the
    number of pairs.

    Where ads are counted and there are fewer than `FEW_PAIRS` pairs, or θ is 0 or less, neighbours
    are sought one level up: groups of one digit less, the ads of each together, that share a code
    but for its last digit; and so on up to 2-digit groups that share the first. Groups take part
    whatever number of ads they rest on, as they do in the answers that θ is for. Where no level has
    enough pairs, the one with most of them (of two, the narrower) decides. Links are a list, not a
    sample, so they are not widened.

    Parameters
    ----------
    counts : Incidence
        Occupation × skill, only columns that are skills; measure "ads" or "occupations".
    few_ads : int
        An occupation with fewer ads makes no pair.

    Returns
    -------
    FitThreshold

    Raises
    ------
    EmptyResultError
        If no level has a pair with θ above 0: everything would be reached. Says what was tried.

    Examples
    --------
    A cook has all a baker needs (fit 1), a baker half of what a cook needs (fit .5); the mean is
    .75 and the deviation .25:

    >>> import pandas as pd
    >>> links = pd.DataFrame(
    ...     [("5120", "knife"), ("5120", "oven"), ("5121", "knife")],
    ...     columns=["occupation", "skill"])
    >>> counts = Incidence.from_pairs(links, "occupation", "skill", measure="occupations",
    ...                               support=pd.Series({"5120": 1, "5121": 1}))
    >>> fit_threshold(counts, few_ads=10)
    FitThreshold(theta=0.5, pairs=2, rests_on='unit group')
    """
    length = len(str(counts.rows[0]))
    sampled = counts.measure == "ads"
    tried: list[_Attempt] = []
    for digits in range(length, 1 if sampled else length - 1, -1):
        groups = at_level(counts, digits)
        own = groups.support >= few_ads if sampled and digits == length else groups.support > 0
        name = UNIT_GROUP if digits == length else f"{digits}-digit group"
        tried.append(_between_neighbours(groups, own, digits, name))
        if tried[-1].usable and (len(tried[-1].fits) >= FEW_PAIRS or not sampled):
            return _found(tried[-1])
    usable = [attempt for attempt in tried if attempt.usable]
    if not usable:
        raise EmptyResultError(
            "θ, the fit that counts as reached, cannot be found; where it is not above 0 every "
            f"occupation would be reached. Tried: {'; '.join(map(str, tried))}. Give more "
            + (f"ads, or a smaller few_ads (now {few_ads})." if sampled else "occupations.")
        )
    return _found(max(usable, key=lambda attempt: (len(attempt.fits), attempt.digits)))


def _between_neighbours(groups: Incidence, own: np.ndarray, digits: int, rests_on: str) -> _Attempt:
    """Return the fit of every ordered pair of rows whose codes differ in the last digit only."""
    weights = share(groups).values
    h = degrees(weights)
    able = own & (np.diff(weights.indptr) > 0)
    parents = groups.rows.str.slice(0, digits - 1).to_numpy(dtype=object)
    found = []
    for parent in sorted(set(parents)):
        members = np.flatnonzero((parents == parent) & able)
        inside = csr_array(weights[members])
        for a in range(len(members)):
            fits = fit(inside, h[[members[a]]].toarray().ravel())
            found.append(np.delete(fits, a))
    fits = np.concatenate(found) if found else np.zeros(0)
    return _Attempt(digits, rests_on, int(able.sum()), len(able), fits)


def _found(attempt: _Attempt) -> FitThreshold:
    """Return the threshold of one level."""
    return FitThreshold(attempt.theta, len(attempt.fits), attempt.rests_on)
