"""Groups that many seeds agree on, and how much that agreement means."""

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError
from mobility.foundation.network import Network
from mobility.relating.consensus import consensus_communities


def drawn(sizes, within, between, seed=0):
    """A network with planted groups: pairs inside are linked with one probability, others not."""
    draw = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(sizes)), sizes)
    chance = np.where(np.equal.outer(group, group), within, between)
    i, j = np.nonzero(np.triu(draw.random(chance.shape) < chance, k=1))
    names = np.array([f"o{k:03d}" for k in range(len(group))])
    edges = pd.DataFrame(
        {"source": names[i], "target": names[j], "weight": draw.uniform(0.5, 1.5, len(i))}
    )
    nodes = pd.DataFrame(index=pd.Index(names, name="occupation", dtype="str"))
    return Network.from_edges(edges, nodes=nodes), group


def test_planted_groups_are_found_and_every_seed_agrees():
    network, group = drawn([20, 16, 12], 0.5, 0.04)
    found = consensus_communities(network, runs=20)
    assert found.stable
    assert found.nodes["community"].tolist() == (group + 1).tolist()
    assert found.groups["members"].tolist() == [20, 16, 12]
    assert found.stability > 0.95
    assert (found.nodes["stability"] > 0.9).all()
    assert found.p == pytest.approx(1 / 21)
    assert found.shuffled["stability"].max() < 0.9


@pytest.mark.parametrize("seed", range(4))
def test_a_random_network_has_no_stable_groups(seed):
    network, _ = drawn([60], 0.1, 0.1, seed)
    found = consensus_communities(network, runs=20)
    assert not found.stable
    assert "no stable groups" in repr(found)


def test_random_networks_reach_a_small_p_no_more_often_than_chance():
    """Of 30 random networks about 1.5 have p at most .05; more than 6 has probability .001."""
    small = [
        consensus_communities(drawn([24], 0.2, 0.2, seed)[0], runs=6).p <= 0.05
        for seed in range(30)
    ]
    assert sum(small) <= 6


def test_a_network_so_small_that_every_seed_agrees_is_still_held_against_chance():
    network, _ = drawn([10], 0.45, 0.45, seed=3)
    found = consensus_communities(network, runs=10)
    assert found.stability > 0.75
    assert not found.stable


def test_nodes_without_an_edge_have_no_group_and_no_stability():
    network, _ = drawn([6, 6], 1.0, 0.0)
    nodes = pd.DataFrame(index=network.nodes.index.append(pd.Index(["zz"])).rename("occupation"))
    found = consensus_communities(Network.from_edges(network.edges, nodes=nodes), runs=5)
    assert found.nodes.at["zz", "community"] == 0
    assert np.isnan(found.nodes.at["zz", "stability"])
    assert dict(found.recipe.steps[-1].counts)["without an edge"] == 1


def test_the_same_seed_gives_the_same_groups_and_figures():
    network, _ = drawn([15, 15], 0.3, 0.1)
    one, other = (consensus_communities(network, runs=10, random_state=4) for _ in range(2))
    pd.testing.assert_frame_equal(one.nodes, other.nodes)
    pd.testing.assert_frame_equal(one.shuffled, other.shuffled)
    assert (one.stability, one.modularity, one.p) == (other.stability, other.modularity, other.p)


def test_wrong_settings_are_named_together():
    network, _ = drawn([4], 1.0, 1.0)
    with pytest.raises(InputError, match=r"(?s)resolution.*runs.*nulls"):
        consensus_communities(network, resolution=0, runs=1, nulls=0)


def test_a_network_without_an_edge_is_refused():
    nodes = pd.DataFrame(index=pd.Index(["a", "b"], name="occupation", dtype="str"))
    none = pd.DataFrame({"source": [], "target": [], "weight": []})
    with pytest.raises(InputError, match="no two nodes are linked"):
        consensus_communities(Network.from_edges(none, nodes=nodes))
