"""The most random two-mode table whose mean row and column sums are those observed."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import mobility.relating.bicm as module
from mobility.foundation.errors import InputError
from mobility.relating.bicm import bicm

tables = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 1))
)


def of(table):
    table = np.array(table)
    return bicm(table.sum(axis=1), table.sum(axis=0))


def test_where_all_columns_are_alike_a_row_fills_an_even_share_of_each():
    # Rows of 1 and 2 cells of 3, columns of 1: 1/3 and 2/3.
    expected = [[1 / 3] * 3, [2 / 3] * 3]
    np.testing.assert_allclose(bicm(np.array([1, 2]), np.array([1, 1, 1])), expected, atol=1e-12)


def test_a_table_of_three_by_three_worked_by_hand():
    # Rows 2, 1, 1 and columns 2, 1, 1. Let the corner be a, its neighbours b, the others c:
    # a + 2b = 2 and b + 2c = 1, and the log odds add up: odds(a) · odds(c) = odds(b)².
    p = bicm(np.array([2, 1, 1]), np.array([2, 1, 1]))
    a, b, c = p[0, 0], p[0, 1], p[1, 1]
    assert a + 2 * b == pytest.approx(2, abs=1e-9)
    assert b + 2 * c == pytest.approx(1, abs=1e-9)
    assert a / (1 - a) * c / (1 - c) == pytest.approx((b / (1 - b)) ** 2, rel=1e-7)
    np.testing.assert_allclose(p, p.T, atol=1e-9)


def test_empty_and_full_rows_and_columns_are_0_and_1():
    # The third row is full and the last column has nothing but it: the 2 × 2 left has 1 each.
    p = of([[1, 0, 0], [0, 1, 0], [1, 1, 1], [0, 0, 0]])
    expected = [[0.5, 0.5, 0], [0.5, 0.5, 0], [1, 1, 1], [0, 0, 0]]
    np.testing.assert_allclose(p, expected, atol=1e-12)


def test_a_block_that_the_margins_settle_is_settled_though_no_row_or_column_is_full():
    # Rows 3 3 1 1 and columns 3 3 1 1: the first two rows can fill 4 cells of the first two columns
    # and 2 of the others, and have 6. So these 4 are full, and the last 2 × 2 has nothing.
    p = bicm(np.array([3, 3, 1, 1]), np.array([3, 3, 1, 1]))
    half = np.full((2, 2), 0.5)
    np.testing.assert_allclose(
        p, np.block([[np.ones((2, 2)), half], [half, np.zeros((2, 2))]]), atol=1e-12
    )


def test_a_nested_table_has_no_choice():
    nested = np.tril(np.ones((40, 40), dtype=int))
    np.testing.assert_array_equal(of(nested), nested)


@settings(max_examples=150, deadline=None)
@given(tables)
def test_the_margins_are_reproduced(table):
    p = of(table)
    assert ((p >= 0) & (p <= 1)).all()
    np.testing.assert_allclose(p.sum(axis=0), table.sum(axis=0), rtol=0, atol=1e-8)
    np.testing.assert_allclose(p.sum(axis=1), table.sum(axis=1), rtol=0, atol=1e-8)


@settings(max_examples=150, deadline=None)
@given(tables)
def test_the_odds_of_a_cell_are_a_product_of_a_row_and_a_column(table):
    """Together with the margins this is the model, since there is only one such table."""
    p = of(table)
    for i, k in itertools.combinations(range(len(p)), 2):
        for s, t in itertools.combinations(range(p.shape[1]), 2):
            four = p[[i, i, k, k], [s, t, s, t]]
            if ((four > 1e-4) & (four < 1 - 1e-4)).all():
                odds = four / (1 - four)
                assert odds[0] * odds[3] == pytest.approx(odds[1] * odds[2], rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(
        lambda shape: arrays(np.int64, shape, elements=st.integers(0, 1))
    )
)
def test_a_cell_is_0_or_1_exactly_where_all_tables_with_these_margins_agree(table):
    m, n = table.shape
    alike = [
        other
        for cells in itertools.product((0, 1), repeat=m * n)
        if (other := np.array(cells).reshape(m, n)).sum(axis=0).tolist()
        == table.sum(axis=0).tolist()
        and other.sum(axis=1).tolist() == table.sum(axis=1).tolist()
    ]
    mean, p = np.mean(alike, axis=0), of(table)
    np.testing.assert_array_equal(p == 0, mean == 0)
    np.testing.assert_array_equal(p == 1, mean == 1)


@pytest.mark.parametrize("seed", range(4))
def test_the_margins_of_a_skewed_table_are_reproduced(seed):
    random = np.random.default_rng(seed)
    pull = np.exp(random.normal(0, 2, 120))[:, None] * np.exp(random.normal(-2, 2, 300))
    table = random.random((120, 300)) < pull / (1 + pull)
    p = of(table)
    np.testing.assert_allclose(p.sum(axis=0), table.sum(axis=0), rtol=0, atol=1e-8)
    np.testing.assert_allclose(p.sum(axis=1), table.sum(axis=1), rtol=0, atol=1e-8)


def test_no_cells_at_all_is_no_fault():
    assert bicm(np.array([], dtype=int), np.array([], dtype=int)).shape == (0, 0)
    assert bicm(np.array([0, 0]), np.array([0])).tolist() == [[0.0], [0.0]]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [([1], [1, 1]), ([3, 0], [2, 1]), ([3, 1], [2, 2]), ([2, 2, 0], [3, 1])],
)
def test_margins_that_no_table_has_are_refused(rows, columns):
    with pytest.raises(InputError, match="no table of zeros and ones has these"):
        bicm(np.array(rows), np.array(columns))


def test_a_fit_that_does_not_come_close_is_refused(monkeypatch):
    monkeypatch.setattr(module, "ROUNDS", 1)
    with pytest.raises(InputError, match="from the row and column sums"):
        bicm(np.array([2, 1, 1]), np.array([2, 1, 1]))


def test_a_step_that_goes_too_far_is_halved_until_the_table_is_no_less_likely():
    # Two rows and two columns of one cell each: with s = x + y, minus the log-likelihood is
    # 4 ln(1 + e^s) - 2s. At s = -1 that is 3.25. A step of 6 comes to 10.0 at s = 5, half of it to
    # 4.5 at s = 2, and a quarter to 2.9 at s = 1/2.
    one, two = np.ones(1), np.full(1, 2.0)
    at, step = np.array([-0.5, -0.5]), np.array([3.0, 3.0])
    assert module._share(at, step, one, two, one, two) == 0.25
    assert module._share(at, step / 4, one, two, one, two) == 1.0


def test_how_far_off_a_fit_is_that_is_refused_is_said_of_the_worst_row_or_column(monkeypatch):
    # It begins at odds of 2/3 and 1/3 by size over those of all, 4/9: 5 in the corner, 5/4 beside
    # it and 5/16 elsewhere. The first row is then 5/6 + 2 · 5/9 = 35/18, off by 1/18 = .0556; the
    # others are 5/9 + 2 · 5/21, off by .0317.
    monkeypatch.setattr(module, "ROUNDS", 1)
    with pytest.raises(InputError, match=r"the fit is 0\.0555556 from"):
        bicm(np.array([2, 1, 1]), np.array([2, 1, 1]))
