"""What must be true on real Swedish ads, where they lie beside the project."""

import pandas as pd
import pytest
from openpyxl import load_workbook

from mobility.finding.find import find_skills
from mobility.finding.review import read_review, write_review
from mobility.finding.skills import prepare_skills
from mobility.foundation.recipe import recipe_of
from mobility.reading.ads import read_ads
from mobility.reading.skills import read_skills

pytestmark = pytest.mark.shared_data
SOFTWARE = "2512"


@pytest.fixture(scope="module")
def study(shared_data):
    ads = read_ads(shared_data("sv-platsbanken-710") / "ads.jsonl")
    official = read_skills(shared_data("jobtech-taxonomy") / "skills.csv")
    words = read_skills(shared_data("sv-ads-2025") / "skills.csv")
    titles = pd.read_csv(shared_data("jobtech-taxonomy") / "occupations_ssyk4.csv")["occupation"]
    skills = prepare_skills(official, words, ads=ads, occupation_titles=titles)
    return ads, skills, find_skills(ads, skills)


def test_the_median_ad_outside_software_names_five_skills(study):
    ads, _, mentions = study
    once = ads.table.drop_duplicates(["occupation", "headline", "text"])
    others = once.loc[once["occupation"] != SOFTWARE, "ad"]
    skills = mentions.groupby("ad")["skill"].nunique().reindex(others, fill_value=0)
    assert skills.median() >= 5


def test_every_span_lies_in_its_text_and_no_two_overlap(study):
    ads, _, mentions = study
    length = ads.table.set_index("ad")["text"].str.len()
    exact = mentions[mentions["source"] == "exact"]
    assert (exact["start"] < exact["end"]).all()
    assert (exact["end"].to_numpy() <= exact["ad"].map(length).to_numpy()).all()
    follows = exact["ad"].eq(exact["ad"].shift()) & (exact["start"] < exact["end"].shift())
    assert not follows.any()


def test_no_trap_is_found_as_a_common_word(study):
    ads, _, mentions = study
    text = ads.table.set_index("ad")["text"]
    exact = mentions[mentions["source"] == "exact"]
    words = {
        text[ad][start:end]
        for ad, start, end in zip(exact["ad"], exact["start"], exact["end"], strict=True)
    }
    assert not words & {"vi", "Vi", "man", "can", "go", "r", "c", "access", "rest", "make", "word"}


def test_the_recipe_accounts_for_what_was_set_aside(study):
    _, _, mentions = study
    counts = dict(recipe_of(mentions).steps[-1].counts)
    assert counts["mentions"] == len(mentions)
    assert counts["set aside: speaks of the employer, the offer or how to apply"] > 0


def test_every_licence_of_the_ads_is_a_structured_gate_or_counted(study):
    ads, skills, mentions = study
    # 64 ads ask for B, one for CE, one for B and BE; the list has no
    # skill for BE: 64 + 1 + 1 = 66 gates and one that is counted.
    assert ads.table["driving_licence"].map(len).sum() == 67
    asked = ads.table.loc[ads.table["driving_licence"].map(len) > 0, "ad"]
    gates = mentions[
        mentions["source"].eq("structured")
        & mentions["skill"].isin(skills.skills.index[skills.skills["kind"] == "gate"])
    ]
    in_field = gates[gates["ad"].isin(asked) & gates["skill"].str.contains("körkort")]
    assert set(in_field["stance"]) == {"requested"}
    assert len(in_field) == 66
    counts = dict(recipe_of(mentions).steps[-1].counts)
    assert counts["structured licences not in the skill list"] == 1


def test_three_merges_decided_in_the_workbook_are_done_and_kept(study, shared_data, tmp_path):
    _, skills, _ = study
    file = write_review(skills, tmp_path / "review.xlsx")
    book = load_workbook(file)
    sheet = book.worksheets[0]
    column = {cell.value: cell.column for cell in sheet[1]}
    merged = {}
    for row in (2, 3, 4):
        sheet.cell(row, column["decision"], "merge")
        merged[sheet.cell(row, column["skill"]).value] = sheet.cell(row, column["into"]).value
    book.save(file)
    lists = [
        read_skills(shared_data("jobtech-taxonomy") / "skills.csv"),
        read_skills(shared_data("sv-ads-2025") / "skills.csv"),
    ]
    decided = read_review(file)
    once = prepare_skills(*lists, review=decided)
    again = prepare_skills(*lists, review=read_review(write_review(once, tmp_path / "2.xlsx")))
    for run in (once, again):
        assert not set(merged) & set(run.skills.index)
        assert set(merged.values()) <= set(run.skills.index)
        kept = run.review[run.review["decision"].eq("merge")]
        assert dict(zip(kept["skill"], kept["into"], strict=True)) == merged
    pd.testing.assert_frame_equal(once.terms, again.terms)
    pd.testing.assert_frame_equal(once.review, again.review)
