"""The network with only the edges that chance would hardly give."""

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.network import Network
from mobility.relating.backbone import backbone
from mobility.relating.disparity import disparity
from mobility.relating.noise_corrected import noise_corrected

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
