"""Near-duplicates are ads whose texts share nearly all their runs of words."""

import json
import random
import time
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import CountVectorizer

from mobility.counting.alike_signatures import Bands, alike_groups, bands_for, estimated_likeness
from mobility.counting.meeting_keys import ALL_COMPARED, joined_where_keys_meet
from mobility.counting.near_duplicates import near_duplicates
from mobility.counting.shared_runs import SharedRuns
from mobility.counting.signatures import runs_of_words, text_signatures
from mobility.foundation.ads import Ads
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import recipe_of


def ads_of(texts, **columns):
    names = columns.pop("ad", [str(k) for k in range(len(texts))])
    return Ads.from_table(pd.DataFrame({"ad": names, "text": list(texts), **columns}))


def sentence(words, seed):
    return " ".join(random.Random(seed).choices([f"w{k}" for k in range(5000)], k=words))


def exact(one, other, words=3):
    one, other = set(runs_of_words(one, words)), set(runs_of_words(other, words))
    return len(one & other) / len(one | other) if one or other else 0.0


def brute_force(texts, threshold):
    """The first of each text's group, by comparing every pair exactly."""
    first = list(range(len(texts)))
    for i, j in combinations(range(len(texts)), 2):
        if exact(texts[i], texts[j]) >= threshold:
            low, high = sorted((first[i], first[j]))
            first = [low if group == high else group for group in first]
    return first


def test_the_likeness_is_the_share_of_threes_of_words_that_both_have():
    one, other = "a b c d e f g h i j k l", "a b c d e f g h i j k l m"
    # 10 threes in the first, 11 in the second, 10 in both: 10 / 11 = .909.
    found = near_duplicates(ads_of([one, other]))
    assert found["likeness"].tolist()[1] == pytest.approx(10 / 11)
    assert found["near_of"].isna().tolist() == [True, False]
    # The last word changed: 9 of 10 threes are left in both, of 11 there are: .818; two: 8/12.
    assert near_duplicates(ads_of([one, "a b c d e f g h i j k X"]))["near_of"].notna().any()
    assert near_duplicates(ads_of([one, "a b c d e f g h i j X Y"]))["near_of"].isna().all()


def test_the_first_is_the_earliest_by_date_and_then_by_id():
    text = sentence(60, 1)
    given_ads = ads_of(
        [text] * 4,
        ad=["d", "c", "b", "a"],
        date=["2024-02-01", "2024-01-01", "2024-01-01", None],
    )
    found = near_duplicates(given_ads)["near_of"]
    assert found.fillna("").to_dict() == {"d": "b", "c": "b", "b": "", "a": "b"}


def test_ads_alike_through_a_third_are_one_group_and_say_how_alike_they_are():
    words = [f"w{k}" for k in range(60)]
    middle = [*words[:3], *"xyz", *words[6:]]  # threes 1 to 5 are others: 53 / 63 = .84
    last = [*middle[:30], *"opqr", *middle[34:]]  # six others again: 52 / 64 = .81 with the middle
    texts = [" ".join(text) for text in (words, middle, last)]
    assert exact(texts[0], texts[2]) < 0.8 <= min(exact(texts[0], texts[1]), exact(*texts[1:]))
    found = near_duplicates(ads_of(texts))
    assert found["near_of"].fillna("").tolist() == ["", "0", "0"]
    assert found["likeness"].iloc[2] == pytest.approx(exact(texts[0], texts[2]))


def test_empty_texts_and_short_ones_are_like_no_other_unless_the_same():
    found = near_duplicates(ads_of(["…", "…", "Kock!", "kock", "Bagare", "en kock"]))
    assert found["near_of"].fillna("").tolist() == ["", "", "", "2", "", ""]
    counts = dict(recipe_of(found).steps[-1].counts)
    assert counts == {"ads": 6, "without text": 2, "near another": 1, "groups": 1}


