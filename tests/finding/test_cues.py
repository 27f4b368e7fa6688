"""What a sentence says is told from the letters it cannot be said without."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.finding.cues import letters_of, places_of, says

WAYS = r"\bdu\b|erfarenhet|krav(et|en)?\b|plus om|a|b{2}|[xy]z|\w+k\b|inte? alls"
TEXTS = st.text(alphabet="abdukrvetxyz neöls", max_size=30)


@given(TEXTS)
def test_asking_way_by_way_says_what_the_whole_expression_says(text):
    assert says(WAYS)(text) == bool(re.search(WAYS, text))


@given(TEXTS)
def test_every_place_of_every_way_is_given_in_order(text):
    expected = sorted(
        match.span() for way in ("krav(et|en)?\\b", "plus om") for match in re.finditer(way, text)
    )
    assert places_of("krav(et|en)?\\b|plus om")(text) == expected


@pytest.mark.parametrize(
    ("way", "letters"),
    [
        (r"\bcv\b", "cv"),
        ("krav(et|en)?", "krav"),
        ("rekryterings?företag", "rekrytering"),
        ("jobb+eskrivning", "eskrivning"),
        ("(a|b)", ""),
        (r"övrig[at]?\b", "övrig"),
        (r"don.t", "don"),
    ],
)
def test_the_letters_of_a_way_are_those_no_match_does_without(way, letters):
    assert letters_of(way) == letters


def test_a_bar_in_parentheses_parts_nothing():
    assert says("(a|b)c|d")("bc")
    assert not says("(a|b)c|d")("a")
