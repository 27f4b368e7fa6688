"""The cheapest changes that close a zone whole, against every set of changes made in the record."""

import os
from itertools import chain, combinations

import numpy as np
import pandas as pd
import pytest

from collab_graph.covering.change_words import several_text
from collab_graph.covering.changes import changed
from collab_graph.covering.repairs_actions import priced_changes
from collab_graph.covering.repairs_question import costs_of
from collab_graph.covering.zone_repairs import zone_repairs
from collab_graph.covering.zones import grey_zones
from collab_graph.record.record import Record, example_tables
from tests.covering_record.small_records import AGES, ANSWERS, DAYS, LEAVES, NEEDS, TODAY
from tests.covering_record.test_every_repair import World

SYSTEMS = int(os.environ.get("LABOUR_GRAPHS_SMALL_RECORDS", "6"))
MOST_SETS = 60
"""Sets of changes tried for one zone, the smallest first."""


def cells_of(zone, atoms):
    """Which needs, ages, answers and places a zone holds, one by one."""
    axes = dict(zip(atoms.space.axes, zone.to_masks()[0], strict=True))
    inside = np.zeros((len(NEEDS), len(AGES), len(ANSWERS), len(LEAVES)), bool)
    ages = [age for n, (low, high) in enumerate(atoms.numbers["age"]) if axes["age"] >> n & 1
            for age in range(low, high)]  # fmt: skip
    (other,) = [name for name in axes if name not in ("age", "place", "time", "need")]
    answers = [n for n in range(len(ANSWERS)) if axes[other] >> n & 1]
    places = [LEAVES.index(leaf) for n, leaf in enumerate(atoms.leaves) if axes["place"] >> n & 1]
    needs = [n for n in range(len(NEEDS)) if axes["need"] >> n & 1]
    inside[np.ix_(needs, ages, answers, places)] = True
    return inside


@pytest.mark.parametrize("seed", range(SYSTEMS))
def test_nothing_cheaper_closes_the_zone_and_what_is_chosen_does(seed):
    world = World(seed)
    found = grey_zones(
        world.record, level=world.level, certain=world.certain, at=DAYS[TODAY]
    )  # fmt: skip
    prices = costs_of(world.record, found.system, None)
    priced = priced_changes(found.system, prices, level=world.level)
    zones = range(min(3, len(found)))
    for zone, repair in zip(zones, zone_repairs(world.record, found, zones), strict=True):
        inside = cells_of(found.zones.boxes.take(np.array([zone])), found.system.atoms)
        assert (world.open_in(world.record) | ~inside).all()
        assert repair.sure
        if repair.changes:
            assert not (world.open_in(changed(world.record, repair.changes)) & inside).any()
            assert repair.cost == sum(wish.cost for wish in repair.wishes)
        sizes = range(1, 1 + max(1, len(repair.changes)))
        sets = chain.from_iterable(combinations(priced, size) for size in sizes)
        for _, some in zip(range(MOST_SETS), sets, strict=False):
            if repair.changes and sum(one.cost for one in some) >= repair.cost:
                continue
            after = changed(world.record, [one.change for one in some])
            assert (world.open_in(after) & inside).any(), some


def test_places_and_values_of_one_mandate_are_one_wish():
    # m1 takes those under 30 in one place; both other values of age go into one sentence.
    tables = example_tables()
    tables["mandates"].loc[0, "age"] = "under 30"
    found = grey_zones(Record.from_tables(tables))
    system = found.system
    english = several_text(system, "FK", "age", [0b01, 0b10], "en")
    assert english == "let Försäkringskassan also admit people aged under 30 or aged 30 and older"


def test_a_zone_is_not_closed_where_nothing_may_be_changed():
    tables = example_tables()
    tables["mandates"].loc[0, "age"] = "under 30"
    tables["costs"] = pd.DataFrame([{"possible": "nej"}])
    record = Record.from_tables(tables)
    (repair,) = zone_repairs(record, grey_zones(record), [0])
    assert (repair.changes, repair.sure, repair.cost) == ((), True, 0.0)


def test_ways_in_are_not_repaired():
    record = Record.from_tables(example_tables())
    assert zone_repairs(record, grey_zones(record, level="Z3"), []) == ()
