"""Near-duplicates of a corpus are those of the same ads in memory, part by part."""

import random
from pathlib import Path

import pytest

from mobility.archiving.build import build_corpus
from mobility.archiving.near_duplicates import corpus_near_duplicates
from mobility.counting.near_duplicates import near_duplicates
from mobility.datasets.shipped import demo_skills
from mobility.foundation.recipe import recipe_of
from mobility.reading.ads import read_ads
from tests.archiving.corpora import KEY, bytes_of, write_lines


def sentence(words, seed):
    return " ".join(random.Random(seed).choices([f"ord{k}" for k in range(3000)], k=words))


@pytest.fixture
def built(tmp_path):
    """Forty ads in several parts: twenty texts, ten of them again with one word more."""
    texts = [sentence(80, k) for k in range(20)]
    texts += [f"{text} nu" for text in texts[:10]] + [sentence(80, 99 + k) for k in range(10)]
    lines = [
        {
            "id": f"{k:02}",
            "headline": f"Ad {k}",
            "description": {"text": text},
            "publication_date": f"2024-01-{28 - k % 20:02}T00:00:00",
        }
        for k, text in enumerate(texts)
    ]
    file = write_lines(tmp_path / "ads.jsonl", lines)
    corpus = build_corpus(
        file, demo_skills(), tmp_path / "corpus", pseudonym_key=KEY, chunk_megabytes=0.005
    )
    assert len(corpus.parts) > 2
    return file, corpus


def test_a_corpus_gives_what_the_same_ads_give_in_memory(built):
    file, corpus = built
    found = corpus_near_duplicates(corpus)
    expected = near_duplicates(read_ads(file))["near_of"].dropna()
    with corpus.connection() as connection:
        told = connection.execute("SELECT number, ad FROM ads").fetchall()
    ad = dict(told)
    pairs = {ad[a]: ad[b] for a, b in zip(found["number"], found["near_of"], strict=True)}
    assert pairs == expected.to_dict()
    assert len(pairs) == 10  # the same day and text but for one word: the smaller id is the first
    assert pairs["20"] == "00"
    assert found["likeness"].between(0.9, 1).all()
    counts = dict(recipe_of(found).steps[-1].counts)
    assert counts == {"ads": 40, "without text": 0, "near another": 10, "groups": 10}


def test_only_parts_without_signatures_are_read_again_and_the_bytes_are_the_same(built):
    _, corpus = built
    corpus_near_duplicates(corpus)
    before = bytes_of(corpus.folder)
    signatures = sorted(Path(corpus.folder, "signatures").iterdir())
    assert len(signatures) == len(corpus.parts)
    signatures[0].unlink()
    signatures[1].write_bytes(signatures[1].read_bytes()[:-20])  # harmed
    kept = signatures[2].stat().st_mtime_ns
    corpus_near_duplicates(corpus)
    assert bytes_of(corpus.folder) == before
    assert signatures[2].stat().st_mtime_ns == kept
    corpus_near_duplicates(corpus, words=4)
    assert (
        bytes_of(corpus.folder)["signatures/" + signatures[2].name]
        != before["signatures/" + signatures[2].name]
    )
