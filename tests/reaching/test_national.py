"""The national table of occupation–skill links: what four people are told."""

from pathlib import Path

import pandas as pd
import pytest

from mobility.counting.links import occupation_links
from mobility.reaching.adjacent import adjacent
from mobility.reaching.almost_have import almost_have
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations

pytestmark = pytest.mark.shared_data

EXPECTED = Path(__file__).resolve().parents[2] / "docs" / "first_answers_expected.csv"


@pytest.fixture(scope="module", params=[(), ("group_*",)], ids=["all links", "without group_*"])
def space(request, shared_data, skill_list) -> SkillSpace:
    taxonomy, sweden = shared_data("jobtech-taxonomy"), shared_data("af-sweden")
    known = read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012")
    links = read_links(
        sweden / "occupation_skills.csv",
        taxonomy / "occupations_ssyk4.csv",
        leave_out=request.param,
    )
    counts = occupation_links(links, version="SSYK 2012")
    gates = {name: "gate" for name in counts.columns if name.startswith("Legitim")}
    ads = pd.read_csv(sweden / "ads_2024_ssyk4_kommun.csv", dtype={"ssyk4": "str"})
    renamed = {"ssyk4": "occupation", "kommun": "place", "ads": "vacancies"}
    return skill_space(
        counts,
        skill_list(dict.fromkeys(counts.columns, "skill") | gates),
        vacancies=ads.rename(columns=renamed)[list(renamed.values())],
        occupations=known,
    )


def test_what_was_expected_near_is_reached_and_what_was_not_is_far(space) -> None:
    expected = pd.read_csv(EXPECTED, dtype="str")
    assert len(expected) == 16
    for code, pairs in expected.groupby("occupation"):
        classes = adjacent(Person.of(space, occupations=[code]), space).set_index("occupation")
        for row in pairs.itertuples():
            wanted = "reached" if row.expectation == "near" else "far"
            assert classes.at[row.unit_group, "class"] == wanted, (code, row.unit_group)


def test_most_hidden_skills_are_found_again(space) -> None:
    assert 0.1 < space.tau < 0.5
    assert space.near_threshold.hit_rate > 0.6


def test_every_occupation_gets_an_answer_with_bridges_and_whole_vacancies(space) -> None:
    for code in space.occupations[::20]:
        found = almost_have(Person.of(space, occupations=[code]), space, place="Göteborg")
        assert (found["near"] >= space.tau - 1e-9).all()
        assert found["bridge"].isin(space.skills).all()
        assert (found["bridge"] != found["skill"]).all()
        ranked = found.assign(near=found["near"].round(9)).sort_values(
            ["opens_reached", "opens_adjacent", "near", "label"],
            ascending=[False, False, False, True],
        )
        assert ranked.index.tolist() == list(range(len(found)))
