"""Places for nodes: apart, together where related, the same every time."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.errors import InputError
from mobility.foundation.layout import GAP, layout
from mobility.foundation.network import Network


def network(edges, count):
    names = [f"n{i:04d}" for i in range(count)]
    table = pd.DataFrame(
        [(names[a], names[b], 1.0) for a, b in edges], columns=["source", "target", "weight"]
    )
    return Network.from_edges(table, nodes=pd.DataFrame(index=pd.Index(names, name="occupation")))


def clearances(places, radii):
    """Free space between every two discs, by looking at all pairs."""
    xy = places[["x", "y"]].to_numpy()
    distance = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    i, j = np.triu_indices(len(xy), 1)
    r = np.asarray(radii)
    return distance[i, j] - r[i] - r[j]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 25).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).map(sorted).map(tuple)),
            st.lists(st.floats(1, 40), min_size=n, max_size=n),
        )
    )
)
def test_no_two_discs_overlap_whatever_the_network(drawn):
    count, edges, radii = drawn
    given_network = network(edges, count)
    sizes = pd.Series(radii, index=given_network.nodes.index)
    places = layout(given_network, radii=sizes)
    assert np.isfinite(places.to_numpy()).all()
    # Places are rounded to hundredths, and pushing stops within a thousandth.
    assert clearances(places, radii).min(initial=np.inf) >= GAP - 0.05


def test_the_same_network_gives_the_same_places_to_the_last_bit():
    draw = np.random.default_rng(0)
    edges = {tuple(sorted(pair)) for pair in draw.integers(0, 200, (500, 2)).tolist()}
    one, other = layout(network(edges, 200)), layout(network(edges, 200))
    assert one.to_numpy().tobytes() == other.to_numpy().tobytes()
    moved = layout(network(edges, 200), random_state=1)
    assert not moved.equals(one)


def test_nobody_elses_random_numbers_are_touched():
    import random

    random.seed(3)
    expected = random.random()
    random.seed(3)
    layout(network({(0, 1), (1, 2)}, 3))
    assert random.random() == expected


def test_two_dense_groups_stand_apart():
    within = [(a, b) for a in range(8) for b in range(a)]
    other = [(a + 8, b + 8) for a, b in within]
    places = layout(network([*within, *other, (0, 8)], 16)).to_numpy()
    distance = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    inside = (distance[:8, :8].sum() + distance[8:, 8:].sum()) / (2 * 8 * 7)
    assert distance[:8, 8:].mean() > 1.5 * inside


def test_nodes_without_edges_stand_below_everything_that_has_some():
    places = layout(network([(0, 1), (1, 2), (3, 4)], 9))
    assert places["y"].iloc[5:].min() > places["y"].iloc[:5].max()


def test_nothing_is_flung_away():
    places = layout(network([(a, a + 1) for a in range(0, 100, 2)], 200))
    # 200 discs of radius 6 and gaps of 5: a box some ten times the area of the discs with gaps.
    covered = 200 * np.pi * (6 + GAP / 2) ** 2
    assert np.ptp(places["x"]) * np.ptp(places["y"]) < 10 * covered


def test_the_picture_is_centred():
    places = layout(network([(0, 1), (1, 2)], 3))
    assert places.max().to_numpy() + places.min().to_numpy() == pytest.approx([0, 0], abs=0.02)


def test_a_network_without_nodes_has_no_places():
    assert layout(network([], 0)).shape == (0, 2)


def test_a_radius_that_is_no_number_above_zero_is_named():
    sizes = pd.Series({"n0000": 3.0, "n0001": -1.0})
    with pytest.raises(InputError, match=r"'n0001' has no radius above 0 \(it has -1"):
        layout(network([(0, 1)], 2), radii=sizes)


def test_a_node_without_a_group_is_named():
    with pytest.raises(InputError, match="node 'n0001' has no group"):
        layout(network([(0, 1)], 2), groups=pd.Series({"n0000": 1}))


def test_what_is_given_is_not_changed():
    sizes = pd.Series({"n0000": 3.0, "n0001": 4.0})
    before = sizes.copy()
    layout(network([(0, 1)], 2), radii=sizes)
    pd.testing.assert_series_equal(sizes, before)
