"""alike: how alike each occupation is to a person, by every source of links a space has."""

from collections.abc import Sequence

import numpy as np

from mobility.reaching.elsewhere import joined, joined_of_many
from mobility.reaching.held_occupations import kept_of_groups
from mobility.reaching.likeness import likeness
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace


def alike(person: Person, space: SkillSpace, h: np.ndarray) -> np.ndarray:
    """Say how alike what a person has and what each occupation asks for are.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where; with ``elsewhere`` the occupations held are also compared there.
    h : ndarray of shape (n_skills,)
        Degree to which the person has each skill, from 0 to 1.

    Returns
    -------
    ndarray of shape (n_occupations,)
        From 0 to 1, as `mobility.reaching.likeness.likeness` has it and, with other sources,
        `mobility.reaching.elsewhere.joined`.
    """
    own = likeness(space.profiles, h)
    if space.elsewhere is None:
        return own
    return joined(own, space.elsewhere, *kept_of_groups(person, space))


def with_others(people: Sequence[Person], space: SkillSpace, own: np.ndarray) -> np.ndarray:
    """Take what other sources say of the occupations held into the likeness of many persons.

    Parameters
    ----------
    people : sequence of Person
        Who ask.
    space : SkillSpace
        Where.
    own : ndarray of shape (n_persons, n_occupations)
        As `mobility.reaching.likeness.likeness_of_many` has it.

    Returns
    -------
    ndarray of shape (n_persons, n_occupations)
        The figures that `alike` has of each.
    """
    if space.elsewhere is None or not len(people):
        return own
    held, kept = zip(*(kept_of_groups(one, space) for one in people), strict=True)
    return joined_of_many(own, space.elsewhere, held, kept)
