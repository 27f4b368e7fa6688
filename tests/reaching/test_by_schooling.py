"""More schooling than is said, asked for, may weigh in the order of answers and in nothing else."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mobility.counting.links import occupation_links
from mobility.finding.linked_skills import skills_of_links
from mobility.foundation.errors import InputError
from mobility.reaching.above_schooling import in_order_for, parts_above
from mobility.reaching.adjacent import adjacent
from mobility.reaching.batch import answers
from mobility.reaching.person import Person
from mobility.reaching.skill_space import SkillSpace, skill_space
from mobility.saving.skill_space import read_space, write_space
from tests.reaching.drawn_spaces import drawn_person, drawn_space

LEVELS = {"0110": 0, "1720": 4, "2341": 4, "3451": 3, "5120": 2, "5121": 2, "9412": 1}


def kitchen(by_schooling: float, version: str = "SSYK 2012") -> SkillSpace:
    links = pd.DataFrame(
        [(code, code, skill) for code in LEVELS for skill in ("cook", f"own {code}", "mop")],
        columns=["occupation_name", "occupation", "skill"],
    )
    return skill_space(
        occupation_links(links, version=version),
        skills_of_links(links),
        by_schooling=by_schooling,
    )


def left(
    held: list[str], education: int | None, by_schooling: float = 0.5
) -> dict[int, set[float]]:
    """Return what is left of .8, by skill level."""
    space = kitchen(by_schooling)
    person = Person({"cook": 1.0}, occupations=tuple(held), education=education)
    order = in_order_for(person, space, np.full(len(LEVELS), 0.8))
    found: dict[int, set[float]] = {}
    for code, value in zip(space.occupations, order.round(9).tolist(), strict=True):
        found.setdefault(LEVELS[str(code)], set()).add(value)
    return found


def each(*values: float) -> dict[int, set[float]]:
    """Name values of level 1 to 4; level 0, which spans several, keeps all."""
    return {level: {value} for level, value in enumerate((0.8, *values))}


@pytest.mark.parametrize(
    ("held", "education", "expected"),
    [
        # Compulsory school is enough for level 1: level 2 keeps 1/2, 3 a quarter, 4 an eighth.
        ([], 2, each(0.8, 0.4, 0.2, 0.1)),
        # Upper secondary school is enough for level 2, shorter higher education for level 3.
        ([], 4, each(0.8, 0.8, 0.4, 0.2)),
        ([], 5, each(0.8, 0.8, 0.8, 0.4)),
        ([], 6, each(0.8, 0.8, 0.8, 0.8)),
        # What was worked at is level enough, whatever the schooling.
        (["3451"], 2, each(0.8, 0.8, 0.8, 0.4)),
        (["1720", "9412"], 1, each(0.8, 0.8, 0.8, 0.8)),
        # Work below the schooling takes nothing away; and where none is said, nothing weighs.
        (["9412"], 6, each(0.8, 0.8, 0.8, 0.8)),
        (["9412"], None, each(0.8, 0.8, 0.8, 0.8)),
    ],
)
def test_what_is_left_of_likeness(held, education, expected) -> None:
    assert left(held, education) == expected


def test_all_of_it_or_nothing_may_be_taken_off() -> None:
    assert left([], 4, by_schooling=0.0) == each(0.8, 0.8, 0.8, 0.8)
    assert left([], 4, by_schooling=1.0) == each(0.8, 0.8, 0.0, 0.0)


def test_levels_are_those_of_the_classification_and_of_no_other() -> None:
    space = kitchen(0.5)
    assert dict(zip(map(str, space.occupations), space.levels.tolist(), strict=True)) == LEVELS
    assert not replace(space, version="ISCO-08").levels.any()
    assert parts_above(space).tolist() == [1.0, 0.5, 0.25, 0.125]


def test_schooling_moves_the_order_and_nothing_else() -> None:
    # The years are not said, so nothing is a step up that comes after all others.
    person = Person({"own 3451": 1.0, "own 5120": 0.6}, ("9412",), education=2)
    one, other = (adjacent(person, kitchen(weight)) for weight in (0.0, 0.9))
    # Compulsory school is enough for level 1; the levels are told in both.
    assert other.set_index("occupation")["levels_above"].to_dict() == {
        "0110": 0, "1720": 3, "2341": 3, "3451": 2, "5120": 1, "5121": 1,
    }  # fmt: skip
    # Of .6 of the likeness a tenth is left one level up, of all of it a hundredth two levels up.
    assert one["occupation"].tolist()[:2] == ["3451", "5120"]
    assert other["occupation"].tolist()[:2] == ["5120", "3451"]
    pd.testing.assert_frame_equal(
        one.set_index("occupation").sort_index(), other.set_index("occupation").sort_index()
    )


@pytest.mark.parametrize("seed", range(4))
def test_many_are_told_the_same_as_one(seed: int) -> None:
    space = replace(
        drawn_space(seed), version="SSYK 2012", by_schooling=0.5, by_vacancies=0.3,
        occupations=pd.Index(["5120", "5121", "9122", "4110", "2111", "1112", "3110"]),
    )  # fmt: skip
    people = [
        replace(drawn_person(number, space), education=[None, 1, 4, 5, 7][number % 5])
        for number in range(25)
    ]
    together = answers(people, space).adjacent
    differs = 0
    for number, person in enumerate(people):
        alone = adjacent(person, space)["occupation"].tolist()
        assert together.loc[together["person"] == number, "occupation"].tolist() == alone
        plain = adjacent(person, replace(space, by_schooling=0.0))["occupation"].tolist()
        differs += plain != alone
        assert person.education is not None or plain == alone
    assert differs


def test_the_weight_is_kept_in_the_file_and_told_in_the_recipe(tmp_path: Path) -> None:
    space = kitchen(0.25)
    assert read_space(write_space(space, tmp_path / "kitchen.space")).by_schooling == 0.25
    assert dict(space.recipe.steps[-1].settings)["by_schooling"] == 0.25


@pytest.mark.parametrize("weight", [-0.1, 1.5, float("nan")])
def test_a_weight_that_is_none_is_refused(weight: float) -> None:
    with pytest.raises(InputError, match="not from 0"):
        kitchen(weight)


def test_a_weight_in_another_classification_is_refused_with_the_way_out() -> None:
    with pytest.raises(
        InputError, match=r"SSYK 2012 only, and the counts are of ISCO-08; leave it 0"
    ):
        kitchen(0.5, version="ISCO-08")
