"""The figures of the quality benchmark, on tables small enough to count by hand."""

import pandas as pd
import pytest

from benchmarks.quality import LABELS, Judged, Marked, _runs, recall_by_kind, scores, span_scores
from mobility.foundation.ads import Ads
from mobility.foundation.mentions import STANCES


def test_precision_and_recall_are_counted_by_class():
    judged = [
        Judged("1", "merit", "merit"),
        Judged("1", "merit", "requested"),
        Judged("2", "requested", "requested"),
        Judged("2", "offered", "requested"),
    ]
    table = scores(judged, ["merit", "requested"])
    # merit: 1 right of 1 said and 2 true; requested: 1 right of 3 said and 1 true.
    assert table["precision"].tolist() == pytest.approx([1, 1 / 3])
    assert table["recall"].tolist() == pytest.approx([1 / 2, 1])
    assert table["F1"].tolist() == pytest.approx([2 / 3, 1 / 2])
    assert table["sentences"].tolist() == [2, 1]
    assert (table["F1 from"] <= table["F1"]).all()
    assert (table["F1"] <= table["F1 to"]).all()


def test_one_ad_has_no_spread():
    row = scores([Judged("1", "merit", "merit"), Judged("1", "merit", "")], ["merit"]).loc["merit"]
    assert (row["recall from"], row["recall to"]) == (0.5, 0.5)


@pytest.fixture
def gold():
    ads = Ads.from_table(pd.DataFrame({"ad": ["1"], "text": ["0123456789 abcdefghij"]}))
    spans = [("1", "skill", 0, 4), ("1", "knowledge", 6, 8), ("1", "skill", 12, 20)]
    return Marked(ads, pd.DataFrame(spans, columns=["ad", "kind", "start", "end"]))


@pytest.fixture
def mentions():
    rows = [("1", "a", 0, 4), ("1", "b", 0, 4), ("1", "c", 7, 9), ("1", "d", 9, 11)]
    table = pd.DataFrame(rows, columns=["ad", "skill", "start", "end"])
    blank = pd.DataFrame([("1", "e", None, None)], columns=table.columns)
    return pd.concat([table, blank], ignore_index=True)


def test_spans_are_matched_whole_or_by_a_shared_character(gold, mentions):
    table = span_scores(gold, mentions)
    # Three places: 0-4 is one of the three marked; 7-9 touches 6-8; 9-11 touches none.
    assert table.loc["exact", ["precision", "recall"]].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert table.loc["overlap", ["precision", "recall"]].tolist() == pytest.approx([2 / 3, 2 / 3])
    assert table["mentions"].tolist() == [3, 3]


def test_recall_is_told_by_kind(gold, mentions):
    assert recall_by_kind(gold, mentions).to_dict("index") == {
        "skill": {"marked": 2, "exact": 1, "touched": 1},
        "knowledge": {"marked": 1, "exact": 0, "touched": 1},
    }


def test_a_run_begins_with_b_and_ends_where_no_i_follows():
    assert list(_runs(["B", "I", "O", "B", "B", "I"])) == [(0, 1), (3, 3), (4, 5)]


def test_no_employer_or_ad_stands_in_both_halves_of_the_labels():
    table = pd.read_csv(LABELS, dtype={"ad": "str"})
    assert table.groupby("ad")["half"].nunique().max() == 1
    assert table.groupby("half").size().to_dict() == {"dev": 200, "held_out": 200}
    assert set(table["stance"]) == set(STANCES)
