"""Skills a region nearly has, jobs that are hard to fill, and two regions side by side."""

import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError, VersionError
from mobility.foundation.network import Network
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.compare_regions import compare_regions
from mobility.reaching.example import kitchens
from mobility.reaching.hard_to_fill import hard_to_fill
from mobility.reaching.region_board import region_board
from mobility.reaching.region_skills import region_skills

COOKS, CHEFS, WAITERS, CLERKS = "5120", "5121", "5131", "4110"


@pytest.fixture(scope="module")
def space():
    return kitchens()


def counts_of(regions, measure="jobs", version="example"):
    rows = [(r, o, n) for r, each in regions.items() for o, n in each.items()]
    table = pd.DataFrame(rows, columns=["region", "occupation", "count"])
    return RegionalCounts.of(table, kind="occupation", measure=measure, version=version)


def test_a_skill_is_reachable_as_far_as_it_is_asked_not_held_and_nearly_had(space):
    """Half of the vacancies ask for a menu; of ten people one holds it, and six are cooks."""
    people = counts_of({"Here": {COOKS: 6, WAITERS: 1, CLERKS: 3}})
    asked = counts_of({"Here": {CHEFS: 5, CLERKS: 5}}, "vacancies")
    menu = region_skills(space, people, vacancies=asked).set_index("skill").loc["menu"]
    assert (menu["asked"], menu["held"]) == (0.5, pytest.approx(0.1))
    assert menu["near"] == pytest.approx(0.6)
    assert menu["reachable"] == pytest.approx(0.4)
    assert menu["from_occupations"] == ("Cooks",)


def test_a_gate_is_never_nearly_had_and_a_region_without_people_has_no_row(space):
    people = counts_of({"Here": {CLERKS: 9}, "Nowhere": {CLERKS: 0}})
    asked = counts_of({"Here": {"4111": 9}, "Nowhere": {"4111": 9}}, "vacancies")
    found = region_skills(space, people, vacancies=asked)
    assert "licence" not in set(found["skill"])
    assert "Nowhere" not in set(found["region"])


def test_other_codes_and_regions_are_refused(space):
    people = counts_of({"Here": {COOKS: 6}})
    with pytest.raises(VersionError, match="SSYK 2012"):
        region_skills(space, counts_of({"Here": {COOKS: 6}}, version="SSYK 2012"))
    with pytest.raises(InputError, match="no region 'There'"):
        region_skills(space, people, regions=["There"])
    with pytest.raises(EmptyResultError, match="None of the occupations"):
        region_skills(space, counts_of({"Here": {"9999": 6}}))
    with pytest.raises(InputError, match="'0' is not a whole number"):
        region_skills(space, people, top=0)


def test_days_open_decide_where_they_are_known_and_else_vacancies_against_people(space):
    """Cooks have all that chefs need but the menu; who fits a job at θ could take it."""
    vacancies = counts_of({"Here": {COOKS: 10, CHEFS: 6, WAITERS: 8}}, "vacancies")
    people = counts_of({"Here": {COOKS: 20, CHEFS: 5, WAITERS: 40}})
    lasting = pd.DataFrame({"region": ["Here"], "occupation": [WAITERS], "days_open": [45]})
    found = hard_to_fill(space, vacancies, people=people, lasting=lasting)
    assert found["title"].tolist() == ["Waiters", "Chefs", "Cooks"]
    assert found["basis"].tolist() == ["days open", *["vacancies against people"] * 2]
    chefs, cooks = found.iloc[1], found.iloc[2]
    # A chef can all that a cook is asked for: 20 + 5; a cook lacks a third of a chef's: 5 alone.
    assert (cooks["could"], cooks["tightness"]) == (25, pytest.approx(0.4))
    assert (chefs["could"], chefs["tightness"]) == (5, pytest.approx(1.2))
    assert (chefs["hard"], cooks["hard"]) == (1.0, 0.0)
    assert chefs["lacks"] == ("days open", "advertised again", "pay", "conditions")


def test_where_nothing_tells_how_hard_a_job_is_nothing_is_said(space):
    found = hard_to_fill(space, counts_of({"Here": {COOKS: 10, CHEFS: 4}}, "vacancies"))
    assert found["basis"].tolist() == [""]
    assert found["hard"].isna().all()
    assert found.loc[0, "lacks"][0] == "people"
    assert found.attrs["recipe"][-1]["counts"]["fewer vacancies than the least"] == 1
    assert found.attrs["recipe"][-1]["counts"]["nothing tells how hard"] == 1


def test_a_table_of_lasting_vacancies_is_held_to_its_contract(space):
    vacancies = counts_of({"Here": {COOKS: 10}}, "vacancies")
    twice = pd.DataFrame({"region": "Here", "occupation": [COOKS, COOKS], "days_open": [1, 2]})
    with pytest.raises(InputError, match="row 2: a region and occupation stand once"):
        hard_to_fill(space, vacancies, lasting=twice)
    share = pd.DataFrame({"region": ["Here"], "occupation": [COOKS], "readvertised": [3.0]})
    with pytest.raises(InputError, match="from 0 to 1"):
        hard_to_fill(space, vacancies, lasting=share)
    with pytest.raises(InputError, match="'0' is not a whole number"):
        hard_to_fill(space, vacancies, least=0)


@pytest.fixture
def board():
    related = Network.from_edges(pd.DataFrame({
        "source": ["a", "a", "b"], "target": ["b", "c", "c"], "weight": [0.8, 0.2, 0.5]}),
        version="example")  # fmt: skip
    counts = counts_of({"North": {"a": 60, "b": 30, "c": 0}, "South": {"a": 0, "b": 30, "c": 60}})
    return region_board(counts, related, few_links=1, few_present=1)


def test_two_regions_stand_side_by_side_with_what_differs_first(board):
    found = compare_regions(board, "North", "South").set_index("activity")
    assert found.loc["a", "change"] == "strong → far"
    assert found.loc["b", "change"] == ""
    assert found.index[-1] == "b"
    # North has b and a: c has all. South has b of b and c.
    assert found.loc["c", ["density_1", "density_2"]].tolist() == [1.0, pytest.approx(0.5 / 0.7)]


def test_a_region_is_compared_with_itself_only_in_another_year(board):
    with pytest.raises(InputError, match="'North' is compared with itself"):
        compare_regions(board, "North", "north")
    again = region_board(
        counts_of({"North": {"a": 10, "b": 80, "c": 0, "d": 9}, "South": {"a": 60, "c": 60}}),
        board.relatedness, few_links=1, few_present=1,
    )  # fmt: skip
    found = compare_regions(board, "North", "North", other_board=again).set_index("activity")
    assert found.loc["d", "change"].startswith("– → ")
    with pytest.raises(UnknownNameError, match="No region named 'West'"):
        compare_regions(board, "North", "West")
    other = region_board(
        counts_of({"North": {"a": 1}, "South": {"b": 2}}, version=""),
        Network.from_edges(board.relatedness.edges), few_links=1, few_present=1,
    )  # fmt: skip
    with pytest.raises(VersionError, match="example"):
        compare_regions(board, "North", "South", other_board=other)
