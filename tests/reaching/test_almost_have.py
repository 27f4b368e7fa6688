import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.recipe import recipe_of
from mobility.reaching.almost_have import almost_have
from mobility.reaching.example import kitchens
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import standing


@pytest.fixture(scope="module")
def space() -> SkillSpace:
    return kitchens()


def test_the_skill_that_opens_most_vacancies_reached_comes_first(space) -> None:
    found = almost_have(Person({"knife": 1.0}), space)
    assert found["label"].tolist() == ["hygiene", "menu"]
    assert found["opens_reached"].tolist() == [44, 0]  # cooks: 4 + 40
    assert found["opens_adjacent"].tolist() == [0, 22]  # chefs: 2 + 20


def test_vacancies_can_be_counted_in_one_place(space) -> None:
    found = almost_have(Person({"knife": 1.0}), space, place="here")
    assert found["opens_reached"].tolist() == [4, 0]
    assert found.attrs["place"] == "here"


def test_the_bridge_is_the_skill_that_makes_it_near(space) -> None:
    # From the till (in 2) the menu (in 3) is 2 / (3 + 2) = .4 away; from the knife 1 / (3 + 2).
    found = almost_have(Person({"knife": 1.0, "till": 1.0}), space).set_index("label")
    assert found.at["menu", "near"] == pytest.approx(0.4)
    assert found.at["menu", "bridge_label"] == "till"


def test_a_gate_goes_with_other_skills_and_is_never_almost_had(space) -> None:
    found = almost_have(Person({"pen": 1.0}), space).set_index("label")
    assert found.at["licence", "class"] == "goes with it only"
    assert found.at["licence", "opens_reached"] == 0


def test_a_gate_that_is_held_is_not_listed(space) -> None:
    held = Person({"pen": 1.0}, gates=frozenset({"licence"}))
    assert "licence" not in almost_have(held, space)["label"].tolist()


def test_a_skill_in_half_the_occupations_of_a_held_one_is_probably_held(space) -> None:
    # The knife is in 2 occupations, the menu in one of them: 1/2. The menu is in 3, hygiene in
    # one of them: 1/3.
    from_knife = almost_have(Person({"knife": 1.0}), space).set_index("label")
    assert from_knife.at["menu", "class"] == "probably held, unstated"
    from_menu = almost_have(Person({"menu": 1.0}), space).set_index("label")
    assert from_menu.at["hygiene", "class"] == "learnable"


def test_what_is_said_goes_before_what_an_occupation_implies(space) -> None:
    cook = standing(Person({}, ("5120",)), space)
    never = standing(Person({"knife": 0.0}, ("5120",)), space)
    knife = space.skills.get_loc("knife")
    assert cook.held[knife]
    assert never.h[knife] == 0
    assert not never.held[knife]


def test_a_trait_neither_weighs_nor_bridges(skill_list, counts_of) -> None:
    kinds = {"knife": "skill", "oven": "skill", "pen": "skill", "calm": "trait"}
    table = [[9, 9, 0, 9], [9, 9, 0, 9], [0, 0, 9, 0], [0, 0, 9, 0]]
    counts = counts_of(table, ["5120", "5121", "4110", "4111"], list(kinds), [10] * 4)
    space = skill_space(counts, skill_list(kinds))
    here = standing(Person({"calm": 1.0}), space)
    assert here.near.tolist() == [0, 0, 0, 0]
    assert here.fit.tolist() == [0, 0, 0, 0]
    listed = almost_have(Person({"knife": 1.0}), space).set_index("label")
    assert listed.at["calm", "class"] == "goes with it only"
    assert "calm" not in almost_have(Person({"knife": 1.0, "calm": 1.0}), space)["label"].tolist()


def test_a_skill_mostly_offered_goes_with_others_only(skill_list, counts_of) -> None:
    kinds = dict.fromkeys(["knife", "lunch", "pen"], "skill")
    table = [[9, 9, 0], [9, 9, 0], [0, 0, 9], [0, 0, 9]]
    counts = counts_of(table, ["5120", "5121", "4110", "4111"], list(kinds), [10] * 4)
    for share, name in ((0.6, "goes with it only"), (0.5, "probably held, unstated")):
        space = skill_space(
            counts, skill_list(kinds), offered_or_negated=pd.Series({"lunch": share, "other": 1.0})
        )
        assert almost_have(Person({"knife": 1.0}), space)["class"].tolist() == [name]


def test_without_vacancies_the_number_of_occupations_ranks(skill_list, counts_of) -> None:
    kinds = dict.fromkeys(["knife", "oven", "pen", "paper"], "skill")
    table = [[9, 9, 0, 0], [9, 9, 0, 0], [0, 0, 9, 9], [0, 0, 9, 9]]
    counts = counts_of(table, ["5120", "5121", "4110", "4111"], list(kinds), [10] * 4)
    space = skill_space(counts, skill_list(kinds))
    found = almost_have(Person({"knife": 1.0}), space)
    assert found["opens_reached"].isna().all()
    assert found["occupations_reached"].tolist() == [2]
    with pytest.raises(InputError, match="no vacancies were given"):
        almost_have(Person({"knife": 1.0}), space, place="Here")


def test_an_answer_carries_thresholds_caveats_and_recipe_but_nothing_of_the_person(space) -> None:
    found = almost_have(Person({"knife": 1.0}), space)
    assert found.attrs["tau"] == space.tau
    assert found.attrs["hit_rate"] == space.near_threshold.hit_rate
    assert found.attrs["theta"] == space.theta
    assert found.attrs["theta_rests_on"] == "unit group"
    assert found.attrs["theta_pairs"] == 6  # three pairs of neighbours, each both ways
    assert set(found.attrs["notes"]) == {"basis", "vacancies"}
    assert all(set(said) == {"sv", "en"} for said in found.attrs["notes"].values())
    last = recipe_of(found).steps[-1]
    assert last.name == "almost_have"
    assert "knife" not in str(recipe_of(found))


def test_a_person_from_another_space_is_refused(space) -> None:
    with pytest.raises(UnknownNameError, match="'wok'"):
        almost_have(Person({"wok": 1.0}), space)
    with pytest.raises(UnknownNameError, match="'9999'"):
        almost_have(Person({"knife": 1.0}, ("9999",)), space)


def test_one_who_is_near_nothing_gets_an_empty_answer_of_the_same_shape(space) -> None:
    some = almost_have(Person({"knife": 1.0}), space)
    none = almost_have(Person({"knife": 0.0}), space)
    assert len(none) == 0
    assert none.columns.tolist() == some.columns.tolist()


def test_equal_questions_get_equal_answers(space) -> None:
    one = almost_have(Person({"knife": 1.0, "menu": 0.5}), space)
    other = almost_have(Person({"menu": 0.5, "knife": 1.0}), kitchens())
    pd.testing.assert_frame_equal(one, other)
    assert np.array_equal(one.attrs["notes"], other.attrs["notes"])
