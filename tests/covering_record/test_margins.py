"""Persons fitted to margins: worked by hand, marked as modelled, the same wherever persons go."""

import numpy as np
import pandas as pd
import pytest

from collab_graph.covering.ask import ask
from collab_graph.covering.atoms import atoms_of
from collab_graph.covering.boxes import Boxes
from collab_graph.covering.contested import contested
from collab_graph.covering.drawing import drawn_profiles
from collab_graph.covering.fitting import fitted
from collab_graph.covering.last_resort import last_resort
from collab_graph.covering.levels import out_of
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.margins import margins_of
from collab_graph.covering.overload import overload
from collab_graph.covering.people import people
from collab_graph.covering.uncoordinated import uncoordinated
from collab_graph.covering.weights import Persons, weights_of
from collab_graph.covering.zones import grey_zones
from collab_graph.record.record import Record, example_tables
from mobility.foundation.errors import InputError
from tests.covering_record.margin_world import random_margins, world

NORTH = [["age", "16–17", "north", "30"], ["age", "18–19", "north", "70"],
         ["sgi", "yes", "north", "80"], ["sgi", "no", "north", "20"],
         ["sgi", "unclear", "north", "0"],
         ["need", "work", "north", "60"], ["need", "money", "north", "10"]]  # fmt: skip


def modelled(record):
    atoms = atoms_of(record, at=record.reference_date)
    return people(record, atoms), atoms


def persons(folk, atoms, needs=None, **values):
    """Persons with exactly this set of needs (any: None) and these values."""
    some = np.ones(len(folk.weights), bool) if needs is None else folk.needs == needs
    for axis, value in values.items():
        some &= folk.values[:, atoms.space.position(axis)] == value
    return folk.weights[some].sum()


def test_profiles_are_the_product_of_the_margins_of_their_place():
    folk, atoms = modelled(world(NORTH))
    assert folk.modelled
    # 100 persons · 0.3 young · 0.8 with SGI · 0.6 work · (1 − 0.1) not money = 12.96.
    assert persons(folk, atoms, 0b01, age=0, sgi=0) == pytest.approx(12.96)
    # And with both needs: 100 · 0.3 · 0.8 · 0.6 · 0.1 = 1.44.
    assert persons(folk, atoms, 0b11, age=0, sgi=0) == pytest.approx(1.44)
    # Nobody without a need is kept: 100 · (1 − 0.4 · 0.9) = 64.
    assert folk.total == pytest.approx(64)
    assert folk.spread == folk.total
    assert persons(folk, atoms, sgi=2) == 0


def test_two_places_are_fitted_each_by_its_own_margins():
    south = [["age", "16–17", "south", "5"], ["age", "18–19", "south", "5"],
             ["need", "money", "south", "10"]]  # fmt: skip
    folk, atoms = modelled(world(NORTH + south))
    # In the south half are young and all need money; no margin of SGI there: a third each.
    assert persons(folk, atoms, 0b10, place=1, age=0, sgi=2) == pytest.approx(10 / 2 / 3)
    # Work is not counted in the south.
    assert persons(folk, atoms, 0b11, place=1) == 0
    assert persons(folk, atoms, 0b01, place=0, age=0, sgi=0) == pytest.approx(12.96)


def test_a_range_of_ages_is_even_over_its_years():
    # The mandate cuts 18–19 at 19; 70 · 1/2 = 35 are 19, of whom 0.6 need work.
    record = world(NORTH, age="19")
    folk, atoms = modelled(record)
    assert list(atoms.numbers["age"]) == [(16, 18), (18, 19), (19, 20)]
    assert persons(folk, atoms, 0b01, age=2) == pytest.approx(35 * 0.6 * 0.9)


def test_persons_of_unknown_value_are_spread_as_the_known_ones_are():
    # 60 yes, 20 no, 20 unknown: 60/80 of 100 = 75 have SGI.
    rows = [row for row in NORTH if row[0] != "sgi"]
    sgi = [["sgi", "yes", "north", "60"], ["sgi", "no", "north", "20"],
           ["sgi", "unclear", "north", "0"], ["sgi", "?", "north", "20"]]  # fmt: skip
    folk, atoms = modelled(world(rows + sgi))
    assert persons(folk, atoms, 0b01, sgi=0) == pytest.approx(75 * 0.6 * 0.9)


