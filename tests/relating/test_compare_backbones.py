"""What several backbones keep of one network, and how far they agree."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.errors import InputError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step, recipe_of
from mobility.relating.backbone import backbone
from mobility.relating.backbones_in_words import backbones_in_words
from mobility.relating.compare_backbones import compare_backbones


@pytest.fixture
def network():
    """Two triangles, a bridge between them, a self-loop and a lonely node; 100 in all."""
    lines = [("a", "b", 20), ("a", "c", 15), ("b", "c", 10), ("c", "d", 3), ("d", "e", 20),
             ("d", "f", 15), ("e", "f", 10), ("f", "f", 7)]  # fmt: skip
    return Network.from_edges(
        pd.DataFrame(lines, columns=["source", "target", "weight"]),
        nodes=pd.DataFrame(index=pd.Index([*"abcdef", "z"], name="node")),
    )


def only(network, pairs):
    """The network with only these edges."""
    edges = network.edges[(network.edges["source"] + network.edges["target"]).isin(pairs)]
    return network.with_edges(edges, Step.of("chosen"))


def test_a_comparison_by_hand(network):
    found = compare_backbones(
        network,
        {"one": only(network, ["ab", "ac", "ff"]), "other": only(network, ["ab", "cd", "de"])},
    )
    # Of 8 edges and a weight of 100: ab + ac + ff = 20 + 15 + 7 and ab + cd + de = 20 + 3 + 20.
    assert found.loc["one", ["edges", "share", "weight"]].tolist() == [3, 3 / 8, 0.42]
    assert found.loc["other", ["edges", "share", "weight"]].tolist() == [3, 3 / 8, 0.43]
    # b–a–c; the self-loop joins nobody. a–b and c–d–e.
    assert found.loc["one", ["nodes", "components", "largest"]].tolist() == [3, 1, 3]
    assert found.loc["other", ["nodes", "components", "largest"]].tolist() == [5, 2, 3]
    # One of five edges in common.
    assert found["overlap with one"].tolist() == [1.0, 0.2]
    assert found["overlap with other"].tolist() == [0.2, 1.0]


def test_rule_and_settings_are_those_of_the_recipe(network):
    found = compare_backbones(
        network,
        {
            "strict": backbone(network, alpha=0.01, correction="holm"),
            "near": backbone(network, rule="mutual nearest", k=2),
            "tree": backbone(network, rule="spanning tree"),
            "own": only(network, ["ab"]),
        },
    )
    assert found["rule"].tolist() == ["noise-corrected", "mutual nearest", "spanning tree", ""]
    assert found["settings"].tolist() == [
        "counts='weight', alpha=0.01, correction='holm', tests=8",
        "counts='weight', k=2",
        "counts='weight'",
        "",
    ]
    assert recipe_of(found).steps[-1] == Step.of(
        "compare_backbones", {}, {"backbones": 4, "edges": 8}
    )


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), unique=True, max_size=20),
    st.data(),
    st.booleans(),
)
def test_parts_and_overlaps_are_those_of_networkx_and_of_sets(pairs, data, directed):
    pairs = pairs if directed else sorted({(min(p), max(p)) for p in pairs})
    table = pd.DataFrame(pairs, columns=["source", "target"]).assign(weight=1.0)
    nodes = pd.DataFrame(index=pd.Index(range(8), name="node"))
    network = Network(nodes, table, directed, "moves")
    chosen = [
        network.with_edges(
            network.edges[data.draw(st.lists(st.booleans(), min_size=len(pairs),
                                             max_size=len(pairs)).map(np.array)).astype(bool)],
            Step.of("chosen"),
        )
        for _ in range(2)
    ]  # fmt: skip
    found = compare_backbones(network, dict(zip("AB", chosen, strict=True)))
    sets = [set(zip(c.edges["source"], c.edges["target"], strict=True)) for c in chosen]
    for name, kept in zip("AB", sets, strict=True):
        graph = nx.Graph([pair for pair in kept if pair[0] != pair[1]])
        parts = [len(part) for part in nx.connected_components(graph)]
        line = found.loc[name, ["edges", "nodes", "components", "largest"]].tolist()
        assert line == [len(kept), len(graph), len(parts), max(parts, default=0)]
    if sets[0] | sets[1]:
        jaccard = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
        assert found.at["A", "overlap with B"] == found.at["B", "overlap with A"] == jaccard
    else:
        assert np.isnan(found.at["A", "overlap with B"])


def test_shares_of_nothing_are_missing():
    empty = Network.from_edges(
        pd.DataFrame({"source": [], "target": [], "weight": []}),
        nodes=pd.DataFrame(index=pd.Index(["a", "b"], name="node")),
    )
    found = compare_backbones(empty, {"tree": backbone(empty, rule="spanning tree")})
    assert found.loc["tree", ["edges", "nodes", "components", "largest"]].tolist() == [0, 0, 0, 0]
    assert found.loc["tree", ["share", "weight", "overlap with tree"]].isna().all()
    said = backbones_in_words(found)
    assert said == (
        "tree (spanning tree, counts='weight') keeps 0 edges (–), – of the weight; "
        "they join 0 nodes in 0 parts, the largest of 0."
    )


def test_a_backbone_of_another_network_is_refused_by_name(network):
    fewer = Network.from_edges(network.edges)
    stranger = pd.DataFrame({"source": ["a"], "target": ["z"], "weight": [1]})
    with pytest.raises(InputError) as refused:
        compare_backbones(
            network,
            {"fewer": fewer, "strange": Network(network.nodes, stranger, False, "weight"),
             "directed": Network(network.nodes, network.edges, True, "weight")},
        )  # fmt: skip
    assert [str(problem) for problem in refused.value.problems] == [
        "'fewer' has other nodes or directions than the network",
        "'strange' has edges that the network does not have",
        "'directed' has other nodes or directions than the network",
    ]


def test_nothing_to_compare_is_refused(network):
    with pytest.raises(InputError, match="no backbone is given"):
        compare_backbones(network, {})


def test_the_sentences_name_the_most_and_the_least_alike(network):
    kept = {
        "A": only(network, ["ab", "ac"]),
        "B": only(network, ["ab", "ac", "bc"]),
        "C": only(network, ["de"]),
        "none": only(network, []),
    }
    said = backbones_in_words(compare_backbones(network, kept)).splitlines()
    assert said[1] == (
        "B keeps 3 edges (37.5 %), 45.0 % of the weight; they join 3 nodes in 1 part, "
        "the largest of 3."
    )
    assert len(said) == 5
    # A and B: 2 of 3; A and C: none in common, as B and C and every one and none.
    assert said[4] == (
        "Most alike are A and B, which agree in a share of 0.67 of the edges that either keeps "
        "(Jaccard index); least alike A and C, 0.00."
    )
