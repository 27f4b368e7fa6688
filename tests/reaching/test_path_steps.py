"""What a step of a way keeps to, in kitchens small enough to check in the head."""

from dataclasses import replace

import numpy as np
import pytest

from mobility.reaching.adjacent import adjacent
from mobility.reaching.example import kitchens
from mobility.reaching.path_steps import alike_at_least, alike_between
from mobility.reaching.pathways import pathways
from mobility.reaching.person import Person
from tests.reaching.drawn_spaces import drawn_space
from tests.reaching.test_open_to import in_ssyk, with_evenings


@pytest.mark.parametrize("seed", [0, 10, 20])
def test_likeness_between_occupations_is_that_of_the_list_to_who_has_held_one_alone(seed) -> None:
    space = drawn_space(seed)
    found = alike_between(space)
    for row, code in enumerate(space.occupations):
        listed = adjacent(Person({}, (str(code),)), space)
        at = space.occupations.get_indexer(listed["occupation"])
        assert found[row, at] == pytest.approx(listed["likeness"].to_numpy())


def test_where_few_are_neighbours_those_of_a_wider_group_say_what_is_alike() -> None:
    space = kitchens()
    between = alike_between(space)
    # Three pairs of neighbours, six both ways; of those that share two digits: 4 · 3 + 2 = 14.
    wide = [(a, b) for a in range(2, 6) for b in range(2, 6) if a != b] + [(0, 1), (1, 0)]
    values = np.array([between[pair] for pair in wide])
    assert alike_at_least(space, between) == pytest.approx(values.mean() - values.std())


def test_nobody_comes_to_be_what_is_not_alike_though_all_it_asks_for_is_had() -> None:
    space = kitchens()
    # A clerk who can also use a knife, keep clean and plan a menu reaches the chefs by skill, and
    # so does a way by way of them; but no step goes from the office to the dining room.
    low = replace(space, fit_threshold=replace(space.fit_threshold, theta=0.01))
    clerk = Person.of(low, occupations=["Clerks"])
    found = pathways(clerk, low, "Waiters", steps=3, learn=3)
    assert (found.attrs["status"], len(found)) == ("blocked", 0)
    # From the chefs the waiters are alike by the menu: .22, and λ is .05.
    chef = Person.of(low, occupations=["Chefs"])
    (row,) = pathways(chef, low, "Waiters").to_dict("records")
    assert row["likeness"] == pytest.approx(0.22, abs=0.005)
    assert found.attrs["alike_at_least"] == pytest.approx(0.05, abs=0.005)


def test_a_step_names_what_is_still_missing_the_weightiest_first_and_nothing_where_all_is_had() -> (
    None
):
    space = kitchens()
    low = replace(space, fit_threshold=replace(space.fit_threshold, theta=0.3))
    # A cook has two of the chefs' three skills and is let in; the menu is still missing.
    (row,) = pathways(Person.of(low, occupations=["Cooks"]), low, "Chefs").to_dict("records")
    assert (row["learn"], row["lacks"]) == ((), ("menu",))
    (row,) = pathways(Person.of(low, occupations=["Chefs"]), low, "Cooks").to_dict("records")
    assert (row["learn"], row["lacks"]) == ((), ())
    # Where θ is .82 the menu has to be learnt first, and then nothing is missing.
    (row,) = pathways(Person.of(space, occupations=["Cooks"]), space, "Chefs").to_dict("records")
    assert (row["learn"], row["lacks"]) == (("menu",), ())


def test_no_step_goes_through_what_speaks_against_a_need() -> None:
    space = with_evenings(kitchens())
    person = Person({"knife": 1.0})
    assert pathways(person, space, "Chefs", learn=1)["title"].tolist() == ["Cooks", "Chefs"]
    needs = replace(person, needs=frozenset({"no_evenings"}))
    found = pathways(needs, space, "Chefs", learn=1)
    assert (found.attrs["status"], found.attrs["target_fails"]) == ("blocked", [])
    assert [one["constraint"] for one in found.attrs["would_help"]] == ["learn", "needs"]
    cooks = pathways(needs, space, "Cooks")
    assert cooks.attrs["target_fails"] == ["needs"]
    assert cooks.attrs["would_help"] == [
        {"constraint": "needs", "occupations": ["5120"], "n_learn": 1}
    ]


def test_a_step_goes_at_most_one_level_of_schooling_up_and_steps_give_none() -> None:
    space = in_ssyk()
    # Chefs are of level 3: one above upper secondary (4), two above compulsory school (2), which
    # suffices for level 1; cooks, of level 2, are one above that.
    knife = {"knife": 1.0}
    worked = {"years": {"4110": 9.0}, "occupations": ("4110",)}
    assert len(pathways(Person(knife, education=4, **worked), space, "Chefs", learn=1)) == 2
    short = Person({"knife": 1.0}, education=2)
    found = pathways(short, space, "Chefs", learn=1)
    assert (found.attrs["status"], found.attrs["target_fails"]) == ("blocked", ["schooling"])
    assert [one["constraint"] for one in found.attrs["would_help"]] == ["schooling"]
    assert pathways(short, space, "Cooks")["title"].tolist() == ["Cooks"]
    # Whoever has worked at level 2 is one level below the chefs whatever the schooling.
    assert len(pathways(Person(knife, education=2, **worked), space, "Chefs", learn=1)) == 2
