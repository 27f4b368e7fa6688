"""The figures of the quality benchmark, on tables small enough to count by hand."""

import numpy as np
import pandas as pd
import pytest

from benchmarks import linking
from benchmarks.judged_scores import Judged, scores
from benchmarks.quality_of_spans import Marked, _runs, recall_by_kind, span_scores
from benchmarks.quality_of_stance import LABELS
from mobility.finding.judged_phrases import threshold_from_judged
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.mentions import STANCES
from mobility.foundation.skill_list import SkillList


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


def test_judged_phrases_are_counted_by_both_readings():
    said = ["same", "same", "near", "other", "other"]
    table = pd.DataFrame({"cosine": [0.9, 0.8, 0.8, 0.7, 0.5], "judged": said})
    told = linking.precisions(table)
    # From .8 two of three mean the skill and the third is near; from .7 one more, which is neither.
    assert told.loc[0.8, ["phrases", "same", "near"]].tolist() == pytest.approx([3, 2 / 3, 1])
    assert told.loc[0.7, ["phrases", "same", "near"]].tolist() == pytest.approx([4, 1 / 2, 3 / 4])
    # Wilson: 3 of 3 is at least 3 / (3 + 1.96²) = .439, and 0 of 3 at most 1 − .439.
    assert linking.wilson(3, 3) == pytest.approx((0.4385, 1.0), abs=1e-4)
    assert linking.wilson(0, 3) == pytest.approx((0.0, 0.5615), abs=1e-4)


def test_the_judgements_are_whole_and_hold_what_the_page_says_of_them():
    told = linking.judged()
    assert {key: len(table) for key, table in told.items()} == {
        ("en", "span", "labels"): 355,
        ("en", "span", "terms"): 355,
        ("en", "text", "labels"): 170,
        ("sv", "text", "labels"): 150,
    }
    spans = threshold_from_judged(told["en", "span", "labels"], reading="near")
    assert spans.precision >= 0.8
    for key in (("en", "text", "labels"), ("sv", "text", "labels")):
        with pytest.raises(EmptyResultError, match="by the reading 'near'"):
            threshold_from_judged(told[key], reading="near")


def test_ranks_are_of_linked_spans_that_are_no_term_themselves(tmp_path):
    folder = tmp_path / linking.PUBLISHED
    folder.mkdir()
    head = "sentence,span,sub_span,label\n"
    (folder / linking.PARTS[0]).write_text(
        head + "s,Sharpening of knives .,,Knife sharpening\ns,truck driving,,truck driving\n"
    )
    (folder / linking.PARTS[1]).write_text(
        head + "s,a and b,drive trucks,knife sharpening\ns,hobbies,,UNDERSPECIFIED\n"
    )
    links = linking.linked(str(tmp_path))
    assert links == {
        "sharpening of knives": {"knife sharpening"},
        "truck driving": {"truck driving"},
        "drive trucks": {"knife sharpening"},
        "hobbies": set(),
    }
    terms = pd.DataFrame(
        {"skill": ["k", "t"], "term": ["knife sharpening", "truck driving"],
         "origin": "label", "match": "any"}
    )  # fmt: skip
    labels = terms.rename(columns={"term": "label"}).assign(kind="skill").set_index("skill")
    skills = SkillList.of(labels[["label", "kind"]], terms)

    class Knives:
        def encode(self, texts):
            return np.array([[1.0, 0.0] if "kni" in text else [0.0, 1.0] for text in texts])

    told = linking.ranks(links, skills, skills, Knives())
    # "truck driving" is a term; of the two left one has its skill first, the other second.
    assert told["spans"].tolist() == [2] * 5
    assert told["value"].tolist() == pytest.approx([1 / 2, 1, 1, 1, 3 / 4])
