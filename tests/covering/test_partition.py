"""The disjoint partition, against every cell."""

import random

import numpy as np

from collab_graph.covering.boxes import Boxes, cell_counts
from collab_graph.covering.partition import partition, uncovered_cells
from tests.covering.systems import SYSTEMS, cells_of, covered, named, random_system


def test_every_uncovered_situation_is_in_exactly_one_box_and_no_covered_one_is():
    draw = random.Random(0)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw)
        mandates = Boxes.from_masks(named(sizes), boxes)
        parts = partition(mandates)
        times = np.sum(
            [np.zeros(sizes, int), *(cells_of(b, sizes) for b in parts.to_masks())], axis=0
        )
        assert (times == ~covered(boxes, sizes)).all()
        assert sum(cell_counts(parts)) == uncovered_cells(mandates) == times.sum()


def test_a_space_without_mandates_is_one_box():
    space = named([2, 70])
    assert partition(Boxes.from_masks(space, [])).to_masks() == [(3, (1 << 70) - 1)]
    assert uncovered_cells(Boxes.from_masks(space, [])) == 140


def test_a_mandate_for_everyone_leaves_no_box():
    assert len(partition(Boxes.everything(named([2, 3])))) == 0
    assert uncovered_cells(Boxes.everything(named([2, 3]))) == 0


def test_cells_are_counted_exactly_beyond_what_64_bits_hold():
    """One mandate, for value 0 on each of 14 axes of 60 values: all cells but one are left."""
    space = named([60] * 14)
    assert uncovered_cells(Boxes.from_masks(space, [(1,) * 14])) == 60**14 - 1
