"""Zones need by need, and joined again."""

import random

import numpy as np
import pytest

from collab_graph.covering.boxes import Boxes
from collab_graph.covering.by_need import joined_over, zones_for_each
from collab_graph.covering.maximal import maximal_zones
from collab_graph.covering.weights import Persons
from mobility.foundation.errors import InputError
from tests.covering.systems import (
    SYSTEMS,
    cells_of,
    covered,
    named,
    random_persons,
    random_system,
    widest_inside,
)


def widest_for_each(sizes, boxes, axis):
    """For each value of the axis the widest boxes of its slice, by definition."""
    free = ~covered(boxes, sizes)
    found = set()
    for value in range(sizes[axis]):
        for box in widest_inside(np.take(free, value, axis=axis)):
            found.add((*box[:axis], 1 << value, *box[axis:]))
    return found


@pytest.mark.parametrize("weighed", [False, True])
def test_each_need_has_its_own_widest_zones(weighed):
    draw = random.Random(3)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw)
        space, axis = named(sizes), draw.randrange(len(sizes))
        rows, weights = random_persons(draw, sizes)
        persons = Persons(space, rows, weights) if weighed else None
        tau = 2.0 if weighed else 0.0
        mandates = Boxes.from_masks(space, boxes)
        zones = zones_for_each(space, mandates, space.axes[axis], persons=persons, tau=tau)
        weight = {
            box: weights[cells_of(box, sizes)[tuple(rows.T)]].sum()
            for box in widest_for_each(sizes, boxes, axis)
        }
        expected = {box for box in weight if not weighed or weight[box] >= tau}
        assert set(zones.boxes.to_masks()) == expected
        assert zones.complete
        if weighed:
            assert zones.weights.tolist() == [weight[box] for box in zones.boxes.to_masks()]
            assert zones.weights.tolist() == sorted(zones.weights.tolist(), reverse=True)


def test_zones_equal_but_for_the_need_become_one_with_their_weights_added():
    draw = random.Random(4)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw)
        space, axis = named(sizes), draw.randrange(len(sizes))
        persons = Persons(space, *random_persons(draw, sizes))
        name = space.axes[axis]
        apart = zones_for_each(space, Boxes.from_masks(space, boxes), name, persons=persons)
        joined = joined_over(apart, name)
        masks, weights = {}, {}
        for box, weight in zip(apart.boxes.to_masks(), apart.weights, strict=True):
            elsewhere = (*box[:axis], 0, *box[axis + 1 :])
            masks[elsewhere] = masks.get(elsewhere, 0) | box[axis]
            weights[elsewhere] = weights.get(elsewhere, 0.0) + weight
        expected = {(*k[:axis], masks[k], *k[axis + 1 :]): weights[k] for k in masks}
        assert dict(zip(joined.boxes.to_masks(), joined.weights, strict=True)) == expected


def test_joining_no_zones_gives_none():
    space = named([2, 3])
    assert len(joined_over(zones_for_each(space, Boxes.everything(space), "axis0"), "axis0")) == 0


def test_persons_are_not_counted_twice():
    """Left: cells (0, 1), (1, 0) and (1, 1), in two zones that differ on both axes … none join.

    Zones (3, 2) and (2, 3) share no other axis; with one axis of one value they do.
    """
    space = named([1, 3])
    mandates = Boxes.from_masks(space, [(1, 0b001)])
    persons = Persons.one_a_row(space, np.array([[0, 1]]))
    once = maximal_zones(space, mandates, persons=persons)
    twice = type(once)(once.boxes.take(np.array([0, 0])), np.ones(2), 1.0, True, 0.0)
    with pytest.raises(InputError, match="share a value"):
        joined_over(twice, "axis1")


def test_a_stopped_need_makes_the_whole_incomplete():
    """Need 0 has 2^6 zones, six mandates avoided on one axis or the other; need 1 one zone."""
    space = named([2] * 13)
    boxes = []
    for k in range(6):
        box = [3] * 12
        box[2 * k] = box[2 * k + 1] = 1
        boxes.append((*box, 1))
    zones = zones_for_each(space, Boxes.from_masks(space, boxes), "axis12", most=20)
    assert not zones.complete
    assert zones.complete_tau is None
    assert ((3,) * 12 + (2,)) in zones.boxes.to_masks()
