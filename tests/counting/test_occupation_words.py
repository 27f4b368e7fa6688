"""Words of texts, counted for occupations."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.counting.occupation_words import occupation_words
from mobility.counting.weights import share
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.reaching.elsewhere import elsewhere


def written(*lines: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["occupation", "text"])


def test_a_word_counts_once_in_a_text_and_for_less_in_each_further_one() -> None:
    found = occupation_words(
        written(("1", "Fry, fry and FRY"), ("1", "fry"), ("1", "the fry"), ("2", "Fry the"))
    )
    # Three texts: 1 + ln 3 = 2.0986; "the" in one of them: 1. "and" stands with one only.
    assert found.row("1").to_dict() == pytest.approx({"fry": 1 + math.log(3), "the": 1.0})
    assert found.row("2").to_dict() == {"fry": 1.0, "the": 1.0}
    assert found.support.tolist() == pytest.approx([1 + math.log(3), 1.0])


def test_words_are_letters_of_any_language_three_or_more() -> None:
    text = "Kör lastbil på 24 år_gamla vägar: C1E-körkort"
    found = occupation_words(written(("1", text), ("2", text)))
    assert list(found.columns) == ["gamla", "kör", "körkort", "lastbil", "vägar"]


def test_an_occupation_without_a_shared_word_stays_as_an_empty_row() -> None:
    found = occupation_words(written(("1", "fry"), ("2", "fry"), ("3", "file")))
    assert list(found.rows) == ["1", "2", "3"]
    assert found.row("3").empty
    assert found.support.tolist() == [1.0, 1.0, 0.0]


def test_the_recipe_counts_what_was_left_out() -> None:
    found = occupation_words(
        written(("1", "fry eggs"), ("1", "fry eggs"), ("2", "fry")), version="SSYK 2012"
    )
    assert found.version == "SSYK 2012"
    assert dict(found.recipe.steps[-1].counts) == {
        "texts": 2, "repeated": 1, "words": 1, "words of one occupation": 1,
    }  # fmt: skip


def test_texts_without_a_word_in_common_are_refused() -> None:
    with pytest.raises(EmptyResultError, match="stands with two occupations"):
        occupation_words(written(("1", "fry"), ("2", "file")))


def test_a_table_without_texts_is_refused() -> None:
    with pytest.raises(InputError, match="text"):
        occupation_words(pd.DataFrame({"occupation": ["1"]}))


LINES = st.lists(
    st.tuples(st.sampled_from(["1110", "2220", "3330"]), st.text("abcåö 1-", max_size=12)),
    min_size=1,
    max_size=8,
)


@given(LINES, st.randoms())
def test_any_order_of_texts_gives_the_same_and_shares_are_at_most_one(lines, chance) -> None:
    texts = written(
        *[(code, f"work {text}") for code, text in [*lines, ("1110", ""), ("2220", "")]]
    )
    found = occupation_words(texts)
    assert (share(found).values.data <= 1).all()
    mixed = texts.sample(frac=1, random_state=chance.randrange(100))
    again = occupation_words(mixed)
    assert list(again.columns) == list(found.columns)
    np.testing.assert_array_equal(again.values.toarray(), found.values.toarray())


def test_occupations_are_compared_by_them_as_by_any_other_source() -> None:
    """The two that fry and bake are alike; whoever files is like neither."""
    words = occupation_words(
        written(("5120", "fry bake"), ("9411", "bake fry"), ("4110", "file type"), ("4120", "type"))
    )
    codes = pd.Index(["4110", "5120", "9411", "3330"])
    found = elsewhere([words], codes, version="", few_ads=10)
    assert found is not None
    assert found.alike[1, 2] > 900
    assert found.alike[1, 0] == 0
    assert (found.alike[3] == -1).all()
