"""What-if and pathways on the national table of occupation–skill links."""

import numpy as np
import pandas as pd
import pytest

from mobility.counting.links import occupation_links
from mobility.finding.linked_skills import skills_of_links
from mobility.reaching.pathways import pathways
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import blocked, standing
from mobility.reaching.what_if import what_if
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations

pytestmark = pytest.mark.shared_data

HELD = ["9411", "5321", "8332", "2411", "9412", "5223"]


@pytest.fixture(scope="module")
def space(shared_data) -> SkillSpace:
    taxonomy, sweden = shared_data("jobtech-taxonomy"), shared_data("af-sweden")
    known = read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012")
    links = read_links(sweden / "occupation_skills.csv", taxonomy / "occupations_ssyk4.csv")
    ads = pd.read_csv(sweden / "ads_2024_ssyk4_kommun.csv", dtype={"ssyk4": "str"})
    renamed = {"ssyk4": "occupation", "kommun": "place", "ads": "vacancies"}
    return skill_space(
        occupation_links(links, version="SSYK 2012"),
        skills_of_links(links),
        vacancies=ads.rename(columns=renamed)[list(renamed.values())],
        occupations=known,
    )


@pytest.mark.parametrize("code", HELD)
def test_the_best_three_skills_are_proven_best_and_the_quick_ones_hardly_worse(code, space) -> None:
    person = Person.of(space, occupations=[code])
    exact = what_if(person, space, place="Göteborg")
    quick = what_if(person, space, place="Göteborg", method="greedy")
    assert (exact.attrs["status"], exact.attrs["gap"]) == ("exact", 0)
    assert 0.6 * exact.attrs["opened"] <= quick.attrs["opened"] <= exact.attrs["opened"]
    assert exact.attrs["opened"] <= quick.attrs["bound"]
    shut = blocked(space, standing(person, space).gates)
    assert not set(exact.attrs["occupations_opened"]) & set(space.occupations[shut])


@pytest.mark.parametrize("code", HELD)
def test_ways_of_three_steps_are_complete_and_pass_nothing_that_is_shut(code, space) -> None:
    person = Person.of(space, occupations=[code])
    shut = blocked(space, standing(person, space).gates) | (space.vacancies("Göteborg") == 0)
    found = pathways(person, space, "2512", place="Göteborg", learn=2)
    assert found.attrs["complete"]
    assert found.attrs["status"] in ("found", "blocked", "reached now")
    assert not set(found["occupation"]) & set(space.occupations[shut])
    assert (found["fit_after"] >= space.theta - 1e-9).all()
    ways = [set(way["occupation"]) - {"2512"} for _, way in found.groupby("path")]
    learnt = [set(np.concatenate([[], *way["learn"]])) for _, way in found.groupby("path")]
    for one in range(len(ways)):
        for other in range(one):
            both = len(ways[one] & ways[other]) + len(learnt[one] & learnt[other])
            either = len(ways[one] | ways[other]) + len(learnt[one] | learnt[other])
            assert both <= either / 2


def test_a_nurse_needs_the_licence_whatever_is_learnt_and_that_is_said(space) -> None:
    person = Person.of(space, occupations=["5321"])
    found = pathways(person, space, "2221")
    assert (found.attrs["status"], found.attrs["target_fails"]) == ("blocked", ["gates"])
    assert [one["constraint"] for one in found.attrs["would_help"]] == ["gates"]
