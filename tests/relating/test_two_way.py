"""Levels of rows and columns are taken out of a table, whatever the scale of its weights."""

import numpy as np
import pytest

from mobility.relating.two_way import TwoWay


@pytest.mark.parametrize("weight", [1e-6, 0.25, 1.0, 400.0])
def test_what_levels_leave_of_a_table_does_not_depend_on_the_scale_of_the_weights(
    weight: float,
) -> None:
    # Rows 1 2 and 3 5: row means 1.5 and 4, column means 2 and 3.5, all 2.75. The first cell is
    # left with 1 − 1.5 − 2 + 2.75 = .25, and the others have the same with a sign.
    left = TwoWay(np.full((2, 2), weight)).without_levels(np.array([[1.0, 2.0], [3.0, 5.0]]))
    np.testing.assert_allclose(left, [[0.25, -0.25], [-0.25, 0.25]], rtol=1e-9)


def test_parts_that_do_not_hang_together_each_have_levels_of_their_own() -> None:
    # Two cells apart have a level each, and nothing is left; a row and a column of zeros have 0.
    weights = np.diag([0.5, 2.0, 0.0])
    u, v = TwoWay(weights).solve(np.array([3.0, 8.0, 0.0]), np.array([3.0, 8.0, 0.0]))
    assert (u + v).tolist() == [6, 4, 0]  # 3 / .5 and 8 / 2
    assert TwoWay(weights).without_levels(np.ones((3, 3))).tolist() == np.zeros((3, 3)).tolist()
