"""exact: a trie of words that finds the longest of many terms at every place of many texts."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mobility.finding.sieve import Sieve, sieve_of
from mobility.finding.word_places import WordPlaces

_END = ""
"""Key of a node under which the term that ends there is kept; no word is empty."""

# Between two words of one term: spaces, one joiner, or the hyphen of "hälso- och sjukvård".
# A line break or a comma parts two terms.
_JOINS = re.compile(r"[ \t\u00a0]{1,3}|[-\u2010\u2011–/.&'’]|[-\u2010\u2011–] | [&/] ")

# "leg. sjuksköterska": the dot behind a shortened word ends no sentence.
_SHORTENED = frozenset({"leg"})


class Match(NamedTuple):
    """A term found: its first and last word (included), and which term it is."""

    first: int
    last: int
    term: int


Accepts = Callable[[int, int, int], bool]
"""Whether the match of these first and last words with this term counts at its place."""


@dataclass(frozen=True, repr=False)
class Trie:
    """Terms as paths of words; equal whatever the order the terms came in.

    Parameters
    ----------
    root : dict
        For each first word what can follow it, and so on; under "" the term that ends there.
    size : int
        How many terms there are.
    sieve : Sieve
        Which words of a text can begin one of them.
    """

    root: dict[str, Any]
    size: int
    sieve: Sieve = field(compare=False)

    def number(self, word: str) -> int | None:
        """Return the term that is just this one word; None if there is none."""
        node: dict[str, Any] = self.root.get(word, {})
        number: int | None = node.get(_END)
        return number

    def __repr__(self) -> str:
        """Say how many terms there are."""
        return f"Trie({self.size} terms)"


def trie_of(terms: Iterable[tuple[tuple[str, ...], int]]) -> Trie:
    """Build the trie of terms given as words.

    Parameters
    ----------
    terms : iterable of (tuple of str, int)
        The words of each term, as `words_of` gives them, and the number that names it. Words that
        stand twice keep the smaller number, so the order of the terms does not matter.

    Returns
    -------
    Trie
        For `longest_matches`.

    Examples
    --------
    >>> trie_of([(("social", "omsorg"), 0), (("social",), 1)])
    Trie(2 terms)
    """
    root: dict[str, Any] = {}
    filled: list[tuple[str, ...]] = []
    for words, number in terms:
        if not words:
            continue
        node = root
        for word in words:
            node = node.setdefault(word, {})
        if _END not in node:
            filled.append(words)
        node[_END] = min(number, node.get(_END, number))
    return Trie(root, len(filled), sieve_of(filled))


def _always(_first: int, _last: int, _term: int) -> bool:
    return True


def longest_matches(trie: Trie, places: WordPlaces, *, accepts: Accepts = _always) -> list[Match]:
    """Return the leftmost, longest terms of texts; none overlaps another.

    At each word the longest term that starts there and is accepted is taken, and the search goes
    on behind it. Whole words only: "r" is not found in "gör".

    Parameters
    ----------
    trie : Trie
        The terms.
    places : WordPlaces
        The words of the texts, from `word_places`; no term reaches from one text to the next.
    accepts : callable, optional
        Whether a match counts at its place; where it does not, the next shorter term is tried.

    Returns
    -------
    list of Match
        In the order of the texts; words are numbered through all of them.

    Examples
    --------
    >>> from mobility.finding.word_places import word_places
    >>> trie = trie_of([(("social", "omsorg"), 0), (("social",), 1)])
    >>> ((_, places),) = word_places(["en social omsorg"])
    >>> longest_matches(trie, places)
    [Match(first=1, last=2, term=0)]
    """
    text, starts, ends = places.text, places.starts, places.ends
    maybe = trie.sieve.firsts(places.codes).tolist()
    words = [text[starts[i] : ends[i]] for i in maybe]
    free = 0
    found: list[Match] = []
    for first, node in zip(maybe, map(trie.root.get, words), strict=True):
        if node is None or first < free:
            continue
        if len(node) == 1 and _END in node:
            # Nearly all terms are one word that begins no other.
            term = node[_END]
            if accepts(first, first, term):
                found.append(Match(first, first, term))
            continue
        for last, term in reversed(_at(node, places, first)):
            if accepts(first, last, term):
                found.append(Match(first, last, term))
                free = last + 1
                break
    return found


def _at(node: dict[str, Any], places: WordPlaces, first: int) -> list[tuple[int, int]]:
    """Return the last words and the numbers of all terms that begin at a word, shortest first."""
    text, starts, ends = places.text, places.starts, places.ends
    count, last = len(starts), first
    here: list[tuple[int, int]] = []
    while True:
        if _END in node:
            here.append((last, node[_END]))
        last += 1
        if last == count:
            return here
        follows = node.get(text[starts[last] : ends[last]])
        if follows is None:
            return here
        gap = text[ends[last - 1] : starts[last]]
        if gap != " " and not joined(gap) and not _after_shortened(places.word(last - 1), gap):
            return here
        node = follows


def joined(gap: str) -> bool:
    """Whether two words with this between them can belong to one term.

    Examples
    --------
    >>> joined("-"), joined(" "), joined(", ")
    (True, True, False)
    """
    return gap == " " or _JOINS.fullmatch(gap) is not None


def _after_shortened(word: str, gap: str) -> bool:
    """Whether a gap is the dot that shortens the word before it."""
    return word in _SHORTENED and gap.rstrip(" \t\u00a0") == "."
