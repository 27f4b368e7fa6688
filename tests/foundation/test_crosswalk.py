"""Which codes of one classification become which of another, and in what shares."""

import pandas as pd
import pytest

from mobility.foundation.crosswalk import Crosswalk
from mobility.foundation.errors import InputError, VersionError


def walk(lines, **said):
    columns = ["from_code", "to_code", "share"][: len(lines[0])]
    table = pd.DataFrame(lines, columns=columns)
    return Crosswalk.of(table, **{"from_version": "old", "to_version": "new", **said})


def test_without_shares_a_code_is_split_equally_and_it_is_said():
    found = walk([("1", "a"), ("1", "b"), ("1", "c"), ("2", "a")])
    assert found.table["share"].tolist() == pytest.approx([1 / 3] * 3 + [1])
    assert found.shares == "equal"
    assert "1 split in equal shares" in repr(found)
    assert found.split.tolist() == ["1"]
    assert found.merged.tolist() == ["a"]


def test_shares_rounded_in_print_are_brought_to_one():
    found = walk([("1", "a", 0.33), ("1", "b", 0.33), ("1", "c", 0.33)])
    assert found.table["share"].sum() == pytest.approx(1, abs=1e-15)
    assert found.shares == "given"


def test_every_code_whose_shares_do_not_add_to_one_is_named():
    with pytest.raises(InputError) as caught:
        walk([("1", "a", 0.5), ("1", "b", 0.4), ("2", "a", 1.0), ("3", "c", 0.2)])
    assert [str(p) for p in caught.value.problems] == [
        "the shares of '1' add to 0.9, not to 1", "the shares of '3' add to 0.2, not to 1",
    ]  # fmt: skip


def test_a_pair_that_stands_twice_and_a_blank_version_are_refused_together():
    with pytest.raises(InputError, match=r"(?s)1 → a.*to_version"):
        walk([("1", "a", 0.5), ("1", "a", 0.5)], to_version="")


def test_a_share_of_nothing_leads_nowhere():
    found = walk([("1", "a", 1.0), ("1", "b", 0.0)])
    assert found.table["to_code"].tolist() == ["a"]
    assert not len(found.split)


def test_codes_it_does_not_know_are_all_named_with_the_nearest():
    found = walk([("5120", "a"), ("5131", "b")])
    with pytest.raises(InputError) as caught:
        found.matrix(pd.Index(["5120", "5121", "9999"]), "flows")
    said = [str(problem) for problem in caught.value.problems]
    assert len(said) == 2
    assert "'5121'" in said[0]
    assert "Did you mean '5120'" in said[0]


def test_rows_of_the_matrix_add_to_one_in_the_order_asked_for():
    found = walk([("1", "a", 0.75), ("1", "b", 0.25), ("2", "b", 1.0)])
    shares, new = found.matrix(pd.Index(["2", "1"]), "flows")
    assert new.tolist() == ["a", "b"]
    assert shares.toarray().tolist() == [[0, 1], [0.75, 0.25]]


def test_another_version_is_refused():
    with pytest.raises(VersionError, match="SIC 2007"):
        walk([("1", "a")]).must_match("SIC 2007", "flows")
