"""Persons in boxes, against counting one by one."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_graph.covering.boxes import Boxes, Space, within
from collab_graph.covering.weights import Persons, Tally, outside, weights_of
from mobility.foundation.errors import InputError
from tests.covering.systems import SYSTEMS, cells_of, covered, named, random_system


@pytest.mark.parametrize("kind", ["one a row", "whole", "parts", "none at all"])
def test_a_box_weighs_what_its_persons_weigh_one_by_one(kind):
    draw = random.Random(7)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw)
        rows = np.array([[draw.randrange(n) for n in sizes] for _ in range(150)])
        weights = {
            "one a row": np.ones(150),
            "whole": np.array([draw.randrange(1000) for _ in rows], float),
            "parts": np.array([draw.random() for _ in rows]),
            "none at all": np.zeros(150),
        }[kind]
        found = weights_of(
            Boxes.from_masks(named(sizes), boxes), Persons(named(sizes), rows, weights)
        )
        expected = [weights[cells_of(box, sizes)[tuple(rows.T)]].sum() for box in boxes]
        assert found == pytest.approx(expected, abs=1e-9)
        if kind != "parts":
            assert found.tolist() == expected


@pytest.mark.parametrize("weight", [2.0, 0.5])
def test_no_boxes_have_no_weights(weight):
    space = Space(("age",), (3,))
    tally = Tally.of(Persons(space, np.array([[0], [1]]), np.array([weight, 1.0])))
    assert tally.weigh(np.zeros((0, tally.words), np.uint64)).shape == (0,)


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=40)
def test_the_order_of_persons_changes_no_bit_and_a_part_never_weighs_more(seed):
    draw = random.Random(seed)
    sizes, boxes = random_system(draw)
    rows = np.array([[draw.randrange(n) for n in sizes] for _ in range(90)])
    weights = np.array([draw.random() for _ in rows])
    space, order = named(sizes), np.array(draw.sample(range(90), 90))
    all_boxes = Boxes.from_masks(space, boxes)
    one = weights_of(all_boxes, Persons(space, rows, weights))
    two = weights_of(all_boxes, Persons(space, rows[order], weights[order]))
    assert one.tobytes() == two.tobytes()
    for k in range(len(boxes)):
        assert (one[within(all_boxes, all_boxes.take(np.array([k])))] <= one[k]).all()


def test_persons_outside_are_those_whom_no_mandate_reaches():
    draw = random.Random(8)
    sizes, boxes = random_system(draw)
    rows = np.array([[draw.randrange(n) for n in sizes] for _ in range(80)])
    left = outside(Persons.one_a_row(named(sizes), rows), Boxes.from_masks(named(sizes), boxes))
    expected = rows[~covered(boxes, sizes)[tuple(rows.T)]]
    assert (left.values == expected).all()


def test_a_value_outside_its_axis_is_refused_with_the_first_row():
    with pytest.raises(InputError, match=r"axis 'age': 2 row\(s\) outside 0 to 2, first row 1"):
        Persons.one_a_row(Space(("age",), (3,)), np.array([[0], [3], [-1]]))


def test_a_negative_or_missing_weight_is_refused():
    space = Space(("age",), (3,))
    with pytest.raises(InputError) as refused:
        Persons(space, np.array([[0], [1], [2]]), np.array([1.0, -2.0, np.nan]))
    assert len(refused.value.problems) == 2


def test_values_that_are_not_whole_numbers_are_refused():
    with pytest.raises(InputError, match="float64; whole numbers from 0"):
        Persons.one_a_row(Space(("age",), (3,)), np.array([[0.5]]))
