"""exact: a trie of words that finds the longest of many terms at every place of many texts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.word_places import Numbers, Places, WordPlaces, codes_of

if TYPE_CHECKING:
    from mobility.finding.trie_loops import Paths

Nodes = NDArray[np.int32]

# "leg. sjuksköterska": the dot behind a shortened word ends no sentence.
_SHORTENED = "leg"
_MIX, _STEP = np.uint64(0xD6E8FEB86659FD93), np.uint64(0x9FB21C651E98DF25)


class Match(NamedTuple):
    """A term found: its first and last word (included), and which term it is."""

    first: int
    last: int
    term: int


class Candidates(NamedTuple):
    """Every term at every word of some texts: its first and last word, and its number.

    In the order of the first words; of those that begin at one word the longest first.
    """

    first: Places
    last: Places
    term: Nodes


Accepts = Callable[[int, int, int], bool]
"""Whether the match of these first and last words with this term counts at its place."""


@dataclass(frozen=True, eq=False, repr=False)
class Trie:
    """Terms as words; equal whatever the order the terms came in.

    Parameters
    ----------
    codes : array of uint64
        The numbers (`codes_of`) of the words of all forms, one form after the other.
    starts : array of int
        Where each form begins among them, and where a next one would.
    numbers : array of int
        Which term each form is.
    """

    codes: Numbers
    starts: Places
    numbers: Nodes

    @property
    def size(self) -> int:
        """How many forms there are."""
        return len(self.numbers)

    @cached_property
    def paths(self) -> "Paths":
        """The forms as paths of words."""
        from mobility.finding.trie_loops import Paths, paths_of

        # At most half of the slots are taken.
        size = 1 << max(4, (2 * len(self.codes)).bit_length())
        return Paths(*paths_of(self.codes, self.starts, self.numbers, size))

    def alone(self, codes: Numbers) -> Nodes:
        """Return for each word, by number, the term that is just this word; -1 where none is."""
        from mobility.finding.trie_loops import alone

        paths = self.paths
        return alone(codes, paths.keys, paths.froms, paths.tos, paths.terms)

    def number(self, words: Sequence[str]) -> int | None:
        """Return the term that is written with these folded words; None if there is none."""
        if not words:
            return None
        (hashed,) = _hashes(codes_of(words), np.array([0, len(words)]))
        place = np.searchsorted(self.hashes, hashed)
        there = place < self.size and self.hashes[place] == hashed
        return int(self.numbers[place]) if there else None

    @cached_property
    def hashes(self) -> Numbers:
        """A number for each form; they are in its order."""
        return _hashes(self.codes, self.starts)

    def candidates(self, places: WordPlaces) -> Candidates:
        """Return every term at every word of texts; no term reaches from one to the next."""
        from mobility.finding.trie_loops import candidates

        (shortened,) = codes_of([_SHORTENED])
        paths = self.paths
        first, last, term = candidates(
            places.codes,
            places.starts,
            places.ends,
            places.folded.points,
            shortened,
            paths.keys,
            paths.froms,
            paths.tos,
            paths.terms,
            paths.goes_on,
            paths.sieve,
        )
        return Candidates(first, last, term)

    def __eq__(self, other: object) -> bool:
        """Whether the forms and their terms are the same."""
        if not isinstance(other, Trie):
            return NotImplemented
        return (
            np.array_equal(self.codes, other.codes)
            and np.array_equal(self.starts, other.starts)
            and np.array_equal(self.numbers, other.numbers)
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type["Trie"], tuple[Numbers, Places, Nodes]]:
        """Send the forms to another process, not the paths made of them."""
        return Trie, (self.codes, self.starts, self.numbers)

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
    given = [(words, number) for words, number in terms if words]
    codes = codes_of([word for words, _ in given for word in words])
    lengths = np.fromiter((len(words) for words, _ in given), np.int64, len(given))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    numbers = np.fromiter((number for _, number in given), np.int32, len(given))
    hashes = _hashes(codes, starts)
    order = np.lexsort((numbers, hashes))
    first = np.ones(len(order), dtype=bool)
    first[1:] = hashes[order[1:]] != hashes[order[:-1]]
    kept = order[first]
    ends = np.cumsum(lengths[kept])
    begins = np.concatenate([np.zeros(1, np.int64), ends])
    places = np.arange(begins[-1]) + np.repeat(starts[kept] - begins[:-1], lengths[kept])
    return Trie(codes[places], begins, numbers[kept])


def _hashes(codes: Numbers, starts: Places) -> Numbers:
    """Return one number for each row of words."""
    lengths = np.diff(starts)
    hashes = np.zeros(len(lengths), dtype=np.uint64)
    for place in range(int(lengths.max(initial=0))):
        here = np.flatnonzero(lengths > place)
        hashes[here] = (hashes[here] * _STEP + codes[starts[here] + place]) * _MIX
        hashes[here] ^= hashes[here] >> np.uint64(32)
    return hashes


def longest_matches(
    trie: Trie, places: WordPlaces, *, accepts: Accepts | None = None
) -> list[Match]:
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
    from mobility.finding.trie_loops import chosen

    here = trie.candidates(places)
    reasons = np.zeros(len(here.first), dtype=np.int8)
    if accepts is not None:
        each = zip(*(column.tolist() for column in here), strict=True)
        reasons[:] = [not accepts(*candidate) for candidate in each]
    taken, _ = chosen(here.first, here.last, reasons, len(places.codes))
    return [
        Match(*found) for found in zip(*(column[taken].tolist() for column in here), strict=True)
    ]


def joined(gap: str) -> bool:
    """Whether two words with this between them can belong to one term.

    Examples
    --------
    >>> joined("-"), joined(" "), joined(", ")
    (True, True, False)
    """
    from mobility.finding.trie_loops import joins

    points = np.frombuffer(gap.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return bool(joins(points, 0, len(points)))
