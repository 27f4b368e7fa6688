"""drawn_spaces: small skill spaces drawn at random, far beyond what data give."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.incidence import Incidence
from mobility.foundation.skill_list import SkillList
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace

CODES = ["5120", "5121", "5122", "4110", "4111", "4112", "3110"]
GATES = {"g0": "Körkort B", "g1": "Körkort D"}
SKILLS = [*GATES, *(f"s{number}" for number in range(9))]
LAW = pd.DataFrame(
    {
        "occupation": ["5121", "4112"],
        "any_of": ["körkort B", "körkort D"],
        "label": ["Körkort B", "Körkort D"],
    }
)


@cache
def drawn_space(seed: int) -> SkillSpace:
    """Draw proximities, both thresholds, vacancies and pay; every ten seeds the weights, too."""
    chance = np.random.default_rng(seed)
    space = _weighed(seed // 10)
    n = len(space.skills)
    ties = np.triu(chance.random((n, n)) * (chance.random((n, n)) < 0.6), 1)
    ties[~space.is_skill] = 0.0
    pay = chance.integers(20, 40, 7) * 1000.0
    return replace(
        space,
        proximity=csr_array(ties + ties.T),
        near_threshold=replace(space.near_threshold, tau=float(chance.uniform(0.1, 0.4))),
        fit_threshold=replace(space.fit_threshold, theta=float(chance.uniform(0.2, 0.7))),
        demand=replace(space.demand, total=chance.integers(0, 9, 7)),
        pay=np.where(chance.random(7) < 0.2, np.nan, pay),
        pay_unit="SEK per month",
    )


@cache
def _weighed(seed: int) -> SkillSpace:
    chance = np.random.default_rng(seed)
    asked = (chance.random((3, len(SKILLS))) < 0.7)[[0, 0, 0, 1, 1, 1, 2]]
    asked &= chance.random((7, len(SKILLS))) < 0.7
    table = chance.integers(1, 11, (7, len(SKILLS))) * asked
    table[:, 2] = np.maximum(table[:, 2], 6)
    index = pd.Index(SKILLS, name="skill")
    labels = [GATES.get(name, name) for name in SKILLS]
    kinds = ["gate" if name in GATES else "skill" for name in SKILLS]
    listed = SkillList.of(
        pd.DataFrame({"label": labels, "kind": kinds}, index=index),
        pd.DataFrame({"term": labels, "skill": SKILLS, "origin": "label", "match": "any"}),
    )
    counts = Incidence(
        csr_array(table.astype(float)),
        pd.Index(CODES, name="occupation"),
        index,
        "ads",
        np.full(7, 10.0),
    )
    return skill_space(
        counts,
        listed,
        vacancies=pd.DataFrame({"occupation": CODES, "vacancies": 1}),
        gates=LAW,
        offered_or_negated=pd.Series({s: 0.9 * (chance.random() < 0.2) for s in SKILLS}),
    )


def drawn_person(seed: int, space: SkillSpace) -> Person:
    """Draw somebody with some skills, perhaps an occupation, perhaps a licence."""
    chance = np.random.default_rng(seed + 10_000)
    skills = {
        name: float(chance.choice([0.3, 1.0]))
        for name in space.skills[space.kinds == "skill"]
        if chance.random() < 0.3
    }
    occupations = ("3110",) if chance.random() < 0.4 or not skills else ()
    return Person(skills, occupations, frozenset(g for g in GATES if chance.random() < 0.6))
