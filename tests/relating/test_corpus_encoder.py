"""Vectors learned from the corpus itself."""

import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.incidence import Incidence
from mobility.relating import word_pairs as counting
from mobility.relating.corpus_encoder import CorpusEncoder
from mobility.relating.embeddings import embedding_relatedness
from mobility.relating.pointwise import positive_pmi, short_vectors
from mobility.relating.word_pairs import common_words, word_pairs, words_of

WORDS = ["kock", "sås", "svets", "plåt", "och"]
sentences = st.lists(st.sampled_from([*WORDS, "ny"]), max_size=8).map(" ".join)


def planted(*, groups=4, skills=25, ads=1500, asked=6, seed=0):
    """Ads that mostly ask for skills of one group, and now and then for any."""
    draw = np.random.default_rng(seed)
    size = groups * skills
    lines = []
    for ad in range(ads):
        group = ad % groups
        own = draw.integers(group * skills, (group + 1) * skills, asked)
        held = np.where(draw.random(asked) < 0.25, draw.integers(0, size, asked), own)
        lines += [(f"a{ad:04}", f"s{skill:03}") for skill in np.unique(held)]
    return pd.DataFrame(lines, columns=["ad", "skill"])


def area(values, positive):
    """The share of pairs of a positive and another in which the positive is the larger."""
    ranks = pd.Series(values).rank().to_numpy()
    own = positive.sum()
    return (ranks[positive].sum() - own * (own + 1) / 2) / own / (~positive).sum()


def test_planted_groups_are_told_apart():
    encoder = CorpusEncoder.from_incidence(
        Incidence.from_pairs(planted(), "ad", "skill"), dimensions=10
    )
    alike = encoder.encode(list(encoder.terms)) @ encoder.encode(list(encoder.terms)).T
    group = np.arange(100) // 25
    i, j = np.triu_indices(100, 1)
    assert area(alike[i, j], group[i] == group[j]) > 0.99


def test_two_words_never_together_are_near_if_they_keep_the_same_company():
    texts = [f"{a} {b}" for a in ("kniv", "visp") for b in ("ugn", "gryta", "panna")]
    texts += [f"{a} {b}" for a in ("penna", "pärm") for b in ("bord", "stol", "lampa")]
    encoder = CorpusEncoder.from_texts(texts, min_texts=2, dimensions=4)
    knife, whisk, pen = encoder.encode(["kniv", "visp", "penna"])
    assert knife @ whisk > 0.99
    assert knife @ pen < 0.01


@settings(max_examples=40)
@given(texts=st.lists(sentences, max_size=8), window=st.integers(1, 4), block=st.integers(1, 3))
def test_pairs_are_counted_as_by_going_through_every_text(texts, window, block):
    expected = np.zeros((5, 5))
    for text in dict.fromkeys(texts):
        held = text.split()
        for a, one in enumerate(held):
            for other in held[a + 1 : a + 1 + window]:
                if one != other and "ny" not in (one, other):
                    i, j = WORDS.index(one), WORDS.index(other)
                    expected[[i, j], [j, i]] += 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "BLOCK", block)
        found = word_pairs(texts, pd.Index(WORDS), window=window)
    np.testing.assert_array_equal(found.toarray(), expected)


def test_many_blocks_add_up():
    texts = [f"kock sås {k}" for k in range(100, 200)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "BLOCK", 1)
        assert word_pairs(texts, pd.Index(WORDS), window=1)[0, 1] == 100


def test_a_word_is_counted_once_a_text_and_a_repeated_text_once():
    counts, different = common_words(
        ["Kock, kock och sås", "kock", "kock"], min_texts=1, max_words=9
    )
    assert counts.to_dict() == {"kock": 2, "och": 1, "sås": 1}
    assert different == 2


def test_the_commonest_words_are_kept_and_of_equally_common_ones_the_first():
    counts, _ = common_words(["bb cc", "bb aa", "cc aa dd"], min_texts=1, max_words=2)
    assert counts.index.tolist() == ["aa", "bb"]


def test_information_is_its_formula():
    # Knife meets oven 3 times and pen once: margins 4, 3, 1 of 8; contexts 4^¾, 3^¾, 1.
    met = np.array([[0.0, 3, 1], [3, 0, 0], [1, 0, 0]])
    contexts = np.array([4, 3, 1]) ** 0.75
    with np.errstate(divide="ignore"):
        expected = np.log(met / 8 / (np.outer([4, 3, 1], contexts / contexts.sum()) / 8))
    found = positive_pmi(counting.csr_array(met)).toarray()
    np.testing.assert_allclose(found, np.maximum(expected, 0))


def test_vectors_found_by_searching_are_those_of_the_whole_decomposition():
    draw = np.random.default_rng(0)
    block = np.kron(np.diag([5.0, 4, 3]), np.ones((200, 200)))
    table = counting.csr_array(block + draw.random((600, 600)))
    found = short_vectors(table, dimensions=3)
    left, values, right = np.linalg.svd(table.toarray())
    expected = (left[:, :3] + right[:3].T) * np.sqrt(values[:3])
    np.testing.assert_allclose(found @ found.T, expected @ expected.T, atol=1e-8)
    assert (found[np.abs(found).argmax(axis=0), range(3)] > 0).all()


def test_the_order_of_the_texts_changes_no_bit():
    texts = [f"{a} med {b}" for a in WORDS for b in ("ugn", "gryta", a)]
    one = CorpusEncoder.from_texts(texts, min_texts=1)
    other = CorpusEncoder.from_texts([*texts[::-1], texts[0]], min_texts=1)
    assert one.vectors.tobytes() == other.vectors.tobytes()
    assert one.recipe == other.recipe


