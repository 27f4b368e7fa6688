"""many_standing: where many persons stand at once, to the same figures as one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.reaching.fit import classify, of_asked
from mobility.reaching.many_loops import Loops
from mobility.reaching.near import HELD, entries, is_near
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import GOES_WITH, LEARNABLE, UNSTATED, Judged, said_of

KINDS = (LEARNABLE, UNSTATED, GOES_WITH)
"""What a near skill is to a person; a kind is its position here."""


@dataclass(frozen=True, eq=False)
class NearSkills:
    """Skills that are near and not held: one entry per person and skill, in this order.

    Parameters
    ----------
    person, skill, bridge : ndarray of int
        Number of the person; positions of the skill and of the one that makes it near.
    near : ndarray
        From τ to 1.
    kind : ndarray of int8
        Position in `KINDS`.
    """

    person: np.ndarray
    skill: np.ndarray
    bridge: np.ndarray
    near: np.ndarray
    kind: np.ndarray


class Sums(NamedTuple):
    """What persons have of what occupations ask for: Σ w·h, Σ w·before, and counts."""

    fit: np.ndarray
    stretch: np.ndarray
    n_held: np.ndarray
    n_almost: np.ndarray


@dataclass(frozen=True, eq=False)
class ManyStanding(Judged):
    """Where many persons stand, each as `mobility.reaching.standing.standing` has it.

    What it has of `mobility.reaching.standing.Judged` is of shape (n_persons, n_occupations).

    Parameters
    ----------
    h, before : ndarray of shape (n_persons, n_skills)
        Degree held, and the same where almost had skills count as much as they are near.
    some : csr_array of shape (n_persons, n_skills)
        h above 0.
    held : ndarray of bool, shape (n_persons, n_skills)
        h of .5 or more, traits and gates among them.
    near : NearSkills
        What is near.
    n_held, n_almost, n_missing : ndarray of int, shape (n_persons, n_occupations)
        How many of the skills an occupation asks for are each.
    """

    h: np.ndarray
    before: np.ndarray
    some: csr_array
    held: np.ndarray
    near: NearSkills
    n_held: np.ndarray
    n_almost: np.ndarray
    n_missing: np.ndarray


def many_standing(
    people: Sequence[Person], space: SkillSpace, *, first: int = 0, loops: Loops | None = None
) -> ManyStanding:
    """Find where many persons stand.

    Every sum adds the same numbers in the same order as for one person alone, so the figures are
    the same to the last digit.

    Parameters
    ----------
    people : sequence of Person
        Who asks.
    space : SkillSpace
        Where.
    first : int
        Number of the first of them, for messages.
    loops : Loops, optional
        Compiled for the space; without them arrays are used, to the same figures.

    Returns
    -------
    ManyStanding

    Raises
    ------
    InputError
        With every person of whom something is not in the space, by number.
    """
    h, gates, own = _said(people, space, first)
    held = h >= HELD
    h[:, ~space.is_skill] = 0.0
    near = _near_skills(h, held, gates, space, loops)
    almost = near.kind != KINDS.index(GOES_WITH)
    places = (near.person[almost], near.skill[almost])
    before = h.copy()
    before[places] = np.maximum(h[places], near.near[almost])
    marked = np.zeros(h.shape, dtype=bool)
    marked[places] = True
    some = _sparse(h)
    sums = _sums(h, before, held, marked, space, loops)
    fits, stretches = of_asked(sums.fit, space.asked), of_asked(sums.stretch, space.asked)
    return ManyStanding(
        h=h,
        before=before,
        some=some,
        held=held,
        fit=fits,
        stretch=stretches,
        classes=classify(fits, stretches, theta=space.theta),
        judged=~np.isnan(fits) & ~own,
        blocked=_blocked(space, gates),
        near=near,
        n_held=sums.n_held,
        n_almost=sums.n_almost,
        n_missing=np.diff(space.weights.indptr) - sums.n_held - sums.n_almost,
    )


def _said(
    people: Sequence[Person], space: SkillSpace, first: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return by person the degrees, and which gates and unit groups are held."""
    h = np.zeros((len(people), len(space.skills)))
    gates = np.zeros(h.shape, dtype=bool)
    own = np.zeros((len(people), len(space.occupations)), dtype=bool)
    faults = []
    for number, person in enumerate(people):
        try:
            h[number], opened, groups = said_of(person, space)
        except UnknownNameError as error:
            faults.append(f"person {first + number}: {error}")
            continue
        gates[number, opened] = True
        own[number, groups] = True
    if faults:
        raise InputError("people", faults)
    return h, gates, own


