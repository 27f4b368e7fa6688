import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.counting.occupation_names import named_ads, named_links
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError, UnknownNameError, VersionError
from mobility.foundation.incidence import Incidence
from mobility.reaching.adjacent import adjacent
from mobility.reaching.example import kitchens
from mobility.reaching.occupation_names import with_occupation_names
from mobility.reaching.person import Person, practice
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import standing

KITCHENS = kitchens()
SKILLS = ["hygiene", "knife", "licence", "menu", "paper", "pen", "till"]


def named(rows: dict[str, tuple[int, dict[str, int]]], measure: str = "ads") -> Incidence:
    """Counts by name: id → (ads, skill → ads that ask for it)."""
    lines = [(name, skill, x) for name, (_, asked) in rows.items() for skill, x in asked.items()]
    pairs = pd.DataFrame(lines, columns=["occupation_name", "skill", "ads"])
    return Incidence.from_pairs(
        pairs, "occupation_name", "skill", "ads", measure=measure,
        rows=pd.Index(sorted(rows), dtype="str"), columns=pd.Index(SKILLS, dtype="str"),
        support=pd.Series({name: float(n) for name, (n, _) in rows.items()}), version="example",
    )  # fmt: skip


def degrees_of(space: SkillSpace, name: str) -> dict[str, float]:
    names = space.occupation_names
    row = names.degrees[[names.ids.get_loc(name)]].toarray().ravel()
    return {skill: float(h) for skill, h in zip(space.skills, row, strict=True) if h}


def test_a_name_with_enough_ads_rests_on_its_own():
    rows = {"5120:Sushi cook": (20, {"knife": 20, "menu": 5}), "5120:Cook": (3, {"knife": 3})}
    space = with_occupation_names(kitchens(), named(rows))
    assert space.occupation_names.rests_on.tolist() == ["mix", "own ads"]
    # 20/20 and 5/20, divided by the larger.
    assert degrees_of(space, "5120:Sushi cook") == {"knife": 1.0, "menu": 0.25}


def test_a_name_with_few_ads_is_drawn_to_its_unit_group_by_k():
    rows = {
        "5121:Fish chef": (2, {"knife": 2}),
        "5121:Chef": (8, {"knife": 8, "hygiene": 8, "menu": 8}),
    }
    space = with_occupation_names(kitchens(), named(rows))
    k = space.occupation_names.pseudo_ads
    # The group asks for knife, hygiene and menu in all: (2 + k) / (2 + k) and (0 + k) / (2 + k).
    assert degrees_of(space, "5121:Fish chef") == pytest.approx(
        {"knife": 1.0, "hygiene": k / (2 + k), "menu": k / (2 + k)}
    )


def test_a_name_without_ads_is_its_unit_group():
    rows = {"5120:Cook": (0, {}), "5121:Chef": (12, {"menu": 12})}
    space = with_occupation_names(kitchens(), named(rows))
    assert space.occupation_names.rests_on.tolist() == ["unit group", "own ads"]
    assert degrees_of(space, "5120:Cook") == {"hygiene": 1.0, "knife": 1.0}


def test_in_link_tables_a_names_list_weighs_as_much_as_its_group():
    rows = {"5120:Sushi cook": (1, {"knife": 1})}
    space = with_occupation_names(kitchens(), named(rows, "occupations"))
    assert degrees_of(space, "5120:Sushi cook") == {"knife": 1.0, "hygiene": 0.5}


def test_k_is_large_where_names_are_like_their_group_and_small_where_they_differ(counts_of):
    """Forty names of a group in which half of the ads ask for each of three skills."""
    from mobility.reaching.skill_space import skill_space

    counts = counts_of([[50, 50, 50], [50, 50, 2], [0, 0, 9]], ["5120", "5121", "4110"],
                       ["a", "b", "c"], [100, 100, 10])  # fmt: skip
    base = skill_space(counts, _skills(["a", "b", "c"]))
    chance = np.random.default_rng(0)

    def fitted(p: np.ndarray) -> float:
        x = chance.binomial(8, p)
        rows = pd.Index([f"5120:n{i:02}" for i in range(40)])
        table = Incidence.from_pairs(
            pd.DataFrame({"occupation_name": np.repeat(rows, 3), "skill": list("abc") * 40,
                          "ads": x.ravel()}),
            "occupation_name", "skill", "ads", measure="ads",
            support=pd.Series(8.0, index=rows),
        )  # fmt: skip
        return with_occupation_names(base, table).occupation_names.pseudo_ads

    alike = fitted(np.full((40, 3), 0.5))
    unlike = fitted(chance.choice([0.05, 0.95], (40, 3)))
    drawn = fitted(chance.beta(4, 4, (40, 3)))  # k · w = 4 and k · (1 − w) = 4: k is 8
    assert unlike < 1
    assert 4 < drawn < 16
    assert alike > 2 * drawn


def _skills(names: list[str]):
    from mobility.foundation.skill_list import SkillList

    index = pd.Index(names, name="skill")
    return SkillList.of(
        pd.DataFrame({"label": names, "kind": "skill"}, index=index),
        pd.DataFrame({"term": names, "skill": names, "origin": "label", "match": "any"}),
    )


