"""many_loops: the inner loops of answers to many persons, and what they read of a space."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, vstack

from mobility.reaching.many_rows import Rows, rows_of
from mobility.reaching.many_said import held_places
from mobility.reaching.many_stand_loop import stands_of
from mobility.reaching.near import LEEWAY
from mobility.reaching.space import SkillSpace


class Acts(NamedTuple):
    """The loops, compiled."""

    stands_of: Callable[..., int]
    opened_by: Callable[..., None]
    in_order_of: Callable[..., None]


class Loops(NamedTuple):
    """The loops, and the matrices of a space as they read them.

    Parameters
    ----------
    acts : Acts
        The loops.
    held : dict of str to (int, int)
        As `mobility.reaching.many_said.held_places` has it.
    degrees : Rows
        What each unit group and, after them, each occupation name implies.
    ties, usual : Rows
        Proximities of at least τ; what is usual where a skill is used.
    by_skill, shares : Rows
        w, and w as a share of all that an occupation asks for, by skill and occupation.
    lifts : Rows
        By skill, the occupations that ask for it or for a skill it is near to, and what adding it
        raises stretch by at most.
    asked : Rows
        ``shares`` by occupation and skill.
    required, opened_by : Rows
        Which occupation requires what, and which gates satisfy it.
    """

    acts: Acts
    held: dict[str, tuple[int, int]]
    degrees: Rows
    ties: Rows
    usual: Rows
    by_skill: Rows
    shares: Rows
    lifts: Rows
    asked: Rows
    required: Rows
    opened_by: Rows


def loops_in(space: SkillSpace) -> Loops:
    """Return the loops with the matrices of a space."""
    shares, ties = space.shares_of_all, space.near_ties
    named, through = space.occupation_names, space.gates_required
    implied = [space.degrees] if named is None else [space.degrees, named.degrees]
    none = csr_array((len(space.occupations), 0)), csr_array((0, len(space.skills)))
    required, opened_by = none if through is None else (through.required, through.opened_by)
    return Loops(
        acts=_compiled(),
        held=held_places(space),
        degrees=rows_of(csr_array(vstack(implied, format="csr"))),
        ties=rows_of(ties),
        usual=rows_of(space.usually_with),
        by_skill=rows_of(csr_array(space.weights.T.tocsr())),
        shares=rows_of(shares),
        lifts=rows_of(csr_array(ties @ shares + shares)),
        asked=rows_of(csr_array(shares.T.tocsr())),
        required=rows_of(required),
        opened_by=rows_of(opened_by),
    )


@cache
def _compiled() -> Acts:
    """Compile the loops, or read them as compiled before on this machine."""
    from mobility.foundation.compiling import compiled

    return Acts(compiled(stands_of), compiled(opened_by), compiled(in_order_of))


def opened_by(
    who: np.ndarray,
    what: np.ndarray,
    h: np.ndarray,
    before: np.ndarray,
    held: np.ndarray,
    is_skill: np.ndarray,
    never: np.ndarray,
    fit: np.ndarray,
    stretch: np.ndarray,
    theta: float,
    shares: Rows,
    ties: Rows,
    lifts: Rows,
    asked: Rows,
    vacancies: np.ndarray,
    opened: np.ndarray,
) -> None:
    """Count what each near skill brings within reach, and what it makes adjacent.

    Parameters
    ----------
    who, what : ndarray of int, shape (n_near,)
        Person and skill, by person.
    h, before, held : ndarray of shape (n_persons, n_skills)
        As `mobility.reaching.many_stand_loop.stands_of` fills them in.
    is_skill, never : ndarray of bool, shape (n_skills,)
        What is a skill; what is never almost had.
    fit, stretch : ndarray of shape (n_persons, n_occupations)
        Minus infinity where the skill can change nothing.
    theta : float
        Threshold of both.
    shares : Rows
        Weights by skill and occupation, adding up to 1 for each occupation.
    ties : Rows
        Proximities of at least τ.
    lifts : Rows
        By skill, the occupations whose fit or stretch adding it may raise, and by how much at most.
    asked : Rows
        ``shares`` by occupation and skill.
    vacancies : ndarray of int, shape (n_occupations,)
        Ones where they are not known.
    opened : ndarray of int, shape (4, n_near)
        Zeros, to be filled in: vacancies reached and adjacent, occupations reached and adjacent.
    """
    enough = theta - LEEWAY
    least, proximity = np.zeros(h.shape[1]), np.zeros(h.shape[1])
    direct = np.zeros(fit.shape[1])
    last = -1
    for number in range(len(who)):
        person, skill = who[number], what[number]
        if not is_skill[skill]:
            # A trait or a gate weighs nothing and lifts nothing.
            continue
        if person != last:
            # A proximity above this makes a skill nearer; what is had is not lifted.
            for other in range(h.shape[1]):
                fixed = held[person, other] or never[other]
                least[other] = np.inf if fixed else before[person, other]
            last = person
        missing, short = 1 - h[person, skill], 1 - before[person, skill]
        for place in range(shares.start[skill], shares.start[skill + 1]):
            occupation, share = shares.column[place], shares.value[place]
            direct[occupation] = share * short
            if fit[person, occupation] + share * missing >= enough:
                opened[0, number] += vacancies[occupation]
                opened[2, number] += 1
                # It is reached, so it does not become adjacent as well.
                direct[occupation] = -np.inf
        filled = False
        for place in range(lifts.start[skill], lifts.start[skill + 1]):
            occupation = lifts.column[place]
            # The most it can be is added up in another order, hence the leeway once more.
            if stretch[person, occupation] + lifts.value[place] < enough - LEEWAY:
                continue
            lifted = stretch[person, occupation] + direct[occupation]
            if -np.inf < lifted < enough:
                if not filled:
                    for tie in range(ties.start[skill], ties.start[skill + 1]):
                        proximity[ties.column[tie]] = ties.value[tie]
                    filled = True
                gained = 0.0
                for entry in range(asked.start[occupation], asked.start[occupation + 1]):
                    other = asked.column[entry]
                    gain = proximity[other] - least[other]
                    gained += (gain if gain > LEEWAY else 0.0) * asked.value[entry]
                lifted += gained
            if lifted >= enough:
                opened[1, number] += vacancies[occupation]
                opened[3, number] += 1
        for place in range(shares.start[skill], shares.start[skill + 1]):
            direct[shares.column[place]] = 0.0
        if filled:
            for tie in range(ties.start[skill], ties.start[skill + 1]):
                proximity[ties.column[tie]] = 0.0


def in_order_of(
    who: np.ndarray,
    first: np.ndarray,
    second: np.ndarray,
    third: np.ndarray,
    fourth: np.ndarray,
    order: np.ndarray,
) -> None:
    """Put what each person is told in order, by one figure after the other.

    Parameters
    ----------
    who : ndarray of int, shape (n,)
        Person, rising.
    first, second, third : ndarray of shape (n,)
        The larger comes first.
    fourth : ndarray of int, shape (n,)
        The smaller comes first.
    order : ndarray of int, shape (n,)
        To be filled in: positions, person after person.
    """
    spare = np.zeros(len(who), np.int64)
    start = 0
    while start < len(who):
        end = start
        while end < len(who) and who[end] == who[start]:
            order[end] = end
            end += 1
        # Runs twice as long each time are put together from two that are in order.
        width = 1
        while width < end - start:
            for left in range(start, end, 2 * width):
                middle, stop = min(left + width, end), min(left + 2 * width, end)
                one, other = left, middle
                for place in range(left, stop):
                    if one < middle and other < stop:
                        a, b = order[one], order[other]
                        if first[a] != first[b]:
                            earlier = first[a] > first[b]
                        elif second[a] != second[b]:
                            earlier = second[a] > second[b]
                        elif third[a] != third[b]:
                            earlier = third[a] > third[b]
                        else:
                            earlier = fourth[a] <= fourth[b]
                    else:
                        earlier = one < middle
                    if earlier:
                        spare[place] = order[one]
                        one += 1
                    else:
                        spare[place] = order[other]
                        other += 1
            order[start:end] = spare[start:end]
            width *= 2
        start = end
