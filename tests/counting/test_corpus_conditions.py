"""A corpus speaks of the conditions of work as its ads do in memory, row for row."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mobility import (
    EmptyResultError,
    InputError,
    add_conditions,
    add_to_corpus,
    build_corpus,
    find_conditions,
    occupation_conditions,
    read_ads,
)
from mobility.datasets.shipped import demo_skills
from tests.counting.test_corpus_counts import KEY, ad, written


def both(path, folder, *, chunk_megabytes=0.01):
    """The same file in memory and as a corpus that says what its ads say."""
    corpus = build_corpus(
        path, demo_skills(), folder, pseudonym_key=KEY, chunk_megabytes=chunk_megabytes, workers=1
    )
    return read_ads(path, pseudonym_key=KEY), add_conditions(corpus)


def same(found, expected):
    pd.testing.assert_index_equal(found.occupations, expected.occupations)
    for name in ("against", "met", "ads"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))
    assert found.version == expected.version
    assert [step.name for step in found.recipe.steps[-2:]] == [
        "find_conditions",
        "occupation_conditions",
    ]
    for one, other in zip(found.recipe.steps[-2:], expected.recipe.steps[-2:], strict=True):
        assert dict(one.counts) == dict(other.counts)


@pytest.mark.shared_data
@pytest.mark.parametrize("level", [4, 2])
def test_real_ads_say_the_same_both_ways(real, level):
    ads, corpus = real
    assert len(corpus.parts) > 3
    found = occupation_conditions(corpus, level=level)
    same(found, occupation_conditions(ads, find_conditions(ads), level=level))
    assert found.against.sum() > 300


@pytest.fixture(scope="module")
def real(shared_data, tmp_path_factory):
    """All of the 710 real ads."""
    home = tmp_path_factory.mktemp("real")
    return both(shared_data("sv-platsbanken-710") / "ads.jsonl", home / "c", chunk_megabytes=0.7)


SENTENCES = (
    "Tunga lyft förekommer.",
    "Inga tunga lyft.",
    "Du arbetar natt.",
    "Ingen nattjänst.",
    "Tjänsten är på heltid eller deltid.",
    "Körkort krävs.",
    "Vi säljer bröd.",
)
some = st.lists(
    st.tuples(
        st.integers(0, 5),  # ids repeat
        st.sampled_from(["5120", "5131", "512", None]),
        st.lists(st.sampled_from(SENTENCES), max_size=3).map(" ".join),
        st.sampled_from([None, 50, 100]),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=some, level=st.sampled_from([3, 4]))
def test_whatever_ads_say_a_corpus_says_the_same(tmp_path, rows, level):
    lines = [
        ad(
            number,
            text,
            occupation=code,
            scope_of_work={"min": least, "max": 100},
            driving_license_required=licence,
            driving_license=[{"label": "B"}] if licence else [],
        )
        for number, code, text, least, licence in rows
    ]
    home = tmp_path / str(abs(hash((tuple(rows), level))))
    home.mkdir(exist_ok=True)
    ads, corpus = both(written(home / "ads.jsonl", lines), home / "corpus", chunk_megabytes=0.001)
    found = find_conditions(ads)
    if not ads.table["occupation"].fillna("").str.len().ge(level).any():
        with pytest.raises(EmptyResultError, match="can be counted by") as expected:
            occupation_conditions(ads, found, level=level)
        with pytest.raises(EmptyResultError) as refused:
            occupation_conditions(corpus, level=level)
        assert str(refused.value) == str(expected.value)
    else:
        same(
            occupation_conditions(corpus, level=level),
            occupation_conditions(ads, found, level=level),
        )


def test_what_is_missing_or_found_in_other_ads_is_refused_with_the_way_out(tmp_path):
    file = written(tmp_path / "ads.jsonl", [ad(k, "Tunga lyft.") for k in range(60)])
    options = {"pseudonym_key": KEY, "chunk_megabytes": 0.005, "workers": 1}
    corpus = build_corpus(file, demo_skills(), tmp_path / "corpus", **options)
    many = len(corpus.parts)
    assert many > 2
    with pytest.raises(InputError, match=rf"missing in {many} of {many} parts; call add_cond"):
        occupation_conditions(corpus)
    add_conditions(corpus)
    assert occupation_conditions(corpus).against.sum() == 1  # 60 ads of one text count once
    other = written(tmp_path / "other.jsonl", [ad("x", "Du arbetar natt.", headline="Natt")])
    longer = add_to_corpus(corpus, other, pseudonym_key=KEY)
    with pytest.raises(InputError, match=rf"missing in 1 of {many + 1} parts"):
        occupation_conditions(longer)
    assert occupation_conditions(add_conditions(longer)).against.sum() == 2
    first, second = (Path(corpus.folder, "conditions", f"{p}.parquet") for p in corpus.parts[:2])
    first.write_bytes(second.read_bytes())
    with pytest.raises(InputError, match="found in other ads than there are now"):
        occupation_conditions(longer)


def test_ads_come_with_what_was_found_and_a_corpus_without(tmp_path):
    ads, corpus = both(written(tmp_path / "ads.jsonl", [ad(1)]), tmp_path / "corpus")
    with pytest.raises(InputError, match="a corpus has its own"):
        occupation_conditions(corpus, find_conditions(ads))
    with pytest.raises(InputError, match="give that of find_conditions"):
        occupation_conditions(ads)
