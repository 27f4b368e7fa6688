from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from mobility.foundation.errors import UnknownNameError
from mobility.reaching.opens import opens, with_each
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import standing

CODES = ["5120", "5121", "5122", "4110", "4111", "3110"]
SKILLS = [f"s{k:02}" for k in range(10)]


@pytest.fixture
def any_space(skill_list, counts_of):
    """Give a space whose proximities and thresholds are drawn freely, far beyond what data give."""

    def make(seed: int) -> SkillSpace:
        chance = np.random.default_rng(seed)
        asked_in_group = (chance.random((3, 10)) < 0.6)[[0, 0, 0, 1, 1, 2]]
        table = chance.integers(2, 11, (6, 10)) * asked_in_group
        kinds = {s: str(chance.choice(["skill", "skill", "skill", "gate"])) for s in SKILLS}
        kinds |= {"s00": "skill", "s01": "skill"}
        drawn = chance.random((10, 10)) * (chance.random((10, 10)) < 0.5)
        ties = np.triu(drawn, 1)
        space = skill_space(
            counts_of(table.tolist(), CODES, SKILLS, [10] * 6),
            skill_list(kinds),
            offered_or_negated=pd.Series({s: chance.random() for s in SKILLS}),
        )
        return replace(
            space,
            proximity=csr_array(ties + ties.T),
            near_threshold=replace(space.near_threshold, tau=float(chance.uniform(0.1, 0.7))),
        )

    return make


@pytest.mark.parametrize("seed", range(40))
def test_adding_a_skill_is_the_same_as_asking_again_with_it(seed, any_space) -> None:
    space = any_space(seed)
    chance = np.random.default_rng(seed)
    person = Person({"s00": 1.0, "s01": float(chance.random())}, ("5120",))
    here = standing(person, space)
    chosen = np.flatnonzero(space.is_skill & ~here.held)
    fits, stretches = with_each(here, space, chosen)
    for k, position in enumerate(chosen):
        learnt = Person(person.skills | {SKILLS[position]: 1.0}, person.occupations)
        after = standing(learnt, space)
        assert fits[k].tolist() == pytest.approx(after.fit.tolist(), nan_ok=True)
        assert stretches[k].tolist() == pytest.approx(after.stretch.tolist(), nan_ok=True)


def test_a_gate_brings_no_occupation_nearer_since_gates_stand_outside(any_space) -> None:
    space = any_space(3)
    here = standing(Person({"s00": 1.0}), space)
    gates = np.flatnonzero(space.kinds == "gate")
    assert len(gates)
    fits, stretches = with_each(here, space, gates)
    assert (fits == here.fit).all()
    assert (stretches == here.stretch).all()


def test_learning_the_second_of_two_skills_opens_the_occupation_that_asks_for_both(
    skill_list, counts_of
) -> None:
    # A waiter asks for menu and till alike, a cook for the knife, a chef for knife and oven.
    # fit(chef→cook) = 1, fit(cook→chef) = 1/2, fits among waiters are 1 and 1:
    # mean 7/8, deviation √(3)/8 = .217, θ = .658. Menu alone gives 1/2 < θ; with the till 1.
    skills = ["knife", "oven", "menu", "till"]
    table = [[10, 0, 0, 0], [10, 10, 0, 0], [0, 0, 10, 10], [0, 0, 10, 10]]
    codes = ["5120", "5121", "4110", "4111"]
    vacancies = pd.DataFrame(
        {"occupation": ["4110", "4110", "4111"], "place": ["A", "B", "A"], "vacancies": [3, 4, 5]}
    )
    space = skill_space(
        counts_of(table, codes, skills, [10] * 4),
        skill_list(dict.fromkeys(skills, "skill")),
        vacancies=vacancies,
    )
    assert space.theta == pytest.approx(7 / 8 - 3**0.5 / 8)
    found = opens(Person({"menu": 1.0}), space, "Till")
    assert found["occupation"].tolist() == ["4110", "4111"]  # 7 vacancies before 5
    assert found["after"].tolist() == ["reached", "reached"]
    assert found["fit_before"].tolist() == [0.5, 0.5]
    assert found["fit_after"].tolist() == [1.0, 1.0]
    assert found["vacancies"].tolist() == [7, 5]
    here = opens(Person({"menu": 1.0}), space, "till", place="a")
    assert here["vacancies"].tolist() == [5, 3]
    assert here["occupation"].tolist() == ["4111", "4110"]


def test_an_unknown_skill_is_refused(any_space) -> None:
    with pytest.raises(UnknownNameError):
        opens(Person({"s00": 1.0}), any_space(0), "s99")
