"""Errors of slopes clustered by origin and by destination, by hand."""

import numpy as np
import pytest

from mobility.relating.clustered_errors import clustered_errors


@pytest.mark.parametrize("turned", [False, True])
def test_the_fewer_of_origins_and_destinations_correct_and_cells_outside_do_not_count(
    turned: bool,
) -> None:
    # Two origins, three destinations, 25 expected of each pair; a third origin is no part of the
    # table, whatever stands there. Four scores are 1, so by origin they are 2 and 2, by destination
    # 2, 2 and 0: V = (8 + 8 − 4) / 100² · 2 / (2 − 1), H being 25 · 4.
    x = np.array([[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0], [7.0, 3.0, 5.0]])
    off = np.array([[1.0, -1.0, 9.0], [-1.0, 1.0, 9.0], [9.0, 9.0, 9.0]])
    expected = np.array([[25.0] * 3, [25.0] * 3, [0.0] * 3])
    if turned:
        x, off, expected = x.T, off.T, expected.T
    assert clustered_errors(x[None], off, expected) == pytest.approx([np.sqrt(24) / 100])


def test_a_covariate_that_tells_nothing_has_no_error_and_takes_none_away() -> None:
    x = np.array([[1.0, -1.0], [-1.0, 1.0]])
    found = clustered_errors(np.array([x * np.nan, x]), x, np.full((2, 2), 25.0))
    assert np.isnan(found[0])
    assert found[1] == pytest.approx(np.sqrt(24) / 100)
    assert np.isnan(clustered_errors(x[None] * np.nan, x, np.full((2, 2), 25.0))).all()
