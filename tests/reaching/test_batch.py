"""Many persons at once are told what each is told alone, to the last digit."""

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.conditions import CONDITIONS
from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.recipe import recipe_of
from mobility.reaching import batch
from mobility.reaching.adjacent import adjacent
from mobility.reaching.almost_have import almost_have
from mobility.reaching.batch import answers
from mobility.reaching.example import kitchens
from mobility.reaching.needs import ConditionsOfWork
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from tests.matcher_spaces import national_space, somebody
from tests.reaching.drawn_spaces import drawn_person, drawn_space


def assert_told_the_same(
    people: Sequence[Person], space: SkillSpace, place: str | None = None
) -> None:
    """Compare every row and figure with the answers to each person alone."""
    found = answers(people, space, place=place)
    for number, person in enumerate(people):
        alone = adjacent(person, space, place=place)
        some = found.adjacent[found.adjacent["person"] == number].reset_index(drop=True)
        both = [column for column in some if column in alone]
        assert len(both) == 11
        pd.testing.assert_frame_equal(some[both], alone[both], check_exact=True)
        assert some["blocked"].tolist() == [bool(said) for said in alone["blocked_by"]]
        both = zip(alone["conditions_against"], alone["usual_against"], strict=True)
        spoken = [bool(by_ads or usual) for by_ads, usual in both]
        assert some["against_need"].tolist() == spoken

        alone = almost_have(person, space, place=place)
        some = found.almost_have[found.almost_have["person"] == number]
        some = some.drop(columns="person").reset_index(drop=True)
        pd.testing.assert_frame_equal(some, alone, check_exact=True)


def spoken_of(space: SkillSpace, seed: int) -> SkillSpace:
    """Return the space with shares of ads against every condition, drawn at random."""
    chance = np.random.default_rng(seed)
    shape = (len(space.occupations), len(CONDITIONS))
    work = ConditionsOfWork(
        chance.random(shape) * 0.3, np.zeros(shape), np.full(shape[0], 50.0),
        np.full(shape[0], "unit group", dtype=object),
    )  # fmt: skip
    return replace(space, conditions=work)


@pytest.mark.parametrize("seed", range(0, 60, 4))
def test_persons_drawn_at_random_are_told_the_same_as_alone(seed) -> None:
    space = spoken_of(drawn_space(seed), seed)
    needs = [frozenset(), frozenset(list(CONDITIONS)[:2])]
    people = [replace(drawn_person(number, space), needs=needs[number % 2]) for number in range(12)]
    assert_told_the_same(people, space)


@pytest.mark.shared_data
def test_at_national_size_everybody_is_told_the_same_as_alone(national) -> None:
    chance = np.random.default_rng(4)
    skills = national.skills[national.kinds == "skill"].to_numpy()
    gates = national.skills[national.kinds == "gate"].to_numpy()
    people = [
        Person(
            {name: float(chance.choice([0.0, 0.3, 1.0])) for name in chance.choice(skills, 6)},
            tuple(chance.choice(national.occupations.to_numpy(), chance.integers(0, 4))),
            frozenset(chance.choice(gates, chance.integers(0, 3))),
        )
        for _ in range(40)
    ]
    assert_told_the_same(people, national, place="Boden")


def test_it_does_not_matter_how_many_are_worked_out_together(monkeypatch) -> None:
    space = drawn_space(3)
    people = [drawn_person(number, space) for number in range(7)]
    together = answers(people, space)
    monkeypatch.setattr(batch, "AT_ONCE", 3)
    steps = []
    apart = answers(people, space, progress=lambda *step: steps.append(step))
    assert steps == [("answers", 3, 7), ("answers", 6, 7), ("answers", 7, 7)]
    pd.testing.assert_frame_equal(together.adjacent, apart.adjacent, check_exact=True)
    pd.testing.assert_frame_equal(together.almost_have, apart.almost_have, check_exact=True)


@pytest.mark.parametrize("seed", range(2, 40, 4))
def test_persons_are_told_the_same_as_alone_where_nothing_is_known_of_demand(seed) -> None:
    space = drawn_space(seed)
    people = [drawn_person(number, space) for number in range(12)]
    assert_told_the_same(people, replace(space, demand=None))


@pytest.mark.shared_data
def test_persons_drawn_for_the_page_are_told_the_same_as_alone(shared_data) -> None:
    # Occupation names, years, needs, education, other sources of links and weighed vacancies.
    space = national_space(shared_data("jobtech-taxonomy"), shared_data("af-sweden"))
    draw = random.Random(5)
    people = [somebody(space, draw)[0] for _ in range(40)]
    people = [replace(one, education=draw.choice([None, 2, 3, 6])) for one in people]
    assert_told_the_same(people, space, place="Sollefteå")


def test_without_vacancies_occupations_are_counted_and_vacancies_missing() -> None:
    space = replace(drawn_space(5), demand=None)
    people = [drawn_person(number, space) for number in range(5)]
    assert_told_the_same(people, space)
    assert answers(people, space).almost_have["opens_reached"].isna().all()
    with pytest.raises(InputError, match="no vacancies were given"):
        answers(people, space, place="Here")


def test_nobody_gives_empty_tables_with_the_same_columns() -> None:
    space = kitchens()
    none = answers([], space)
    some = answers([Person.of(space, skills=["knife"])], space)
    for empty, filled in (
        (none.adjacent, some.adjacent),
        (none.almost_have, some.almost_have),
    ):
        assert len(empty) == 0
        assert empty.dtypes.to_dict() == filled.dtypes.to_dict()


def test_everybody_with_something_unknown_is_named_by_number_at_once(monkeypatch) -> None:
    monkeypatch.setattr(batch, "AT_ONCE", 2)
    people = [Person({"knife": 1.0}), Person({"knif": 1.0}), Person({}, ("5190",))]
    with pytest.raises(InputError) as raised:
        answers(people, kitchens())
    assert [str(problem)[:8] for problem in raised.value.problems] == ["person 1", "person 2"]
    assert "Did you mean 'knife'?" in str(raised.value)


def test_a_place_that_is_none_is_refused() -> None:
    space = kitchens()
    with pytest.raises(UnknownNameError, match="place"):
        answers([Person({"knife": 1.0})], space, place="Nowhere")


def test_the_recipe_says_how_many_persons_and_nothing_of_them() -> None:
    space = kitchens()
    people = [Person({"knife": 1.0}), Person({"till": 1.0}, ("5120",))]
    found = answers(people, space, place="Here")
    for table in (found.adjacent, found.almost_have):
        step = recipe_of(table).steps[-1]
        assert step.name == "answers"
        assert dict(step.settings) == {"place": "Here", "within": None}
        assert dict(step.counts) == {"persons": 2}
        assert table.attrs["places"] == ("Here",)
        assert table["person"].unique().tolist() == [0, 1]
