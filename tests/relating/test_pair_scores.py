"""Scores of pairs: what AUC, average precision and precision at k must be."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from mobility.foundation.errors import InputError
from mobility.relating.pair_ranking import RankedPairs, rank_pairs
from mobility.relating.pair_scores import (
    PairScores,
    bootstrap_interval,
    bootstrap_scores,
    draw_nodes,
    pair_scores,
)


def _all_pairs(nodes: int) -> tuple[np.ndarray, np.ndarray]:
    i, j = np.nonzero(~np.eye(nodes, dtype=bool))
    return i, j


def _ranked(scores: list[float], target: list[int], nodes: int) -> RankedPairs:
    i, j = _all_pairs(nodes)
    return rank_pairs(np.array(scores), np.array(target, bool), i, j, nodes=nodes)


def _repeated(
    scores: np.ndarray, target: np.ndarray, i: np.ndarray, j: np.ndarray, drawn: np.ndarray, k: int
) -> PairScores:
    """The definition: every pair written out as often as its nodes were drawn."""
    times = (drawn[i] * drawn[j]).astype(int)
    s, t = np.repeat(scores, times), np.repeat(target, times)
    if not t.any():
        return PairScores(np.nan, np.nan, np.nan)
    found, weights = [], []
    for o in np.unique(i):
        here = i == o
        own = np.repeat(scores[here], drawn[j[here]].astype(int))
        true = np.repeat(target[here], drawn[j[here]].astype(int))
        if drawn[o] == 0 or not target[here].any() or not len(own):
            continue
        places = min(k, len(own))
        last = np.sort(own)[::-1][places - 1]
        sure, tied = true[own > last], true[own == last]
        found.append((sure.sum() + (places - len(sure)) * tied.mean()) / places)
        weights.append(drawn[o])
    auc = np.nan if t.all() else roc_auc_score(t, s)
    return PairScores(auc, average_precision_score(t, s), np.average(found, weights=weights))


def test_four_nodes_worked_by_hand() -> None:
    # Node 0 ranks 1 before 2 before 3, and 1 and 3 are true; the others have no true pair.
    # Of the two true and ten false pairs: score 3 beats all ten; score 1 beats nine zeros and is
    # beaten by score 2: AUC = (10 + 9) / 20 = .95. AP = (1/1 + 2/3) / 2. At k = 2: one of two.
    ranked = _ranked([3, 2, 1] + [0] * 9, [1, 0, 1] + [0] * 9, 4)
    assert pair_scores(ranked, k=2) == pytest.approx((0.95, 5 / 6, 0.5))


def test_ties_count_half_in_the_auc_and_share_the_last_places() -> None:
    # One true among three tied: AUC ½, AP 1/3, and two places hold 2/3 of a hit of 2.
    ranked = rank_pairs(
        np.ones(3), np.array([True, False, False]), np.zeros(3), np.arange(1, 4), nodes=4
    )
    assert pair_scores(ranked, k=2) == pytest.approx((0.5, 1 / 3, 1 / 3))


def test_a_node_drawn_twice_stands_twice() -> None:
    # Destination 2 is false and drawn twice: the true pair is one of 3, and beaten by both.
    ranked = rank_pairs(
        np.array([1.0, 2.0]), np.array([True, False]), np.zeros(2), np.array([1, 2]), nodes=3
    )
    drawn = np.array([1.0, 1.0, 2.0])
    assert pair_scores(ranked, k=3, node_weights=drawn) == pytest.approx((0, 1 / 3, 1 / 3))


worlds = st.integers(3, 7).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 4), min_size=n * (n - 1), max_size=n * (n - 1)),
        st.lists(st.booleans(), min_size=n * (n - 1), max_size=n * (n - 1)),
        st.lists(st.integers(0, 3), min_size=n, max_size=n),
        st.integers(1, 5),
        st.just(n),
    )
)


@given(worlds)
@settings(max_examples=150, deadline=None)
def test_weights_mean_that_pairs_are_written_out_as_often(world) -> None:  # type: ignore[no-untyped-def]
    scores, target, drawn, k, nodes = world
    i, j = _all_pairs(nodes)
    s, t, w = np.array(scores, float), np.array(target), np.array(drawn, float)
    expected = _repeated(s, t, i, j, w, k)
    ranked = rank_pairs(s, t, i, j, nodes=nodes)
    assert pair_scores(ranked, k=k, node_weights=w) == pytest.approx(expected, nan_ok=True)


@given(worlds)
@settings(max_examples=50, deadline=None)
def test_relabelling_shuffling_and_rescaling_change_nothing(world) -> None:  # type: ignore[no-untyped-def]
    scores, target, _, k, nodes = world
    i, j = _all_pairs(nodes)
    s, t = np.array(scores, float), np.array(target)
    rng = np.random.default_rng(len(scores))
    order, names = rng.permutation(len(s)), rng.permutation(nodes)
    one = pair_scores(rank_pairs(s, t, i, j, nodes=nodes), k=k)
    other = rank_pairs(np.exp(s[order]), t[order], names[i[order]], names[j[order]], nodes=nodes)
    assert pair_scores(other, k=k) == pytest.approx(one, nan_ok=True)


def test_real_numbers_give_what_scikit_learn_gives() -> None:
    rng = np.random.default_rng(3)
    i, j = _all_pairs(60)
    target = rng.random(len(i)) < 0.1
    scores = rng.normal(size=len(i)) + target
    weights = rng.integers(0, 4, 60).astype(float)
    found = pair_scores(rank_pairs(scores, target, i, j, nodes=60), node_weights=weights)
    pair = weights[i] * weights[j]
    assert found.auc == pytest.approx(roc_auc_score(target, scores, sample_weight=pair), abs=1e-12)
    assert found.average_precision == pytest.approx(
        average_precision_score(target, scores, sample_weight=pair), abs=1e-12
    )


def test_a_score_that_cannot_be_is_nan() -> None:
    none, every = _ranked([1, 2] * 3, [0] * 6, 3), _ranked([1, 2] * 3, [1] * 6, 3)
    assert np.isnan(pair_scores(none)).all()
    assert np.isnan(pair_scores(every).auc)
    assert pair_scores(every)[1:] == (1, 1)


def test_a_random_predictor_has_a_half_within_its_interval() -> None:
    held = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        i, j = _all_pairs(25)
        liked = rng.normal(size=25)
        # Targets and scores hang on nodes, as they do in real tables, but not on each other.
        target = rng.normal(size=len(i)) + liked[j] > 0.8
        scores = rng.normal(size=len(i)) + rng.normal(size=25)[j]
        ranked = rank_pairs(scores, target, i, j, nodes=25)
        found = bootstrap_scores(ranked, draw_nodes(25, 200, random_state=seed))
        low, high = bootstrap_interval(found[:, 0])
        held += low <= 0.5 <= high
    # Of 60 intervals that hold 95 % of the time, 50 or fewer hold once in a thousand times.
    assert held >= 51


def test_draws_score_on_average_what_the_pairs_they_are_drawn_from_score() -> None:
    rng = np.random.default_rng(8)
    i, j = _all_pairs(80)
    target = rng.random(len(i)) < 0.03
    scores = rng.normal(size=len(i)) + 2 * target
    ranked = rank_pairs(scores, target, i, j, nodes=80)
    whole = pair_scores(ranked)
    found = bootstrap_scores(ranked, draw_nodes(80, 300))
    assert found[:, 0].mean() == pytest.approx(whole.auc, abs=0.005)
    assert found[:, 2].mean() == pytest.approx(whole.precision_at_k, abs=0.01)


def test_the_same_seed_gives_the_same_draws_and_each_draws_as_many_as_there_are() -> None:
    one, other = draw_nodes(50, 20, random_state=4), draw_nodes(50, 20, random_state=4)
    assert (one == other).all()
    assert (one.sum(axis=1) == 50).all()
    assert (draw_nodes(50, 20, random_state=5) != one).any()


def test_an_interval_from_too_few_draws_is_not_known() -> None:
    assert np.isnan(bootstrap_interval(np.array([0.5, np.nan, np.nan]))).all()


def test_faults_are_named_all_at_once() -> None:
    with pytest.raises(InputError, match=r"(?s)not finite.*outside 0–1"):
        rank_pairs(np.array([np.nan]), np.array([True]), np.array([0]), np.array([2]), nodes=2)
    ranked = _ranked([1, 2] * 3, [0, 1] * 3, 3)
    with pytest.raises(InputError, match=r"(?s)'0' is not.*3 finite numbers"):
        pair_scores(ranked, k=0, node_weights=np.array([1.0, -1.0, 1.0]))


def test_six_hundred_nodes_are_scored_in_hundredths_of_a_second() -> None:
    rng = np.random.default_rng(0)
    i, j = _all_pairs(600)
    ranked = rank_pairs(rng.random(len(i)), rng.random(len(i)) < 0.01, i, j, nodes=600)
    drawn = draw_nodes(600, 20)
    began = time.process_time()
    bootstrap_scores(ranked, drawn)
    assert (time.process_time() - began) / 20 < 0.05
