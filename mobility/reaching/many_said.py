"""many_said: what was said of many persons, in positions of a space, one list for all."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.reaching.person import Person, practice
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import said_of


class Said(NamedTuple):
    """What was said of each person: of the first, then of the next.

    Parameters
    ----------
    skill_start, gate_start, held_start : ndarray of int, shape (n_persons + 1,)
        Where what was said of each person begins.
    skill, degree : ndarray
        Positions of skills and traits given, and the degrees.
    gate : ndarray of int
        Positions of gates.
    held, group, kept : ndarray
        Of each occupation held: its row among unit groups and, after them, names; the position of
        its unit group; and the part of what it implies that is kept.
    """

    skill_start: np.ndarray
    skill: np.ndarray
    degree: np.ndarray
    gate_start: np.ndarray
    gate: np.ndarray
    held_start: np.ndarray
    held: np.ndarray
    group: np.ndarray
    kept: np.ndarray


def held_places(space: SkillSpace) -> dict[str, tuple[int, int]]:
    """Return for all that may be held its row (unit groups, then names) and its unit group."""
    places = {code: (row, row) for code, row in space.occupation_places.items()}
    named, size = space.occupation_names, len(space.occupations)
    if named is None:
        return places
    # A code that is also the id of a name is the name, as for one person.
    return places | {
        name: (size + row, int(named.groups[row])) for name, row in named.places.items()
    }


def said_of_many(
    people: Sequence[Person],
    space: SkillSpace,
    places: Mapping[str, tuple[int, int]],
    *,
    first: int = 0,
) -> Said:
    """Look up what was said of many persons.

    Parameters
    ----------
    people : sequence of Person
        Who asks.
    space : SkillSpace
        Where.
    places : mapping
        As `held_places` gives it.
    first : int
        Number of the first of them, for messages.

    Returns
    -------
    Said

    Raises
    ------
    InputError
        With every person of whom something is not in the space, by number.
    """
    skill_places = space.skill_places
    skill: list[int] = []
    degree: list[float] = []
    gate: list[int] = []
    held: list[tuple[int, int]] = []
    kept: list[float] = []
    ends: list[tuple[int, int, int]] = [(0, 0, 0)]
    faults = []
    for number, person in enumerate(people):
        try:
            if person.skills:
                skill += [skill_places[name] for name in person.skills]
                degree += person.skills.values()
            if person.gates:
                gate += [skill_places[name] for name in person.gates]
            held += [places[name] for name in person.occupations]
        except KeyError:
            faults.append(_why_unknown(first + number, person, space))
        years = person.years
        kept += [practice(years[name]) if name in years else 1.0 for name in person.occupations]
        ends.append((len(skill), len(gate), len(held)))
    if faults:
        raise InputError("people", faults)
    skills, gates, occupations = np.array(ends, dtype=np.int64).T.copy()
    rows, groups = np.array(held, dtype=np.int64).reshape(-1, 2).T.copy()
    return Said(
        skill_start=skills,
        skill=np.array(skill, dtype=np.int64),
        degree=np.array(degree, dtype=np.float64),
        gate_start=gates,
        gate=np.array(gate, dtype=np.int64),
        held_start=occupations,
        held=rows,
        group=groups,
        kept=np.array(kept, dtype=np.float64),
    )


def _why_unknown(number: int, person: Person, space: SkillSpace) -> str:
    """Say what of a person is not in the space, as the answer to that person alone does."""
    try:
        said_of(person, space)
    except UnknownNameError as error:
        return f"person {number}: {error}"
    raise AssertionError("what one person may say, many may")
