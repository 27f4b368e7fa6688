"""Normalising: one way of writing, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.finding.normalize import fold, normal_form, words_of

SWEDISH = st.text(alphabet="abcåäöÅÄÖ ß-.#+\u030a\u0308\u00ad\u200bİé1 ", max_size=40)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C# och C++ i .NET", ("c#", "och", "c++", "i", ".net")),
        ("node.js, ci/cd", ("node", "js", "ci", "cd")),
        ("b-körkort", ("b", "körkort")),
        ("3D-grafik", ("3d", "grafik")),
        ("ASP.NET", ("asp", "net")),
        ("slut.Net", ("slut", "net")),
        ("gör", ("gör",)),
    ],
)
def test_words_keep_the_joiners_that_skills_need(text, words):
    assert words_of(fold(text).text).words == words


def test_a_ring_may_be_a_code_point_of_its_own():
    two = "va\u030ard"
    folded = fold(two)
    assert folded.text == "vård"
    # v, a + ring, r, d: the second letter stands at 1 to 3 in the original.
    assert folded.original(1, 2) == (1, 3)
    assert folded.original(0, 4) == (0, 5)


def test_a_soft_hyphen_inside_a_word_is_not_seen():
    assert words_of(fold("kund\u00adtjänst").text).words == ("kundtjänst",)


def test_a_letter_that_folds_to_two_keeps_its_one_place():
    folded = fold("Straße")
    assert folded.text == "strasse"
    assert folded.original(4, 6) == (4, 5)


@given(SWEDISH)
def test_every_way_of_composing_a_text_folds_alike(text):
    assert fold(unicodedata.normalize("NFD", text)).text == fold(text).text


@given(SWEDISH)
def test_words_and_gaps_put_together_are_the_folded_text(text):
    folded = fold(text).text
    words = words_of(folded)
    assert len(words.gaps) == len(words.words) + 1
    joined = "".join(g + w for g, w in zip(words.gaps, (*words.words, ""), strict=True))
    assert joined == folded
    for start, word in zip(words.starts(), words.words, strict=True):
        assert folded[start : start + len(word)] == word


@given(SWEDISH)
def test_the_way_back_gives_the_characters_a_word_was_made_of(text):
    folded = fold(text)
    words = words_of(folded.text)
    for start, word in zip(words.starts(), words.words, strict=True):
        first, end = folded.original(start, start + len(word))
        assert 0 <= first < end <= len(text)
        assert word in fold(text[first:end]).text


def test_all_ways_of_writing_have_one_normal_form():
    forms = {normal_form(term) for term in ("B-körkort", "b körkort", "B-KO\u0308RKORT")}
    assert forms == {"b körkort"}
