"""exact: a trie of words that finds the longest of many terms at every place of a text."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from mobility.finding.normalize import Words

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


@dataclass(frozen=True, repr=False)
class Trie:
    """Terms as paths of words; equal whatever the order the terms came in."""

    root: dict[str, Any]
    size: int

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
    size = 0
    for words, number in terms:
        if not words:
            continue
        node = root
        for word in words:
            node = node.setdefault(word, {})
        size += _END not in node
        node[_END] = min(number, node.get(_END, number))
    return Trie(root, size)


def _always(_match: Match) -> bool:
    return True


def longest_matches(
    trie: Trie, text: Words, *, accepts: Callable[[Match], bool] = _always
) -> list[Match]:
    """Return the leftmost, longest terms of a text; none overlaps another.

    At each word the longest term that starts there and is accepted is taken, and the search goes
    on behind it. Whole words only: "r" is not found in "gör".

    Parameters
    ----------
    trie : Trie
        The terms.
    text : Words
        The text, from `words_of`.
    accepts : callable, optional
        Whether a match counts at its place; where it does not, the next shorter term is tried.

    Returns
    -------
    list of Match
        In the order of the text.

    Examples
    --------
    >>> from mobility.finding.normalize import words_of
    >>> trie = trie_of([(("social", "omsorg"), 0), (("social",), 1)])
    >>> longest_matches(trie, words_of("en social omsorg"))
    [Match(first=1, last=2, term=0)]
    """
    root, words, gaps = trie.root, text.words, text.gaps
    count, free = len(words), 0
    found: list[Match] = []
    # This comprehension meets every word of every ad; nearly all words end their way here.
    for first in [i for i, word in enumerate(words) if word in root]:
        if first < free:
            continue
        node, last, here = root[words[first]], first, []
        while True:
            if _END in node:
                here.append(Match(first, last, node[_END]))
            last += 1
            if last == count or words[last] not in node:
                break
            if not joined(gaps[last]) and not _after_shortened(words[last - 1], gaps[last]):
                break
            node = node[words[last]]
        for match in reversed(here):
            if accepts(match):
                found.append(match)
                free = match.last + 1
                break
    return found


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
