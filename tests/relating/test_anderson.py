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


def _visited(moves: list[float]) -> list[float]:
    """Return the points reached where the act moves so far in each turn, wherever it is."""
    seen: list[float] = []

    def act(x: np.ndarray) -> np.ndarray:
        seen.append(float(x[0]))
        return x + moves[len(seen) - 1]

    settled(act, np.zeros(1), near=lambda a, b: False, rounds=len(moves))  # noqa: ARG005
    return seen


def test_a_step_more_than_twice_as_long_takes_up_the_plain_act_and_mixing_begins_anew() -> None:
    # Steps 1 and .5 give 1 and 1.5. One change of step is -.5, so gamma is -1, and the next point
    # 1.5 + .5 = 2. It moves by .8, less than twice .5, to 2.8: changes of step are (-.5, .3) and
    # gamma their multiple of .8 / .34, changes of what was given (.5, 1.3), and the next point is
    # 2.8 + .8 / .34 (.25 - .39) = 2.47. That moves by 1.7, more than twice .8: back to 2.8. From
    # there one step of .5 is taken as it is, and with the next of .25 the mixture is
    # 3.55 - .25 · (-1) = 3.8.
    points = _visited([1, 0.5, 0.8, 1.7, 0.5, 0.25, 0])
    assert points == pytest.approx([0, 1, 2, 2.8 - 0.112 / 0.34, 2.8, 3.3, 3.8])


@pytest.mark.parametrize("directions", [7, 8, 9])
def test_the_last_eight_changes_are_mixed(directions: int) -> None:
    # As many changes as there are directions lead straight to the point: with the first turn and
    # the one that finds nothing left to do these are two turns more. A ninth direction is not held.
    rng = np.random.default_rng(0)
    turned = np.linalg.qr(rng.normal(size=(directions, directions)))[0]
    slow = turned @ np.diag(np.linspace(0.1, 0.9, directions)) @ turned.T
    point = rng.normal(size=directions)
    times = []

    def act(x: np.ndarray) -> np.ndarray:
        times.append(1)
        return point + slow @ (x - point)

    settled(act, np.zeros(directions), near=lambda a, b: np.abs(a - b).max() < 1e-9, rounds=60)
    assert (len(times) == directions + 2) == (directions <= 8)
