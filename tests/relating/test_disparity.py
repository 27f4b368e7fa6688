"""Which edges take more of a node's strength than an even share."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.network import Network
from mobility.relating.disparity import disparity

NAMES = list("abcde")
edge_lists = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.sampled_from([0.0, 0.5, 1.0, 3.0]),
    max_size=10,
)


def network(pairs, *, directed):
    edges = pd.DataFrame(
        [(a, b, w) for (a, b), w in pairs.items()], columns=["source", "target", "weight"]
    )
    nodes = pd.DataFrame(index=pd.Index(NAMES, name="n"))
    return Network.from_edges(edges, nodes=nodes, directed=directed)


def by_integral(weight, weights):
    """The integral of the paper, computed as one."""
    edges, share = len(weights), weight / sum(weights)
    if edges == 1:
        return 1.0
    area, _ = quad(lambda x: (1 - x) ** (edges - 2), 0, share)
    return 1 - (edges - 1) * area


@settings(max_examples=30)
@given(pairs=edge_lists)
def test_a_directed_edge_follows_the_integral_at_both_ends(pairs):
    judged = disparity(network(pairs, directed=True))
    real = {pair: w for pair, w in pairs.items() if pair[0] != pair[1] and w > 0}
    for edge in judged.itertuples():
        if (edge.source, edge.target) in real:
            leaving = [w for (a, _), w in real.items() if a == edge.source]
            arriving = [w for (_, b), w in real.items() if b == edge.target]
            assert edge.p_source == pytest.approx(by_integral(edge.observed, leaving), abs=1e-9)
            assert edge.p_target == pytest.approx(by_integral(edge.observed, arriving), abs=1e-9)
            assert edge.p == min(edge.p_source, edge.p_target)
        else:
            assert edge.p == 1


@settings(max_examples=30)
@given(pairs=edge_lists)
def test_an_undirected_edge_is_judged_among_all_edges_of_its_ends(pairs):
    real = {tuple(sorted(pair)): w for pair, w in pairs.items() if pair[0] != pair[1] and w > 0}
    for edge in disparity(network(real, directed=False)).itertuples():
        around = {
            end: [w for pair, w in real.items() if end in pair]
            for end in (edge.source, edge.target)
        }
        assert edge.p_source == pytest.approx(by_integral(edge.observed, around[edge.source]))
        assert edge.p_target == pytest.approx(by_integral(edge.observed, around[edge.target]))


@settings(max_examples=30)
@given(pairs=edge_lists, directed=st.booleans())
def test_nothing_is_missing(pairs, directed):
    pairs = pairs if directed else {k: v for k, v in pairs.items() if k[0] <= k[1]}
    judged = disparity(network(pairs, directed=directed))
    assert judged[["p_source", "p_target", "p"]].apply(lambda p: p.between(0, 1)).all(axis=None)


def test_a_node_with_one_edge_leaves_the_choice_to_the_other_end():
    # a has edges 8, 1 and 1; its edge of 8 / 10 has (1 − 0.8)² = 0.04. b has this edge only.
    pairs = {("a", "b"): 8.0, ("a", "c"): 1.0, ("a", "d"): 1.0}
    first = disparity(network(pairs, directed=False)).iloc[0]
    assert (first["p_target"], first["p"]) == (1.0, pytest.approx(0.04))


def test_two_nodes_with_one_edge_have_nothing_unlikely():
    assert disparity(network({("a", "b"): 9.0}, directed=False))["p"].tolist() == [1.0]


def test_a_loop_is_no_part_of_the_split():
    # Without the loop a splits 3 : 1 over two edges: (1 − 3/4)¹ = 1/4.
    pairs = {("a", "a"): 100.0, ("a", "b"): 3.0, ("a", "c"): 1.0}
    judged = disparity(network(pairs, directed=False))
    assert judged["p"].tolist() == [1.0, 0.25, 0.75]


def test_any_column_of_weights_can_be_judged():
    edges = pd.DataFrame({"source": "a", "target": ["b", "c"], "weight": 1.0, "shared": [3, 1]})
    judged = disparity(Network.from_edges(edges), counts="shared")
    np.testing.assert_allclose(judged["p"], [0.25, 0.75])
    with pytest.raises(UnknownNameError, match="Did you mean 'shared'"):
        disparity(Network.from_edges(edges), counts="share")
