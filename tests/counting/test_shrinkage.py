"""Specialization with an interval."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import approx_fprime, minimize
from scipy.sparse import csr_array
from scipy.stats import nbinom

from mobility.counting.shrinkage import shrunk, shrunk_specialization
from mobility.counting.weights import specialization
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import recipe_of


def incidence(table):
    rows = pd.Index([f"o{i:03}" for i in range(table.shape[0])], name="occupation", dtype="str")
    columns = pd.Index([f"s{i:03}" for i in range(table.shape[1])], name="skill", dtype="str")
    return Incidence(csr_array(table.astype(float)), rows, columns, "ads", table.sum(axis=1))


@pytest.fixture(scope="module")
def simulated():
    """Counts drawn with known specializations from Gamma(2, 2), and those specializations."""
    random = np.random.default_rng(0)
    base = np.outer(random.lognormal(1.5, 1, 60), random.lognormal(-1, 1, 150))
    true = random.gamma(2, 1 / 2, base.shape)
    counts = random.poisson(base * true)
    # The function compares with the margins of the counts; so must the truth.
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return counts, true * base / np.where(expected > 0, expected, 1), expected


def prior_of(table):
    settings = dict(recipe_of(table).steps[-1].settings)
    return settings["prior_shape"], settings["prior_rate"]


def test_the_prior_that_made_the_counts_is_found_again(simulated):
    shape, rate = prior_of(shrunk_specialization(incidence(simulated[0])))
    # Margins taken from the counts absorb a little of the scatter, so the shape comes out higher.
    assert shape == pytest.approx(2, rel=0.25)
    assert shape / rate == pytest.approx(1, rel=0.05)


def test_no_prior_near_the_fitted_one_makes_the_counts_likelier(simulated):
    counts, _, expected = simulated
    held = expected > 0

    def log_likelihood(shape, rate):
        # Poisson with a Gamma mean is negative binomial; every cell counts, zeros too.
        chance = rate / (rate + expected[held])
        return nbinom.logpmf(counts[held], shape, chance).sum()

    shape, rate = prior_of(shrunk_specialization(incidence(counts)))
    best = log_likelihood(shape, rate)
    for a, b in [(0.97, 1), (1.03, 1), (1, 0.97), (1, 1.03), (1.03, 1.03), (0.97, 0.97)]:
        assert log_likelihood(shape * a, rate * b) < best


def test_the_interval_holds_as_often_as_it_says(simulated):
    counts, true, _ = simulated
    table = shrunk_specialization(incidence(counts), confidence=0.9)
    truth = true[counts > 0]
    held = ((table["low"] <= truth) & (truth <= table["high"])).mean()
    # The interval of cells that showed a count: 0.90 up to sampling and the fitted margins.
    assert 0.87 < held < 0.93


def test_the_estimate_lies_between_the_raw_ratio_and_the_prior_mean(simulated):
    x = incidence(simulated[0])
    table = shrunk_specialization(x)
    shape, rate = prior_of(table)
    raw = specialization(x).values.data
    lower, upper = np.minimum(raw, shape / rate), np.maximum(raw, shape / rate)
    assert (table["estimate"] >= lower - 1e-9).all()
    assert (table["estimate"] <= upper + 1e-9).all()
    assert (table["low"] < table["estimate"]).all()
    assert (table["estimate"] < table["high"]).all()


def test_the_incidence_has_the_estimates_of_the_table(simulated):
    x = incidence(simulated[0])
    table = shrunk_specialization(x)
    frame = shrunk(x).to_frame()
    np.testing.assert_array_equal(frame["shrunk specialization"], table["estimate"])
    assert frame["skill"].tolist() == table["skill"].tolist()


def test_counts_that_scatter_no_more_than_chance_all_get_the_common_estimate():
    table = shrunk_specialization(incidence(np.full((6, 6), 4)))
    np.testing.assert_allclose(table["estimate"], 1, rtol=1e-3)


def test_empty_rows_and_columns_change_no_estimate(simulated):
    small = simulated[0][:12, :20]
    held = small[:, small.sum(axis=0) > 0]
    padded = np.pad(held, ((0, 1), (0, 1)))
    once = shrunk_specialization(incidence(held))["estimate"]
    np.testing.assert_allclose(shrunk_specialization(incidence(padded))["estimate"], once)


def test_two_runs_give_the_same_bytes(simulated):
    x = incidence(simulated[0])
    pd.testing.assert_frame_equal(
        shrunk_specialization(x), shrunk_specialization(x), check_exact=True
    )


def test_shares_are_refused_because_the_model_is_one_of_counts():
    with pytest.raises(InputError, match=r"'0\.5' is not a whole number"):
        shrunk(incidence(np.array([[0.5, 1.0]])))


@pytest.mark.parametrize("confidence", [95, 1.5, 1, 0, -0.5])
def test_a_confidence_outside_zero_and_one_is_refused(confidence):
    with pytest.raises(InputError, match=f"'{confidence}' is not a probability"):
        shrunk_specialization(incidence(np.array([[1]])), confidence=confidence)


def test_a_table_without_counts_has_nothing_to_fit():
    with pytest.raises(EmptyResultError):
        shrunk(incidence(np.zeros((2, 2))))


def test_where_nothing_scatters_the_shape_ends_at_e_to_the_twelfth():
    # Every count is row × column / sum, so the likelihood keeps rising with the shape.
    shape, rate = prior_of(shrunk_specialization(incidence(np.outer([1, 2, 3], [2, 4, 6]))))
    assert np.log(shape) == pytest.approx(12, abs=1e-6)
    assert shape / rate == pytest.approx(1, abs=1e-3)


def test_where_all_is_in_cells_of_its_own_the_shape_ends_at_e_to_the_minus_twelfth():
    # Each of 20,000 rows has its own column, a milliard times: nearly every cell is a great 0, and
    # only ever less shape makes both that and the few counts likelier.
    n = 20_000
    names = [pd.Index(np.arange(n).astype(str), name=kind) for kind in ("occupation", "skill")]
    counts = np.full(n, 1e9)
    own = csr_array((counts, np.arange(n), np.arange(n + 1)), shape=(n, n))
    shape, rate = prior_of(shrunk_specialization(Incidence(own, *names, "ads", counts)))
    assert np.log(shape) == pytest.approx(-12, abs=1e-6)
    assert shape / rate == pytest.approx(1, abs=1e-3)


def test_the_prior_is_the_likeliest_of_all_though_a_skill_is_found_once_only():
    random = np.random.default_rng(5)
    counts = random.poisson(random.gamma(1, 1.5, (9, 12)))
    counts[:, 3] = counts[:, 7] = 0
    counts[2, 3] = counts[4, 7] = 1
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()

    def unlikely(point):
        shape, rate = np.exp(point[0]), np.exp(point[0] - point[1])
        return -nbinom.logpmf(counts, shape, rate / (rate + expected)).sum()

    # Found without any derivative, from the formula alone.
    best = minimize(unlikely, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-7}).x
    shape, rate = prior_of(shrunk_specialization(incidence(counts)))
    assert np.log([shape, shape / rate]) == pytest.approx(best, abs=1e-4)


def test_what_is_minimised_is_the_likelihood_a_count_and_its_slopes_are_right(monkeypatch):
    held = []

    def spy(function, *args, **said):
        held.append(function)
        return minimize(function, *args, **said)

    monkeypatch.setattr("scipy.optimize.minimize", spy)
    counts = np.array([[3, 0, 1, 9], [0, 2, 1, 0], [5, 0, 0, 1]])
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    shrunk_specialization(incidence(counts))

    def unlikely(point):
        shape, mean = np.exp(point)
        chance = shape / mean / (shape / mean + expected)
        return -nbinom.logpmf(counts, shape, chance).sum() / 7  # seven cells have a count

    start = np.zeros(2)
    for point in ([0.7, -0.3], [-1.2, 0.4], [3.0, 1.0]):
        value, slopes = held[0](np.array(point))
        # What does not depend on the prior is left out, so compare with another point.
        rise = value - held[0](start)[0]
        assert rise == pytest.approx(unlikely(point) - unlikely(start), rel=1e-9)
        assert slopes == pytest.approx(approx_fprime(point, unlikely, 1e-7), abs=1e-5)
