"""list_items(): the items of a list of any length, whatever the pieces it is read in."""

import io
import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.errors import InputError
from mobility.reading.ads import read_ads
from mobility.reading.json_list import list_items
from tests.reading.archive_shapes import as_list, before_2016

TEXT = st.text(alphabet='ab"\\{}[],: \n\u2028åé', max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def items(content: bytes, **settings: int) -> list[bytes]:
    return list(list_items(io.BytesIO(content), "ads.json", **settings))


@settings(max_examples=100, deadline=None)
@given(
    values=st.lists(VALUES, max_size=5),
    indent=st.sampled_from([None, 0, 2]),
    escaped=st.booleans(),
    buffer=st.integers(1, 40),
)
def test_the_items_are_those_of_the_list(values, indent, escaped, buffer):
    content = json.dumps(values, indent=indent, ensure_ascii=escaped).encode()
    assert [json.loads(item) for item in items(content, buffer=buffer)] == values


@pytest.mark.parametrize("buffer", [1, 2, 3, 100])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[1, 2", "does not end"),
        (b'["a]', "does not end"),
        (b"", "does not end"),
        (b"[1, 2] 3", "something before or after"),
        (b"[1][2]", "something before or after"),
        (b"1, [2]", "something before or after"),
        (b"{1}", "something before or after"),
        (b"[1}", "something before or after"),
        (b"[1,,2]", "has nothing where item 2 should be"),
        (b"[1,]", "has nothing where item 2 should be"),
        (b"[,1]", "has nothing where item 1 should be"),
    ],
)
def test_a_list_that_is_not_whole_is_refused_with_what_is_wrong(content, said, buffer):
    with pytest.raises(InputError, match=f"not whole JSON: the list {said}|{said}"):
        items(content, buffer=buffer)


def test_an_empty_list_has_no_items():
    assert items(b" [ \n ] ") == []


@pytest.mark.parametrize("buffer", [1, 7, 1000])
def test_an_item_beyond_the_bound_is_cut_and_those_after_it_are_whole(buffer):
    found = items(b'["' + b"x" * 200 + b'", {"id": 2}]', max_item=20, buffer=buffer)
    assert [len(item) for item in found] == [21, len(b'{"id": 2}')]


def test_a_long_list_is_never_held():
    """20 MB of items of 100 kB, read 64 kB at a time: well below one MB is held."""
    item = b'{"text": "' + b"x" * 100_000 + b'"}'
    content = b"[" + b",".join([item] * 200) + b"]"
    tracemalloc.start()
    count = sum(1 for _ in list_items(io.BytesIO(content), "ads.json", buffer=1 << 16))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200
    assert peak < 1 << 20


def test_a_broken_or_giant_or_garbled_item_of_a_list_is_a_reject_and_the_rest_are_ads(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("mobility.reading.json_records.MAX_LINE", 3000)
    giant = json.dumps(before_2016(4, headline="x" * 3000)).encode()
    one, two = (json.dumps(before_2016(n)).encode() for n in (1, 2))
    file = tmp_path / "2010.json"
    file.write_bytes(b",".join([b"\xef\xbb\xbf[" + one, b'{"id": }', giant, b'"\xff"', two + b"]"]))
    ads = read_ads(file)
    assert ads.table["ad"].tolist() == ["2010.json:1", "2010.json:5"]
    assert ads.rejects[["line", "reason"]].values.tolist() == [
        [2, "broken JSON"],
        [3, "line too long"],
        [4, "not UTF-8 text"],
    ]


def test_one_object_too_large_to_hold_is_refused_with_the_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr("mobility.reading.json_records.MAX_DOCUMENT", 1000)
    file = tmp_path / "hits.json"
    file.write_bytes(b'{\n"hits":\n' + as_list(before_2016(1), before_2016(2)) + b"\n}")
    with pytest.raises(InputError, match="write it as a list of ads, or an ad a line"):
        read_ads(file)
