"""Groups of nodes that are more related to each other than to the rest."""

import itertools
import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe
from mobility.relating.communities import communities

NAMES = list("abcdefg")
edge_lists = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.sampled_from([0.0, 0.5, 1.0]),
    max_size=14,
)


def network(pairs, names=NAMES, *, directed=False):
    edges = pd.DataFrame(
        [(a, b, w) for (a, b), w in pairs.items()], columns=["source", "target", "weight"]
    )
    nodes = pd.DataFrame(index=pd.Index(names, name="occupation", dtype="str"))
    return Network.from_edges(edges, nodes=nodes, directed=directed)


def cliques(*groups):
    """Every two members of a group linked, each group to the next by one weak edge."""
    pairs = {(a, b): 1.0 for group in groups for a in group for b in group if a < b}
    bridges = itertools.pairwise(groups)
    return pairs | {(left[-1], right[0]): 0.1 for left, right in bridges}


def test_planted_groups_are_found_and_numbered_by_falling_size():
    found = communities(network(cliques("ab", "cdefg")))
    assert found.to_dict() == {"a": 2, "b": 2, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1}
    assert (found.name, found.index.name, found.dtype) == ("community", "occupation", np.int64)


def test_groups_of_equal_size_are_numbered_by_their_first_node():
    pairs = cliques("abc", "def")
    assert communities(network(pairs)).tolist() == [1, 1, 1, 2, 2, 2, 0]
    turned = communities(network(pairs, NAMES[::-1]))
    assert turned.to_dict() == dict(zip("gfedcba", [0, 1, 1, 1, 2, 2, 2], strict=True))


def test_a_node_without_an_edge_has_no_group():
    pairs = cliques("abc") | {("d", "d"): 5.0, ("e", "f"): 0.0}
    # d has only itself, e and f an edge of no weight, g nothing.
    assert communities(network(pairs)).tolist() == [1, 1, 1, 0, 0, 0, 0]


def test_without_any_edge_nothing_has_a_group():
    assert communities(network({})).tolist() == [0] * 7


def test_a_higher_resolution_gives_smaller_groups():
    pairs = cliques("abcd", "efg")
    groups = [communities(network(pairs), resolution=r).max() for r in (0.01, 1.0, 4.0)]
    assert groups[0] == 1
    assert groups[1] == 2
    assert groups[2] > 2


def test_both_directions_of_an_edge_are_added_up():
    both = {("a", "b"): 1.0, ("b", "a"): 1.0, ("c", "d"): 1.0, ("b", "c"): 0.5, ("d", "c"): 1.0}
    once = {("a", "b"): 2.0, ("c", "d"): 2.0, ("b", "c"): 0.5}
    pd.testing.assert_series_equal(
        communities(network(both, directed=True)), communities(network(once))
    )


@settings(max_examples=40)
@given(pairs=edge_lists)
def test_the_same_seed_gives_the_same_groups_and_every_linked_node_has_one(pairs):
    pairs = {(a, b): w for (a, b), w in pairs.items() if a <= b}
    found = communities(network(pairs))
    pd.testing.assert_series_equal(found, communities(network(pairs)))
    linked = {end for pair, w in pairs.items() if w > 0 and pair[0] != pair[1] for end in pair}
    assert set(found.index[found > 0]) == linked
    sizes = found[found > 0].value_counts().sort_index()
    assert sizes.index.tolist() == list(range(1, len(sizes) + 1))
    assert sizes.is_monotonic_decreasing


def test_nobody_elses_random_numbers_are_touched():
    random.seed(5)
    expected = random.random()
    random.seed(5)
    communities(network(cliques("abc", "defg")))
    assert random.random() == expected


def test_the_recipe_says_seed_resolution_and_how_many_stand_alone():
    found = communities(network(cliques("abc")), random_state=7)
    step = Recipe.from_records(found.attrs["recipe"]).steps[-1]
    assert dict(step.settings) == {"resolution": 1.0, "random_state": 7}
    assert dict(step.counts) == {"nodes": 7, "communities": 1, "without an edge": 4}


@pytest.mark.parametrize("random_state", [0, 1, 2])
def test_modularity_is_that_of_the_best_split_found_by_trying_all(random_state):
    pairs = cliques("ab", "cd", "ef")
    matrix = network(pairs, list("abcdef")).to_matrix().toarray()

    def modularity(groups):
        degree, total = matrix.sum(axis=0), matrix.sum()
        same = np.equal.outer(groups, groups)
        return ((matrix - np.outer(degree, degree) / total) * same).sum() / total

    found = communities(network(pairs, list("abcdef")), random_state=random_state)
    every = np.array(np.meshgrid(*[range(4)] * 6)).reshape(6, -1).T
    best = max(modularity(groups) for groups in every)
    assert modularity(found.to_numpy()) == pytest.approx(best)
