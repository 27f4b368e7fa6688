"""A Gamma prior on relatedness: what it says of counts known, and of counts within a range."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime, minimize
from scipy.stats import gamma, nbinom

from mobility.relating import gamma_poisson
from mobility.relating.gamma_poisson import (
    Counts,
    Prior,
    estimate,
    expected_counts,
    fitted_prior,
    probability_below,
    quantile,
)

PRIOR = Prior(1.5, 1.2)


def probability(counts, expected, prior):
    """The Gamma-Poisson mixture as scipy writes it: a failures, chance b / (b + E) of each."""
    return nbinom.pmf(counts, prior.shape, prior.rate / (prior.rate + expected))


# A count that is known, two that are hidden by different limits, and one that began above 0.
MIXED = Counts(
    np.array([3.0, 0.0, 0.0, 5.0]),
    np.array([3.0, 4.0, 9.0, 7.0]),
    np.array([0.5, 2.0, 40.0, 6.0]),
)


def test_the_probability_of_a_range_is_the_sum_over_its_counts_though_the_ranges_differ():
    by_hand = [
        np.log(sum(probability(x, e, PRIOR) for x in np.arange(low, high + 1)))
        for low, high, e in zip(MIXED.low, MIXED.high, MIXED.expected, strict=True)
    ]
    np.testing.assert_allclose(gamma_poisson._log_of_range(MIXED, PRIOR), by_hand, rtol=1e-12)


def test_a_count_in_a_range_is_expected_at_its_mean_over_the_range():
    by_hand = []
    for low, high, e in zip(MIXED.low, MIXED.high, MIXED.expected, strict=True):
        x = np.arange(low, high + 1)
        share = probability(x, e, PRIOR)
        by_hand.append((x * share).sum() / share.sum())
    np.testing.assert_allclose(expected_counts(MIXED, PRIOR), by_hand, rtol=1e-12)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), cells=st.integers(1, 40), grid=st.integers(2, 8))
def test_cells_gathered_on_a_grid_keep_their_number_and_the_sum_of_their_logarithms(
    seed, cells, grid
):
    draw = np.random.default_rng(seed)
    low = draw.integers(0, 2, cells).astype(float)
    high = low + draw.integers(0, 3, cells)
    counts = Counts(low, high, np.exp(draw.normal(0, 2, cells)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gamma_poisson, "GRID", grid)
        points, weight = gamma_poisson._gathered(counts, ~counts.known)
    assert (weight >= -1e-12).all()
    for ends in {(a, b) for a, b in zip(low, high, strict=True) if a < b}:
        mine = (low == ends[0]) & (high == ends[1])
        there = (points.low == ends[0]) & (points.high == ends[1])
        assert weight[there].sum() == pytest.approx(mine.sum())
        logs = np.log(counts.expected[mine]).sum()
        assert weight[there] @ np.log(points.expected[there]) == pytest.approx(logs, abs=1e-9)
    assert weight.sum() == pytest.approx((~counts.known).sum())


def test_the_prior_is_the_likeliest_of_all_for_counts_known_and_hidden_by_two_limits():
    draw = np.random.default_rng(3)
    expected = draw.gamma(1, 4, 400)
    counts = draw.poisson(expected * draw.gamma(2, 0.5, 400)).astype(float)
    limit = np.where(np.arange(400) % 2 == 0, 3.0, 5.0)
    low, high = (np.where(counts < limit, end, counts) for end in (0.0, limit - 1))
    found = fitted_prior(Counts(low, high, expected))

    def unlikely(point):
        prior = Prior(np.exp(point[0]), np.exp(point[0] - point[1]))
        x = np.arange(6)[:, np.newaxis]
        hidden = np.where((low <= x) & (x <= high), probability(x, expected, prior), 0).sum(axis=0)
        held = np.where(low == high, probability(counts, expected, prior), hidden)
        return -np.log(held).sum()

    # Found without any derivative, from the formula alone.
    best = minimize(unlikely, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-7}).x
    assert np.log([found.shape, found.shape / found.rate]) == pytest.approx(best, abs=1e-4)


def _logs_of(x, expected):
    found = fitted_prior(Counts(x, x, expected))
    return np.log([found.shape, found.shape / found.rate])


def test_shape_and_mean_of_the_prior_end_at_e_to_the_twelfth_and_its_inverse():
    # Counts that are what is expected do not scatter, and the likelihood rises with the shape.
    x = np.array([2.0, 4.0, 6.0, 12.0])
    assert _logs_of(x, x) == pytest.approx([12, 0], abs=1e-4)
    # All in one of 20,000 cells: only ever less shape makes that and the great zeros likelier.
    x = np.zeros(20_000)
    x[0] = 1e9
    assert _logs_of(x, np.full(20_000, 5e4)) == pytest.approx([-12, 0], abs=1e-4)
    # A million times what is expected, and a millionth of it; e¹² is 162,755.
    assert _logs_of(np.full(5, 1e7), np.full(5, 10.0))[1] == pytest.approx(12)
    x = np.array([0.0, 0.0, 0.0, 0.0, 1.0])
    assert _logs_of(x, np.full(5, 2e5))[1] == pytest.approx(-12)


def test_what_is_minimised_is_the_likelihood_a_cell_and_its_slopes_are_right(monkeypatch):
    held = []

    def spy(function, *args, **said):
        held.append(function)
        return minimize(function, *args, **said)

    monkeypatch.setattr("scipy.optimize.minimize", spy)
    x = np.array([3.0, 0.0, 7.0, 1.0])
    low, high = np.append(x, [0.0, 0.0, 5.0]), np.append(x, [4.0, 9.0, 7.0])
    expected = np.array([0.5, 2.0, 4.0, 0.1, 2.0, 40.0, 6.0])
    fitted_prior(Counts(low, high, expected))

    def unlikely(point):
        shape, mean = np.exp(point)
        prior = Prior(shape, shape / mean)
        chances = [
            probability(np.arange(a, b + 1), e, prior).sum()
            for a, b, e in zip(low, high, expected, strict=True)
        ]
        return -np.log(chances).sum() / 7

    start = np.zeros(2)
    for point in ([0.7, -0.3], [-1.2, 0.4], [3.0, 1.0]):
        value, slopes = held[0](np.array(point))
        # What does not depend on the prior is left out, so compare with another point.
        rise = value - held[0](start)[0]
        assert rise == pytest.approx(unlikely(point) - unlikely(start), rel=1e-9)
        assert slopes == pytest.approx(approx_fprime(point, unlikely, 1e-7), abs=1e-5)


@pytest.mark.parametrize("expected", [0.01, 2.0, 300.0])
def test_a_quantile_of_a_range_is_where_the_mixture_reaches_it_however_few_are_expected(expected):
    prior = Prior(1.5, 0.2)
    cell = Counts(np.array([0.0]), np.array([9.0]), np.array([expected]))
    for chance in (0.025, 0.5, 0.975):
        at = quantile(cell, prior, chance)[0]
        assert probability_below(cell, prior, at)[0] == pytest.approx(chance, rel=1e-9)


def test_below_a_value_lies_what_the_posterior_of_a_known_count_has_there():
    # Gamma(1.5 + 3, 1.2 + .5), of which the quantile takes the value back.
    cell = Counts(np.array([3.0]), np.array([3.0]), np.array([0.5]))
    for value in (0.5, 1.0, 2.0):
        found = probability_below(cell, PRIOR, value)[0]
        assert found == pytest.approx(gamma.cdf(value, 4.5, scale=1 / 1.7))
        assert quantile(cell, PRIOR, found)[0] == pytest.approx(value)


def test_a_range_far_from_what_is_expected_still_has_a_mean():
    # 10,000 expected and at most 4 moved: e to the minus 400 and less for each count, whose shares
    # are in proportion all the same.
    prior, x = Prior(100.0, 100.0), np.arange(5)
    cell = Counts(np.array([0.0]), np.array([4.0]), np.array([1e4]))
    logs = nbinom.logpmf(x, 100, 100 / (100 + 1e4))
    assert logs.max() < -400
    share = np.exp(logs - logs.max()) / np.exp(logs - logs.max()).sum()
    by_hand = (share * (100 + x)).sum() / (100 + 1e4)
    assert estimate(cell, prior)[0] == pytest.approx(by_hand, rel=1e-12)


def test_ranges_are_told_apart_by_both_their_ends():
    # 0 to 5 and 1 to 4: both ends together make 5.
    cells = Counts(np.array([0.0, 1.0]), np.array([5.0, 4.0]), np.array([3.0, 3.0]))
    by_hand = []
    for low, high in ((0, 5), (1, 4)):
        x = np.arange(low, high + 1)
        share = probability(x, 3.0, PRIOR)
        by_hand.append((x * share).sum() / share.sum())
    np.testing.assert_allclose(expected_counts(cells, PRIOR), by_hand, rtol=1e-12)


def test_few_expected_counts_are_their_own_grid_and_many_are_spread_from_end_to_end(monkeypatch):
    monkeypatch.setattr(gamma_poisson, "GRID", 4)
    few = np.array([16.0, 2.0, 1.0, 3.0, 2.0])
    assert gamma_poisson._grid(few).tolist() == [1, 2, 3, 16]
    # From 1 to 16 in three equal steps of the logarithm: times the third root of 16 each.
    many = gamma_poisson._grid(np.array([1.0, 2.0, 3.0, 4.0, 16.0]))
    np.testing.assert_allclose(many, 16.0 ** (np.arange(4) / 3))


def test_expected_counts_a_rounding_apart_with_one_logarithm_are_one_point_of_the_grid():
    low, high = np.array([60.0, 9.0, 0.0, 0.0]), np.array([60.0, 9.0, 8.0, 8.0])
    e = 20.979510204
    beside = float(np.nextafter(e, np.inf))
    assert np.log(e) == np.log(beside)
    once = Counts(low, high, np.array([22.0, 20.0, e, e]))
    apart = Counts(low, high, np.array([22.0, 20.0, e, beside]))
    gathered, weight = gamma_poisson._gathered(apart, ~apart.known)
    assert (gathered.expected.tolist(), weight.tolist()) == ([e], [2.0])
    prior, other = fitted_prior(once), fitted_prior(apart)
    assert (prior.shape, prior.rate) != (1, 1)  # where the fit begins
    assert (other.shape, other.rate) == pytest.approx((prior.shape, prior.rate), rel=1e-9)
    assert expected_counts(apart, prior) == pytest.approx(expected_counts(once, prior))
