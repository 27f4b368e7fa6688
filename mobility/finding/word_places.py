"""word_places: where the words of many texts stand, reckoned for all of them at once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.normalize import Folded, fold, folded_alone, words_of

if TYPE_CHECKING:
    from mobility.finding.word_loops import Letters

_BLOCK = 1 << 18
"""Characters reckoned at once: what is written next is still near when it is read."""

_MARK = re.compile("[\u0300-\u036f]")

Points = NDArray[np.uint32]
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]


class Joined(NamedTuple):
    """Texts set one behind the other, with a line break before, between and behind them.

    ``bounds`` are where each of them begins, and where a next one would.
    """

    points: Points
    bounds: Places


@dataclass(frozen=True, repr=False)
class WordPlaces:
    """Some texts, folded and set one behind the other, and the words in them.

    Parameters
    ----------
    given, folded : Joined
        The texts as they were given, and folded.
    apart : dict of int to Folded
        By number of a text, how it was folded where its characters do not stand one for one.
    odd : array of int
        Where in the given texts the characters stand that do not fold letter by letter.
    starts, ends : array of int
        Where each word begins and ends in the folded texts (end not included).
    codes : array of uint64
        A number for each word, equal for equal words; `codes_of` gives the same.
    opens : array of int
        Words with a hyphen behind them that ends no word: "lastbils-" in "lastbils- och".
    """

    given: Joined
    folded: Joined
    apart: dict[int, Folded]
    odd: Places
    starts: Places
    ends: Places
    codes: Numbers
    opens: Places

    @property
    def bounds(self) -> Places:
        """Return where each of the folded texts begins, and where a next one would."""
        return self.folded.bounds

    @cached_property
    def given_text(self) -> str:
        """Return the texts as they were given, with line breaks as in ``text``."""
        return self.given.points.tobytes().decode("utf-32-le", "surrogatepass")

    @cached_property
    def text(self) -> str:
        """Return the folded texts, with a line break before, between and behind them."""
        return self.folded.points.tobytes().decode("utf-32-le", "surrogatepass")

    def word(self, i: int) -> str:
        """Return a word, folded."""
        return self.text[self.starts[i] : self.ends[i]]

    def gap_behind(self, i: int) -> str:
        """Return what stands behind a word, up to the next one or the end of its text."""
        end = self.ends[i]
        here = self.bounds[np.searchsorted(self.bounds, end, side="right")] - 1
        behind = self.starts[i + 1] if i + 1 < len(self.starts) else here
        return self.text[end : min(behind, here)]

    def text_at(self, place: int) -> int:
        """Return the number of the text in which a character of ``text`` stands."""
        return int(np.searchsorted(self.bounds, place, side="right")) - 1

    def words_of_text(self, number: int) -> tuple[int, int]:
        """Return the first word of a text and the one behind its last."""
        first, behind = np.searchsorted(self.starts, self.bounds[number : number + 2]).tolist()
        return first, behind

    def original(self, number: int, start: int, end: int) -> tuple[int, int]:
        """Return the span in a text as it was given of a span in the folded texts."""
        begin = int(self.bounds[number])
        if number not in self.apart:
            return start - begin, end - begin
        return self.apart[number].original(start - begin, end - begin)

    @cached_property
    def spans(self) -> tuple[Places, Places]:
        """Return where each word begins and ends in the texts as they were given."""
        if not self.apart:
            return self.starts, self.ends
        firsts = np.searchsorted(self.starts, self.bounds)
        moved = np.repeat((self.given.bounds - self.bounds)[:-1], np.diff(firsts))
        starts, ends = self.starts + moved, self.ends + moved
        for number, folded in self.apart.items():
            if folded.starts is None or folded.ends is None:
                continue
            here = slice(firsts[number], firsts[number + 1])
            begin, given = self.bounds[number], self.given.bounds[number]
            starts[here] = (
                np.array(folded.starts, dtype=np.int64)[self.starts[here] - begin] + given
            )
            ends[here] = np.array(folded.ends, dtype=np.int64)[self.ends[here] - 1 - begin] + given
        return starts, ends


def word_places(texts: Sequence[str], *, block: int = _BLOCK) -> Iterator[tuple[int, WordPlaces]]:
    r"""Fold texts and find their words, a block of texts at a time.

    The words are those of `words_of` in `fold`, to the character. The number of a word is

    .. math:: m \, \Bigl( \sum_i v(c_i) \, b^{i} \bmod 2^{64} \Bigr)

    with :math:`v` a scattered number for each letter.

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
    first = 0
    while first < len(texts):
        last, size = first, 1
        while last < len(texts) and (last == first or size + len(texts[last]) < block):
            size += len(texts[last]) + 1
            last += 1
        yield first, _block(texts[first:last])
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
    from mobility.finding.word_loops import codes_of_lines

    return codes_of_lines(points_of("\n".join((*words, ""))))


