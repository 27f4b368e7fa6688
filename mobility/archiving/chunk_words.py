"""chunk_words: what stands in a chunk, as numbers that tell whether a term can be found there."""

import re
from collections.abc import Iterable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mobility.finding.gates import licence_gate
from mobility.finding.normalize import fold, normal_form, words_of

Numbers = NDArray[np.uint32]

LABEL, GATE = "=", "!"
"""Written before the name of a structured field's label or gate, so it is no word of a text."""

_OPEN = re.compile(r"[^\W_]+[-\u2010\u2011–](?=[\s/,])")
_FOLLOWING = 5
"""How many words behind an open part ("lastbils- och") may end the compound it begins."""
_SHORTEST_TAIL = 3
_STRETCH = 400


def chunk_words(texts: Iterable[str], labels: Iterable[str], licences: Iterable[str]) -> Numbers:
    """Return the numbers of every word by which a term can be found in a chunk.

    Parameters
    ----------
    texts : iterable of str
        The texts of its ads.
    labels, licences : iterable of str
        What its structured fields name.

    Returns
    -------
    array of uint32
        Sorted, each once: CRC-32 of every word, of every compound an open part can stand for, and
        of labels and gates. A word that is not there has a number that is there once in some
        thousand; then a part is made again that need not be.

    Examples
    --------
    >>> words = chunk_words(["Lastbils- och truckkort"], ["Kök"], [])
    >>> [number_of(it) in words for it in ("truckkort", "lastbilskort", "=kök", "kök")]
    [True, True, True, False]
    """
    tokens: set[str] = set()
    found: set[str] = set()
    for text in texts:
        tokens.update(text.split())
        if "-" in text or "–" in text or "\u2010" in text or "\u2011" in text:
            for place in _OPEN.finditer(text):
                found.update(_compounds(text, place.start()))
    # Words never reach across a space, so each stretch without one is looked at once only.
    alone = "\n".join(sorted(tokens))
    found.update(words_of(alone.casefold()).words)
    for token in tokens:
        if not token.isascii():
            folded = fold(token).text
            if folded != token.casefold():
                found.update(words_of(folded).words)
    found.update(LABEL + normal_form(label) for label in set(labels))
    found.update(GATE + (licence_gate(name) or "") for name in set(licences))
    return np.unique(np.array([number_of(word) for word in found], dtype=np.uint32))


def number_of(word: str) -> int:
    """Return the number that stands for a word."""
    return crc32(word.encode("utf-8"))


def _compounds(text: str, start: int) -> Iterable[str]:
    """Return every word that an open part makes with the end of a word behind it."""
    reach = _STRETCH
    while True:
        words = words_of(fold(text[start : start + reach]).text).words
        if len(words) > _FOLLOWING + 1 or start + reach >= len(text):
            break
        reach *= 2
    first = words[0] if words else ""
    for word in words[1 : 1 + _FOLLOWING]:
        for cut in range(1, len(word) - _SHORTEST_TAIL + 1):
            yield first + word[cut:]
