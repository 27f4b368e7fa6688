"""Relatedness in one period over that in another, from counts of both."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betaprime, binom

from mobility.relating.gamma_poisson import Counts
from mobility.relating.gamma_ratio import relatedness_ratio, scatter

whole = st.integers(0, 40)
expected = st.floats(0.1, 50)


def counts(low, high, e):
    return Counts(*(np.atleast_1d(np.asarray(value, dtype=float)) for value in (low, high, e)))


@settings(max_examples=60, deadline=None)
@given(whole, whole, expected, expected)
def test_p_is_twice_the_smaller_tail_of_the_binomial(x1, x2, e1, e2):
    found = relatedness_ratio(counts(x1, x1, e1), counts(x2, x2, e2))
    share, n = e2 / (e1 + e2), x1 + x2
    below = binom.pmf(np.arange(x2 + 1), n, share).sum()
    above = binom.pmf(np.arange(x2, n + 1), n, share).sum()
    assert found.p[0] == pytest.approx(min(1, 2 * min(below, above)), rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(whole, whole, expected, expected)
def test_quantiles_are_those_of_the_scaled_beta_prime(x1, x2, e1, e2):
    found = relatedness_ratio(counts(x1, x1, e1), counts(x2, x2, e2), confidence=0.9)
    known = betaprime(x2 + 0.5, x1 + 0.5, scale=e1 / e2)
    assert found.low[0] == pytest.approx(known.ppf(0.05), rel=1e-5)
    assert found.median[0] == pytest.approx(known.ppf(0.5), rel=1e-5)
    assert found.high[0] == pytest.approx(known.ppf(0.95), rel=1e-5)
    assert found.rise[0] == pytest.approx(known.sf(1), rel=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9), st.integers(0, 30), expected, expected)
def test_a_withheld_count_gives_what_speaks_least_for_a_change_in_its_range(least, x2, e1, e2):
    other = counts(x2, x2, e2)
    found = relatedness_ratio(counts(least, 9, e1), other)
    each = [relatedness_ratio(counts(x, x, e1), other) for x in range(least, 10)]
    assert found.low[0] == pytest.approx(min(one.low[0] for one in each))
    assert found.high[0] == pytest.approx(max(one.high[0] for one in each))
    assert found.p[0] >= max(one.p[0] for one in each) - 1e-12
    rises = [one.rise[0] for one in each]
    assert found.rise[0] == pytest.approx(np.clip(0.5, min(rises), max(rises)))
    assert np.isnan(found.median[0]) == (least < 9)


@settings(max_examples=40, deadline=None)
@given(whole, whole, expected, expected)
def test_the_periods_exchanged_turn_the_ratio_over(x1, x2, e1, e2):
    one, other = counts(x1, x1, e1), counts(x2, x2, e2)
    there, back = relatedness_ratio(one, other), relatedness_ratio(other, one)
    assert there.low[0] * back.high[0] == pytest.approx(1)
    assert there.rise[0] + back.rise[0] == pytest.approx(1)
    assert there.p[0] == pytest.approx(back.p[0])


@pytest.mark.parametrize("mean", [1.0, 5.0, 50.0])
@pytest.mark.parametrize("ratio", [1.0, 3.0])
def test_the_interval_covers_the_ratio_as_often_as_it_says(mean, ratio):
    """20,000 draws: 95 % ± 0.3; Jeffreys' interval is off by a little more where counts are few."""
    draw = np.random.default_rng(0)
    e1, e2 = np.full(20_000, mean), np.full(20_000, 2 * mean)
    x1, x2 = draw.poisson(e1), draw.poisson(ratio * e2)
    found = relatedness_ratio(counts(x1, x1, e1), counts(x2, x2, e2))
    covered = ((found.low <= ratio) & (ratio <= found.high)).mean()
    assert 0.93 < covered < 0.985


def test_groups_that_move_together_count_as_one():
    """40 and 80 in groups of 4 tell what 10 and 20 tell."""
    grouped = relatedness_ratio(counts(40, 40, 8), counts(80, 80, 8), together=4)
    single = relatedness_ratio(counts(10, 10, 2), counts(20, 20, 2))
    for name in ("median", "low", "high", "rise", "p"):
        assert getattr(grouped, name) == pytest.approx(getattr(single, name))