def _block(texts: Sequence[str]) -> WordPlaces:
    """Fold some texts and find their words."""
    from mobility.finding.word_loops import OPEN, find_words, fold_all, open_parts

    given = joined = joined_texts(texts)
    letters = _letters(given.points)
    folded = fold_all(given.points, letters.folds, letters.wide, letters.wide_folds)
    opened = np.flatnonzero(folded == OPEN)
    apart: dict[int, Folded] = {}
    if len(opened):
        numbers = np.unique(np.searchsorted(given.bounds, opened, side="right") - 1)
        apart = {i: fold(texts[i]) for i in numbers.tolist()}
        written = [apart[i].text if i in apart else text for i, text in enumerate(texts)]
        joined = joined_texts(written)
        letters = _letters(given.points, joined.points)
        folded = fold_all(joined.points, letters.folds, letters.wide, letters.wide_folds)
    for i in apart:
        # What is folded already is not folded again: that may give another letter.
        here = slice(joined.bounds[i], joined.bounds[i + 1] - 1)
        folded[here] = joined.points[here]
    words = find_words(folded, letters.values, letters.wide, letters.wide_values, _net())
    for i, text in apart.items():
        if _MARK.search(text.text):
            begin, behind = joined.bounds[i : i + 2].tolist()
            words = _with_words_of(text.text, begin, behind, words)
    opens = open_parts(folded, words[1])
    return WordPlaces(given, Joined(folded, joined.bounds), apart, opened, *words, opens)


def joined_texts(texts: Sequence[str]) -> Joined:
    """Set texts one behind the other."""
    lengths = (len(text) + 1 for text in texts)
    bounds = np.fromiter(accumulate(lengths, initial=1), np.int64, len(texts) + 1)
    return Joined(points_of("\n".join(("", *texts, ""))), bounds)


def points_of(text: str) -> Points:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


class _Tables(NamedTuple):
    """For each code point its folded one and its value (0 where it belongs to no word).

    ``beyond`` are those that such a point folds to and that stand in no table.
    """

    folds: Points
    values: Numbers
    beyond: Points


@cache
def _tables() -> _Tables:
    """Return the tables for the first code points."""
    from mobility.finding.word_loops import OPEN, TABLE, values_of

    folds = np.full(TABLE, OPEN, dtype=np.uint32)
    belongs = np.zeros(TABLE, dtype=bool)
    for point in range(TABLE):
        folded = folded_alone.__wrapped__(chr(point))
        folds[point] = OPEN if folded is None else ord(folded)
        belongs[point] = chr(point).isalnum()
    values = values_of(np.arange(TABLE, dtype=np.uint32))
    beyond = np.unique(folds[(folds >= TABLE) & (folds != OPEN)])
    return _Tables(folds, np.where(belongs, values, np.uint64(0)), beyond)


def _letters(*texts: Points) -> "Letters":
    """Return what the characters of texts fold to, and their values."""
    from mobility.finding.word_loops import OPEN, TABLE, Letters, values_of

    tables = _tables()
    given = set(tables.beyond.tolist())
    for points in texts:
        if points.max() >= TABLE:
            given.update(np.unique(points[points >= TABLE]).tolist())
    folds = {point: folded_alone(chr(point)) for point in given}
    folds |= {ord(it): folded_alone(it) for it in folds.values() if it is not None}
    wide = np.array(sorted(folds), dtype=np.uint32)
    alone = [folds[point] for point in wide.tolist()]
    to = np.array([OPEN if it is None else ord(it) for it in alone], dtype=np.uint32)
    belongs = np.array([chr(point).isalnum() for point in wide.tolist()], dtype=bool)
    values = np.where(belongs, values_of(wide), np.uint64(0))
    return Letters(tables.folds, tables.values, wide, to, values)


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
