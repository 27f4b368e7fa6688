"""The programme finds the best of all choices; cut short it says how far off it may be."""

import numpy as np
import pytest

from benchmarks.repairs import random_programme
from collab_graph.covering.repairs_programme import Programme, Terms, incidence
from collab_graph.covering.repairs_relaxed import relaxed
from collab_graph.covering.repairs_search import searched
from collab_graph.covering.repairs_solving import least_cost, most_closed

SEEDS = range(25)


def best_of_all(programme, budget):
    """The most that any choice within a budget closes."""
    n = len(programme.costs)
    sets = (np.arange(1 << n)[:, None] >> np.arange(n) & 1).astype(bool)
    return max(programme.weight(one) for one in sets if programme.cost(one) <= budget)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_of_all_choices_is_found_and_proved(seed):
    programme = random_programme(30, 12, seed)
    for budget in (1.0, 3.0, 7.0):
        best = best_of_all(programme, budget)
        found = most_closed(programme, Terms(budget=budget), seconds=20)
        assert found.proved
        assert found.value == pytest.approx(best) == programme.weight(found.chosen)
        assert programme.cost(found.chosen) <= budget


@pytest.mark.parametrize("seed", SEEDS)
def test_no_relaxation_promises_less_than_the_best(seed):
    programme = random_programme(30, 12, seed)
    for budget in (1.0, 3.0, 7.0):
        best = best_of_all(programme, budget)
        loose = relaxed(programme.within(budget), budget, seconds=5)
        assert loose.bound >= best - 1e-6
        assert programme.weight(loose.chosen) <= best + 1e-6
        quick = searched(programme, Terms(budget=budget), seek_cost=False, seconds=1)
        assert programme.weight(quick) <= best + 1e-6


@pytest.mark.parametrize("seed", range(5))
def test_a_search_cut_short_states_a_gap_that_holds_the_best(seed):
    programme = random_programme(400, 80, seed)
    short = most_closed(programme, Terms(budget=9.0), seconds=0.01)
    long = most_closed(programme, Terms(budget=9.0), seconds=20)
    assert short.value <= long.value <= short.bound + 1e-6


def test_a_case_that_needs_two_changes_of_one_mandate_is_closed_by_both_together():
    # One case of weight 5 asks for changes 0 and 1; one of weight 3 for change 2 alone.
    programme = Programme(
        np.ones(3), incidence([[0], [1], [2]], 3), incidence([[0, 1], [2]], 3),
        incidence([[0], [1]], 2), np.array([[5.0], [3.0]]),
    )  # fmt: skip
    for budget, value in ((0, 0), (1, 3), (2, 5), (3, 8)):
        assert most_closed(programme, Terms(budget=budget), seconds=5).value == value
    assert least_cost(programme, Terms(at_least=5.0), seconds=5).value == 2


def test_what_no_choice_can_keep_to_is_told():
    programme = random_programme(30, 12)
    too_much = Terms(budget=1.0, of_place=np.array([programme.of_case.sum()]))
    assert most_closed(programme, too_much, seconds=5) is None
