"""Somebody new to work is told which occupations are a step up, and gets them after the others."""

from dataclasses import replace

import pandas as pd
import pytest

from mobility.reaching.adjacent import adjacent
from mobility.reaching.batch import answers
from mobility.reaching.example import kitchens
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.steps_up import steps_up

# Of the made-up codes: managers, level 4, level 3, level 2 twice, level 1.
LIKE_SSYK = {"4110": "1720", "4111": "2341", "5120": "3451", "5121": "5120", "5131": "5131",
             "5132": "9412"}  # fmt: skip


@pytest.fixture
def space() -> SkillSpace:
    found = kitchens()
    codes = pd.Index([LIKE_SSYK[str(code)] for code in found.occupations], name="occupation")
    return replace(found, occupations=codes, version="SSYK 2012")


def above(space: SkillSpace, held: dict[str, float], education: int | None = 4) -> set[str]:
    person = Person({"knife": 1.0}, tuple(held), years=held, education=education)
    return set(space.occupations[steps_up(person, space)])


@pytest.mark.parametrize(
    ("held", "education", "expected"),
    [
        ({"9412": 0.2}, 4, {"1720", "2341", "3451"}),  # a summer: all of level 3 and 4
        ({}, 4, {"1720", "2341", "3451"}),  # nothing held: the same
        ({"9412": 1.0}, 4, {"1720", "2341"}),  # a year stands for what level 3 asks for
        ({"9412": 0.5, "5131": 0.5}, 4, {"1720", "2341"}),  # years add up
        ({"9412": 2.0}, 4, set()),  # two years for level 4
        ({"9412": 0.2}, 5, {"1720", "2341"}),  # shorter higher education is what level 3 asks for
        ({"9412": 0.2}, 6, set()),  # three years of it is what level 4 asks for
        ({"9412": 0.2}, None, set()),  # schooling not said
        ({"3451": 0.2}, 4, {"1720", "2341"}),  # held at level 3: level 3 is no step up
        ({"1720": 0.2}, 4, set()),
    ],
)
def test_which_occupations_are_a_step_up(space, held, education, expected) -> None:
    assert above(space, held, education) == expected


def test_years_not_said_are_long_enough(space) -> None:
    person = Person({}, ("9412",), education=4)
    assert not steps_up(person, space).any()


def test_in_another_classification_nothing_is_a_step_up(space) -> None:
    assert above(replace(space, version="ISCO-08"), {"9412": 0.2}) == set()


def test_a_step_up_is_said_and_comes_after_what_is_none(space) -> None:
    person = Person({"knife": 1.0}, ("9412",), years={"9412": 0.2}, education=4)
    found = adjacent(person, space)
    assert found["step_up"].is_monotonic_increasing
    assert found["step_up"].sum() == 3
    assert "3451" in found["occupation"].tolist()
    alone = found["occupation"].tolist()
    assert answers([person], space).adjacent["occupation"].tolist() == alone
