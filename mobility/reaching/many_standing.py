"""many_standing: where many persons stand at once, to the same figures as one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from mobility.reaching.fit import classify, of_asked
from mobility.reaching.many_loops import Loops
from mobility.reaching.many_rows import Rows
from mobility.reaching.many_said import said_of_many
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import GOES_WITH, LEARNABLE, UNSTATED, Judged

KINDS = (LEARNABLE, UNSTATED, GOES_WITH)
"""What a near skill is to a person; a kind is its position here."""


class NearSkills(NamedTuple):
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
    people: Sequence[Person], space: SkillSpace, loops: Loops, *, first: int = 0
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
    loops : Loops
        Compiled, with the matrices of the space.
    first : int
        Number of the first of them, for messages.

    Returns
    -------
    ManyStanding

    Raises
    ------
    InputError
        With every person of whom something is not in the space, by number.
    """
    said = said_of_many(people, space, loops.held, first=first)
    shape, by_occupation = (len(people), len(space.skills)), (len(people), len(space.occupations))
    h, before, held = np.empty(shape), np.empty(shape), np.empty(shape, dtype=bool)
    some = Rows(np.empty(len(people) + 1, np.int64), np.empty(h.size, np.int32), np.empty(h.size))
    near = NearSkills(
        *(np.empty(h.size, dtype=kind) for kind in (np.int64, np.int64, np.int64, float, np.int8))
    )
    sums = Sums(*(np.zeros(by_occupation, dtype=kind) for kind in (float, float, int, int)))
    blocked = np.empty(by_occupation, dtype=bool)
    number = loops.acts.stands_of(
        said, loops.degrees, loops.ties, loops.usual, loops.by_skill, loops.required,
        loops.opened_by, space.is_skill, space.never_almost, space.tau,
        h, before, held, some, tuple(near), *sums, blocked,
    )  # fmt: skip
    own = np.zeros(by_occupation, dtype=bool)
    own[np.repeat(np.arange(len(people)), np.diff(said.held_start)), said.group] = True
    fits, stretches = of_asked(sums.fit, space.asked), of_asked(sums.stretch, space.asked)
    return ManyStanding(
        h=h,
        before=before,
        some=csr_array(
            (some.value[: some.start[-1]], some.column[: some.start[-1]], some.start), shape=shape
        ),
        held=held,
        fit=fits,
        stretch=stretches,
        classes=classify(fits, stretches, theta=space.theta),
        judged=~np.isnan(fits) & ~own,
        blocked=blocked,
        near=NearSkills(*(each[:number] for each in near)),
        n_held=sums.n_held,
        n_almost=sums.n_almost,
        n_missing=np.diff(space.weights.indptr) - sums.n_held - sums.n_almost,
    )
