"""The days on which zones open and close, against every situation on every day."""

import random

import numpy as np

from collab_graph.covering.levels import LEVELS
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.time_axis import time_axis
from tests.covering_record.dense_people import people_of
from tests.covering_record.oracle import HOLDS, Dense
from tests.covering_record.small_records import DAYS, NEEDS, SYSTEMS, random_record
from tests.covering_record.test_every_situation import cells_once

LOOKED_AT = max(1, SYSTEMS // 4)


def counted(before, after, weights):
    """Entering, leaving, before and after."""
    some = (after & ~before, before & ~after, before, after)
    return [float((which * weights).sum()) for which in some]


def mandates_on(dense, level, need, column, day):
    """The mandates for a need that matter for a level and begin, or end, on a day."""
    found = []
    for i, m in enumerate(dense.mandates):
        matters = level == "Z3" or (
            dense.is_for(i, need)
            and (level == "Z0" or m["strength"] == "lead")
            and (level != "Z2" or m["force"] == "must")
        )
        if matters and m[column] == day.isoformat():
            found.append(m["mandate"])
    return "; ".join(found)


def expected_of(record, dense, level, holds):
    free = ~dense.out_of(holds)[LEVELS.index(level)]
    folk = people_of(record)
    once = cells_once(System.of(record))
    found = {}
    for day in range(1, len(DAYS)):
        for need in range(len(NEEDS)):
            before, after = free[need, ..., day - 1], free[need, ..., day]
            if (before != after).any():
                if folk is None:
                    weights = once[need, ..., day]
                else:
                    weights = sum((p for needs, p in folk if need in needs), np.zeros(before.shape))
                found[DAYS[day].isoformat(), NEEDS[need]] = (
                    mandates_on(dense, level, need, "valid_from", DAYS[day]),
                    mandates_on(dense, level, need, "valid_to", DAYS[day - 1]),
                    counted(before, after, weights),
                )
    return found, "situations" if folk is None else "persons"


def test_every_day_on_which_a_zone_opens_or_closes_is_listed_with_whom_it_moves():
    seen = nobody = 0
    for seed in range(LOOKED_AT):
        draw = random.Random(seed)
        record = random_record(seed, kind=draw.choice(["dated", ""]))
        if seed % 10 == 0:
            emptied = record.tables["population"].iloc[:0]
            tables = {**record.tables, "population": emptied}
            record = type(record)(
                tables, record.axes, "s", record.reference_date, True, record.warnings
            )
        level, holds = draw.choice(LEVELS), draw.choice(HOLDS)
        expected, unit = expected_of(record, Dense(record), level, holds)
        table = time_axis(record, level=level, certain=holds == "possible")
        keys = list(zip(table["date"], table["need"], strict=True))
        assert keys == list(expected), seed
        for key, row in zip(keys, table.to_dict("records"), strict=True):
            begins, ends, counts = expected[key]
            assert (row["begins"], row["ends"]) == (begins, ends), (seed, key)
            own = [row[f"{unit}_{name}"] for name in ("entering", "leaving", "before", "after")]
            assert np.allclose(own, counts), (seed, key)
            assert np.isclose(own[2] + own[0] - own[1], own[3])
        seen += bool(expected)
        nobody += unit == "situations" and bool(expected)
    assert seen > LOOKED_AT / 4
    assert nobody > LOOKED_AT / 40
