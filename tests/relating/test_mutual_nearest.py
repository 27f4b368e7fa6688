"""The places of every edge among the edges of its two ends."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.network import Network
from mobility.relating.mutual_nearest import mutual_nearest


def network(edges, directed=False):
    table = pd.DataFrame(edges, columns=["source", "target", "weight"])
    nodes = pd.DataFrame(index=pd.Index(list("abcdef"), name="node"))
    return Network.from_edges(table, nodes=nodes, directed=directed)


def ranks(table):
    return [
        tuple(line) for line in table[["source", "target", "rank_source", "rank_target"]].values
    ]


def test_the_places_of_four_nodes_worked_by_hand():
    # a: b 5, c 3, d 1 · b: a 5, c 4 · c: b 4, a 3 · d: a 1
    table = mutual_nearest(network([("a", "b", 5), ("a", "c", 3), ("a", "d", 1), ("b", "c", 4)]))
    assert ranks(table) == [("a", "b", 1, 1), ("a", "c", 2, 2), ("a", "d", 3, 1), ("b", "c", 2, 1)]
    assert table["rank"].tolist() == [1, 2, 3, 2]


def test_equally_strong_neighbours_stand_in_node_order():
    # d sees a, b and c alike: places 1, 2, 3; each of these has d alone.
    table = mutual_nearest(network([("a", "d", 2), ("b", "d", 2), ("c", "d", 2)]))
    assert table["rank_source"].tolist() == [1, 1, 1]
    assert table["rank_target"].tolist() == [1, 2, 3]


def test_in_a_directed_network_the_source_ranks_what_leaves_and_the_target_what_reaches_it():
    # out of a: b 1, c 2 · out of b: a 9, c 3 · into c: b 3, a 2 · into a: b · into b: a
    moves = [("a", "b", 1), ("a", "c", 2), ("b", "a", 9), ("b", "c", 3)]
    table = mutual_nearest(network(moves, directed=True))
    assert ranks(table) == [("a", "b", 2, 1), ("a", "c", 1, 2), ("b", "a", 1, 1), ("b", "c", 2, 1)]


def test_self_loops_and_edges_of_0_take_no_place_and_have_none():
    table = mutual_nearest(network([("a", "a", 9), ("a", "b", 1), ("a", "c", 0)]))
    assert table["rank"].isna().tolist() == [True, False, True]
    assert table["rank"][1] == 1


def test_the_recipe_names_the_column():
    step = mutual_nearest(network([("a", "b", 5)])).attrs["recipe"][-1]
    assert step == {
        "step": "mutual_nearest",
        "settings": {"counts": "weight"},
        "counts": {"edges": 1},
    }


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=36, max_size=36),
    st.booleans(),
)
def test_every_place_is_one_more_than_the_neighbours_that_come_before(weights, directed):
    square = np.array(weights).reshape(6, 6)
    if not directed:
        square = np.triu(square)
    names = "abcdef"
    edges = [
        (names[i], names[j], square[i, j]) for i in range(6) for j in range(6) if directed or i <= j
    ]
    table = mutual_nearest(network(edges, directed))
    near = square if directed else square + square.T

    def place(row, me, other):
        stronger = [
            j
            for j in range(6)
            if j != me and (row[j] > row[other] or (row[j] == row[other] and j < other))
        ]
        return len(stronger) + 1

    for line in table.itertuples():
        i, j = names.index(line.source), names.index(line.target)
        if i == j or square[i, j] == 0:
            assert pd.isna(line.rank)
        else:
            expected = place(near[i], i, j), place(near[:, j], j, i)
            assert (line.rank_source, line.rank_target) == expected
            assert line.rank == max(expected)
