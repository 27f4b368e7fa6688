"""path_limits: which occupations a way may pass, and which limit is in the way where none does."""

from dataclasses import dataclass, replace

import numpy as np

from mobility.reaching.near import near_and_bridge
from mobility.reaching.path_choice import Leg, best_ways
from mobility.reaching.path_ground import Ground
from mobility.reaching.path_search import Search, ways
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
    """

    steps: int
    learn: int
    pay_floor: float | None
    ready: np.ndarray
    vacancies: np.ndarray | None

    def allow(self, here: Standing, space: SkillSpace) -> np.ndarray:
        """Whether each occupation that is judged may be entered at all."""
        able: np.ndarray = here.judged & ~blocked(space, here.gates | self.ready)
        if self.vacancies is not None:
            able &= self.vacancies > 0
        if self.pay_floor is not None and space.pay is not None:
            able &= np.nan_to_num(space.pay, nan=-np.inf) >= self.pay_floor
        return able


def found_within(
    ground: Ground, here: Standing, end: int, limits: Limits, k: int
) -> tuple[list[list[Leg]], bool]:
    """Return the best ways within some limits, and whether none was left out."""
    space = ground.space
    able = limits.allow(here, space)
    if not able[end]:
        return [], True
    able[end] = False
    near, _ = near_and_bridge(here.h, space.near_ties)
    search = Search(end, tuple(np.flatnonzero(able).tolist()), limits.steps, limits.learn, FOLLOWED)
    everything = ways(ground, here.h, near, search)
    values = np.zeros(len(able)) if limits.vacancies is None else limits.vacancies
    found, looked_through = best_ways(
        ground, here.h, near, search, everything, vacancies=values, k=k
    )
    return found, everything.complete and looked_through


def target_fails(here: Standing, space: SkillSpace, end: int, limits: Limits) -> list[str]:
    """Name the limits that the target itself does not keep to."""
    alone = {
        "pay_floor": replace(limits, ready=space.kinds == "gate", vacancies=None),
        "gates": replace(limits, pay_floor=None, vacancies=None),
        "vacancies": replace(limits, pay_floor=None, ready=space.kinds == "gate"),
    }
    return [name for name, limit in alone.items() if not limit.allow(here, space)[end]]


def would_help(ground: Ground, here: Standing, end: int, limits: Limits) -> list[dict[str, object]]:
    """Relax one constraint at a time, and say which of them lets a way through."""
    space = ground.space
    relaxed = {
        "steps": replace(limits, steps=limits.steps + 1),
        "learn": replace(limits, learn=len(space.skills)),
        "pay_floor": replace(limits, pay_floor=None),
        "gates": replace(limits, ready=space.kinds == "gate"),
        "vacancies": replace(limits, vacancies=None),
    }
    said: list[dict[str, object]] = []
    for name, wider in relaxed.items():
        found, _ = found_within(ground, here, end, wider, 1)
        if found:
            said.append(
                {
                    "constraint": name,
                    "occupations": [str(space.occupations[leg.occupation]) for leg in found[0]],
                    "n_learn": sum(len(leg.skills) for leg in found[0]),
                }
            )
    return said
