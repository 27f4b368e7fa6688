import pandas as pd
import pytest

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.recipe import recipe_of
from mobility.reaching.adjacent import adjacent
from mobility.reaching.example import kitchens
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace


@pytest.fixture(scope="module")
def space() -> SkillSpace:
    return kitchens()


def test_occupations_held_are_left_out_and_named(space) -> None:
    found = adjacent(Person({}, ("5120",)), space)
    assert "5120" not in found["occupation"].tolist()
    assert found.attrs["occupations_held"] == ["5120"]
    assert dict(recipe_of(found).steps[-1].counts)["held"] == 1


def test_reached_comes_before_adjacent_and_adjacent_before_far(space) -> None:
    # Knife and menu: the chef's fit is 2/3, and with hygiene nearly had (.5) stretch is 5/6;
    # θ is .82. Knife and hygiene are all a cook needs.
    found = adjacent(Person({"knife": 1.0, "hygiene": 1.0}), space)
    assert found["title"].tolist()[:2] == ["Cooks", "Chefs"]
    assert found["class"].tolist()[0] == "reached"
    classes = adjacent(Person({"knife": 1.0, "menu": 1.0}), space).set_index("title")["class"]
    assert classes["Chefs"] == "adjacent"
    assert classes["Clerks"] == "far"


def test_of_two_that_fit_alike_the_one_within_stretch_comes_first(space) -> None:
    # The knife is no part of either, but the waiter's menu is 1/5 from it.
    titles = adjacent(Person({"knife": 1.0}), space)["title"].tolist()
    assert titles.index("Waiters") < titles.index("Clerks")


def test_held_almost_and_missing_are_told_apart(space) -> None:
    found = adjacent(Person({"knife": 1.0}), space).set_index("title")
    assert found.at["Chefs", "held"] == ("knife",)
    assert found.at["Chefs", "almost"] == ("hygiene", "menu")
    assert found.at["Waiters", "missing"] == ("till",)
    assert found.loc["Chefs", ["n_held", "n_almost", "n_missing"]].tolist() == [1, 2, 0]


def test_lists_are_short_by_falling_weight_and_counted(skill_list, counts_of) -> None:
    skills = [f"s{k}" for k in range(7)]
    table = [[1, 2, 3, 4, 5, 6, 6], [1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 9]]
    counts = counts_of(table, ["5120", "5121", "4110"], skills, [10] * 3)
    space = skill_space(counts, skill_list(dict.fromkeys(skills, "skill")))
    # s0 is held; of the other six s5 and s6 weigh alike and stand by label.
    row = adjacent(Person({"s0": 1.0}), space).set_index("occupation").loc["5120"]
    assert row["held"] == ("s0",)
    named = [*row["almost"], *row["missing"]]
    assert row["n_almost"] + row["n_missing"] == 6
    assert [s for s in named if s in ("s5", "s6")] == ["s5", "s6"]
    assert max(len(row["almost"]), len(row["missing"])) <= 5


def test_gates_stand_beside_with_the_share_of_ads_that_ask_for_them(skill_list, counts_of) -> None:
    kinds = {"knife": "skill", "pen": "skill", "B": "gate", "C": "gate"}
    table = [[9, 0, 2, 7], [9, 0, 0, 0], [0, 9, 0, 0]]
    counts = counts_of(table, ["5120", "5121", "4110"], list(kinds), [10] * 3)
    space = skill_space(counts, skill_list(kinds))
    found = adjacent(Person({"knife": 1.0}, gates=frozenset({"C"})), space).set_index("occupation")
    assert found.at["5120", "gates"] == ("C", "B")
    assert found.at["5120", "gate_shares"] == (0.7, 0.2)
    assert found.at["5120", "gates_missing"] == ("B",)
    assert found.at["5120", "fit"] == 1.0
    assert found.at["5121", "gates"] == ()


