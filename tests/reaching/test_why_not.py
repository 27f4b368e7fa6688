"""What stands between a person and one occupation, worked by hand."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.recipe import recipe_of
from mobility.reaching.adjacent import adjacent
from mobility.reaching.example import kitchens
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.why_not import _smallest, why_not


@pytest.fixture(scope="module")
def space():
    return kitchens()


def test_the_skills_missing_stand_by_what_each_adds(space) -> None:
    found = why_not(Person({"knife": 1.0}), space, "Chefs")
    # Each of the chef's three skills weighs 1/3; knife is had, hygiene and menu add 1/3 each.
    assert found.fit == pytest.approx(1 / 3)
    assert found.missing["label"].tolist() == ["hygiene", "menu"]
    assert found.missing["gain"].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert found.missing["almost"].tolist() == [True, True]
    # θ is .82, so both are needed: 2/3 falls short.
    assert found.smallest_set == ("hygiene", "menu")
    assert recipe_of(found.missing).steps[-1].name == "why_not"


def test_of_sets_as_small_the_nearest_is_chosen(space) -> None:
    # A person half able with the knife needs one more for the cook (θ .82: 1/2 + 1/2).
    found = why_not(Person({"hygiene": 1.0}), space, "Cooks")
    assert found.smallest_set == ("knife",)
    # Two of equal gain, either is enough: the one with the larger near.
    assert _smallest(np.array([0.3, 0.3, 0.1]), np.array([0.1, 0.4, 0.9]), 0.25) == ((1,), True)
    assert _smallest(np.array([0.3, 0.3, 0.1]), np.array([0.1, 0.1, 0.9]), 0.25) == ((0,), True)


def test_what_is_reached_needs_nothing_and_a_set_makes_it_reached(space) -> None:
    able = why_not(Person({"knife": 1.0, "hygiene": 1.0}), space, "5120")
    assert able.found_class == "reached"
    assert able.smallest_set == ()
    far = why_not(Person({"knife": 1.0}), space, "Waiters")
    more = Person({"knife": 1.0} | dict.fromkeys(far.smallest_set, 1.0))
    table = adjacent(more, space).set_index("title")
    assert table.at["Waiters", "class"] == "reached"


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 9)), min_size=1, max_size=8),
    st.floats(0.01, 0.99),
)
def test_no_smaller_set_is_enough_and_none_as_small_is_nearer(both, part) -> None:
    gains = np.sort(np.array([g for g, _ in both], dtype=float))[::-1]
    gains = gains / gains.sum()
    near = np.array([n / 10 for _, n in both])
    chosen, exact = _smallest(gains, near, part)
    assert exact
    assert gains[list(chosen)].sum() >= part - 1e-8
    for size in range(len(gains) + 1):
        for other in combinations(range(len(gains)), size):
            if gains[list(other)].sum() >= part + 1e-8:
                assert size >= len(chosen)
                if size == len(chosen):
                    assert near[list(other)].sum() <= near[list(chosen)].sum() + 1e-8


def test_among_many_the_size_is_still_the_smallest() -> None:
    gains = np.sort(np.arange(1.0, 21.0))[::-1] / 210
    chosen, exact = _smallest(gains, np.zeros(20), 0.5)
    # 20 + 19 + 18 + 17 + 16 + 15 = 105 of 210.
    assert (chosen, exact) == ((0, 1, 2, 3, 4, 5), False)


def test_gates_needs_and_vacancies_are_said_in_both_languages(skill_list, counts_of) -> None:
    kinds = {"knife": "skill", "oven": "skill", "pen": "skill", "B": "gate"}
    table = [[9, 9, 0, 9], [9, 9, 0, 0], [0, 0, 9, 0]]
    counts = counts_of(table, ["5120", "5121", "4110"], list(kinds), [10] * 3)
    space = skill_space(
        counts,
        skill_list(kinds, {"B": "körkort B"}),
        vacancies=pd.DataFrame(
            {"occupation": ["5120", "5120"], "place": ["1", "2"], "vacancies": [3, 4]}
        ),
    )
    person = Person({"knife": 1.0}, needs=frozenset({"part_time"}))
    found = why_not(person, space, "5120", place="1")
    assert found.gates_lacking == ("körkort B",)
    assert (found.vacancies_here, found.vacancies) == (3, 7)
    assert found.needs_unknown
    assert "Men det krävs körkort B; utan det är yrket stängt." in found.sentences["sv"]
    assert "Lediga jobb här: 3." in found.sentences["sv"]
    assert "is not known" in found.sentences["en"]
    assert why_not(person, space, "5121").vacancies_here is None


def test_an_occupation_that_was_held_is_said_to_be(space) -> None:
    found = why_not(Person({}, ("5120",)), space, "Cooks")
    assert found.held
    assert found.sentences["sv"].startswith("Cooks har du redan arbetat som.")


def test_an_occupation_without_skills_is_not_called_far(skill_list, counts_of) -> None:
    skills = ["knife", "pen"]
    codes = ["5120", "5121", "4110", "4111"]
    counts = counts_of([[9, 0], [9, 0], [0, 9], [0, 0]], codes, skills, [10] * 4)
    space = skill_space(counts, skill_list(dict.fromkeys(skills, "skill")))
    found = why_not(Person({"knife": 1.0}), space, "4111")
    assert found.found_class == ""
    assert "do not say" in found.sentences["en"]
    assert len(found.missing) == 0


def test_an_unknown_target_is_refused_with_the_nearest(space) -> None:
    with pytest.raises(UnknownNameError, match="Chefs"):
        why_not(Person({"knife": 1.0}), space, "chef")


@pytest.mark.shared_data
def test_nationally_the_smallest_set_makes_an_occupation_reached(national) -> None:
    person = Person.of(national, occupations=["5330"])
    for target in ("5321", "5311", "2221", "8332"):
        found = why_not(person, national, target, place="Sollefteå")
        ids = found.missing.loc[found.missing["in_smallest_set"], "skill"]
        assert len(ids) == len(found.smallest_set)
        more = Person(dict.fromkeys(ids, 1.0), ("5330",))
        after = adjacent(more, national).set_index("occupation")
        assert after.at[target, "class"] == "reached"
    assert why_not(person, national, "2221").gates_lacking == ("Legitimation som sjuksköterska",)
