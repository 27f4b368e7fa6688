"""What repairs refuse, prefer and say."""

from dataclasses import replace

import pandas as pd
import pytest

from collab_graph.covering.repairs import repairs
from collab_graph.covering.repairs_question import Question
from collab_graph.covering.repairs_spanner import Spanner, repaired
from collab_graph.covering.uncoordinated import uncoordinated
from collab_graph.record.record import Record, example_tables
from mobility.foundation.errors import InputError, UnknownNameError
from tests.covering_record.small_records import record_of, table

LEAD = {"mandate": "m", "actor": "A", "needs": "work", "role": "deliver", "strength": "lead",
        "force": "must", "source": "practice"}  # fmt: skip
PERSON = {"place": "north", "needs": "work", "persons": "5", "age": "0", "sgi": "no"}


def test_several_changes_of_one_mandate_are_made_together():
    record = record_of([LEAD | {"age": "2–", "sgi": "yes"}], population=[PERSON])
    found = repairs(record)
    assert [(c.axis, c.value) for c in found.changes] == [("age", "0–1"), ("sgi", "no")]
    assert found.table["alone"].tolist() == [0, 0]
    assert found.table["lost_without"].tolist() == [5, 5]
    assert found.table["decision_en"][0] == (
        "A decision by A is needed to close the gap of 5 persons: let A also admit people aged "
        "under 2."
    )
    assert repairs(record, budget=1).changes == ()


def test_of_changes_that_close_the_same_the_narrowest_is_made():
    # From 4 on is led; rules divide 0–1 and 2–3, and 0–3 is the whole gap.
    rows = [LEAD | {"age": "4"}, LEAD | {"mandate": "n", "age": "2–", "strength": "support"}]
    record = record_of(rows, population=[PERSON])
    assert [c.value for c in repairs(record).changes] == ["0–1"]


def test_the_cheaper_of_two_ways_is_taken():
    rows = [LEAD | {"age": "2–"}, LEAD | {"mandate": "n", "actor": "B", "sgi": "yes"}]
    record = record_of(rows, population=[PERSON])
    for dear, cheap in (("A", "n"), ("B", "m")):
        costs = table("costs", [{"actor": dear, "cost": "3"}])
        priced = replace(record, tables={**record.tables, "costs": costs})
        found = repairs(priced)
        assert ([c.mandate for c in found.changes], found.cost) == ([cheap], 1)


def test_what_nobody_could_be_given_is_left_and_counted():
    other = PERSON | {"needs": "income"}
    found = repairs(record_of([LEAD | {"sgi": "yes"}], population=[PERSON, other]))
    assert (found.open_cases, found.closable_cases, found.closed_cases) == (10, 5, 5)
    assert found.places["left"].tolist() == [5]


def test_without_a_population_cells_are_closed():
    # At the one day looked at: work for those who have SGI; for no and unclear in three places.
    found = repairs(record_of([LEAD | {"sgi": "yes"}]), budget=1)
    assert found.unit == "cells"
    assert found.closed_cases == 3
    assert "stänger 3 situationers lucka" in found.table["decision_sv"][0]


