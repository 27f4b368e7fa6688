"""Likeness ranks what is near before what asks for little."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from mobility.reaching.adjacent import adjacent
from mobility.reaching.example import kitchens
from mobility.reaching.likeness import OWN, likeness, profiles
from mobility.reaching.person import Person


def by_definition(w, codes, h):
    """The formula of the docstring, one occupation and one skill at a time."""
    n = len(w)
    v = [np.log(n / sum(row[s] > 0 for row in w)) if any(row[s] for row in w) else 0.0
         for s in range(len(h))]  # fmt: skip
    found = []
    for o in range(n):
        peers = [k for k in range(n) if codes[k][:-1] == codes[o][:-1]]
        z = [
            OWN * w[o][s] + (1 - OWN) * sum(w[k][s] for k in peers) / len(peers)
            for s in range(len(h))
        ]
        inner = sum(z[s] * v[s] ** 2 * h[s] for s in range(len(h)))
        a = sum((z[s] * v[s]) ** 2 for s in range(len(h))) ** 0.5
        b = sum((h[s] * v[s]) ** 2 for s in range(len(h))) ** 0.5
        found.append(inner / (a * b) if a * b > 0 else 0.0)
    return found


SHARES = st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0])


@given(
    st.lists(st.lists(SHARES, min_size=5, max_size=5), min_size=4, max_size=4),
    st.lists(SHARES, min_size=5, max_size=5),
)
def test_likeness_is_its_definition_and_lies_from_0_to_1(w, h) -> None:
    codes = ["5120", "5121", "4110", "4111"]
    found = likeness(profiles(csr_array(np.array(w)), codes), np.array(h))
    assert found == pytest.approx(by_definition(w, codes, h), abs=1e-12)
    assert ((found >= 0) & (found <= 1 + 1e-12)).all()


def test_an_occupation_that_asks_for_one_common_skill_does_not_go_before_a_near_one() -> None:
    """Of four, A asks for the common skill alone (fit 1), B for two rare ones and one more (2/3).

    v(common)² = ln(4/2)² = .48, v(rare)² = ln(4/1)² = 1.92. Each is alone in its group. A is like
    by √.48 / √(.48 + 2 · 1.92) = .33, B by √(2 · 1.92 / (3 · 1.92)) · √(3.84 / 4.32) = .77.
    """
    w = csr_array(
        np.array([[1, 0, 0, 0, 0], [0, 1, 1, 1, 0], [1, 0, 0, 0, 1], [0, 0, 0, 0, 1]], dtype=float)
    )
    found = likeness(profiles(w, ["1110", "2220", "3330", "4440"]), np.array([1.0, 1, 1, 0, 0]))
    assert found[:2] == pytest.approx([0.333, 0.770], abs=1e-3)


def test_adjacent_is_sorted_by_class_and_then_by_likeness() -> None:
    found = adjacent(Person({"knife": 1.0, "menu": 1.0}), kitchens())
    for _, rows in found.groupby("class"):
        assert rows["likeness"].round(9).is_monotonic_decreasing
    assert found["likeness"].max() > 0
