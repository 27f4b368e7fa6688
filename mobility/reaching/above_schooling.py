"""above_schooling: how much later an occupation comes that asks for more schooling than is said."""

from collections.abc import Sequence

import numpy as np

from mobility.reaching.held_occupations import groups_held
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace

LEVEL_OF_EDUCATION = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 4, 7: 4}
"""Level of education, 1–7 → skill level of SSYK 2012 that asks for no more than it."""

MOST_ABOVE = 3
"""From level 1 to level 4."""


def parts_above(space: SkillSpace) -> np.ndarray:
    r"""Return what is left of likeness when an occupation asks for 0, 1, 2 or 3 levels more.

    .. math:: (1 - p)^g, \quad g = 0, \dots, 3

    with p the ``by_schooling`` of the space.
    """
    result: np.ndarray = (1.0 - space.by_schooling) ** np.arange(MOST_ABOVE + 1)
    return result


def levels_above(person: Person, space: SkillSpace) -> np.ndarray:
    """Say by how many skill levels occupations ask for more than somebody's schooling suffices for.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.

    Returns
    -------
    ndarray of int, shape (n_occupations,)
        0–3: levels of SSYK 2012 above the one that the education said suffices for, or that of an
        occupation held, if it is higher; 0 where no education is said or no level is known.
    """
    if person.education is None:
        return np.zeros(len(space.levels), dtype=np.int64)
    result: np.ndarray = np.maximum(space.levels - _level(person, space), 0)
    return result


def in_order_for(person: Person, space: SkillSpace, alike: np.ndarray) -> np.ndarray:
    r"""Return what a person's answer is put in order of.

    .. math:: \mathrm{likeness}_o \cdot \mathrm{pull}_o \cdot (1 - p)^{g_o}

    with p the ``by_schooling`` of the space, and g as `levels_above` has it. Where no education is
    said, or p is 0, schooling does not weigh.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.
    alike : ndarray of shape (n_occupations,)
        Likeness of each occupation to the person.

    Returns
    -------
    ndarray of shape (n_occupations,)
        From 0 to 1, without unit.

    Examples
    --------
    Of a cook who went to upper secondary school (level 2) everything is kept of level 1 and 2, half
    of level 3, a quarter of level 4:

    >>> from dataclasses import replace
    >>> import pandas as pd
    >>> from mobility.reaching.example import kitchens
    >>> codes = ["5120", "5121", "3451", "2341", "9412", "0110"]
    >>> space = replace(kitchens(), version="SSYK 2012", by_schooling=0.5,
    ...                 occupations=pd.Index(codes))
    >>> cook = Person({}, occupations=("5120",), education=4)
    >>> in_order_for(cook, space, np.full(6, 0.8)).tolist()
    [0.8, 0.8, 0.4, 0.2, 0.8, 0.8]
    """
    order = space.order_of(alike)
    if not space.by_schooling or person.education is None:
        return order
    weighed: np.ndarray = order * parts_above(space)[levels_above(person, space)]
    return weighed


def in_order_for_many(people: Sequence[Person], space: SkillSpace, alike: np.ndarray) -> np.ndarray:
    """Return the same of many persons, to the same figures.

    Parameters
    ----------
    people : sequence of Person
        Who ask.
    space : SkillSpace
        Where.
    alike : ndarray of shape (n_persons, n_occupations)
        Likeness of each occupation to each person.

    Returns
    -------
    ndarray of shape (n_persons, n_occupations)
        From 0 to 1, without unit.
    """
    order = space.order_of(alike)
    said = [row for row, one in enumerate(people) if one.education is not None]
    if not space.by_schooling or not said:
        return order
    have = np.array([_level(people[row], space) for row in said])
    result = order.copy()
    result[said] *= parts_above(space)[np.maximum(space.levels - have[:, None], 0)]
    return result


def _level(person: Person, space: SkillSpace) -> int:
    """Return the level that somebody's education suffices for, or that they have worked at."""
    assert person.education is not None
    suffices = LEVEL_OF_EDUCATION[person.education]
    return max(suffices, int(space.levels[groups_held(person, space)].max(initial=0)))
