"""word_places: where the words of many texts stand, reckoned for all of them at once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.normalize import Folded, fold, folded_alone, words_of

_BLOCK = 1 << 16
"""Characters reckoned at once: what is written next is still near when it is read."""

_LEAST = 64
"""Fewest characters of a part, so that the smallest block has room for a blank."""

_TABLE = 1 << 16
_OPEN = np.uint32(0xFFFFFFFF)
"""Stands for what does not fold letter by letter (marks, ß, İ) or lies outside the table."""

_BASE = np.uint64(0x9E3779B97F4A7C15)
_BASE_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_MIX = np.uint64(0xD6E8FEB86659FD93)
_SHARP, _PLUS, _DOT = (np.uint64(number) for number in (0x5851F42D4C957F2D, 0x2545F4914F6CDD1D, 97))

_MARK = re.compile("[\u0300-\u036f]")
_HYPHENS = tuple(map(ord, "-\u2010\u2011–"))
_BEHIND_HYPHEN = frozenset(map(ord, " \t\u00a0/,"))

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]


@dataclass(frozen=True, repr=False)
class WordPlaces:
    """Some texts, folded and set one behind the other, and the words in them.

    Parameters
    ----------
    text : str
        The folded texts with a line break before, between and behind them.
    bounds : tuple of int
        Where in ``text`` each of the texts begins, and where a next one would.
    folded : dict of int to Folded
        By number of a text, how it was folded where its characters do not stand one for one.
    starts, ends : sequence of int
        Where each word begins and ends in ``text`` (end not included).
    codes : array of uint64
        A number for each word, equal for equal words; `codes_of` gives the same.
    opens : list of int
        Words with a hyphen behind them that ends no word: "lastbils-" in "lastbils- och".
    """

    text: str
    bounds: tuple[int, ...]
    folded: dict[int, Folded]
    starts: Sequence[int]
    ends: Sequence[int]
    codes: Numbers
    opens: list[int]

    def word(self, i: int) -> str:
        """Return a word, folded."""
        return self.text[self.starts[i] : self.ends[i]]

    def gap_behind(self, i: int) -> str:
        """Return what stands behind a word, up to the next one or the end of its text."""
        end = self.ends[i]
        here = self.bounds[bisect_right(self.bounds, end)] - 1
        behind = self.starts[i + 1] if i + 1 < len(self.starts) else here
        return self.text[end : min(behind, here)]

    def text_at(self, place: int) -> int:
        """Return the number of the text in which a character of ``text`` stands."""
        return bisect_right(self.bounds, place) - 1

    def words_of_text(self, number: int) -> tuple[int, int]:
        """Return the first word of a text and the one behind its last."""
        begin, behind = self.bounds[number : number + 2]
        return bisect_left(self.starts, begin), bisect_left(self.starts, behind)

    def original(self, number: int, start: int, end: int) -> tuple[int, int]:
        """Return the span in a text as it was given of a span in the folded texts."""
        begin = self.bounds[number]
        if number not in self.folded:
            return start - begin, end - begin
        return self.folded[number].original(start - begin, end - begin)


class _Tables(NamedTuple):
    """For each code point its folded one and its value (0 where it belongs to no word)."""

    fold: NDArray[np.uint32]
    value: Numbers


@cache
def _tables() -> _Tables:
    """Return the tables for the code points of the first plane; the last one is no character."""
    folds = np.full(_TABLE, _OPEN, dtype=np.uint32)
    belongs = np.zeros(_TABLE, dtype=bool)
    for point in range(_TABLE - 1):
        folded = folded_alone(chr(point))
        folds[point] = _OPEN if folded is None else ord(folded)
        belongs[point] = chr(point).isalnum()
    values = _values(np.arange(_TABLE, dtype=np.uint32))
    return _Tables(folds, np.where(belongs, values, np.uint64(0)))


def _values(points: NDArray[np.uint32]) -> Numbers:
    """Return a scattered number, never 0, for each code point (the mixer of SplitMix64)."""
    mixed = (points.astype(np.uint64) + np.uint64(1)) * _BASE
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray((mixed ^ (mixed >> np.uint64(31))) | np.uint64(1))


class _Room:
    """Arrays that every block is reckoned in, so that none is asked of the system anew."""

    def __init__(self, size: int) -> None:
        size = max(size, _LEAST)
        self.size = size
        self.folded = np.empty(size, dtype=np.uint32)
        self.values = np.empty(size, dtype=np.uint64)
        self.within = np.empty(size, dtype=bool)
        self.powers = _powers(_BASE, size)
        self.inverse = _powers(_BASE_INVERSE, size)


def word_places(texts: Sequence[str], *, block: int = _BLOCK) -> Iterator[tuple[int, WordPlaces]]:
    r"""Fold texts and find their words, a block of texts at a time.

    The words are those of `words_of` in `fold`, to the character. The number of a word is

    .. math:: m \, \Bigl( \sum_i v(c_i) \, b^{i} \bmod 2^{64} \Bigr)

    with :math:`v` a scattered number for each letter, from running sums over the whole block.

    Parameters
    ----------
    texts : sequence of str
        Any texts.
    block : int
        Characters of a block; a text is never parted, so a longer one is a block of its own.

    Yields
    ------
    tuple of int and WordPlaces
        The number of the block's first text, and the block.

    Examples
    --------
    >>> ((first, places),) = word_places(["GA\u030aR", "c# nu"])
    >>> [places.text[s:e] for s, e in zip(places.starts, places.ends, strict=True)]
    ['går', 'c#', 'nu']
    """
    room = _Room(min(block, sum(map(len, texts)) + len(texts) + 1))
    first = 0
    while first < len(texts):
        last, size = first, 1
        while last < len(texts) and (last == first or size + len(texts[last]) < block):
            size += len(texts[last]) + 1
            last += 1
        yield first, _block(texts[first:last], room)
        first = last


def codes_of(words: Sequence[str]) -> Numbers:
    """Return the numbers that `word_places` gives these words.

    Parameters
    ----------
    words : sequence of str
        Folded words, as `words_of` gives them.

    Returns
    -------
    array of uint64
        One for each word.
    """
    stems = [_stem(word) for word in words]
    points = _points("".join(stem for stem, _ in stems))
    behind = np.cumsum([len(stem) for stem, _ in stems], dtype=np.int64)
    sums = np.zeros(len(points) + 1, dtype=np.uint64)
    np.cumsum(_values(points) * _powers(_BASE, len(points)), out=sums[1:])
    before = np.concatenate([np.zeros(1, dtype=np.int64), behind[:-1]])[: len(stems)]
    codes = (sums[behind] - sums[before]) * _powers(_BASE_INVERSE, len(points) + 1)[before] * _MIX
    return np.asarray(codes ^ np.array([mark for _, mark in stems], dtype=np.uint64))


def _stem(word: str) -> tuple[str, np.uint64]:
    """Return the letters of a word, and what stands for the signs it has beside them."""
    if word.startswith("."):
        return word[1:], _DOT
    if word.endswith("++"):
        return word[:-2], _PLUS
    return (word[:-1], _SHARP) if word.endswith("#") else (word, np.uint64(0))


def _powers(base: np.uint64, count: int) -> Numbers:
    """Return 1, b, b², … modulo 2⁶⁴."""
    powers = np.full(count, base, dtype=np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)


def _block(texts: Sequence[str], room: _Room) -> WordPlaces:
    """Fold some texts and find their words."""
    bounds, points, folded = _joined(texts, room)
    open_places = np.flatnonzero(folded == _OPEN) if folded.max() == _OPEN else ()
    apart: dict[int, Folded] = {}
    if len(open_places):
        numbers = np.unique(np.searchsorted(bounds, open_places, side="right") - 1)
        apart = {int(i): fold(texts[int(i)]) for i in numbers}
        written = [apart[i].text if i in apart else text for i, text in enumerate(texts)]
        bounds, points, folded = _joined(written, room)
        for i in apart:
            # What is folded already is not folded again: that may give another letter.
            here = slice(bounds[i], bounds[i + 1] - 1)
            folded[here] = points[here]
    words = _words(folded, room)
    for i, text in apart.items():
        if _MARK.search(text.text):
            words = _with_words_of(text.text, bounds[i], bounds[i + 1], words)
    text_of_all = folded.tobytes().decode("utf-32-le", "surrogatepass")
    starts, ends, codes = words
    # Views of the arrays: a list of them would make a number of every word, and few are asked for.
    return WordPlaces(
        text_of_all,
        tuple(bounds),
        apart,
        memoryview(starts.data),
        memoryview(ends.data),
        codes,
        _opens(folded, ends),
    )


def _joined(
    texts: Sequence[str], room: _Room
) -> tuple[list[int], NDArray[np.uint32], NDArray[np.uint32]]:
    """Return where each text begins, the code points of all, and what they fold to."""
    points = _points("\n".join(("", *texts, "")))
    bounds = list(accumulate((len(text) + 1 for text in texts), initial=1))
    folded = room.folded[: len(points)] if len(points) <= room.size else np.empty_like(points)
    np.take(_tables().fold, points, out=folded, mode="clip")
    outside = np.flatnonzero(points >= _TABLE) if points.max() >= _TABLE else ()
    if len(outside):
        there = points[outside]
        for point in np.unique(there):
            alone = folded_alone(chr(point))
            there[there == point] = _OPEN if alone is None else ord(alone)
        folded[outside] = there
    return bounds, points, folded


def _points(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _words(folded: NDArray[np.uint32], room: _Room) -> tuple[Places, Places, Numbers]:
    """Return where the words of folded texts begin and end, and their numbers."""
    parts, begin = [], 0
    while begin < len(folded) - 1:
        end = _end_of_part(folded, begin, room.size)
        starts, ends, codes = _words_of_part(folded[begin:end], room)
        parts.append((starts + begin, ends + begin, codes))
        # The blank that ends a part begins the next one.
        begin = end - 1
    if len(parts) == 1:
        return parts[0]
    starts, ends, codes = (np.concatenate(part) for part in zip(*parts, strict=True))
    return starts, ends, codes


def _end_of_part(folded: NDArray[np.uint32], begin: int, size: int) -> int:
    """Return where to part a text that is too long to be reckoned at once: behind a blank."""
    if len(folded) - begin <= size:
        return len(folded)
    ahead = folded[begin + 1 : begin + size]
    blanks = np.flatnonzero((ahead == ord(" ")) | (ahead == ord("\n")))
    return begin + int(blanks[-1]) + 2 if len(blanks) else len(folded)


def _words_of_part(folded: NDArray[np.uint32], room: _Room) -> tuple[Places, Places, Numbers]:
    """Return the words of a part, which begins and ends with a character of no word."""
    size = len(folded)
    if size > room.size:
        room = _Room(size)
    values, within = room.values[:size], room.within[:size]
    np.take(_tables().value, folded, out=values, mode="clip")
    if folded.max() >= _TABLE:
        outside = np.flatnonzero(folded >= _TABLE)
        letters = np.array([chr(point).isalnum() for point in folded[outside]], dtype=bool)
        values[outside] = np.where(letters, _values(folded[outside]), np.uint64(0))
    np.not_equal(values, 0, out=within)
    edges = np.flatnonzero(within[1:] != within[:-1]) + 1
    starts, ends = edges[::2], edges[1::2].copy()
    values *= room.powers[:size]
    np.cumsum(values, out=values)
    codes = (values[ends - 1] - values[starts - 1]) * room.inverse[starts] * _MIX
    return _with_signs(folded, starts.copy(), ends, codes)


def _with_signs(
    folded: NDArray[np.uint32], starts: Places, ends: Places, codes: Numbers
) -> tuple[Places, Places, Numbers]:
    """Widen words by the signs that belong to them: c#, c++, .net."""
    behind = folded[ends]
    dotted = np.flatnonzero(codes == _net())
    dotted = dotted[folded[starts[dotted] - 1] == ord(".")]
    for i in dotted:
        before, after = chr(folded[starts[i] - 2]), chr(behind[i])
        if before.isalnum() or before == "_" or after == "_":
            continue
        starts[i] -= 1
        codes[i] ^= _DOT
        behind[i] = 0
    sharp = np.flatnonzero(behind == ord("#"))
    plus = np.flatnonzero(behind == ord("+"))
    plus = plus[folded[ends[plus] + 1] == ord("+")]
    for places, length, mark in ((sharp, 1, _SHARP), (plus, 2, _PLUS)):
        ends[places] += length
        codes[places] ^= mark
    return starts, ends, codes


