"""sieve: which words of a text can begin a term, told by their numbers alone."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobility.finding.word_places import Numbers, Places, codes_of

_MOST_BITS = 22
_ROOM = 32
"""Marks for each term: so few other words share one that it costs nothing to look at them."""

_ALONE, _FOLLOWED = np.uint8(1), np.uint8(2)
_PAIR = np.uint64(0x9FB21C651E98DF25)
_MIX = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, eq=False, repr=False)
class Sieve:
    """Marks at the numbers of words that begin terms; a few other words share a mark with them.

    Parameters
    ----------
    words : array of uint8
        By the first bits of a word's number: 1 where it is a term, 2 where it begins a longer one.
    pairs : array of bool
        By the first bits of two words' number: whether they begin a term of two words or more.
    shift : uint64
        How far a number is shifted to leave its first bits.
    """

    words: NDArray[np.uint8]
    pairs: NDArray[np.bool_]
    shift: np.uint64

    def firsts(self, codes: Numbers) -> Places:
        """Return the words with which a term can begin, in order; none that does is left out.

        Parameters
        ----------
        codes : array of uint64
            The numbers of the words of a text, in order.

        Returns
        -------
        array of int
        """
        marks = self.words[codes >> self.shift]
        followed = np.flatnonzero(marks[:-1] & _FOLLOWED)
        pairs = self.pairs[_pair(codes[followed], codes[followed + 1]) >> self.shift]
        marks &= _ALONE
        marks[followed[pairs]] = _ALONE
        return np.flatnonzero(marks)


def sieve_of(terms: Iterable[tuple[str, ...]]) -> Sieve:
    """Return the sieve of terms given as words.

    Parameters
    ----------
    terms : iterable of tuple of str
        The words of each term, one or more.

    Returns
    -------
    Sieve

    Examples
    --------
    >>> sieve = sieve_of([("social", "omsorg"), ("truckkort",)])
    >>> [int(i) for i in sieve.firsts(codes_of(["en", "social", "omsorg", "social", "truckkort"]))]
    [1, 4]
    """
    alone, longer = [], []
    for term in terms:
        if len(term) == 1:
            alone.append(term[0])
        else:
            longer.append(term[:2])
    bits = min(_MOST_BITS, (_ROOM * (len(alone) + len(longer)) + _ROOM).bit_length())
    shift = np.uint64(64 - bits)
    words = np.zeros(1 << bits, dtype=np.uint8)
    pairs = np.zeros(1 << bits, dtype=np.bool_)
    firsts = codes_of([first for first, _ in longer])
    words[codes_of(alone) >> shift] |= _ALONE
    words[firsts >> shift] |= _FOLLOWED
    pairs[_pair(firsts, codes_of([second for _, second in longer])) >> shift] = True
    return Sieve(words, pairs, shift)


def _pair(first: Numbers, second: Numbers) -> Numbers:
    """Return one number for two words."""
    return np.asarray((first * _PAIR + second) * _MIX)
