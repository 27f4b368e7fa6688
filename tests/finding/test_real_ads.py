"""What must be true on real Swedish ads, where they lie beside the project."""

import pandas as pd
import pytest

from mobility.finding.find import find_skills
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
