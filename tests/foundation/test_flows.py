"""A table of moves says what it does not know, and cannot contradict itself."""

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError, VersionError
from mobility.foundation.flows import Flows


def _table(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["origin", "destination", "count"])


def test_an_unlisted_pair_is_no_move_unless_the_source_withholds_small_counts() -> None:
    table = _table(("a", "b", 12.0))
    assert Flows.of(table, kind="industry").counts().tolist() == [[0, 12], [0, 0]]
    hidden = Flows.of(table, kind="industry", withheld_below=10, unlisted="withheld").counts()
    assert hidden[0, 1] == 12
    assert np.isnan(hidden[[0, 1, 1], [0, 0, 1]]).all()


def test_every_fault_is_told_at_once() -> None:
    table = _table(("a", "b", 12.0), ("a", "b", 4.0), ("b", "a", None))
    with pytest.raises(InputError) as caught:
        Flows.of(table, kind="industry", withheld_below=10)
    said = str(caught.value)
    assert "a pair stands once" in said
    assert "a → b" in said
    assert "row 2" in said
    assert "at least 10" in said
    with pytest.raises(InputError, match="say below which counts are withheld"):
        Flows.of(_table(("b", "a", None)), kind="industry")


def test_margins_must_cover_every_node() -> None:
    margins = pd.DataFrame({"leaving": [5.0], "arriving": [-1.0]}, index=["a"])
    with pytest.raises(InputError) as caught:
        Flows.of(_table(("a", "b", 1.0)), kind="industry", margins=margins)
    assert "lack 'b'" in str(caught.value)
    assert "a: -1.0" in str(caught.value)


def test_two_versions_of_a_classification_are_not_joined() -> None:
    old = Flows.of(_table(("a", "b", 1.0)), kind="industry", version="SIC 2003")
    new = Flows.of(_table(("a", "b", 1.0)), kind="industry", version="SIC 2007")
    old.must_match(old)
    with pytest.raises(VersionError, match="SIC 2007"):
        old.must_match(new)
    unnamed = Flows.of(_table(("a", "b", 1.0)), kind="industry")
    with pytest.raises(VersionError):
        unnamed.must_match(unnamed)
