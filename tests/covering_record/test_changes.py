"""Single changes of a record: which there are, what they are called, and the record with them."""

import pytest

from collab_graph.covering.changes import Change, changed
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.single_changes import single_changes
from mobility.foundation.errors import InputError, UnknownNameError
from tests.covering_record.small_records import DAYS, record_of

LEAD = {"mandate": "m", "actor": "A", "needs": "income", "role": "decide", "strength": "lead",
        "force": "must", "source": "law", "reference": "L 1"}  # fmt: skip


def offered(row=(), exclusions=(), **options):
    system = System.of(record_of([LEAD | dict(row)], exclusions))
    return single_changes(system, **options)


def said(changes):
    return [(c.kind, c.axis, c.value) for c in changes]


def after(row, *changes, exclusions=()):
    return changed(record_of([LEAD | row], exclusions), changes)


def cell(record, column):
    return record.tables["mandates"].loc[0, column]


def test_every_value_that_is_not_admitted_is_a_change_of_its_own():
    assert said(offered({"sgi": "yes"})) == [("value", "sgi", "no"), ("value", "sgi", "unclear")]


def test_what_admits_everything_or_is_unknown_offers_nothing():
    row = {"sgi": "?", "age": "", "places": "?", "valid_to": "?"}
    assert offered(row) == ()


def test_a_gap_between_numbers_is_offered_in_the_pieces_that_rules_know_and_whole():
    rows = [LEAD | {"age": "3–"}, LEAD | {"mandate": "n", "age": "1–"}]
    system = System.of(record_of(rows))
    assert said(single_changes(system)) == [
        ("value", "age", "0"),
        ("value", "age", "1–2"),
        ("value", "age", "0"),
    ]
    assert ("value", "age", "0–2") in said(single_changes(system, gaps=True))


def test_a_population_counted_by_single_years_divides_no_value():
    persons = [{"place": "north", "needs": "income", "persons": "1", "age": "1", "sgi": "no"}]
    system = System.of(record_of([LEAD | {"age": "3–"}], population=persons))
    assert said(single_changes(system)) == [("value", "age", "0–2")]


def test_every_leaf_of_the_tree_of_places_is_a_change_of_its_own():
    assert said(offered({"places": "north"})) == [
        ("place", "place", "south"),
        ("place", "place", "island"),
    ]


def test_a_mandate_may_end_with_a_later_period_or_begin_with_an_earlier():
    # Cut on day 2, at the reference date 3 and on day 5: the day after the last.
    row = {"valid_from": DAYS[2].isoformat(), "valid_to": DAYS[4].isoformat()}
    assert said(offered(row)) == [("from", "", ""), ("until", "", "")]
    other = LEAD | {"mandate": "n", "valid_from": DAYS[6].isoformat()}
    system = System.of(record_of([LEAD | row, other]))
    assert [c.value for c in single_changes(system) if (c.kind, c.mandate) == ("until", "m")] == [
        DAYS[5].isoformat(),
        "",
    ]


def test_an_exclusion_is_lifted_whole_or_value_by_value():
    exclusion = {"mandate": "m", "sgi": "no; unclear", "age": "4", "source": "practice"}
    changes = offered(exclusions=[exclusion])
    assert said(changes) == [
        ("exclusion", "", ""),
        ("exclusion value", "sgi", "no"),
        ("exclusion value", "sgi", "unclear"),
    ]
    assert {c.source for c in changes} == {"practice"}


def test_standing_counts_as_far_as_the_level_asks():
    row = {"strength": "support", "force": "may", "capacity": "5", "occupied": "5",
           "wait_days": "91", "entry": "referral from B"}  # fmt: skip
    kinds = {k: [c.kind for c in offered(row, level=k)] for k in ("Z0", "Z1", "Z2", "Z3")}
    assert kinds["Z0"] == []
    assert kinds["Z1"] == ["strength"]
    assert kinds["Z2"] == ["strength", "force"]
    assert kinds["Z3"] == ["strength", "force", "capacity", "wait_days", "entry"]


def test_a_mandate_whose_role_covers_nothing_is_left_alone():
    assert offered({"role": "assess", "sgi": "no"}) == ()


