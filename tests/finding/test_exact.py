"""The trie: whole words, leftmost, longest — against a search written from the definition."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.finding.exact import Match, joined, longest_matches, trie_of
from mobility.finding.normalize import words_of
from mobility.finding.word_places import word_places

WORDS = st.sampled_from(["a", "b", "c", "ab"])
TERMS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(tuple), unique=True, max_size=6)
GAPS = st.sampled_from([" ", "-", ", ", "\n"])


def text_of(words, gaps):
    return "".join(w + g for w, g in zip(words, gaps, strict=True))


def matches(trie, text, **settings):
    ((_, places),) = word_places([text])
    return longest_matches(trie, places, **settings)


def by_definition(terms, text):
    """Try every term at every word, longest first."""
    found, place = [], 0
    while place < len(text.words):
        here = [
            (len(term), number)
            for number, term in enumerate(terms)
            if text.words[place : place + len(term)] == term
            and all(joined(g) for g in text.gaps[place + 1 : place + len(term)])
        ]
        if here:
            length, number = max(here)
            found.append(Match(place, place + length - 1, number))
            place += length
        else:
            place += 1
    return found


@settings(deadline=None)
@given(TERMS, st.lists(st.tuples(WORDS, GAPS), max_size=25))
def test_the_trie_finds_what_the_definition_finds(terms, pairs):
    text = text_of([w for w, _ in pairs], [g for _, g in pairs])
    trie = trie_of((term, number) for number, term in enumerate(terms))
    assert matches(trie, text) == by_definition(terms, words_of(text))


@settings(deadline=None)
@given(TERMS, st.randoms(use_true_random=False))
def test_the_order_of_the_terms_changes_nothing(terms, random):
    numbered = [(term, number) for number, term in enumerate(terms)]
    shuffled = random.sample(numbered, len(numbered))
    assert trie_of(numbered) == trie_of(shuffled)


def test_r_is_not_found_in_gör():
    trie = trie_of([(("r",), 0)])
    assert matches(trie, "Du gör rätt för dig") == []


def test_a_longest_term_that_is_not_accepted_leaves_the_place_to_a_shorter():
    trie = trie_of([(("social", "omsorg"), 0), (("social",), 1)])
    found = matches(trie, "social omsorg", accepts=lambda _first, _last, term: term != 0)
    assert found == [Match(0, 0, 1)]


def test_a_comma_or_a_new_line_parts_two_terms():
    trie = trie_of([(("java", "script"), 0)])
    assert matches(trie, "java, script") == []
    assert matches(trie, "java\nscript") == []
    assert matches(trie, "java script") == [Match(0, 1, 0)]


def test_no_term_reaches_from_one_text_to_the_next():
    trie = trie_of([(("java", "script"), 0)])
    ((_, places),) = word_places(["java", "script", "java script"])
    assert longest_matches(trie, places) == [Match(2, 3, 0)]


def test_a_shorter_term_before_a_longer_one_loses_nothing():
    # Searching for the longest term first and for its edges afterwards would find nothing here.
    trie = trie_of([(("sql", "server", "r"), 0), (("sql", "server"), 1), (("sql",), 2)])
    assert matches(trie, "SQL Server Reporting") == [Match(0, 1, 1)]
    assert matches(trie, "SQL Server R") == [Match(0, 2, 0)]
