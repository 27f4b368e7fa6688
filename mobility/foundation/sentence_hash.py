"""sentence_hash: the same number for the same sentence, whatever ad it stands in."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

_EDGES = ".:;,!?*·•∙●▪–-"
_KNOWN = 0x3100
"""Characters from here on are taken as they stand, digits and gaps among them."""


def sentence_hash(sentence: str) -> int:
    """Return 64 bits for a sentence, whatever its case, spaces, bullet, full stop and numbers.

    Parameters
    ----------
    sentence : str
        As it stands in a text.

    Returns
    -------
    int
        From 0 to 2^64 - 1; among a billion different sentences some three hundredths of a pair
        share one.

    Examples
    --------
    >>> sentence_hash("• Sök senast  3 maj.") == sentence_hash("Sök senast 15 maj")
    True
    """
    return int(sentence_hashes([sentence])[0])


def sentence_hashes(sentences: Sequence[str]) -> NDArray[np.uint64]:
    """Return `sentence_hash` of each sentence.

    Parameters
    ----------
    sentences : sequence of str
        As they stand in texts.

    Returns
    -------
    array of uint64
        A number for each.

    Examples
    --------
    >>> one, other = sentence_hashes(["Körkort B krävs!", "– körkort  B krävs"])
    >>> bool(one == other)
    True
    """
    from mobility.foundation.sentence_loops import hashes_of

    ends = np.cumsum(np.fromiter(map(len, sentences), np.int64, len(sentences)))
    content = "".join(sentences).encode("utf-32-le", "surrogatepass")
    return hashes_of(np.frombuffer(content, np.uint32), ends, _kinds())


@cache
def _kinds() -> NDArray[np.uint32]:
    """Return for each character its letter in small, and whether it is edge, gap or digit."""
    from mobility.foundation.sentence_loops import DIGIT, EDGE, SPACE

    kinds = np.empty(_KNOWN, np.uint32)
    for point in range(_KNOWN):
        letter = chr(point)
        folded = letter.casefold()
        # A letter that becomes two, as ß does, stays as it is.
        kinds[point] = ord(folded) if len(folded) == 1 else point
        kinds[point] |= letter in _EDGES and EDGE
        kinds[point] |= letter.isspace() and SPACE
        kinds[point] |= letter.isdecimal() and DIGIT
    return kinds