def _near_skills(
    h: np.ndarray, held: np.ndarray, gates: np.ndarray, space: SkillSpace, loops: Loops | None
) -> NearSkills:
    """Find what is near, its bridge and its kind, for every person."""
    size = h.shape[1]
    near, bridge = np.zeros(h.size), np.full(h.size, -1, dtype=np.int64)
    if loops is None:
        _fill_near(h, space, near, bridge)
    else:
        loops.acts.near_of(h, loops.ties, near.reshape(h.shape), bridge.reshape(h.shape))
    known = np.flatnonzero(near > 0)
    close = is_near(near[known], space.tau) & ~held.ravel()[known] & ~gates.ravel()[known]
    known = known[close]
    who, what = np.divmod(known, size)
    usual = np.zeros(h.size, dtype=bool)
    some = np.flatnonzero(held & space.is_skill)
    source = some % size
    number, target, _ = entries(source, space.usually_with)
    usual[(some - source)[number] + target] = True
    kind = np.where(usual[known], KINDS.index(UNSTATED), KINDS.index(LEARNABLE)).astype(np.int8)
    kind[space.never_almost[what]] = KINDS.index(GOES_WITH)
    return NearSkills(who, what, bridge[known], near[known], kind)


def _fill_near(h: np.ndarray, space: SkillSpace, near: np.ndarray, bridge: np.ndarray) -> None:
    """Fill in the same as `mobility.reaching.many_loops.near_of`, by arrays."""
    some = np.flatnonzero(h > 0)
    skill = some % h.shape[1]
    number, target, proximity = entries(skill, space.near_ties)
    at = (some - skill)[number] + target
    closeness = proximity * h.ravel()[some][number]
    np.maximum.at(near, at, closeness)
    best = (closeness == near[at]) & (closeness > 0)
    # Of values assigned to one place the last stays, so backwards the first source wins.
    bridge[at[best][::-1]] = skill[number[best]][::-1]


def _sums(
    h: np.ndarray,
    before: np.ndarray,
    held: np.ndarray,
    almost: np.ndarray,
    space: SkillSpace,
    loops: Loops | None,
) -> Sums:
    """Add up what every person has of what every occupation asks for."""
    if loops is not None:
        shape = (len(h), len(space.occupations))
        fits, stretches = np.zeros(shape), np.zeros(shape)
        n_held, n_almost = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        loops.acts.sums_of(
            h, before, held, almost, loops.by_skill, fits, stretches, n_held, n_almost
        )  # fmt: skip
        return Sums(fits, stretches, n_held, n_almost)
    by_skill = csr_array(space.weights.T.tocsr())
    asks = csr_array((np.ones(by_skill.nnz), by_skill.indices, by_skill.indptr), by_skill.shape)
    return Sums(
        (_sparse(h) @ by_skill).toarray(),
        (_sparse(before) @ by_skill).toarray(),
        (_sparse(held) @ asks).toarray().astype(np.int64),
        (_sparse(almost) @ asks).toarray().astype(np.int64),
    )


def _sparse(dense: np.ndarray) -> csr_array:
    """Return a matrix as a sparse one; products then add up in the order of its columns."""
    some = np.flatnonzero(dense > 0)
    ends = np.searchsorted(some, np.arange(len(dense) + 1) * dense.shape[1])
    values = dense.ravel()[some].astype(np.float64)
    return csr_array((values, some % dense.shape[1], ends), shape=dense.shape)


def _blocked(space: SkillSpace, gates: np.ndarray) -> np.ndarray:
    """Say by person and occupation whether a gate is lacking that it requires."""
    if space.gates_required is None:
        return np.zeros((len(gates), len(space.occupations)), dtype=bool)
    needed = space.gates_required
    shut = (_sparse(gates) @ csr_array(needed.opened_by.T.tocsr())).toarray() <= 0
    return np.asarray((needed.required @ shut.T.astype(np.float64)).T > 0)
