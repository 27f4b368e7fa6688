"""The situations that surveys of the field name, held to the record by a slow evaluator."""

import pandas as pd
import pytest

from collab_graph.datasets.shipped import demo_tables, expected_findings
from tests.demo.brute_force import Evaluator, Row, parts

TABLES = demo_tables()
CERTAIN = Evaluator(TABLES, unknown=True)
AT_WORST = Evaluator(TABLES, unknown=False)
EXPECTED: list[Row] = expected_findings().to_dict("records")
SINGLE = [row for row in EXPECTED if len(parts(row["needs"])) == 1]
AXES = list(TABLES["axes"]["axis"])
MANDATES = {m["mandate"]: m for m in CERTAIN.mandates}


def situation(row: Row) -> Row:
    return {axis: row[axis] for axis in AXES}


def named(rows: list[Row]) -> dict[str, object]:
    return {"argvalues": rows, "ids": [row["case"] for row in rows]}


@pytest.mark.parametrize("row", **named(SINGLE))
def test_the_level_is_as_expected(row):
    where = (row["needs"], row["place"], row["date"], situation(row))
    assert CERTAIN.level(*where) == row["level"]
    assert AT_WORST.level(*where) == row["level_if_unknown_fails"]


@pytest.mark.parametrize("row", **named(SINGLE))
def test_the_marks_are_as_expected(row):
    where = (row["needs"], row["place"], row["date"], situation(row))
    found = {
        "C": CERTAIN.contested(*where),
        "L": CERTAIN.last_resort(*where),
        "Z4": CERTAIN.time_gap(*where),
        "ZA": CERTAIN.differing(*where),
    }
    assert [mark for mark, holds in found.items() if holds] == parts(row["marks"])


@pytest.mark.parametrize("row", **named(SINGLE))
def test_differing_assessments_are_the_same_whether_or_not_unassessed_is_a_judgement(row):
    where = (row["needs"], row["place"], row["date"], situation(row))
    left_out = CERTAIN.differing(*where, not_a_judgement="not_assessed")
    assert left_out == CERTAIN.differing(*where)


@pytest.mark.parametrize("row", **named([r for r in EXPECTED if len(parts(r["needs"])) > 1]))
def test_a_set_of_needs_is_held_together_or_not_as_expected(row):
    x = situation(row)
    needs = parts(row["needs"])
    loose = CERTAIN.uncoordinated(needs, row["place"], row["date"], x)
    assert loose == (row["marks"] == "ZK")


@pytest.mark.parametrize("row", **named([r for r in SINGLE if r["level"] == "covered"]))
def test_whoever_covers_is_named(row):
    x = situation(row)
    leads = CERTAIN.leads(row["needs"], row["place"], row["date"], x)
    usable = [m for m in leads if not CERTAIN.unusable(m, row["place"], row["date"], x)]
    assert row["actor"] in [m["actor"] for m in usable]
    assert row["reason"] in [m["source"] for m in usable]


def naming_a_mandate(*levels: str) -> list[Row]:
    return [row for row in SINGLE if row["level"] in levels and row["nearest"]]


@pytest.mark.parametrize("row", **named(naming_a_mandate("Z0", "Z1")))
def test_the_nearest_mandate_falls_on_one_condition_only(row):
    mandate = MANDATES[row["nearest"]]
    failing = CERTAIN.fails(mandate, row["needs"], row["place"], row["date"], situation(row))
    assert failing == [row["falls_on"]]
    assert row["reason"] == reason(mandate, row["falls_on"])


@pytest.mark.parametrize("row", **named(naming_a_mandate("Z2")))
def test_where_there_is_only_a_may_the_lead_named_is_no_must(row):
    x, mandate = situation(row), MANDATES[row["nearest"]]
    assert mandate in CERTAIN.leads(row["needs"], row["place"], row["date"], x)
    assert mandate["force"] in {"may", "project"}
    assert (row["falls_on"], row["reason"]) == ("force", mandate["source"])


def test_where_nobody_holds_together_the_coordinator_named_holds_for_too_few_needs():
    (row,) = [row for row in EXPECTED if row["marks"] == "ZK"]
    x, mandate = situation(row), MANDATES[row["nearest"]]
    assert mandate["role"] == "coordinate"
    assert CERTAIN.fails(mandate, "coordination", row["place"], row["date"], x) == []
    assert not set(parts(mandate["needs"])) >= set(parts(row["needs"]))
    assert (row["falls_on"], row["reason"]) == ("needs", mandate["source"])


def test_every_zone_case_names_a_mandate_unless_only_its_twin_does():
    without = [row["case"] for row in SINGLE if row["level"] != "covered" and not row["nearest"]]
    # Both show what changes when the one condition of the case beside them is met.
    assert without == ["motivated", "near_office"]


@pytest.mark.parametrize("row", **named(naming_a_mandate("Z3")))
def test_a_nominal_mandate_is_must_lead_and_unusable_for_the_reason_given(row):
    x, mandate = situation(row), MANDATES[row["nearest"]]
    assert mandate in CERTAIN.leads(row["needs"], row["place"], row["date"], x)
    assert mandate["force"] == "must"
    assert row["falls_on"] in CERTAIN.unusable(mandate, row["place"], row["date"], x)
    assert row["reason"] == "practice"


def reason(mandate: Row, falls_on: str) -> str:
    """Law, agreement or practice: the exclusion's own where one fires, else the mandate's."""
    if falls_on.startswith("exclusion: "):
        axis = falls_on.removeprefix("exclusion: ")
        rows = [e for e in CERTAIN.exclusions if e["mandate"] == mandate["mandate"] and e[axis]]
        return rows[0]["source"]
    return mandate["source"]


def test_every_group_of_the_surveys_has_a_case():
    groups = set(pd.DataFrame(EXPECTED)["group"])
    assert groups >= {
        "no right to insurance (no SGI)",
        "no progress shown",
        "no work ability",
        "seen as unmotivated",
        "foreign-born with extensive basic needs and cognitive difficulties",
        "several actors involved and none with the lead",
        "ill health where work ability is judged differently by different actors",
        "young people neither working nor studying (UVAS)",
        "passage from school to work",
        "stalled progress in Swedish for immigrants",
        "more than 36 months unemployed without a disability code",
        "long-term sick women",
        "people living far from every office",
        "without digital means or a driving licence",
        "sick, no SGI, working spouse",
        "a contract that ended",
    }


def test_each_level_and_each_mark_is_met():
    levels = {row["level"] for row in EXPECTED}
    marks = {mark for row in EXPECTED for mark in parts(row["marks"])}
    assert levels == {"", "covered", "Z0", "Z1", "Z2", "Z3"}
    assert marks == {"C", "L", "Z4", "ZA", "ZK"}


def test_each_reason_is_met():
    assert {row["reason"] for row in EXPECTED} == {"law", "agreement", "practice"}


def test_the_groups_that_practice_turns_away_are_said_to_be():
    by_group = pd.DataFrame(SINGLE).groupby("group")["reason"].agg(set)
    for group in (
        "seen as unmotivated",
        "no progress shown",
        "people living far from every office",
    ):
        assert by_group[group] == {"practice"}