def test_somebody_may_have_held_a_name_and_its_unit_group_is_not_suggested():
    rows = {"5120:Sushi cook": (20, {"knife": 20})}
    space = with_occupation_names(kitchens(), named(rows))
    person = Person.of(space, occupations=["sushi COOK"])
    assert person.occupations == ("5120:Sushi cook",)
    here = standing(person, space)
    assert here.h[space.skills.get_loc("knife")] == 1.0
    assert here.h[space.skills.get_loc("hygiene")] == 0.0
    assert "5120" not in adjacent(person, space)["occupation"].tolist()


def test_a_name_that_is_also_a_unit_groups_title_is_the_unit_group():
    space = with_occupation_names(kitchens(), named({"5120:Cooks": (20, {"knife": 20})}))
    assert space.occupation("cooks") == "5120"
    assert space.occupation("5120:cooks") == "5120:Cooks"


def test_an_unknown_name_is_refused_with_the_nearest():
    space = with_occupation_names(kitchens(), named({"5120:Sushi cook": (20, {"knife": 20})}))
    with pytest.raises(UnknownNameError) as refused:
        Person.of(space, occupations=["Sushi kook"])
    assert "Sushi cook" in refused.value.near
    with pytest.raises(UnknownNameError):
        standing(Person({}, ("5120:Gone",)), space)


def test_names_of_no_known_unit_group_are_counted_and_none_at_all_is_refused():
    rows = {"5120:Cook": (20, {"knife": 20}), "9999:Gone": (5, {"pen": 5})}
    space = with_occupation_names(kitchens(), named(rows))
    assert dict(space.recipe.steps[-1].counts)["names of other groups"] == 1
    with pytest.raises(EmptyResultError):
        with_occupation_names(kitchens(), named({"9999:Gone": (5, {"pen": 5})}))


def test_codes_of_another_classification_are_refused():
    links = pd.DataFrame({"occupation_name": ["C"], "occupation": "5120", "skill": "knife"})
    with pytest.raises(VersionError):
        with_occupation_names(kitchens(), named_links(links, version="ISCO-08"))


def test_ads_are_counted_by_name_once_each_and_what_is_offered_does_not_count():
    ads = Ads.from_table(
        pd.DataFrame({
            "ad": ["1", "2", "3", "4"], "text": ["Knife.", "Knife!", "We give a menu.", "Till."],
            "occupation": "5120", "occupation_title": ["Cook", "Cook", "Cook", None],
        })
    )  # fmt: skip
    mentions = pd.DataFrame({
        "ad": ["1", "2", "3", "4"], "skill": ["knife", "knife", "menu", "till"], "start": 0,
        "end": 4, "stance": ["requested", "merit", "offered", "requested"], "source": "exact",
    })  # fmt: skip
    found = named_ads(ads, mentions)
    assert found.rows.tolist() == ["5120:Cook"]
    assert (found.row("5120:Cook").to_dict(), found.support.tolist()) == ({"knife": 2.0}, [3.0])
    assert dict(found.recipe.steps[-1].counts) == {"ads": 3, "without a name": 1}
    with pytest.raises(EmptyResultError):
        named_ads(Ads.from_table(ads.table.assign(occupation_title=None)), mentions)


def test_half_a_year_is_half_of_what_the_occupation_implies_and_never_less():
    assert [practice(y) for y in (None, 0, 0.5, 0.8, 1, 20)] == [1.0, 0.5, 0.5, 0.8, 1.0, 1.0]


def test_what_every_ad_asks_for_is_just_held_after_a_summer():
    space = kitchens()
    summer = Person.of(space, years={"Chefs": 0.2})
    here = standing(summer, space)
    # Knife, hygiene and menu are in all of the one occupation: h = 1 · ½, and ½ is held.
    assert here.h[here.held].tolist() == [0.5, 0.5, 0.5]


@given(first=st.floats(0, 5), second=st.floats(0, 5))
def test_more_years_never_mean_less_skill(first, second):
    space = KITCHENS
    short, long = sorted([first, second])
    before = standing(Person.of(space, years={"5121": short, "5131": 1}), space)
    after = standing(Person.of(space, years={"5121": long, "5131": 1}), space)
    assert (after.h >= before.h).all()


def test_a_skill_that_is_said_goes_before_the_years():
    space = kitchens()
    person = Person({"knife": 0.1}, ("5120",), years={"5120": 3.0})
    assert standing(person, space).h[space.skills.get_loc("knife")] == 0.1


def test_an_answer_says_which_names_held_are_drawn_to_their_group() -> None:
    # One has 20 ads of its own; one 3, drawn to the group's; one lists nothing: all is the group's.
    rows = {
        "5120:Cook": (3, {"knife": 3}),
        "5120:Dishwasher": (0, {}),
        "5120:Sushi cook": (20, {"knife": 20, "menu": 5}),
    }
    space = with_occupation_names(KITCHENS, named(rows))
    person = Person.of(space, occupations=["5120", *rows])
    assert adjacent(person, space).attrs["occupations_held_drawn_to_group"] == {
        "5120:Cook": "mix", "5120:Dishwasher": "unit group",
    }  # fmt: skip
    alone = Person.of(KITCHENS, occupations=["5120"])
    assert adjacent(alone, KITCHENS).attrs["occupations_held_drawn_to_group"] == {}
