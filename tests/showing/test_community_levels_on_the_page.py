"""The page zooms through a tree of communities as through the levels of a classification."""

import pandas as pd
import pytest

from mobility.foundation.network import Network
from mobility.foundation.occupations import Occupations
from mobility.relating.community_levels import community_levels
from mobility.relating.community_tree import CommunityTree
from mobility.showing.network_content import network_content
from mobility.showing.network_page import network_page
from mobility.showing.network_view import NetworkView

CODES = ["5120", "5131", "7212", "7213"]


@pytest.fixture
def view():
    nodes = pd.DataFrame(
        {"community": [1, 1, 2, 2], "community_name": ["food", "food", "metal", "metal"]},
        index=pd.Index(CODES, name="occupation"),
    )
    edges = pd.DataFrame({"source": ["5120", "5120", "7212"], "target": ["5131", "7213", "7213"],
                          "weight": [0.8, 0.2, 0.6]})  # fmt: skip
    network = Network.from_edges(edges, nodes=nodes, version="SSYK 2012")
    groups = pd.DataFrame(
        {"parent": [0, 0]},
        index=pd.MultiIndex.from_tuples([(1, 1), (1, 2)], names=["level", "community"]),
    )
    tree = CommunityTree(nodes[["community"]].set_axis(["level_1"], axis=1), groups)
    titles = pd.DataFrame(
        {"title": ["Cooks", "Waiters", "Welders", "Sheet-metal workers"], "level": 4},
        index=pd.Index(CODES, name="occupation"),
    )
    names = pd.Series(["food", "metal"], index=groups.index)
    about = pd.DataFrame({"occupation": ["1", "5120"], "skill": ["drill", "knife"], "share": 0.5})
    return NetworkView.of(
        network, occupations=Occupations(titles, "SSYK 2012"), skills=about,
        levels=community_levels(network, tree, names),
    )  # fmt: skip


def test_dots_are_communities_with_their_own_names_and_colours(view):
    broad, fine = network_content(view)["levels"]
    assert (broad["communities"], fine["communities"]) == (True, False)
    assert broad["title"] == ["food", "metal"]
    assert broad["group"] == [1, 2]
    assert fine["title"][0] == "Cooks"


def test_a_community_does_not_take_what_is_said_of_a_code_of_the_same_number(view):
    broad, fine = network_content(view)["levels"]
    assert broad["skills"] == [[], []]
    assert len(fine["skills"][0]) == 1
    assert dict(view.recipe.steps[-1].counts)["skills set aside"] == 1


def test_the_page_has_words_for_them_in_both_languages(view):
    page = network_page(view)
    for said in ("Grupper {level}", "Groups {level}", "grupper av yrken", "groups of occupations"):
        assert said in page
