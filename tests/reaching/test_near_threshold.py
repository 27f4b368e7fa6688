import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from mobility.reaching.near import near_and_bridge
from mobility.reaching.near_threshold import near_threshold, near_without
from mobility.relating.proximity import damped_proximity


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_row_taken_out_by_rank_one_is_as_if_it_had_never_been_there(seed) -> None:
    chance = np.random.default_rng(seed)
    presence = (chance.random((9, 12)) < 0.4).astype(float)
    h = chance.random(12) * (chance.random(12) < 0.6)
    out = int(chance.integers(9))
    together = csr_array(presence.T @ presence)
    skills = np.flatnonzero(h)
    updated = near_without(
        skills, h[skills], own=presence[out], together=together, frequency=together.diagonal()
    )
    rest = csr_array(np.delete(presence, out, axis=0))
    recomputed, _ = near_and_bridge(h, damped_proximity(rest))
    assert updated.tolist() == recomputed.tolist()


def test_a_skill_of_one_occupation_alone_cannot_be_found_again() -> None:
    # Two kitchens with a knife; only the first has a smoker. Without the first, no occupation
    # has the smoker: its near is 0. The knife is alone in the second. Desks hold pen and paper
    # twice: without one, C = 1, u = 1, φ̂ = 1 / (1 + 2). Hidden: knife, smoker, knife, and pen
    # and paper of two desks; found: the four at the desks, of 7.
    use = csr_array(np.array([[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]], dtype=float))
    found = near_threshold(
        use,
        presence=use,
        together=(use.T @ use).tocsr(),
        candidates=np.ones(4, dtype=bool),
        found=use,
        groups=["51", "51", "41", "41"],
    )
    assert found.hidden_values == 7
    assert found.hit_rate == pytest.approx(4 / 7)


def test_tau_leaves_about_one_false_alarm_in_a_hundred() -> None:
    chance = np.random.default_rng(1)
    use = csr_array((chance.random((40, 60)) < 0.2).astype(float))
    groups = [f"{k // 8}0" for k in range(40)]
    together = (use.T @ use).tocsr()
    found = near_threshold(
        use,
        presence=use,
        together=together,
        candidates=np.ones(60, dtype=bool),
        found=use,
        groups=groups,
    )
    alarms = []
    for o in range(40):
        row = slice(use.indptr[o], use.indptr[o + 1])
        near = near_without(
            use.indices[row],
            use.data[row],
            own=use[[o]].toarray().ravel(),
            together=together,
            frequency=together.diagonal(),
        )
        group = [k for k in range(40) if groups[k] == groups[o]]
        alarms += near[use[group].sum(axis=0) == 0].tolist()
    assert len(alarms) == found.false_values
    assert np.mean(np.array(alarms) > found.tau) <= 0.01
