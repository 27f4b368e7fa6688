"""In how many ads of each occupation each skill is asked for."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.counting.occupation_skills import industry_skills, occupation_skills
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError, InputError, VersionError
from mobility.foundation.occupations import Occupations


def mentions(*lines):
    """One mention per (ad, skill, stance)."""
    table = pd.DataFrame(lines, columns=["ad", "skill", "stance"])
    return table.assign(start=0, end=1, source="exact")


@pytest.fixture
def ads():
    """Two cooks, one of them twice, a waiter and one without a code."""
    return Ads.from_table(
        pd.DataFrame(
            {
                "ad": ["1", "2", "3", "4", "5"],
                "text": ["one", "two", "two", "four", "five"],
                "occupation": ["5120", "5120", "5120", "5131", None],
                "industry": ["56100", "56100", "56100", "55101", "56290"],
                "employer": ["x", "x", "x", "y", "y"],
            }
        ),
        occupation_version="SSYK 2012",
        industry_version="SNI 2007",
    )


@pytest.fixture
def found():
    return mentions(
        ("1", "knife", "requested"),
        ("1", "knife", "merit"),
        ("2", "knife", "mentioned"),
        ("3", "knife", "requested"),
        ("2", "meals", "offered"),
        ("2", "driving", "negated"),
        ("4", "menu", "requested"),
        ("5", "menu", "requested"),
        ("9", "menu", "requested"),
    )


@pytest.fixture
def classification():
    codes = {"5120": "Cooks", "5131": "Waiters"}
    table = pd.DataFrame({"title": codes.values(), "level": 4}, index=list(codes))
    return Occupations(table, "SSYK 2012")


def test_a_skill_counts_once_per_ad_and_a_repeated_ad_once(ads, found):
    counted = occupation_skills(ads, found)
    # Knife: ads 1 (twice mentioned) and 2; ad 3 repeats ad 2.
    assert counted.row("5120").to_dict() == {"knife": 2.0}
    assert counted.row("5131").to_dict() == {"menu": 1.0}


def test_support_is_the_number_of_counted_ads(ads, found):
    counted = occupation_skills(ads, found)
    assert dict(zip(counted.rows, counted.support, strict=True)) == {"5120": 2.0, "5131": 1.0}
    assert (counted.measure, counted.version) == ("ads", "SSYK 2012")


def test_what_is_offered_or_negated_is_not_asked_for(ads, found):
    assert occupation_skills(ads, found).columns.tolist() == ["knife", "menu"]


def test_a_broader_level_adds_the_unit_groups_up(ads, found):
    counted = occupation_skills(ads, found, level=2)
    assert counted.rows.tolist() == ["51"]
    assert counted.row("51").to_dict() == {"knife": 2.0, "menu": 1.0}
    assert counted.support.tolist() == [3.0]


def test_an_occupation_whose_ads_name_no_skill_keeps_its_row(ads):
    counted = occupation_skills(ads, mentions(("1", "knife", "requested")))
    assert counted.rows.tolist() == ["5120", "5131"]
    assert counted.row("5131").empty


def test_one_employer_can_be_held_to_a_number_of_ads(ads, found):
    counted = occupation_skills(ads, found, max_ads_per_employer=1)
    assert counted.row("5120").to_dict() == {"knife": 1.0}
    assert counted.support.tolist() == [1.0, 1.0]


def test_the_recipe_accounts_for_every_ad_and_every_mention(ads, found):
    counts = dict(occupation_skills(ads, found).recipe.steps[-1].counts)
    assert counts == {
        "in": 5,
        "counted": 3,
        "duplicate": 1,
        "reject": 1,
        "mentions": 9,
        "not asked for": 2,
        "of other ads": 1,
        "pairs of ad and skill": 3,
    }


def test_every_unknown_code_is_named_with_the_nearest_known_one(found, classification):
    codes = ["5210", "5120", "9999", "5210"]
    table = pd.DataFrame({"ad": list("abcd"), "text": list("abcd"), "occupation": codes})
    ads = Ads.from_table(table, occupation_version="SSYK 2012")
    with pytest.raises(InputError) as caught:
        occupation_skills(ads, found, occupations=classification)
    first, second = map(str, caught.value.problems)
    assert first == (
        "column 'occupation': '5210' is not a code of SSYK 2012 (2 ads) Did you mean '5120'?"
    )
    assert "'9999'" in second


def test_codes_of_another_version_are_refused(ads, found, classification):
    older = Occupations(classification.table, "SSYK 96")
    with pytest.raises(VersionError, match="SSYK 96"):
        occupation_skills(ads, found, occupations=older)


def test_ads_without_any_code_leave_nothing_to_count(found):
    ads = Ads.from_table(pd.DataFrame({"ad": ["1"], "text": "one"}))
    with pytest.raises(EmptyResultError, match="no occupation code: 1"):
        occupation_skills(ads, found)


def test_industries_are_counted_by_their_own_code(ads, found):
    counted = industry_skills(ads, found, level=2)
    assert counted.rows.name == "industry"
    assert counted.row("56").to_dict() == {"knife": 2.0, "menu": 1.0}
    assert (counted.version, counted.support.tolist()) == ("SNI 2007", [1.0, 3.0])


pairs = st.lists(
    st.tuples(st.sampled_from("1245"), st.sampled_from(["knife", "menu"])), max_size=12
)


@settings(max_examples=40)
@given(pairs=pairs)
def test_no_count_is_larger_than_its_support(pairs):
    table = pd.DataFrame(
        {"ad": list("1245"), "text": list("1245"), "occupation": ["a"] * 3 + ["b"]}
    )
    found = mentions(*((ad, skill, "requested") for ad, skill in pairs))
    counted = occupation_skills(Ads.from_table(table), found, level=1)
    dense = counted.values.toarray()
    assert (dense <= counted.support[:, None]).all()
    assert dense.sum() == len(set(pairs))