def test_withheld_counts_of_groups_that_move_together_have_ranges_as_much_narrower():
    """40 and 80 to 120 in groups of 4 tell what 10 and 20 to 30 tell, and turned round too."""
    for turn in (1, -1):
        grouped = [counts(40, 40, 8), counts(80, 120, 8)][::turn]
        single = [counts(10, 10, 2), counts(20, 30, 2)][::turn]
        there, here = relatedness_ratio(*grouped, together=4), relatedness_ratio(*single)
        for name in ("low", "high", "rise", "p"):
            assert getattr(there, name) == pytest.approx(getattr(here, name))


@pytest.mark.parametrize(
    ("least", "most", "tells"),
    [(11, 30, False), (20, 30, False), (5, 20, False), (24, 30, True), (8, 16, True)],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_range_around_what_no_change_would_give_tells_nothing(least, most, tells, turned):
    """5 of 2 expected, then 8 expected: 20 would be no change."""
    known, other = counts(5, 5, 2), counts(least, most, 8)
    found = relatedness_ratio(*((other, known) if turned else (known, other)))
    nearest = counts(*([least if least > 20 else most] * 2), 8)
    ends = relatedness_ratio(*((nearest, known) if turned else (known, nearest)))
    assert found.p[0] == pytest.approx(ends.p[0] if tells else 1)
    assert (found.p[0] < 0.95) == tells


@pytest.mark.parametrize("together", [1, 4])
def test_scatter_is_how_many_move_together(together):
    draw = np.random.default_rng(1)
    e = np.full(4000, 20.0)
    x1, x2 = (together * draw.poisson(e) for _ in range(2))
    assert scatter(counts(x1, x1, e), counts(x2, x2, e)) == pytest.approx(together, rel=0.12)


def test_scatter_of_nothing_but_withheld_counts_is_not_known():
    assert np.isnan(scatter(counts(0, 9, 1.0), counts(50, 50, 1.0)))
    assert np.isnan(scatter(counts(50, 50, 1.0), counts(0, 9, 1.0)))


def test_scatter_is_the_middle_square_over_that_of_a_normal_number_for_ten_moves_or_more():
    """Of 10 moves with even chances 8 went later: (8 − 5)² / (10 · 1/2 · 1/2) = 3.6.

    The middle square of a normal number is .6745² = .4549. Nine moves, or a count withheld, are not
    used: each of them would pull the middle down to (5 − 4.5)² / 2.25.
    """
    before = counts([2, 4, 4, 50], [2, 4, 4, 99], [1.0] * 4)
    after = counts([8, 5, 5, 50], [8, 5, 5, 50], [1.0] * 4)
    assert scatter(before, after) == pytest.approx(3.6 / 0.67448975**2)
    before, after = counts([3, 8], [3, 8], [3.0, 1]), counts([8, 24], [8, 24], [2.0, 3])
    # 11 moves with chance 2/5: (8 − 4.4)² / (11 · .24) = 4.909; 32 with 3/4: nothing.
    assert scatter(before, after) == pytest.approx(4.9090909 / 2 / 0.67448975**2)


def test_the_interval_is_one_of_95_percent_unless_told_otherwise():
    one, other = counts(3, 3, 2.0), counts(9, 9, 2.5)
    plain, told = relatedness_ratio(one, other), relatedness_ratio(one, other, confidence=0.95)
    assert (plain.low, plain.high) == (told.low, told.high)


def test_one_move_is_judged_where_it_is_the_surprise():
    """Chances of 9 in 10 to come later: two of two do with .81, so that 1 or fewer is .19."""
    few, many = counts(1, 1, 1.0), counts(1, 1, 9.0)
    assert relatedness_ratio(few, many).p[0] == pytest.approx(2 * 0.19)
    assert relatedness_ratio(many, few).p[0] == pytest.approx(2 * 0.19)
