"""What a change lets somebody hold together is what the changed record says, case by case."""

import os
import random
from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest

from collab_graph.covering.changes import Change, changed
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.near_coordinators import near_coordinators
from collab_graph.covering.repairs_spanner import Spanner, repaired
from collab_graph.covering.uncoordinated import uncoordinated
from collab_graph.record.contracts import UNKNOWN
from mobility.foundation.errors import InputError
from tests.covering_record.dense_people import people_of
from tests.covering_record.oracle import Dense
from tests.covering_record.small_records import (
    ACTORS,
    AGES,
    ANSWERS,
    DAYS,
    LEAVES,
    NEEDS,
    TODAY,
    random_record,
    table,
)

MANY = int(os.environ.get("LABOUR_GRAPHS_SMALL_RECORDS", "0"))
SEEDS = range(MANY) if MANY else (5, 6, 9, 12, 15, 17, 23, 30, 53, 58)
"""Between them these few have every kind of change; a long run looks at all."""
BATCHES = 4


def held_in_part(seed):
    """A record crowded with leads, where one or two coordinate some of the needs for some."""
    draw = random.Random(f"held {seed}")
    record = random_record(seed, kind="crowded")
    rows = record.tables["mandates"].to_dict("records")
    for row in rows[: draw.randint(1, 2)]:
        row["role"] = "coordinate"
        row["needs"] = draw.choice(["income; work", "income; work; coordination", "income", "?"])
        row["strength"] = draw.choice(["lead", "shared", "support"])
        row["places"] = draw.choice(["", "", "north", "county", "?"])
        row["age"] = draw.choice(["", "", "", "1–3", "0; 3–"])
        row["sgi"] = draw.choice(["", "", "", "yes", "yes; no", "?"])
        row["valid_to"] = draw.choice(["", "", "", DAYS[2].isoformat()])
    return replace(record, tables={**record.tables, "mandates": table("mandates", rows)})


class Sets:
    """A record, and the situations in which each set of needs is uncoordinated today."""

    def __init__(self, seed):
        self.record = held_in_part(seed)
        self.certain = seed % 4 < 3
        self.before = self.of(self.record)
        self.folk = people_of(self.record)
        self.found = near_coordinators(self.record, certain=self.certain)

    def of(self, record):
        holds = "certain" if self.certain else "possible"
        dense = Dense(record)
        sets = [s for k in (2, 3) for s in combinations(NEEDS, k)]
        return {"; ".join(s): dense.uncoordinated(s, holds)[..., TODAY] for s in sets}

    def closed_by(self, needs, changes):
        return self.before[needs] & ~self.of(repaired(self.record, changes))[needs]

    def persons(self, needs, where):
        names = set(needs.split("; "))
        return sum(float(cells[where].sum()) for has, cells in self.folk if {NEEDS[n] for n in has} == names)  # fmt: skip # noqa: E501

    def share(self, needs, where):
        """Of the situations that rules tell apart: ages that no row divides are one."""
        ages = [low for low, _ in System.of(self.record).atoms.numbers["age"]]
        return where[ages].sum() / self.before[needs][ages].sum()


def change_in(row):
    if row["kind"] == "spanner":
        return Spanner("new", row["actor"], row["value"], "", "", "")
    return Change(row["kind"], row["mandate"], row["axis"], row["value"], row["exclusion"])


def anything(record, needs):
    """Every single change of every mandate to coordinate that a person could write down."""
    rows = record.tables["exclusions"]["mandate"].tolist()
    for own in record.tables["mandates"].to_dict("records"):
        if own["role"] != "coordinate":
            continue
        name, named = own["mandate"], own["needs"].split("; ")
        for value in map(str, AGES):
            yield Change("value", name, "age", value)
        for value in ANSWERS:
            yield Change("value", name, "sgi", value)
        for place in LEAVES:
            yield Change("place", name, "place", place)
        # Where a date is unknown nothing is offered: who knows whether it holds.
        known = UNKNOWN not in (own["valid_from"], own["valid_to"])
        for day in map(str, DAYS if known else ()):
            yield Change("from", name, value=day)
            yield Change("until", name, value=day)
        for row, owner in enumerate(rows):
            if owner == name:
                yield Change("exclusion", name, exclusion=row)
        if own["strength"] == "support":
            yield Change("strength", name, value="shared")
        if more := [need for need in needs.split("; ") if need not in named]:
            yield Change("need", name, "need", "; ".join(more))


def worlds(batch):
    for seed in SEEDS[batch::BATCHES]:
        yield seed, Sets(seed)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_a_change_holds_together_is_no_longer_uncoordinated_in_the_changed_record(batch):
    for seed, world in worlds(batch):
        for row in world.found.to_dict("records"):
            where = world.closed_by(row["needs"], [change_in(row)])
            assert where.any(), (seed, row)
            assert row["share"] == pytest.approx(world.share(row["needs"], where)), (seed, row)
            assert row["whole"] == (where == world.before[row["needs"]]).all(), (seed, row)
            if world.folk is not None:
                persons = world.persons(row["needs"], where)
                assert row["persons"] == pytest.approx(persons), (seed, row)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_single_change_that_could_be_written_down_holds_more_together(batch):
    for seed, world in worlds(batch):
        for needs in uncoordinated(world.record, at=DAYS[TODAY], certain=world.certain)["needs"]:
            told = world.found[world.found["needs"] == needs]
            actors = set(world.record.tables["mandates"]["actor"]) & set(ACTORS)
            assert set(told["actor"]) <= actors | {"A", "B", "C"}
            assert told.loc[told["kind"] == "spanner", "whole"].all(), seed
            own = told[told["kind"] != "spanner"].to_dict("records")
            reached = [(r["mandate"], world.closed_by(needs, [change_in(r)])) for r in own]
            for change in anything(world.record, needs):
                try:
                    after = changed(world.record, [change])
                except InputError:
                    continue  # the cell admits everything already, or is unknown
                closed = world.before[needs] & ~world.of(after)[needs]
                if closed.any():
                    of_mandate = [where for name, where in reached if name == change.mandate]
                    assert any((closed & ~where).sum() == 0 for where in of_mandate), (seed, change)


def test_the_random_records_try_every_kind_of_change():
    kinds = {kind for seed in SEEDS[:60] for kind in near_coordinators(held_in_part(seed))["kind"]}
    assert kinds >= {"need", "spanner", "value", "place", "until", "exclusion", "strength"}


def test_a_cost_is_that_of_each_need_named_and_what_cannot_be_is_left_out():
    for seed in (5, 9):
        record = held_in_part(seed)
        found = near_coordinators(record)
        some = found[found["kind"] == "need"]
        assert (some["cost"] == some["value"].str.split("; ").str.len()).all()
        if len(some):
            break
    no = table("costs", [{"change": "value", "possible": "no"}])
    ruled_out = replace(record, tables={**record.tables, "costs": no})
    assert len(some)
    assert "need" not in set(near_coordinators(ruled_out)["kind"])


def test_whoever_only_supports_is_asked_to_share():
    found = pd.concat([near_coordinators(held_in_part(seed)) for seed in (5, 6, 9)])
    some = found[found["kind"] == "strength"]
    assert len(some)
    assert (some["value"] == "shared").all()
    assert some["label_sv"].str.endswith("dela ansvaret för att hålla ihop, inte bara stödja").all()
