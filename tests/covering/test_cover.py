"""The readable cover, against greedy choice one cell or person at a time."""

import random

import numpy as np
import pytest

from collab_graph.covering.boxes import Boxes
from collab_graph.covering.cover import cover_by_cells, cover_by_persons
from collab_graph.covering.maximal import maximal_zones
from collab_graph.covering.weights import Persons
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import recipe_of
from tests.covering.systems import SYSTEMS, cells_of, covered, named, random_persons, random_system


def greedy(held, weights, highest):
    """Choose rows of a yes/no table by falling gain, the first of equals."""
    left, total, chosen = weights.copy(), weights.sum(), []
    while total > 0 and sum(gain for _, gain in chosen) < highest * total:
        gains = held @ left
        best = int(np.argmax(gains))
        if gains[best] == 0:
            break
        chosen.append((best, gains[best]))
        left[held[best]] = 0
    return chosen


@pytest.mark.parametrize("tau", [0.0, 4.0])
def test_zones_are_chosen_by_the_persons_they_add(tau):
    draw = random.Random(0)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw)
        space = named(sizes)
        rows, weights = random_persons(draw, sizes)
        persons, mandates = Persons(space, rows, weights), Boxes.from_masks(space, boxes)
        zones = maximal_zones(space, mandates, persons=persons, tau=tau)
        cover = cover_by_persons(zones, mandates, persons)
        free = weights * ~covered(boxes, sizes)[tuple(rows.T)]
        held = [cells_of(box, sizes)[tuple(rows.T)] for box in zones.boxes.to_masks()]
        expected = greedy(np.array(held), free, 0.95) if held else []
        assert list(zip(cover["zone"], cover["gain"], strict=True)) == expected
        assert cover["share_so_far"].to_list() == pytest.approx(
            [float(s) for s in np.cumsum(cover["gain"]) / max(free.sum(), 1)]
        )


def test_without_persons_zones_are_chosen_by_the_cells_they_add():
    draw = random.Random(1)
    for _ in range(SYSTEMS):
        sizes, boxes = random_system(draw)
        space, mandates = named(sizes), Boxes.from_masks(named(sizes), boxes)
        zones = maximal_zones(space, mandates)
        cover = cover_by_cells(zones, mandates, shares=[0.5, 1.0])
        held = [cells_of(box, sizes).ravel() for box in zones.boxes.to_masks()]
        free = (~covered(boxes, sizes)).ravel().astype(float)
        expected = greedy(np.array(held), free, 1.0) if held else []
        assert list(zip(cover["zone"], cover["gain"], strict=True)) == expected
        if held:
            assert cover["share_so_far"].iloc[-1] == 1.0


def test_each_row_says_which_share_is_reached():
    """Ten persons in zones of 7, 2 and 1: 0.7, then 0.9 (80 % reached), then 1.0 (95 %)."""
    space = named([3, 2])
    mandates = Boxes.from_masks(space, [])
    persons = Persons(space, np.array([[0, 0], [1, 0], [2, 0]]), np.array([7.0, 2.0, 1.0]))
    zones = maximal_zones(space, mandates, persons=persons)
    alone = type(zones)(
        Boxes.from_masks(space, [(1, 3), (2, 3), (4, 3)]),
        np.array([7.0, 2.0, 1.0]),
        10.0,
        True,
        0.0,
    )
    cover = cover_by_persons(alone, mandates, persons)
    assert cover["reaches"].to_list() == [0.0, 0.8, 0.95]
    assert cover["gain_share"].to_list() == [0.7, 0.2, 0.1]
    assert recipe_of(cover).steps[-1].name == "cover_by_persons"


def test_where_everybody_is_reached_there_is_nothing_to_choose():
    space = named([2, 2])
    everyone = Boxes.everything(space)
    persons = Persons.one_a_row(space, np.array([[0, 0]]))
    zones = maximal_zones(space, everyone, persons=persons)
    assert len(cover_by_persons(zones, everyone, persons)) == 0
    assert len(cover_by_cells(zones, everyone)) == 0


def test_a_share_above_one_is_refused():
    space = named([2, 2])
    none = Boxes.from_masks(space, [])
    with pytest.raises(InputError, match="share 80 is not above 0 and at most 1"):
        cover_by_cells(maximal_zones(space, none), none, shares=[80])