def test_planted_reposts_are_found_and_nothing_else():
    originals = [sentence(200, seed) for seed in range(60)]
    changed = []
    for seed, text in enumerate(originals[:30]):
        words = text.split()
        words[random.Random(seed).randrange(200)] = "ANNAT"  # at most 3 of 201 threes are others
        changed.append(" ".join(words))
    names = [f"{k:02}" for k in range(90)]
    found = near_duplicates(ads_of(originals + changed, ad=names))["near_of"].fillna("")
    assert found.tolist() == [""] * 60 + names[:30]


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_groups_are_those_of_comparing_all_pairs(data):
    pieces = [sentence(12, seed) for seed in range(6)]
    chosen = st.lists(st.integers(0, 5), min_size=1, max_size=8)
    texts = [
        " ".join(pieces[k] for k in parts)
        for parts in data.draw(st.lists(chosen, min_size=1, max_size=12))
    ]
    threshold = data.draw(st.sampled_from([0.5, 0.8, 1.0]))
    bands = Bands(64, 2)  # of pairs .5 alike one in 10⁸ slips: (1 − .5²)⁶⁴; agreement is exact
    groups = alike_groups(
        text_signatures(texts),
        lambda one, other: np.array(
            [exact(texts[i], texts[j]) >= threshold for i, j in zip(one, other, strict=True)],
            dtype=bool,
        ),
        bands=bands,
    )
    assert groups.tolist() == brute_force(texts, threshold)


def copies_of_one(number, *, words, most_changed):
    """Copies of one text, each with another share of its words replaced, up to the one given."""
    draw = random.Random(0)
    template = draw.choices([f"w{k}" for k in range(4000)], k=words)
    texts = []
    for _ in range(number):
        text = list(template)
        for place in draw.sample(range(words), int(draw.uniform(0, most_changed) * words)):
            text[place] = f"x{draw.randrange(10**6)}"
        texts.append(" ".join(text))
    return texts


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("ab ", max_size=20).filter(str.strip), min_size=2, max_size=8), st.data())
def test_the_likeness_of_pairs_is_that_of_the_sets_of_runs(texts, data):
    words = data.draw(st.integers(1, 4))
    pairs = list(combinations(range(len(texts)), 2))
    one, other = np.array(pairs).T
    told = SharedRuns(texts, words).likeness(one, other)
    assert told.tolist() == [exact(texts[i], texts[j], words) for i, j in pairs]


def test_three_thousand_near_copies_of_one_ad_take_less_than_two_seconds():
    near_duplicates(ads_of(copies_of_one(3, words=20, most_changed=0.1)))  # compiles the loop
    copies = ads_of(copies_of_one(3000, words=120, most_changed=0.08))
    began = time.process_time()
    found = near_duplicates(copies)
    assert time.process_time() - began < 2
    # Of two texts with a and b in 120 words changed, some 3 (a + b) of 118 threes are others: half
    # of the copies have fewer than 5 changed, and are .8 alike with another such.
    assert found["near_of"].notna().sum() > 1200


def test_of_many_copies_of_one_ad_hardly_any_is_lost_by_comparing_each_with_some():
    texts = copies_of_one(400, words=60, most_changed=0.15)
    true = brute_force_fast(texts, 0.8)
    names = [f"{k:03}" for k in range(len(texts))]
    found = near_duplicates(ads_of(texts, ad=names))["near_of"]
    told = np.array([int(k if pd.isna(of) else of) for k, of in enumerate(found)])
    assert (true[told] == true).all()  # none is put with what it is not joined to
    lost = (told == np.arange(len(texts))) & (true != np.arange(len(texts)))
    assert (true != np.arange(len(texts))).sum() >= 150
    assert lost.sum() <= 2


def brute_force_fast(texts, threshold):
    """As `brute_force`, for hundreds of texts."""
    one, other = np.triu_indices(len(texts), 1)
    runs = [frozenset(runs_of_words(text)) for text in texts]
    alike = [
        len(runs[i] & runs[j]) >= threshold * len(runs[i] | runs[j])
        for i, j in zip(one, other, strict=True)
    ]
    edges = csr_array((np.ones(sum(alike)), (one[alike], other[alike])), (len(texts),) * 2)
    _, label = connected_components(edges, directed=False)
    _, first, back = np.unique(label, return_index=True, return_inverse=True)
    return first[back]


