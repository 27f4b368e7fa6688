"""Raking: sums are reached exactly, nothing else is put in, and what cannot hold is named."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_graph.covering.raking import CLOSE, Sums, raked
from mobility.foundation.errors import InputError


def two_way(rows, columns):
    """The sums of a table with these row and column sums."""
    number = np.arange(len(rows) * len(columns))
    names = [f"row {i}" for i in range(len(rows))], [f"column {j}" for j in range(len(columns))]
    return [
        Sums(number // len(columns), np.array(rows, float), tuple(names[0])),
        Sums(number % len(columns), np.array(columns, float), tuple(names[1])),
    ]


def test_without_structural_zeros_the_fit_is_the_product_of_the_margins():
    # 60 and 40 by 70 and 30: 60·70/100 = 42, 60·30/100 = 18, 40·70/100 = 28, 40·30/100 = 12.
    assert raked(np.ones(4), two_way([60, 40], [70, 30])) == pytest.approx([42, 18, 28, 12])


def test_the_interaction_of_the_start_is_kept():
    # The odds ratio of the start, 4·4/(1·1) = 16, is that of the fit.
    a, b, c, d = raked(np.array([4.0, 1.0, 1.0, 4.0]), two_way([60, 40], [70, 30]))
    assert a * d / (b * c) == pytest.approx(16)
    assert [a + b, c + d, a + c, b + d] == pytest.approx([60, 40, 70, 30], rel=CLOSE)


def test_a_cell_that_the_sums_force_to_zero_is_found_and_the_rest_fits_exactly():
    # Without the last cell the second row is all in the first column: 40, so row 1 has 30 there;
    # asking for a first column of exactly 40 forces the first cell to 0, which rounds alone reach
    # only as 1/rounds.
    start = np.array([1.0, 1.0, 1.0, 0.0])
    assert raked(start, two_way([60, 40], [70, 30])) == pytest.approx([30, 30, 40, 0])
    fitted = raked(start, two_way([60, 40], [40, 60]))
    assert fitted == pytest.approx([0, 60, 40, 0], abs=1e-7)


def test_sums_that_cannot_hold_are_named_with_what_is_possible():
    # The second row can only be in the first column, which has 30 of its 40.
    with pytest.raises(InputError) as caught:
        raked(np.array([1.0, 1.0, 1.0, 0.0]), two_way([60, 40], [30, 70]))
    said = str(caught.value)
    assert "asked for" in said
    assert "possible" in said
    assert "correct one" in said
    assert any(name in said for name in ("row 1", "column 0", "row 0", "column 1"))


def test_a_sum_of_nobody_that_must_be_somebody_is_refused():
    with pytest.raises(InputError, match="row 1: 40 persons asked for, 0 possible"):
        raked(np.array([1.0, 1.0, 0.0, 0.0]), two_way([60, 40], [60, 40]))


def test_weights_in_no_sum_stay_as_they_are():
    half = Sums(np.array([0, 0, -1]), np.array([10.0]), ("first two",))
    assert raked(np.array([1.0, 3.0, 7.0]), [half]) == pytest.approx([2.5, 7.5, 7])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=12, max_size=12), st.integers(0, 2**12 - 1))
def test_any_margins_of_a_real_table_are_reached(cells, impossible):
    table = np.array(cells, float).reshape(3, 4)
    start = np.array([1.0 if n or not impossible >> i & 1 else 0.0 for i, n in enumerate(cells)])
    sums = two_way(table.sum(axis=1), table.sum(axis=0))
    fitted = raked(start, sums).reshape(3, 4)
    assert (fitted[start.reshape(3, 4) == 0] == 0).all()
    assert fitted.sum(axis=1) == pytest.approx(table.sum(axis=1), rel=2 * CLOSE, abs=1e-12)
    assert fitted.sum(axis=0) == pytest.approx(table.sum(axis=0), rel=2 * CLOSE, abs=1e-12)
    assert (raked(start, sums) == fitted.ravel()).all()


def test_sums_with_bounds_are_moved_where_their_targets_cannot_hold_and_no_further():
    # The second row can only be in the first column, which must then have its 40: 35 is asked
    # for, up to 45 will do.
    start = np.array([1.0, 1.0, 1.0, 0.0])
    rows, columns = two_way([60, 40], [35, 65])
    with pytest.raises(InputError):
        raked(start, [rows, columns])
    loose = Sums(
        columns.of_weight,
        columns.targets,
        columns.names,
        (np.array([30.0, 50.0]), np.array([45.0, 70.0])),
    )
    assert raked(start, [rows, loose]) == pytest.approx([0, 60, 40, 0], abs=1e-6)
