"""Jobs: an occupation in an industry, with the skills its ads ask for."""

import pandas as pd
import pytest

from mobility.counting.job_skills import job_skills
from mobility.counting.occupation_skills import occupation_skills
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError

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
    assert dict(jobs.recipe.steps[-1].counts)["without a job"] == 2


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
