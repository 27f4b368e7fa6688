"""Ads, mentions, skill lists and occupations hold their tables to the contract."""

import pandas as pd
import pytest

from mobility.foundation.ads import AD_COLUMNS, REJECT_COLUMNS, Ads
from mobility.foundation.errors import InputError, UnknownNameError, VersionError
from mobility.foundation.mentions import MENTION_COLUMNS
from mobility.foundation.occupations import Occupations
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import check_table


def ads_table(**columns) -> pd.DataFrame:
    return pd.DataFrame({"ad": ["1", "2"], "text": ["en kock", "en bagare"], **columns})


def occupations(**columns) -> Occupations:
    table = {
        "title": ["Kockar", "Serviceyrken"],
        "level": [4, 1],
        "parent": ["512", None],
        **columns,
    }
    return Occupations(pd.DataFrame(table, index=["5120", "5"]), "SSYK 2012")


SKILLS = pd.DataFrame(
    {"label": ["kniv", "ugn"], "kind": "skill"}, index=pd.Index(["k", "u"], name="skill")
)
TERMS = pd.DataFrame(
    {
        "term": ["kniv", "ugnar"],
        "skill": ["k", "u"],
        "origin": ["label", "synonym"],
        "match": "any",
    }
)


def test_ads_have_every_column_of_the_contract_in_its_order():
    ads = Ads.from_table(ads_table(), occupation_version="SSYK 2012")
    assert ads.table.columns.tolist() == [column.name for column in AD_COLUMNS]
    assert ads.rejects.columns.tolist() == [column.name for column in REJECT_COLUMNS]
    assert repr(ads) == "Ads(2 ads, 0 rejects)"


def test_an_ad_needs_its_text():
    with pytest.raises(InputError, match="row 2, column 'text': a value is missing"):
        Ads.from_table(ads_table(text=["en kock", " "]))


def test_an_ads_id_stands_once():
    with pytest.raises(InputError, match="row 2, column 'ad': '1' stands already on row 1"):
        Ads.from_table(ads_table(ad=["1", "1"]))


def test_unit_groups_read_as_numbers_are_codes():
    assert Ads.from_table(ads_table(occupation=[5120, None])).table["occupation"][0] == "5120"


@pytest.mark.parametrize("scope", [-1, 101])
def test_a_scope_is_a_percentage(scope):
    with pytest.raises(InputError, match="a number from 0 to 100"):
        Ads.from_table(ads_table(scope_max=[scope, 100]))


def test_rows_are_numbered_anew_whatever_the_index_was():
    ads = Ads.from_table(ads_table().set_axis([7, 7], axis=0))
    assert ads.table.index.tolist() == [0, 1]


def test_contact_data_has_no_place_in_the_table():
    ads = Ads.from_table(ads_table(email="a@b.example", contact="Exempel Exempelsson"))
    assert not {"email", "contact"} & set(ads.table.columns)


def test_a_mention_has_a_known_stance_and_source():
    mention = {"ad": "1", "skill": "k", "start": 0, "end": 4, "stance": "merit", "source": "exact"}
    assert len(check_table(pd.DataFrame([mention]), MENTION_COLUMNS, "mentions")) == 1
    with pytest.raises(InputError, match="Did you mean 'merit'"):
        check_table(pd.DataFrame([mention | {"stance": "merits"}]), MENTION_COLUMNS, "mentions")


def test_a_structured_mention_stands_nowhere_in_the_text():
    mention = {
        "ad": "1", "skill": "k", "start": None, "end": None,
        "stance": "requested", "source": "structured",
    }  # fmt: skip
    checked = check_table(pd.DataFrame([mention]), MENTION_COLUMNS, "mentions")
    assert checked[["start", "end"]].isna().all(axis=None)


def test_a_skill_list_holds_skills_and_terms():
    skills = SkillList.of(SKILLS, TERMS)
    assert repr(skills) == "SkillList(2 skills, 2 terms)"
    assert len(skills.dropped) == len(skills.review) == 0


def test_a_term_of_an_unknown_skill_is_refused():
    with pytest.raises(InputError, match="skill 'x' is not in the list"):
        SkillList.of(SKILLS, TERMS.assign(skill=["k", "x"]))


@pytest.mark.parametrize("column", ["origin", "match"])
def test_a_terms_origin_and_match_are_from_the_lists(column):
    with pytest.raises(InputError, match=f"column '{column}': 'guess' is not one of"):
        SkillList.of(SKILLS, TERMS.assign(**{column: "guess"}))


def test_a_skill_is_of_a_known_kind():
    with pytest.raises(InputError, match="column 'kind': 'talent' is not one of"):
        SkillList.of(SKILLS.assign(kind="talent"), TERMS)


def test_occupations_are_sorted_by_code_and_know_their_titles():
    list_ = occupations()
    assert list_.table.index.tolist() == ["5", "5120"]
    assert list_.title("5120") == "Kockar"
    assert repr(list_) == "Occupations('SSYK 2012', 1 groups)"


def test_a_code_without_a_title_stands_for_itself_in_a_row_of_titles():
    assert occupations().titles(["5120", "9999"]) == ["Kockar", "9999"]


def test_an_unknown_code_is_told_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean '5120'"):
        occupations().title("5121")


def test_codes_of_another_version_are_refused():
    with pytest.raises(VersionError, match="'SSYK 96'"):
        occupations().must_match("SSYK 96", "ads")
    occupations().must_match("SSYK 2012", "ads")


def test_a_level_counts_from_one():
    with pytest.raises(InputError, match="a whole number of at least 1"):
        occupations(level=[4, 0])
