"""What each single change gains and brings, against every situation of the changed record."""

import random

import numpy as np
import pytest

from collab_graph.covering.changes import changed
from collab_graph.covering.levels import LEVELS, out_of
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.near_misses import changes_of, near_misses
from collab_graph.covering.single_changes import single_changes
from collab_graph.covering.with_changes import with_changes
from tests.covering_record.dense_people import people_of, whole
from tests.covering_record.oracle import Dense
from tests.covering_record.small_records import DAYS, SYSTEMS, random_record, record_of
from tests.covering_record.test_every_situation import cells_once, grid, reached

LEAD = {"mandate": "m", "actor": "A", "needs": "income", "role": "decide", "strength": "lead",
        "force": "must", "source": "law", "reference": "L 1"}  # fmt: skip

LOOKED_AT = SYSTEMS if SYSTEMS > 100 else SYSTEMS // 3
"""Each change is a record of its own: fewer systems where no long run is asked for."""


class Asked:
    """One random record, what it is asked, and the definitions over every situation."""

    def __init__(self, seed):
        draw = random.Random(seed + 7_000_000)
        self.record = random_record(seed)
        self.level = draw.choice(LEVELS)
        self.certain = draw.random() < 0.6
        self.day = draw.choice(range(len(DAYS)))
        self.gap, self.mark = ("possible", "certain") if self.certain else ("certain", "possible")
        self.folk = people_of(self.record)
        self.exact = self.folk is None or whole(self.record)
        self.system = System.of(self.record, at=DAYS[self.day])
        self.once = None if self.folk is not None else once_on(self.record, self.day)

    def marks(self, dense):
        """Where the level, C and L are on the day: axes need, age, answer, place."""
        out = dense.out_of(self.gap)[LEVELS.index(self.level)]
        return [
            cells[..., self.day]
            for cells in (~out, dense.contested(self.mark), dense.last_resort(self.mark))
        ]

    def amount(self, here):
        """Persons and cases in a set of situations; situations without a population."""
        if self.folk is None:
            return [float((here & self.once).sum())] * 2
        persons = sum(p[here[sorted(n)].any(axis=0)].sum() for n, p in self.folk if n)
        cases = sum(p[here[n]].sum() for needs, p in self.folk for n in needs)
        return [float(persons), float(cases)]

    def close(self, one, other):
        return one == other if self.exact else one == pytest.approx(other, abs=1e-7)


def once_on(record, day):
    """One of every piece of the space of one day: axes need, age, answer, place."""
    return cells_once(System.of(record))[..., day_of_piece(record, day)]


def day_of_piece(record, day):
    """A day that stands for the piece of time in which a day lies."""
    atoms = System.of(record).atoms
    piece = atoms.period_of(DAYS[day])
    return next(d for d in range(len(DAYS)) if atoms.period_of(DAYS[d]) == piece)


def test_every_gain_and_side_effect_is_what_the_changed_record_says():
    seen = {"gains": 0, "newly_contested": 0, "newly_last_resort": 0, "without people": 0}
    kinds = set()
    for seed in range(LOOKED_AT):
        asked = Asked(seed)
        dense = Dense(asked.record)
        gap, contested, last = asked.marks(dense)
        options = {"level": asked.level, "at": DAYS[asked.day], "certain": asked.certain}
        table = near_misses(asked.record, **options)
        rows = dict(zip(changes_of(table), table.to_dict("records"), strict=True))
        for change in single_changes(asked.system, level=asked.level, gaps=True):
            after = Dense(changed(asked.record, [change]))
            gap_after, contested_after, last_after = asked.marks(after)
            persons, cases = asked.amount(gap & ~gap_after)
            if persons + cases < 1e-9:
                assert change not in rows, (seed, change)
                continue
            row = rows.pop(change)
            units = ["situations"] * 2 if asked.folk is None else ["persons", "cases"]
            for unit, expected in zip(units, (persons, cases), strict=True):
                assert asked.close(row[unit], expected), (seed, change, unit)
            brought = {"newly_contested": contested_after & ~contested,
                       "newly_last_resort": last_after & ~last}  # fmt: skip
            for name, here in brought.items():
                assert asked.close(row[name], asked.amount(here)[0]), (seed, change, name)
                seen[name] += row[name] > 0
            if asked.folk is not None:
                check_demand(asked, dense, after, change, row, seed)
            seen["gains"] += 1
            seen["without people"] += asked.folk is None
            kinds.add(change.kind)
        assert not rows, seed
    assert min(seen.values()) >= LOOKED_AT / 50, seen
    assert len(kinds) >= 7, kinds


def check_demand(asked, dense, after, change, row, seed):
    """Persons with a need the mandate covers for whom it holds for certain."""
    number = next(i for i, m in enumerate(dense.mandates) if m["mandate"] == change.mandate)
    for name, state in (("demand", dense), ("demand_after", after)):
        here = state.covers["certain", number][..., asked.day]
        assert asked.close(row[name], asked.amount(here)[0]), (seed, change, name)


def test_several_changes_in_the_same_space_are_the_same_as_in_the_changed_record():
    for seed in range(LOOKED_AT):
        record, draw = random_record(seed), random.Random(seed)
        system = System.of(record)
        offered = single_changes(system, level="Z3", gaps=True)
        several = draw.sample(offered, min(len(offered), draw.choice([1, 2, 3, 6])))
        after, dense = with_changes(system, several), Dense(changed(record, several))
        points = grid(system)
        for holds in ("certain", "possible"):
            for level, out in zip(LEVELS, dense.out_of(holds), strict=True):
                found = reached(out_of(after, level, holds=holds), points)
                assert np.array_equal(found, out), (seed, level, holds)


def test_the_nearest_is_first_with_what_stands_behind_it():
    # 5 persons lack SGI, 2 more are too old besides: one change closes 5.
    people = [
        {"place": "north", "needs": "income", "persons": "5", "age": "1", "sgi": "no"},
        {"place": "north", "needs": "income", "persons": "2", "age": "4", "sgi": "no"},
    ]
    record = record_of([LEAD | {"sgi": "yes", "age": "–3"}], population=people)
    row = near_misses(record).iloc[0]
    assert (row["label_sv"], row["persons"]) == ("låt A ta emot även vid SGI: nej", 5)
    assert (row["source"], row["reference"]) == ("law", "L 1")
    assert len(near_misses(record)) == 1


def test_a_person_with_two_needs_that_leave_counts_once_and_as_two_cases():
    people = [{"place": "north", "needs": "income; work", "persons": "3", "age": "1", "sgi": "no"}]
    record = record_of([LEAD | {"sgi": "yes", "needs": "income; work"}], population=people)
    assert near_misses(record).loc[0, ["persons", "cases"]].tolist() == [3, 6]


def test_demand_after_is_held_against_the_places_there_are():
    people = [
        {"place": "north", "needs": "income", "persons": "4", "age": "1", "sgi": "yes"},
        {"place": "north", "needs": "income", "persons": "5", "age": "1", "sgi": "no"},
    ]
    mandate = LEAD | {"sgi": "yes", "capacity": "6", "occupied": "4"}
    row = near_misses(record_of([mandate], population=people)).iloc[0]
    columns = ["demand", "demand_after", "capacity", "free"]
    assert row[columns].tolist() == [4, 9, 6, 2]


def test_nothing_uncovered_has_no_near_miss():
    assert len(near_misses(record_of([LEAD | {"needs": ""}]))) == 0