def test_a_margin_of_a_county_is_shared_by_inhabitants_where_parts_are_not_counted():
    tables = {name: table.copy() for name, table in world([]).tables.items() if name != "margins"}
    tables["places"]["inhabitants"] = ["400", "300", "100", "900"]
    rows = [["age", "16–19", "county", "80"], ["need", "work", "county", "40"]]
    tables["margins"] = pd.DataFrame(rows, columns=["axis", "value", "place", "persons"])
    folk, atoms = modelled(Record.from_tables(tables))
    # 300 and 100 of 400 inhabitants: 30 and 10 of the 40 who need work; nobody on the island.
    found = [persons(folk, atoms, place=leaf) for leaf in range(3)]
    assert found == pytest.approx([30, 10, 0])


def test_margins_of_a_county_and_of_a_part_hold_together():
    county = [["sgi", "yes", "county", "90"], ["sgi", "no; unclear", "county", "60"],
              ["need", "work", "county", "100"]]  # fmt: skip
    folk, atoms = modelled(world([*NORTH, *county]))
    # The south has 150 − 100 = 50 persons, of whom 90 − 80 = 10 have SGI and 100 − 60 = 40 work.
    assert persons(folk, atoms, 0b01, place=1) == pytest.approx(40)
    assert persons(folk, atoms, 0b01, place=1, sgi=0) == pytest.approx(40 * 10 / 50)


def test_rows_of_nobody_say_what_can_occur():
    # Only the young may lack SGI: all 20 are among the 30 young, so 10 young and 70 older have it.
    occur = [["north", "work", "0", "16–17", ""], ["north", "work", "0", "18–19", "yes"]]
    folk, atoms = modelled(world(NORTH, occur))
    share = 1 - 0.4 * 0.9
    found = [persons(folk, atoms, age=a, sgi=s) / share for a in (0, 1) for s in (0, 1)]
    assert found == pytest.approx([10, 20, 70, 0], abs=1e-6)


def test_margins_that_cannot_occur_are_refused_by_axis_value_and_place():
    occur = [["north", "work", "0", "", "yes"]]
    with pytest.raises(InputError, match="sgi no in 'north': 20 persons asked for, 0 possible"):
        modelled(world(NORTH, occur))


def test_margins_of_random_persons_are_met_to_nine_digits():
    for seed in range(60):
        rows, possible = random_margins(seed)
        if possible is not None or any(row[1] == "?" for row in rows):
            continue
        record = world(rows)
        margins = margins_of(record, atoms_of(record, at=record.reference_date))
        if margins is None:
            continue
        folk, atoms = modelled(record)
        elsewhere = atoms.space.position("place")
        for axis, value, place, counted in rows:
            if axis == "need":
                need = 1 << ("work", "money").index(value)
                here = atoms.of_places(place) >> folk.values[:, elsewhere] & 1 == 1
                met = folk.weights[here & (folk.needs & need > 0)].sum()
                assert met == pytest.approx(float(counted), rel=3e-9, abs=1e-9), seed


def test_nothing_hangs_on_the_order_of_the_rows_but_the_last_digits():
    folk, _ = modelled(world(NORTH))
    again, _ = modelled(world(NORTH))
    assert (folk.weights == again.weights).all()
    other, _ = modelled(world(NORTH[::-1]))
    assert other.weights == pytest.approx(folk.weights, rel=1e-8)


def test_where_profiles_are_too_many_some_are_drawn_and_the_margins_still_hold(monkeypatch):
    record = world(NORTH, age="19")
    whole, atoms = modelled(record)
    names = fitted.__globals__
    monkeypatch.setitem(names, "MOST_PROFILES", 16)
    limited = world(NORTH, [["north", "work", "0", "", ""]], age="19")
    with pytest.raises(InputError, match="admit more than 16 profiles"):
        fitted(margins_of(limited, atoms))
    margins = margins_of(record, atoms)
    monkeypatch.setitem(names, "MOST_PROFILES", 32)
    monkeypatch.setitem(names, "drawn_profiles", lambda some, _: drawn_profiles(some, 1 << 12))
    drawn = fitted(margins)
    assert drawn.drawn
    assert (fitted(margins).weights == drawn.weights).all()
    space = whole.elsewhere
    boxes = Boxes.from_masks(space, [(7, 7, 7, 1), (4, 7, 7, 1), (4, 1, 7, 1), (6, 2, 1, 1)])
    for need in (1, 2):
        some = drawn.needs & need > 0
        exact = weights_of(boxes, whole.persons(whole.needs & need > 0))
        near = weights_of(boxes, Persons(space, drawn.values[some], drawn.weights[some]))
        assert near[0] == pytest.approx(exact[0], rel=3e-9)
        # A thousandth of the 100 persons: 4,096 profiles were drawn.
        assert near == pytest.approx(exact, abs=0.1)


