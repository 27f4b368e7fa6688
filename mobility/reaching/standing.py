"""standing: where a person stands in a skill space, which every answer starts from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mobility.foundation.errors import UnknownNameError
from mobility.reaching.fit import classify, of_asked, stretched
from mobility.reaching.held_occupations import implied_and_groups
from mobility.reaching.near import HELD, is_near, near_and_bridge, ties
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace

LEARNABLE = "learnable"
UNSTATED = "probably held, unstated"
GOES_WITH = "goes with it only"


@dataclass(frozen=True, eq=False)
class Judged:
    """What every occupation is to a person, in the order of the space; one row each if to many.

    Parameters
    ----------
    fit, stretch : ndarray of shape (…, n_occupations)
        From 0 to 1; nan for an occupation that asks for no skill.
    classes : ndarray of int8, shape (…, n_occupations)
        Position in `mobility.reaching.fit.CLASSES`.
    judged : ndarray of bool, shape (…, n_occupations)
        Occupations that are not held and ask for some skill: those answers are about.
    blocked : ndarray of bool, shape (…, n_occupations)
        Occupations that require a gate the person lacks.
    """

    fit: np.ndarray
    stretch: np.ndarray
    classes: np.ndarray
    judged: np.ndarray
    blocked: np.ndarray


@dataclass(frozen=True, eq=False)
class Standing(Judged):
    """One person's degrees, closeness and fit, in the order of the space.

    Parameters
    ----------
    h : ndarray of shape (n_skills,)
        Degree held, from 0 to 1.
    near : ndarray of shape (n_skills,)
        Closeness, from 0 to 1, of the skills that are near; what falls short of τ has 0.
    bridge : ndarray of shape (n_skills,)
        Position of the skill that makes it near; -1 where near is 0.
    held : ndarray of bool, shape (n_skills,)
        h of .5 or more.
    kind : ndarray of object, shape (n_skills,)
        For a skill not held and near one of `LEARNABLE`, `UNSTATED`, `GOES_WITH`; "" for others.
    almost : ndarray of bool, shape (n_skills,)
        Almost had: the first two kinds.
    gates : ndarray of bool, shape (n_skills,)
        Gates held.
    """

    h: np.ndarray
    near: np.ndarray
    bridge: np.ndarray
    held: np.ndarray
    kind: np.ndarray
    almost: np.ndarray
    gates: np.ndarray


def standing(person: Person, space: SkillSpace) -> Standing:
    """Find where a person stands.

    Only skills count: a trait that is given neither weighs nor bridges, and a gate stands outside.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.

    Returns
    -------
    Standing

    Raises
    ------
    UnknownNameError
        If a skill, gate or occupation of the person is not in the space.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> space = kitchens()
    >>> here = standing(Person.of(space, skills=["knife"]), space)
    >>> dict(zip(space.labels[here.almost], here.near[here.almost].tolist()))
    {'hygiene': 0.5, 'menu': 0.2}
    """
    h, gates, occupations = said_of(person, space)
    held = h >= HELD
    h[~space.is_skill] = 0.0
    near, bridge = near_and_bridge(h, space.near_ties)
    far = ~is_near(near, space.tau)
    near[far], bridge[far] = 0.0, -1
    close = ~far & ~held
    close[gates] = False
    kind = np.full(len(h), "", dtype=object)
    kind[close] = LEARNABLE
    _, usual, _ = ties(np.flatnonzero(held & space.is_skill), space.usually_with)
    kind[usual[close[usual]]] = UNSTATED
    kind[close & space.never_almost] = GOES_WITH
    almost = close & ~space.never_almost
    fits = of_asked(space.weights @ h, space.asked)
    stretches = of_asked(space.weights @ stretched(h, near, almost), space.asked)
    judged = ~np.isnan(fits)
    judged[occupations] = False
    through = np.zeros(len(h), dtype=bool)
    through[gates] = True
    return Standing(
        h=h,
        near=near,
        bridge=bridge,
        held=held,
        kind=kind,
        almost=almost,
        fit=fits,
        stretch=stretches,
        classes=classify(fits, stretches, theta=space.theta),
        judged=judged,
        gates=through,
        blocked=blocked(space, through),
    )


def said_of(person: Person, space: SkillSpace) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return what was said of a person, in positions of the space.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.

    Returns
    -------
    h : ndarray of shape (n_skills,)
        Degree held of skills and traits: as given, else as implied by occupations held.
    gates, occupations : ndarray of int
        Positions of the gates, and of the unit groups held.

    Raises
    ------
    UnknownNameError
        If a skill, gate or occupation of the person is not in the space.
    """
    skills = positions(space.skill_places, list(person.skills), "skill")
    gates = positions(space.skill_places, sorted(person.gates), "gate")
    h, occupations = implied_and_groups(person, space)
    h[skills] = list(person.skills.values())
    return h, gates, occupations


def blocked(space: SkillSpace, gates: np.ndarray) -> np.ndarray:
    """Say which occupations require a gate that is not among those held.

    Parameters
    ----------
    space : SkillSpace
        Where.
    gates : ndarray of bool, shape (n_skills,)
        Gates held.

    Returns
    -------
    ndarray of bool, shape (n_occupations,)
    """
    if space.gates_required is None:
        return np.zeros(len(space.occupations), dtype=bool)
    return space.gates_required.blocked(gates)


def lacked(space: SkillSpace, gates: np.ndarray) -> list[tuple[str, ...]]:
    """Return for each occupation the labels of what it requires beyond the gates held.

    Parameters
    ----------
    space : SkillSpace
        Where.
    gates : ndarray of bool, shape (n_skills,)
        Gates held.

    Returns
    -------
    list of tuple of str
    """
    if space.gates_required is None:
        return [()] * len(space.occupations)
    return space.gates_required.blocked_by(gates)


def positions(places: Mapping[str, int], names: list[str], kind: str) -> np.ndarray:
    """Return where each name stands, or say which does not."""
    for name in names:
        if name not in places:
            raise UnknownNameError(kind, name, places)
    return np.array([places[name] for name in names], dtype=np.intp)
