"""Which mandates hold for a case, against looking up every mask."""

import random

import numpy as np
import pytest

from collab_graph.covering.boxes import Boxes
from collab_graph.covering.points import holding
from mobility.foundation.errors import InputError
from tests.covering.systems import named, random_system


@pytest.mark.parametrize("boxes_at_least", [0, 1, 63, 64, 65, 200])
def test_a_mandate_holds_where_every_axis_admits_the_value(boxes_at_least):
    draw = random.Random(boxes_at_least)
    sizes, _ = random_system(draw)
    sizes = [*sizes, 70]
    boxes = [tuple(draw.randrange(1, 1 << n) for n in sizes) for _ in range(boxes_at_least)]
    cases = np.array([[draw.randrange(n) for n in sizes] for _ in range(100)])
    held = holding(Boxes.from_masks(named(sizes), boxes), cases)
    assert held.shape == (100, boxes_at_least)
    for row, case in zip(held, cases.tolist(), strict=True):
        expected = [all(m >> v & 1 for m, v in zip(box, case, strict=True)) for box in boxes]
        assert row.tolist() == expected


def test_cases_with_another_number_of_axes_are_refused():
    with pytest.raises(InputError, match="4 × 3 values; one column for each of 2 axes"):
        holding(Boxes.everything(named([2, 2])), np.zeros((4, 3), np.int64))
