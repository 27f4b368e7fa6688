"""How alike the ads of two groups are, word by word."""

import time

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.relating.texts import text_relatedness, word_counts


def ads(*lines):
    texts = pd.Series([text for text, _ in lines], index=range(len(lines)))
    return texts, pd.Series([group for _, group in lines], index=texts.index, name="occupation")


def test_a_word_counts_once_per_ad_and_a_repeated_text_once():
    counted = word_counts(
        *ads(("Knife, knife!", "a"), ("knife menu", "a"), ("knife menu", "a"), ("menu", None)),
        min_ads=1,
    )
    assert counted.row("a").to_dict() == {"knife": 2.0, "menu": 1.0}
    assert counted.support.tolist() == [2.0]
    assert dict(counted.recipe.steps[-1].counts) == {
        "ads": 4,
        "without a group": 1,
        "repeated": 1,
        "words": 2,
    }


def test_words_in_too_few_ads_are_left_out():
    counted = word_counts(*ads(("knife menu", "a"), ("knife", "b")), min_ads=2)
    assert counted.columns.tolist() == ["knife"]


def test_swedish_letters_are_letters():
    assert word_counts(*ads(("Känna på sås", "a")), min_ads=1).columns.tolist() == [
        "känna",
        "på",
        "sås",
    ]


def test_the_weight_is_the_cosine_of_share_times_rarity():
    texts, groups = ads(
        ("soup knife", "cook"), ("soup", "cook"), ("soup menu", "waiter"), ("x1", "z")
    )
    network = text_relatedness(texts, groups, min_ads=1)
    # Three groups. Soup is in 2 of 3: cook 1·ln(3/2), waiter 1·ln(3/2); knife ½·ln 3; menu 1·ln 3.
    soup, knife, menu = np.log(3 / 2), np.log(3) / 2, np.log(3)
    expected = soup**2 / np.hypot(soup, knife) / np.hypot(soup, menu)
    assert network.edges["weight"].tolist() == pytest.approx([expected])
    assert network.nodes["support"].to_dict() == {"cook": 2.0, "waiter": 1.0, "z": 1.0}


def test_a_group_whose_words_are_all_rare_is_a_node_without_an_edge():
    texts, groups = ads(("soup", "a"), ("soup pan", "b"), ("steel", "c"), ("pan", "d"))
    network = text_relatedness(texts, groups, min_ads=2)
    assert network.nodes.index.tolist() == ["a", "b", "c", "d"]
    assert not network.edges.isin(["c"]).any(axis=None)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([("soup", None)], "None of 1 texts has a group"),
        ([("soup", "a")], "No word is found in 5 of 1 texts"),
        ([("", "a")], "No word is found"),
    ],
)
def test_nothing_to_compare_is_said(lines, message):
    with pytest.raises(EmptyResultError, match=message):
        text_relatedness(*ads(*lines))


def test_an_ad_that_stands_twice_is_refused():
    texts = pd.Series(["a", "b"], index=["1", "1"])
    with pytest.raises(InputError, match="ad '1' stands twice"):
        word_counts(texts, texts.rename("occupation"))


@pytest.fixture(scope="module")
def polish(shared_data):
    read = pd.read_csv(
        shared_data("pl-job-ads-kzis") / "hand_coded_10k.csv.gz", dtype="str", keep_default_na=False
    )
    return read["title"] + "\n" + read["desc"], read["class"].str[:4].rename("occupation")


@pytest.mark.shared_data
def test_ten_thousand_polish_ads_give_sensible_neighbours_within_seconds(polish):
    begin = time.perf_counter()
    network = text_relatedness(*polish, version="KZiS")
    assert time.perf_counter() - begin < 30  # 2 s where it was written
    matrix = network.to_matrix().toarray()
    codes = network.nodes.index
    nearest = dict(zip(codes, codes[matrix.argmax(axis=1)], strict=True))
    assert nearest["8332"] == "8322"  # lorry drivers – car and van drivers
    assert nearest["5120"] == "3434"  # cooks – chefs
    assert nearest["2512"] == "2514"  # software developers – application programmers
    same = np.mean([code[:2] == near[:2] for code, near in nearest.items()])
    by_chance = np.mean([(codes.str[:2] == code[:2]).mean() for code in codes])
    assert same > 5 * by_chance


@pytest.mark.shared_data
def test_two_runs_give_the_same_bytes(polish):
    texts, groups = polish[0].head(1000), polish[1]
    once, again = (text_relatedness(texts, groups) for _ in range(2))
    pd.testing.assert_frame_equal(once.edges, again.edges, check_exact=True)


def test_words_of_fewer_than_five_ads_are_left_out_unless_told_otherwise():
    lines = [(f"knife menu {word}", "a") for word in ("one", "two", "six", "ten")]
    counted = word_counts(*ads(*lines, ("knife", "b")))
    assert counted.columns.tolist() == ["knife"]  # in 5 ads; "menu" is in 4
    assert dict(counted.recipe.steps[-1].counts)["words"] == 1
    assert list(text_relatedness(*ads(*lines, ("knife", "b"))).nodes.index) == ["a", "b"]
    with pytest.raises(EmptyResultError):
        text_relatedness(*ads(*lines))
