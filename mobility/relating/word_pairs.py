"""word_pairs: how often two words stand near each other, counted a block of texts at a time."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain, islice

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.progress import Progress, silent

WORD = re.compile(r"\w\w+")
"""Two or more letters or digits, as in `word_counts`."""

BLOCK = 500
"""Texts counted at a time: some 150,000 words of job ads."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, in lower case and in their order.

    Examples
    --------
    >>> words_of("Sås & C: en kock!")
    ['sås', 'en', 'kock']
    """
    return WORD.findall(text.lower())


def common_words(
    texts: Iterable[str], *, min_texts: int, max_words: int, progress: Progress = silent
) -> "tuple[pd.Series[int], int]":
    """Count in how many different texts each word stands.

    Parameters
    ----------
    texts : iterable of str
        Something that can be gone through more than once.
    min_texts : int
        Words found in fewer different texts are left out.
    max_words : int
        How many words are kept at most: the commonest, of equally common ones the first.
    progress : Progress
        Called after every block of texts.

    Returns
    -------
    Series
        Texts by word, the words sorted.
    int
        How many different texts there are.

    Raises
    ------
    InputError
        If the texts can be gone through only once.
    EmptyResultError
        If no word is common enough.
    """
    if iter(texts) is texts:
        raise InputError(
            "texts", ["can be gone through only once; give a list or a series of texts"]
        )
    number: Counter[str] = Counter()
    different = 0
    for block in _blocks(_different(texts)):
        number.update(chain.from_iterable(set(words_of(text)) for text in block))
        different += len(block)
        progress("count words", different, None)
    ranked = sorted(number.items(), key=lambda held: (-held[1], held[0]))
    kept = sorted((word, n) for word, n in ranked[:max_words] if n >= min_texts)
    if not kept:
        raise EmptyResultError(
            f"No word is found in {min_texts} of {different} different texts. Lower min_texts."
        )
    names, counts = zip(*kept, strict=True)
    return pd.Series(counts, index=pd.Index(names, name="word", dtype="str")), different


def word_pairs(
    texts: Iterable[str], words: pd.Index, *, window: int, progress: Progress = silent
) -> csr_array:
    """Count how often two words stand at most ``window`` words from each other.

    Parameters
    ----------
    texts : iterable of str
        Texts that are the same count once.
    words : pandas.Index
        The words that are counted; others stand between them all the same.
    window : int
        How many words away is still near.
    progress : Progress
        Called after every block of texts.

    Returns
    -------
    csr_array of shape (n_words, n_words)
        Whole numbers, symmetric; a word is not near itself.

    Examples
    --------
    >>> word_pairs(["boil the soup"], pd.Index(["boil", "soup"]), window=2).toarray()
    array([[0., 1.],
           [1., 0.]])
    >>> word_pairs(["boil the soup"], pd.Index(["boil", "soup"]), window=1).nnz
    0
    """
    place = {str(word): k for k, word in enumerate(words)}
    total = csr_array((len(words), len(words)))
    pending: list[csr_array] = []
    done = 0
    for block in _blocks(_different(texts)):
        pending.append(_near(block, place, window))
        done += len(block)
        # Adding a small table to a large one copies the large one: gather some first.
        if len(pending) == 20:
            total, pending = _added(total, pending), []
        progress("count pairs", done, None)
    total = _added(total, pending)
    return csr_array(total + total.T)


def _near(texts: Iterable[str], place: dict[str, int], window: int) -> csr_array:
    """Return how often each word stands before each other one in a block of texts."""
    places: list[int] = []
    for text in texts:
        places += [place.get(word, -1) for word in words_of(text)]
        # So many strangers that no word of one text is near one of the next.
        places += [-1] * window
    held = np.array(places, dtype=np.int64)
    size = len(place)
    pairs = []
    for away in range(1, window + 1):
        i, j = held[:-away], held[away:]
        near = (i >= 0) & (j >= 0) & (i != j)
        pairs.append(i[near] * size + j[near])
    which, times = np.unique(np.concatenate(pairs), return_counts=True)
    cells = (times.astype(np.float64), (which // size, which % size))
    return coo_array(cells, shape=(size, size)).tocsr()


def _added(total: csr_array, parts: list[csr_array]) -> csr_array:
    """Return the sum of all tables, neighbours first so that few large copies are made."""
    while len(parts) > 1:
        pairs = [parts[k : k + 2] for k in range(0, len(parts), 2)]
        parts = [csr_array(sum(pair[1:], start=pair[0])) for pair in pairs]
    return csr_array(total + parts[0]) if parts else total


def _different(texts: Iterable[str]) -> Iterator[str]:
    """Yield every text the first time it stands there."""
    seen: set[bytes] = set()
    for text in texts:
        mark = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if mark not in seen:
            seen.add(mark)
            yield text


def _blocks(texts: Iterator[str]) -> Iterator[list[str]]:
    """Yield the texts some at a time."""
    while block := list(islice(texts, BLOCK)):
        yield block
