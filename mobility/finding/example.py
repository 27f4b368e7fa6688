"""example: an encoder that needs no model, for the examples of what finds by meaning."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

_PLACES = 1024


class LetterPairs:
    """Turns texts into counts of their pairs of letters: near is what is written alike.

    It stands in the place of a model where a few lines are to show how a function is called; of
    meaning it knows nothing.

    Examples
    --------
    >>> one, other, third = LetterPairs().encode(["äldreomsorg", "omsorg om äldre", "lödning"])
    >>> bool(one @ other > 0.7), bool(one @ third < 0.3)
    (True, True)
    """

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector a text.

        Parameters
        ----------
        texts : sequence of n str
            The texts.

        Returns
        -------
        ndarray of shape (n, 1024)
            float32; every row has length 1, or 0 for a text of a single letter or none.
        """
        counts = np.zeros((len(texts), _PLACES), dtype=np.float32)
        for row, text in enumerate(texts):
            for one, other in pairwise(map(ord, text.casefold())):
                counts[row, (31 * one + other) % _PLACES] += 1
        lengths = np.linalg.norm(counts, axis=1, keepdims=True)
        vectors: np.ndarray = counts / np.where(lengths > 0, lengths, 1)
        return vectors

    def __repr__(self) -> str:
        """Say which it is, as recipes do."""
        return "LetterPairs()"
