"""What keeps an occupation from somebody beside skills, and from where few skills may open it."""

from dataclasses import replace

import numpy as np
import pandas as pd

from mobility.foundation.conditions import CONDITIONS
from mobility.reaching.almost_have import almost_have
from mobility.reaching.batch import answers
from mobility.reaching.example import kitchens
from mobility.reaching.needs import ConditionsOfWork
from mobility.reaching.open_to import open_to
from mobility.reaching.opens import opens
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.what_if import what_if
from mobility.reaching.what_if_group import what_if_group

KNIFE = {"knife": 1.0}


def in_ssyk() -> SkillSpace:
    """The kitchens with codes of SSYK 2012: chefs (3451) are of level 3, the rest of level 2."""
    codes = kitchens().occupations.str.replace("5121", "3451")
    return replace(kitchens(), version="SSYK 2012", occupations=pd.Index(codes))


def with_evenings(space: SkillSpace) -> SkillSpace:
    """The same, where 4 of the cooks' own 10 ads ask for evenings."""
    size = (len(space.occupations), len(CONDITIONS))
    against, met, ads = np.zeros(size), np.zeros(size), np.full(size[0], 10.0)
    against[space.occupations.get_loc("5120"), list(CONDITIONS).index("no_evenings")] = 0.4
    own = np.full(size[0], "unit group", dtype=object)
    return replace(space, conditions=ConditionsOfWork(against, met, ads, own))


def opened(person: Person, space: SkillSpace) -> list[tuple[int, int]]:
    """What hygiene and the menu open: by one answer, by many at once, and by opens itself."""
    found = almost_have(person, space).set_index("label")
    many = answers([person], space).almost_have.set_index("label")
    for label in ("hygiene", "menu"):
        row = found.loc[label, ["opens_reached", "opens_adjacent"]].tolist()
        assert many.loc[label, ["opens_reached", "opens_adjacent"]].tolist() == row
        each = opens(person, space, label)
        counted = each.groupby("counted")["vacancies"].sum()
        assert [counted.get("reached", 0), counted.get("adjacent", 0)] == row
    return found.loc[["hygiene", "menu"], ["opens_reached", "opens_adjacent"]].to_numpy().tolist()


def test_a_skill_opens_nothing_where_ads_speak_against_a_need() -> None:
    space = with_evenings(kitchens())
    # Hygiene opens the cooks, 44; the chefs become adjacent by the menu, 22.
    assert opened(Person(KNIFE), space) == [[44, 0], [0, 22]]
    person = Person(KNIFE, needs=frozenset({"no_evenings"}))
    assert opened(person, space) == [[0, 0], [0, 22]]
    # With the menu the chefs are left, with hygiene too: 22 of 66.
    assert what_if(Person(KNIFE), space, budget=2).attrs["opened"] == 66
    assert what_if(person, space, budget=2).attrs["opened"] == 22
    assert what_if_group([(person, 5)], space, budget=2).attrs["opened"] == 5 * 22


def test_a_skill_opens_nothing_that_asks_for_more_schooling_than_is_said_or_worked_at() -> None:
    space = in_ssyk()
    # Compulsory school (2) suffices for level 1, upper secondary (4) for level 2, the cooks'.
    for education, expected in ((2, 0), (4, 44), (5, 66), (None, 66)):
        person = Person(KNIFE, education=education)
        assert what_if(person, space, budget=2).attrs["opened"] == expected
    assert opened(Person(KNIFE, education=4), space) == [[44, 0], [0, 0]]
    # A level more may be let pass, but for somebody new to work it is a step up.
    waiter = Person(KNIFE, ("5131",), education=4)
    assert open_to(waiter, space, at_most_above=1).all()
    assert not open_to(Person(KNIFE, education=4), space, at_most_above=1).all()
    # Whoever has worked at level 2 is not kept out of it by a short schooling.
    waiter = Person(KNIFE, ("5131",), education=2)
    assert what_if(waiter, space, budget=2, among="any").attrs["occupations_opened"] == ["5120"]


def test_what_is_far_comes_near_by_one_skill_and_is_not_opened_by_it() -> None:
    space = kitchens()
    space = replace(space, fit_threshold=replace(space.fit_threshold, theta=0.3))
    # Paper is no nearer to the menu than nought: fit 0, stretch 0. One of two skills is .5 ≥ .3.
    person = Person({"paper": 1.0})
    found = opens(person, space, "menu").set_index("title")
    assert found.loc["Waiters", ["before", "after", "counted"]].tolist() == [
        "far", "reached", "adjacent",
    ]  # fmt: skip
    assert what_if(person, space, among="any").attrs["opened"] == 0