@cache
def _net() -> np.uint64:
    """Return the number of the word that a dot can belong to."""
    number: np.uint64 = codes_of(["net"])[0]
    return number


def _with_words_of(
    text: str, begin: int, end: int, words: tuple[Places, Places, Numbers]
) -> tuple[Places, Places, Numbers]:
    """Put in the words of one text that has marks left, which need more than a look at letters."""
    found = words_of(text)
    starts = np.array(found.starts(), dtype=np.int64)[: len(found.words)] + begin
    ends = starts + np.array([len(word) for word in found.words], dtype=np.int64)
    first, last = np.searchsorted(words[0], (begin, end))
    here = (starts, ends, codes_of(found.words))
    starts, ends, codes = (
        np.concatenate([whole[:first], part, whole[last:]])
        for whole, part in zip(words, here, strict=True)
    )
    return starts, ends, codes


def _opens(folded: NDArray[np.uint32], ends: Places) -> list[int]:
    """Return the words behind which a hyphen stands and then a space, a slash or a comma."""
    behind = folded[ends]
    hyphens = behind == _HYPHENS[0]
    for hyphen in _HYPHENS[1:]:
        hyphens |= behind == hyphen
    words = np.flatnonzero(hyphens)
    signs = folded[ends[words] + 1].tolist()
    return [i for i, sign in zip(words.tolist(), signs, strict=True) if sign in _BEHIND_HYPHEN]
