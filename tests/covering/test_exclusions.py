"""Exclusions and common ground, against every cell."""

import random

import numpy as np
import pytest

from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.exclusions import common_ground, without
from collab_graph.covering.maximal import maximal_within, maximal_zones
from mobility.foundation.errors import InputError
from tests.covering.systems import SYSTEMS, cells_of, covered, named, random_system, widest_inside


def test_a_mandate_without_what_it_excludes_is_every_widest_box_of_the_rest():
    draw = random.Random(0)
    for _ in range(SYSTEMS):
        sizes, (mandate, *excluded) = random_system(draw)
        space = named(sizes)
        left = without(Boxes.from_masks(space, [mandate]), Boxes.from_masks(space, excluded))
        expected = widest_inside(cells_of(mandate, sizes) & ~covered(excluded, sizes))
        assert set(left.to_masks()) == expected


def test_zones_of_mandates_with_exclusions_are_exact():
    """Each mandate excludes the next one's box; the last one excludes nothing."""
    draw = random.Random(1)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw)
        space = named(sizes)
        parts, reached = [], np.zeros(sizes, bool)
        for mandate, excluded in zip(boxes, [*boxes[1:], None], strict=True):
            one = Boxes.from_masks(space, [mandate])
            out = Boxes.from_masks(space, [excluded] if excluded else [])
            parts.append(without(one, out))
            reached |= cells_of(mandate, sizes) & ~covered([excluded] if excluded else [], sizes)
        zones = maximal_zones(space, stacked(space, parts))
        assert set(zones.boxes.to_masks()) == widest_inside(~reached)


def test_contested_zones_are_the_widest_boxes_where_two_owners_meet():
    draw = random.Random(2)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw)
        owners = [draw.choice("abc") for _ in boxes]
        space = named(sizes)
        by_owner = [
            covered([b for b, o in zip(boxes, owners, strict=True) if o == who], sizes)
            for who in "abc"
        ]
        twice = np.sum(by_owner, axis=0) >= 2
        meeting = common_ground(Boxes.from_masks(space, boxes), owners)
        assert set(maximal_within(space, meeting).boxes.to_masks()) == widest_inside(twice)


def test_a_mandate_that_excludes_all_it_admits_reaches_nobody():
    space = named([2, 3])
    one = Boxes.from_masks(space, [(0b01, 0b011)])
    assert len(without(one, Boxes.from_masks(space, [(0b11, 0b111)]))) == 0


def test_several_boxes_where_one_is_needed_are_refused():
    space = named([2, 3])
    two = Boxes.from_masks(space, [(1, 1), (2, 1)])
    with pytest.raises(InputError, match="is needed, not 2 in"):
        without(two, two)


def test_owners_must_be_as_many_as_the_boxes():
    with pytest.raises(InputError, match="1 boxes but 2 owners"):
        common_ground(Boxes.everything(named([2])), ["a", "b"])
