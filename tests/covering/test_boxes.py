"""Spaces and boxes: what is refused, what goes in comes out."""

import random

import numpy as np
import pytest

from collab_graph.covering.boxes import (
    Boxes,
    Space,
    cell_counts,
    complement,
    distinct,
    filled,
    meets,
    shared,
    widest,
    within,
)
from mobility.foundation.errors import InputError, UnknownNameError
from tests.covering.systems import cells_of, named, random_system


def test_a_space_says_all_that_is_wrong_at_once():
    with pytest.raises(InputError) as refused:
        Space(("age", "age"), (2, 0, 4), ordered=("income",))
    said = str(refused.value)
    assert "2 axes but 3 sizes" in said
    assert "axis 'age' stands 2 times" in said
    assert "axis 'age' has 0 values" in said
    assert "'income' is ordered but no axis" in said


def test_an_axis_asked_for_by_a_wrong_name_is_met_with_the_near_one():
    with pytest.raises(UnknownNameError, match="Did you mean 'income'"):
        Space(("income", "age"), (2, 3)).position("incme")


def test_a_mask_beyond_its_axis_is_refused_with_the_box_and_the_axis():
    with pytest.raises(InputError, match="box 1, axis 'age': 0b1000 has a bit beyond its 3 values"):
        Boxes.from_masks(Space(("age",), (3,)), [(1,), (8,)])


def test_a_box_with_too_few_masks_is_refused():
    with pytest.raises(InputError, match="box 0 has 1 masks; the space has 2 axes"):
        Boxes.from_masks(Space(("income", "age"), (2, 3)), [(1,)])


@pytest.mark.parametrize("sizes", [[3], [63], [64], [200, 2], [5, 62, 1, 63, 90], [8] * 20])
def test_masks_come_out_as_they_went_in_and_sorted_as_python_sorts_them(sizes):
    draw = random.Random(sum(sizes))
    space = named(sizes)
    masks = [tuple(draw.randrange(1, 1 << n) for n in sizes) for _ in range(50)]
    boxes = Boxes.from_masks(space, masks)
    assert boxes.to_masks() == masks
    assert distinct(Boxes.from_masks(space, masks + masks[:9])).to_masks() == sorted(set(masks))


@pytest.mark.parametrize("sizes", [[3, 2, 4], [70, 3], [130, 65, 2], [1, 1]])
def test_sharing_and_lying_within_are_what_sets_say(sizes):
    draw = random.Random(0)
    space = named(sizes)

    def some_mask(n):
        return draw.choice([(1 << n) - 1, 1 << draw.randrange(n), draw.randrange(1 << n)])

    masks = [tuple(some_mask(n) for n in sizes) for _ in range(300)]
    boxes = Boxes.from_masks(space, masks)
    for one in masks[:40]:
        box = Boxes.from_masks(space, [one])
        both = [tuple(a & b for a, b in zip(mask, one, strict=True)) for mask in masks]
        assert meets(boxes, box).tolist() == [all(common) for common in both]
        assert within(boxes, box).tolist() == [a == b for a, b in zip(both, masks, strict=True)]
        assert shared(boxes, box).to_masks() == [common for common in both if all(common)]
    assert filled(boxes).tolist() == [all(mask) for mask in masks]


def test_the_complement_admits_on_each_axis_what_the_box_does_not():
    boxes = Boxes.from_masks(named([2, 70]), [(0b01, 5)])
    assert complement(boxes).to_masks() == [(0b10, (1 << 70) - 1 - 5)]


def test_cells_are_counted_beyond_what_64_bits_hold():
    space = named([60] * 14)
    assert cell_counts(Boxes.everything(space)) == [60**14]
    assert space.cells == 60**14
    assert 60**14 > 2**64


def test_the_widest_boxes_are_those_in_no_other():
    draw = random.Random(5)
    for _ in range(100):
        sizes, masks = random_system(draw)
        cells = {mask: cells_of(mask, sizes) for mask in masks}
        expected = {
            mask
            for mask in masks
            if not any(other != mask and (cells[other] >= cells[mask]).all() for other in masks)
        }
        assert set(widest(Boxes.from_masks(named(sizes), masks)).to_masks()) == expected


def test_nothing_given_stays_as_it_was():
    boxes = Boxes.from_masks(named([3, 2]), [(1, 1), (7, 2)])
    before = boxes.packed.copy()
    shared(boxes, boxes.take(np.array([0])))
    complement(boxes)
    widest(boxes)
    assert (boxes.packed == before).all()
