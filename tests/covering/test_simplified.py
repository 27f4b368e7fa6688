"""Fewer boxes with the same union, against every cell."""

import random

from collab_graph.covering.boxes import Boxes
from collab_graph.covering.simplified import simplified
from tests.covering.systems import covered, named, random_system


def test_the_union_stays_and_the_number_never_grows():
    draw = random.Random(0)
    for _ in range(500):
        sizes, boxes = random_system(draw)
        boxes.append(tuple(0 if axis == 0 else 1 for axis in range(len(sizes))))
        fewer = simplified(Boxes.from_masks(named(sizes), boxes)).to_masks()
        assert len(fewer) <= len(boxes) - 1
        assert (covered(fewer, sizes) == covered(boxes, sizes)).all()


def test_single_cells_that_fill_the_space_become_one_box():
    space = named([3, 4, 2])
    cells = [(1 << a, 1 << b, 1 << c) for a in range(3) for b in range(4) for c in range(2)]
    assert simplified(Boxes.from_masks(space, cells)).to_masks() == [(7, 15, 3)]
