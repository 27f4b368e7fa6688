"""Maximal zones, against a search written from the definition over every cell."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_graph.covering.boxes import Boxes, Space, meets
from collab_graph.covering.maximal import maximal_within, maximal_zones
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


def zones_of(sizes, boxes, **options):
    space = named(sizes)
    return maximal_zones(space, Boxes.from_masks(space, boxes), **options)


def test_every_zone_is_found_and_nothing_else_in_two_thousand_random_systems():
    draw = random.Random(0)
    for _ in range(2000):
        sizes, boxes = random_system(draw)
        zones = zones_of(sizes, boxes).boxes.to_masks()
        assert len(zones) == len(set(zones))
        assert set(zones) == widest_inside(~covered(boxes, sizes)), (sizes, boxes)


def test_with_a_threshold_exactly_the_zones_of_that_weight_are_found():
    draw = random.Random(1)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw)
        rows, weights = random_persons(draw, sizes)
        tau = draw.choice([0.5, 1, 2, 5, 12])
        persons = Persons(named(sizes), rows, weights)
        zones = zones_of(sizes, boxes, persons=persons, tau=tau)
        expected = {}
        for box in widest_inside(~covered(boxes, sizes)):
            weight = weights[cells_of(box, sizes)[tuple(rows.T)]].sum()
            if weight >= tau:
                expected[box] = weight
        found = dict(zip(zones.boxes.to_masks(), zones.weights, strict=True))
        assert found == expected
        assert zones.complete
        assert zones.complete_tau == tau
        assert zones.uncovered == weights[~covered(boxes, sizes)[tuple(rows.T)]].sum()


def test_zones_without_a_situation_that_can_occur_are_dropped_and_no_others():
    draw = random.Random(2)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw)
        rows, weights = random_persons(draw, sizes)
        can_occur = Persons(named(sizes), rows, weights)
        zones = zones_of(sizes, boxes, admissible=can_occur).boxes.to_masks()
        expected = {
            box
            for box in widest_inside(~covered(boxes, sizes))
            if weights[cells_of(box, sizes)[tuple(rows.T)]].sum() > 0
        }
        assert set(zones) == expected


def test_the_widest_boxes_within_a_union_are_found_in_random_systems():
    draw = random.Random(3)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw, most_boxes=6)
        space = named(sizes)
        found = maximal_within(space, Boxes.from_masks(space, boxes)).boxes.to_masks()
        assert set(found) == widest_inside(covered(boxes, sizes))


@pytest.mark.parametrize("wide", [63, 64, 70, 130])
def test_an_axis_of_many_values_is_treated_like_any_other(wide):
    """The same system, its last axis stretched: value v of 4 becomes a run of values."""
    draw = random.Random(wide)
    runs = np.sort(np.concatenate([np.arange(4), draw.choices(range(4), k=wide - 4)]))
    every = [sum(1 << v for v in range(wide) if runs[v] == old) for old in range(4)]
    for _ in range(40):
        sizes, boxes = random_system(draw)
        sizes, boxes = [*sizes, 4], [(*b, draw.randrange(1, 16)) for b in boxes]

        def stretched(box):
            return (*box[:-1], sum(every[old] for old in range(4) if box[-1] >> old & 1))

        narrow = zones_of(sizes, boxes).boxes.to_masks()
        wider = zones_of([*sizes[:-1], wide], [stretched(b) for b in boxes]).boxes.to_masks()
        assert set(wider) == {stretched(box) for box in narrow}


def test_a_staircase_over_axes_that_fill_several_words_has_one_zone_a_step():
    """Mandate k admits places 0..k with works 0..69-k: covered is place + work <= 69.

    A box avoids that if its least place and least work add up to 70 or more: the widest are
    places >= a with works >= 70 - a, for a = 1..70.
    """
    space = Space(("place", "work"), (130, 70))
    boxes = Boxes.from_masks(space, [((2 << k) - 1, (2 << 69 - k) - 1) for k in range(70)])
    places, works = (1 << 130) - 1, (1 << 70) - 1
    expected = {(places >> a << a, works >> (70 - a) << (70 - a)) for a in range(1, 71)}
    assert set(maximal_zones(space, boxes).boxes.to_masks()) == expected


def test_a_space_without_mandates_is_one_zone():
    assert zones_of([2, 3], []).boxes.to_masks() == [(0b11, 0b111)]


def test_a_mandate_for_everyone_leaves_no_zone():
    assert len(zones_of([2, 3], [(0b11, 0b111), (0b01, 0b1)])) == 0


def test_a_mandate_that_admits_nothing_is_set_aside_and_counted():
    zones = zones_of([2, 3], [(0b01, 0b000), (0b01, 0b111)])
    assert zones.boxes.to_masks() == [(0b10, 0b111)]
    assert dict(zones.recipe.steps[0].counts) == {
        "mandates": 2, "admitting nothing": 1, "joined or inside another": 0, "zones": 1
    }  # fmt: skip


def test_the_heaviest_zone_comes_first_and_without_persons_the_widest():
    """Ages 0 and 1 with income 0 are reached: left are income 1 (4 values) and age 2 (3 values)."""
    space = named([2, 3])
    mandates = Boxes.from_masks(space, [(0b01, 0b011)])
    assert maximal_zones(space, mandates).boxes.to_masks() == [(0b10, 0b111), (0b11, 0b100)]
    persons = Persons.one_a_row(space, np.array([[0, 2]]))
    weighed = maximal_zones(space, mandates, persons=persons)
    assert weighed.boxes.to_masks() == [(0b11, 0b100), (0b10, 0b111)]
    assert weighed.weights.tolist() == [1.0, 0.0]


@st.composite
def systems(draw):
    return random_system(random.Random(draw(st.integers(0, 2**32))))


@given(systems(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_the_order_and_repetition_of_mandates_change_nothing(system, order):
    sizes, boxes = system
    other = boxes + boxes[:2]
    order.shuffle(other)
    one, two = zones_of(sizes, boxes).boxes, zones_of(sizes, other).boxes
    assert one.packed.tobytes() == two.packed.tobytes()


@given(systems(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_renaming_values_renames_them_in_the_zones(system, order):
    sizes, boxes = system
    new = [order.sample(range(n), n) for n in sizes]

    def renamed(box):
        return tuple(
            sum(1 << to[v] for v in range(len(to)) if mask >> v & 1)
            for mask, to in zip(box, new, strict=True)
        )

    found = zones_of(sizes, [renamed(box) for box in boxes]).boxes.to_masks()
    assert set(found) == {renamed(zone) for zone in zones_of(sizes, boxes).boxes.to_masks()}


@given(systems())
@settings(deadline=None, max_examples=60)
def test_a_zone_meets_no_mandate_and_every_added_value_meets_one(system):
    sizes, boxes = system
    space = named(sizes)
    mandates = Boxes.from_masks(space, boxes)
    for zone in maximal_zones(space, mandates).boxes.to_masks():
        assert not meets(mandates, Boxes.from_masks(space, [zone])).any()
        for axis, n in enumerate(sizes):
            for value in range(n):
                if not zone[axis] >> value & 1:
                    wider = (*zone[:axis], zone[axis] | 1 << value, *zone[axis + 1 :])
                    assert meets(mandates, Boxes.from_masks(space, [wider])).any()


@given(systems())
@settings(deadline=None, max_examples=60)
def test_every_uncovered_situation_is_in_some_zone_and_no_covered_one_is(system):
    sizes, boxes = system
    zones = zones_of(sizes, boxes).boxes.to_masks()
    assert (covered(zones, sizes) == ~covered(boxes, sizes)).all()


@given(systems())
@settings(deadline=None, max_examples=60)
def test_with_fewer_mandates_every_zone_lies_in_a_zone(system):
    """G0 ⊆ G1 ⊆ …: leaving mandates out only widens what no mandate reaches."""
    sizes, boxes = system
    fewer = zones_of(sizes, boxes[1:]).boxes.to_masks()
    for zone in zones_of(sizes, boxes).boxes.to_masks():
        assert any(all(z & ~w == 0 for z, w in zip(zone, wide, strict=True)) for wide in fewer)


@given(systems(), st.integers(0, 2**32))
@settings(deadline=None, max_examples=60)
def test_lowering_the_threshold_only_adds_zones(system, seed):
    sizes, boxes = system
    persons = Persons(named(sizes), *random_persons(random.Random(seed), sizes))
    found = [
        set(zones_of(sizes, boxes, persons=persons, tau=tau).boxes.to_masks())
        for tau in (8, 3, 1, 0)
    ]
    assert all(few <= many for few, many in itertools.pairwise(found))


def many_zones():
    """Six mandates of two axes each: 2^6 zones, since each is avoided on one axis or the other."""
    space = named([2] * 12)
    everything = [3] * 12
    boxes = []
    for k in range(6):
        box = list(everything)
        box[2 * k] = box[2 * k + 1] = 1
        boxes.append(tuple(box))
    return space, Boxes.from_masks(space, boxes)


def test_a_search_that_stops_early_says_so_and_gives_only_true_zones():
    space, mandates = many_zones()
    every = set(maximal_zones(space, mandates).boxes.to_masks())
    assert len(every) == 64
    stopped = maximal_zones(space, mandates, most=40)
    assert not stopped.complete
    assert stopped.complete_tau is None
    assert set(stopped.boxes.to_masks()) <= every


def test_a_search_that_stops_early_names_the_weight_it_is_complete_from():
    space, mandates = many_zones()
    draw = np.random.default_rng(0)
    persons = Persons.one_a_row(space, (draw.random((500, 12)) < 0.6).astype(np.int64))
    every = maximal_zones(space, mandates, persons=persons)
    stopped = maximal_zones(space, mandates, persons=persons, most=40)
    assert not stopped.complete
    assert 0 < stopped.complete_tau <= every.weights.max()
    heavy = every.boxes.take(every.weights >= stopped.complete_tau).to_masks()
    assert 0 < len(heavy) < 64
    assert stopped.boxes.to_masks() == heavy


def test_a_search_without_time_says_that_it_is_not_complete():
    space, mandates = many_zones()
    stopped = maximal_zones(space, mandates, seconds=0.0)
    assert (stopped.complete, stopped.complete_tau) == (False, None)


def test_a_bound_that_is_not_reached_changes_nothing():
    space, mandates = many_zones()
    bounded = maximal_zones(space, mandates, most=64, seconds=1000.0)
    assert bounded.complete
    assert bounded.boxes.to_masks() == maximal_zones(space, mandates).boxes.to_masks()


def test_progress_counts_the_mandates():
    told = []
    space, mandates = many_zones()
    maximal_zones(space, mandates, progress=lambda *what: told.append(what))
    assert told[0] == ("maximal_zones", 0, 6)
    assert told[-1][1] <= told[-1][2]


def test_a_threshold_without_persons_is_refused_with_the_way_out():
    with pytest.raises(InputError, match="tau is 5 but there are no persons"):
        zones_of([2], [(1,)], tau=5)


def test_all_that_is_wrong_is_said_at_once():
    space, other = named([2]), named([3])
    with pytest.raises(InputError) as refused:
        maximal_zones(space, Boxes.from_masks(other, [(1,)]), tau=-1.0)
    assert len(refused.value.problems) == 2
