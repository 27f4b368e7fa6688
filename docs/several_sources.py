"""several_sources: the orders that sources of links put unit groups in, and what moves each meets.

Read by ``make_sources.py`` and by what it tries beside them.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from national_space import FEW_ADS, other_sources

from mobility.foundation.incidence import Incidence
from mobility.reaching.elsewhere import PARTS, UNKNOWN, elsewhere
from mobility.reaching.fit import CLASSES
from mobility.reaching.likeness import likeness
from mobility.reaching.person import Person
from mobility.reaching.skill_space import SkillSpace
from mobility.reaching.standing import standing

AMONG = 10
ONE, ALL = "the space's own links", "all three"


def orders(folder: Path, space: SkillSpace) -> dict[str, np.ndarray]:
    """Return what scores every unit group for somebody who held another, by several orders."""
    own = np.array([likeness(space.profiles, h) for h in space.degrees.toarray()])
    esco, groups = (
        filled(space, [source], own) for source in other_sources(folder, of_groups=True)
    )
    classes = np.array([_classes(space, row) for row in range(len(own))])
    every = (own + esco + groups) / 3
    return {
        f"{ONE}, class first": own + len(CLASSES) * classes,
        ONE: own,
        "ESCO": esco,
        "links of whole groups": groups,
        f"{ONE} and ESCO": (own + esco) / 2,
        ALL: every,
        f"{ALL}, class first": every + len(CLASSES) * classes,
    }


def shares(score: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """Return for every origin which share of its moves goes to the first ten gone to by anybody."""
    count = moves.sum(axis=0) > 0
    found = []
    for origin in np.flatnonzero(moves.sum(axis=1) > 0):
        value = np.where(count, score[origin], -1.0)
        value[origin] = -1.0
        first = np.argsort(-value.round(9), kind="stable")[:AMONG]
        found.append(moves[origin, first].sum() / moves[origin].sum())
    return np.array(found)


def filled(space: SkillSpace, sources: Sequence[Incidence], own: np.ndarray) -> np.ndarray:
    """Return likeness by other sources, and the own where they know nothing."""
    found = elsewhere(sources, space.occupations, version=space.version, few_ads=FEW_ADS)
    assert found is not None
    return np.where(found.alike == UNKNOWN, own, found.alike / PARTS)


def _classes(space: SkillSpace, row: int) -> np.ndarray:
    """Return the class of every occupation for somebody who held one."""
    if not space.asked[row]:
        return np.zeros(len(space.occupations), dtype=np.int8)
    return standing(Person({}, occupations=(str(space.occupations[row]),)), space).classes