def test_of_many_with_one_key_each_is_compared_with_a_few():
    asked = 0

    def never(one, other):
        nonlocal asked
        assert len(one) == len(other)
        asked += len(one)
        return np.zeros(len(one), dtype=bool)

    number = 10 * ALL_COMPARED
    keys = np.zeros(number, dtype=np.uint64)
    rows = np.arange(number)
    groups = joined_where_keys_meet(keys, np.negative, rows, rows, never)
    assert groups.tolist() == rows.tolist()
    # With the first, with eight centres, with eight neighbours: 17 a row, less at the edges.
    assert 16 * number < asked <= 17 * number
    asked = 0
    joined_where_keys_meet(keys[:9], np.negative, rows[:9], rows[:9], never)
    assert asked == 8 + 8 * 8  # few: with the first, then every one left apart with all others


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(12)), st.integers(0, 3))
def test_the_order_of_the_ads_does_not_matter(order, seed):
    texts = [sentence(30, k // 3) + (" slut" if k % 3 == 1 else "") for k in range(12)]
    straight = near_duplicates(ads_of(texts), random_state=seed)
    turned = ads_of([texts[k] for k in order], ad=[str(k) for k in order])
    pd.testing.assert_frame_equal(
        near_duplicates(turned, random_state=seed).sort_index(), straight.sort_index()
    )


def test_a_signature_does_not_depend_on_the_texts_beside_it():
    texts = [sentence(50, seed) for seed in range(5)]
    together = text_signatures(texts)
    assert (together == np.concatenate([text_signatures([text]) for text in texts])).all()
    assert together.dtype == np.uint8
    assert together.shape == (5, 128)
    assert (text_signatures([""]) == 255).all()


def test_the_estimate_is_right_on_average_with_the_spread_the_formula_says():
    shared, own = sentence(400, 1).split(), [sentence(100, seed).split() for seed in (2, 3)]
    one, other = (" ".join(shared + words) for words in own)
    true = exact(one, other)  # 398 threes of 600 or so: about .66
    signatures = [text_signatures([one, other], random_state=seed) for seed in range(100)]
    found = [estimated_likeness(both, np.array([0]), np.array([1]))[0] for both in signatures]
    spread = (true * (1 - true) / 128) ** 0.5  # .042; the mean of 100 is within 4 × .0042
    assert abs(np.mean(found) - true) < 4 * spread / 10
    assert np.std(found) < 1.3 * spread


def test_bands_miss_at_most_one_pair_in_a_hundred_at_the_threshold():
    for threshold in (0.3, 0.5, 0.7, 0.8, 0.9, 1.0):
        bands = bands_for(threshold, 128)
        assert bands.found(threshold) >= 0.99
        assert bands.number * bands.length <= 128
    # 1 − (1 − .8⁶)²¹ = 1 − .738²¹ = .9983
    assert bands_for(0.8, 128).found(0.8) == pytest.approx(0.9983, abs=5e-5)


@pytest.mark.parametrize("threshold", [0, -1, 1.5])
def test_a_threshold_that_is_no_likeness_is_refused(threshold):
    with pytest.raises(InputError, match="above 0 and at most 1"):
        near_duplicates(ads_of(["a"]), threshold=threshold)
    with pytest.raises(InputError, match="too few"):
        bands_for(0.001, 16)
    with pytest.raises(InputError, match="'words'"):
        text_signatures(["a"], words=0)


@pytest.mark.shared_data
def test_on_real_ads_the_groups_are_those_of_comparing_all_pairs(shared_data):
    lines = (shared_data("sv-platsbanken-710") / "ads.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["description"]["text"] or "" for line in lines]
    texts = [text for text in texts if text]
    found = near_duplicates(ads_of(texts, ad=[f"{k:03}" for k in range(len(texts))]))
    first = [int(of) if isinstance(of, str) else k for k, of in enumerate(found["near_of"])]
    table = CountVectorizer(analyzer=lambda text: set(runs_of_words(text))).fit_transform(texts)
    both = (table @ table.T).toarray()
    either = both.diagonal()[:, None] + both.diagonal() - both
    groups = connected_components(both >= 0.8 * either)[1]
    expected = [int(np.flatnonzero(groups == group)[0]) for group in groups]
    assert first == expected
    assert found["near_of"].notna().sum() == 124
