"""All pairs in as little memory as asked for, whatever the measure."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from mobility.relating import blocks
from mobility.relating.blocks import in_blocks, spans
from mobility.relating.cosine import cosine
from mobility.relating.effective_use_similarity import effective_use_similarity
from mobility.relating.embeddings import embedding_relatedness
from mobility.relating.jaccard import jaccard
from mobility.relating.proximity import damped_proximity, proximity

SPARSE = {
    "proximity": proximity,
    "damped proximity": damped_proximity,
    "cosine": cosine,
    "jaccard": jaccard,
}


def table(rows, columns, *, filled, seed=0):
    draw = np.random.default_rng(seed)
    return csr_array((draw.random((rows, columns)) < filled).astype(float))


def size_of(matrix):
    return matrix.data.nbytes + matrix.indices.nbytes + matrix.indptr.nbytes


def peak(act):
    """Return what an act gives, and the most memory it held at once, in bytes."""
    tracemalloc.start()
    result = act()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return result, most


@pytest.mark.parametrize("name", SPARSE)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 999), megabytes=st.sampled_from([1e-9, 0.001, 0.004]))
def test_a_part_at_a_time_gives_the_same_bits(name, seed, megabytes):
    presence = table(12, 20, filled=0.2, seed=seed)
    whole, parts = SPARSE[name](presence), SPARSE[name](presence, megabytes=megabytes)
    for one, other in zip(
        (whole.data, whole.indices, whole.indptr),
        (parts.data, parts.indices, parts.indptr),
        strict=True,
    ):
        np.testing.assert_array_equal(one, other)


def bits(matrix):
    return matrix.data.tobytes(), matrix.indices.tobytes(), matrix.indptr.tobytes()


@pytest.mark.parametrize("name", SPARSE)
@pytest.mark.parametrize("filled", [0.02, 0.3, 1.0])
def test_lists_full_blocks_and_full_tables_give_the_same_bits(name, filled, monkeypatch):
    cells = table(30, 40, filled=filled).toarray()
    cells[:, 3:5] = 0  # Two columns that are never found: what they weigh together is 0 / 0.
    presence = csr_array(cells)
    found = []
    # No block and no table is full; every block is; every table is.
    for full, quicker in ((0, 0), (10**9, 0), (0, 10**9)):
        monkeypatch.setattr(blocks, "FULL", full)
        monkeypatch.setattr(blocks, "QUICKER", quicker)
        found.append(bits(SPARSE[name](presence)))
    assert found[0] == found[1] == found[2]


def test_weights_with_decimals_are_never_added_in_another_order(monkeypatch):
    draw = np.random.default_rng(1)
    weights = csr_array(draw.random((200, 30)))
    expected = bits(cosine(weights))
    # As many products as one likes would be worth a full table, were the sums exact.
    monkeypatch.setattr(blocks, "QUICKER", 10**9)
    assert bits(cosine(weights)) == expected
    monkeypatch.setattr(blocks, "FULL", 0)
    assert bits(cosine(weights)) == expected


@pytest.mark.parametrize(
    ("values", "exact"),
    [
        ([[1.0, 2.0], [0.0, 3.0]], np.float32),
        ([[1.0, 2.5]], None),
        ([[2.0**12]], np.float32),  # 2^24, the last whole number before a short float has gaps.
        ([[2.0**12], [1.0]], np.float64),  # 2 · 2^24 is beyond it.
        ([[2.0**26], [2.0**26]], np.float64),  # 2 · 2^52 = 2^53, the last before a long one has.
        ([[2.0**27]], None),  # 2^54 is beyond it.
        (np.zeros((2, 2)), np.float32),
    ],
)
def test_sums_of_whole_numbers_are_exact_up_to_the_gaps_of_a_float(values, exact):
    assert blocks._exact_float(csr_array(np.array(values))) is exact


def test_counts_too_large_for_a_short_float_keep_their_last_unit():
    # 4097 · 4095 + 1 · 2 = 16,777,217 = 2^24 + 1, which a short float would round to 2^24.
    table = csr_array(np.array([[4097.0, 4095.0], [1.0, 2.0]]))
    together = blocks.in_blocks(table, lambda _i, _j, product: product).toarray()
    assert together[0, 1] == 16_777_217


def test_a_table_is_full_from_one_in_seven_cells_and_not_below(monkeypatch):
    # Products of lists count 50 times: 6² · 50 of rows with 6 of 30 against 30², but 3² · 50 < 30².
    six, three = np.zeros((4, 30)), np.zeros((4, 30))
    six[:, :6], three[:, :3] = 1, 1
    assert blocks._is_full(csr_array(six))
    assert not blocks._is_full(csr_array(three))
    # Exactly as quick, 3² · 100 = 30², is quick enough.
    monkeypatch.setattr(blocks, "QUICKER", 100)
    assert blocks._is_full(csr_array(three))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 999), megabytes=st.sampled_from([1e-9, 0.001, 0.004]))
def test_effective_use_a_part_at_a_time_is_the_same_and_symmetric(seed, megabytes):
    weights = table(12, 20, filled=0.2, seed=seed)
    theta = proximity(weights)
    whole = effective_use_similarity(weights, theta).toarray()
    parts = effective_use_similarity(weights, theta, megabytes=megabytes).toarray()
    np.testing.assert_allclose(parts, whole, atol=1e-14)
    np.testing.assert_array_equal(parts, parts.T)


@pytest.mark.parametrize("name", SPARSE)
@pytest.mark.parametrize(("megabytes", "filled"), [(1, 0.1), (4, 0.1), (8, 0.5)])
def test_no_more_memory_is_taken_than_asked_for(name, megabytes, filled):
    presence = table(200, 1000, filled=filled)
    result, most = peak(lambda: SPARSE[name](presence, megabytes=megabytes))
    assert most <= 2 * size_of(result) + megabytes * 1e6
    _, at_once = peak(lambda: SPARSE[name](presence, megabytes=1000))
    assert at_once > 2 * size_of(result) + 4e6


@pytest.mark.parametrize("megabytes", [1, 2])
def test_no_more_memory_is_taken_for_effective_use(megabytes):
    weights = table(200, 2500, filled=0.02)
    theta = proximity(weights)

    def related(allowed):
        return effective_use_similarity(weights, theta, megabytes=allowed)

    result, most = peak(lambda: related(megabytes))
    # The table by skill, and the part of it that is multiplied: of theta nothing is copied.
    allowed = 5 * size_of(result) + 2 * size_of(weights) + megabytes * 1e6
    assert most <= allowed < size_of(theta)
    _, at_once = peak(lambda: related(1000))
    assert at_once > allowed + 10e6


@pytest.mark.parametrize("megabytes", [1, 4])
def test_no_more_memory_is_taken_for_embeddings(megabytes):
    vectors = np.random.default_rng(0).normal(size=(1500, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)

    class Drawn:
        def encode(self, texts):
            return vectors[[int(text) for text in texts]]

    labels = pd.Series([str(k) for k in range(1500)], index=pd.RangeIndex(1500).astype("str"))

    def related(allowed):
        return embedding_relatedness(labels, Drawn(), nearest=3, megabytes=allowed)

    related(megabytes)
    _, most = peak(lambda: related(megabytes))
    _, least = peak(lambda: related(0.001))
    assert most <= least + megabytes * 1e6
    _, all_at_once = peak(lambda: related(1000))
    assert all_at_once > least + 10e6


@settings(deadline=None)
@given(size=st.integers(0, 50), megabytes=st.floats(1e-9, 1), each=st.floats(1, 1e6))
def test_blocks_follow_each_other_from_the_first_to_the_last(size, megabytes, each):
    held = list(spans(size, megabytes, each))
    assert [k for start, stop in held for k in range(start, stop)] == list(range(size))
    assert all(
        stop - start == 1 or (stop - start) * each <= megabytes * 1e6 for start, stop in held
    )


@pytest.mark.parametrize("shape", [(0, 0), (3, 0), (0, 3), (1, 1)])
def test_tables_without_rows_columns_or_pairs_give_empty_networks(shape):
    empty = csr_array(np.ones(shape))
    related = in_blocks(empty, lambda _i, _j, product: product)
    assert (related.shape, related.nnz) == ((shape[1], shape[1]), 0)
    theta = csr_array((shape[1], shape[1]))
    assert effective_use_similarity(empty, theta).shape == (shape[0], shape[0])
