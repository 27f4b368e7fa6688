"""The 710 real ads: so few per unit group that θ rests on broader groups, and says so."""

import pytest

from mobility.counting.occupation_skills import occupation_skills
from mobility.finding.find import find_skills
from mobility.finding.skills import prepare_skills
from mobility.foundation.recipe import recipe_of
from mobility.reaching.adjacent import adjacent
from mobility.reaching.almost_have import almost_have
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reading.ads import read_ads
from mobility.reading.skills import read_skills

pytestmark = pytest.mark.shared_data

LISTS = ("jobtech-taxonomy", "sv-ads-2025")


@pytest.fixture(scope="module")
def space(shared_data) -> SkillSpace:
    ads = read_ads(shared_data("sv-platsbanken-710") / "ads.jsonl")
    listed = [read_skills(shared_data(name) / "skills.csv") for name in LISTS]
    skills = prepare_skills(*listed, ads=ads)
    return skill_space(occupation_skills(ads, find_skills(ads, skills)), skills)


@pytest.mark.parametrize("code", ["2512", "5321", "2221", "8332"])
def test_who_held_an_occupation_with_few_ads_gets_an_answer_that_says_so(space, code) -> None:
    person = Person.of(space, occupations=[code])
    for found in (almost_have(person, space), adjacent(person, space)):
        assert found.attrs["theta_rests_on"] in ("3-digit group", "2-digit group")
        assert found.attrs["theta_pairs"] >= 10
        assert found.attrs["theta"] > 0
        assert "few ads" in found.attrs["notes"]["few_ads"]["en"]
        assert "theta_rests_on" in str(recipe_of(found))
    judged = adjacent(person, space)
    assert set(judged["class"]) >= {"reached", "far"}
    assert (judged.loc[judged["support"] < 10, "note"] == "few ads").all()
