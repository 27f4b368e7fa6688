"""τ and θ keep what they promise on occupations that did not set them."""

import numpy as np
import pytest

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.reaching.example import kitchens
from mobility.reaching.held_out import held_out


def test_every_occupation_is_tried_once_and_the_last_row_is_their_sum() -> None:
    found = held_out(kitchens(), folds=6)
    parts, whole = found.iloc[:-1], found.iloc[-1]
    assert whole["major_group"] == "all"
    for name in ("occupations", "false_pairs", "hidden_pairs", "neighbour_pairs"):
        assert parts[name].sum() == whole[name]
    alarms = (parts["false_alarms"] * parts["false_pairs"]).sum()
    assert alarms == pytest.approx(whole["false_alarms"] * whole["false_pairs"])


def test_the_pairs_are_those_that_the_thresholds_of_the_space_rest_on() -> None:
    space = kitchens()
    whole = held_out(space, folds=6).iloc[-1]
    assert whole["false_pairs"] == space.near_threshold.false_values
    assert whole["hidden_pairs"] == space.near_threshold.hidden_values
    assert whole["neighbour_pairs"] == space.fit_threshold.pairs


def test_the_same_seed_deals_the_same_folds() -> None:
    once, again = (held_out(kitchens(), folds=3, random_state=2) for _ in range(2))
    assert once.equals(again)
    assert once.attrs["tau"] == again.attrs["tau"]


def test_one_fold_is_refused_and_a_part_without_neighbours_is_said() -> None:
    with pytest.raises(InputError, match="from 2 to 6"):
        held_out(kitchens(), folds=1)
    # Some deal of six occupations leaves one fold without two of one 3-digit group.
    said = [_why_not(seed) for seed in range(20)]
    assert "A part of the occupations has no neighbours; use fewer folds." in said


@pytest.mark.shared_data
def test_nationally_the_false_alarms_are_one_per_cent_within_three_tenths(national) -> None:
    found = held_out(national, folds=5)
    whole = found.iloc[-1]
    assert whole["false_alarms"] == pytest.approx(0.01, abs=0.003)
    assert whole["hit_rate"] > 0.5
    assert np.ptp(found.attrs["tau"]) < 0.05


def _why_not(seed: int) -> str:
    try:
        held_out(kitchens(), folds=2, random_state=seed)
    except EmptyResultError as error:
        return str(error)
    return ""
