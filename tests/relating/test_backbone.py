"""The network with only the edges that chance would hardly give, or that are the strongest."""

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.network import Network
from mobility.relating.backbone import backbone
from mobility.relating.disparity import disparity
from mobility.relating.mutual_nearest import mutual_nearest
from mobility.relating.noise_corrected import noise_corrected
from mobility.relating.spanning_tree import spanning_tree

RULES = {"noise-corrected": noise_corrected, "disparity": disparity}


@pytest.fixture
def noisy():
    """Two blocks of ten with many moves inside, a few at random between, and one lonely node."""
    random = np.random.default_rng(0)
    names = [f"n{i:02}" for i in range(20)] + ["zz"]
    edges = [
        (names[i], names[j], random.poisson(30 if i // 10 == j // 10 else 3))
        for i in range(20)
        for j in range(i)
    ]
    return Network.from_edges(
        pd.DataFrame(edges, columns=["source", "target", "weight"]),
        nodes=pd.DataFrame({"support": 1}, index=pd.Index(names, name="node")),
    )


@pytest.mark.parametrize("rule", RULES)
def test_exactly_the_edges_with_a_p_below_alpha_are_kept(noisy, rule):
    kept = backbone(noisy, rule=rule, alpha=0.3)
    judged = RULES[rule](noisy)
    expected = judged[judged["p"] < 0.3].reset_index(drop=True)
    assert 0 < len(expected) < len(judged)
    pd.testing.assert_frame_equal(
        kept.edges[["source", "target", "p"]], expected[["source", "target", "p"]]
    )


def test_the_planted_blocks_are_what_is_left(noisy):
    kept = backbone(noisy).edges
    block = {name: number // 10 for number, name in enumerate(noisy.nodes.index)}
    assert len(kept) > 60  # of the 2 · 45 edges inside the blocks
    assert (kept["source"].map(block) == kept["target"].map(block)).all()


@pytest.mark.parametrize("rule", RULES)
def test_every_node_stays_with_its_columns(noisy, rule):
    pd.testing.assert_frame_equal(backbone(noisy, rule=rule).nodes, noisy.nodes)


@pytest.mark.parametrize("rule", RULES)
def test_a_network_without_edges_stays_as_it_is(rule):
    empty = Network.from_edges(
        pd.DataFrame({"source": [], "target": [], "weight": []}),
        nodes=pd.DataFrame(index=pd.Index(["a", "b"], name="node")),
    )
    kept = backbone(empty, rule=rule)
    assert (len(kept.nodes), len(kept.edges)) == (2, 0)
    assert "p" in kept.edges


def test_the_weights_stay_those_of_the_measure_when_counts_are_judged(noisy):
    edges = noisy.edges.assign(shared=noisy.edges["weight"], weight=0.5)
    similar = Network(noisy.nodes, edges, False, "proximity")
    kept = backbone(similar, counts="shared")
    assert set(kept.edges["weight"]) == {0.5}
    pd.testing.assert_frame_equal(
        kept.edges[["source", "target", "p"]], backbone(noisy).edges[["source", "target", "p"]]
    )


def test_the_recipe_says_the_rule_and_how_many_edges_were_kept(noisy):
    kept = backbone(noisy, rule="disparity", alpha=0.3)
    step = kept.recipe.steps[-1]
    assert dict(step.settings) == {"rule": "disparity", "counts": "weight", "alpha": 0.3}
    assert dict(step.counts) == {"edges": 190, "kept": len(kept.edges)}


def test_two_runs_give_the_same_bytes(noisy):
    pd.testing.assert_frame_equal(backbone(noisy).edges, backbone(noisy).edges, check_exact=True)


def test_an_unknown_rule_is_refused_with_the_nearest(noisy):
    with pytest.raises(UnknownNameError, match="Did you mean 'noise-corrected'"):
        backbone(noisy, rule="noise corrected")


@pytest.mark.parametrize("alpha", [0, 1, 5])
def test_an_alpha_that_is_no_probability_is_refused(noisy, alpha):
    with pytest.raises(InputError, match="is not a probability between 0 and 1"):
        backbone(noisy, alpha=alpha)


# The rules that rank: no chance, so no alpha.


def test_mutual_nearest_keeps_exactly_the_edges_of_rank_k_or_less(noisy):
    kept = backbone(noisy, rule="mutual nearest", k=3)
    judged = mutual_nearest(noisy)
    expected = judged[judged["rank"] <= 3].reset_index(drop=True)
    assert 0 < len(kept.edges) < len(judged)
    assert kept.edges["rank"].tolist() == expected["rank"].tolist()
    assert kept.edges["source"].tolist() == expected["source"].tolist()
    assert kept.edges["target"].tolist() == expected["target"].tolist()


def test_no_node_keeps_more_than_k_mutual_nearest(noisy):
    kept = backbone(noisy, rule="mutual nearest", k=3).edges
    assert pd.concat([kept["source"], kept["target"]]).value_counts().max() <= 3


def test_self_loops_and_edges_of_0_are_in_no_mutual_nearest_backbone():
    edges = pd.DataFrame({"source": ["a", "a"], "target": ["a", "b"], "weight": [9, 0]})
    kept = backbone(Network.from_edges(edges), rule="mutual nearest", k=1)
    assert len(kept.edges) == 0
    assert kept.edges["rank"].dtype == "int64"


def test_a_spanning_tree_backbone_without_threshold_is_the_tree(noisy):
    kept = backbone(noisy, rule="spanning tree").edges
    assert len(kept) == 19  # 20 nodes in one part, and one node alone
    assert kept["in_tree"].all()


def test_a_spanning_tree_backbone_has_the_tree_and_every_edge_from_the_threshold_on(noisy):
    kept = backbone(noisy, rule="spanning tree", threshold=30).edges
    tree = backbone(noisy, rule="spanning tree").edges
    judged = spanning_tree(noisy)
    wanted = judged[judged["in_tree"] | (judged["observed"] >= 30)]
    assert len(tree) < len(kept) < len(judged)
    assert (kept["weight"] == 30).any()  # from the threshold on, itself included
    assert kept["source"].tolist() == wanted["source"].tolist()
    assert kept["target"].tolist() == wanted["target"].tolist()


def test_the_column_judged_need_not_be_the_weight():
    edges = pd.DataFrame(
        {"source": ["a", "a", "b"], "target": ["b", "c", "c"], "weight": 0.5, "shared": [1, 2, 3]}
    )
    triangle = Network.from_edges(edges)
    tree = backbone(triangle, rule="spanning tree", counts="shared").edges
    near = backbone(triangle, rule="mutual nearest", counts="shared", k=1).edges
    assert tree["source"].str.cat(tree["target"]).tolist() == ["ac", "bc"]
    assert near["source"].str.cat(near["target"]).tolist() == ["bc"]
    assert set(tree["weight"]) == set(near["weight"]) == {0.5}


def test_a_backbone_of_a_backbone_tells_both_steps_in_order(noisy):
    once = backbone(noisy, rule="disparity", alpha=0.5)
    steps = backbone(backbone(once, rule="mutual nearest", k=4), rule="mutual nearest", k=2).recipe
    said = [dict(step.settings) for step in steps.steps[-3:]]
    assert [(one["rule"], one.get("alpha"), one.get("k")) for one in said] == [
        ("disparity", 0.5, None), ("mutual nearest", None, 4), ("mutual nearest", None, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "given"), [("mutual nearest", {"k": 4}), ("spanning tree", {"threshold": 20.0})]
)
def test_the_recipe_of_a_ranking_rule_states_its_own_setting_and_no_other(noisy, rule, given):
    kept = backbone(noisy, rule=rule, **given)
    step = kept.recipe.steps[-1]
    assert dict(step.settings) == {"rule": rule, "counts": "weight", **given}
    assert dict(step.counts) == {"edges": 190, "kept": len(kept.edges)}


@pytest.mark.parametrize(
    ("rule", "given"), [("mutual nearest", {"k": 4}), ("spanning tree", {"threshold": 20.0})]
)
def test_every_node_stays_where_a_ranking_rule_keeps_edges(noisy, rule, given):
    pd.testing.assert_frame_equal(backbone(noisy, rule=rule, **given).nodes, noisy.nodes)


def test_a_whole_number_from_numpy_is_a_k(noisy):
    step = backbone(noisy, rule="mutual nearest", k=np.int64(4)).recipe.steps[-1]
    assert type(dict(step.settings)["k"]) is int


def test_mutual_nearest_needs_k(noisy):
    with pytest.raises(InputError, match="the rule 'mutual nearest' needs k, such as k=5"):
        backbone(noisy, rule="mutual nearest")


@pytest.mark.parametrize("k", [0, -1, 2.5, float("nan")])
def test_a_k_that_is_no_number_of_neighbours_is_refused(noisy, k):
    with pytest.raises(InputError, match="is not a whole number of at least 1"):
        backbone(noisy, rule="mutual nearest", k=k)


@pytest.mark.parametrize("threshold", [-1.0, float("inf"), float("nan")])
def test_a_threshold_that_no_weight_can_have_is_refused(noisy, threshold):
    with pytest.raises(InputError, match="is not a finite number of at least 0"):
        backbone(noisy, rule="spanning tree", threshold=threshold)


def test_settings_of_other_rules_are_refused_all_at_once(noisy):
    with pytest.raises(InputError) as refused:
        backbone(noisy, rule="spanning tree", alpha=0.05, k=3)
    assert [str(problem) for problem in refused.value.problems] == [
        "the rule 'spanning tree' takes threshold, not alpha; leave it out",
        "the rule 'spanning tree' takes threshold, not k; leave it out",
    ]


@pytest.mark.parametrize(("rule", "given"), [("mutual nearest", {"k": 1}), ("spanning tree", {})])
def test_a_ranking_rule_refuses_what_is_no_number_and_names_the_edge(rule, given):
    edges = pd.DataFrame(
        {"source": ["a", "b"], "target": ["b", "c"], "weight": 1, "shared": [2, None]}
    )
    with pytest.raises(InputError, match=r"row 2, column 'shared': 'nan' is not a finite number"):
        backbone(Network.from_edges(edges), rule=rule, counts="shared", **given)
    with pytest.raises(UnknownNameError, match="Did you mean 'shared'"):
        backbone(Network.from_edges(edges), rule=rule, counts="share", **given)


@pytest.mark.parametrize(("rule", "given"), [("mutual nearest", {"k": 1}), ("spanning tree", {})])
def test_a_ranking_rule_leaves_a_network_without_edges_as_it_is(rule, given):
    empty = Network.from_edges(
        pd.DataFrame({"source": [], "target": [], "weight": []}),
        nodes=pd.DataFrame(index=pd.Index(["a", "b"], name="node")),
    )
    kept = backbone(empty, rule=rule, **given)
    assert (len(kept.nodes), len(kept.edges)) == (2, 0)
