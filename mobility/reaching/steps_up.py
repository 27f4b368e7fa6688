"""steps_up: occupations that ask for more schooling or practice than somebody new to work has."""

import numpy as np

from mobility.reaching.gates_by_law import BY_LAW_VERSION
from mobility.reaching.held_occupations import groups_held
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace

SCHOOLING = {3: 5, 4: 6}
"""Skill level of SSYK 2012 → level of education, 1–7, that it asks for: level 3 for shorter higher
education, level 4 for three years or more."""

YEARS = {3: 1.0, 4: 2.0}
"""Skill level → years of work that may stand in place of schooling: the least that O*NET's Job
Zones 3 (one to two years) and 4 (two to four) name."""


def steps_up(person: Person, space: SkillSpace) -> np.ndarray:
    """Say which occupations are a step up for somebody who is new to work.

    An occupation is a step up when all of this holds:

    - by its first digit in SSYK 2012 it is of skill level 3 or 4, or a manager's;
    - the person's education is said, and is lower than that level asks for;
    - the person has worked for less than the years that may stand in its place, all occupations
      held together; an occupation whose years are not said counts as long enough;
    - no occupation held is of that level or higher.

    In codes of another classification no level is known, and nothing is a step up.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.

    Returns
    -------
    ndarray of bool, shape (n_occupations,)

    References
    ----------
    Statistics Sweden (2012). SSYK 2012: Standard för svensk yrkesklassificering. MIS 2012:1 (skill
    levels, after ISCO-08). National Center for O*NET Development: O*NET OnLine Help, Job Zones,
    https://www.onetonline.org/help/online/zones.

    Examples
    --------
    After a summer of waiting at table, what a manager does is a step up:

    >>> from dataclasses import replace
    >>> from mobility.reaching.example import kitchens
    >>> space = replace(kitchens(), version="SSYK 2012",
    ...                 occupations=kitchens().occupations.str.replace("4111", "1720"))
    >>> person = Person({}, occupations=("5131",), years={"5131": 0.2}, education=4)
    >>> space.titles[steps_up(person, space)].tolist()
    ['Secretaries']
    """
    nothing = np.zeros(len(space.occupations), dtype=bool)
    unsaid = any(held not in person.years for held in person.occupations)
    if space.version != BY_LAW_VERSION or person.education is None or unsaid:
        return nothing
    worked = sum(person.years.values())
    short = [
        level
        for level, schooling in SCHOOLING.items()
        if person.education < schooling and worked < YEARS[level]
    ]
    if not short:
        return nothing
    levels = space.levels
    above = levels > levels[groups_held(person, space)].max(initial=0)
    result: np.ndarray = above & np.isin(levels, short)
    return result
