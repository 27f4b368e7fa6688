"""many_opens: what each near skill of many persons opens, found only where something changes."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from mobility.reaching.fit import CLASSES
from mobility.reaching.many_loops import Loops
from mobility.reaching.many_standing import ManyStanding
from mobility.reaching.near import LEEWAY, entries, reaches
from mobility.reaching.space import SkillSpace


@dataclass(frozen=True, eq=False)
class Opened:
    """What every near skill opens, in the order of `mobility.reaching.many_standing.NearSkills`.

    Parameters
    ----------
    reached, adjacent : ndarray
        Vacancies of the occupations that become so; without vacancies, how many these are.
    occupations_reached, occupations_adjacent : ndarray of int
        How many occupations become so.
    """

    reached: np.ndarray
    adjacent: np.ndarray
    occupations_reached: np.ndarray
    occupations_adjacent: np.ndarray


def many_opens(
    here: ManyStanding,
    space: SkillSpace,
    vacancies: np.ndarray | None,
    *,
    loops: Loops | None = None,
) -> Opened:
    """Find what each near skill opens when it alone is added with h = 1.

    As `mobility.reaching.opens.with_each` has it, but only where fit or stretch rises: an
    occupation that asks neither for the skill nor for one that becomes nearer stays what it is.

    Parameters
    ----------
    here : ManyStanding
        Where the persons stand.
    space : SkillSpace
        Where.
    vacancies : ndarray or None, shape (n_occupations,)
        Of every occupation.
    loops : Loops, optional
        Compiled for the space; without them arrays are used, to the same figures.

    Returns
    -------
    Opened
    """
    changing = here.judged & ~here.blocked
    below = changing & (here.classes < CLASSES.index("reached"))
    far = changing & (here.classes == CLASSES.index("far"))
    # What is not to be opened has so little that nothing lifts it.
    fit = np.where(below, here.fit, -np.inf)
    stretch = np.where(far, here.stretch, -np.inf)
    if loops is None:
        return _by_arrays(here, space, vacancies, fit.ravel(), stretch.ravel())
    # A trait or a gate weighs nothing and lifts nothing.
    weighing = np.flatnonzero(space.is_skill[here.near.skill])
    by_skill = weighing[np.argsort(here.near.skill[weighing], kind="stable")]
    by = np.ones(fit.shape[1]) if vacancies is None else vacancies
    found = np.zeros((4, len(by_skill)), dtype=np.int64)
    loops.acts.opened_by(
        here.near.person[by_skill], here.near.skill[by_skill], here.h, here.before,
        _least(here, space), fit, stretch, space.theta, loops.shares, loops.ties, loops.lifts,
        by.astype(np.int64), found,
    )  # fmt: skip
    opened = np.zeros((4, len(here.near.skill)), dtype=np.int64)
    opened[:, by_skill] = found
    return Opened(*opened)


def _by_arrays(
    here: ManyStanding,
    space: SkillSpace,
    vacancies: np.ndarray | None,
    fit: np.ndarray,
    stretch: np.ndarray,
) -> Opened:
    """Find the same as `mobility.reaching.many_loops.opened_by`, by arrays."""
    who, what = here.near.person, here.near.skill
    size = len(space.occupations)
    first = who * size

    # Where an occupation asks for the skill itself, fit and stretch rise.
    direct, asking, share = entries(what, space.shares_of_all)
    kept = fit[first[direct] + asking] > -np.inf
    direct, asking, share = direct[kept], asking[kept], share[kept]
    weighs = space.is_skill[what]
    missing = (1 - here.h[who, what]) * weighs
    short = (1 - here.before[who, what]) * weighs
    place = first[direct] + asking
    reached = reaches(fit[place] + share * missing[direct], space.theta)

    gains = _gains(here, space)
    by_gain = np.repeat(np.arange(len(what)), np.diff(gains.indptr))
    gained = np.zeros(len(what) * size)
    gained[by_gain * size + gains.indices] = gains.data
    also_gained = gained[direct * size + asking]
    stretches = stretch[place] + share * short[direct] + also_gained
    nearer = reaches(stretches, space.theta) & ~reached

    # Where it asks only for others that come nearer, stretch alone rises.
    rises = reaches(stretch[first[by_gain] + gains.indices] + gains.data, space.theta)
    by_gain, occupation = by_gain[rises], gains.indices[rises]
    gained[direct * size + asking] = 0.0
    others = gained[by_gain * size + occupation] > 0

    to_adjacent = np.concatenate([direct[nearer], by_gain[others]])
    theirs = np.concatenate([asking[nearer], occupation[others]])
    return Opened(
        _added(direct[reached], asking[reached], len(what), vacancies),
        _added(to_adjacent, theirs, len(what), vacancies),
        np.bincount(direct[reached], minlength=len(what)),
        np.bincount(to_adjacent, minlength=len(what)),
    )


def _gains(here: ManyStanding, space: SkillSpace) -> csr_array:
    """Return by near skill and occupation what stretch gains by others that it makes nearer."""
    who, what = here.near.person, here.near.skill
    size = len(space.skills)
    before = _least(here, space).ravel()
    source, target, proximity = entries(what, space.near_ties)
    gain = proximity - before[(who * size)[source] + target]
    lifted = np.flatnonzero((gain > LEEWAY) & space.is_skill[what][source])
    bounds = np.searchsorted(source[lifted], np.arange(len(what) + 1))
    gains = csr_array((gain[lifted], target[lifted], bounds), shape=(len(what), size))
    return csr_array(gains @ space.shares_of_all)


def _least(here: ManyStanding, space: SkillSpace) -> np.ndarray:
    """Return what a proximity must exceed to lift a skill; what nothing lifts has infinity."""
    # A skill held or never almost had is not lifted.
    return np.where(here.held | space.never_almost, np.inf, here.before)


def _added(
    skill: np.ndarray, occupation: np.ndarray, number: int, vacancies: np.ndarray | None
) -> np.ndarray:
    """Add up for each near skill the vacancies of its occupations, or count these."""
    if vacancies is None:
        return np.bincount(skill, minlength=number)
    # Whole numbers below 2⁵³ add up exactly.
    weights = vacancies[occupation].astype(np.float64)
    return np.bincount(skill, weights=weights, minlength=number).astype(np.int64)
