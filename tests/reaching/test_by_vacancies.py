"""That there is work may weigh in the order of answers, and in nothing else."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from mobility.counting.links import occupation_links
from mobility.finding.linked_skills import skills_of_links
from mobility.foundation.errors import InputError
from mobility.reaching.adjacent import adjacent
from mobility.reaching.batch import answers
from mobility.reaching.person import Person
from mobility.reaching.skill_space import SkillSpace, skill_space
from mobility.saving.skill_space import read_space, write_space
from tests.reaching.drawn_spaces import drawn_person, drawn_space

ASKED = {
    "5120": "fry bake mop", "5121": "fry bake", "5131": "fry greet", "5132": "bake greet",
    "4110": "file type", "4120": "file count",
}  # fmt: skip


def kitchen(by_vacancies: float, vacancies: dict[str, int] | None) -> SkillSpace:
    links = pd.DataFrame(
        [(code, code, skill) for code, said in ASKED.items() for skill in said.split()],
        columns=["occupation_name", "occupation", "skill"],
    )
    work = None
    if vacancies is not None:
        work = pd.DataFrame({"occupation": list(vacancies), "vacancies": vacancies.values()})
    return skill_space(
        occupation_links(links),
        skills_of_links(links),
        vacancies=work,
        by_vacancies=by_vacancies,
    )


def test_of_two_alike_the_one_with_more_vacancies_comes_first() -> None:
    """Both serve and share one skill, that three of six ask for, with the cook; 5131 has less work.

    By code 5131 is before 5132. With 1 + v of 10 and 100 and a weight of ½ the parts are
    (10 / 100)^½ = .316 and 1.
    """
    work = {"5120": 0, "5131": 9, "5132": 99}
    alone, weighed = kitchen(0.0, work), kitchen(0.5, work)
    before, after = (
        adjacent(Person.of(space, skills=["fry", "bake"]), space).set_index("occupation")
        for space in (alone, weighed)
    )
    assert before.at["5131", "likeness"] == pytest.approx(before.at["5132", "likeness"])
    place = {code: n for n, code in enumerate(before.index)}
    assert place["5131"] < place["5132"]
    place = {code: n for n, code in enumerate(after.index)}
    assert place["5132"] < place["5131"]
    assert weighed.pull is not None
    parts = dict(zip(weighed.occupations, weighed.pull.round(3).tolist(), strict=True))
    assert parts == {
        "4110": 0.1, "4120": 0.1, "5120": 0.1, "5121": 0.1, "5131": 0.316, "5132": 1.0,
    }  # fmt: skip


def test_vacancies_move_the_order_and_nothing_else() -> None:
    work = {"5120": 3, "5131": 9, "5132": 99, "4110": 10_000}
    one, other = (
        adjacent(Person.of(space, occupations=["5121"]), space)
        for space in (kitchen(0.0, work), kitchen(1.0, work))
    )
    assert one["occupation"].tolist() != other["occupation"].tolist()
    pd.testing.assert_frame_equal(
        one.set_index("occupation").sort_index(), other.set_index("occupation").sort_index()
    )


def test_a_class_stays_before_the_next_however_much_work_there_is() -> None:
    work = {"5120": 1, "5131": 1, "4110": 1_000_000}
    space = kitchen(1.0, work)
    found = adjacent(Person.of(space, skills=["fry", "bake"]), space)
    order = found["class"].map(["reached", "adjacent", "far"].index)
    assert order.is_monotonic_increasing
    assert len(set(order)) > 1


@pytest.mark.parametrize("seed", range(6))
def test_many_are_told_the_same_as_one(seed: int) -> None:
    space = replace(drawn_space(seed), by_vacancies=0.5)
    people = [drawn_person(number, space) for number in range(20)]
    together = answers(people, space).adjacent
    differs = 0
    for number, person in enumerate(people):
        alone = adjacent(person, space)
        told = together[together["person"] == number]
        assert told["occupation"].tolist() == alone["occupation"].tolist()
        plain = adjacent(person, drawn_space(seed))
        differs += plain["occupation"].tolist() != alone["occupation"].tolist()
    assert differs


def test_the_weight_is_kept_in_the_file_and_told_in_the_recipe(tmp_path: Path) -> None:
    space = kitchen(0.25, {"5131": 9, "5132": 99})
    again = read_space(write_space(space, tmp_path / "kitchen.space"))
    assert again.by_vacancies == 0.25
    assert again.pull is not None
    assert space.pull is not None
    assert again.pull.tolist() == space.pull.tolist()
    assert dict(space.recipe.steps[-1].settings)["by_vacancies"] == 0.25


@pytest.mark.parametrize("weight", [-0.1, 1.5, float("nan")])
def test_a_weight_that_is_none_is_refused(weight: float) -> None:
    with pytest.raises(InputError, match="not from 0"):
        kitchen(weight, {"5131": 9})


def test_a_weight_without_vacancies_is_refused_with_the_way_out() -> None:
    with pytest.raises(InputError, match="pass vacancies, or leave it 0"):
        kitchen(0.1, None)
