"""Recalibrated predictions stand at the level that turns out, in the order they stood in."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.isotonic import IsotonicRegression

from mobility.foundation.errors import InputError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.relating import recalibration
from mobility.relating.learned import learned_relatedness
from mobility.relating.learned_calibration import calibration
from mobility.relating.learned_recalibration import nested_recalibration
from mobility.relating.pair_features import features_of
from mobility.relating.recalibration import AS_IT_IS, Recalibration, best_recalibration


def too_sure(*, nodes=60, seed=0):
    """People go where skills are shared, e³ times as many from none to all, but only from a small
    occupation to a small one; relatedness scatters. Small pairs are many, and the model learns from
    them; moves are of the large."""
    rng = np.random.default_rng(seed)
    size = np.where(np.arange(nodes) % 4 == 0, 12.0, 1.0)
    codes = np.array([f"{n:03d}" for n in range(nodes)])
    shared = np.triu(rng.random((nodes, nodes)), 1)
    shared = shared + shared.T
    expected = 12.0 * np.outer(size, size)
    rise = np.where(np.outer(size, size) > 1, 0.0, 3.0)
    mean = expected * np.exp(rise * (shared - 0.5)) * rng.gamma(2.0, 0.5, expected.shape)
    counts = rng.poisson(mean)
    i, j = np.nonzero(~np.eye(nodes, dtype=bool))
    flows = Flows.of(
        pd.DataFrame({"origin": codes[i], "destination": codes[j], "count": counts[i, j]}),
        kind="occupation",
    )
    edges = pd.DataFrame({"source": codes[i], "target": codes[j], "weight": shared[i, j]})
    nodes_table = pd.DataFrame(index=pd.Index(codes, name="occupation"))
    return flows, {"skills": Network.from_edges(edges[i < j], nodes=nodes_table)}


def error(table):
    """How far tenths are foretold from what turned out, in the logarithm, weighted by size."""
    gap = np.abs(np.log(table["predicted"] / table["observed"]))
    return float(np.average(gap, weights=table["expected"]))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_is_foretold_too_surely_is_brought_to_its_level_out_of_fold(seed):
    flows, ingredients = too_sure(seed=seed)
    found = learned_relatedness(flows, ingredients)
    raw = calibration(
        found.ground, found.network.edges["uncalibrated"].to_numpy(), found.model.shape
    )
    before, after = raw.iloc[-1], found.calibration.iloc[-1]
    # Relatedness of most moves does not rise, so that the top tenth comes out half as high.
    assert before["predicted"] > 1.7 * before["observed"]
    assert after["predicted"] == pytest.approx(after["observed"], rel=0.15)
    assert error(found.calibration) < error(raw) / 3
    assert found.model.recalibration.kind != "as it is"


def test_the_order_of_pairs_that_one_model_predicts_stays():
    flows, ingredients = too_sure()
    edges = learned_relatedness(flows, ingredients).network.edges
    for _, part in edges.groupby("round"):
        by_raw = part.sort_values("uncalibrated", kind="stable")
        assert (np.diff(by_raw["weight"]) >= 0).all()
        assert by_raw["weight"].nunique() == by_raw["uncalibrated"].nunique()


def test_the_line_of_a_round_does_not_look_at_what_it_is_used_on():
    flows, ingredients = too_sure(nodes=30)
    found = learned_relatedness(flows, ingredients)
    ground = found.ground
    x = features_of(found.model.views, found.seen, ground.origin, ground.destination)
    learn, predict = ground.rounds()[0]
    a = nested_recalibration(ground, x, learn)
    for values in (ground.counts.low, ground.counts.high):
        values[predict] = 10_000.0
    assert nested_recalibration(ground, x, learn) == a
    for values in (ground.counts.low, ground.counts.high):
        values[learn] = np.arange(learn.sum()) % 7
    assert nested_recalibration(ground, x, learn) != a


def test_what_is_at_its_level_is_left_there():
    rng = np.random.default_rng(1)
    predicted = rng.gamma(4.0, 0.25, 2000)
    moved = rng.poisson(predicted * 20)
    line = best_recalibration(predicted, moved, np.full(2000, 20.0), np.arange(2000) % 5)
    # Whatever is chosen, it moves nothing by more than chance: 200 pairs a block, 4,000 moves,
    # a standard error of 1/63.
    tried = np.quantile(predicted, np.linspace(0.05, 0.95, 7))
    np.testing.assert_allclose(line(tried), tried, rtol=0.05)


def test_a_power_is_found_again_and_a_step_is_not_taken_for_one():
    rng = np.random.default_rng(2)
    predicted, expected = np.exp(rng.normal(0, 1, 3000)), rng.uniform(50, 150, 3000)
    part = np.arange(3000) % 3
    # m' = 1.5 m^0.4
    moved = rng.poisson(1.5 * predicted**0.4 * expected)
    power = best_recalibration(predicted, moved, expected, part)
    np.testing.assert_allclose(
        power(np.array([0.5, 1.0, 3.0])), 1.5 * np.array([0.5, 1.0, 3.0]) ** 0.4, rtol=0.03
    )
    step = np.where(predicted > 1, 2.0, 0.5)
    line = best_recalibration(predicted, rng.poisson(step * expected), expected, part)
    assert line.kind == "broken line"
    np.testing.assert_allclose(line(np.array([0.3, 4.0])), [0.5, 2.0], rtol=0.15)


def test_the_knots_stand_at_the_isotonic_levels_of_the_blocks():
    """The oracle is the isotonic regression of another library, on the ten blocks."""
    rng = np.random.default_rng(4)
    predicted, expected = np.sort(np.exp(rng.normal(0, 0.3, 500))), np.full(500, 10.0)
    moved = rng.poisson(predicted * expected) + rng.poisson(6, 500)
    line = recalibration._broken_line(predicted, moved, expected, 1.0)
    running = np.cumsum(predicted)
    block = ((running - predicted / 2) / running[-1] * 10).astype(int)
    f, e = (np.bincount(block, values) for values in (moved, expected))
    levels = IsotonicRegression().fit_transform(np.arange(10), f / e, sample_weight=e)
    shape = np.exp(np.diff(line.values))
    distinct = np.unique(levels)
    np.testing.assert_allclose(shape, distinct[1:] / distinct[:-1], rtol=1e-9)
    # As many move in all as did.
    assert (line(predicted) * expected).sum() == pytest.approx(moved.sum())


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), pairs=st.integers(1, 60), mean=st.floats(0.01, 30))
def test_every_line_rises_however_few_pairs_there_are(seed, pairs, mean):
    rng = np.random.default_rng(seed)
    predicted = np.exp(rng.normal(0, 1, pairs).round(1))
    moved = rng.poisson(mean, pairs).astype(float)
    expected = rng.uniform(0.1, 20, pairs)
    line = best_recalibration(predicted, moved, expected, rng.integers(0, 3, pairs))
    tried = np.geomspace(1e-3, 1e3, 50)
    assert (np.diff(line(tried)) > 0).all()
    assert (line(tried) > 0).all()


def test_one_part_leaves_predictions_as_they_are():
    line = best_recalibration(np.ones(4), np.ones(4), np.ones(4), np.zeros(4))
    assert line is AS_IT_IS
    predicted = np.array([0.1, 0.7])
    assert (line(predicted) == predicted).all()


@pytest.mark.parametrize(
    ("knots", "values", "slope"),
    [((0.0, 1.0), (1.0, 0.5), 1.0), ((0.0,), (0.0,), 0.0), ((0.0,), (), 1.0), ((), (), 1.0),
     ((0.0,), (float("nan"),), 1.0), ((1.0, 1.0), (0.0, 1.0), 1.0)],
)  # fmt: skip
def test_what_does_not_rise_is_refused(knots, values, slope):
    with pytest.raises(InputError, match="recalibration"):
        Recalibration("power", knots, values, slope)
