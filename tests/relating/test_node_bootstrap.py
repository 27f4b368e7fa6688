"""A number about a network: how it varies when other nodes are drawn."""

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError, UnknownNameError, VersionError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step
from mobility.relating.node_bootstrap import drawn_pairs, node_bootstrap
from mobility.relating.pair_values import pair_values


def _network(table: np.ndarray, *, directed: bool = False, order: np.ndarray | None = None,
             version: str = "") -> Network:  # fmt: skip
    n = len(table)
    names = pd.Index([f"{k:03}" for k in range(n)], name="occupation")
    i, j = np.nonzero(~np.eye(n, dtype=bool)) if directed else np.triu_indices(n, 1)
    i, j = i[table[i, j] > 0], j[table[i, j] > 0]
    edges = pd.DataFrame({"source": names[i], "target": names[j], "weight": table[i, j]})
    nodes = pd.DataFrame(index=names if order is None else names[order])
    return Network(nodes, edges, directed, "near", version)


def _drawn(seed: int, n: int) -> np.ndarray:
    """Return a symmetric table in which every node has a level of its own."""
    rng = np.random.default_rng(seed)
    level = rng.normal(0, 1, n)
    noise = np.triu(rng.normal(0, 1, (n, n)), 1)
    return 20 + level[:, None] + level + noise + noise.T


def _mean(values: np.ndarray) -> float:
    return float(values.mean())


def test_the_error_of_a_mean_is_that_of_drawing_nodes_not_pairs() -> None:
    # The mean of level_i + level_j + noise has variance 4 · 1 / n + 1 / pairs; pairs as if
    # independent would have (1 + 1 + 1) / pairs.
    n = 40
    pairs = n * (n - 1) / 2
    right, naive = np.sqrt(4 / n + 1 / pairs), np.sqrt(3 / pairs)
    found = [node_bootstrap(_network(_drawn(s, n)), _mean, draws=120).se for s in range(12)]
    assert np.mean(found) == pytest.approx(right, rel=0.12)
    assert np.mean(found) > 4 * naive


def test_the_interval_of_a_mean_holds_the_truth_about_as_often_as_it_says() -> None:
    held = []
    for seed in range(60):
        found = node_bootstrap(_network(_drawn(seed, 25)), _mean, draws=150, random_state=seed)
        held.append(found.low <= 20 <= found.high)
    # 95 of 100 give or take 2.8; few nodes make quantiles of draws a little narrow.
    assert 0.88 <= np.mean(held) <= 1.0


@pytest.mark.parametrize("seed", range(5))
def test_a_drawn_pair_is_a_pair_of_drawn_nodes_or_where_one_is_drawn_twice_any(seed: int) -> None:
    n = 9
    a, b = drawn_pairs(np.random.default_rng(seed), n)
    nodes = np.random.default_rng(seed).integers(n, size=n)
    off = ~np.eye(n, dtype=bool)
    apart = nodes[:, None] != nodes
    assert (a[apart] == np.broadcast_to(nodes[:, None], (n, n))[apart]).all()
    assert (b[apart] == np.broadcast_to(nodes, (n, n))[apart]).all()
    assert (a != b)[off].all()
    assert (a == b.T)[off].all()
    assert ((a >= 0) & (a < n) & (b >= 0) & (b < n)).all()
    assert (~apart & off).any()


def test_a_pair_of_a_node_drawn_twice_is_each_pair_equally_often() -> None:
    n = 3
    rng = np.random.default_rng(0)
    times = np.zeros((n, n))
    for _ in range(6000):
        a, b = drawn_pairs(rng, n)
        if a[0, 1] == a[0, 2] == b[0, 1] == b[0, 2]:
            continue
        times[a[0, 1], b[0, 1]] += 1
    # Every pair of two of three nodes is as likely as any other: 6 pairs of about 1000.
    share = times[~np.eye(n, dtype=bool)] / times.sum()
    assert share == pytest.approx(np.full(6, 1 / 6), abs=0.02)


def test_two_networks_are_drawn_alike_whatever_the_order_of_their_nodes() -> None:
    table = _drawn(1, 12)
    turned = np.random.default_rng(1).permutation(12)
    pair = [_network(table), _network(2 * table + 1, order=turned)]
    found = node_bootstrap(pair, lambda a, b: float(np.corrcoef(a, b)[0, 1]), draws=20)
    assert found.draws == pytest.approx(np.ones(20))
    assert found.estimate == pytest.approx(1)


