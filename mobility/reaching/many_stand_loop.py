"""many_stand_loop: the compiled loop that finds where each of many persons stands."""

import numpy as np

from mobility.reaching.many_rows import Rows
from mobility.reaching.many_said import Said
from mobility.reaching.near import HELD, LEEWAY


def stands_of(
    said: Said,
    degrees: Rows,
    ties: Rows,
    usual: Rows,
    by_skill: Rows,
    required: Rows,
    opened_by: Rows,
    is_skill: np.ndarray,
    never: np.ndarray,
    tau: float,
    h: np.ndarray,
    before: np.ndarray,
    held: np.ndarray,
    some: Rows,
    near: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray],
    fit: np.ndarray,
    stretch: np.ndarray,
    n_held: np.ndarray,
    n_almost: np.ndarray,
    blocked: np.ndarray,
) -> int:
    """Fill in where each person stands, and return how many near skills there are in all.

    Skills are gone through in their order, so that every sum adds the same numbers in the same
    order as for one person alone.

    Parameters
    ----------
    said : Said
        What was said of each.
    degrees, ties, usual, by_skill, required, opened_by : Rows
        As `mobility.reaching.many_loops.Loops` has them.
    is_skill, never : ndarray of bool, shape (n_skills,)
        What is a skill; what is never almost had.
    tau : float
        Threshold of near.
    h, before : ndarray of shape (n_persons, n_skills)
        To be filled in: the degree held, and the same where what is almost had counts as much as
        it is near.
    held : ndarray of bool, shape (n_persons, n_skills)
        To be filled in: h of .5 or more, traits among it.
    some : Rows
        To be filled in: h above 0; with room for all.
    near : tuple of ndarray
        To be filled in from the first on, with room for all: person, skill, the skill that makes
        it near (of several the first), how near, and the position in
        `mobility.reaching.many_standing.KINDS`.
    fit, stretch : ndarray of shape (n_persons, n_occupations)
        Zeros, to be filled in: Σ w·h and Σ w·before.
    n_held, n_almost : ndarray of int, shape (n_persons, n_occupations)
        Zeros, to be filled in.
    blocked : ndarray of bool, shape (n_persons, n_occupations)
        To be filled in: whether a gate is lacking that is required.
    """
    who, what, bridge, how_near, kind = near
    size = h.shape[1]
    most, by = np.zeros(size), np.zeros(size, np.int32)
    together, gates = np.zeros(size, np.int32), np.zeros(size, np.int32)
    shut = np.zeros(len(opened_by.start) - 1, np.bool_)
    number, filled = 0, 0
    for person in range(h.shape[0]):
        mark = person + 1
        for place in range(said.gate_start[person], said.gate_start[person + 1]):
            gates[said.gate[place]] = mark
        for requirement in range(len(shut)):
            shut[requirement] = True
            for place in range(opened_by.start[requirement], opened_by.start[requirement + 1]):
                if gates[opened_by.column[place]] == mark:
                    shut[requirement] = False
        for occupation in range(fit.shape[1]):
            blocked[person, occupation] = False
            for place in range(required.start[occupation], required.start[occupation + 1]):
                if shut[required.column[place]]:
                    blocked[person, occupation] = True

        # What the occupations held imply; what was said of a skill goes before it.
        h[person, :] = 0.0
        for place in range(said.held_start[person], said.held_start[person + 1]):
            row, kept = said.held[place], said.kept[place]
            for entry in range(degrees.start[row], degrees.start[row + 1]):
                skill = degrees.column[entry]
                h[person, skill] = max(h[person, skill], degrees.value[entry] * kept)
        for place in range(said.skill_start[person], said.skill_start[person + 1]):
            h[person, said.skill[place]] = said.degree[place]

        # How near every skill is to those had, and which of them makes it so.
        most[:] = 0.0
        some.start[person] = filled
        for source in range(size):
            degree = h[person, source]
            held[person, source] = degree >= HELD
            if not is_skill[source]:
                h[person, source] = 0.0
            elif degree > 0:
                some.column[filled], some.value[filled] = source, degree
                filled += 1
                for place in range(ties.start[source], ties.start[source + 1]):
                    closeness, target = ties.value[place] * degree, ties.column[place]
                    if closeness > most[target]:
                        most[target], by[target] = closeness, source
                if degree >= HELD:
                    for place in range(usual.start[source], usual.start[source + 1]):
                        together[usual.column[place]] = mark

        # What is near and not held; and what there is of all that each occupation asks for.
        for skill in range(size):
            degree, closeness, has = h[person, skill], most[skill], held[person, skill]
            nearly, comes = degree, False
            close = closeness > 0 and closeness >= tau - LEEWAY
            if close and not has and gates[skill] != mark:
                who[number], what[number], bridge[number] = person, skill, by[skill]
                how_near[number] = closeness
                if never[skill]:
                    kind[number] = 2
                else:
                    kind[number] = 1 if together[skill] == mark else 0
                    nearly, comes = max(degree, closeness), True
                number += 1
            before[person, skill] = nearly
            if nearly > 0 or has:
                for place in range(by_skill.start[skill], by_skill.start[skill + 1]):
                    occupation, weight = by_skill.column[place], by_skill.value[place]
                    fit[person, occupation] += degree * weight
                    stretch[person, occupation] += nearly * weight
                    n_held[person, occupation] += has
                    n_almost[person, occupation] += comes
    some.start[h.shape[0]] = filled
    return number
