"""Ways to an occupation, against every way there is."""

from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise, permutations

import numpy as np
import pytest

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.recipe import recipe_of
from mobility.reaching.adjacent import adjacent
from mobility.reaching.example import kitchens
from mobility.reaching.near import reaches
from mobility.reaching.path_steps import alike_at_least, alike_between
from mobility.reaching.pathways import pathways
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import standing
from tests.reaching.drawn_spaces import drawn_person, drawn_space

Step = tuple[int, tuple[int, ...]]
"""An occupation entered and the skills learnt for it."""


def then(person: Person, space: SkillSpace, step: Step) -> Person:
    """The same person after learning and then holding an occupation, said anew."""
    occupation, learnt = step
    h = standing(person, space).h
    degrees = space.degrees[[occupation]].toarray().ravel()
    skills = dict(person.skills)
    for position, name in enumerate(space.skills):
        if name in skills or position in learnt:
            more = 1.0 if position in learnt else max(h[position], degrees[position])
            skills[name] = float(more)
    held = (*person.occupations, str(space.occupations[occupation]))
    return replace(person, skills=skills, occupations=held)


def fewest(person: Person, space: SkillSpace, occupation: int, learn: int) -> Step | None:
    """The fewest almost-had skills that make an occupation reached, by trying every set."""
    here = standing(person, space)
    weights = space.weights[[occupation]].toarray().ravel()

    def fits(chosen: tuple[int, ...]) -> bool:
        h = here.h.copy()
        h[list(chosen)] = 1.0
        return bool(reaches((weights * h).sum() / weights.sum(), space.theta))

    able = [s for s in np.flatnonzero(here.almost) if weights[s] > 0]
    gain = weights / weights.sum() * (1 - here.h)
    able.sort(key=lambda s: (-round(gain[s], 9), -round(here.near[s], 9), s))
    for size in range(learn + 1):
        if any(fits(chosen) for chosen in combinations(able, size)):
            taken = tuple(int(s) for s in able[:size])
            assert fits(taken)
            return occupation, taken
    return None


@cache
def least_alike(space: SkillSpace) -> float:
    return alike_at_least(space, alike_between(space))


@cache
def given_from(occupation: int, space: SkillSpace) -> dict[int, float]:
    return given(Person({}, (str(space.occupations[occupation]),)), space)


def given(person: Person, space: SkillSpace) -> dict[int, float]:
    """What the list gives to somebody as alike and near enough, with its likeness."""
    listed = adjacent(person, space)
    alike = reaches(listed["likeness"], least_alike(space)) & (listed["likeness"] > 0)
    near = reaches(listed["stretch"], space.theta - listed["fit"])
    rows = listed[alike & near]
    places = space.occupations.get_indexer(rows["occupation"])
    return dict(zip(places.tolist(), rows["likeness"], strict=True))


def may_go(person: Person, space: SkillSpace, way: tuple[int, ...]) -> list[float] | None:
    """The likeness of each step of a way to who stands before it, or None if one is not given."""
    found = [given_from(a, space).get(b) for a, b in pairwise(way)]
    if None in found:
        return None
    first = given(person, space).get(way[0])
    return None if first is None else [first, *found]


def every_way(
    person: Person, space: SkillSpace, target: int, allowed: list[int], steps: int, learn: int
) -> list[list[Step]]:
    """Every sequence of different occupations that ends in the target, each step enterable."""
    after: dict[tuple[int, ...], Person | None] = {(): person}
    taken: dict[tuple[int, ...], Step | None] = {}
    ways = []
    for number in range(steps):
        for before in permutations(allowed, number):
            if before:
                earlier = after[before[:-1]]
                taken[before] = earlier and fewest(earlier, space, before[-1], learn)
                step = taken[before]
                after[before] = step and earlier and then(earlier, space, step)
            now = after[before]
            last = now and fewest(now, space, target, learn)
            if last and may_go(person, space, (*before, target)):
                ways.append([*(taken[before[:n]] for n in range(1, number + 1)), last])
    return ways


