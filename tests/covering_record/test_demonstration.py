"""The demonstration shows what was written down before anything was computed."""

import pytest

from collab_graph.covering.ask import ask, who_for
from collab_graph.covering.explaining import disjoint_parts, readable_cover
from collab_graph.covering.zones import grey_zones
from collab_graph.datasets.shipped import demo_record, expected_findings


@pytest.fixture(scope="module")
def record():
    return demo_record()


@pytest.fixture(scope="module")
def findings():
    return expected_findings().fillna("")


@pytest.fixture(scope="module")
def cases(record, findings):
    return findings[[*(axis.name for axis in record.axes), "needs", "place", "date"]]


@pytest.fixture(scope="module")
def answers(record, cases):
    return ask(record, cases)


@pytest.fixture(scope="module")
def today(record):
    return grey_zones(record, at=record.reference_date)


def test_every_expected_level_is_found_whatever_unknown_is_taken_to_be(findings, answers):
    found = answers.groupby("case").agg({"best": set, "worst": set})
    for number, row in findings[findings["level"] != ""].iterrows():
        assert found.loc[number, "best"] == {row["level"]}, row["case"]
        assert found.loc[number, "worst"] == {row["level_if_unknown_fails"]}, row["case"]


def test_every_expected_mark_is_found_and_no_other(findings, answers):
    for number, row in findings.iterrows():
        marks = {m for cell in answers.loc[answers["case"] == number, "marks"] for m in cell.split("; ")}  # fmt: skip # noqa: E501
        certain = {mark for mark in marks if mark and not mark.endswith("?")}
        assert certain == set(filter(None, row["marks"].split("; "))), row["case"]


def test_the_nearest_falls_on_what_was_expected_with_its_reason(record, findings, cases):
    who = who_for(record, cases)
    asked = findings[(findings["nearest"] != "") & (findings["level"] != "")]
    assert len(asked) > 20
    for number, row in asked.iterrows():
        own = who[(who["case"] == number) & (who["mandate"] == row["nearest"])]
        assert row["falls_on"] in set(own["condition"]), row["case"]


def test_whoever_was_expected_to_lead_leads(record, findings, cases):
    who = who_for(record, cases)
    asked = findings[(findings["actor"] != "") & (findings["level_if_unknown_fails"] == "covered")]
    assert len(asked) > 5
    for number, row in asked.iterrows():
        leads = who[(who["case"] == number) & (who["standing"] == "leads")]
        assert row["actor"] in set(leads["actor"]), row["case"]


def test_zones_come_with_their_persons_and_all_of_them_are_here(today):
    assert today.complete
    assert today.table["persons"].is_monotonic_decreasing
    split = today.table["persons_Z0"] + today.table["persons_Z1"]
    assert (split == today.table["persons"]).all()


def test_the_wording_says_who_is_nearest_and_what_stands_behind_it(today):
    income = today.table[today.table["needs"] == "income_sick"].iloc[0]
    assert income["wording_sv"].endswith(
        "Närmast: Försäkringskassans sjukförsäkring — faller på "
        "Sjukpenninggrundande inkomst (SGI) (lag, bekräftad 2026-03)."
    )
    assert "Nearest: " in income["wording_en"]


def test_a_few_zones_explain_95_percent_of_the_uncovered_cases(today):
    cover = readable_cover(today)
    assert len(cover) <= 25
    assert cover["share_so_far"].iloc[-1] >= 0.95
    assert cover["gain"].sum() <= today.zones.uncovered


def test_parts_that_do_not_overlap_add_up_to_everybody_uncovered(today):
    assert disjoint_parts(today)["cases"].sum() == today.zones.uncovered


def test_the_same_record_gives_the_same_zones(record, today):
    again = grey_zones(record, at=record.reference_date)
    assert again.table.equals(today.table)
    assert again.blockers.equals(today.blockers)
