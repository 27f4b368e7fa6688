"""Two tables, nodes and edges, in one order, out to other libraries and back."""

import networkx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from mobility.foundation.errors import InputError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step

NAMES = ["cook", "waiter", "baker", "driver"]
STEP = Step.of("backbone")


def nodes(names=NAMES, **columns) -> pd.DataFrame:
    return pd.DataFrame(columns, index=pd.Index(names, name="occupation", dtype="str"))


def edges(*triples, **columns) -> pd.DataFrame:
    table = pd.DataFrame(list(triples), columns=["source", "target", "weight"])
    return table.assign(**columns)


def triples(network: Network) -> list[tuple]:
    table = network.edges[["source", "target", "weight"]]
    return list(table.itertuples(index=False, name=None))


@st.composite
def networks(draw) -> Network:
    """Any network of up to five nodes, with loops, isolated nodes and blank attributes."""
    names = draw(st.lists(st.text("abcåäö é", min_size=1, max_size=4), unique=True, max_size=5))
    directed = draw(st.booleans())
    places = [(i, j) for i in range(len(names)) for j in range(len(names)) if directed or i <= j]
    held = [place for place in places if draw(st.booleans())]
    weights = draw(st.lists(st.floats(0, 1e6), min_size=len(held), max_size=len(held)))
    table = pd.DataFrame(
        {
            "source": [names[i] for i, _ in held],
            "target": [names[j] for _, j in held],
            "weight": weights,
            "shared": [f"skill {k}" for k in range(len(held))],
        }
    )
    about = nodes(names, size=list(range(len(names))), group=["g"] * len(names))
    return Network(about, table, directed, "proximity", "SSYK 2012")


def test_in_an_undirected_network_the_first_node_is_the_source():
    network = Network.from_edges(
        edges(("baker", "cook", 0.3), ("waiter", "cook", 0.5)), nodes=nodes()
    )
    assert triples(network) == [("cook", "waiter", 0.5), ("cook", "baker", 0.3)]


def test_in_a_directed_network_both_ways_are_two_edges():
    both = edges(("cook", "waiter", 0.5), ("waiter", "cook", 0.2))
    network = Network.from_edges(both, nodes=nodes(), directed=True)
    assert triples(network) == [("cook", "waiter", 0.5), ("waiter", "cook", 0.2)]


def test_in_an_undirected_network_both_ways_are_the_same_edge_twice():
    both = edges(("cook", "waiter", 0.5), ("waiter", "cook", 0.2))
    with pytest.raises(InputError, match="'cook' – 'waiter' stands twice"):
        Network.from_edges(both, nodes=nodes())


def test_without_nodes_the_names_in_the_edges_are_the_nodes_sorted():
    network = Network.from_edges(edges(("waiter", "cook", 1.0)))
    assert network.nodes.index.tolist() == ["cook", "waiter"]


@pytest.mark.parametrize("bad", [-0.1, np.nan, np.inf, "heavy"])
def test_a_weight_must_be_a_finite_number_of_at_least_nought(bad):
    with pytest.raises(InputError, match=r"row 2, column 'weight': .* is not a finite number"):
        Network.from_edges(edges(("cook", "waiter", 1.0), ("cook", "baker", bad)), nodes=nodes())


def test_an_edge_to_nobody_is_refused():
    with pytest.raises(InputError, match="edge target 'pilot' is not among the nodes"):
        Network.from_edges(edges(("cook", "pilot", 1.0)), nodes=nodes())


def test_a_node_that_stands_twice_is_refused():
    with pytest.raises(InputError, match="node 'cook' stands twice"):
        Network.from_edges(edges(), nodes=nodes(["cook", "cook"]))


def test_a_missing_column_of_the_edge_table_is_named():
    with pytest.raises(InputError, match="lacks column 'weight'"):
        Network(nodes(), edges().drop(columns="weight"), False, "proximity")


def test_other_columns_stay_with_their_edges_behind_the_first_three():
    table = edges(("waiter", "cook", 1.0), ("baker", "cook", 2.0), why=["menu", "oven"])
    network = Network.from_edges(table[["why", "weight", "target", "source"]], nodes=nodes())
    assert network.edges.columns.tolist() == ["source", "target", "weight", "why"]
    assert network.edges["why"].tolist() == ["menu", "oven"]


def test_the_tables_given_are_not_changed_and_later_changes_do_not_reach_the_network():
    about, table = nodes(size=[1, 2, 3, 4]), edges(("waiter", "cook", 1.0))
    network = Network.from_edges(table, nodes=about)
    assert table["source"].tolist() == ["waiter"]
    about["size"] = 0
    table["weight"] = 0.0
    assert network.nodes["size"].tolist() == [1, 2, 3, 4]
    assert network.edges["weight"].tolist() == [1.0]


def test_a_matrix_becomes_edges_without_its_diagonal():
    matrix = csr_array(np.array([[9, 0.5, 0], [0.5, 9, 0.2], [0, 0.2, 9]]))
    network = Network.from_matrix(matrix, nodes(NAMES[:3]))
    assert triples(network) == [("cook", "waiter", 0.5), ("waiter", "baker", 0.2)]


def test_a_directed_matrix_goes_from_row_to_column():
    matrix = csr_array(np.array([[0, 0.5], [0.1, 0]]))
    network = Network.from_matrix(matrix, nodes(NAMES[:2]), directed=True)
    assert triples(network) == [("cook", "waiter", 0.5), ("waiter", "cook", 0.1)]


