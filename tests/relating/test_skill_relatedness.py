"""Relatedness from moves: what the margins give, what they do not, and how sure one can be."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gamma

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.relating.expected_flows import _spread, expectation
from mobility.relating.gamma_poisson import (
    Counts,
    Prior,
    estimate,
    expected_counts,
    fitted_prior,
    probability_below,
    quantile,
)
from mobility.relating.noise_corrected import noise_corrected
from mobility.relating.skill_relatedness import skill_relatedness


def _flows(counts: np.ndarray, **said: object) -> Flows:
    names = [f"{i:02}" for i in range(len(counts))]
    i, j = np.nonzero(counts)
    table = pd.DataFrame(
        {"origin": np.array(names)[i], "destination": np.array(names)[j], "count": counts[i, j]}
    )
    nodes = pd.Index(names, name="industry", dtype="str")
    return Flows(table, nodes, **said)  # type: ignore[arg-type]


def _economy(
    seed: int, kind: str, *, nodes: int = 250, mean: float = 8.0
) -> tuple[np.ndarray, np.ndarray]:
    """Return counts and the means they were drawn from; relatedness is drawn with mean 1."""
    rng = np.random.default_rng(seed)
    sizes = np.outer(np.exp(rng.normal(0, 1, nodes)), np.exp(rng.normal(0, 1, nodes)))
    relatedness = {
        "gamma": lambda: rng.gamma(2.0, 0.5, sizes.shape),
        "log-normal": lambda: np.exp(rng.normal(-0.32, 0.8, sizes.shape)),
        "independent": lambda: np.ones(sizes.shape),
    }[kind]()
    means = sizes * mean / sizes.mean() * relatedness
    return rng.poisson(means).astype(float), means


BUCKETS = [0.5, 2, 10, 30, 100]


@pytest.mark.parametrize("kind", ["gamma", "log-normal"])
def test_the_interval_holds_the_truth_as_often_as_it_says_however_few_are_expected(
    kind: str,
) -> None:
    inside: dict[int, list[np.ndarray]] = {}
    for seed in range(2):
        counts, means = _economy(seed, kind)
        found = expectation(counts, counts, diagonal=True)
        truth = means[found.cells] / found.counts.expected
        low, high = (quantile(found.counts, found.prior, q) for q in (0.025, 0.975))
        held = (low <= truth) & (truth <= high)
        bucket = np.digitize(found.counts.expected, BUCKETS)
        for b in range(len(BUCKETS) + 1):
            inside.setdefault(b, []).append(held[bucket == b])
    for b, parts in inside.items():
        together = np.concatenate(parts)
        assert 0.93 <= together.mean() <= 0.97, (kind, b, len(together), together.mean())


def test_where_nothing_but_size_is_at_work_hardly_an_edge_is_called_related() -> None:
    counts, _ = _economy(0, "independent")
    edges = skill_relatedness(_flows(counts), diagonal=True).edges
    assert (edges["low"] > 1).mean() <= 0.025
    assert (edges["p"] < 0.025).mean() <= 0.025


def test_withheld_counts_are_neither_nothing_nor_the_limit() -> None:
    counts, means = _economy(1, "gamma", nodes=80)
    limit = 10
    shown = np.where(counts < limit, 0.0, counts)
    highest = np.where(counts < limit, limit - 1.0, counts)
    margins = counts.sum(axis=1), counts.sum(axis=0)
    found = expectation(shown, highest, diagonal=True, margins=margins)
    truth = means[found.cells] / found.counts.expected
    hidden = ~found.counts.known
    off = (estimate(found.counts, found.prior) - truth)[hidden].mean()
    as_nothing = (0 - truth)[hidden].mean()
    as_limit = (limit / found.counts.expected - truth)[hidden].mean()
    assert abs(off) < 0.05 < min(abs(as_nothing), abs(as_limit))
    low, high = (quantile(found.counts, found.prior, q) for q in (0.025, 0.975))
    assert 0.93 <= ((low <= truth) & (truth <= high))[hidden].mean() <= 0.97


def test_a_bounded_posterior_is_the_mixture_over_the_counts_in_its_range() -> None:
    prior, expected = Prior(1.5, 1.2), 2.5
    grid = np.linspace(1e-6, 30, 400_001)
    density = grid ** (prior.shape - 1) * np.exp(-prior.rate * grid)
    mean = grid * expected
    density *= sum(np.exp(-mean) * mean**x / math.factorial(x) for x in range(10))
    density /= density.sum()
    cell = Counts(np.array([0.0]), np.array([9.0]), np.array([expected]))
    assert estimate(cell, prior)[0] == pytest.approx((grid * density).sum(), rel=1e-4)
    cumulative = density.cumsum()
    for q in (0.025, 0.5, 0.975):
        by_hand = grid[np.searchsorted(cumulative, q)]
        assert quantile(cell, prior, q)[0] == pytest.approx(by_hand, rel=1e-3)
    assert probability_below(cell, prior, 1.0)[0] == pytest.approx(
        cumulative[np.searchsorted(grid, 1.0)], abs=1e-3
    )


def test_a_prior_fitted_to_counts_all_known_is_the_one_fitted_to_them_as_ranges_of_one() -> None:
    rng = np.random.default_rng(3)
    expected = rng.gamma(1, 4, 3000)
    counts = rng.poisson(expected * rng.gamma(2, 0.5, 3000)).astype(float)
    found = fitted_prior(Counts(counts, counts, expected))
    assert found.shape == pytest.approx(2, rel=0.15)
    assert found.shape / found.rate == pytest.approx(1, rel=0.05)
    hidden = np.where(counts < 5, 0.0, counts), np.where(counts < 5, 4.0, counts)
    bounded = fitted_prior(Counts(*hidden, expected))
    assert bounded.shape == pytest.approx(2, rel=0.25)


def test_an_independent_table_gives_relatedness_one_everywhere() -> None:
    # Rows 10, 20, 30 and columns 1, 2, 3: every cell is row × column / 60 · 10.
    counts = np.outer([10.0, 20.0, 30.0], [1.0, 2.0, 3.0])
    edges = skill_relatedness(_flows(counts), diagonal=True).edges
    assert edges["weight"].to_numpy() == pytest.approx(np.ones(6))
    assert edges["normalised"].to_numpy() == pytest.approx(np.zeros(6))


def test_without_the_diagonal_moves_that_only_sizes_decide_are_no_relatedness() -> None:
    # A table alpha_i × beta_j without its diagonal is quasi-independent by construction.
    counts = np.outer([10.0, 20.0, 30.0, 5.0], [1.0, 2.0, 3.0, 4.0])
    np.fill_diagonal(counts, 500.0)
    without = skill_relatedness(_flows(counts), diagonal=False)
    assert without.edges["weight"].to_numpy() == pytest.approx(np.ones(12), abs=1e-8)
    # Stayers swell the margins, so with them every other cell looks unrelated.
    assert (skill_relatedness(_flows(counts), diagonal=True).edges["weight"] < 1).all()


def test_without_the_diagonal_margins_are_kept() -> None:
    counts, _ = _economy(5, "gamma", nodes=20)
    network = skill_relatedness(_flows(counts), diagonal=False)
    off = counts - np.diag(np.diag(counts))
    assert network.nodes["leaving"].to_numpy() == pytest.approx(off.sum(axis=1), rel=1e-8)
    assert network.nodes["arriving"].to_numpy() == pytest.approx(off.sum(axis=0), rel=1e-8)


def test_scaling_alone_finds_an_ordinary_table_with_a_row_of_one_move() -> None:
    # (2, 1, 1) leave and arrive: with x from the first to each other and y between these,
    # 2x = 2 and x + y = 1, so x = 1 and y = 0; with (3, 2, 2): 2x = 3, x + y = 2, x = 1.5, y = 0.5.
    allowed = ~np.eye(3, dtype=bool)
    sums = np.array([3.0, 2.0, 2.0])
    by_hand = np.array([[0, 1.5, 1.5], [1.5, 0, 0.5], [1.5, 0.5, 0]])
    np.testing.assert_allclose(_spread(sums, sums, allowed), by_hand, rtol=1e-8)
    # A fraction of that, as withheld counts and shares have it, down to a fifth of a move.
    np.testing.assert_allclose(_spread(sums / 10, sums / 10, allowed), by_hand / 10, rtol=1e-8)


def test_what_stands_in_withheld_cells_is_their_mean_at_the_prior_found() -> None:
    counts, _ = _economy(5, "gamma", nodes=20)
    low, high = (np.where(counts < 4, end, counts) for end in (0.0, 3.0))
    found = expectation(low, high, diagonal=True)
    hidden = ~found.counts.known
    means = expected_counts(found.counts, found.prior)[hidden]
    assert found.filled == pytest.approx(means.sum(), rel=1e-4)
    # Of so many cells together it is near what was hidden, and never outside the ranges.
    assert found.filled == pytest.approx(counts[counts < 4].sum(), rel=0.1)
    assert 0 < found.filled < 3 * hidden.sum()
    assert expectation(counts, counts, diagonal=True).filled == 0


def test_each_side_has_its_own_margin() -> None:
    # 90 leave a, 10 leave b; 50 arrive in c, 50 in d. E(a, c) = 90 · 50 / 100, not 90 · 90 / 100.
    counts = np.zeros((4, 4))
    counts[0, 2], counts[0, 3], counts[1, 2], counts[1, 3] = 48, 42, 2, 8
    edges = skill_relatedness(_flows(counts), diagonal=True).edges
    assert edges["expected"].tolist() == [45, 45, 5, 5]
    assert edges["weight"].to_numpy() == pytest.approx([48 / 45, 42 / 45, 2 / 5, 8 / 5])


def test_undirected_both_directions_count_together() -> None:
    counts, _ = _economy(7, "gamma", nodes=12)
    one_way = skill_relatedness(_flows(counts)).edges.set_index(["source", "target"])
    both = skill_relatedness(_flows(counts), directed=False).edges
    pairs = {tuple(sorted(ends)) for ends in one_way.index}
    assert set(zip(both["source"], both["target"], strict=True)) == pairs
    assert both["observed"].sum() == one_way["observed"].sum() > 0
    for row in both.itertuples():
        ways = [(row.source, row.target), (row.target, row.source)]
        here = one_way.loc[[way for way in ways if way in one_way.index]]
        assert row.observed == here["observed"].sum()
        if len(here) == 2:
            assert row.expected == pytest.approx(here["expected"].sum())


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), directed=st.booleans(), diagonal=st.booleans())
def test_names_and_row_order_change_nothing(seed: int, directed: bool, diagonal: bool) -> None:
    counts, _ = _economy(seed, "gamma", nodes=8, mean=3)
    first = skill_relatedness(_flows(counts), directed=directed, diagonal=diagonal)
    order = np.random.default_rng(seed).permutation(8)
    again = skill_relatedness(
        _flows(counts[np.ix_(order, order)]), directed=directed, diagonal=diagonal
    )
    for column in ("weight", "estimate", "low", "high", "p"):
        before, after = first.to_matrix(column).toarray(), again.to_matrix(column).toarray()
        assert after == pytest.approx(before[np.ix_(order, order)], rel=1e-3, abs=1e-5)


def test_a_hundred_times_the_counts_leave_relatedness_and_narrow_the_interval() -> None:
    counts, _ = _economy(2, "gamma", nodes=30)
    few = skill_relatedness(_flows(counts)).edges
    many = skill_relatedness(_flows(100 * counts)).edges
    assert many["weight"].to_numpy() == pytest.approx(few["weight"].to_numpy(), rel=1e-6)
    narrower = (many["high"] - many["low"]) < (few["high"] - few["low"])
    assert narrower.mean() > 0.97


def test_the_estimate_lies_in_its_interval_and_stated_ranges_hold() -> None:
    counts, _ = _economy(4, "log-normal", nodes=40, mean=1)
    edges = skill_relatedness(_flows(counts)).edges
    assert ((edges["low"] < edges["estimate"]) & (edges["estimate"] < edges["high"])).all()
    assert edges["normalised"].between(-1, 1).all()
    assert edges["p"].between(0, 1).all()
    assert (edges["weight"] > 0).all()
    assert np.isfinite(edges["high"]).all()


def test_nodes_without_moves_single_pairs_and_parts_apart_are_kept() -> None:
    counts = np.zeros((5, 5))
    counts[0, 1], counts[2, 3] = 4, 6
    network = skill_relatedness(_flows(counts))
    assert len(network.nodes) == 5
    assert len(network.edges) == 2
    assert np.isfinite(network.edges[["weight", "estimate", "low", "high"]]).all(axis=None)
    alone = np.zeros((3, 3))
    alone[0, 0] = 7
    with pytest.raises(EmptyResultError):
        skill_relatedness(_flows(alone))


def test_the_noise_corrected_interval_is_offered_where_it_means_something() -> None:
    counts, _ = _economy(6, "gamma", nodes=15)
    ours = skill_relatedness(_flows(counts), diagonal=True).edges
    theirs = skill_relatedness(_flows(counts), diagonal=True, interval="noise-corrected").edges
    assert theirs["weight"].tolist() == ours["weight"].tolist()
    assert ((theirs["low"] <= theirs["weight"]) & (theirs["weight"] <= theirs["high"])).all()
    # The interval is s ± z · sd of the score of the directed network with its loops, at most ±1.
    z = 1.959963984540054
    i, j = np.nonzero(counts)
    names = np.array([f"{k:02}" for k in range(15)])
    moves = pd.DataFrame({"source": names[i], "target": names[j], "weight": counts[i, j]})
    judged = noise_corrected(Network.from_edges(moves, directed=True))
    judged = judged.set_index(["source", "target"]).loc[
        list(zip(theirs["source"], theirs["target"], strict=True))
    ]
    ends = [(judged["score"] + side * z * judged["sd"]).clip(-1, 1).to_numpy() for side in (-1, 1)]
    for column, end in zip(("low", "high"), ends, strict=True):
        with np.errstate(divide="ignore"):
            np.testing.assert_allclose(theirs[column], (1 + end) / (1 - end), rtol=1e-9)
    assert theirs["p"].tolist() == judged["p"].tolist()
    # (1 + s) / (1 - s) takes the score back to SR.
    score = theirs["normalised"]
    assert ((1 + score) / (1 - score)).to_numpy() == pytest.approx(theirs["weight"].to_numpy())
    for settings_ in itertools.product([True, False], repeat=2):
        if settings_ != (True, True):
            with pytest.raises(InputError, match="needs directed=True and diagonal=True"):
                skill_relatedness(
                    _flows(counts), directed=settings_[0], diagonal=settings_[1],
                    interval="noise-corrected",
                )  # fmt: skip


def test_a_normal_interval_that_would_leave_the_scale_ends_with_it() -> None:
    # The one move c → b is expected 1 · 1 / 6 times: its score is 5/7 and the sd 0.148, so that the
    # interval reaches to 1.005, where nothing lies: relatedness has no upper end.
    counts = np.array([[0.0, 0.0, 1.0], [2.0, 0.0, 2.0], [0.0, 1.0, 0.0]])

    edges = skill_relatedness(_flows(counts), diagonal=True, interval="noise-corrected").edges
    wide = edges.set_index(["source", "target"]).loc[("02", "01")]
    assert wide["low"] > 2
    assert wide["high"] == np.inf


def test_the_noise_corrected_interval_is_refused_where_one_count_is_withheld() -> None:
    table = pd.DataFrame(
        {"origin": ["a", "b", "c"], "destination": ["b", "c", "a"], "count": [12, None, 15]}
    ).astype({"count": "Int64"})
    flows = Flows.of(table, kind="industry", withheld_below=10)
    with pytest.raises(InputError, match="withheld"):
        skill_relatedness(flows, diagonal=True, interval="noise-corrected")


def test_a_confidence_outside_its_range_is_refused_with_its_value() -> None:
    with pytest.raises(InputError, match=r"1\.5"):
        skill_relatedness(_flows(np.ones((3, 3))), confidence=1.5)


def test_withheld_counts_do_not_bias_the_mean_though_no_margin_is_given() -> None:
    off = []
    for seed in range(3):
        counts, _ = _economy(seed, "gamma", nodes=60)
        shown = np.where(counts < 10, 0.0, counts)
        whole = skill_relatedness(_flows(counts)).edges.set_index(["source", "target"])
        hidden = skill_relatedness(_flows(shown, withheld_below=10, unlisted="withheld"))
        as_nothing = skill_relatedness(_flows(shown))
        pairs = [tuple(pair) for pair in hidden.edges[["source", "target"]].to_numpy()]
        truth = whole.loc[pairs, "weight"].to_numpy()
        off.append((hidden.edges["weight"] / truth).mean() - 1)
        assert abs(off[-1]) < 0.02 < abs((as_nothing.edges["weight"] / truth).mean() - 1)
    assert abs(np.mean(off)) < 0.01


def test_a_network_of_two_nodes_and_one_of_one_node_are_what_they_are() -> None:
    edges = skill_relatedness(_flows(np.array([[0.0, 3], [5, 0]]))).edges
    # Two nodes without the diagonal leave nothing to sizes: expected is observed.
    assert edges["weight"].to_numpy() == pytest.approx([1, 1])
    with pytest.raises(EmptyResultError):
        skill_relatedness(_flows(np.array([[4.0]])))


def test_where_all_pass_through_one_node_the_expected_flow_is_found_at_once() -> None:
    star = np.zeros((40, 40))
    star[0, 1:], star[1:, 0] = np.arange(1, 40), np.arange(2, 41)
    found = skill_relatedness(_flows(star))
    assert found.edges["weight"].to_numpy() == pytest.approx(np.ones(78))
    assert found.nodes["leaving"].to_numpy() == pytest.approx(star.sum(axis=1))


def test_p_is_what_the_posterior_has_below_1_and_its_interval_is_one_of_95_percent() -> None:
    counts, _ = _economy(7, "gamma", nodes=12)
    network = skill_relatedness(_flows(counts))
    said = dict(network.recipe.steps[-1].settings)
    edges = network.edges
    posterior = gamma(
        said["prior_shape"] + edges["observed"].astype(float),
        scale=1 / (said["prior_rate"] + edges["expected"]),
    )
    np.testing.assert_allclose(edges["p"], posterior.cdf(1), rtol=1e-9)
    np.testing.assert_allclose(edges["low"], posterior.ppf(0.025), rtol=1e-9)
    np.testing.assert_allclose(edges["high"], posterior.ppf(0.975), rtol=1e-9)
    np.testing.assert_allclose(edges["estimate"], posterior.mean(), rtol=1e-12)


def test_the_recipe_tells_settings_and_how_many_edges_are_withheld() -> None:
    table = pd.DataFrame(
        {"origin": list("abca"), "destination": list("bcac"), "count": [12, None, 15, None]}
    ).astype({"count": "Int64"})
    flows = Flows.of(table, kind="industry", withheld_below=10)
    step = skill_relatedness(flows, directed=False, confidence=0.9).recipe.steps[-1]
    assert dict(step.counts) == {"nodes": 3, "edges": 3, "withheld": 2}  # b–c, and a–c one way
    said = {k: v for k, v in step.settings if not k.startswith("prior")}
    assert said == {
        "expected": "margins", "directed": False, "diagonal": False, "interval": "gamma-poisson",
        "confidence": 0.9,
    }  # fmt: skip


def test_a_normal_interval_ends_at_nothing_where_it_would_go_below() -> None:
    # One move where many are expected: the interval of the score reaches below -1, that is 0.
    counts = np.array([[40.0, 1.0], [3.0, 2.0]])
    edges = skill_relatedness(_flows(counts), diagonal=True, interval="noise-corrected").edges
    first = edges.set_index(["source", "target"]).loc[("00", "01")]
    assert first["low"] == 0
    assert first["high"] > first["weight"]


def test_a_pair_that_is_listed_with_no_move_is_no_edge() -> None:
    table = pd.DataFrame(
        {"origin": list("abca"), "destination": list("bcac"), "count": [12, 4, 15, 0]}
    )
    edges = skill_relatedness(Flows.of(table, kind="industry")).edges
    assert list(zip(edges["source"], edges["target"], strict=True)) == [
        ("a", "b"), ("b", "c"), ("c", "a")
    ]  # fmt: skip


def _with_margins(leaving: list[float]) -> Flows:
    table = pd.DataFrame(
        {"origin": list("abac"), "destination": list("bacb"), "count": [12, 14, 16, None]}
    ).astype({"count": "Int64"})
    nodes = pd.Index(list("abc"), name="industry", dtype="str")
    margins = pd.DataFrame({"leaving": leaving, "arriving": [14.0, 12, 16]}, index=nodes)
    return Flows(table, nodes, withheld_below=10, margins=margins)


def test_margins_of_which_more_leave_than_arrive_are_refused_without_the_diagonal() -> None:
    with pytest.raises(InputError, match="leave"):
        skill_relatedness(_with_margins([28, 15, 0]))


def test_a_withheld_pair_of_a_node_that_nobody_leaves_is_no_edge() -> None:
    edges = skill_relatedness(_with_margins([28, 14, 0]), diagonal=True).edges
    assert "c" not in set(edges["source"])
    assert len(edges) == 3
