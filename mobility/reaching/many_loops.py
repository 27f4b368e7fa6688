"""many_loops: the inner loops of answers to many persons, compiled where numba is installed."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from mobility.reaching.near import LEEWAY
from mobility.reaching.space import SkillSpace

WORTH_COMPILING = 500
"""From so many persons on; for fewer, loading the compiler takes longer than it saves."""


class Rows(NamedTuple):
    """A sparse matrix as a loop reads it: where rows begin, columns, and values."""

    start: np.ndarray
    column: np.ndarray
    value: np.ndarray


class Acts(NamedTuple):
    """The three functions below, compiled or as they stand."""

    near_of: Callable[..., None]
    sums_of: Callable[..., None]
    opened_by: Callable[..., None]


class Loops(NamedTuple):
    """The loops, and the matrices of a space as they read them.

    Parameters
    ----------
    acts : Acts
        The loops.
    ties : Rows
        Proximities of at least τ.
    by_skill, shares, lifts : Rows
        w, w as a share of all that an
        occupation asks for, and what adding the skill lifts stretch by at most, by skill and
        occupation.
    """

    acts: Acts
    ties: Rows
    by_skill: Rows
    shares: Rows
    lifts: Rows


def loops_for(space: SkillSpace, persons: int) -> Loops | None:
    """Return the loops compiled, or None where numba is not installed or persons are too few.

    Figures do not depend on it: the loops add the same numbers in the same order as the arrays
    that are used without it.

    Parameters
    ----------
    space : SkillSpace
        Where persons are answered.
    persons : int
        How many are.

    Returns
    -------
    Loops or None
    """
    if persons < WORTH_COMPILING or find_spec("numba") is None:
        return None
    return loops_in(space, compiled())


def loops_in(space: SkillSpace, acts: Acts) -> Loops:
    """Return the loops with the matrices of a space."""
    return Loops(
        acts,
        _rows(space.near_ties),
        _rows(csr_array(space.weights.T.tocsr())),
        _rows(space.shares_of_all),
        _rows(csr_array(space.near_ties @ space.shares_of_all + space.shares_of_all)),
    )


@cache
def compiled() -> Acts:
    """Compile the loops, or read them as compiled before on this machine."""
    from numba import njit

    # No fast maths: what a sum adds, and in which order, decides its last digit.
    make = njit(cache=True, nogil=True, fastmath=False)
    return Acts(make(near_of), make(sums_of), make(opened_by))


def _rows(matrix: csr_array) -> Rows:
    return Rows(
        matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), matrix.data.astype(float)
    )


def near_of(h: np.ndarray, ties: Rows, near: np.ndarray, bridge: np.ndarray) -> None:
    """Fill in how near every skill is to those of each person, and which of them makes it so.

    Parameters
    ----------
    h : ndarray of shape (n_persons, n_skills)
        Degree held; 0 for what is no skill.
    ties : Rows
        Proximities of at least τ.
    near, bridge : ndarray of shape (n_persons, n_skills)
        Zeros and -1, to be filled in; of several skills that are as near the first is the bridge.
    """
    for person in range(h.shape[0]):
        for source in range(h.shape[1]):
            degree = h[person, source]
            if degree > 0:
                for place in range(ties.start[source], ties.start[source + 1]):
                    closeness = ties.value[place] * degree
                    target = ties.column[place]
                    if closeness > near[person, target]:
                        near[person, target] = closeness
                        bridge[person, target] = source


def sums_of(
    h: np.ndarray,
    before: np.ndarray,
    held: np.ndarray,
    almost: np.ndarray,
    by_skill: Rows,
    fit: np.ndarray,
    stretch: np.ndarray,
    n_held: np.ndarray,
    n_almost: np.ndarray,
) -> None:
    """Add up for each person and occupation what is had of what is asked, skill after skill.

    Parameters
    ----------
    h, before : ndarray of shape (n_persons, n_skills)
        Degree held, and the same where almost had skills count as much as they are near.
    held, almost : ndarray of bool, shape (n_persons, n_skills)
        What is held, and what is almost had.
    by_skill : Rows
        w by skill and occupation.
    fit, stretch : ndarray of shape (n_persons, n_occupations)
        Zeros, to be filled in: Σ w·h and Σ w·before.
    n_held, n_almost : ndarray of int, shape (n_persons, n_occupations)
        Zeros, to be filled in.
    """
    for person in range(h.shape[0]):
        for skill in range(h.shape[1]):
            degree, nearly = h[person, skill], before[person, skill]
            has, comes = held[person, skill], almost[person, skill]
            if nearly > 0 or has or comes:
                for place in range(by_skill.start[skill], by_skill.start[skill + 1]):
                    occupation = by_skill.column[place]
                    fit[person, occupation] += degree * by_skill.value[place]
                    stretch[person, occupation] += nearly * by_skill.value[place]
                    n_held[person, occupation] += has
                    n_almost[person, occupation] += comes


def opened_by(
    who: np.ndarray,
    what: np.ndarray,
    h: np.ndarray,
    before: np.ndarray,
    least: np.ndarray,
    fit: np.ndarray,
    stretch: np.ndarray,
    theta: float,
    shares: Rows,
    ties: Rows,
    lifts: Rows,
    vacancies: np.ndarray,
    opened: np.ndarray,
) -> None:
    """Count what each near skill brings within reach, and what it makes adjacent.

    Parameters
    ----------
    who, what : ndarray of int, shape (n_near,)
        Person and skill, by skill.
    h, before : ndarray of shape (n_persons, n_skills)
        As for `sums_of`.
    least : ndarray of shape (n_persons, n_skills)
        Above which a proximity makes a skill nearer: ``before``, and infinity where nothing does.
    fit, stretch : ndarray of shape (n_persons, n_occupations)
        Minus infinity where the skill can change nothing.
    theta : float
        Threshold of both.
    shares : Rows
        Weights by skill and occupation, adding up to 1 for each occupation.
    ties : Rows
        Proximities of at least τ.
    lifts : Rows
        By skill and occupation, what adding the skill lifts stretch by at most.
    vacancies : ndarray of int, shape (n_occupations,)
        Ones where they are not known.
    opened : ndarray of int, shape (4, n_near)
        Zeros, to be filled in: vacancies reached and adjacent, occupations reached and adjacent.
    """
    enough = theta - LEEWAY
    size = fit.shape[1]
    direct, slot = np.zeros(size), np.zeros(size, np.int64)
    of_others = np.zeros(size + 1, np.int64)
    target, proximity, part = np.zeros(0, np.int64), np.zeros(0), np.zeros(0)
    first = 0
    while first < len(who):
        skill, last = what[first], first
        while last < len(who) and what[last] == skill:
            last += 1
        # What the others that come nearer are asked for, listed once by occupation.
        about = lifts.column[lifts.start[skill] : lifts.start[skill + 1]]
        most = lifts.value[lifts.start[skill] : lifts.start[skill + 1]]
        of_others[: len(about) + 1] = 0
        for place in range(len(about)):
            slot[about[place]] = place
        for tie in range(ties.start[skill], ties.start[skill + 1]):
            other = ties.column[tie]
            for place in range(shares.start[other], shares.start[other + 1]):
                of_others[slot[shares.column[place]] + 1] += 1
        for place in range(len(about)):
            of_others[place + 1] += of_others[place]
        if of_others[len(about)] > len(target):
            room = 2 * of_others[len(about)]
            target, proximity, part = np.zeros(room, np.int64), np.zeros(room), np.zeros(room)
        for tie in range(ties.start[skill], ties.start[skill + 1]):
            other = ties.column[tie]
            for place in range(shares.start[other], shares.start[other + 1]):
                at = slot[shares.column[place]]
                entry = of_others[at]
                of_others[at] += 1
                target[entry], proximity[entry] = other, ties.value[tie]
                part[entry] = shares.value[place]
        for number in range(first, last):
            person = who[number]
            missing, short = 1 - h[person, skill], 1 - before[person, skill]
            for place in range(shares.start[skill], shares.start[skill + 1]):
                occupation, share = shares.column[place], shares.value[place]
                if fit[person, occupation] + share * missing >= enough:
                    opened[0, number] += vacancies[occupation]
                    opened[2, number] += 1
                    # It is reached, so it does not become adjacent as well.
                    direct[occupation] = -np.inf
                else:
                    direct[occupation] = share * short
            for place in range(len(about)):
                occupation = about[place]
                # The most it can be is added up in another order, hence the leeway once more.
                if stretch[person, occupation] + most[place] < enough - LEEWAY:
                    continue
                lifted = stretch[person, occupation] + direct[occupation]
                if -np.inf < lifted < enough:
                    for entry in range(of_others[place - 1] if place else 0, of_others[place]):
                        gain = proximity[entry] - least[person, target[entry]]
                        if gain > LEEWAY:
                            lifted += gain * part[entry]
                if lifted >= enough:
                    opened[1, number] += vacancies[occupation]
                    opened[3, number] += 1
            for place in range(shares.start[skill], shares.start[skill + 1]):
                direct[shares.column[place]] = 0.0
        first = last