@pytest.mark.parametrize("size", [2, 4])
def test_a_matrix_of_another_size_than_the_nodes_is_refused(size):
    with pytest.raises(InputError, match="but there are 3 nodes"):
        Network.from_matrix(csr_array(np.ones((size, size))), nodes(NAMES[:3]))


def test_the_matrix_of_an_undirected_network_is_symmetric_and_counts_a_loop_once():
    network = Network.from_edges(
        edges(("cook", "cook", 3.0), ("cook", "waiter", 0.5)), nodes=nodes(NAMES[:2])
    )
    assert network.to_matrix().toarray().tolist() == [[3.0, 0.5], [0.5, 0.0]]


@given(networks())
@settings(max_examples=50)
def test_the_matrix_gives_the_edges_back(network):
    loops = (network.edges["source"] == network.edges["target"]).to_numpy()
    kept = network.with_edges(network.edges[~loops & (network.edges["weight"] > 0)], STEP)
    back = Network.from_matrix(kept.to_matrix(), kept.nodes, directed=kept.directed)
    assert triples(back) == triples(kept)


@given(networks(), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_the_edge_rows_does_not_matter(network, chance):
    order = list(range(len(network.edges)))
    chance.shuffle(order)
    mixed = network.with_edges(network.edges.iloc[order], STEP)
    pd.testing.assert_frame_equal(mixed.edges, network.edges)


def same(back: Network, network: Network) -> None:
    """Assert that a round trip kept direction, measure, version, nodes, edges and attributes."""
    assert (back.directed, back.measure, back.version) == (
        network.directed,
        network.measure,
        network.version,
    )
    assert back.nodes.index.tolist() == network.nodes.index.tolist()
    assert triples(back) == triples(network)
    if len(network.nodes):
        assert back.nodes[["size", "group"]].to_dict("list") == network.nodes.to_dict("list")
    if len(network.edges):
        assert back.edges["shared"].tolist() == network.edges["shared"].tolist()


@given(networks())
@settings(max_examples=60)
def test_out_to_networkx_and_back(network):
    graph = network.to_networkx()
    assert graph.is_directed() == network.directed
    same(Network.from_networkx(graph), network)


@given(networks())
@settings(max_examples=60)
def test_out_to_igraph_and_back(network):
    graph = network.to_igraph()
    assert graph.is_directed() == network.directed
    same(Network.from_igraph(graph), network)


def test_other_libraries_get_plain_values():
    about = nodes(size=np.array([1, 2, 3, 4], dtype=np.int64), day=[None, "x", None, None])
    graph = Network.from_edges(edges(("cook", "waiter", 0.5)), nodes=about).to_networkx()
    assert graph.nodes["cook"] == {"size": 1, "day": None}
    assert type(graph.nodes["cook"]["size"]) is int
    assert type(graph.edges["cook", "waiter"]["weight"]) is float


def test_an_edge_of_networkx_without_weight_weighs_one():
    graph = networkx.Graph([("a", "b", {"weight": 2.0}), ("b", "c")])
    assert triples(Network.from_networkx(graph)) == [("a", "b", 2.0), ("b", "c", 1.0)]


def test_another_attribute_can_be_the_weight():
    graph = networkx.DiGraph([("a", "b", {"moves": 7})])
    network = Network.from_networkx(graph, weight="moves")
    assert triples(network) == [("a", "b", 7.0)]
    assert network.measure == "moves"


def test_parallel_edges_are_refused_from_either_library():
    with pytest.raises(InputError, match="parallel edges"):
        Network.from_networkx(networkx.MultiGraph([(1, 2), (1, 2)]))
    import igraph

    with pytest.raises(InputError, match="stands twice"):
        Network.from_igraph(igraph.Graph([(0, 1), (0, 1)]))


def test_an_igraph_without_names_is_named_by_position():
    import igraph

    assert triples(Network.from_igraph(igraph.Graph([(0, 1)]))) == [(0, 1, 1.0)]


def test_a_column_that_would_hide_the_nodes_names_in_igraph_is_refused():
    network = Network.from_edges(edges(("cook", "waiter", 1.0)), nodes=nodes(name=list("abcd")))
    with pytest.raises(InputError, match="call it 'title'"):
        network.to_igraph()


def test_pyvis_gets_every_node_by_number_and_every_edge():
    drawn = Network.from_edges(edges(("cook", "waiter", 0.5)), nodes=nodes()).to_pyvis()
    assert [node["label"] for node in drawn.nodes] == NAMES
    assert [(e["from"], e["to"], e["value"]) for e in drawn.edges] == [(0, 1, 0.5)]


def test_other_nodes_for_the_same_names_may_come_in_another_order():
    network = Network.from_edges(edges(("cook", "waiter", 0.5)), nodes=nodes())
    turned = network.with_nodes(nodes(NAMES[::-1], size=[1, 2, 3, 4]))
    assert triples(turned) == [("waiter", "cook", 0.5)]


def test_other_edges_add_a_step_to_the_recipe():
    network = Network.from_edges(edges(("cook", "waiter", 0.5)), nodes=nodes())
    assert network.with_edges(edges(), STEP).recipe.steps == (STEP,)


def test_the_short_form_says_kind_counts_direction_and_measure():
    network = Network.from_edges(edges(("cook", "waiter", 0.5)), nodes=nodes(), measure="phi")
    assert repr(network) == "Network(4 occupation, 1 edge, undirected, 'phi')"