def test_vacancies_are_counted_here_and_everywhere(space) -> None:
    found = adjacent(Person({"knife": 1.0}), space, place="Here").set_index("title")
    assert found.loc["Chefs", ["vacancies_here", "vacancies"]].tolist() == [2, 22]
    assert adjacent(Person({"knife": 1.0}), space)["vacancies_here"].isna().all()


def test_pay_and_trend_stand_beside_and_what_is_not_known_is_missing(skill_list, counts_of) -> None:
    skills = ["knife", "pen"]
    counts = counts_of([[9, 0], [9, 0], [0, 9]], ["5120", "5121", "4110"], skills, [10] * 3)
    rows = [("5120", "1", 20, "a"), ("4110", "1", 80, "a"), ("5120", "1", 40, "b"),
            ("4110", "2", 60, "b")]  # fmt: skip
    pay = pd.DataFrame({"occupation": ["5120", "4110"], "pay": [27900.0, None]})
    pay.attrs.update(unit="SEK per month", statistic="median", year="2023")
    space = skill_space(
        counts,
        skill_list(dict.fromkeys(skills, "skill")),
        vacancies=pd.DataFrame(rows, columns=["occupation", "place", "vacancies", "period"]),
        commuting=pd.DataFrame({"place_from": ["1"], "place_to": ["2"], "minutes": [30]}),
        pay=pay,
    )
    found = adjacent(Person({"knife": 1.0}), space, place="1", within=30)
    assert found.attrs["places"] == ("1", "2")
    assert found.attrs["pay_unit"] == "SEK per month, median, 2023"
    table = found.set_index("occupation")
    assert table["pay"].fillna(0).to_dict() == {"5120": 27900.0, "5121": 0.0, "4110": 0.0}
    assert table["vacancies_here"].to_dict() == {"5120": 40, "5121": 0, "4110": 60}
    # 40 of 100 now and 20 of 100 before; nobody asks for 5121.
    assert table.at["5120", "trend_here"] == pytest.approx(40.5 / 20.5 - 1)
    assert table.at["5120", "trend_here_low"] < table.at["5120", "trend_here_high"]
    assert pd.isna(table.at["5121", "trend_here"])
    assert table["trend"].equals(table["trend_here"].rename("trend"))


def test_few_ads_are_said_and_the_weights_are_those_of_the_group(skill_list, counts_of) -> None:
    skills = ["knife", "oven", "pen"]
    table = [[9, 5, 0], [8, 4, 0], [3, 0, 0], [0, 0, 9]]
    counts = counts_of(table, ["5120", "5121", "5122", "4110"], skills, [10, 20, 3, 12])
    space = skill_space(counts, skill_list(dict.fromkeys(skills, "skill")))
    found = adjacent(Person({"pen": 1.0}), space).set_index("occupation")
    said = ["support", "rests_on", "rests_on_support", "note"]
    assert found.loc["5122", said].tolist() == [3, "3-digit group", 33, "few ads"]
    assert found.loc["5121", said].tolist() == [20, "unit group", 20, ""]


def test_an_occupation_that_asks_for_no_skill_is_named_and_not_judged(
    skill_list, counts_of
) -> None:
    skills = ["knife", "pen"]
    table = [[9, 0], [9, 0], [0, 9], [0, 0]]
    counts = counts_of(table, ["5120", "5121", "4110", "4111"], skills, [10] * 4)
    space = skill_space(counts, skill_list(dict.fromkeys(skills, "skill")))
    found = adjacent(Person({"knife": 1.0}), space)
    assert "4111" not in found["occupation"].tolist()
    assert found.attrs["occupations_without_skills"] == ["4111"]


def test_an_unknown_place_is_refused(space) -> None:
    with pytest.raises(UnknownNameError, match="'Nowhere'"):
        adjacent(Person({"knife": 1.0}), space, place="Nowhere")


def test_equal_questions_get_equal_answers(space) -> None:
    one = adjacent(Person({"knife": 1.0}), space, place="Here")
    other = adjacent(Person({"knife": 1.0}), kitchens(), place="Here")
    pd.testing.assert_frame_equal(one, other)
