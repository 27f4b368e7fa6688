"""What is computed with boxes is what the definitions say of every single situation."""

import os
from itertools import product

import numpy as np
import pytest

from collab_graph.covering.boxes import stacked
from collab_graph.covering.contested import contested_pairs
from collab_graph.covering.entering import enterable
from collab_graph.covering.last_resort import last_resort_boxes
from collab_graph.covering.levels import LEVELS, out_of
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.partition import partition
from collab_graph.covering.points import holding
from collab_graph.covering.uncoordinated import uncoordinated_boxes
from tests.covering_record.oracle import SHAPE, Dense
from tests.covering_record.small_records import (
    AGES,
    ANSWERS,
    DAYS,
    LEAVES,
    NEEDS,
    crowded_record,
    random_record,
)

SYSTEMS = int(os.environ.get("LABOUR_GRAPHS_SMALL_RECORDS", "200"))
"""How many random records; a long run asks for more."""
BATCH = 50
HOLDS = ("certain", "possible")


def grid(system):
    """Every situation as a point of the space, in the order of the oracle's axes."""
    atoms = system.atoms
    age_of = {
        age: next(i for i, (low, high) in enumerate(atoms.numbers["age"]) if low <= age < high)
        for age in AGES
    }
    return np.array(
        [
            (age_of[age], answer, place, atoms.period_of(day), need)
            for need, age, answer, place, day in product(
                range(len(NEEDS)), AGES, range(len(ANSWERS)), range(len(LEAVES)), DAYS
            )
        ]
    )


def reached(boxes, points):
    return holding(boxes, points).any(axis=1).reshape(SHAPE)


@pytest.mark.parametrize("batch", range(0, SYSTEMS, BATCH))
def test_boxes_say_what_the_definitions_say_of_every_situation(batch):
    for seed in range(batch, batch + BATCH):
        record = random_record(seed)
        system, dense = System.of(record), Dense(record)
        points = grid(system)
        space = system.atoms.space
        for holds in HOLDS:
            out = dense.out_of(holds)
            for number, level in enumerate(LEVELS):
                boxes = out_of(system, level, holds=holds)
                assert (reached(boxes, points) == out[number]).all(), (seed, holds, level)
            for number, boxes in enumerate(enterable(system, holds)):
                assert (reached(boxes, points) == dense.enters[holds][number]).all(), (seed, holds)
            pairs = stacked(space, [pair.boxes for pair in contested_pairs(system, holds)])
            assert (reached(pairs, points) == dense.contested(holds)).all(), (seed, holds)
            inside, outside = last_resort_boxes(system, holds)
            last = reached(inside, points) & ~reached(outside, points)
            assert (last == dense.last_resort(holds)).all(), (seed, holds)
            for at in ((0, 1), (0, 2), (1, 2), (0, 1, 2)):
                boxes = uncoordinated_boxes(system, at, holds)
                here = holding(boxes, points[: len(points) // len(NEEDS), :-1]).any(axis=1)
                expected = dense.uncoordinated([NEEDS[n] for n in at], holds)
                assert (here.reshape(SHAPE[1:]) == expected).all(), (seed, holds, at)
        left = holding(partition(out_of(system, "Z1", holds="possible")), points).sum(axis=1)
        assert (left.reshape(SHAPE) == ~dense.out_of("possible")[1]).all(), seed


def test_where_everybody_leads_the_same_it_is_contested_exactly_where_nobody_yields_or_agrees():
    seen = dict.fromkeys(HOLDS, 0)
    for seed in range(120):
        record = crowded_record(seed)
        system, dense = System.of(record), Dense(record)
        points = grid(system)
        for holds in HOLDS:
            pairs = contested_pairs(system, holds)
            boxes = stacked(system.atoms.space, [pair.boxes for pair in pairs])
            expected = dense.contested(holds)
            assert (reached(boxes, points) == expected).all(), (seed, holds)
            inside, outside = last_resort_boxes(system, holds)
            last = reached(inside, points) & ~reached(outside, points)
            assert (last == dense.last_resort(holds)).all(), (seed, holds)
            seen[holds] += expected.any()
    assert 10 < seen["certain"] < seen["possible"]