def test_zones_with_margins_say_that_they_are_modelled_and_between_what():
    found = grey_zones(world(NORTH, age="18–19"))
    assert found.modelled
    zone = found.table.set_index("needs").loc["work"]
    # 30 of 100 are under 18, 60 need work: fitted 18, at least 0, at most 30.
    assert (zone["persons_low"], zone["persons_high"]) == (0, 30)
    assert zone["persons"] == pytest.approx(18)
    columns = list(found.table.columns)
    at = columns.index("persons")
    assert columns[at : at + 3] == ["persons", "persons_low", "persons_high"]
    counts = dict(found.recipe.steps[-1].counts)
    assert counts["ranges that could be narrower"] == 0


def test_zones_with_profiles_or_with_nothing_have_no_range():
    counted = grey_zones(world(NORTH, [["north", "work", "40", "16", "yes"]], age="18–19"))
    assert not counted.modelled
    assert counted.table["persons"].sum() == 40
    assert not {"persons_low", "persons_high"} & set(counted.table.columns)
    nothing = grey_zones(world([], age="18–19"))
    assert not nothing.modelled
    assert not [c for c in nothing.table.columns if c.startswith("persons")]
    assert len(nothing.table) == len(counted.table)


def test_margins_that_count_nobody_leave_zones_without_persons():
    found = grey_zones(world([["age", "16–17", "north", "30"]], age="18–19"))
    assert found.population is None
    with pytest.raises(InputError, match="need a population"):
        grey_zones(world([["age", "16–17", "north", "30"]], age="18–19"), tau=5)


@pytest.mark.parametrize("margins", [NORTH, []])
def test_one_situation_is_answered_with_margins_and_without(margins):
    answer = ask(world(margins, age="18–19"), {"age": "17", "needs": "work"}).iloc[0]
    assert answer["level"] == "Z0"


def test_contested_and_last_resort_carry_the_range_and_their_columns_even_when_empty():
    tables = {name: table.copy() for name, table in world(NORTH).tables.items()}
    one = tables["mandates"].iloc[0]
    tables["mandates"] = pd.DataFrame([one, one]).assign(
        mandate=["m1", "m2"], actor=["AF", "FK"], age=["18–19", ""]
    )
    found = contested(Record.from_tables(tables))
    # 70 of 100 are 18–19 and 60 need work: 42, at least 30, at most 60.
    row = found.loc[0, ["persons", "persons_low", "persons_high"]]
    assert row.tolist() == pytest.approx([42, 30, 60])
    tables["mandates"]["residual"] = ["no", "yes"]
    last = last_resort(Record.from_tables(tables)).iloc[0]
    # Under 18 only the residual lead holds: 18, at most 30.
    found = [last["persons"], last["persons_low"], last["persons_high"]]
    assert found == pytest.approx([18, 0, 30])
    for record, counts in (
        (world(NORTH), ["persons", "persons_low", "persons_high"]),
        (world([]), []),
        (world([], [["north", "work", "40", "16", "yes"]]), ["persons"]),
    ):
        for table in (contested(record), last_resort(record)):
            assert len(table) == 0
            assert [c for c in table.columns if c.startswith("persons")] == counts
            assert {"need", "situation_sv"} < set(table.columns)
    assert "declining_mandates" in last_resort(world([])).columns
    assert "organisations" in contested(world([])).columns


def test_demand_and_sets_of_needs_count_modelled_persons():
    record = world(NORTH, capacity="30", age="18–19")
    # 70 of 100 in the age, 60 of 100 need work: 42 persons on 30 places.
    assert overload(record)["demand"].tolist() == pytest.approx([42])
    assert len(uncoordinated(record)) == 0


def test_persons_whose_value_is_a_question_mark_are_spread_over_those_known():
    # Known in the north, aged 16: 3 yes and 1 no, so of 8 with ? 6 have SGI and 2 do not; aged 19
    # nobody is known: a third of 3 each.
    population = [["north", "work", "3", "16", "yes"], ["north", "work", "1", "16", "no"],
                  ["north", "work", "8", "16", "?"], ["north", "work", "3", "19", "?"]]  # fmt: skip
    record = world([], population)
    folk, atoms = modelled(record)
    assert folk.spread == 11
    assert not folk.modelled
    young = [persons(folk, atoms, age=0, sgi=answer) for answer in range(3)]
    assert young == pytest.approx([3 + 6, 1 + 2, 0])
    last = len(atoms.numbers["age"]) - 1
    old = [persons(folk, atoms, age=last, sgi=answer) for answer in range(3)]
    assert old == pytest.approx([1, 1, 1])


@pytest.mark.parametrize("level", ["G1", "z1", ""])
def test_a_level_that_is_none_is_refused_with_those_that_are(level):
    system = System.of(Record.from_tables(example_tables()))
    with pytest.raises(InputError, match="Z0, Z1, Z2, Z3"):
        out_of(system, level, holds="certain")
