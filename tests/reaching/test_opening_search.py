"""The best few skills by looking at sets, against every set there is."""

from itertools import combinations

import numpy as np
import pytest
from scipy.sparse import csr_array

from mobility.reaching.opening import Opening
from mobility.reaching.opening_greedy import greedy
from mobility.reaching.opening_search import better_set


def drawn(seed: int) -> tuple[Opening, int]:
    chance = np.random.default_rng(seed)
    targets, candidates = chance.integers(1, 9), chance.integers(1, 9)
    # Quarters: many sums are as large as each other, and some exactly enough.
    gains = chance.integers(0, 5, (targets, candidates)) / 4
    gains *= chance.random(gains.shape) < 0.6
    lacking, values = chance.integers(1, 9, targets) / 4, chance.integers(1, 6, targets)
    budget = int(chance.integers(1, 5))
    return Opening(csr_array(gains), lacking, values).within(budget), budget


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_the_set_is_the_first_of_the_smallest_that_open_most_or_the_quick_one(first) -> None:
    kept_quick, better = 0, 0
    for seed in range(first, first + 100):
        opening, budget = drawn(seed)
        # The quick set is seldom bettered, so every other search begins with nothing.
        quick = greedy(opening, budget) if seed % 2 else np.array([], int)
        every = [
            chosen
            for size in range(budget + 1)
            for chosen in combinations(range(opening.gains.shape[1]), size)
        ]
        worth = {chosen: (opening.value(np.array(chosen, int)), -len(chosen)) for chosen in every}
        best = max(worth.values())
        found, complete = better_set(opening, budget, quick)
        assert complete
        if worth[tuple(sorted(quick.tolist()))] == best:
            assert found.tolist() == quick.tolist()
            kept_quick += 1
        else:
            assert tuple(found.tolist()) == min(one for one in every if worth[one] == best)
            better += 1
    assert min(kept_quick, better) > 0


def test_a_search_that_may_not_look_on_says_so_and_keeps_the_best_it_has_seen() -> None:
    opening = Opening(
        csr_array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]]), np.array([1.0, 1.0]), np.array([3, 9])
    )
    # One node is 3 candidates × 2 targets: with 5 sums not even the first is looked at, with 6 the
    # sets of one skill are, the best of which opens 3.
    assert better_set(opening, 2, np.array([], int), most_sums=5)[1] is False
    chosen, complete = better_set(opening, 2, np.array([], int), most_sums=6)
    assert (chosen.tolist(), complete) == ([0], False)
    assert better_set(opening, 2, np.array([0]), most_sums=60)[0].tolist() == [1, 2]
