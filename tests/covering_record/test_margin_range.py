"""The range that margins allow: Fréchet's bounds by hand, and a literal linear programme."""

import os
import random

import numpy as np
import pytest

from collab_graph.covering.atoms import atoms_of
from collab_graph.covering.boxes import Boxes
from collab_graph.covering.margin_programme import programme_of
from collab_graph.covering.margin_range import ranges, union_range
from collab_graph.covering.margins import margins_of
from collab_graph.covering.people import people
from tests.covering_record.margin_world import (
    AGES,
    ANSWERS,
    CELLS,
    LEAVES,
    literal_range,
    random_margins,
    world,
)

SEEDS = int(os.environ.get("LABOUR_GRAPHS_SMALL_RECORDS", "300"))

IN_NORTH = [["age", "16–17", "north", "30"], ["age", "18–19", "north", "70"],
            ["sgi", "yes", "north", "80"], ["sgi", "no; unclear", "north", "20"],
            ["need", "work", "north", "60"], ["need", "money", "north", "10"]]  # fmt: skip


def box(atoms, **masks):
    full = dict(zip(atoms.space.axes, atoms.full, strict=True))
    return Boxes.from_masks(atoms.space, [tuple((full | masks).values())])


@pytest.mark.parametrize(
    ("masks", "low", "high"),
    [
        # 70 of 100 are 18–19, 60 need work: at least 70 + 60 − 100, at most the fewer.
        ({"age": 2, "need": 1}, 30, 60),
        # And 80 have SGI: at least 70 + 80 + 60 − 2 · 100.
        ({"age": 2, "sgi": 1, "need": 1}, 10, 60),
        # 30 + 20 + 10 − 200 is below 0.
        ({"age": 1, "sgi": 6, "need": 2}, 0, 10),
        # One answer of two that were counted together: nobody or all 20 have it.
        ({"sgi": 2, "need": 3}, 0, 20),
        # A need or the other: at least the 60, at most 60 + 10.
        ({"need": 3}, 60, 70),
        # Of all ages and answers, exactly as counted.
        ({"need": 1}, 60, 60),
        # Nobody of the margins lives on the island.
        ({"place": 4, "need": 1}, 0, 0),
    ],
)
def test_the_bounds_of_one_place_are_those_of_frechet(masks, low, high):
    record = world(IN_NORTH)
    atoms = atoms_of(record, at=record.reference_date)
    found = ranges(margins_of(record, atoms), box(atoms, **masks))
    assert (found.low[0], found.high[0], found.sharp[0]) == (low, high, True)


def test_places_apart_from_each_other_add_up():
    # North 30 to 60 as above; in the south all 5 are 18–19 and need work.
    south = [["age", "18–19", "south", "5"], ["age", "16–17", "south", "0"],
             ["need", "work", "south", "5"]]  # fmt: skip
    record = world(IN_NORTH + south)
    atoms = atoms_of(record, at=record.reference_date)
    found = ranges(margins_of(record, atoms), box(atoms, age=2, need=1))
    assert (found.low[0], found.high[0]) == (35, 65)


def test_situations_that_cannot_occur_narrow_the_range():
    # Only the young can lack SGI: the 20 are among the 30 young, so of those 10 have SGI. Work is
    # needed by 60, of whom at most 10 are young with SGI, at least 0.
    occur = [["north", "work", "0", "16–17", ""], ["north", "work", "0", "18–19", "yes"]]
    record = world(IN_NORTH, occur)
    atoms = atoms_of(record, at=record.reference_date)
    asked = box(atoms, age=1, sgi=1, need=1)
    found = ranges(margins_of(record, atoms), asked)
    assert (found.low[0], found.high[0]) == pytest.approx((0, 10), abs=1e-6)
    free = world(IN_NORTH)
    atoms = atoms_of(free, at=free.reference_date)
    found = ranges(margins_of(free, atoms), box(atoms, age=1, sgi=1, need=1))
    assert (found.low[0], found.high[0]) == (0, 30)


