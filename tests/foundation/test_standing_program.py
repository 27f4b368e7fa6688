"""A solver that stays where it was answers as one that begins anew."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from mobility.foundation.feasible import Counts, Reader
from mobility.foundation.linear_program import LinearProgram
from mobility.foundation.mixed_ways import mixed_ways
from mobility.foundation.standing_program import StandingProgram


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_question_after_question_is_answered_as_by_a_solver_that_begins_anew(seed):
    rng = np.random.default_rng(seed)
    sums = csr_array(rng.choice([0.0, 1.0, -1.0], p=[0.5, 0.45, 0.05], size=(6, 8)))
    values = sums @ rng.integers(0, 9, 8).astype(float)
    standing = StandingProgram(sums)
    for _ in range(6):
        known = rng.random(6) < 0.5
        high = np.where(known, values, np.where(rng.random(6) < 0.3, values + 2, np.inf))
        low = np.where(known, values, -np.inf)
        least = np.zeros(8)
        least[rng.integers(8)] = rng.integers(0, 12)
        found = standing.solution(low, high, least)
        shift = sums @ least
        anew = LinearProgram(np.zeros(8), sums, low - shift, high - shift, np.full(8, np.inf))
        assert (found is None) == (anew.solution(0) is None)
        if found is not None:
            assert (found >= least).all()
            assert (sums @ found >= low - 1e-6).all()
            assert (sums @ found <= high + 1e-6).all()


def test_between_two_ways_that_are_wrong_is_one_that_is_right():
    # The total is 10, of 4 and 6. One way has 13 (9 + 4), another 9 (0 + 9): 3 too many and 1 too
    # few, so that a quarter of the first and three of the second have 10 (2.25 + 7.75).
    counts = Counts.from_values(
        csr_array([[1.0, 1.0], [1.0, 0.0]]), np.array([10.0, 4.0]), whole=False
    )
    ways = np.array([[9.0, 4.0], [0.0, 9.0]])
    known = np.array([True, False])
    (mixed,) = mixed_ways(ways, ways @ counts.sums.T, counts, Reader(counts, known))
    assert mixed.tolist() == pytest.approx([2.25, 7.75])


def test_a_way_above_what_a_count_is_known_to_be_is_drawn_towards_the_start():
    # The part is 4 and at most 5; the way has 9. A fifth of the way there are 4 + 5/5 = 5.
    counts = Counts.from_values(
        csr_array([[1.0, 1.0], [1.0, 0.0]]), np.array([10.0, 4.0]), whole=False
    )
    ways = np.array([[9.0, 1.0]])
    reader = Reader(counts, np.array([True, False]), np.array([np.inf, 5.0]))
    (mixed,) = mixed_ways(ways, ways @ counts.sums.T, counts, reader)
    assert mixed.tolist() == pytest.approx([5.0, 5.0])
