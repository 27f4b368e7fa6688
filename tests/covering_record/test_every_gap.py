"""Gaps in time, against every situation and every way in which what is unknown may turn out."""

import random
from collections import Counter
from datetime import timedelta

import numpy as np

from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.time_gaps import gaps, time_gap_boxes, time_gaps
from tests.covering_record.dense_people import people_of
from tests.covering_record.oracle import HOLDS, SHAPE, Dense, before
from tests.covering_record.small_records import DAYS, NEEDS, SYSTEMS, TODAY, random_record
from tests.covering_record.test_every_situation import grid, reached
from tests.covering_record.test_every_zone import cases_in
from tests.covering_record.widest import situations_of, widest_boxes


def dated():
    for seed in range(SYSTEMS):
        record = random_record(seed, kind="dated")
        yield seed, record, Dense(record)


def test_time_gaps_are_what_the_definition_says_of_every_situation():
    seen = Counter()
    for seed, record, dense in dated():
        system = System.of(record)
        points = grid(system)
        for holds in HOLDS:
            inside, outside = time_gap_boxes(system, holds)
            gap = reached(inside, points) & ~reached(outside, points)
            expected = dense.time_gap(holds)
            assert (gap == expected).all(), (seed, holds)
            parts = [
                reached(part.inside, points) & ~reached(part.outside, points)
                for part in gaps(system, holds)
            ]
            assert (np.any([np.zeros(SHAPE, bool), *parts], axis=0) == expected).all(), seed
            seen[holds] += expected.any()
    assert min(seen[holds] for holds in HOLDS) > SYSTEMS / 5, seen


def edge(led, day, step):
    """The nearest day before (or after) one on which each situation is led."""
    days = range(day - 1, -1, -1) if step < 0 else range(day + 1, len(DAYS))
    found = np.full(led.shape[:-1], -1)
    for other in reversed(days):
        found = np.where(led[..., other], other, found)
    return found


def between(dense):
    """The certain gaps, by the day on which they open and the day on which they close."""
    led, gap = dense.out_of("certain")[1], dense.time_gap("certain")
    found = {}
    for day in range(len(DAYS)):
        here = gap[..., day]
        last, first = edge(led, day, -1), edge(led, day, 1)
        for key in {*zip(last[here].tolist(), first[here].tolist(), strict=True)}:
            cells = found.setdefault(key, np.zeros(SHAPE, bool))
            cells[..., day] = here & (last == key[0]) & (first == key[1])
    return found


def touching(dense, need, inside, column, day):
    """The leads that hold for certain at a situation of a zone and end, or begin, on a day."""
    somewhere = inside.any(axis=-1)
    return "; ".join(
        m["mandate"]
        for i, m in enumerate(dense.mandates)
        if m["strength"] == "lead"
        and m[column] == DAYS[day].isoformat()
        and (dense.covers["certain", i][need].any(axis=-1) & somewhere).any()
    )


def test_every_widest_gap_is_listed_between_its_two_days_with_what_ended_and_what_begins():
    seen = 0
    for seed, record, dense in dated():
        day = random.Random(seed).choice([None, None, *range(2, 5)])
        folk = people_of(record)
        expected = Counter()
        for (last, first), cells in between(dense).items():
            if day is not None:
                cells = cells & (np.arange(len(DAYS)) == day)
            for need in range(len(NEEDS)):
                for box in widest_boxes(cells[need]):
                    inside = situations_of(box)
                    row = (
                        NEEDS[need],
                        (DAYS[last] + timedelta(days=1)).isoformat(),
                        DAYS[first].isoformat(),
                        touching(dense, need, inside, "valid_to", last),
                        touching(dense, need, inside, "valid_from", first),
                    )
                    if folk is not None:
                        then = TODAY if day is None else day
                        row = (*row, round(cases_in(folk, box, need, then), 6))
                    expected[row] += 1
        table = time_gaps(record, **({} if day is None else {"at": DAYS[day]}))
        columns = ["need", "opens", "closes", "ended", "begins"]
        if folk is not None:
            table = table.assign(persons=table["persons"].astype(float).round(6))
            columns.append("persons")
        found = Counter(table[columns].itertuples(index=False, name=None))
        assert found == expected, seed
        seen += len(expected) > 0
    assert seen > SYSTEMS / 10


def test_what_was_led_before_is_every_earlier_day_and_not_the_day_itself():
    # By hand: led on the second of four days; before the third and the fourth.
    assert before(np.array([False, True, False, False])).tolist() == [False, False, True, True]
