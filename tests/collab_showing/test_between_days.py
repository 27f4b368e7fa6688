"""What a report says of two days: what opens, closes and moves between them, counted by hand."""

from dataclasses import replace
from datetime import date

import pytest

from collab_graph.saving.zones_workbook import zones_tables
from collab_graph.showing.zones_content import zones_content
from collab_graph.showing.zones_view import zones_view
from mobility.foundation.errors import InputError
from tests.village import village

TODAY, NEW_YEAR = date(2026, 11, 1), date(2027, 1, 1)


def ending(**asked):
    """The village, where the agency leads for the last time on New Year's Eve."""
    record = village(**asked)
    mandates = record.tables["mandates"]
    ends = mandates["valid_to"].where(mandates["mandate"] != "m1", "2026-12-31")
    return replace(record, tables={**record.tables, "mandates": mandates.assign(valid_to=ends)})


def section(at=TODAY, other=NEW_YEAR, **asked):
    view = zones_view(ending(**asked), at=at, edits=other, smallest_cell=1)
    return view, zones_content(view)["if_changed"]


def test_what_opens_between_two_days_is_counted_by_hand():
    # From 2027 nobody is there for the 40 of twenty years who need work; the 110 stay as they are.
    _, found = section()
    assert found["days"] == ["2026-11-01", "2027-01-01"]
    assert (found["opens"], found["closes"]) == ({"n": 40}, {"n": 0})
    (work,) = found["needs"]
    assert (work["before"], work["after"]) == ({"n": 110}, {"n": 150})
    (moved,) = found["moves"]
    assert (moved["from"]["en"], moved["to"]["en"], moved["persons"]) == (
        "somebody has the lead", "no actor at all", {"n": 40},
    )  # fmt: skip
    # It was there for those from 30 years, so it is no new zone.
    assert found["zones"] == {"opened": 0, "closed": 0, "grown": 1, "shrunk": 0}
    (region,) = found["regions"]
    assert region["zone"] == "grown"
    assert (region["opened"], region["situation"]["en"]) == (True, "aged under 30")


def test_the_mandate_that_did_it_is_named_with_what_stands_behind_it():
    (event,) = section()[1]["events"]
    assert (event["date"], event["begins"], event["actor"]) == (
        "2027-01-01", False, "Arbetsförmedlingen",
    )  # fmt: skip
    assert (event["mandate"], event["decided"]["sv"], event["reference"]) == (
        "m1", "lag", "2000:628",
    )  # fmt: skip


def test_two_days_are_the_same_in_either_order():
    assert section(NEW_YEAR, TODAY)[1] == section()[1]


def test_what_is_said_of_each_day_is_what_a_report_of_that_day_says():
    work = section()[1]["needs"][0]
    for day, said in ((TODAY, "before"), (NEW_YEAR, "after")):
        alone = zones_view(ending(), at=day, smallest_cell=1)
        assert work[said] == alone.counts.of("need", 0).said()


def test_without_a_population_situations_are_counted():
    found = section(population=False)[1]
    # Ages are cut at 16, 30 and 67: one of the two pieces opens in each of the two places.
    assert found["opens"] == {}
    assert found["needs"][0]["opens"] == {"cells": 2}


def test_the_workbook_has_the_days_too():
    tables = zones_tables(section()[0], language="en")
    assert tables["Between dates, events"]["event"].tolist() == ["ends"]
    assert tables["Between, zones that change"]["what happens"].tolist() == ["zone grows"]
    needs = tables["Between, need by need"]
    assert needs[["in a zone on the first day", "in a zone on the second day"]].to_numpy().tolist() == [[110, 150]]  # fmt: skip # noqa: E501
    assert "If we change" not in tables


def test_one_day_is_not_compared_with_itself():
    with pytest.raises(InputError, match="the two days are the same, 2026-11-01; give another"):
        section(TODAY, TODAY)
