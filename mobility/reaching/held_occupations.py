"""held_occupations: what the occupations a person has held imply, by name, group and years."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, vstack

from mobility.foundation.errors import UnknownNameError
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
    if not person.occupations:
        return np.zeros(len(space.skills))
    groups, names = _places(person, space)
    rows = csr_array(
        vstack(
            [
                space.degrees[[group]] if name < 0 else _names(space)[[name]]
                for group, name in zip(groups, names, strict=True)
            ]
        )
    )
    kept = [practice(person.years.get(held)) for held in person.occupations]
    rows.data = rows.data * np.repeat(kept, np.diff(rows.indptr))
    result: np.ndarray = rows.max(axis=0).toarray().ravel()
    return result


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
    return np.unique(_places(person, space)[0])


def _places(person: Person, space: SkillSpace) -> tuple[np.ndarray, np.ndarray]:
    """Return for each occupation held its unit group's position, and its name's or -1."""
    held = pd.Index(person.occupations, dtype="str")
    groups = space.occupations.get_indexer(held)
    names = np.full(len(held), -1)
    if space.occupation_names is not None:
        names = space.occupation_names.ids.get_indexer(held)
        groups = np.where(names >= 0, space.occupation_names.groups[names], groups)
    for name in held[groups < 0]:
        raise UnknownNameError("occupation", name, map(str, space.occupations))
    return np.asarray(groups, dtype=np.intp), np.asarray(names, dtype=np.intp)


def _names(space: SkillSpace) -> csr_array:
    """Return the degrees of the occupation names."""
    return csr_array((0, len(space.skills))) if space.occupation_names is None else (
        space.occupation_names.degrees
    )  # fmt: skip
