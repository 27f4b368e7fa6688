"""path_steps: which occupation may follow which on a way, and how alike the two are."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from mobility.reaching.alike import alike
from mobility.reaching.elsewhere import joined_of_many
from mobility.reaching.fit_threshold import FEW_PAIRS, UNIT_GROUP
from mobility.reaching.likeness import likeness_of_many
from mobility.reaching.near import reaches
from mobility.reaching.open_to import near_enough
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import Standing

MOST_LEVELS_UP = 1
"""No step asks for more skill levels above what is had than this."""


@dataclass(frozen=True, eq=False)
class Steps:
    """What may be entered first, and what from where.

    Parameters
    ----------
    first : ndarray of bool, shape (n_occupations,)
        What the person may enter as things are.
    then : ndarray of bool, shape (n_occupations, n_occupations)
        What may be entered (column) by somebody who has held that alone (row).
    alike_first, alike : ndarray of the same shapes
        Likeness to the person, and to who has held that alone.
    """

    first: np.ndarray
    then: np.ndarray
    alike_first: np.ndarray
    alike: np.ndarray

    def weakest(self, way: tuple[int, ...]) -> float:
        """Return the least likeness of any step of a way, its target included."""
        steps = [self.alike_first[way[0]], *(self.alike[a, b] for a, b in pairwise(way))]
        return float(min(steps))


def steps_of(
    person: Person, space: SkillSpace, here: Standing, follows: np.ndarray, between: np.ndarray,
    at_least: float,
) -> Steps:  # fmt: skip
    """Say where somebody may begin, and where they may go on.

    The first step goes to what is alike and near enough to the person as the list has it. Where no
    education is said, a later one goes at most `MOST_LEVELS_UP` skill levels above the occupation
    it comes from; where one is said, the person's own bounds every step (`open_to`).

    Parameters
    ----------
    person, space, here
        Who, where, and where they stand.
    follows, between, at_least
        As `may_follow` and `alike_between` give them, and λ.
    """
    own = alike(person, space, here.h)
    first = is_alike(own, at_least) & near_enough(here.fit, here.stretch, theta=space.theta)
    then = follows
    if person.education is None:
        known = space.levels > 0
        up = space.levels[None, :] - space.levels[:, None] > MOST_LEVELS_UP
        then = follows & ~(up & known[None, :] & known[:, None])
    return Steps(first, then, own, between)


def alike_between(space: SkillSpace) -> np.ndarray:
    """Return the likeness of each occupation (column) to who has held one (row) and no other.

    Parameters
    ----------
    space : SkillSpace
        Where.

    Returns
    -------
    ndarray of shape (n_occupations, n_occupations)
        As the list has it, from 0 to 1.
    """
    h = space.degrees.toarray()
    h[:, ~space.is_skill] = 0.0
    own = likeness_of_many(space.profiles, h, csr_array(h))
    if space.elsewhere is None:
        return own
    each = [np.array([row]) for row in range(len(own))]
    return joined_of_many(own, space.elsewhere, each, [np.ones(1)] * len(own))


def alike_at_least(space: SkillSpace, between: np.ndarray) -> float:
    r"""Find λ, the likeness that neighbours in the classification usually have at least.

    .. math:: \lambda = \max(0, \bar L - \sigma_L)

    over all ordered pairs of occupations that share a code but for its last digit, both with skills
    and weights of their own; with fewer than `FEW_PAIRS` pairs those that share one digit less, and
    so on; 0 where no level has a pair. So a transition was called viable in Mapping Career
    Causeways, by its own measure of likeness. Of US moves told of Swedish unit groups there are
    three to four times as many above λ on the national links as sizes alone would give, twice as
    many just below it, fewer than those far below (``docs/sources.md``).

    Parameters
    ----------
    space : SkillSpace
        Where.
    between : ndarray of shape (n_occupations, n_occupations)
        As `alike_between` gives it.

    Returns
    -------
    float
        From 0 to 1.

    References
    ----------
    Kanders, K., Djumalieva, J., Sleeman, C. and Orlik, J. (2020). Mapping Career Causeways:
    Supporting workers at risk. London: Nesta.

    Examples
    --------
    Of kitchens, dining room and office six pairs share three digits, so those are taken that share
    two. Cooks and chefs, waiters and bartenders, clerks and secretaries are alike, the others not:

    >>> from mobility.reaching.example import kitchens
    >>> round(alike_at_least(kitchens(), alike_between(kitchens())), 2)
    0.05
    """
    codes = [str(code) for code in space.occupations]
    usable = (space.asked > 0) & ~space.pooled
    usable = usable if usable.sum() > 1 else space.asked > 0
    rests_on = space.fit_threshold.rests_on
    digits = len(codes[0]) if rests_on == UNIT_GROUP else int(rests_on.partition("-")[0])
    most = np.zeros(0)
    for shared in range(digits - 1, 0, -1):
        group = np.unique([code[:shared] for code in codes], return_inverse=True)[1]
        pairs = (group[:, None] == group[None, :]) & usable[:, None] & usable[None, :]
        np.fill_diagonal(pairs, val=False)
        found = between[pairs]
        most = found if len(found) > len(most) else most
        if len(found) >= FEW_PAIRS:
            break
    return max(0.0, float(most.mean() - most.std())) if len(most) else 0.0


def may_follow(
    space: SkillSpace,
    degrees: np.ndarray,
    nears: np.ndarray,
    almost: np.ndarray,
    alike_enough: np.ndarray,
) -> np.ndarray:
    """Say what somebody who has held one occupation (row) may enter (column), by skills alone.

    Parameters
    ----------
    space : SkillSpace
        Where.
    degrees, nears, almost : ndarray of shape (n_occupations, n_skills)
        h and near of who has held each alone, and what of that is almost had.
    alike_enough : ndarray of bool, shape (n_occupations, n_occupations)
        Where likeness is at least λ.

    Returns
    -------
    ndarray of bool, shape (n_occupations, n_occupations)
    """
    shares = csr_array(space.shares_of_all.T.tocsr())
    fit = (shares @ degrees.T).T
    stretch = (shares @ np.maximum(degrees, np.where(almost, nears, 0.0)).T).T
    result: np.ndarray = alike_enough & near_enough(fit, stretch, theta=space.theta)
    np.fill_diagonal(result, val=False)
    return result


def is_alike(value: np.ndarray, at_least: float) -> np.ndarray:
    """Whether each likeness is at least λ, and above 0."""
    result: np.ndarray = reaches(value, at_least) & (value > 0)
    return result
