"""How alike texts are in meaning, as any encoder sees it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.errors import InputError
from mobility.relating import embeddings
from mobility.relating.embeddings import embedding_relatedness


class Planted:
    """Gives each text the vector planted for it; stands for a language model."""

    def __init__(self, vectors):
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        self.vectors = (vectors / lengths).astype(np.float32)

    def encode(self, texts):
        return self.vectors[[int(text) for text in texts]]


def labels(size):
    return pd.Series([str(i) for i in range(size)], index=[f"s{i:03}" for i in range(size)])


def test_weights_are_cosines_and_opposites_are_not_linked():
    encoder = Planted(np.array([[1.0, 0.0], [1.0, 1.0], [-1.0, 0.0], [0.0, 1.0]]))
    edges = embedding_relatedness(labels(4), encoder).edges
    found = {(a[-1], b[-1]): w for a, b, w in edges.itertuples(index=False)}
    half = np.sqrt(1 / 2)  # 45 degrees
    assert found == pytest.approx({("0", "1"): half, ("1", "3"): half})


def test_an_edge_stays_if_either_end_keeps_it():
    # On a line of angles 0, 10, 30 and 90 degrees with one neighbour each.
    angles = np.deg2rad([0, 10, 30, 90])
    encoder = Planted(np.column_stack([np.cos(angles), np.sin(angles)]))
    edges = embedding_relatedness(labels(4), encoder, nearest=1).edges
    assert list(zip(edges["source"], edges["target"], strict=True)) == [
        ("s000", "s001"),
        ("s001", "s002"),
        ("s002", "s003"),
    ]


@settings(max_examples=20, deadline=None)
@given(
    size=st.integers(1, 30),
    nearest=st.integers(1, 30),
    block=st.integers(1, 40),
    megabytes=st.sampled_from([1e-6, 0.003, 1.0]),
)
def test_working_in_blocks_changes_nothing(size, nearest, block, megabytes):
    vectors = np.random.default_rng(size).normal(size=(size, 3))
    encoder = Planted(vectors)
    unit = encoder.vectors.astype(float)
    alike = unit @ unit.T
    np.fill_diagonal(alike, -1)
    kept = np.zeros_like(alike, dtype=bool)
    np.put_along_axis(kept, np.argsort(-alike, axis=1)[:, :nearest], values=True, axis=1)
    expected = np.where((kept | kept.T) & (alike > 0), alike, 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embeddings, "BLOCK", block)
        found = embedding_relatedness(labels(size), encoder, nearest=nearest, megabytes=megabytes)
    np.testing.assert_allclose(found.to_matrix().toarray(), expected, atol=1e-6)


def test_of_equally_near_labels_the_first_are_kept():
    # Three labels say the same as the first; it keeps the two that come first, and so do they.
    edges = embedding_relatedness(labels(4), Planted(np.ones((4, 2))), nearest=1).edges
    assert list(zip(edges["source"], edges["target"], strict=True)) == [
        ("s000", "s001"),
        ("s000", "s002"),
        ("s000", "s003"),
    ]


def test_no_neighbours_at_all_is_refused():
    with pytest.raises(InputError, match="'0' is not a whole number of at least 1"):
        embedding_relatedness(labels(2), Planted(np.eye(2)), nearest=0)


def test_no_texts_give_an_empty_network():
    network = embedding_relatedness(
        pd.Series([], index=pd.Index([], name="skill"), dtype="str"), None
    )
    assert (len(network.nodes), len(network.edges)) == (0, 0)


def test_progress_is_told_of_every_block():
    told = []
    embedding_relatedness(
        labels(3), Planted(np.eye(3)), progress=lambda *arguments: told.append(arguments)
    )
    assert told == [("encode", 3, 3), ("compare", 3, 3)]


class Wrong:
    def __init__(self, vectors):
        self.vectors = np.array(vectors)

    def encode(self, _texts):
        return self.vectors


@pytest.mark.parametrize(
    ("vectors", "message"),
    [
        ([[2.0, 0.0], [0.0, 1.0]], "vector of length 2; 1 is expected"),
        ([[1.0, 0.0]], r"shape \(1, 2\) for 2 texts"),
        ([1.0, 0.0], r"shape \(2,\) for 2 texts"),
        ([[np.nan, 0.0], [0.0, 1.0]], "vector of length nan"),
    ],
)
def test_an_encoder_that_breaks_its_promise_is_refused(vectors, message):
    with pytest.raises(InputError, match=message):
        embedding_relatedness(labels(2), Wrong(vectors))


def test_a_label_that_stands_twice_is_refused():
    texts = pd.Series(["0", "1"], index=["a", "a"])
    with pytest.raises(InputError, match="'a' stands twice"):
        embedding_relatedness(texts, Planted(np.eye(2)))
