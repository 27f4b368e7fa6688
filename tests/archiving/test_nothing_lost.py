"""Every line of a source becomes an ad or a reject of a corpus, as `read_ads` says of it."""

import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.archiving.build import build_corpus
from mobility.foundation.skill_list import SkillList
from mobility.reading import json_records
from mobility.reading.ads import read_ads
from tests.archiving.corpora import KEY, rows

NUMBERS = st.integers(1, 6).map(str)
TEXTS = st.sampled_from(["Vassa knivar.", "", "  ", "knivar " * 300, "\u200bKnivar a\u030a"])
ADS = st.builds(
    lambda number, text, group, date: {
        "id": number,
        "headline": "Kock",
        "description": {"text": text},
        "occupation_group": {"legacy_ams_taxonomy_id": group},
        "publication_date": date,
    },
    st.none() | NUMBERS,
    TEXTS,
    st.sampled_from(["5120", "51", None]),
    st.sampled_from(["2024-05-01T12:00:00", "never", None]),
).map(lambda ad: json.dumps(ad, ensure_ascii=False).encode("utf-8"))
SMALL_ADS = ADS.filter(lambda line: len(line) < 1500)
LINES = st.one_of(
    ADS,
    ADS.map(lambda line: line[:-3]),
    st.sampled_from([b"", b"   ", b"{}", b"[]", b"null", b"\xff\xfe", b'{"id": 1, "headline": 2}']),
    st.binary(max_size=20).map(lambda b: b.replace(b"\n", b"").replace(b"\r", b"")),
)
# The first lines are ads, so that the file is known to be of ads, a line each.
FILES = st.tuples(
    SMALL_ADS, SMALL_ADS, st.lists(LINES, max_size=25), st.sampled_from([b"\n", b"\r\n"])
)
KNIVES = SkillList.of(
    pd.DataFrame({"skill": ["k"], "label": ["Kniv"], "kind": ["skill"]}).set_index("skill"),
    pd.DataFrame([("knivar", "k", "label", "any")], columns=["term", "skill", "origin", "match"]),
)


@settings(max_examples=6, deadline=None)
@given(file=FILES, size=st.sampled_from([100, 900, 10_000]))
def test_lines_in_are_ads_and_rejects_to_the_line(file, size):
    first, second, rest, end = file
    lines = [first, second, *rest]
    # Ads of two thousand bytes are giants here.
    giant = patch.object(json_records, "MAX_LINE", 1500)
    with giant, TemporaryDirectory() as folder:
        path = Path(folder) / "ads.jsonl"
        path.write_bytes(end.join(lines) + end)
        corpus = build_corpus(
            path, KNIVES, Path(folder) / "c", chunk_megabytes=size / 2**20, pseudonym_key=KEY
        )
        ads = read_ads(path, pseudonym_key=KEY)
        kept, rejects = rows(corpus, "ads"), rows(corpus, "rejects")
    assert len(kept) + len(rejects) == sum(1 for line in lines if line.strip())
    twice = ads.rejects["reason"] == "ad id stands twice"
    assert len(kept) == len(ads.table) + twice.sum()
    again = Counter(row["ad"] for row in kept) - Counter({row["ad"]: 1 for row in kept})
    assert again == Counter(ads.rejects.loc[twice, "ad"])
    reasons = ads.rejects.loc[~twice]
    assert Counter((row["line"], row["reason"]) for row in rejects) == Counter(
        zip(reasons["line"], reasons["reason"], strict=True)
    )
    first_of: dict[str, dict[str, object]] = {}
    for row in kept:
        first_of.setdefault(row["ad"], row)
    assert list(first_of) == ads.table["ad"].tolist()
    for column in ("occupation", "date"):
        given_dates = [None if pd.isna(value) else value for value in ads.table[column]]
        told = [row[column] for row in first_of.values()]
        assert [None if t is None else str(t) for t in told] == [
            None if value is None else str(value)[:10] for value in given_dates
        ]
