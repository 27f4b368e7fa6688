"""sentence_cuts: where the sentences of many ads begin, found for all of them at once."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

_TABLE = 1 << 16
_BREAK, _STOP, _BULLET, _BLANK, _CAPITAL, _DASH = range(1, 7)
_KINDS = {
    _BREAK: "\n",
    _STOP: ".!?",
    _BULLET: "•∙●▪",
    _BLANK: " \t",
    _CAPITAL: "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ",
    _DASH: "-–*",
}
_ALSO_A_DASH = ord("•")

Places = NDArray[np.int64]


def sentence_cuts(texts: Sequence[str]) -> list[list[int]]:
    r"""Return where the sentences of each text begin, and where its last one ends.

    A sentence ends with the breaks of a line; with the blanks behind ``.``, ``!`` or ``?`` before a
    capital, which may have a dash and a blank before it; and before a bullet.

    Parameters
    ----------
    texts : sequence of str
        Any texts.

    Returns
    -------
    list of list of int
        For each text places in it, from 0 to its length; [0] for an empty one.

    Examples
    --------
    >>> sentence_cuts(["Krav:\nVana vid truck. Du är glad.", ""])
    [[0, 6, 22, 33], [0]]
    """
    if not texts:
        return []
    # What is looked at ahead lies in the text or in the breaks behind the last one.
    joined = "\n".join((*texts, "\n\n\n"))
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds().take(points, mode="clip")
    breaks = np.flatnonzero(kinds[:-1] == _BREAK) + 1
    cuts = np.concatenate(
        [
            breaks[kinds[breaks] != _BREAK],
            _behind_stops(kinds, points),
            np.flatnonzero(kinds == _BULLET),
        ]
    )
    cuts.sort()
    bounds = list(accumulate((len(text) + 1 for text in texts), initial=0))
    parts = np.searchsorted(cuts, bounds)
    return [
        _of_text((cuts[first:last] - begin).tolist(), len(text))
        for text, begin, (first, last) in zip(texts, bounds, pairwise(parts.tolist()), strict=False)
    ]


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return what each character is to the end of a sentence; 0 where it is nothing to it."""
    kinds = np.zeros(_TABLE, dtype=np.uint8)
    for kind, characters in _KINDS.items():
        kinds[[ord(character) for character in characters]] = kind
    return kinds


def _behind_stops(kinds: NDArray[np.uint8], points: NDArray[np.uint32]) -> Places:
    """Return the places behind a stop and blanks where a sentence may begin."""
    places: Places = np.flatnonzero(kinds[:-1] == _STOP) + 1
    places = places[kinds[places] == _BLANK]
    blank = np.arange(len(places))
    while len(blank):
        places[blank] += 1
        blank = blank[kinds[places[blank]] == _BLANK]
    dashed = (kinds[places] == _DASH) | (points[places] == _ALSO_A_DASH)
    ahead = places + dashed
    ahead += dashed & (points[ahead] == ord(" "))
    begins: Places = places[kinds[ahead] == _CAPITAL]
    return begins


def _of_text(cuts: list[int], length: int) -> list[int]:
    """Return the cuts of one text, each once, with its beginning and its end."""
    return sorted({0, *cuts, length})
