"""Gaps in time and differing assessments, worked by hand."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_graph.covering.ask import ask
from collab_graph.covering.differing import differing
from collab_graph.covering.time_axis import time_axis
from collab_graph.covering.time_gaps import time_gaps
from collab_graph.datasets.shipped import demo_record
from collab_graph.record.axes import Axis
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError
from tests.covering_record.small_records import DAYS, TODAY, UNIT_AXES, record_of

LEAD = {"actor": "A", "needs": "income", "role": "decide", "strength": "lead",
        "force": "must", "source": "law"}  # fmt: skip
ENDS = {**LEAD, "mandate": "old", "valid_to": DAYS[1].isoformat()}
BEGINS = {**LEAD, "mandate": "new", "actor": "B", "valid_from": DAYS[4].isoformat()}
SAID = ["opens", "closes", "ended", "begins"]


def listed(record, **options):
    table = time_gaps(record, **options)
    return table[["situation_sv", *SAID]].to_numpy().tolist()


def test_a_gap_lies_between_the_last_day_of_one_lead_and_the_first_of_another():
    # Led to the 2nd and from the 5th; nobody on the 3rd and 4th.
    expected = ["2026-01-03", "2026-01-05", "old", "new"]
    assert listed(record_of([ENDS, BEGINS])) == [["2026-01-03 – 2026-01-04", *expected]]
    assert listed(record_of([ENDS, BEGINS]), at=DAYS[3]) == [["alla", *expected]]


@pytest.mark.parametrize("day", [0, 1, 4, 6])
def test_there_is_no_gap_on_a_day_that_is_led(day):
    assert listed(record_of([ENDS, BEGINS]), at=DAYS[day]) == []


def test_a_contract_that_nothing_follows_leaves_no_gap_but_an_open_end():
    assert listed(record_of([ENDS])) == []
    assert listed(record_of([BEGINS])) == []


def test_a_gap_is_one_of_a_situation_not_of_another_that_is_led_later():
    # Under 2 years led first, from 2 years later: for no age both.
    record = record_of([{**ENDS, "age": "0–1"}, {**BEGINS, "age": "2–"}])
    assert listed(record) == []


def test_somebody_who_only_supports_does_not_close_a_gap():
    support = {**LEAD, "mandate": "friend", "strength": "support"}
    assert len(listed(record_of([ENDS, BEGINS, support]))) == 1


def test_a_gap_that_a_third_lead_closes_for_some_is_a_gap_for_the_others():
    between = {**LEAD, "mandate": "between", "sgi": "yes"}
    assert [row[0] for row in listed(record_of([ENDS, BEGINS, between]))] == [
        "SGI: utom ja, 2026-01-03 – 2026-01-04"
    ]


def test_an_unknown_last_day_makes_a_gap_possible_and_none_certain():
    record = record_of([{**ENDS, "valid_to": "?"}, BEGINS])
    assert listed(record) == []
    # It may have ended on any day on which something else begins or ends: before today, the 4th.
    assert listed(record, certain=False) == [
        ["2026-01-04 – 2026-01-04", "?", "2026-01-05", "old", "new"],
    ]


def test_a_mandate_of_which_it_is_unknown_for_whom_it_holds_makes_no_gap_by_itself():
    # It holds on all days or on none.
    assert listed(record_of([{**LEAD, "mandate": "always", "sgi": "?"}]), certain=False) == []


def test_persons_in_a_gap_are_those_of_the_reference_date_with_the_need():
    people = [
        {"place": "north", "needs": "income; work", "persons": "4", "age": "1", "sgi": "yes"},
        {"place": "north", "needs": "work", "persons": "9", "age": "1", "sgi": "yes"},
    ]
    record = record_of([ENDS, BEGINS], population=people)
    assert DAYS[TODAY].isoformat() == "2026-01-04"
    assert time_gaps(record)["persons"].tolist() == [4.0]
    assert "persons" not in time_gaps(record_of([ENDS, BEGINS]))


@given(st.integers(1, 5), st.integers(1, 5))
@settings(max_examples=25, deadline=None)
def test_there_is_a_gap_exactly_where_days_lie_between_two_mandates(last, first):
    old = {**ENDS, "valid_to": DAYS[last].isoformat()}
    new = {**BEGINS, "valid_from": DAYS[first].isoformat()}
    found = listed(record_of([old, new]))
    assert len(found) == (first > last + 1)


def judged(mandates, values, *, names=("able@A", "able@B"), population=()):
    """A record of the small world with two assessments; rows may ask for them."""
    own = tuple(Axis(n, n, n, "values", v, v, v, "A") for n, v in zip(names, values, strict=True))
    bare = [{k: v for k, v in m.items() if k not in names} for m in mandates]
    record = record_of(bare, population=[{k: v for k, v in p.items() if k not in names} for p in population])  # fmt: skip # noqa: E501
    tables = dict(record.tables)
    for sheet, rows in (("mandates", mandates), ("population", population), ("exclusions", ())):
        cells = {n: pd.Series([row.get(n, "") for row in rows], dtype="str") for n in names}
        tables[sheet] = tables[sheet].assign(**cells)
    return Record(tables, (*UNIT_AXES, *own), "s", record.reference_date, True, pd.DataFrame())


AGENCY = {**LEAD, "mandate": "agency", "able@A": "full"}
INSURANCE = {**LEAD, "mandate": "insurance", "actor": "B", "able@B": "none"}
SCALE = ("none", "full", "not_assessed")


def opened(record, **options):
    table = differing(record, **options)
    return sorted(table[["situation_sv", "value", "mandates"]].itertuples(index=False, name=None))


def test_one_finds_none_the_other_full_and_both_decline():
    # With the agency's "none" the insurance leads, with the insurance's "full" the agency does.
    assert opened(judged([AGENCY, INSURANCE], [SCALE[:2]] * 2)) == [
        ("able@A: none, able@B: full", "full", "agency"),
        ("able@A: none, able@B: full", "none", "insurance"),
    ]


def test_who_is_led_in_spite_of_it_has_no_mark():
    record = judged([AGENCY, INSURANCE], [SCALE[:2]] * 2)
    case = {"able@A": "full", "able@B": "none", "needs": "income"}
    answer = ask(record, case).iloc[0]
    assert (answer["level"], answer["marks"]) == ("covered", "C")


def test_a_view_that_nobody_holds_opens_nothing():
    # Both say none; "full" would open, but it is nobody's.
    assert opened(judged([AGENCY], [SCALE[:2]] * 2)) == [
        ("able@A: none, able@B: full", "full", "agency")
    ]


def test_what_is_not_assessed_differs_from_nothing_unless_one_asks_for_it():
    only_insurance = [AGENCY], [SCALE, SCALE]
    assert opened(judged(*only_insurance)) == [
        ("able@A: none, able@B: full", "full", "agency"),
    ]
    assert opened(judged(*only_insurance), missing_differs=True) == [
        ("able@A: utom full, able@B: full", "full", "agency"),
    ]


def test_a_view_that_an_axis_cannot_have_leaves_it_as_it_is():
    # B alone can find it unclear; on A nothing changes, and A's "full" is what the agency asks for.
    record = judged([{**LEAD, "mandate": "m", "able@A": "full"}], [("none", "full"), ("unclear",)])
    assert opened(record) == []
    record = judged([{**LEAD, "mandate": "m", "able@B": "none"}], [("none",), ("none", "unclear")])
    assert opened(record) == [("able@B: unclear", "none", "m")]


def test_axes_named_otherwise_before_the_sign_are_of_another_ability():
    names = ("able@A", "calm@B")
    rows = [{**LEAD, "mandate": "m", "able@A": "full"}]
    assert opened(judged(rows, [SCALE[:2]] * 2, names=names)) == []


def test_an_unknown_criterion_makes_the_mark_possible_only():
    rows = [{**AGENCY, "age": "?"}]
    record = judged(rows, [SCALE[:2]] * 2)
    assert opened(record) == []
    assert opened(record, certain=False) == [("able@A: none, able@B: full", "full", "agency")]
    case = {"able@A": "none", "able@B": "full", "needs": "income", "age": "1"}
    assert ask(record, case)["marks"].tolist() == ["ZA?"]


def test_persons_whose_assessments_differ_are_counted_with_the_need():
    people = [
        {"place": "north", "needs": "income", "persons": "7", "age": "1", "sgi": "yes",
         "able@A": "none", "able@B": "full"},
        {"place": "north", "needs": "work", "persons": "3", "age": "1", "sgi": "yes",
         "able@A": "none", "able@B": "full"},
    ]  # fmt: skip
    table = differing(judged([AGENCY], [SCALE[:2]] * 2, population=people))
    assert table[["need", "persons", "actors"]].to_numpy().tolist() == [["income", 7.0, "A"]]


@pytest.mark.parametrize("label", ["inte bedömd", "Ej bedömd", "Not  assessed"])
def test_a_label_in_either_language_says_that_nobody_has_assessed(label):
    axis = Axis("able@A", "able", values=("x", "y"), labels_sv=("nej", label))
    assert axis.unassessed == {"y"}


def test_unclear_is_an_assessment():
    assert Axis("able@A", "able", values=("ja", "oklart")).unassessed == frozenset()


def test_a_turn_says_who_begins_and_whose_last_day_was_the_day_before():
    table = time_axis(record_of([ENDS, BEGINS]))
    assert table[["date", "begins", "ends", "event_sv"]].to_numpy().tolist() == [
        ["2026-01-03", "", "old", "A slutar (lag)"],
        ["2026-01-05", "new", "", "B börjar (lag)"],
    ]
    # One need of a world of one age piece, three answers and three places: nine situations.
    counts = [f"situations_{name}" for name in ("entering", "leaving", "before", "after")]
    assert table[counts].to_numpy().tolist() == [[9, 0, 0, 9], [0, 9, 9, 0]]


def test_a_successor_from_the_day_after_turns_nothing():
    assert not len(time_axis(record_of([ENDS, {**BEGINS, "valid_from": DAYS[2].isoformat()}])))


def test_a_level_that_is_none_is_refused_with_those_that_are():
    with pytest.raises(InputError, match="say one of Z0, Z1, Z2, Z3"):
        time_axis(record_of([ENDS]), level="Z4")


def test_the_demonstration_has_one_gap_and_the_persons_that_a_slow_evaluator_counts():
    # 103 and 365 as tests/demo/brute_force.py counts them, person by person, on the same day.
    record = demo_record()
    gaps = time_gaps(record, at=record.reference_date)
    assert gaps[["need", "persons", "opens", "closes"]].to_numpy().tolist() == [
        ["vocational_rehabilitation", 103.0, "2026-01-14", "2027-03-01"]
    ]
    views = differing(record, at=record.reference_date)
    sick = views[views["need"] == "income_sick"]
    assert sick["persons"].max() == 365
