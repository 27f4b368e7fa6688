"""The network seen from further away."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.errors import InputError
from mobility.foundation.network import Network
from mobility.relating.zoom import aggregate, aggregate_by

CODES = ["11", "12", "21", "22", "31"]
edge_lists = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)),
    st.sampled_from([0.5, 1.0]),
    max_size=10,
)


def network(pairs, *, directed=False, columns=None):
    edges = pd.DataFrame(
        [(a, b, w) for (a, b), w in pairs.items()], columns=["source", "target", "weight"]
    )
    nodes = pd.DataFrame(columns or {}, index=pd.Index(CODES, name="occupation", dtype="str"))
    return Network(nodes, edges, directed, "proximity", "SSYK 2012")


@settings(max_examples=40)
@given(pairs=edge_lists, directed=st.booleans())
def test_an_edge_is_the_mean_over_all_pairs_of_members(pairs, directed):
    if not directed:
        pairs = {(a, b): w for (a, b), w in pairs.items() if a <= b}
    dense = network(pairs, directed=directed).to_matrix().toarray()
    wide = aggregate(network(pairs, directed=directed), 1)
    assert wide.nodes.index.tolist() == ["1", "2", "3"]
    found = wide.to_matrix().toarray()
    groups = [[0, 1], [2, 3], [4]]
    for a in range(3):
        for b in range(3):
            expected = np.mean([dense[i, j] for i in groups[a] for j in groups[b]])
            assert found[a, b] == pytest.approx(expected if a != b else 0)


def test_columns_that_add_up_are_added_up_and_others_are_left_out():
    columns = {"support": [1.0, 2, 3, 4, 5], "vacancies": [1, 1, 1, 1, 9], "title": list("abcde")}
    wide = aggregate(network({}, columns=columns), 1)
    assert wide.nodes.to_dict("list") == {
        "members": [2, 2, 1],
        "support": [3.0, 7.0, 5.0],
        "vacancies": [2, 2, 9],
    }


def test_the_finest_level_gives_the_same_network():
    pairs = {("11", "12"): 0.5, ("12", "31"): 1.0}
    same = aggregate(network(pairs), 2)
    pd.testing.assert_frame_equal(same.edges, network(pairs).edges)


def test_the_kind_measure_version_and_recipe_travel_along():
    wide = aggregate(network({}), 1)
    assert (wide.nodes.index.name, wide.measure, wide.version) == (
        "occupation",
        "proximity",
        "SSYK 2012",
    )
    step = wide.recipe.steps[-1]
    assert (step.name, dict(step.settings)) == ("aggregate", {"level": 1})
    assert dict(step.counts) == {"nodes": 5, "groups": 3}


def test_codes_broader_than_the_level_are_refused_one_by_one():
    with pytest.raises(InputError) as caught:
        aggregate(network({}), 3)
    assert len(caught.value.problems) == 5


def test_a_level_below_one_is_refused():
    with pytest.raises(InputError, match="'0' is not at least 1"):
        aggregate(network({}), 0)


def test_groups_of_any_kind_can_be_seen_and_no_group_is_left_out():
    groups = pd.Series([1, 1, 2, 0, 2], index=CODES, name="community")
    pairs = {("11", "21"): 1.0, ("12", "22"): 1.0, ("22", "31"): 1.0, ("11", "12"): 1.0}
    wide = aggregate_by(network(pairs, columns={"support": [1.0] * 5}), groups)
    # Between {11, 12} and {21, 31} one of four pairs has an edge; 22 has no group.
    assert wide.edges.to_numpy().tolist() == [[1, 2, 0.25]]
    assert wide.nodes.to_dict("list") == {"members": [2, 2], "support": [2.0, 2.0]}
    assert wide.version == ""


def test_a_node_without_a_group_is_refused():
    with pytest.raises(InputError, match="'31' has no group"):
        aggregate_by(network({}), pd.Series(1, index=CODES[:4], name="community"))
