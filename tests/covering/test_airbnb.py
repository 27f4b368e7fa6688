"""The published count of maximal uncovered patterns, reached two ways.

A *pattern* fixes some attributes to one value each and leaves the others open: a box whose mask on
every axis is one value or all. With threshold k it is uncovered if fewer than k rows match it, and
maximal if opening any fixed attribute makes it covered (Asudeh, Jin and Jagadish 2019).
"""

from collections import Counter

import numpy as np
import pytest

from collab_graph.covering.boxes import Boxes, Space
from collab_graph.covering.maximal import maximal_zones
from collab_graph.covering.weights import Persons, weights_of

pytestmark = pytest.mark.shared_data
SIZES = (3,) + (2,) * 12
"""As published: three values are declared for the first attribute; 2 never occurs."""


@pytest.fixture(scope="module")
def rows(shared_data):
    path = shared_data("airbnb-mup") / "airbnb_1000.csv"
    table = np.genfromtxt(path, delimiter=",", skip_header=1)
    return table[:, 5:18].astype(np.int64)


def maximal_uncovered(rows, sizes, threshold):
    """Every maximal uncovered pattern, by counting every pattern: the last index is "open"."""
    counts = np.zeros(sizes, np.int64)
    np.add.at(counts, tuple(rows.T), 1)
    for axis in range(len(sizes)):
        counts = np.concatenate([counts, counts.sum(axis=axis, keepdims=True)], axis=axis)
    uncovered = counts < threshold
    maximal = uncovered.copy()
    for axis, n in enumerate(sizes):
        opened = np.take(uncovered, [n], axis=axis)
        fixed = [slice(None)] * len(sizes)
        fixed[axis] = slice(n)
        maximal[tuple(fixed)] &= ~opened
    return np.argwhere(maximal)


def as_boxes(patterns, sizes):
    space = Space(tuple(f"a{i}" for i in range(len(sizes))), tuple(sizes))
    return Boxes.from_masks(
        space,
        [[(1 << n) - 1 if v == n else 1 << v for v, n in zip(p, sizes, strict=True)]
         for p in patterns.tolist()],
    )  # fmt: skip


@pytest.mark.parametrize(("attributes", "published"), [(5, 14), (8, 49), (10, 165), (13, 828)])
def test_the_published_counts_at_threshold_200_are_reached(rows, attributes, published):
    found = maximal_uncovered(rows[:, :attributes], SIZES[:attributes], 200)
    assert len(found) == published


def test_our_weights_confirm_each_of_the_828_patterns_and_their_levels(rows):
    """Each has fewer than 200 rows; with any one fixed attribute opened it has 200 or more."""
    patterns = maximal_uncovered(rows, SIZES, 200)
    levels = Counter((patterns != np.array(SIZES)).sum(axis=1).tolist())
    published = [0, 5, 75, 111, 184, 217, 154, 65, 15, 2, 0, 0, 0, 0]
    assert [levels[level] for level in range(14)] == published
    boxes = as_boxes(patterns, SIZES)
    persons = Persons.one_a_row(boxes.space, rows)
    assert (weights_of(boxes, persons) < 200).all()
    for axis, n in enumerate(SIZES):
        opened = patterns[patterns[:, axis] != n].copy()
        opened[:, axis] = n
        assert (weights_of(as_boxes(opened, SIZES), persons) >= 200).all()


def test_at_threshold_one_the_zones_of_single_cell_mandates_are_the_patterns(rows):
    """2,721 with every row a mandate for its one cell.

    A pattern without rows is a box that meets no row. On an axis of two values a box has one value
    or all, so boxes are patterns. Value 2 of the first attribute has no row: every zone admits it,
    and the zone {0, 2} × rest stands for the pattern 0 × rest, {2} × everything for itself.
    """
    cells = Boxes.from_masks(
        Space(tuple(f"a{i}" for i in range(13)), SIZES), (1 << np.unique(rows, axis=0)).tolist()
    )
    zones = maximal_zones(cells.space, cells).boxes.to_masks()
    assert len(zones) == 2721
    patterns = as_boxes(maximal_uncovered(rows, SIZES, 1), SIZES).to_masks()
    as_zones = {(first | 0b100, *rest) for first, *rest in patterns}
    assert set(zones) == as_zones
    assert len(patterns) == 2721
