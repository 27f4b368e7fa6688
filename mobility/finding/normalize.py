"""normalize: one way of writing for every text, with the way back to the original characters."""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

import numpy as np

WORD = re.compile(r"([^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*(?:\+\+|#)?|(?<!\w)\.net(?!\w))")
"""A word: letters and digits of any script with the joiners skills need (c#, c++, .net)."""

# Soft hyphens, zero-width spaces and byte-order marks are layout: no one reads them.
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")

# The vowels and last consonants of Korean join what stands before them and are no marks.
_JAMO = re.compile("[\u1100-\u11ff]")


@dataclass(frozen=True)
class Folded:
    """A text in NFC, case-folded, that knows where each of its characters came from.

    Parameters
    ----------
    text : str
        The folded text.
    starts, ends : array of int, optional
        For every folded character, the span in the original of what gave it; absent where the
        two texts have the same length, character by character.
    """

    text: str
    starts: "array[int] | None" = None
    ends: "array[int] | None" = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original text of a span in the folded one (end not included)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True)
class Words:
    """The words of a folded text and what stands between them.

    Parameters
    ----------
    words : tuple of str
        Every word, in order.
    gaps : tuple of str
        ``gaps[i]`` stands before ``words[i]``; the last one ends the text.
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...]

    def starts(self) -> tuple[int, ...]:
        """Return where each word starts in the folded text."""
        lengths = chain.from_iterable(zip(map(len, self.gaps), map(len, self.words), strict=False))
        return tuple(accumulate(lengths))[::2]


def fold(text: str) -> Folded:
    """Return a text in Unicode form NFC and case-folded, with the way back.

    The letter å is one letter whether it is written with one code point or as ``a`` with a ring;
    soft hyphens and zero-width characters are taken out.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Folded
        The folded text; `Folded.original` gives spans in ``text``.

    Examples
    --------
    >>> folded = fold("GA\u030aR")
    >>> folded.text
    'går'
    >>> folded.original(1, 2)
    (1, 3)
    """
    folded = text.casefold()
    plain = text.isascii() or (
        len(folded) == len(text)
        and unicodedata.is_normalized("NFC", folded)
        and unicodedata.is_normalized("NFC", text)
        and _UNSEEN.search(text) is None
    )
    return Folded(folded) if plain else _folded_piece_by_piece(text)


@lru_cache(maxsize=1 << 12)
def folded_alone(character: str) -> str | None:
    """Return what a character folds to, whatever stands beside it; None where that is open.

    Open are marks and what a mark can join, characters that fold to none or to several, and those
    that another way of writing stands for.

    Examples
    --------
    >>> folded_alone("Å"), folded_alone("ß"), folded_alone("\u030a")
    ('å', None, None)
    """
    folded = character.casefold()
    alone = (
        len(folded) == 1
        and unicodedata.category(character)[0] != "M"
        and not _JAMO.match(character)
        and unicodedata.is_normalized("NFC", character)
        and unicodedata.is_normalized("NFC", folded)
        and not _UNSEEN.match(character)
    )
    return folded if alone else None


def _folded_piece_by_piece(text: str) -> Folded:
    """Fold each character together with the marks that belong to it."""
    pieces: list[str] = []
    # Arrays: as numbers of Python the places of a long text would fill the memory.
    starts, ends = array("q"), array("q")

    def add(folded: str, start: int, end: int) -> None:
        pieces.append(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))

    done = 0
    for first, last in _open_stretches(text):
        pieces.append(text[done:first].casefold())
        _count(starts, done, first)
        _count(ends, done + 1, first + 1)
        for start, end in _pieces(text[first:last]):
            seen = _UNSEEN.sub("", text[first + start : first + end])
            piece = unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).casefold())
            add(piece, first + start, first + end)
        done = last
    pieces.append(text[done:].casefold())
    _count(starts, done, len(text))
    _count(ends, done + 1, len(text) + 1)
    return Folded("".join(pieces), starts, ends)


def _count(places: "array[int]", first: int, behind: int) -> None:
    """Append every number from the first on."""
    places.frombytes(np.arange(first, behind, dtype=np.int64).tobytes())


def _open_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that do not fold letter by letter, each with the letter before it."""
    open_ones = "".join(sorted(it for it in set(text) if folded_alone(it) is None))
    if not open_ones:
        return
    first = last = 0
    for found in re.finditer(f"[{re.escape(open_ones)}]", text):
        place = found.start()
        if place > last:
            if last > first:
                yield first, last
            first = place - 1
        last = place + 1
    if last > first:
        yield first, last


def _pieces(text: str) -> list[tuple[int, int]]:
    """Cut a text where no composition reaches across."""
    cuts = [0]
    for i in range(1, len(text)):
        before, here = text[cuts[-1] : i], text[i]
        apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", here)
        if not unicodedata.combining(here) and unicodedata.normalize("NFC", before + here) == apart:
            cuts.append(i)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True)) if text else []


def words_of(folded: str) -> Words:
    """Cut a folded text into words and gaps.

    Words are runs of letters and digits; ``c#``, ``c++`` and ``.net`` are words, and everything
    else (hyphens, slashes, dots) stands in the gaps, so that "b-körkort" and "b körkort" have the
    same words.

    Parameters
    ----------
    folded : str
        Text from `fold`.

    Returns
    -------
    Words
        The words and the gaps.

    Examples
    --------
    >>> words_of("c# och node.js, b-körkort").words
    ('c#', 'och', 'node', 'js', 'b', 'körkort')
    """
    parts = WORD.split(folded)
    return Words(tuple(parts[1::2]), tuple(parts[::2]))


def normal_form(term: str) -> str:
    """Return the words of a term with one space between: equal for all ways of writing it.

    Parameters
    ----------
    term : str
        A label or a term.

    Returns
    -------
    str
        Folded words; "" where there is no letter or digit in it.

    Examples
    --------
    >>> normal_form("B-Körkort") == normal_form("b körkort")
    True
    """
    return " ".join(words_of(fold(term).text).words)
