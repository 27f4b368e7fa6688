"""Probabilities that allow for how many edges were tested at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import false_discovery_control

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.relating.adjusted_p import adjusted_p

SOME = arrays(np.float64, st.integers(1, 12), elements=st.floats(0, 1))


@given(SOME, st.integers(0, 5))
def test_benjamini_hochberg_is_that_of_scipy_with_the_untested_at_1(p, spared):
    expected = false_discovery_control(np.r_[p, np.ones(spared)])[: len(p)]
    found = adjusted_p(p, "benjamini-hochberg", tests=len(p) + spared)
    np.testing.assert_allclose(found, expected, rtol=1e-12)


@given(SOME, st.integers(0, 5), st.floats(0.001, 0.999))
def test_holm_keeps_what_stepping_down_keeps(p, spared, alpha):
    """The smallest p is compared with alpha / m, the next with alpha / (m − 1), until one fails."""
    m, kept = len(p) + spared, np.zeros(len(p), dtype=bool)
    for step, place in enumerate(np.argsort(p, kind="stable")):
        if (m - step) * p[place] >= alpha:
            break
        kept[place] = True
    assert ((adjusted_p(p, "holm", tests=m) < alpha) == kept).all()


@pytest.mark.parametrize("correction", ["holm", "benjamini-hochberg"])
@given(p=SOME)
def test_an_adjusted_p_is_a_probability_never_below_p_in_the_same_order(correction, p):
    found = adjusted_p(p, correction)
    assert (found >= p).all()
    assert (found <= 1).all()
    assert (np.diff(found[np.argsort(p, kind="stable")]) >= 0).all()


def test_holm_by_hand():
    # Sorted .01 .02 .03 .04 times 4 3 2 1: .04 .06 .06 .04, and none below the one before it.
    found = adjusted_p(np.array([0.04, 0.01, 0.03, 0.02]), "holm")
    assert found.tolist() == pytest.approx([0.06, 0.04, 0.06, 0.06])


def test_no_test_at_all_is_no_fault():
    assert adjusted_p(np.array([]), "holm").shape == (0,)
    assert adjusted_p(np.array([]), "benjamini-hochberg", tests=3).shape == (0,)


def test_what_is_given_is_not_changed():
    p = np.array([0.2, 0.1])
    adjusted_p(p, "holm")
    assert p.tolist() == [0.2, 0.1]


def test_an_unknown_correction_comes_with_the_nearest():
    with pytest.raises(UnknownNameError, match=r"No correction named 'hochberg'"):
        adjusted_p(np.array([0.5]), "hochberg")


def test_fewer_tests_than_probabilities_are_refused():
    with pytest.raises(InputError, match="at least the 2 probabilities"):
        adjusted_p(np.array([0.5, 0.5]), "holm", tests=1)
