"""Every line read is accounted for."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.counting.ledger import ad_ledger
from mobility.foundation.ads import Ads
from mobility.foundation.errors import UnknownNameError
from mobility.foundation.recipe import recipe_of

few = st.sampled_from(["a", "b"])
code = st.sampled_from(["5120", "5131", "51", None])
rows = st.lists(st.tuples(few, few, code, st.sampled_from(["x", "y", None])), max_size=12)


def read(rows, rejects=0):
    table = pd.DataFrame(rows, columns=["text", "headline", "occupation", "employer"])
    table.insert(0, "ad", [str(number) for number in range(len(rows))])
    refused = pd.DataFrame(
        {
            "file": "ads.jsonl",
            "line": range(1, rejects + 1),
            "ad": None,
            "reason": "no text",
            "detail": None,
        }
    )
    return Ads(table, refused)


@settings(max_examples=40)
@given(rows=rows, rejects=st.integers(0, 3), most=st.sampled_from([None, 1, 2]))
def test_in_is_counted_plus_duplicates_plus_rejects_to_the_ad(rows, rejects, most):
    ledger = ad_ledger(read(rows, rejects), level=4, max_ads_per_employer=most)
    counts = dict(recipe_of(ledger).steps[-1].counts)
    assert len(ledger) == len(rows) + rejects
    assert ledger["ad"].dropna().tolist() == [str(number) for number in range(len(rows))]
    assert ledger["status"].isin(["counted", "duplicate", "reject"]).all()
    assert counts["in"] == counts["counted"] + counts["duplicate"] + counts["reject"]
    assert counts["in"] == len(ledger)


@settings(max_examples=40)
@given(rows=rows)
def test_what_is_counted_is_one_ad_per_code_headline_and_text(rows):
    ledger = ad_ledger(read(rows), level=4)
    coded = {(text, headline, code) for text, headline, code, _ in rows if code and len(code) == 4}
    assert (ledger["status"] == "counted").sum() == len(coded)


@settings(max_examples=40)
@given(rows=rows)
def test_only_what_is_counted_lacks_a_reason_and_only_duplicates_repeat_an_ad(rows):
    ledger = ad_ledger(read(rows), level=4, max_ads_per_employer=1)
    assert (ledger["reason"].isna() == (ledger["status"] == "counted")).all()
    assert (ledger["repeats"].notna() == (ledger["status"] == "duplicate")).all()


def test_lines_set_aside_in_reading_keep_their_file_line_and_reason():
    ledger = ad_ledger(read([("a", "a", "5120", None)], rejects=1))
    last = ledger.iloc[-1]
    assert (last["file"], last["line"], last["reason"]) == ("ads.jsonl", 1, "no text")


def test_an_ad_without_the_code_asked_for_is_a_reject():
    ledger = ad_ledger(read([("a", "a", None, None), ("b", "b", "51", None)]), level=4)
    assert ledger["reason"].tolist() == ["no occupation code", "occupation code broader than 4"]


def test_an_employer_counts_up_to_the_limit_and_an_unknown_one_without_limit():
    texts = ["one", "two", "three"]
    known = [(text, "h", "5120", "x") for text in texts]
    unknown = [(text, "g", "5120", None) for text in texts]
    ledger = ad_ledger(read(known + unknown), max_ads_per_employer=2)
    assert ledger["status"].tolist() == ["counted", "counted", "reject"] + ["counted"] * 3
    assert ledger["reason"].iloc[2] == "more than 2 ads of the employer"


def test_counting_by_anything_else_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownNameError, match="Did you mean 'industry'"):
        ad_ledger(read([]), "industri")
