"""What the shipped tables promise."""

import re

import pytest

from mobility.datasets.shipped import (
    demo_municipalities,
    demo_occupations,
    demo_profiles,
    demo_skills,
    shipped_files,
    shipped_path,
    shipped_rows,
    synthetic_notice,
)
from mobility.foundation.errors import UnknownNameError


def test_the_manifest_lists_exactly_the_tables_that_lie_in_the_folder():
    folder = shipped_path("skills.csv").parent
    assert sorted(shipped_files()) == sorted(path.name for path in folder.glob("*.csv"))


def test_a_file_that_is_not_shipped_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownNameError, match=r"Did you mean 'skills.csv'"):
        shipped_path("skill.csv")


def test_the_notice_says_synthetic_in_both_languages():
    assert (synthetic_notice("sv"), synthetic_notice("en")) == (
        "syntetiska annonser",
        "synthetic ads",
    )


def test_the_two_broadest_levels_of_ssyk_are_complete():
    counts = demo_occupations().table["level"].value_counts()
    assert counts[1] == 10
    assert counts[2] == 46
    assert counts[4] >= 60


def test_every_occupation_has_a_title_and_a_parent_one_digit_shorter():
    table = demo_occupations().table
    assert (table["title"].str.len() > 0).all()
    below = table[table["level"] > 1]
    assert below["parent"].isin(table.index).all()
    assert (below["parent"] == [code[:-1] for code in below.index]).all()
    assert (table["level"] == [len(code) for code in table.index]).all()


@pytest.mark.shared_data
def test_unit_group_titles_are_the_official_ones(shared_data):
    import pandas as pd

    official = pd.read_csv(shared_data("jobtech-taxonomy") / "ssyk4_groups.csv", dtype="str")
    titles = official.set_index("ssyk4")["label"]
    ours = demo_occupations().table.query("level == 4")["title"]
    assert ours.to_dict() == titles.loc[ours.index].to_dict()


@pytest.mark.shared_data
def test_municipalities_are_real(shared_data):
    import pandas as pd

    real = pd.read_csv(shared_data("sv-ads-2025") / "jobs_detail.csv", dtype="str")
    names = ["municipality_code", "municipality", "region_code", "region"]
    known = set(real[names].itertuples(index=False, name=None))
    ours = demo_municipalities()[["municipality", "name", "region", "region_name"]]
    assert set(ours.itertuples(index=False, name=None)) <= known


def test_there_are_at_least_fifteen_municipalities_in_five_regions():
    places = demo_municipalities()
    assert len(places) >= 15
    assert places["region"].nunique() >= 5
    assert (places["municipality"].str.slice(0, 2) == places["region"]).all()


def test_there_are_at_least_five_hundred_skills_that_are_no_traits():
    kinds = demo_skills().skills["kind"].value_counts()
    assert kinds["skill"] + kinds["gate"] >= 500


def test_no_two_skills_share_a_term():
    terms = demo_skills().terms
    spread = terms.groupby(terms["term"].str.casefold())["skill"].nunique()
    assert spread[spread > 1].to_dict() == {}


def test_every_skill_can_be_found_by_its_swedish_and_its_english_label():
    terms = set(demo_skills().terms[["term", "skill"]].itertuples(index=False, name=None))
    said = {term.casefold() + skill for term, skill in terms}
    for row in shipped_rows("skills.csv"):
        assert row["label"].casefold() + row["skill"] in said
        assert row["label_en"].casefold() + row["skill"] in said


def test_short_abbreviations_are_found_in_capitals_only_and_r_in_context():
    match = demo_skills().terms.set_index("term")["match"]
    assert match[["SQL", "LSS", "R", "matlagning"]].tolist() == [
        "capitals",
        "capitals",
        "context",
        "any",
    ]


def test_licences_and_registrations_are_gates_and_courses_are_not():
    kind = demo_skills().skills["kind"]
    gates = ["b-korkort", "ce-korkort", "yrkesforarkompetens", "legitimation-som-sjukskoterska"]
    assert set(kind[gates]) == {"gate"}
    assert set(kind[["truckkort", "heta-arbeten", "hjart-lungraddning"]]) == {"skill"}


def test_every_profile_names_known_skills_and_known_unit_groups():
    profiles = demo_profiles()
    assert profiles["skill"].isin(demo_skills().skills.index).all()
    assert profiles["occupation"].isin(demo_occupations().table.index).all()
    assert not profiles.duplicated(["occupation", "skill"]).any()
    assert profiles.groupby("occupation").size().between(15, 60).all()


def test_a_registration_is_asked_only_of_its_own_profession():
    holders = demo_profiles().query("skill == 'lakarlegitimation'")["occupation"].tolist()
    assert holders == ["2211"]  # specialist doctors


def test_every_employer_is_invented_and_says_so():
    invented = re.compile(r"exemp|påhit|fikti|låtsas|hittepå|uppdikt|fantas", re.IGNORECASE)
    skills = set(demo_skills().skills.index)
    for row in shipped_rows("employers.csv"):
        assert invented.search(row["employer"]), row["employer"]
        assert row["offers"] == "" or row["offers"] in skills
        assert row["about"]
        assert row["about_en"]


def test_every_sector_has_an_employer():
    employing = {s for row in shipped_rows("employers.csv") for s in row["sectors"].split("|")}
    assert {row["sector"] for row in shipped_rows("ad_groups.csv")} <= employing


def test_related_unit_groups_share_more_skills_than_unrelated_ones():
    held = demo_profiles().groupby("occupation")["skill"].agg(set)

    def shared(a: str, b: str) -> float:
        return len(held[a] & held[b]) / len(held[a] | held[b])

    # assistant nurse–care aide against assistant nurse–lorry driver, and so on
    assert shared("5321", "5330") > 3 * shared("5321", "8332")
    assert shared("2512", "2514") > 3 * shared("2512", "5120")
    assert shared("5120", "9412") > 3 * shared("5120", "2512")
    assert shared("8332", "8344") > 3 * shared("8332", "2661")