def test_the_range_of_several_boxes_counts_each_person_once():
    # Young or with SGI, and needing work: at least 80 + 60 − 100, where all young have SGI; at
    # most 60. Each by itself: 0 to 30 and 40 to 60.
    record = world(IN_NORTH)
    atoms = atoms_of(record, at=record.reference_date)
    masks = [box(atoms, age=1, need=1).to_masks()[0], box(atoms, sgi=1, need=1).to_masks()[0]]
    low, high, sharp = union_range(margins_of(record, atoms), Boxes.from_masks(atoms.space, masks))
    assert (low, high) == pytest.approx((40, 60), abs=1e-6)
    assert sharp


def test_a_programme_too_large_gives_a_true_range_and_says_it_may_be_narrower(monkeypatch):
    monkeypatch.setitem(programme_of.__globals__, "MOST_CELLS", 1)
    loose = narrower = 0
    for seed in range(40):
        rows, possible = random_margins(seed)
        record = recorded(rows, possible)
        atoms = atoms_of(record, at=record.reference_date)
        margins = margins_of(record, atoms)
        if margins is None:
            continue
        boxes = random_boxes(random.Random(seed), atoms, 2)
        low, high, sharp = union_range(margins, boxes)
        least, most = literal_range(rows, possible, asked_in(atoms, boxes))
        assert low <= least + 1e-6, seed
        assert high >= most - 1e-6, seed
        loose += not sharp
        narrower += (least, most) != pytest.approx((low, high), abs=1e-6)
        assert sharp <= ((least, most) == pytest.approx((low, high), abs=1e-6)), seed
    assert loose > 20
    assert narrower > 5


def recorded(rows, possible):
    population = [] if possible is None else [[p, "work", "0", str(a), s] for a, s, p in sorted(possible)]  # fmt: skip # noqa: E501
    return world(rows, population)


def random_boxes(draw, atoms, number):
    masks = []
    for _ in range(number):
        box = [draw.choice([full, draw.randint(1, full)]) for full in atoms.full]
        masks.append((*box[:-2], 1, draw.randint(1, 3)))
    return Boxes.from_masks(atoms.space, masks)


def asked_in(atoms, boxes):
    """Which cells of the small world lie in any of the boxes, with one of its needs."""
    pieces = atoms.numbers["age"]
    piece = {a: next(i for i, (lo, hi) in enumerate(pieces) if lo <= a < hi) for a in AGES}
    boxes_of = boxes.to_masks()
    return np.array(
        [
            any(
                m[0] >> piece[a] & 1
                and m[1] >> ANSWERS.index(s) & 1
                and m[2] >> LEAVES.index(p) & 1
                and m[4] & needs
                for m in boxes_of
            )
            for a, s, p, needs in CELLS
        ],
        float,
    )


def test_ranges_are_those_of_a_literal_programme_and_hold_the_fitted_persons():
    seen = {"parts": 0, "possible": 0, "unknown": 0, "simple": 0}
    for seed in range(SEEDS):
        rows, possible = random_margins(seed)
        record = recorded(rows, possible)
        atoms = atoms_of(record, at=record.reference_date)
        margins = margins_of(record, atoms)
        if margins is None:
            continue
        parts = any(top.parts for top in margins.tops)
        seen["parts"] += parts
        seen["possible"] += possible is not None
        seen["unknown"] += any(row[1] == "?" for row in rows)
        seen["simple"] += not parts and possible is None
        draw = random.Random(seed)
        folk = people(record, atoms)
        one, several = random_boxes(draw, atoms, 1), random_boxes(draw, atoms, 3)
        alone = ranges(margins, one)
        either = union_range(margins, several)
        for boxes, (low, high, sharp) in (
            (one, (alone.low[0], alone.high[0], alone.sharp[0])),
            (several, either),
        ):
            least, most = literal_range(rows, possible, asked_in(atoms, boxes))
            assert (low, high) == pytest.approx((least, most), abs=1e-5), seed
            assert sharp, seed
            fitted = persons_in(folk, boxes)
            assert low - 1e-5 <= fitted <= high + 1e-5, seed
    assert min(seen.values()) > SEEDS / 10, seen


def persons_in(folk, boxes):
    inside = np.zeros(len(folk.weights), bool)
    for masks in boxes.to_masks():
        here = (folk.needs & masks[-1]) > 0
        for at, mask in enumerate(masks[:-1]):
            here &= np.array([mask >> int(value) & 1 for value in folk.values[:, at]], bool)
        inside |= here
    return folk.weights[inside].sum()
