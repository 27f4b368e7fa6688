"""Errors of slopes clustered by origin and by destination: by hand, and from the whole design."""

import numpy as np
import pytest

from mobility.relating.clustered_errors import clustered_errors
from mobility.relating.poisson_flows import expected_flows
from tests.relating.drawn_flows import design, drawn, flows_of, square


@pytest.mark.parametrize("turned", [False, True])
def test_the_fewer_of_origins_and_destinations_correct_and_cells_outside_do_not_count(
    turned: bool,
) -> None:
    # Two origins, three destinations, 25 expected of each pair; a third origin is no part of the
    # table, whatever stands there. Four scores are 1, so by origin they are 2 and 2, by destination
    # 2, 2 and 0: V = (8 + 8 − 4) / 100² · 2 / (2 − 1), H being 25 · 4.
    x = np.array([[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0], [7.0, 3.0, 5.0]])
    off = np.array([[1.0, -1.0, 9.0], [-1.0, 1.0, 9.0], [9.0, 9.0, 9.0]])
    expected = np.array([[25.0] * 3, [25.0] * 3, [0.0] * 3])
    if turned:
        x, off, expected = x.T, off.T, expected.T
    assert clustered_errors(x[None], off, expected) == pytest.approx([np.sqrt(24) / 100])


def test_a_covariate_that_tells_nothing_has_no_error_and_takes_none_away() -> None:
    x = np.array([[1.0, -1.0], [-1.0, 1.0]])
    found = clustered_errors(np.array([x * np.nan, x]), x, np.full((2, 2), 25.0))
    assert np.isnan(found[0])
    assert found[1] == pytest.approx(np.sqrt(24) / 100)
    assert np.isnan(clustered_errors(x[None] * np.nan, x, np.full((2, 2), 25.0))).all()


def _clustered_by_dummies(
    counts: np.ndarray, told: np.ndarray, expected: np.ndarray, cells: np.ndarray
) -> np.ndarray:
    """Return two-way clustered errors from the whole design, levels and all."""
    x, e = design(told, cells), expected[cells]
    scores = x * (counts[cells] - e)[:, None]
    bread = np.linalg.pinv(x.T @ (e[:, None] * x), rcond=1e-11)
    i, j = np.nonzero(cells)
    meat = -scores.T @ scores
    for side in (i, j):
        sums = np.array([scores[side == g].sum(axis=0) for g in np.unique(side)])
        meat += sums.T @ sums
    n = len(cells)
    variance = (bread @ meat @ bread)[2 * n :, 2 * n :] * n / (n - 1)
    values, vectors = np.linalg.eigh(variance)
    return np.sqrt(np.diag((vectors * np.maximum(values, 0)) @ vectors.T))


@pytest.mark.parametrize("seed", range(3))
def test_errors_are_those_of_the_whole_design_with_dummies(seed: int) -> None:
    n = 9
    counts, told = drawn(seed, n)
    flows = flows_of(counts)
    model = expected_flows(flows, {"one": square(told[0]), "two": square(told[1])})
    expected = model.expected.fillna(0).to_numpy()
    by_dummies = _clustered_by_dummies(counts, told, expected, ~np.eye(n, dtype=bool))
    assert model.coefficients["se"].to_numpy() == pytest.approx(by_dummies, rel=1e-6)
    wide = model.coefficients["high"] - model.coefficients["low"]
    assert wide.to_numpy() == pytest.approx(2 * 1.959964 * by_dummies, rel=1e-6)


def test_the_interval_of_a_slope_holds_it_though_pairs_of_a_node_err_together() -> None:
    # Relatedness has a part of the origin's and destination's own taste for the covariate.
    inside = []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        n = 40
        told = rng.normal(size=(n, n))
        taste = 0.3 * (rng.normal(size=n)[:, None] + rng.normal(size=n))
        counts = rng.poisson(3 * np.exp((0.5 + taste) * told - taste**2 * told**2 / 2))
        counts = counts * (1.0 - np.eye(n))
        row = expected_flows(flows_of(counts), {"one": square(told)}).coefficients.loc["one"]
        inside.append(row["low"] <= 0.5 <= row["high"])
    assert 0.85 <= np.mean(inside) <= 1.0