PROGRAM = """
import hashlib, numpy as np, pandas as pd
from scipy.sparse import csr_array
from mobility.foundation.incidence import Incidence
from mobility.relating.corpus_encoder import CorpusEncoder
draw = np.random.default_rng(0)
table = csr_array((draw.random((300, 900)) < draw.random(900) * 0.1).astype(float))
skills = pd.Index([f"s{k:03}" for k in range(900)], name="skill")
encoder = CorpusEncoder.from_incidence(
    Incidence(table, pd.RangeIndex(300, name="ad"), skills, "count", np.ones(300)), dimensions=30)
print(hashlib.sha256(encoder.vectors.tobytes()).hexdigest())
"""


def test_two_programs_give_the_same_bytes():
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(said) == 1


@pytest.fixture(scope="module")
def kitchen():
    links = pd.DataFrame(
        {"place": list("aabbcc"), "skill": ["Kall sås", "ugn", "Go", "spel", "go", "dans"]}
    )
    return CorpusEncoder.from_incidence(Incidence.from_pairs(links, "place", "skill"))


def test_a_label_of_many_words_is_found_whole_whatever_its_case(kitchen):
    exact, small = kitchen.encode(["Kall sås", " kall SÅS "])
    np.testing.assert_array_equal(exact, small)


def test_case_tells_two_terms_apart_that_differ_in_nothing_else(kitchen):
    one, other = kitchen.encode(["Go", "go"])
    assert not np.array_equal(one, other)


def test_every_vector_has_length_one_in_single_precision(kitchen):
    vectors = kitchen.encode(["ugn", "ugn spel ugn"])
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_texts_without_a_known_word_are_all_named(kitchen):
    with pytest.raises(InputError, match="'penna' is not text with one of the 6 known") as error:
        kitchen.encode(["ugn", "penna", "", "ugn och penna"])
    assert len(error.value.problems) == 2
    assert kitchen.knows(["ugn", "penna", "", "ugn och penna"]).tolist() == [
        True,
        False,
        False,
        True,
    ]


def test_a_text_is_encoded_the_same_in_any_company(kitchen):
    together = kitchen.encode(["ugn spel", "Kall sås"])
    np.testing.assert_array_equal(kitchen.encode(["ugn spel"])[0], together[0])


def test_a_common_word_weighs_less_in_a_text():
    words = pd.Index(["kock", "och"], name="word")
    encoder = CorpusEncoder(words, np.eye(2, dtype=np.float32), np.array([0.001, 0.999]))
    # .001 / (.001 + .001) = 1/2 for the rare word, .001 / (.001 + .999) = 1/1000 for the common.
    both = np.array([0.5, 0.001]) / np.hypot(0.5, 0.001)
    np.testing.assert_allclose(encoder.encode(["kock och"]), [both], rtol=1e-6)


def test_what_meets_nothing_is_left_out_and_counted():
    links = pd.DataFrame({"place": ["a", "a", "b"], "skill": ["kniv", "ugn", "penna"]})
    encoder = CorpusEncoder.from_incidence(Incidence.from_pairs(links, "place", "skill"))
    assert encoder.terms.tolist() == ["kniv", "ugn"]
    assert dict(encoder.recipe.steps[-1].counts) == {"rows": 2, "terms": 2, "meeting no other": 1}


def test_texts_that_can_be_read_only_once_are_refused():
    with pytest.raises(InputError, match="only once; give a list"):
        CorpusEncoder.from_texts(text for text in ["kock"])


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ([], "No word is found in 5 of 0"),
        (["kock sås"], "No word is found in 5 of 1"),
        ([f"kock {k}" for k in range(9)], "No two of 1 words meet"),
    ],
)
def test_nothing_to_learn_is_said(texts, message):
    with pytest.raises(EmptyResultError, match=message):
        CorpusEncoder.from_texts(texts)


def test_vectors_that_do_not_fit_the_terms_are_refused():
    with pytest.raises(InputError, match=r"shape \(1, 2\) and \(1,\) shares for 2 terms"):
        CorpusEncoder(pd.Index(["a", "b"]), np.ones((1, 2)), np.ones(1))


def test_progress_is_told_of_both_passes():
    told = []
    CorpusEncoder.from_texts(
        ["kock sås", "kock ugn"], min_texts=1, progress=lambda *said: told.append(said)
    )
    assert told == [("count words", 2, None), ("count pairs", 2, None)]


def test_words_are_those_of_the_word_counts():
    assert words_of("Lagade sås à la carte, 100 % ä") == ["lagade", "sås", "la", "carte", "100"]


@pytest.mark.shared_data
def test_four_thousand_polish_ads_are_learned_within_seconds_and_make_sense(shared_data):
    read = pd.read_csv(
        shared_data("pl-job-ads-kzis") / "hand_coded_10k.csv.gz", dtype="str", keep_default_na=False
    )
    begin = time.process_time()
    encoder = CorpusEncoder.from_texts((read["title"] + "\n" + read["desc"]).head(4000))
    assert time.process_time() - begin < 40  # 6 s where it was written
    titles = pd.Series(["kierowca kat", "kucharz", "spawacz", "programista java"])
    titles.index = pd.Index(["driver", "cook", "welder", "programmer"], name="title")
    near = encoder.encode(["szef kuchni", "ślusarz", "kierowca ciężarówki", "developer"])
    nearest = titles.index[(near @ encoder.encode(titles.tolist()).T).argmax(axis=1)]
    assert nearest.tolist() == ["cook", "welder", "driver", "programmer"]
    assert len(embedding_relatedness(titles, encoder).nodes) == 4
