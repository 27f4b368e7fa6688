"""What is usual of the work where ads say too little, judged and never measured."""

from dataclasses import replace

import pandas as pd
import pytest

from mobility.foundation.conditions import CONDITIONS
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import recipe_of
from mobility.reaching.adjacent import adjacent
from mobility.reaching.batch import answers
from mobility.reaching.needs import NOT_KNOWN
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.usual_conditions import (
    NO_USUAL,
    USUAL_VERSION,
    usual_conditions,
    usually_against,
)
from mobility.reaching.why_not import why_not
from mobility.reading.occupations import read_occupations
from mobility.saving.skill_space import read_space, write_space
from tests.reaching.test_needs import conditions

SKILLS = ["knife", "pen"]
CODES = ["5120", "5121", "5131", "4110"]
BACK = Person({"knife": 1.0}, needs=frozenset({"no_heavy_lifting"}))


def table(*lines: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["unit_group", "need", "judged"])


USUAL = table(
    ("5120", "no_heavy_lifting", "against"),
    ("5121", "no_heavy_lifting", "against"),
    ("5131", "no_heavy_lifting", "not against"),
)


@pytest.fixture
def made(skill_list, counts_of):
    """Cooks, bakers and waiters want the knife, clerks the pen; each has ten ads, all alike."""

    def make(usual=USUAL, said=None, version=""):
        counts = counts_of([[9, 0], [9, 0], [9, 0], [0, 9]], CODES, SKILLS, [10] * 4)
        if version:
            counts = replace(counts, version=version)
        skills = skill_list(dict.fromkeys(SKILLS, "skill"))
        return skill_space(counts, skills, conditions=said, usual=usual)

    return make


def test_own_ads_decide_where_there_are_enough_and_else_what_is_usual(made) -> None:
    # 5120 has 10 ads and none speaks: they decide. 5121 has 9: what is usual does.
    space = made(said=conditions({"5120": (0, 0, 10), "5121": (0, 0, 9)}))
    found = adjacent(BACK, space)
    assert found["occupation"].tolist() == ["5120", "5131", "4110", "5121"]
    told = found.set_index("occupation")["usual_against"].to_dict()
    assert told == {"5120": (), "5131": (), "4110": (), "5121": ("no_heavy_lifting",)}


def test_ads_of_a_broader_group_are_told_beside_what_is_usual_and_do_not_decide(made) -> None:
    # 512 has 4 + 8 ads and 3 of 12 speak against; 513 none; what is usual puts 512 last.
    space = made(said=conditions({"5120": (3, 0, 4), "5121": (0, 0, 8)}))
    found = adjacent(BACK, space).set_index("occupation")
    assert found.index.tolist() == ["5131", "4110", "5120", "5121"]
    assert found.at["5121", "conditions_shares"] == (0.25,)
    assert found.at["5121", "usual_against"] == ("no_heavy_lifting",)


def test_what_is_judged_not_against_a_need_stays_not_known(made) -> None:
    space = made()
    found = adjacent(BACK, space).set_index("occupation")
    assert set(found["conditions_rest_on"]) == {NOT_KNOWN}
    assert why_not(BACK, space, "5131").needs_unknown
    assert "not known" in why_not(BACK, space, "5131").sentences["en"]


def test_what_is_usual_is_said_in_words_as_judged_and_not_from_ads(made) -> None:
    said = why_not(BACK, made(), "5120")
    assert said.usual_against == ("no_heavy_lifting",)
    assert not said.needs_unknown
    english = "What is usual in the occupation (judged, not from ads) speaks against what you need"
    assert f"{english}: no heavy lifting." in said.sentences["en"]
    swedish = "vanligt i yrket (bedömt, inte ur annonser) talar emot det du behöver: inga tunga"
    assert swedish in said.sentences["sv"]


def test_of_two_needs_the_one_that_nobody_judged_stays_not_known(made) -> None:
    person = Person({"knife": 1.0}, needs=frozenset({"no_heavy_lifting", "part_time"}))
    said = why_not(person, made(), "5120")
    assert said.usual_against == ("no_heavy_lifting",)
    assert said.needs_unknown


def test_without_needs_or_with_a_table_without_lines_nothing_moves(made) -> None:
    plain = adjacent(Person({"knife": 1.0}), made())
    assert plain["occupation"].tolist() == CODES
    assert not any(plain["usual_against"])
    empty = made(usual=NO_USUAL)
    assert empty.conditions is None
    assert adjacent(BACK, empty)["occupation"].tolist() == CODES


def test_many_are_answered_with_it_as_each_alone_and_a_space_kept_in_a_file_too(
    made, tmp_path
) -> None:
    space = made(said=conditions({"5120": (0, 0, 10)}))
    again = read_space(write_space(space, tmp_path / "kept.space"))
    alone = adjacent(BACK, space)
    for one in (space, again):
        together = answers([BACK], one).adjacent
        assert together["occupation"].tolist() == alone["occupation"].tolist()
        assert together["against_need"].tolist() == [False, False, False, True]
    pd.testing.assert_frame_equal(adjacent(BACK, again), alone)


def test_the_shipped_table_holds_for_its_own_classification_alone(made) -> None:
    assert made(usual=None, version="SSYK 96").conditions is None
    space = made(usual=None, version=USUAL_VERSION)
    assert space.conditions.usual.any()
    names = [step["step"] for step in space.recipe.to_records()]
    assert "usual_conditions" in names
    left_out = made(usual=NO_USUAL, version=USUAL_VERSION)
    assert left_out.conditions is None


@pytest.mark.shared_data
def test_every_code_of_the_shipped_table_is_a_unit_group(shared_data) -> None:
    folder = shared_data("jobtech-taxonomy")
    known = read_occupations(folder / "ssyk4_groups.csv", version=USUAL_VERSION)
    groups = known.table.index[known.table["level"].eq(4)]
    assert len(groups) == 400
    assert set(usual_conditions()["unit_group"]) <= set(groups)


def test_the_shipped_table_says_one_thing_of_a_unit_group_and_a_need() -> None:
    usual = usual_conditions()
    assert not usual.duplicated(["unit_group", "need"]).any()
    assert set(usual["need"]) == set(CONDITIONS)
    assert usual["unit_group"].str.fullmatch(r"\d{4}").all()
    against = usually_against(usual, pd.Index(sorted(set(usual["unit_group"]))))
    assert against.sum() == usual["judged"].eq("against").sum() > 0


def test_the_shipped_table_says_that_it_is_judged_and_not_measured() -> None:
    (step,) = recipe_of(usual_conditions()).to_records()
    assert step["settings"]["measured"] is False
    assert step["settings"]["judged by"].startswith("two language models")


def test_a_line_that_is_none_is_refused_with_what_may_stand_there(made) -> None:
    with pytest.raises(InputError, match="is not one of 'against', 'not against'"):
        made(usual=table(("5120", "sitting", "maybe")))
    with pytest.raises(InputError, match="Did you mean 'no_shifts'"):
        made(usual=table(("5120", "no_shift", "against")))
    with pytest.raises(InputError, match="'5120' has two lines of 'sitting'"):
        made(usual=table(("5120", "sitting", "against"), ("5120", "sitting", "not against")))
