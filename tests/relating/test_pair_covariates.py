"""What pairs of occupations have to do with each other: gaps and levels, by hand."""

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError
from mobility.relating.pair_covariates import levels_apart, pair_gap


def test_a_pay_gap_is_the_same_both_ways_and_needs_every_pay() -> None:
    gap = pair_gap(np.log(pd.Series({"cook": 100.0, "chef": 200.0})))
    assert gap.to_numpy() == pytest.approx(np.log(2) * np.array([[0, 1], [1, 0]]))
    with pytest.raises(InputError, match="b: nan"):
        pair_gap(pd.Series({"a": 1.0, "b": np.nan}))


def test_levels_apart_counts_levels_from_the_narrowest_and_wants_whole_codes() -> None:
    codes = pd.Index(["0111", "0112", "0121", "1011"])
    assert levels_apart(codes, ends=(2, 3, 4)).loc["0111"].tolist() == [0, 1, 2, 3]
    with pytest.raises(InputError, match="'011' is not a code of at least 4"):
        levels_apart(pd.Index(["011", "0112"]), ends=(2, 4))
    with pytest.raises(InputError, match="at least one level"):
        levels_apart(codes, ends=())
