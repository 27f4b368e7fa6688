"""path_limits: which occupations a way may pass, and which limit is in the way where none does."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mobility.reaching.near import near_and_bridge
from mobility.reaching.open_to import open_to
from mobility.reaching.path_choice import Leg, best_ways
from mobility.reaching.path_ground import Ground
from mobility.reaching.path_search import Search, ways
from mobility.reaching.path_steps import MOST_LEVELS_UP, Steps
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import Standing, blocked

FOLLOWED = 400
"""After the second step so many states are gone on from, the best first; the first is never cut."""


@dataclass(frozen=True, eq=False)
class Limits:
    """What every step must keep to.

    Parameters
    ----------
    steps, learn : int
        At most so many steps, and so many skills to learn before each.
    pay_floor : float or None
        Least pay.
    ready : ndarray of bool, shape (n_skills,)
        Gates that the person would obtain.
    vacancies : ndarray or None
        Vacancies of every occupation, of which there must be some; None if they do not matter.
    person : Person
        Whose needs and schooling are kept to (`mobility.reaching.open_to`).
    """

    steps: int
    learn: int
    pay_floor: float | None
    ready: np.ndarray
    vacancies: np.ndarray | None
    person: Person

    def allow(self, here: Standing, space: SkillSpace) -> np.ndarray:
        """Whether each occupation that is judged may be entered at all."""
        able: np.ndarray = here.judged & ~blocked(space, here.gates | self.ready)
        able &= open_to(self.person, space, at_most_above=MOST_LEVELS_UP)
        if self.vacancies is not None:
            able &= self.vacancies > 0
        if self.pay_floor is not None and space.pay is not None:
            able &= np.nan_to_num(space.pay, nan=-np.inf) >= self.pay_floor
        return able


def found_within(
    ground: Ground, here: Standing, passable: Steps, end: int, limits: Limits, k: int
) -> tuple[list[list[Leg]], bool]:
    """Return the best ways within some limits, and whether none was left out."""
    space = ground.space
    able = limits.allow(here, space)
    if not able[end]:
        return [], True
    able[end] = False
    near, _ = near_and_bridge(here.h, space.near_ties)
    search = Search(
        end, tuple(np.flatnonzero(able).tolist()), limits.steps, limits.learn, FOLLOWED, passable
    )
    everything = ways(ground, here.h, near, search)
    values = np.zeros(len(able)) if limits.vacancies is None else limits.vacancies
    found, looked_through = best_ways(
        ground, here.h, near, search, everything, vacancies=values, k=k
    )
    return found, everything.complete and looked_through


def _without_gates(limits: Limits, space: SkillSpace) -> Limits:
    return replace(limits, ready=space.kinds == "gate")


RELAXED: dict[str, Callable[[Limits, SkillSpace], Limits]] = {
    "pay_floor": lambda limits, _: replace(limits, pay_floor=None),
    "gates": _without_gates,
    "vacancies": lambda limits, _: replace(limits, vacancies=None),
    "needs": lambda limits, _: replace(limits, person=replace(limits.person, needs=frozenset())),
    "schooling": lambda limits, _: replace(limits, person=replace(limits.person, education=None)),
}
"""Limits that an occupation by itself keeps to or not, each with what it is without it."""


def target_fails(here: Standing, space: SkillSpace, end: int, limits: Limits) -> list[str]:
    """Name the limits that the target itself does not keep to."""
    failed = []
    for name in RELAXED:
        alone = limits
        for other in RELAXED.keys() - {name}:
            alone = RELAXED[other](alone, space)
        if not alone.allow(here, space)[end]:
            failed.append(name)
    return failed


def would_help(
    ground: Ground, here: Standing, passable: Steps, end: int, limits: Limits
) -> list[dict[str, object]]:
    """Relax one constraint at a time, and say which of them lets a way through."""
    space = ground.space
    relaxed = {
        "steps": replace(limits, steps=limits.steps + 1),
        "learn": replace(limits, learn=len(space.skills)),
    } | {name: relax(limits, space) for name, relax in RELAXED.items()}
    said: list[dict[str, object]] = []
    for name, wider in relaxed.items():
        found, _ = found_within(ground, here, passable, end, wider, 1)
        if found:
            said.append(
                {
                    "constraint": name,
                    "occupations": [str(space.occupations[leg.occupation]) for leg in found[0]],
                    "n_learn": sum(len(leg.skills) for leg in found[0]),
                }
            )
    return said
