"""The strongest edges that hold every part of a network together."""

from itertools import combinations

import networkx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.network import Network
from mobility.relating.spanning_tree import spanning_tree


def network(edges, directed=False):
    table = pd.DataFrame(edges, columns=["source", "target", "weight"])
    nodes = pd.DataFrame(index=pd.Index(list("abcde"), name="node"))
    return Network.from_edges(table, nodes=nodes, directed=directed)


def kept(table):
    tree = table[table["in_tree"]]
    return (tree["source"] + tree["target"]).tolist()


def test_the_tree_of_a_square_with_a_diagonal_worked_by_hand():
    # Strongest first: ab 5, bc 4, then ac 3 would close a b c, then cd 2; ad 1 would close too.
    square = [("a", "b", 5), ("b", "c", 4), ("a", "c", 3), ("c", "d", 2), ("a", "d", 1)]
    table = spanning_tree(network(square))
    assert kept(table) == ["ab", "bc", "cd"]
    assert table["observed"].tolist() == [5, 3, 1, 4, 2]


def test_every_part_has_its_own_tree():
    assert kept(spanning_tree(network([("a", "b", 1), ("d", "e", 9)]))) == ["ab", "de"]


def test_of_equally_strong_edges_the_first_in_node_order_is_taken():
    triangle = [("a", "b", 1), ("a", "c", 1), ("b", "c", 1)]
    assert kept(spanning_tree(network(triangle))) == ["ab", "ac"]


def test_self_loops_and_edges_of_0_join_nobody():
    assert kept(spanning_tree(network([("a", "a", 9), ("a", "b", 0), ("b", "c", 1)]))) == ["bc"]


def test_of_two_edges_one_each_way_only_the_stronger_is_in_the_tree():
    moves = [("a", "b", 1), ("b", "a", 2), ("b", "c", 3), ("c", "b", 3)]
    assert kept(spanning_tree(network(moves, directed=True))) == ["ba", "bc"]


def test_the_recipe_counts_the_edges_in_the_tree():
    step = spanning_tree(network([("a", "b", 1), ("b", "c", 1), ("a", "c", 1)])).attrs["recipe"][-1]
    assert step["counts"] == {"edges": 3, "in tree": 2}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=10, max_size=10))
def test_no_other_set_of_edges_that_joins_as_much_without_a_cycle_weighs_more(weights):
    pairs = list(combinations("abcde", 2))
    table = spanning_tree(network([(*p, w) for p, w in zip(pairs, weights, strict=True)]))
    held = [(*p, w) for p, w in zip(pairs, weights, strict=True) if w > 0]
    graph = networkx.Graph()
    graph.add_nodes_from("abcde")
    graph.add_weighted_edges_from(held)
    size = 5 - networkx.number_connected_components(graph)
    forests = [
        chosen
        for chosen in combinations(held, size)
        if size == 0 or networkx.is_forest(networkx.Graph([(a, b) for a, b, _ in chosen]))
    ]
    tree = table[table["in_tree"]]
    assert len(tree) == size
    assert size == 0 or networkx.is_forest(
        networkx.Graph(tree[["source", "target"]].values.tolist())
    )
    assert tree["observed"].sum() == max(sum(w for *_, w in chosen) for chosen in forests)


@pytest.mark.parametrize("seed", range(3))
def test_a_larger_tree_weighs_what_networkx_finds(seed):
    random = np.random.default_rng(seed)
    names = [f"n{i:02}" for i in range(60)]
    edges = [
        (a, b, random.integers(1, 9)) for a, b in combinations(names, 2) if random.random() < 0.1
    ]
    table = spanning_tree(
        Network.from_edges(pd.DataFrame(edges, columns=["source", "target", "weight"]))
    )
    graph = networkx.Graph()
    graph.add_weighted_edges_from(edges)
    expected = networkx.maximum_spanning_tree(graph)
    assert table.loc[table["in_tree"], "observed"].sum() == expected.size("weight")
    assert table["in_tree"].sum() == expected.number_of_edges()