def test_the_same_record_gives_the_same_repairs():
    rows = [LEAD | {"sgi": "yes"}, LEAD | {"mandate": "n", "actor": "B", "sgi": "yes"}]
    record = record_of(rows, population=[PERSON])
    one, other = repairs(record), repairs(record)
    assert one.changes == other.changes
    assert one.table.equals(other.table)
    assert one.recipe == other.recipe


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"level": "Z3"}, "say one of Z0, Z1, Z2"),
        ({"budget": -1}, "budget is -1"),
        ({"budget": float("nan")}, "budget is nan"),
        ({"floor": 1.2}, "a share from 0 to 1"),
        ({"budget": 0, "floor": 0.5}, "give a greater budget"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_way_out(options, message):
    with pytest.raises(InputError, match=message):
        repairs(record_of([LEAD | {"sgi": "yes"}], population=[PERSON]), **options)


def test_a_floor_that_no_changes_reach_names_the_municipality():
    record = record_of([LEAD | {"sgi": "yes"}], population=[PERSON, PERSON | {"needs": "income"}])
    with pytest.raises(InputError, match="in Norr at most 50% of the open cases"):
        repairs(record, floor=0.8)


def test_costs_given_are_checked_against_the_record():
    record = Record.from_tables(example_tables())
    costs = pd.DataFrame({"mandate": ["m9"], "cost": ["1"]})
    with pytest.raises(InputError, match="m9"):
        repairs(record, costs=costs)


def test_a_boundary_spanner_must_be_an_actor_of_the_record():
    with pytest.raises(UnknownNameError, match="No actor named 'Q'"):
        repairs(record_of([LEAD], population=[PERSON]), spanner="Q")


def test_a_boundary_spanner_holds_together_what_two_organisations_lead():
    rows = [LEAD, LEAD | {"mandate": "n", "actor": "B", "needs": "income"}]
    both = PERSON | {"needs": "income; work", "persons": "7"}
    record = record_of(rows, population=[both])
    found = repairs(record, spanner="C")
    (change,) = found.changes
    assert isinstance(change, Spanner)
    assert (change.actor, change.value, change.place) == ("C", "income; work", "north")
    assert found.table["decision_sv"][0] == (
        "En överenskommelse med C stänger 7 personers lucka: låt C hålla ihop income och work i "
        "Norr (en gränsgångare)."
    )
    after = repaired(record, found.changes)
    assert Question.of(after, spanner="C").cases.weights.sum() == 0
    no = table("costs", [{"change": "spanner", "possible": "no"}])
    assert repairs(replace(record, tables={**record.tables, "costs": no}), spanner="C").closed_cases == 0  # fmt: skip # noqa: E501


@pytest.mark.parametrize(
    ("budget", "closed"),
    [
        (0, 0),
        (1, 3),  # 0–1 in one place more, or 2–4 in the south: 3 answers
        (2, 9),  # 2–4 in the south (3), and north at both ages (2 * 3)
        (3, 15),  # both ages everywhere
    ],
)
def test_what_is_held_together_at_one_age_is_still_apart_at_the_others(budget, closed):
    # Without a population each pair of needs is counted in cells: ages 0–1 and 2–4, three answers,
    # three places, 2 * 3 * 3 = 18. A leads work, B income; A holds all together for 0–1 in the
    # south, in 1 * 3 * 1 = 3 cells. So income and work are apart in 15, and in the same 15 nobody
    # leads coordination: every cell counts twice.
    hold = {"mandate": "held", "needs": "", "role": "coordinate", "places": "south", "age": "0–1"}
    rows = [LEAD, LEAD | {"mandate": "n", "actor": "B", "needs": "income"}, LEAD | hold]
    rows += [LEAD | {"mandate": "told", "role": "inform", "age": "2–"}]  # keeps the ages two
    record = record_of(rows)
    costs = table("costs", [{"possible": "no"}, {"mandate": "held", "cost": "1"}])
    record = replace(record, tables={**record.tables, "costs": costs})
    found = repairs(record, budget=budget, spanner="C")
    assert (found.unit, found.open_cases, found.closed_cases) == ("cells", 2 * 15, 2 * closed)
    for before_or_after, apart in ((record, 15), (repaired(record, found.changes), 15 - closed)):
        told = uncoordinated(before_or_after, at=record.reference_date)
        assert told["situations"].sum() == apart


def test_nothing_may_be_changed_and_nothing_is_closed():
    # Held for 0–1 in the south, apart in the other 5 of 6 ages and places, three answers each.
    hold = {"mandate": "held", "needs": "income; work", "role": "coordinate", "places": "south"}
    rows = [LEAD, LEAD | {"mandate": "n", "actor": "B", "needs": "income"}]
    record = record_of([*rows, LEAD | hold | {"age": "0–1"}])
    no = table("costs", [{"possible": "no"}])
    found = repairs(replace(record, tables={**record.tables, "costs": no}), spanner="C")
    assert (found.changes, found.closed_cases, found.gap) == ((), 0, 0)
    assert found.open_cases == 5 * 3 + 6 * 3  # and nobody leads coordination
