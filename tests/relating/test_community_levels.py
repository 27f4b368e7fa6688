"""A network seen from every level of a tree of communities, ready for a page."""

import pandas as pd
import pytest

from mobility.foundation.errors import InputError
from mobility.foundation.network import Network
from mobility.relating.community_levels import community_levels
from mobility.relating.community_tree import CommunityTree

JOBS = ["baker", "cook", "fitter", "welder"]


def tree():
    nodes = pd.DataFrame(
        {"level_1": [1, 1, 2, 2], "level_2": [1, 2, 3, 3]}, index=pd.Index(JOBS, name="occupation")
    )
    index = pd.MultiIndex.from_tuples(
        [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)], names=["level", "community"]
    )
    return CommunityTree(nodes, pd.DataFrame({"parent": [0, 0, 1, 1, 2]}, index=index))


def network(names=JOBS):
    edges = pd.DataFrame({"source": ["baker", "cook"], "target": ["cook", "welder"],
                          "weight": [0.8, 0.4]})  # fmt: skip
    nodes = pd.DataFrame({"ads": 3}, index=pd.Index(names, name="occupation"))
    return Network.from_edges(edges, nodes=nodes, measure="jaccard", version="SSYK 2012")


def named(*titles):
    return pd.Series(titles, index=tree().groups.index)


def test_every_level_has_its_names_and_the_colours_of_the_first():
    found = community_levels(network(), tree(), named("food", "metal", "oven", "knife", "metal"))
    assert list(found) == [1, 2]
    fine = found[2].nodes
    assert fine["title"].to_dict() == {"1": "oven", "2": "knife", "3": "metal"}
    assert fine["community"].to_dict() == {"1": 1, "2": 1, "3": 2}
    assert fine["community_name"].tolist() == ["food", "food", "metal"]
    assert fine["ads"].tolist() == [3, 3, 6]


def test_an_edge_is_the_mean_over_all_pairs_of_two_groups():
    """Of the four pairs of the broad groups one is related, by .4."""
    found = community_levels(network(), tree(), named("food", "metal", "oven", "knife", "metal"))
    assert found[1].edges["weight"].tolist() == pytest.approx([0.1])
    assert found[1].nodes.index.name == "community"


def test_a_group_without_a_name_is_called_by_its_number():
    found = community_levels(network(), tree(), named("", "metal", "oven", "", "metal"))
    assert found[1].nodes["title"].tolist() == ["1", "metal"]
    assert found[2].nodes["title"].tolist() == ["oven", "2", "metal"]


def test_a_node_that_is_not_in_the_tree_is_named():
    with pytest.raises(InputError, match="nurse"):
        community_levels(network([*JOBS, "nurse"]), tree(), named("a", "b", "c", "d", "e"))
