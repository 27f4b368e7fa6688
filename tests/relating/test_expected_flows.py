"""What margins give where counts are withheld: margins, prior and means agree with each other."""

import numpy as np
import pytest

from mobility.relating.expected_flows import _margins_apart, expectation
from mobility.relating.gamma_poisson import expected_counts


@pytest.mark.parametrize("diagonal", [True, False])
def test_margins_are_those_of_the_counts_with_every_withheld_one_at_its_mean(
    diagonal: bool,
) -> None:
    rng = np.random.default_rng(2)
    sizes = np.outer(rng.gamma(2, 1, 12), rng.gamma(2, 1, 12))
    counts = rng.poisson(2 * sizes).astype(float)
    low, high = (np.where(counts < 5, end, counts) for end in (0.0, 4.0))
    found = expectation(low, high, diagonal=diagonal)
    filled = np.where(found.cells, low, 0.0)
    filled[found.cells] = expected_counts(found.counts, found.prior)
    expected = np.nan_to_num(found.expected)
    # Settled to one part in a million of the largest margin.
    close = 1e-5 * filled.sum(axis=0).max()
    assert expected.sum(axis=1) == pytest.approx(filled.sum(axis=1), abs=close)
    assert expected.sum(axis=0) == pytest.approx(filled.sum(axis=0), abs=close)
    assert found.filled == pytest.approx(filled[found.cells][~found.counts.known].sum())


def test_margins_are_as_far_apart_as_the_row_or_column_that_differs_most() -> None:
    # One more and one less in a row: its sum is the same, the sums of two columns are not.
    row = np.array([[True, True], [False, False]])
    for bounded in (row, row.T):
        assert _margins_apart(np.array([1.0, -1.0]), bounded) == 1.0
        assert _margins_apart(np.array([1.0, 2.0]), bounded) == 3.0


def test_where_all_pass_through_one_node_and_nobody_leaves_another_what_is_seen_is_expected() -> (
    None
):
    # From the hub to two who only go back, and to one who stays: nothing is left to sizes. Scaling
    # comes near so slowly that it is not done in time, though the row of zeros is right at once.
    counts = np.array([[0.0, 5, 7, 2], [3, 0, 0, 0], [8, 0, 0, 0], [0, 0, 0, 0]])
    found = expectation(counts, counts, diagonal=False)
    assert np.nan_to_num(found.expected) == pytest.approx(counts, rel=1e-8, abs=1e-8)