def test_changes_are_said_in_both_languages():
    # Ages run from 0 to 4, so that up to 1 is "under 2".
    exclusion = {"mandate": "m", "age": "4", "source": "practice"}
    changes = offered({"age": "2–", "places": "north", "sgi": "yes"}, [exclusion])
    assert [c.label_sv for c in changes] == [
        "låt A ta emot även under 2 år",
        "låt A ta emot även vid SGI: nej",
        "låt A ta emot även vid SGI: oklart",
        "låt A verka även i Söder",
        "låt A verka även i Ön",
        "låt A slopa undantaget 4 år",
    ]
    assert changes[0].label_en == "let A also admit people aged under 2"
    assert changes[1].label_en == "let A also admit people with SGI: no"
    assert changes[-1].label_en == "let A lift the exclusion aged 4"


def test_a_change_stands_in_the_cell_as_a_person_would_write_it():
    found = after(
        {"age": "3–", "sgi": "no", "places": "north", "valid_to": "2026-01-03"},
        Change("value", "m", "age", "0–2"),
        Change("value", "m", "sgi", "yes"),
        Change("place", "m", "place", "island"),
        Change("until", "m", value="2026-01-05"),
    )
    columns = ["age", "sgi", "places", "valid_to"]
    assert [cell(found, c) for c in columns] == ["0–", "yes; no", "north; island", "2026-01-05"]


def test_the_order_and_repetition_of_changes_do_not_matter():
    longer, without_end = (Change("until", "m", value=v) for v in ("2026-01-05", ""))
    for several in ([longer, without_end], [without_end, longer, longer]):
        assert cell(after({"valid_to": "2026-01-03"}, *several), "valid_to") == ""


def test_an_exclusion_of_which_no_value_is_left_is_taken_out():
    exclusions = [{"mandate": "m", "age": "–2"}, {"mandate": "m", "sgi": "no"}]
    one = Change("exclusion value", "m", "age", "0–1", exclusion=0)
    rest = Change("exclusion value", "m", "age", "2", exclusion=0)
    found = after({}, one, exclusions=exclusions).tables["exclusions"]
    assert found["age"].tolist() == ["2", ""]
    found = after({}, one, rest, exclusions=exclusions).tables["exclusions"]
    assert found["sgi"].tolist() == ["no"]


def test_the_record_given_stays_as_it_is():
    record = record_of([LEAD | {"sgi": "yes"}])
    changed(record, single_changes(System.of(record)))
    assert cell(record, "sgi") == "yes"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Change("value", "m", "age", "1"), "admits everything already"),
        (Change("value", "m", "sgi", "yes"), "is unknown"),
        (Change("exclusion", "m", exclusion=3), "no exclusion in row 3"),
        (Change("exclusion value", "m", "age", "1", exclusion=0), "names no value of 'age'"),
    ],
)
def test_a_change_that_changes_nothing_is_refused(change, message):
    with pytest.raises(InputError, match=message):
        after({"sgi": "?"}, change, exclusions=[{"mandate": "m", "sgi": "no"}])


def test_a_mandate_or_axis_that_is_not_there_is_named():
    with pytest.raises(UnknownNameError, match="No mandate named 'n'"):
        after({}, Change("value", "n", "age", "1"))
    with pytest.raises(UnknownNameError, match="No axis named 'agee'"):
        after({"age": "1"}, Change("value", "m", "agee", "1"))


def wishes(*rows, level="Z1"):
    return [c.label_sv for c in single_changes(System.of(record_of(rows)), level=level)]


def test_whose_other_mandates_could_be_meant_says_which_one_it_is():
    # Another need is enough to tell two apart; of two for the same need the id is said.
    support = {**LEAD, "strength": "support"}
    other = {**LEAD, "mandate": "n", "needs": "work"}
    assert wishes(support) == ["låt A leda, inte bara stödja"]
    assert wishes(support, other) == ["låt A leda, inte bara stödja – gäller income"]
    assert wishes(support, {**other, "needs": "income"}) == [
        "låt A leda, inte bara stödja – gäller income (uppdraget m)"
    ]
    assert wishes(support, {**other, "actor": "B"}) == ["låt A leda, inte bara stödja"]


def test_whoever_shares_the_lead_is_not_said_to_support_only():
    assert wishes({**LEAD, "strength": "shared"}) == ["låt A leda, inte bara dela ansvaret"]
