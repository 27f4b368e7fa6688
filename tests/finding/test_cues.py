"""What a sentence says is told from the letters it cannot be said without."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.finding import stance_words
from mobility.finding.cues import Cues, needed_letters, ways_of

WAYS = r"\bdu\b|erfarenhet|krav(et|en)?\b|plus om|b{2}|[xy]z|\w+k\b|inte? alls|c( b){0,2}cc"
TEXTS = st.text(alphabet="abdukrvetxyzc neöls", max_size=30)
OF_STANCE = [
    way
    for name, whole in sorted(vars(stance_words).items())
    if name.isupper() and isinstance(whole, str)
    for way in ways_of(whole)
]


def said(ways, text):
    cues = Cues()
    asked = cues.says(ways)
    return asked(text, cues.marks(text))


@given(TEXTS)
def test_asking_way_by_way_says_what_the_whole_expression_says(text):
    assert said(WAYS, text) == bool(re.search(WAYS, text))


@given(st.text(alphabet="bc ", max_size=6))
def test_what_is_repeated_is_no_letter(text):
    ways = "b{2}c|c( b){0,2}cc"
    assert said(ways, text) == bool(re.search(ways, text))


@given(TEXTS)
def test_every_place_of_every_way_is_given_in_order(text):
    groups = ("krav(et|en)?\\b", "b{2}")
    expected = [
        (number, *match.span())
        for number, group in enumerate(groups)
        for match in re.finditer(group, text)
    ]
    cues = Cues()
    found = cues.places_of(*groups)
    assert found(text, cues.marks(text)) == expected


@pytest.mark.parametrize(
    ("way", "gates"),
    [
        (r"\bcv\b", [(True, "cv")]),
        (r"\bcv", [(False, "cv")]),
        ("krav(et|en)?", [(False, "krav")]),
        (r"\bkrav(et|en)?", [(True, "krav")]),
        ("rekryterings?företag", [(False, "rekrytering"), (False, "företag")]),
        ("jobb+eskrivning", [(False, "eskrivning"), (False, "jobb")]),
        ("(a|b)", [(False, "a b")]),
        (r"\b(inget|ej|inte) krav", [(True, "krav"), (True, "inge ej inte")]),
        (r"\b(inget|ej|inte) [xy]", [(True, "inge ej inte")]),
        (r"\binte avgörande\b", [(True, "inte"), (True, "avgö")]),
        (r"övrig[at]?\b", [(False, "övrig")]),
        (r"(?<!om )du( \w+){0,3} (skall|kommer)", [(True, "skal komm"), (False, "du")]),
        (r"\w+", [(False, "")]),
    ],
)
def test_the_needed_letters_of_a_way_are_those_no_match_does_without(way, gates):
    found = [(gate.begins, " ".join(gate.letters)) for gate in needed_letters(way)]
    assert found == gates


@given(st.data())
def test_no_way_of_a_stance_is_missed_for_its_letters(data):
    way = data.draw(st.sampled_from(OF_STANCE))
    text = data.draw(st.from_regex(way)).lower()
    if re.search(way, text):
        assert said(way, text)


def test_a_bar_in_parentheses_parts_nothing():
    assert said("(a|b)c|d", "bc")
    assert not said("(a|b)c|d", "a")
