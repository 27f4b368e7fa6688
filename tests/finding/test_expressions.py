"""Expressions tried in compiled loops match what `re` matches, to the character."""

import re
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.finding.asked_expressions import asked_expressions
from mobility.finding.cue_tables import written_ways
from mobility.finding.expressions import expressions_of
from mobility.finding.normalize import folded_alone
from mobility.finding.sentence_cuts import joined_texts, signs

WORDS = sorted({word for way in written_ways() for word in re.findall(r"[a-zåäöé]{2,}", way)})
COMMON = (
    "du",
    "har",
    "är",
    "inte",
    "krav",
    "på",
    "merit",
    "gärna",
    "en",
    "som",
    "vi",
    "att",
    "och",
)
GAPS = (*(" " * 6), ", ", " - ", "; ", ". ", "\n", "-", "'", "  ", ": ", " (", ") ", " 😊 ")
PIECES = st.tuples(
    st.one_of(st.sampled_from(COMMON), st.sampled_from(WORDS)), st.sampled_from(GAPS)
)
TEXTS = st.lists(st.lists(PIECES, max_size=14), min_size=1, max_size=6)


written = cache(expressions_of)


def matched(wholes, texts, *, at_the_beginning):
    """Which of the expressions match each text, by the compiled loop."""
    from mobility.finding.expression_loops import WHOLE, held_by
    from mobility.finding.word_places import word_places

    ((_, places),) = word_places(texts, block=1 << 20)
    given_texts = joined_texts(texts)
    firsts = np.searchsorted(places.starts, given_texts.bounds)
    marks = np.ones((len(texts), 2), dtype=np.uint64)
    needed = np.zeros((len(wholes), 2), dtype=np.uint64)
    codes, steps, begins, edged, sets, letters = written(tuple(wholes))
    held = held_by(
        np.arange(len(texts)),
        given_texts.bounds[:-1],
        given_texts.bounds[1:] - 1,
        given_texts.points,
        signs(),
        *places.spans,
        firsts,
        np.arange(len(texts), dtype=np.int32),
        marks,
        needed,
        np.zeros(len(wholes), dtype=np.int32),
        np.ones((1, 2), dtype=np.uint64),
        np.array([(0, len(wholes), WHOLE, at_the_beginning)]),
        codes,
        steps,
        begins,
        edged,
        sets,
        letters,
    )
    ways = np.arange(len(wholes))
    return (held[:, ways // 64] >> (ways % 64).astype(np.uint64) & np.uint64(1)).astype(bool)


def held_to_re(wholes, texts):
    for at_the_beginning, asked in ((False, re.search), (True, re.match)):
        found = matched(wholes, texts, at_the_beginning=at_the_beginning)
        expected = [[asked(whole, text) is not None for whole in wholes] for text in texts]
        assert found.tolist() == expected


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_every_way_that_sentences_are_asked_for_matches_what_re_matches(texts):
    held_to_re(written_ways(), ["".join(map("".join, text)) for text in texts])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abc d-å.\n", max_size=24), min_size=1, max_size=8))
def test_every_sign_means_what_it_means_to_re(texts):
    wholes = ["ab?c", "a(b|c d)+b", r"\bab", r"a\b", "(?<!b )a", "a(?! b)", "a(?=.*c)", "^a|b$"]
    wholes += ["a{2}", "(a ){0,2}b", r"a\W*b", r"a\s*c", "[b-]a|[å.]b", "a.c", r"\w+-\w*b", r"a\.b"]
    held_to_re(wholes, texts)


def test_a_way_is_found_whatever_was_tried_before_it():
    # "inte är ett krav" needs the first of two words skipped, "inte krav" none.
    whole = r"\binte (\w+ ){0,2}krav\b(?! på)"
    texts = ["inte krav", "inte är ett krav", "inte är ett stort krav", "inte ett krav på b"]
    found = matched([whole], texts, at_the_beginning=False)
    assert found.ravel().tolist() == [True, True, False, False]


@pytest.mark.parametrize("whole", ["a*?b", r"(a)\1", "(?P<name>a)", "[^a]", "a++", r"(?<!\w)a"])
def test_a_sign_that_is_not_known_is_refused(whole):
    with pytest.raises(ValueError, match=r"known|behind"):
        expressions_of([whole])


def test_what_matches_nothing_at_all_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        expressions_of(["a?"])


def test_a_long_sentence_is_no_harder_than_a_short_one():
    text = "inget " + "ord " * 2_000 + "krav"
    held_to_re([r"inget (\w+ ){0,3}krav", r"inget(?!.*krav)", r"\w+ krav", "i.*v"], [text])


def test_letters_that_are_small_and_folded_alike_are_the_same_to_all_expressions():
    # But for the long s, which makes a sentence one that is read as it is written.
    letters = asked_expressions().expressions.letters
    unlike = [
        chr(point)
        for point, letter in enumerate(letters.tolist())
        if (folded := folded_alone(chr(point))) is not None
        and ord(folded) < len(letters)
        and letters[ord(folded)] != letter
    ]
    assert unlike == ["ſ"]
