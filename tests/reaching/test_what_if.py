"""The few skills that open most, against every set there is."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.recipe import recipe_of
from mobility.reaching.almost_have import almost_have
from mobility.reaching.example import kitchens
from mobility.reaching.near import reaches
from mobility.reaching.opening import Opening, credit_bound
from mobility.reaching.opening_exact import best_set
from mobility.reaching.opening_greedy import best_first, by_part_credit, greedy
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import Standing, standing
from mobility.reaching.what_if import what_if
from mobility.reaching.what_if_group import what_if_group
from tests.reaching.drawn_spaces import drawn_person, drawn_space

REMARK = "HighsMipSolverData::transformNewIntegerFeasibleSolution tmpSolver.run();"


def candidates(here: Standing, space: SkillSpace, among: str) -> np.ndarray:
    able = here.almost if among == "almost had" else space.is_skill & ~here.held
    return np.flatnonzero(able & ~space.never_almost)


def opened_by(here: Standing, space: SkillSpace, chosen: tuple[int, ...]) -> np.ndarray:
    """Which occupations a set of skills brings from not reached to reached, by the definition."""
    h = here.h.copy()
    h[list(chosen)] = 1.0
    weights = space.weights.toarray()
    asked = weights.sum(axis=1)
    fit = (weights * h).sum(axis=1) / np.where(asked > 0, asked, np.inf)
    shut = here.judged & ~reaches(here.fit, space.theta) & ~here.blocked
    # What is lacking before is no more than what is had and nearly had.
    shut &= reaches(here.stretch, space.theta - here.fit)
    return shut & reaches(fit, space.theta)


def every_set(here: Standing, space: SkillSpace, able: np.ndarray, budget: int) -> dict:
    vacancies = space.vacancies(None)
    return {
        chosen: int(vacancies[opened_by(here, space, chosen)].sum())
        for size in range(budget + 1)
        for chosen in combinations(able.tolist(), size)
    }


@pytest.mark.parametrize("first", range(0, 500, 50))
def test_no_set_opens_more_than_the_exact_one_and_none_exceeds_the_bound(first) -> None:
    some_open, better_than_single = 0, 0
    for seed in range(first, first + 50):
        space = drawn_space(seed)
        person = drawn_person(seed, space)
        among = ("almost had", "any")[seed % 2]
        budget = 1 + seed % 3
        here = standing(person, space)
        every = every_set(here, space, candidates(here, space, among), budget)
        most = max(every.values())
        exact = what_if(person, space, budget=budget, among=among)
        quick = what_if(person, space, budget=budget, among=among, method="greedy")
        assert exact.attrs["opened"] == exact.attrs["bound"] == most
        assert (exact.attrs["gap"], exact.attrs["status"]) == (0, "exact")
        assert quick.attrs["opened"] <= most <= quick.attrs["bound"]
        assert (quick.attrs["status"] == "exact") == (quick.attrs["gap"] == 0)
        assert len(exact) == min(len(chosen) for chosen, n in every.items() if n == most)
        for table in (exact, quick):
            chosen = tuple(sorted(space.skills.get_indexer(table["skill"]).tolist()))
            assert every[chosen] == table.attrs["opened"]
            opened = opened_by(here, space, chosen) & (space.vacancies(None) > 0)
            assert table.attrs["occupations_opened"] == space.occupations[opened].tolist()
        some_open += most > 0
        better_than_single += most > sum(
            sorted((n for chosen, n in every.items() if len(chosen) == 1), reverse=True)[:budget]
        )
    assert some_open > 15
    assert better_than_single > 1


@pytest.mark.parametrize("seed", range(100))
def test_the_fewest_skills_that_open_enough_are_found(seed) -> None:
    space = drawn_space(seed)
    person = drawn_person(seed, space)
    here = standing(person, space)
    every = every_set(here, space, candidates(here, space, "any"), 9)
    all_together = max(every.values())
    wanted = max(1, all_together // 2)
    found = what_if(person, space, at_least=wanted, among="any")
    if not all_together:
        assert (len(found), found.attrs["short_by"]) == (0, 1)
        return
    fewest = min(len(chosen) for chosen, n in every.items() if n >= wanted)
    most = max(n for chosen, n in every.items() if len(chosen) == fewest)
    assert len(found) == found.attrs["no_fewer_than"] == fewest
    assert found.attrs["opened"] == most
    assert found.attrs["short_by"] == 0
    too_much = what_if(person, space, at_least=all_together + 7, among="any")
    assert (too_much.attrs["opened"], too_much.attrs["short_by"]) == (all_together, 7)


def test_adding_the_skills_found_is_the_same_as_asking_again_with_them() -> None:
    for seed in range(40):
        space = drawn_space(seed)
        person = drawn_person(seed, space)
        found = what_if(person, space)
        learnt = replace(person, skills={**person.skills, **dict.fromkeys(found["skill"], 1.0)})
        before, after = standing(person, space), standing(learnt, space)
        now = (after.classes == 2) & (before.classes < 2) & before.judged & ~before.blocked
        now &= reaches(before.fit + before.stretch, space.theta)
        assert space.vacancies(None)[now].sum() == found.attrs["opened"]


def test_one_skill_opens_as_much_as_the_first_of_those_almost_had() -> None:
    for seed in range(60):
        space = replace(drawn_space(seed), gates_required=None)
        person = drawn_person(seed, space)
        near = almost_have(person, space)
        near = near[near["class"] != "goes with it only"]
        found = what_if(person, space, budget=1)
        assert (
            found.attrs["opened"] == near["opens_reached"].max() if len(near) else len(found) == 0
        )


def test_two_skills_that_open_nothing_alone_may_open_most_together() -> None:
    # A: 3 vacancies behind skill 0. B: 9 behind skills 1 and 2 together. The best single skill is
    # 0 (3, and nothing more with another); part credit is 3·1 < 9·½ = 4.5, so it takes 1 and 2.
    opening = Opening(
        csr_array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]]), np.array([1.0, 1.0]), np.array([3, 9])
    )
    assert opening.value(best_first(opening, 2, among=np.arange(3))) == 3
    assert opening.value(by_part_credit(opening, 2)) == 9
    assert opening.value(greedy(opening, 2)) == 9
    # f({1}) − f(∅) = 0 but f({1, 2}) − f({2}) = 9: more is gained later, so f is not submodular.
    assert opening.value(np.array([1])) == opening.value(np.array([2])) == 0
    assert opening.value(np.array([1, 2])) == 9


@pytest.mark.parametrize("seed", range(60))
def test_part_credit_reaches_its_share_of_the_largest_part_credit(seed) -> None:
    chance = np.random.default_rng(seed)
    gains = chance.integers(0, 5, (6, 7)) / 4
    opening = Opening(csr_array(gains), chance.integers(1, 9, 6) / 4, chance.integers(1, 20, 6))
    k = 3

    def credit(chosen: tuple[int, ...]) -> float:
        part = gains[:, list(chosen)].sum(axis=1) / opening.lacking
        return float(opening.values @ np.minimum(part, 1.0))

    most = max(credit(chosen) for chosen in combinations(range(7), k))
    picked = by_part_credit(opening, k)
    assert credit(tuple(picked)) >= (1 - (1 - 1 / k) ** k) * most - 1e-9
    assert credit_bound(opening, k, picked) >= int(most)


def test_a_sum_that_falls_a_hair_short_opens_nothing_though_the_solver_would_let_it_pass() -> None:
    # .3 + .7 less a ten-millionth: within HiGHS's tolerance of a millionth, but not enough.
    opening = Opening(csr_array([[0.3, 0.7 - 1e-7]]), np.array([1.0]), np.array([5]))
    best = best_set(
        Opening(csr_array([[0.3, 0.7 - 1e-7, 0.2], [0.0, 0.0, 1.0]]), np.ones(2), np.array([5, 1])),
        2,
        node_limit=100,
    )
    assert opening.value(np.array([0, 1])) == 0
    assert (best.chosen.tolist(), best.bound) == ([2], 1)


def test_a_search_that_is_stopped_says_so_and_its_bound_still_holds() -> None:
    chance = np.random.default_rng(0)
    gains = chance.random((30, 40)) * (chance.random((30, 40)) < 0.3)
    opening = Opening(csr_array(gains), np.full(30, 1.5), chance.integers(1, 99, 30))
    stopped = best_set(opening.within(5), 5, node_limit=1)
    longer = best_set(opening.within(5), 5, node_limit=20)
    assert stopped.bound >= longer.bound >= opening.value(longer.chosen)


def test_the_solver_writes_nothing_among_the_answers(capfd) -> None:
    remarks = ""
    for seed in range(400, 560):  # HiGHS remarks on one in three hundred of these
        chance = np.random.default_rng(seed)
        n, m = chance.integers(1, 9), chance.integers(1, 9)
        gains = chance.integers(0, 5, (n, m)) / 4 * (chance.random((n, m)) < 0.6)
        lacking, values = chance.integers(1, 9, n) / 4, chance.integers(1, 20, n)
        budget = int(chance.integers(1, 5))
        opening = Opening(csr_array(gains), lacking, values).within(budget)
        best_set(opening, budget, node_limit=100)
        said = capfd.readouterr()
        assert said.out == ""
        remarks += said.err
    assert set(remarks.split("\n")) <= {"", REMARK}


def test_a_blocked_occupation_is_opened_by_no_skill() -> None:
    found = 0
    for seed in range(60):
        space = drawn_space(seed)
        person = replace(drawn_person(seed, space), gates=frozenset())
        table = what_if(person, space, among="any", budget=9)
        assert not {"5121", "4112"} & set(table.attrs["occupations_opened"])
        licensed = what_if(
            replace(person, gates=frozenset({"g0", "g1"})), space, among="any", budget=9
        )
        found += bool({"5121", "4112"} & set(licensed.attrs["occupations_opened"]))
    assert found > 10


def test_gates_and_what_is_mostly_offered_are_never_proposed() -> None:
    for seed in range(60):
        space = drawn_space(seed)
        table = what_if(drawn_person(seed, space), space, among="any", budget=9)
        assert not set(table["skill"]) & set(space.skills[space.never_almost])


def test_the_order_is_that_in_which_most_is_opened_soonest() -> None:
    space = kitchens()
    found = what_if(Person.of(space, skills=["knife"]), space, place="Here", budget=2)
    # Cooks 4 by hygiene; Chefs 2 by both; Waiters (menu, till) would take two others.
    assert found["label"].tolist() == ["hygiene", "menu"]
    assert found["opens_so_far"].tolist() == [4, 6]
    assert found["opens"].tolist() == [("Cooks",), ("Chefs",)]
    assert found["bridge_label"].tolist() == ["knife", "knife"]
    assert found.attrs["places"] == ["Here"]


def test_without_vacancies_each_occupation_counts_as_one() -> None:
    space = replace(kitchens(), demand=None)
    found = what_if(Person.of(space, skills=["knife"]), space, budget=2)
    assert (found.attrs["counted"], found.attrs["opened"]) == ("occupations", 2)


def test_where_nothing_can_be_opened_there_is_no_row_and_the_bound_is_nought() -> None:
    space = kitchens()
    found = what_if(Person.of(space, occupations=["Clerks"]), space)
    assert (len(found), found.attrs["opened"], found.attrs["bound"]) == (0, 0, 0)
    assert list(found.columns) == list(what_if(Person({"knife": 1.0}), space).columns)


def test_nothing_of_the_person_stands_in_the_recipe() -> None:
    space = kitchens()
    found = what_if(Person.of(space, skills=["knife"]), space)
    assert "knife" not in str(recipe_of(found))
    assert str(recipe_of(found)).splitlines()[-1].startswith("what_if(budget=None")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"budget": 0}, "column 'budget': '0'"),
        ({"at_least": 0}, "column 'at_least': '0'"),
        ({"among": "all"}, "column 'among': 'all'"),
        ({"method": "fast"}, "column 'method': 'fast'"),
    ],
)
def test_a_setting_that_asks_for_nothing_is_refused(settings, said) -> None:
    with pytest.raises(InputError, match=said):
        what_if(Person({"knife": 1.0}), kitchens(), **settings)


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="Hre"):
        what_if(Person({"knife": 1.0}), kitchens(), place="Hre")


@pytest.mark.parametrize("seed", range(60))
def test_a_group_is_served_by_the_set_that_opens_most_persons_times_vacancies(seed) -> None:
    space = drawn_space(seed)
    profiles = [
        (drawn_person(seed, space), 5),
        (drawn_person(seed + 500, space), 12),
        (drawn_person(seed + 900, space), 7),
    ]
    vacancies = space.vacancies(None)
    views = [(standing(person, space), n) for person, n in profiles]
    able = [set(candidates(here, space, "almost had").tolist()) for here, _ in views]

    def worth(chosen: tuple[int, ...]) -> int:
        return sum(
            n * int(vacancies[opened_by(here, space, tuple(set(chosen) & may))].sum())
            for (here, n), may in zip(views, able, strict=True)
        )

    every = {
        chosen: worth(chosen)
        for size in range(3)
        for chosen in combinations(sorted(set().union(*able)), size)
    }
    found = what_if_group(profiles, space, budget=2)
    assert found.attrs["opened"] == found.attrs["bound"] == max(every.values())
    chosen = space.skills.get_indexer(found["skill"]).tolist()
    assert every[tuple(sorted(chosen))] == found.attrs["opened"]
    for step in range(len(found)):
        assert found["may_learn"][step] == sum(
            n for (_, n), may in zip(views, able, strict=True) if chosen[step] in may
        )
        assert found["gain_so_far"][step] == sum(
            n
            for (here, n), may in zip(views, able, strict=True)
            if vacancies[opened_by(here, space, tuple(set(chosen[: step + 1]) & may))].sum()
        )


def test_a_group_of_one_profile_gets_what_one_of_them_gets() -> None:
    space = kitchens()
    person = Person.of(space, skills=["knife"])
    alone, together = what_if(person, space), what_if_group([(person, 10)], space)
    assert together["skill"].tolist() == alone["skill"].tolist()
    assert together["opens_so_far"].tolist() == [10 * n for n in alone["opens_so_far"]]
    assert together.attrs["counted"] == "persons × vacancies"


def test_a_profile_of_few_persons_is_refused_and_not_described() -> None:
    space = kitchens()
    profiles = [(Person({"knife": 1.0}), 9), (Person({"menu": 1.0}), 4)]
    with pytest.raises(InputError, match="1 of 2 profiles stand for fewer than 5") as refused:
        what_if_group(profiles, space)
    assert "menu" not in str(refused.value)
    with pytest.raises(InputError, match="there is no profile"):
        what_if_group([], space)


def test_what_is_no_profile_is_refused_with_its_place_and_all_at_once() -> None:
    space = kitchens()
    person = Person({"knife": 1.0})
    with pytest.raises(InputError) as refused:
        what_if_group([person, (person, "9"), (person, 5.5), ("knife", 9), (person, True)], space)
    said = str(refused.value)
    assert "knife" not in said.replace("'knife'", "")
    for place, value in (
        ("profile 1", "Person"), ("profile 2", "'9'"), ("profile 3", "5.5"), ("profile 4", "str"),
        ("profile 5", "True"),
    ):  # fmt: skip
        (line,) = [line for line in said.splitlines() if place in line]
        assert value in line
    assert what_if_group([(person, np.int64(9))], space).attrs["persons"] == 9


def test_a_groups_answer_keeps_nothing_of_its_profiles_in_the_recipe() -> None:
    space = kitchens()
    found = what_if_group([(Person({"knife": 1.0}), 9)], space)
    assert "knife" not in str(recipe_of(found))
    assert isinstance(found, pd.DataFrame)