def test_the_estimate_is_of_all_pairs_and_an_absent_edge_is_what_one_says() -> None:
    table = np.zeros((4, 4))
    table[0, 1] = 3.0
    # One pair of six when undirected, one of twelve when directed; the rest are −1.
    undirected = node_bootstrap(_network(table), _mean, absent=-1, draws=10)
    assert undirected.estimate == pytest.approx((3 - 5) / 6)
    directed = node_bootstrap(_network(table, directed=True), _mean, absent=-1, draws=10)
    assert directed.estimate == pytest.approx((3 - 11) / 12)
    both = node_bootstrap([_network(table), _network(table, directed=True)],
                          lambda a, b: float(a.sum() - b.sum()), draws=10)  # fmt: skip
    # Undirected it stands both ways: 6 against 3.
    assert both.estimate == pytest.approx(3)


def test_error_and_bounds_are_those_of_the_draws() -> None:
    found = node_bootstrap(_network(_drawn(3, 10)), _mean, draws=200, confidence=0.8)
    ordered = np.sort(found.draws)
    assert found.se == pytest.approx(np.std(found.draws, ddof=1))
    # A tenth of 199 steps is 19.9: between the 20th and the 21st.
    assert ordered[19] <= found.low <= ordered[20]
    assert ordered[179] <= found.high <= ordered[180]
    assert repr(found) == (
        f"NodeBootstrap({found.estimate:.4g}, 80% {found.low:.4g} to {found.high:.4g}, 200 draws)"
    )


def test_the_same_seed_draws_the_same_and_progress_is_told() -> None:
    network = _network(_drawn(2, 8))
    told = []
    one = node_bootstrap(network, _mean, draws=7, random_state=4,
                         progress=lambda *said: told.append(said))  # fmt: skip
    assert (
        one.draws.tolist() == node_bootstrap(network, _mean, draws=7, random_state=4).draws.tolist()
    )
    assert one.draws.tolist() != node_bootstrap(network, _mean, draws=7).draws.tolist()
    assert told == [("node_bootstrap", k, 7) for k in range(1, 8)]
    assert dict(one.recipe.steps[-1].counts) == {"nodes": 8, "pairs": 28}


def test_what_means_nothing_is_refused_all_at_once() -> None:
    network = _network(_drawn(2, 5))
    with pytest.raises(InputError) as refused:
        node_bootstrap([], _mean, draws=1, confidence=1.0)
    assert len(refused.value.problems) == 3
    with pytest.raises(InputError, match="statistic is nan"):
        node_bootstrap(network, lambda _: float("nan"))
    with pytest.raises(UnknownNameError):
        node_bootstrap(network, _mean, column="wieght")
    with pytest.raises(InputError, match="'004' is not a node of both"):
        node_bootstrap([network, _network(_drawn(2, 4))], _mean)
    with pytest.raises(InputError, match="2 nodes are too few"):
        node_bootstrap(_network(_drawn(2, 2)), _mean)
    with pytest.raises(VersionError):
        pair_values([network, _network(_drawn(2, 5), version="SSYK 2012")])


def test_unless_told_otherwise_there_are_999_draws_with_seed_0_and_an_interval_of_95_percent() -> (
    None
):
    network = _network(np.where(_drawn(3, 6) > 20, _drawn(3, 6), 0))
    plain = node_bootstrap(network, _mean)
    told = node_bootstrap(network, _mean, absent=0.0, draws=999, confidence=0.95, random_state=0)
    assert plain.draws.tolist() == told.draws.tolist()
    assert (plain.low, plain.high, plain.confidence) == (told.low, told.high, 0.95)
    assert plain.low == pytest.approx(np.quantile(plain.draws, 0.025))
    assert plain.high == pytest.approx(np.quantile(plain.draws, 0.975))


def test_two_draws_are_enough_to_be_asked_for() -> None:
    found = node_bootstrap(_network(_drawn(3, 6)), _mean, draws=2)
    # Of two numbers the standard deviation is their difference over the root of 2.
    assert found.se == pytest.approx(abs(np.diff(found.draws)[0]) / np.sqrt(2))


def test_the_recipe_goes_back_to_every_network() -> None:
    held = []
    for name in ("one", "other", "third"):
        plain = _network(_drawn(3, 6))
        recipe = Recipe((Step.of(f"made {name}"),))
        held.append(Network(plain.nodes, plain.edges, False, "near", recipe=recipe))
    found = node_bootstrap(held, lambda *values: float(np.mean(values)), draws=2)
    names = [step.name for step in found.recipe.steps]
    assert names == ["made one", "made other", "made third", "node_bootstrap"]


def test_a_seed_draws_the_pairs_it_has_always_drawn() -> None:
    # Nodes 1 2 3 3 are drawn: the third and fourth are one, and their pair is (0, 1) instead.
    a, b = drawn_pairs(np.random.default_rng(1), 4)
    assert a.tolist() == [[1, 1, 1, 1], [2, 2, 2, 2], [3, 3, 3, 0], [3, 3, 1, 3]]
    assert b.tolist() == [[1, 2, 3, 3], [1, 2, 3, 3], [1, 2, 3, 1], [1, 2, 0, 3]]
