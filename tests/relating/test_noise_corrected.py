"""Which edges carry more than the sizes of their ends would give."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.network import Network
from mobility.relating.noise_corrected import noise_corrected

squares = st.integers(1, 5).flatmap(
    lambda n: arrays(np.float64, (n, n), elements=st.sampled_from([0.0, 1.0, 2.0, 9.0]))
)


def network(table, *, directed, loops=False):
    """Every cell that is not 0 as an edge; undirected reads the upper triangle."""
    size = len(table)
    names = [f"n{i}" for i in range(size)]
    edges = [
        {"source": names[i], "target": names[j], "weight": table[i][j]}
        for i in range(size)
        for j in range(size)
        if table[i][j] and (directed or i <= j) and (loops or i != j)
    ]
    frame = pd.DataFrame(edges, columns=["source", "target", "weight"])
    return Network.from_edges(
        frame, nodes=pd.DataFrame(index=pd.Index(names, name="n")), directed=directed
    )


def paper(n, out, into, total):
    """The formulas of the paper for one edge, each written once; Beta by mean and variance."""
    expected = out * into / total
    kappa = 1 / expected
    score = (kappa * n - 1) / (kappa * n + 1)
    mean = out * into / total**2
    variance = out * into * (total - out) * (total - into) / (total**4 * (total - 1))
    alpha = mean * (mean * (1 - mean) / variance - 1)
    beta = (1 - mean) * (mean * (1 - mean) / variance - 1)
    posterior = (alpha + n) / (alpha + beta + total)
    count_variance = total * posterior * (1 - posterior)
    slope = 1 / (out * into) - total * (out + into) / (out * into) ** 2
    spread = count_variance * (2 * (kappa + n * slope) / (kappa * n + 1) ** 2) ** 2
    return expected, score, spread


@pytest.mark.parametrize(("weight", "size"), [(3, 2), (7, 5), (1, 12)])
@pytest.mark.parametrize("directed", [True, False])
def test_a_uniform_complete_network_with_loops_expects_exactly_its_weight(weight, size, directed):
    table = np.full((size, size), float(weight))
    judged = noise_corrected(network(table, directed=directed, loops=True))
    # n·w leave each node, n·w reach each, n²·w in all: (n·w)² / (n²·w) = w.
    np.testing.assert_allclose(judged["expected"], weight)
    np.testing.assert_allclose(judged["score"], 0, atol=1e-15)


@pytest.mark.parametrize(("weight", "size"), [(3, 2), (7, 5), (1, 12)])
@pytest.mark.parametrize("directed", [True, False])
def test_a_uniform_complete_network_without_loops_expects_its_share(weight, size, directed):
    table = np.full((size, size), float(weight))
    judged = noise_corrected(network(table, directed=directed))
    # ((n−1)·w)² / (n·(n−1)·w) = w·(n−1)/n.
    np.testing.assert_allclose(judged["expected"], weight * (size - 1) / size)


def test_a_directed_network_uses_what_leaves_and_what_arrives():
    moves = pd.DataFrame(
        {"source": ["a", "b", "b"], "target": ["b", "a", "c"], "weight": [6, 2, 4]}
    )
    judged = noise_corrected(Network.from_edges(moves, directed=True))
    # Out: a 6, b 6; in: a 2, b 6, c 4; total 12. a→b 6·6/12, b→a 6·2/12, b→c 6·4/12.
    assert judged["expected"].tolist() == [3.0, 1.0, 2.0]
    np.testing.assert_allclose(judged["sd"] ** 2, judged["variance"], rtol=1e-14)
    expected, score, spread = paper(6, 6, 6, 12)
    assert judged.loc[0, ["expected", "score", "variance"]].tolist() == pytest.approx(
        [expected, score, spread]
    )


@pytest.mark.parametrize("directed", [True, False])
@settings(max_examples=30)
@given(table=squares)
def test_every_edge_follows_the_formulas_of_the_paper(directed, table):
    if not directed:
        table = np.maximum(table, table.T)
    judged = noise_corrected(network(table, directed=directed, loops=True))
    out, into, total = table.sum(axis=1), table.sum(axis=0), table.sum()
    for edge in judged.itertuples():
        i, j = int(edge.source[1:]), int(edge.target[1:])
        a, b, n = out[i], into[j], table[i, j]
        assert edge.expected == pytest.approx(a * b / total)
        if a < total and b < total and total > 1:
            _, score, spread = paper(n, a, b, total)
            assert edge.score == pytest.approx(score, abs=1e-12)
            assert edge.variance == pytest.approx(spread, rel=1e-6, abs=1e-15)


@pytest.mark.parametrize("directed", [True, False])
@settings(max_examples=30)
@given(table=squares)
def test_nothing_is_missing_and_everything_is_in_its_range(directed, table):
    judged = noise_corrected(network(table, directed=directed, loops=True))
    numbers = judged[["observed", "expected", "score", "variance", "sd", "p"]]
    assert np.isfinite(numbers.to_numpy()).all()
    assert judged["score"].between(-1, 1).all()
    assert judged["p"].between(0, 1).all()
    assert (judged["variance"] >= 0).all()


@settings(max_examples=30)
@given(table=squares, times=st.integers(2, 50))
def test_more_of_the_same_leaves_the_score_and_sharpens_it(table, times):
    once = noise_corrected(network(table, directed=True))
    more = noise_corrected(network(table * times, directed=True))
    np.testing.assert_allclose(more["score"], once["score"], atol=1e-12)
    assert (more["sd"] <= once["sd"] + 1e-12).all()


@settings(max_examples=30)
@given(table=squares)
def test_an_undirected_network_is_the_directed_one_with_every_edge_both_ways(table):
    table = np.maximum(table, table.T)
    both = noise_corrected(network(table, directed=True, loops=True))
    one = noise_corrected(network(table, directed=False, loops=True))
    kept = both.set_index(["source", "target"]).loc[
        list(zip(one["source"], one["target"], strict=True))
    ]
    np.testing.assert_allclose(one["score"], kept["score"], atol=1e-12)
    np.testing.assert_allclose(one["p"], kept["p"], atol=1e-9)


def test_the_only_edge_of_a_network_stands_out_from_nothing():
    moves = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [5]})
    judged = noise_corrected(Network.from_edges(moves, directed=True))
    assert judged[["expected", "score", "sd", "p"]].iloc[0].tolist() == [5, 0, 0, 1]


def test_an_edge_of_nothing_has_no_score():
    moves = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [0]})
    judged = noise_corrected(Network.from_edges(moves))
    assert judged[["expected", "score", "sd", "p"]].iloc[0].tolist() == [0, 0, 0, 1]


def test_a_network_without_edges_gives_an_empty_table():
    judged = noise_corrected(network(np.zeros((3, 3)), directed=False))
    assert len(judged) == 0
    assert "p" in judged


def test_the_column_of_counts_can_be_named():
    edges = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [0.5], "shared": [3]})
    assert noise_corrected(Network.from_edges(edges), counts="shared")["observed"].tolist() == [3]


def test_weights_that_are_no_counts_are_refused_with_the_way_out():
    similar = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [0.35]})
    with pytest.raises(InputError, match=r"'0\.35' is not a whole number .* name a column"):
        noise_corrected(Network.from_edges(similar))


def test_a_column_that_is_not_there_is_refused_with_the_nearest():
    edges = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [1], "shared": [3]})
    with pytest.raises(UnknownNameError, match="Did you mean 'shared'"):
        noise_corrected(Network.from_edges(edges), counts="share")


def test_the_matrix_of_counts_is_read_as_it_is():
    table = csr_array([[0.0, 4.0], [1.0, 0.0]])
    nodes = pd.DataFrame(index=pd.Index(["a", "b"], name="n"))
    judged = noise_corrected(Network.from_matrix(table, nodes, directed=True))
    # Out a 4, b 1; in a 1, b 4; total 5: 4·4/5 and 1·1/5.
    np.testing.assert_allclose(judged["expected"], [3.2, 0.2])


@pytest.mark.parametrize("turned", [False, True])
def test_a_directed_edge_of_0_to_or_from_a_node_without_moves_has_sd_0_and_p_1(turned):
    """Nothing reaches c (turned round: leaves it), so that nothing is left to chance."""
    ends = ["target", "source"] if turned else ["source", "target"]
    edges = pd.DataFrame([("a", "b", 5), ("b", "a", 4), ("a", "c", 0)], columns=[*ends, "weight"])
    judged = noise_corrected(Network.from_edges(edges, directed=True))
    empty = judged[judged["source"].eq("c") | judged["target"].eq("c")]
    assert empty[["expected", "score", "sd", "p"]].to_numpy().tolist() == [[0, 0, 0, 1]]


def test_an_edge_of_0_where_half_a_move_is_expected_has_the_lowest_score():
    # Of 2 moves 1 leaves a and 1 reaches b: 1 · 1 / 2 expected, and (0 − 1/2) / (0 + 1/2) = −1.
    edges = pd.DataFrame(
        [("a", "b", 0), ("a", "c", 1), ("d", "b", 1)], columns=["source", "target", "weight"]
    )
    judged = noise_corrected(Network.from_edges(edges, directed=True)).iloc[0]
    assert judged[["observed", "expected", "score"]].tolist() == [0, 0.5, -1]


def test_two_moves_in_all_are_enough_for_a_variance():
    # Margins 1 and 1 of 2: the prior has mean 1/4 and variance 1/4 · 1/2 · 1/2 / 1 = 1/16, and is
    # worth 1/4 · 3/4 · 16 − 1 = 2 moves. The posterior is (1/2 + 1) / (2 + 2) = 3/8, the variance
    # of the count 2 · 3/8 · 5/8 = 15/32. κ is 2, its slope 1 − 2 · 2 = −3, and so the variance of
    # the score is 15/32 · (2 · (2 − 3) / (2 + 1)²)² = 15/32 · 4/81 = 5/216.
    edges = pd.DataFrame([("a", "b", 1), ("c", "d", 1)], columns=["source", "target", "weight"])
    judged = noise_corrected(Network.from_edges(edges, directed=True))
    np.testing.assert_allclose(judged["variance"], 5 / 216, rtol=1e-12)


def test_where_the_delta_method_sees_no_spread_the_side_of_the_score_decides():
    # 4 leave a, 4 reach b, 6 move: 8/3 are expected where 3 are seen, so the score is 1/17. κ is
    # 6/16 and its slope 1/16 − 6 · 8 / 256 = −1/8: κ + 3 · slope is 0, and the variance with it.
    edges = pd.DataFrame(
        [("a", "b", 3), ("a", "c", 1), ("d", "b", 1), ("d", "c", 1)],
        columns=["source", "target", "weight"],
    )
    judged = noise_corrected(Network.from_edges(edges, directed=True)).iloc[0]
    assert judged["score"] == pytest.approx(1 / 17)
    assert judged[["sd", "p"]].tolist() == [0, 0]
