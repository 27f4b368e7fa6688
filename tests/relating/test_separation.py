"""Pairs that nobody can be expected of, in small tables."""

import numpy as np
import pytest

from mobility.relating.separation import separated, telling

STAR = np.array([[0, 5, 5], [5, 0, 0], [5, 0, 0]])
OFF = ~np.eye(3, dtype=bool)


@pytest.mark.parametrize("covariate", [np.ones((3, 3)), np.arange(3.0)[:, None] + np.zeros(3)])
def test_a_covariate_that_levels_tell_already_separates_no_pair_and_hides_none(
    covariate: np.ndarray,
) -> None:
    found = separated(STAR, OFF, covariate[None])
    assert np.argwhere(found).tolist() == [[1, 2], [2, 1]]


def test_a_pair_that_only_a_covariate_marks_is_separated_beside_those_of_the_levels() -> None:
    # Among four who all move to each other nothing is separated by levels. A mark on one pair
    # without moves lowers that pair alone.
    moves = np.where(~np.eye(4, dtype=bool), 3.0, 0.0)
    moves[0, 1] = 0
    mark = np.zeros((4, 4))
    mark[0, 1] = 1
    off = ~np.eye(4, dtype=bool)
    assert not separated(moves, off, np.zeros((0, 4, 4))).any()
    assert np.argwhere(separated(moves, off, mark[None])).tolist() == [[0, 1]]
    # A mark on a pair with moves too could not fall without lowering those.
    mark[2, 3] = 1
    assert not separated(moves, off, mark[None]).any()


def test_a_table_tells_something_if_those_before_it_leave_more_than_rounding() -> None:
    first, second = np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([[1.0, 2.0], [3.0, 4.0]])
    both = np.array([first, second, 2 * first - second, first + 1e-3, first + 1e-9])
    assert telling(both, both) == [0, 1, 3]
