"""Pairs that nobody can be expected of, in small tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from mobility.relating.separation import separated, telling
from tests.relating.drawn_flows import design

STAR = np.array([[0, 5, 5], [5, 0, 0], [5, 0, 0]])
OFF = ~np.eye(3, dtype=bool)


def _separated_by_programming(
    counts: np.ndarray, told: np.ndarray, cells: np.ndarray
) -> np.ndarray:
    """Return pairs that some change of levels and slopes lowers: the widest solution of a program.

    z = X d with z = 0 where somebody moves and z ≥ w elsewhere, 0 ≤ w ≤ 1; the sum of w is largest,
    and w is 1 wherever z can be above 0.
    """
    x = design(told, cells)
    moved = counts[cells] > 0
    empty = x[~moved]
    levels, pairs = x.shape[1], len(empty)
    found = linprog(
        np.concatenate([np.zeros(levels), -np.ones(pairs)]),
        A_ub=np.hstack([-empty, np.eye(pairs)]),
        b_ub=np.zeros(pairs),
        A_eq=np.hstack([x[moved], np.zeros((moved.sum(), pairs))]),
        b_eq=np.zeros(moved.sum()),
        bounds=[(None, None)] * levels + [(0, 1)] * pairs,
    )
    result = np.zeros(cells.shape, dtype=bool)
    flat = np.zeros(cells.sum(), dtype=bool)
    flat[~moved] = found.x[levels:] > 0.5
    result[cells] = flat
    return result


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


def test_two_pairs_fall_together_where_one_covariate_lets_them() -> None:
    # What moves keep still leaves, with u the second origin's level and b the slope, z = u + b for
    # the pair (1, 2) and −u for (2, 0): b below −u, u above 0, lowers both.
    moves = np.array([[0, 1, 5], [4, 0, 0], [0, 1, 0]])
    covariate = np.array([[0.0, 2, 2], [2, 1, 1], [2, 0, 2]])
    found = separated(moves, OFF, covariate[None])
    assert np.argwhere(found).tolist() == [[1, 2], [2, 0]]


@pytest.mark.parametrize(
    ("moves", "covariate", "expected"),
    [
        (
            [[0, 1, 6, 0], [0, 0, 2, 1], [5, 0, 0, 7], [0, 0, 1, 0]],
            [[2, 0, 1, 0], [0, 2, 1, 1], [2, 2, 0, 1], [2, 2, 1, 0]],
            [],
        ),
        (
            [[0, 0, 6, 0], [1, 0, 0, 4], [0, 8, 0, 0], [0, 0, 0, 0]],
            [
                [0.9, -2.1, 0.3, -0.6],
                [-0.4, 2.3, 0.6, -0.3],
                [1.0, -0.7, 0.3, 0.8],
                [-1.1, 0.7, -1.2, -0.8],
            ],
            [[2, 0]],
        ),
    ],
)
def test_what_takes_the_search_many_turns_is_what_a_linear_program_finds(
    moves: list[list[float]], covariate: list[list[float]], expected: list[list[int]]
) -> None:
    table, x = np.array(moves), np.array(covariate)[None]
    cells = ~np.eye(4, dtype=bool) & (table.sum(axis=1) > 0)[:, None] & (table.sum(axis=0) > 0)
    assert np.argwhere(_separated_by_programming(table, x, cells)).tolist() == expected
    assert np.argwhere(separated(table, ~np.eye(4, dtype=bool), x)).tolist() == expected


def test_a_node_that_nobody_leaves_or_reaches_has_no_separated_pairs() -> None:
    moves = np.zeros((5, 5))
    moves[:3, :3] = STAR
    moves[0, 3] = moves[4, 0] = 2  # nobody leaves the fourth, nobody reaches the fifth
    found = separated(moves, ~np.eye(5, dtype=bool), np.zeros((0, 5, 5)))
    assert not found[3].any()
    assert not found[:, 4].any()
    # All others pass through the first node.
    assert np.argwhere(found).tolist() == [[1, 2], [1, 3], [2, 1], [2, 3], [4, 1], [4, 2], [4, 3]]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10_000),
    n=st.integers(3, 6),
    filled=st.floats(0.2, 0.9),
    covariates=st.integers(0, 2),
)
def test_separated_pairs_are_those_that_a_linear_program_finds(
    seed: int, n: int, filled: float, covariates: int
) -> None:
    rng = np.random.default_rng(seed)
    counts = ((rng.random((n, n)) < filled) * (1.0 - np.eye(n))) * rng.integers(1, 9, (n, n))
    told = (rng.normal(size=(covariates, n, n)) > 0.5).astype(float)
    cells = ~np.eye(n, dtype=bool) & (counts.sum(axis=1) > 0)[:, None] & (counts.sum(axis=0) > 0)
    if not cells.any():
        return
    expected = _separated_by_programming(counts, told, cells)
    assert separated(counts, ~np.eye(n, dtype=bool), told).tolist() == expected.tolist()
