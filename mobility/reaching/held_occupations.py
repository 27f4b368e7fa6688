"""held_occupations: what the occupations a person has held imply, by name, group and years."""

import numpy as np
from scipy.sparse import csr_array

from mobility.foundation.errors import UnknownNameError
from mobility.reaching.named_occupations import OWN
from mobility.reaching.person import Person, practice
from mobility.reaching.space import SkillSpace


def implied(person: Person, space: SkillSpace) -> np.ndarray:
    r"""Degree to which a person has each skill by the occupations held.

    .. math:: h(s) = \max_{o \text{ held}} p(y_o) \, h_o(s)

    with h_o of the unit group or the finer name, and p as `mobility.reaching.person.practice` says.

    Parameters
    ----------
    person : Person
        Who has held them.
    space : SkillSpace
        Where.

    Returns
    -------
    ndarray of shape (n_skills,)
        From 0 to 1; 0 where nothing is held.

    Raises
    ------
    UnknownNameError
        If an occupation is not in the space.
    """
    return implied_and_groups(person, space)[0]


def implied_and_groups(person: Person, space: SkillSpace) -> tuple[np.ndarray, np.ndarray]:
    """Return what `implied` and `groups_held` do, looked up once.

    Parameters
    ----------
    person : Person
        Who has held them.
    space : SkillSpace
        Where.

    Returns
    -------
    h : ndarray of shape (n_skills,)
    groups : ndarray of int

    Raises
    ------
    UnknownNameError
        If an occupation is not in the space.
    """
    h = np.zeros(len(space.skills))
    groups, names = _places(person, space)
    for held, group, name in zip(person.occupations, groups, names, strict=True):
        degrees, row = (space.degrees, group) if name < 0 else (_names(space), name)
        of = slice(degrees.indptr[row], degrees.indptr[row + 1])
        skills = degrees.indices[of]
        kept = practice(person.years.get(held))
        h[skills] = np.maximum(h[skills], degrees.data[of] * kept)
    return h, _rising(groups)


def groups_held(person: Person, space: SkillSpace) -> np.ndarray:
    """Return the positions of the unit groups held, those of finer names among them, rising.

    Parameters
    ----------
    person : Person
        Who has held them.
    space : SkillSpace
        Where.

    Returns
    -------
    ndarray of int

    Raises
    ------
    UnknownNameError
        If an occupation is not in the space.
    """
    return _rising(_places(person, space)[0])


def kept_of_groups(person: Person, space: SkillSpace) -> tuple[np.ndarray, np.ndarray]:
    """Return for each occupation held the position of its unit group, and the part that is kept.

    Parameters
    ----------
    person : Person
        Who has held them.
    space : SkillSpace
        Where.

    Returns
    -------
    groups : ndarray of int
    kept : ndarray of float
        From 0.5 to 1, as `mobility.reaching.person.practice` says.

    Raises
    ------
    UnknownNameError
        If an occupation is not in the space.
    """
    kept = [practice(person.years.get(held)) for held in person.occupations]
    groups = np.array(_places(person, space)[0], dtype=np.intp)
    return groups, np.array(kept, dtype=np.float64)


def drawn_to_group(person: Person, space: SkillSpace) -> dict[str, str]:
    """Say which occupations held are names that take what they imply from their unit group.

    Parameters
    ----------
    person : Person
        Who has held them.
    space : SkillSpace
        Where.

    Returns
    -------
    dict
        Id of the name → "unit group" where it has nothing of its own, or "mix" where its own are
        drawn towards the group's, as `mobility.reaching.occupation_names.with_occupation_names`
        says. Unit groups held, and names that rest on their own ads alone, are not in it.

    Raises
    ------
    UnknownNameError
        If an occupation is not in the space.
    """
    _, names = _places(person, space)
    finer = space.occupation_names
    if finer is None:
        return {}
    both = zip(person.occupations, names, strict=True)
    rests = {held: str(finer.rests_on[name]) for held, name in both if name >= 0}
    return {held: on for held, on in rests.items() if on != OWN}


def _rising(groups: list[int]) -> np.ndarray:
    """Return each position once, rising."""
    return np.array(sorted(set(groups)), dtype=np.intp)


def _places(person: Person, space: SkillSpace) -> tuple[list[int], list[int]]:
    """Return for each occupation held its unit group's position, and its name's or -1."""
    named = space.occupation_names
    groups = [space.occupation_places.get(held, -1) for held in person.occupations]
    names = [-1] * len(groups)
    if named is not None:
        names = [named.places.get(held, -1) for held in person.occupations]
        own = zip(groups, names, strict=True)
        groups = [int(named.groups[name]) if name >= 0 else group for group, name in own]
    for held, group in zip(person.occupations, groups, strict=True):
        if group < 0:
            raise UnknownNameError("occupation", held, map(str, space.occupations))
    return groups, names


def _names(space: SkillSpace) -> csr_array:
    """Return the degrees of the occupation names."""
    return csr_array((0, len(space.skills))) if space.occupation_names is None else (
        space.occupation_names.degrees
    )  # fmt: skip
