"""open_to: which occupations only skills keep from a person, and of which few skills are enough."""

import numpy as np

from mobility.reaching.above_schooling import levels_above
from mobility.reaching.near import reaches
from mobility.reaching.needs import against_needs
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.steps_up import steps_up


def open_to(person: Person, space: SkillSpace, *, at_most_above: int = 0) -> np.ndarray:
    """Say of which occupations neither needs nor schooling speak against a person.

    Those that the list puts last, or further down, for anything that no skill changes are not:

    - its own ads, or what is usual in it, speak against a need of the person;
    - it is a step up for somebody new to work (`mobility.reaching.steps_up.steps_up`);
    - it asks for more schooling than the education said suffices for and the person has worked at
      (`mobility.reaching.above_schooling.levels_above`). Where no education is said, schooling
      keeps nobody out.

    Licences are not looked at here: `mobility.reaching.standing.blocked` has them.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.
    at_most_above : int
        So many skill levels more are let pass.

    Returns
    -------
    ndarray of bool, shape (n_occupations,)

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> open_to(Person.of(kitchens(), skills=["knife"]), kitchens()).all()
    np.True_
    """
    against = against_needs(space.conditions, person.needs, len(space.occupations)).after
    above = levels_above(person, space) > at_most_above
    result: np.ndarray = ~(against | above | steps_up(person, space))
    return result


def near_enough(fit: np.ndarray, stretch: np.ndarray, *, theta: float) -> np.ndarray:
    r"""Say of which occupations a few skills may be what is still lacking.

    .. math:: \theta - \mathrm{fit} \le \mathrm{stretch}

    What is lacking to be reached is no more than what is had and nearly had together. It holds of
    everything that is adjacent, and of what is half reached. Without it a single skill that is a
    twentieth of what an occupation asks for would bring that occupation within reach of people who
    have nothing else of it.

    Parameters
    ----------
    fit, stretch : ndarray of any one shape
        As `mobility.reaching.fit` gives them.
    theta : float
        Threshold θ.

    Returns
    -------
    ndarray of bool
        Of the shape given; never where fit is nan.

    Examples
    --------
    Half of θ is had; nothing is, but what is nearly had would do; hardly anything is:

    >>> near_enough(np.array([0.3, 0.0, 0.1]), np.array([0.3, 0.6, 0.2]), theta=0.6).tolist()
    [True, True, False]
    """
    return reaches(fit + stretch, theta)
