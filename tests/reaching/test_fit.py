import numpy as np
import pytest
from scipy.sparse import csr_array

from mobility.reaching.fit import CLASSES, classify, fit, stretch
from mobility.reaching.near import is_near

KITCHEN = csr_array([[0.5, 0.3, 0.2]])  # knife, hygiene, menu
NEAR = np.array([0.0, 0.45, 0.2])
TAU, THETA = 0.39, 0.6


def kitchen_class(h: np.ndarray) -> tuple[float, float, str]:
    almost = is_near(NEAR, TAU) & (h < 0.5)
    fits = fit(KITCHEN, h)
    stretches = stretch(KITCHEN, h, near=NEAR, almost=almost)
    return fits[0], stretches[0], CLASSES[classify(fits, stretches, theta=THETA)[0]]


def test_a_person_with_a_knife_is_adjacent_to_the_kitchen() -> None:
    fits, stretches, name = kitchen_class(np.array([1.0, 0.0, 0.0]))
    assert fits == pytest.approx(0.5)  # knife .5 · 1
    assert stretches == pytest.approx(0.635)  # + hygiene .3 · .45; the menu (.2 < τ) adds nothing
    assert name == "adjacent"


def test_with_hygiene_at_four_fifths_the_kitchen_is_reached() -> None:
    fits, _, name = kitchen_class(np.array([1.0, 0.8, 0.0]))
    assert fits == pytest.approx(0.74)  # .5 · 1 + .3 · .8
    assert name == "reached"


def test_weights_need_not_add_up_to_one() -> None:
    twice = csr_array(KITCHEN * 2)
    h = np.array([1.0, 0.2, 0.0])
    assert fit(twice, h).tolist() == pytest.approx(fit(KITCHEN, h).tolist())


def test_an_occupation_that_asks_for_nothing_has_no_fit_and_is_far() -> None:
    nothing = fit(csr_array((1, 3)), np.ones(3))
    assert np.isnan(nothing[0])
    assert CLASSES[classify(nothing, nothing, theta=0.0)[0]] == "far"


def test_a_value_on_the_threshold_reaches_it_though_its_last_digits_differ() -> None:
    on = 0.1 + 0.2  # 0.30000000000000004
    assert classify(np.array([0.3]), np.array([0.3]), theta=on).tolist() == [2]
    assert classify(np.array([0.0]), np.array([0.3]), theta=on).tolist() == [1]
    assert classify(np.array([0.29]), np.array([0.29]), theta=on).tolist() == [0]
    assert is_near(np.array([0.3]), on).tolist() == [True]


def test_what_is_not_near_anything_is_not_near_even_at_a_threshold_of_zero() -> None:
    assert is_near(np.array([0.0, 0.1]), 0.0).tolist() == [False, True]
