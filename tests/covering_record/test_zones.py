"""Grey zones of a record: inside their level, as wide as can be, with the right persons."""

import pytest

from collab_graph.covering.zones import grey_zones
from mobility.foundation.errors import InputError
from tests.covering_record.small_records import (
    DAYS,
    TODAY,
    record_of,
)

MANDATE = {"mandate": "m", "actor": "A", "needs": "income", "role": "decide", "strength": "lead",
           "force": "must", "source": "law"}  # fmt: skip


def test_without_a_population_zones_are_found_and_ranked_by_what_they_span():
    found = grey_zones(record_of([{**MANDATE, "age": "2–"}]), at=DAYS[TODAY])
    assert found.table["situation_sv"].tolist() == ["alla", "under 2 år"]
    assert "persons" not in found.table
    assert found.table["needs"].tolist() == ["work; coordination", "income"]


def test_a_threshold_without_a_population_is_refused():
    with pytest.raises(InputError, match="need a population"):
        grey_zones(record_of([MANDATE]), tau=5)


def test_a_contract_that_ends_leaves_a_dated_zone():
    found = grey_zones(record_of([{**MANDATE, "valid_to": DAYS[1].isoformat()}]))
    zone = found.table[found.table["needs"] == "income"].iloc[0]
    assert zone["situation_sv"] == f"från och med {DAYS[2]}"
    blocker = found.blockers[found.blockers["zone"] == zone["zone"]].iloc[0]
    assert (blocker["condition"], blocker["missing"]) == ("valid_to", 1)


def test_a_mandate_for_a_county_holds_in_what_lies_below_it():
    found = grey_zones(record_of([{**MANDATE, "places": "county"}]), at=DAYS[TODAY])
    zone = found.table[found.table["needs"] == "income"].iloc[0]
    assert zone["wording_sv"].startswith("i Ön: ingen aktör alls. Närmast: A — faller på platsen")


def test_an_unknown_criterion_is_no_certain_gap_but_a_possible_one():
    record = record_of([{**MANDATE, "sgi": "?"}])
    certain, possible = (grey_zones(record, certain=c, at=DAYS[TODAY]) for c in (True, False))
    assert "income" not in "; ".join(certain.table["needs"]).split("; ")
    marks = dict(zip(possible.table["needs"], possible.table["mark"], strict=True))
    assert "income" in "; ".join(marks)
    assert "possible" in marks.values()


def test_two_that_only_refer_to_each_other_let_nobody_in():
    ring = [
        {**MANDATE, "mandate": "m", "actor": "A", "entry": "referral from B"},
        {**MANDATE, "mandate": "n", "actor": "B", "entry": "referral from A"},
    ]
    found = grey_zones(record_of(ring), level="Z3", at=DAYS[TODAY])
    assert "income" in "; ".join(found.table["needs"])
    opened = grey_zones(
        record_of([ring[0], {**ring[1], "entry": "self"}]), level="Z3", at=DAYS[TODAY]
    )
    assert "income" not in "; ".join(opened.table["needs"])


def test_a_row_of_the_population_that_leaves_an_axis_open_is_spread_as_others_are():
    # Of 3 known persons of that age 2 have answered no; so 2/3 of the 6 unknown, 4, are counted.
    people = [
        {"place": "north", "needs": "income", "persons": "2", "age": "1", "sgi": "no"},
        {"place": "north", "needs": "income", "persons": "1", "age": "1", "sgi": "yes"},
        {"place": "north", "needs": "income", "persons": "6", "age": "1"},
    ]
    record = record_of([{**MANDATE, "sgi": "yes; unclear"}], population=people)
    found = grey_zones(record, at=DAYS[TODAY])
    zone = found.table[found.table["needs"] == "income"].iloc[0]
    assert zone["persons"] == pytest.approx(2 + 4)


def test_ages_of_a_range_are_spread_by_the_years_it_holds():
    # 0–3 are four years, of which 2 and 3 are covered: half of 8 persons are not.
    people = [{"place": "north", "needs": "income", "persons": "8", "age": "0–3", "sgi": "no"}]
    found = grey_zones(record_of([{**MANDATE, "age": "2–"}], population=people), at=DAYS[TODAY])
    zone = found.table[found.table["needs"] == "income"].iloc[0]
    assert zone["persons"] == pytest.approx(4)
