"""path_choice: the best few ways that really differ, with what is learnt on each."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mobility.reaching.near import in_order
from mobility.reaching.path_ground import Ground, entry
from mobility.reaching.path_search import Search, Ways

LOOKED_AT = 3000
"""So many ways are compared with those chosen; the rest is not looked at."""


@dataclass(frozen=True, eq=False)
class Leg:
    """One step of a way.

    Parameters
    ----------
    occupation : int
        Position of what is entered.
    skills : tuple of int
        Positions of what is learnt first, by falling weight.
    fit_before, fit_after : float
        Fit to it before learning and after.
    h : ndarray of shape (n_skills,)
        What is held before learning.
    likeness : float
        Of the occupation to where the step comes from.
    """

    occupation: int
    skills: tuple[int, ...]
    fit_before: float
    fit_after: float
    h: np.ndarray
    likeness: float


def best_ways(
    ground: Ground,
    h: np.ndarray,
    near: np.ndarray,
    search: Search,
    ways: Ways,
    *,
    vacancies: np.ndarray,
    k: int,
) -> tuple[list[list[Leg]], bool]:
    r"""Return at most ``k`` ways that really differ, the best first.

    A way is better with fewer skills to learn in all; then with fewer steps; then where its weakest
    step, the one of least likeness, is stronger; then with more vacancies in the scarcest
    occupation on the way; then by the codes. Two ways *really differ*
    when at most half of what either passes is passed by both: with A and B their occupations on the
    way and skills learnt, |A ∩ B| / |A ∪ B| ≤ 1/2. Taken one after the other in that order.

    Parameters
    ----------
    ground, h, near, search, ways
        Where, from where, and what was found.
    vacancies : ndarray of shape (n_occupations,)
        Of every occupation.
    k : int
        At most so many.

    Returns
    -------
    list of list of Leg
    bool
        Whether all ways were looked at, or enough to choose k.
    """
    chosen: list[list[Leg]] = []
    taken: list[frozenset[tuple[str, int]]] = []
    for looked, number in enumerate(_best_first(search, ways, vacancies)):
        if len(chosen) == k:
            break
        if looked == LOOKED_AT:
            return chosen, False
        on_the_way = ways.on_the_way[number]
        if not ways.totals[number] and not all(_differ(_parts(on_the_way, ()), t) for t in taken):
            continue
        legs = list(_legs(ground, h, near, search, on_the_way))
        parts = _parts(on_the_way, tuple(s for leg in legs for s in leg.skills))
        if all(_differ(parts, other) for other in taken):
            chosen.append(legs)
            taken.append(parts)
    return chosen, True


def _best_first(search: Search, ways: Ways, vacancies: np.ndarray) -> list[int]:
    whole = [(*way, search.target) for way in ways.on_the_way]
    weakest = in_order(np.array([search.passable.weakest(way) for way in whole]))
    scarcest = [min(vacancies[list(way)], default=0) for way in ways.on_the_way]
    return sorted(
        range(len(ways.on_the_way)),
        key=lambda n: (
            ways.totals[n], len(whole[n]), -weakest[n], -scarcest[n], whole[n]
        ),
    )  # fmt: skip


def _parts(on_the_way: tuple[int, ...], skills: tuple[int, ...]) -> frozenset[tuple[str, int]]:
    return frozenset([("occupation", o) for o in on_the_way] + [("skill", s) for s in skills])


def _differ(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> bool:
    return 2 * len(one & other) <= len(one | other)


def _legs(
    ground: Ground, h: np.ndarray, near: np.ndarray, search: Search, on_the_way: tuple[int, ...]
) -> Iterator[Leg]:
    """Go the way again, one occupation after the other, and say what each step takes."""
    likeness = search.passable.alike_first
    for occupation in (*on_the_way, search.target):
        asked, shares = ground.asked(occupation)
        step = entry(ground, h[None, asked], near[None, asked], occupation, learn=search.learn)
        skills = tuple(step.skills[0, : step.count[0]].tolist())
        added = float((shares * (1 - h[asked]))[np.isin(asked, skills)].sum())
        fit = float(step.fit[0])
        yield Leg(occupation, skills, fit, fit + added, h, float(likeness[occupation]))
        likeness = search.passable.alike[occupation]
        h, near = ground.after(h, near, skills, occupation)
