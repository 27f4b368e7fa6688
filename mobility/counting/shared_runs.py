"""shared_runs: how alike two texts are by the runs of words they share, for many pairs."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobility.counting.signatures import words_of

_REMEMBERED = 20_000
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
"""Odd and without a pattern, so that different runs hardly ever get one number: for two texts of
350 words, once in 10¹⁴."""

Numbers = NDArray[np.int64]


class SharedRuns:
    """Texts as sets of numbered runs of words, to be compared in pairs.

    Parameters
    ----------
    texts : sequence of str
        The texts.
    words : int
        How many words a run has; a shorter text is one run.
    """

    def __init__(self, texts: Sequence[str], words: int) -> None:
        self._texts = texts
        self._words = words
        numbers = count(1)
        self._number_of: dict[str, int] = defaultdict(lambda: next(numbers))
        self._runs = lru_cache(maxsize=_REMEMBERED)(self._runs_of)

    def likeness(self, one: Numbers, other: Numbers) -> NDArray[np.float64]:
        r"""Return the Jaccard likeness :math:`|A \cap B| / |A \cup B|` of each pair, 0 to 1.

        Parameters
        ----------
        one, other : ndarray of int, shape (n,)
            Numbers of texts; none is without words.
        """
        if not len(one):
            return np.zeros(0)
        asked, places = np.unique(np.concatenate([one, other]), return_inverse=True)
        held = [self._runs(k) for k in asked.tolist()]
        ends = np.concatenate([[0], np.cumsum([len(runs) for runs in held])])
        found: NDArray[np.float64] = _compiled()(
            np.concatenate(held), ends, places[: len(one)], places[len(one) :]
        )
        return found

    def _runs_of(self, k: int) -> NDArray[np.uint64]:
        """Return the different runs of one text as numbers, upwards."""
        said = words_of(self._texts[k])
        numbers = np.array([self._number_of[word] for word in said], dtype=np.uint64)
        length = min(self._words, len(numbers))
        runs = np.zeros(len(numbers) - length + 1, dtype=np.uint64)
        for step in range(length):
            runs = runs * _MULTIPLIER + numbers[step : len(numbers) - length + 1 + step]
        return np.unique(runs)


@cache
def _compiled() -> Any:
    """Compile the loop, or read it as compiled before on this machine."""
    from mobility.foundation.compiling import compiled

    return compiled(_likeness_of_pairs)


def _likeness_of_pairs(
    runs: NDArray[np.uint64], ends: Numbers, one: Numbers, other: Numbers
) -> NDArray[np.float64]:
    """Return the share of runs that both of a pair have, going through both upwards."""
    likeness = np.empty(len(one))
    for pair in range(len(one)):
        i, i_end = ends[one[pair]], ends[one[pair] + 1]
        j, j_end = ends[other[pair]], ends[other[pair] + 1]
        in_either = i_end - i + j_end - j
        both = 0
        while i < i_end and j < j_end:
            if runs[i] == runs[j]:
                both += 1
                i += 1
                j += 1
            elif runs[i] < runs[j]:
                i += 1
            else:
                j += 1
        likeness[pair] = both / (in_either - both)
    return likeness