def chosen(
    ways: list[list[Step]], vacancies: np.ndarray, k: int, person: Person, space: SkillSpace
) -> list[list[Step]]:
    """No idle step, in order, and each different enough from those before."""

    def passed(way: list[Step]) -> frozenset[int]:
        return frozenset(occupation for occupation, _ in way[:-1])

    def total(way: list[Step]) -> int:
        return sum(len(skills) for _, skills in way)

    def parts(way: list[Step]) -> set[tuple[str, int]]:
        return {("o", o) for o in passed(way)} | {("s", s) for _, skills in way for s in skills}

    lean = [
        way
        for way in ways
        if not any(passed(o) < passed(way) and total(o) <= total(way) for o in ways)
    ]
    lean.sort(
        key=lambda way: (
            total(way),
            len(way),
            -round(min(may_go(person, space, tuple(o for o, _ in way))), 9),
            -min((int(vacancies[o]) for o in passed(way)), default=0),
            [o for o, _ in way],
        )
    )
    found: list[list[Step]] = []
    for way in lean:
        mine = parts(way)
        if all(2 * len(mine & parts(o)) <= len(mine | parts(o)) for o in found):
            found.append(way)
    return found[:k]


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_the_ways_found_are_the_best_of_all_ways_there_are(first) -> None:
    several, by_way_of, learnt, blocked = 0, 0, 0, 0
    for seed in range(first, first + 100):
        space, chance = drawn_space(seed), np.random.default_rng(seed)
        person = drawn_person(seed, space)
        steps, learn = (4 if seed % 12 == 0 else 1 + seed % 3), seed // 3 % 3
        floor = 24_000.0 if seed % 5 == 0 else None
        target = int(chance.integers(0, 6))
        here = standing(person, space)
        able = here.judged & ~here.blocked & (space.vacancies(None) > 0)
        if floor is not None:
            able &= np.nan_to_num(space.pay) >= floor
        allowed = [o for o in np.flatnonzero(able).tolist() if o != target]
        ways = []
        if able[target]:
            ways = every_way(person, space, target, allowed, steps, learn)
        best = chosen(ways, space.vacancies(None), 3, person, space)
        found = pathways(
            person, space, space.occupations[target], steps=steps, learn=learn, pay_floor=floor
        )
        assert found.attrs["complete"]
        said = [
            list(zip(way["occupation"], way["learn"], strict=True))
            for _, way in found.groupby("path")
        ]
        assert said == [
            [(space.occupations[o], tuple(space.labels[list(skills)])) for o, skills in way]
            for way in best
        ]
        several += len(best) > 1
        by_way_of += any(len(way) > 1 for way in best)
        learnt += any(skills for way in best for _, skills in way)
        blocked += not best
    assert min(several, by_way_of, learnt, blocked) > 0


@pytest.mark.parametrize("seed", range(40))
def test_fit_before_and_after_learning_are_those_of_the_person_at_that_point(seed) -> None:
    space = drawn_space(seed)
    person = drawn_person(seed, space)
    found = pathways(person, space, "5122", learn=2)
    for _, way in found.groupby("path"):
        now = person
        for row in way.itertuples():
            o = space.occupations.get_loc(row.occupation)
            ids = tuple(space.skills.get_loc(space.skill(label)) for label in row.learn)
            assert row.fit_before == pytest.approx(standing(now, space).fit[o])
            more = {**now.skills, **dict.fromkeys(space.skills[list(ids)], 1.0)}
            able = replace(now, skills=more)
            assert row.fit_after == pytest.approx(standing(able, space).fit[o])
            assert reaches(row.fit_after, space.theta)
            assert set(ids) <= set(np.flatnonzero(standing(now, space).almost))
            now = then(now, space, (o, ids))


def test_more_states_than_are_followed_are_said(monkeypatch) -> None:
    monkeypatch.setattr("mobility.reaching.path_limits.FOLLOWED", 0)
    incomplete = 0
    for seed in range(40):
        space = drawn_space(seed)
        person = drawn_person(seed, space)
        exact = pathways(person, space, "5122", steps=2, learn=1)
        assert exact.attrs["complete"]
        incomplete += not pathways(person, space, "5122", steps=4, learn=1).attrs["complete"]
    assert incomplete > 3


def test_three_steps_are_always_complete_and_only_the_second_step_on_is_cut(monkeypatch) -> None:
    for seed in range(40):
        space = drawn_space(seed)
        person = drawn_person(seed, space)
        whole = pathways(person, space, "5122", steps=3, learn=1)
        with monkeypatch.context() as patch:
            patch.setattr("mobility.reaching.path_limits.FOLLOWED", 0)
            cut = pathways(person, space, "5122", steps=3, learn=1)
        assert whole.attrs["complete"]
        assert cut.attrs["complete"]
        assert cut.equals(whole)


def test_a_target_that_is_reached_needs_one_step_and_nothing_to_learn() -> None:
    space = kitchens()
    # Cooks have two of the chefs' three skills (.67); θ is .82. Chefs have all that cooks need.
    found = pathways(Person.of(space, occupations=["Chefs"]), space, "Cooks")
    assert found.attrs["status"] == "reached now"
    assert found[["title", "n_learn"]].to_numpy().tolist() == [["Cooks", 0]]


def test_a_target_that_is_held_has_no_way() -> None:
    space = kitchens()
    found = pathways(Person.of(space, occupations=["Cooks"]), space, "Cooks")
    assert (len(found), found.attrs["status"], found.attrs["would_help"]) == (0, "held", [])


