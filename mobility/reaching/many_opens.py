"""many_opens: what each near skill of many persons opens, found only where something changes."""

from dataclasses import dataclass

import numpy as np

from mobility.reaching.fit import CLASSES
from mobility.reaching.many_loops import Loops
from mobility.reaching.many_standing import ManyStanding
from mobility.reaching.open_to import near_enough
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
    loops: Loops,
    among: np.ndarray,
) -> Opened:
    """Find what each near skill opens when it alone is added with h = 1.

    As `mobility.reaching.opens.improvements` has it, but only where fit or stretch rises: an
    occupation that asks neither for the skill nor for one that becomes nearer stays what it is.

    Parameters
    ----------
    here : ManyStanding
        Where the persons stand.
    space : SkillSpace
        Where.
    vacancies : ndarray or None, shape (n_occupations,)
        Of every occupation.
    loops : Loops
        Compiled, with the matrices of the space.
    among : ndarray of bool, shape (n_persons, n_occupations)
        What nothing but skills keeps from each, as `mobility.reaching.open_to.open_to` says.

    Returns
    -------
    Opened
    """
    changing = here.judged & ~here.blocked & among
    below = changing & (here.classes < CLASSES.index("reached"))
    below &= near_enough(here.fit, here.stretch, theta=space.theta)
    far = changing & (here.classes == CLASSES.index("far"))
    # What is not to be opened has so little that nothing lifts it.
    fit = np.where(below, here.fit, -np.inf)
    stretch = np.where(far, here.stretch, -np.inf)
    by = np.ones(fit.shape[1]) if vacancies is None else vacancies
    opened = np.zeros((4, len(here.near.skill)), dtype=np.int64)
    loops.acts.opened_by(
        here.near.person, here.near.skill, here.h, here.before, here.held, space.is_skill,
        space.never_almost, fit, stretch, space.theta, loops.shares, loops.ties,
        loops.lifts, loops.asked, by.astype(np.int64), opened,
    )  # fmt: skip
    return Opened(*opened)
