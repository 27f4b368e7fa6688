"""Who leads, who may and who falls on what, for one situation or a table of them."""

import pandas as pd
import pytest

from collab_graph.covering.ask import ask, who_for
from collab_graph.covering.levels import level_of
from collab_graph.covering.overload import overload
from collab_graph.covering.uncoordinated import uncoordinated
from mobility.foundation.errors import InputError
from tests.covering_record.small_records import record_of

LEAD = {"mandate": "m", "actor": "A", "needs": "income", "role": "decide", "strength": "lead",
        "force": "must", "source": "law", "reference": "L 1", "status": "confirmed"}  # fmt: skip


def one(record, **situation):
    return ask(record, {"needs": "income", **situation}).iloc[0]


def test_a_lead_that_holds_is_named_with_what_stands_behind_it():
    answer = one(record_of([LEAD]), age="1")
    assert (answer["level"], answer["leads"]) == ("covered", "m")
    assert "Leder: A (lag, bekräftad)." in answer["answer_sv"]
    assert answer["answer_sv"].endswith("Ett underlag för samtal, inte ett beslut.")
    assert answer["answer_en"].endswith("A basis for a conversation, not a decision.")


@pytest.mark.parametrize(
    ("row", "level", "column"),
    [
        ({"strength": "support"}, "Z1", "supports"),
        ({"force": "may"}, "Z2", "may"),
        ({"capacity": "5", "occupied": "5"}, "Z3", "leads_on_paper"),
        ({"wait_days": "91"}, "Z3", "leads_on_paper"),
        ({"entry": "referral from B"}, "Z3", "leads_on_paper"),
        ({"sgi": "no"}, "Z0", "fails"),
        ({"role": "assess"}, "Z0", "fails"),
    ],
)
def test_each_level_says_who_stands_how(row, level, column):
    answer = one(record_of([LEAD | row]), age="1", sgi="yes", place="north")
    assert (answer["level"], answer[column]) == (level, "m")


def test_what_is_not_said_of_a_situation_is_unknown_and_the_answer_says_what_it_hangs_on():
    record = record_of([LEAD | {"sgi": "yes"}])
    answer = one(record, age="1")
    assert (answer["level"], answer["worst"], answer["best"]) == ("?", "Z0", "covered")
    row = who_for(record, {"needs": "income", "age": "1"}).iloc[0]
    assert (row["standing"], row["condition"]) == ("unknown", "sgi")
    assert "Oklart: A — SGI" in answer["answer_sv"]


def test_two_that_halve_a_situation_leave_no_unknown():
    halves = [LEAD | {"sgi": "yes"}, LEAD | {"mandate": "n", "sgi": "no; unclear"}]
    assert one(record_of(halves), age="1")["level"] == "covered"


def test_an_exclusion_is_named_with_its_own_source():
    exclusion = {"mandate": "m", "age": "0–1", "source": "practice", "reference": "P 2"}
    row = who_for(record_of([LEAD], [exclusion]), {"needs": "income", "age": "1"}).iloc[0]
    assert (row["condition"], row["source"], row["reference"]) == (
        "exclusion: age",
        "practice",
        "P 2",
    )
    assert row["condition_sv"] == "undantaget under 2 år"


def test_several_leads_and_nobody_who_holds_together_is_marked():
    leads = [LEAD, LEAD | {"mandate": "n", "actor": "B", "needs": "work"}]
    both = {"needs": "income; work", "age": "1"}
    assert ask(record_of(leads), both)["marks"].tolist() == ["ZK", "ZK"]
    sip = LEAD | {"mandate": "k", "actor": "C", "needs": "income; work", "role": "coordinate",
                  "strength": "shared"}  # fmt: skip
    assert ask(record_of([*leads, sip]), both)["marks"].tolist() == ["", ""]
    assert uncoordinated(record_of(leads))["needs"].tolist() == ["income; work"]


def test_two_that_lead_the_same_are_marked_unless_one_yields_or_they_agree():
    other = LEAD | {"mandate": "n", "actor": "B"}
    agreement = {"collaboration": "c", "actors": "A; B", "kind": "agreement"}
    assert one(record_of([LEAD, other]))["marks"] == "C"
    assert one(record_of([LEAD, other | {"yields_to": "A"}]))["marks"] == ""
    assert one(record_of([LEAD, other], collaborations=[agreement]))["marks"] == ""


def test_the_last_resort_is_marked_where_others_decline():
    last = LEAD | {"mandate": "n", "actor": "B", "residual": "yes"}
    record = record_of([LEAD | {"sgi": "yes", "may_decline": "yes"}, last])
    assert one(record, sgi="no")["marks"] == "L"
    assert one(record, sgi="yes")["marks"] == ""
    assert one(record)["marks"] == "L?"


def test_labels_in_either_language_and_ranges_are_read():
    record = record_of([LEAD | {"age": "2–"}])
    table = pd.DataFrame([{"Ålder": "3–4", "plats": "Norr", "behov": "income"}, {"Ålder": "0", "plats": "Länet", "behov": "income"}])  # fmt: skip # noqa: E501
    assert level_of(record, table)["level"].tolist() == ["covered", "Z0"]


@pytest.mark.parametrize(
    "situation",
    [{"age": "19800101-1234"}, {"personnummer": "1"}, {"place": "800101-1234"}],
)
def test_personal_identity_numbers_are_refused_and_never_repeated(situation):
    with pytest.raises(InputError) as refusal:
        ask(record_of([LEAD]), situation)
    assert "1234" not in str(refusal.value)


def test_every_fault_of_the_situations_is_said_at_once():
    table = pd.DataFrame([{"age": "sexton", "place": "Nor", "date": "1/2"}])
    with pytest.raises(InputError, match=r"3 problem\(s\)"):
        ask(record_of([LEAD]), table)
    with pytest.raises(InputError, match="Did you mean 'age'"):
        ask(record_of([LEAD]), {"agee": "1"})


def test_demand_is_held_against_capacity():
    # Of 7 persons 5 are of the age; 4 of them have no other way.
    people = [
        {"place": "north", "needs": "income", "persons": "4", "age": "1", "sgi": "no"},
        {"place": "north", "needs": "income; work", "persons": "1", "age": "1", "sgi": "yes"},
        {"place": "north", "needs": "income", "persons": "2", "age": "4", "sgi": "no"},
    ]
    mandates = [
        LEAD | {"age": "0–2", "capacity": "2", "occupied": "1"},
        LEAD | {"mandate": "n", "sgi": "yes"},
    ]
    row = overload(record_of(mandates, population=people)).iloc[0]
    assert (row["demand"], row["only_way"], row["free"]) == (5, 4, 1)
    assert row["demand_per_place"] == 2.5