def test_what_would_help_is_said_one_constraint_at_a_time() -> None:
    space = kitchens()
    person = Person.of(space, skills=["knife"])
    alone = pathways(person, space, "Chefs", steps=1, learn=1)
    assert alone.attrs["status"] == "blocked"
    # One step more: cooks by hygiene, then chefs by the menu. Two skills at once: chefs directly.
    assert alone.attrs["would_help"] == [
        {"constraint": "steps", "occupations": ["5120", "5121"], "n_learn": 2},
        {"constraint": "learn", "occupations": ["5121"], "n_learn": 2},
    ]
    assert alone.attrs["target_fails"] == []


def test_a_pay_floor_holds_for_every_step_and_unknown_pay_is_not_enough() -> None:
    space = kitchens()
    person = Person.of(space, skills=["knife"])
    codes = space.occupations.tolist()
    pay = np.array([{"5120": 20_000.0, "5121": 30_000.0}.get(code, np.nan) for code in codes])
    paid = replace(space, pay=pay, pay_unit="SEK per month")
    assert pathways(person, paid, "Chefs", learn=1, pay_floor=20_000)["pay"].tolist() == [
        20_000.0,
        30_000.0,
    ]
    found = pathways(person, paid, "Chefs", learn=1, pay_floor=25_000)
    assert found.attrs["status"] == "blocked"
    assert [one["constraint"] for one in found.attrs["would_help"]] == ["learn", "pay_floor"]
    assert found.attrs["pay_unknown"] == 4
    waiters = pathways(person, paid, "Waiters", pay_floor=1)
    assert waiters.attrs["target_fails"] == ["pay_floor"]


def test_vacancies_must_be_there_at_every_step() -> None:
    space = kitchens()
    person = Person.of(space, skills=["knife"])
    demand = space.demand
    here = demand.by_place.copy()
    here.loc["5120", "Here"] = 0
    without = replace(space, demand=replace(demand, by_place=here))
    assert len(pathways(person, without, "Chefs", learn=1)) == 2
    found = pathways(person, without, "Chefs", learn=1, place="Here")
    assert found.attrs["status"] == "blocked"
    assert [one["constraint"] for one in found.attrs["would_help"]] == ["learn", "vacancies"]


def test_a_licence_that_is_lacking_blocks_unless_it_may_be_obtained() -> None:
    blocked, obtained, met_at_start = 0, 0, 0
    for seed in range(80):
        space = drawn_space(seed)
        person = replace(drawn_person(seed, space), gates=frozenset())
        plain = pathways(person, space, "5121")
        assert plain.attrs["status"] == "blocked"
        assert plain.attrs["target_fails"][:1] == ["gates"]
        blocked += 1
        ready = pathways(person, space, "5121", gates=["Körkort B"])
        for _, way in ready.groupby("path"):
            # Once, for the target or for an occupation on the way that asks for it as well.
            assert [label for step in way["obtain"] for label in step] == ["Körkort B"]
            obtained += 1
        licensed = pathways(replace(person, gates=frozenset({"g0"})), space, "5121")
        met_at_start += len(licensed) > 0
        assert licensed["occupation"].tolist() == ready["occupation"].tolist()
        assert set(licensed["obtain"]) <= {()}
    assert min(blocked, obtained, met_at_start) > 10


def test_brings_names_what_later_steps_ask_for() -> None:
    space = kitchens()
    found = pathways(Person.of(space, skills=["knife"]), space, "Chefs", learn=1)
    # Whoever learns hygiene to become a cook has it already; the cook brings nothing more.
    assert found["brings"].tolist() == [(), ()]
    for seed in range(60):
        space = drawn_space(seed)
        person = drawn_person(seed, space)
        found = pathways(person, space, "5122", learn=0)
        ways = [way for _, way in found.groupby("path") if len(way) > 1]
        # Nothing is learnt and no step is idle, so each occupation brings what a later one needs.
        assert all(all(way["brings"][:-1]) for way in ways)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"steps": 0}, "column 'steps': '0'"),
        ({"steps": 6}, "column 'steps': '6'"),
        ({"learn": -1}, "column 'learn': '-1'"),
        ({"k": 0}, "column 'k': '0'"),
        ({"pay_floor": 1.0}, "made without pay"),
        ({"gates": ["knife"]}, "'knife' is not a gate"),
    ],
)
def test_settings_that_make_no_sense_are_refused(settings, said) -> None:
    with pytest.raises(InputError, match=said):
        pathways(Person({"knife": 1.0}), kitchens(), "Chefs", **settings)


def test_an_unknown_target_is_refused_and_the_nearest_named() -> None:
    with pytest.raises(UnknownNameError, match="Chefs"):
        pathways(Person({"knife": 1.0}), kitchens(), "Chef")


def test_the_recipe_says_what_was_asked_and_nothing_of_the_person() -> None:
    found = pathways(Person({"knife": 1.0}), kitchens(), "chefs")
    last = str(recipe_of(found)).splitlines()[-1]
    assert last.startswith("pathways(target='5121', steps=3, learn=3")
    assert "knife" not in last
