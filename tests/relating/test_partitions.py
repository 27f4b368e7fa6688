"""Many groupings of the same nodes: how far they agree, and what most of them say."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from mobility.relating.partitions import (
    agreement,
    alike,
    mean_agreement,
    median,
    recovered,
    steadiness,
    together,
)

runs_of_six = st.lists(
    st.lists(st.integers(0, 3), min_size=6, max_size=6), min_size=2, max_size=7
).map(np.array)


def every_grouping(n):
    """All ways to divide n nodes, as numbers that appear in order."""
    for row in itertools.product(range(n), repeat=n):
        if all(row[k] <= max(row[:k], default=-1) + 1 for k in range(n)):
            yield np.array(row)


def judged_otherwise(groups, runs):
    """Pairs that a grouping holds together and a run does not, or the other way round."""
    same = np.equal.outer(groups, groups)
    return sum((np.equal.outer(run, run) != same).sum() for run in runs)


@settings(max_examples=25, deadline=None)
@given(runs_of_six)
def test_no_grouping_disagrees_less_with_the_runs_than_the_median(runs):
    least = min(judged_otherwise(groups, runs) for groups in every_grouping(6))
    assert judged_otherwise(median(alike(runs)), runs) == least


@settings(max_examples=25, deadline=None)
@given(runs_of_six)
def test_agreement_is_the_adjusted_rand_index(runs):
    square = agreement(alike(runs))
    for a, b in itertools.product(range(len(runs)), repeat=2):
        assert square[a, b] == pytest.approx(adjusted_rand_score(runs[a], runs[b]))


@settings(max_examples=25, deadline=None)
@given(runs_of_six)
def test_the_share_together_is_counted_pair_by_pair(runs):
    found = alike(runs)
    share = together(found).toarray()[np.ix_(found.kind, found.kind)]
    assert share == pytest.approx(np.mean([np.equal.outer(run, run) for run in runs], axis=0))


def test_nodes_that_no_run_tells_apart_are_one_kind():
    found = alike(np.array([[5, 5, 1, 1], [2, 2, 2, 0]]))
    assert found.size[found.kind].tolist() == [2, 2, 1, 1]


def test_a_node_that_stands_with_no_other_in_most_runs_is_alone():
    runs = np.array([[0, 0, 0, 1, 1], [0, 0, 1, 1, 1], [0, 0, 2, 1, 1]])
    assert median(alike(runs)).tolist() == [0, 0, 1, 2, 2]


def test_steadiness_and_recovery_are_mean_overlaps():
    """c stands with a, b in the first run only: |ab ∩ abc| / |ab ∪ abc| = 2/3, then 1."""
    found = alike(np.array([[0, 0, 0], [0, 0, 1]]))
    groups = np.array([0, 0, 1])
    assert steadiness(found, groups) == pytest.approx([(2 / 3 + 1) / 2] * 2 + [(1 / 3 + 1) / 2])
    assert recovered(found, groups) == pytest.approx([5 / 6, 2 / 3])


def test_one_run_agrees_with_itself():
    assert mean_agreement(alike(np.array([[0, 0, 1]]))) == 1
