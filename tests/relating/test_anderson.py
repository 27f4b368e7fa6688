"""Turns that draw near slowly are gone through in a few."""

import numpy as np
import pytest

from mobility.relating.anderson import settled


def test_a_slow_act_settles_in_far_fewer_turns_than_by_itself() -> None:
    rng = np.random.default_rng(0)
    turn = np.linalg.qr(rng.normal(size=(6, 6)))[0]
    slow = turn @ np.diag([0.99, 0.98, 0.9, 0.5, 0.3, 0.1]) @ turn.T
    point = rng.normal(size=6)
    times = []

    def act(x: np.ndarray) -> np.ndarray:
        times.append(1)
        return point + slow @ (x - point)

    found = settled(act, np.zeros(6), near=lambda a, b: np.abs(a - b).max() < 1e-10, rounds=100)
    assert found == pytest.approx(point, abs=1e-7)
    # By itself .99 to the power of k has to come below 1e-10: k is some 2,300.
    assert len(times) < 25


def test_what_does_not_settle_is_said_to_by_giving_nothing() -> None:
    times = []

    def away(x: np.ndarray) -> np.ndarray:
        times.append(1)
        return x + 1

    assert settled(away, np.zeros(2), near=lambda a, b: False, rounds=7) is None  # noqa: ARG005
    assert len(times) == 7
