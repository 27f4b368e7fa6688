"""Jobs: an occupation in an industry, with the skills its ads ask for."""

import pandas as pd
import pytest

from mobility.archiving.build import build_corpus
from mobility.counting.corpus_skills import skill_counts
from mobility.counting.job_skills import job_skills
from mobility.counting.occupation_skills import industry_skills, occupation_skills
from mobility.datasets.shipped import demo_skills
from mobility.finding.find import find_skills
from mobility.finding.skills import prepare_skills
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.recipe import recipe_of
from mobility.reading.ads import read_ads

MENTIONS = pd.DataFrame(
    [(ad, "knife", 0, 5, "requested", "exact") for ad in "12345"],
    columns=["ad", "skill", "start", "end", "stance", "source"],
)


def ads(**columns: object) -> Ads:
    table = pd.DataFrame(
        {
            "ad": list("12345"),
            "text": ["a", "b", "c", "d", "e"],
            "industry": ["56100", "56299", "78200", None, "5"],
            "occupation": ["5120", "5120", "5120", "5120", "5120"],
            **columns,
        }
    )
    return Ads.from_table(table, industry_version="SNI 2007", occupation_version="SSYK 2012")


def test_an_occupation_is_told_apart_by_its_industry_and_agencies_stand_alone():
    """Two of five ads are of restaurants, one of an agency; two have no industry of two digits."""
    jobs = job_skills(ads(), MENTIONS)
    assert jobs.rows.tolist() == ["56 · 5120", "78 · 5120"]
    assert jobs.support.tolist() == [2, 1]
    assert jobs.rows.name == "job"
    assert jobs.version == "SNI 2007 · SSYK 2012"
    assert dict(jobs.recipe.steps[-2].counts)["without a job"] == 2


def test_jobs_of_one_industry_are_the_occupations():
    same = ads(industry="56100")
    jobs, occupations = job_skills(same, MENTIONS), occupation_skills(same, MENTIONS)
    assert jobs.support.tolist() == occupations.support.tolist()
    assert jobs.values.toarray().tolist() == occupations.values.toarray().tolist()


def test_one_text_in_two_industries_is_two_ads():
    jobs = job_skills(ads(text="same"), MENTIONS)
    assert jobs.support.tolist() == [1, 1]


def test_without_industries_nothing_can_be_counted():
    with pytest.raises(EmptyResultError):
        job_skills(ads(industry=None), MENTIONS)


def test_every_count_by_industry_says_of_each_year_how_many_ads_have_one(tmp_path):
    """Two ads of 2015, one with an industry; one of 2016, with one."""
    table = tmp_path / "ads.csv"
    table.write_text(
        "id;date;ssyk;sni;body\n1;2015-03-01;5120;56100;Truckkort.\n"
        "2;2015-05-01;5120;;Har truckkort.\n3;2016-01-01;5120;56100;Truckkort, kock.\n",
        encoding="utf-8",
    )
    columns = {"ad": "id", "date": "date", "occupation": "ssyk", "industry": "sni", "text": "body"}
    told = {"columns": columns, "occupation_version": "SSYK 2012"}
    read = read_ads(table, **told)
    skills = prepare_skills(demo_skills())
    found = find_skills(read, skills)
    corpus = build_corpus(table, skills, tmp_path / "corpus", **told)
    results = [industry_skills(read, found), industry_skills(corpus), job_skills(read, found)]
    recipes = [result.recipe for result in (*results, job_skills(corpus))]
    recipes.append(recipe_of(skill_counts(corpus, by=["industry", "skill"])))
    for recipe in recipes:
        assert recipe.steps[-1].name == "industry_coverage"
        assert dict(recipe.steps[-1].counts) == {
            "ads of 2015": 2, "with an industry, 2015": 1,
            "ads of 2016": 1, "with an industry, 2016": 1,
        }  # fmt: skip
