"""Groups inside groups, as far down as seeds agree and chance does not."""

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.relating.community_names import community_names
from mobility.relating.community_tree import community_tree
from mobility.relating.community_tree_names import community_tree_names
from mobility.relating.zoom import aggregate_by


def nested(seed=0):
    """Three broad groups; the first two hold three narrow ones of eight each, the third none."""
    draw = np.random.default_rng(seed)
    narrow = np.repeat([0, 1, 2, 3, 4, 5, 6], [8] * 6 + [16])
    broad = np.repeat([0, 1, 2], [24, 24, 16])
    weight = np.where(np.equal.outer(narrow, narrow), 1.0, 0.2)
    weight = np.where(np.equal.outer(broad, broad), weight, 0.01)
    weight *= draw.uniform(0.8, 1.2, weight.shape)
    names = pd.Index([f"o{k:02d}" for k in range(64)], name="occupation", dtype="str")
    return Network.from_matrix(csr_array(weight), pd.DataFrame(index=names)), broad, narrow


@pytest.fixture(scope="module")
def tree():
    return community_tree(nested()[0], runs=10)


def test_a_nested_structure_comes_back_level_by_level(tree):
    _, broad, narrow = nested()
    for column, truth in (("level_1", broad), ("level_2", narrow)):
        pairs = set(zip(tree.nodes[column], truth, strict=True))
        assert len(pairs) == len(set(truth)) == tree.nodes[column].nunique()


def test_every_level_refines_the_one_above(tree):
    for above, below in zip(tree.levels, tree.levels[1:], strict=False):
        grouped = tree.nodes[tree.nodes[below] > 0].groupby(below)[above]
        assert (grouped.min() == grouped.max()).all()
        assert (tree.nodes.loc[tree.nodes[above] == 0, below] == 0).all()
    parents = tree.groups["parent"].xs(2, level="level")
    held = tree.nodes.groupby("level_2")["level_1"].first()
    assert held[held.index > 0].tolist() == parents.tolist()


def test_a_group_without_parts_is_not_divided_and_says_why(tree):
    alone = tree.groups.xs(1, level="level").query("members == 16").iloc[0]
    assert not alone["split"]
    assert alone["split_p"] > 0.05 or alone["split_stability"] < 0.75
    assert (tree.groups.xs(1, level="level").query("members == 24")["split"]).all()


def test_a_level_is_ready_for_zoom_and_names(tree):
    network, _, narrow = nested()
    wide = aggregate_by(network, tree.level(2))
    assert wide.nodes["members"].tolist() == tree.groups.xs(2, level="level")["members"].tolist()
    links = pd.DataFrame({"occupation": network.nodes.index, "skill": [f"s{k}" for k in narrow]})
    names = community_names(tree.level(2), Incidence.from_pairs(links, "occupation", "skill"))
    assert sorted(names) == [f"s{k}" for k in range(7)]


def test_a_group_is_named_by_what_sets_it_apart_from_its_siblings(tree):
    """Everybody in a broad group has its skill b; only parts of it have n, and nobody names b."""
    network, broad, narrow = nested()
    links = pd.DataFrame({
        "occupation": [*network.nodes.index, *network.nodes.index],
        "skill": [f"b{k}" for k in broad] + [f"n{k}" for k in narrow],
    })  # fmt: skip
    x = Incidence.from_pairs(links, "occupation", "skill")
    names = community_tree_names(tree, x, n=1)
    assert sorted(names.xs(1, level="level")) == ["b0", "b1", "b2"]
    assert sorted(names.xs(2, level="level")) == ["b2", "n0", "n1", "n2", "n3", "n4", "n5"]
    turned = Incidence.from_pairs(links, "skill", "occupation")
    assert community_tree_names(tree, turned, n=1).tolist() == names.tolist()
    assert tree.groups.join(names)["name"].notna().all()


def test_the_same_seed_gives_the_same_tree(tree):
    again = community_tree(nested()[0], runs=10)
    pd.testing.assert_frame_equal(tree.nodes, again.nodes)
    pd.testing.assert_frame_equal(tree.groups, again.groups)


def test_levels_and_smallest_stop_the_division():
    network, _, _ = nested()
    assert community_tree(network, levels=1, runs=5).levels == ["level_1"]
    assert community_tree(network, smallest=40, runs=5).levels == ["level_1"]


def test_a_network_without_groups_is_refused_with_its_figures():
    draw = np.random.default_rng(1)
    names = pd.Index([f"o{k}" for k in range(30)], name="occupation", dtype="str")
    even = Network.from_matrix(csr_array(draw.random((30, 30))), pd.DataFrame(index=names))
    with pytest.raises(EmptyResultError, match=r"no stable groups.*one grouping of many"):
        community_tree(even, runs=5)


def test_wrong_settings_and_levels_that_are_not_there_are_refused(tree):
    with pytest.raises(InputError, match=r"(?s)levels.*smallest"):
        community_tree(nested()[0], levels=0, smallest=1)
    with pytest.raises(InputError, match="from 1 to"):
        tree.level(9)
