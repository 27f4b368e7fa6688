"""signatures: a short row of bytes a text, in which texts that share their wording look alike."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.errors import Fault, InputError, MissingPackageError

WORDS = 3
"""Words in a row that are compared. Two texts put together from the same words in another order
share few threes; one changed word costs three."""

PLACES = 128
"""Bytes of a signature: 128 tell a likeness of .8 to within ± .07 in 19 cases of 20."""

CHANCE = 1 / 256
"""How often two bytes that have nothing to do with each other are equal."""

_WORD = re.compile(r"\w+")
_BLOCK = 2000

Signatures = NDArray[np.uint8]


def text_signatures(
    texts: Sequence[str], *, words: int = WORDS, places: int = PLACES, random_state: int = 0
) -> Signatures:
    r"""Sign every text so that the share of equal bytes tells how alike two texts are.

    A text is taken as the set of all its runs of ``words`` words, in small letters. By MinHash
    the probability that two signatures agree at one place is the likeness of the two sets (Jaccard)
    :math:`J = |A \cap B| / |A \cup B|`; of the 32 bits of each value the lowest 8 are kept, which
    agree by chance in one case of 256:

    .. math:: P(\text{equal}) = J + (1 - J) / 256.

    Signatures of one text are the same whatever texts stand beside it, so that they can be made
    anywhere, a piece at a time.

    Parameters
    ----------
    texts : sequence of n str
        The texts.
    words : int
        How many words in a row; a shorter text is one run.
    places : int
        How many bytes a signature has.
    random_state : int
        The seed of the hash functions.

    Returns
    -------
    ndarray of uint8, shape (n, places)
        A text without any word has the byte 255 all through.

    Raises
    ------
    InputError
        If ``words`` or ``places`` is below 1.
    MissingPackageError
        If rensa is not installed.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and
    Complexity of Sequences, 21-29, https://doi.org/10.1109/SEQUEN.1997.666900. The lowest bits:
    Li, P. and König, A. C. (2010). b-Bit minwise hashing. WWW, 671-680,
    https://doi.org/10.1145/1772690.1772759. The values: Dahlgaard, S., Knudsen, M. B. T. and
    Thorup, M. (2017). Fast similarity sketching. FOCS, 663-671,
    https://doi.org/10.1109/FOCS.2017.67.

    Examples
    --------
    >>> kitchen, again = text_signatures(["Vi söker en kock!", "vi söker en KOCK"])
    >>> bool((kitchen == again).all())
    True
    """
    if words < 1 or places < 1:
        said = "words", words if words < 1 else places
        raise InputError(
            "text_signatures",
            [Fault("a whole number of at least 1", column=said[0], value=str(said[1]))],
        )
    minhash = _minhash()
    blocks = [
        minhash.digest_matrix_from_token_sets(
            [runs_of_words(text, words) for text in texts[start : start + _BLOCK]],
            places,
            random_state,
        ).to_rows()
        for start in range(0, len(texts), _BLOCK)
    ]
    rows = [np.asarray(block, dtype=np.uint32).reshape(-1, places) for block in blocks]
    return np.concatenate([np.zeros((0, places), np.uint32), *rows]).astype(np.uint8)


def runs_of_words(text: str, words: int = WORDS) -> list[str]:
    """Return every run of so many words of a text, in small letters; all of a shorter text.

    Examples
    --------
    >>> runs_of_words("Vi söker: en kock.")
    ['vi söker en', 'söker en kock']
    """
    found = words_of(text)
    if len(found) < words:
        return [" ".join(found)] if found else []
    return [" ".join(run) for run in zip(*(found[k:] for k in range(words)), strict=False)]


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return _WORD.findall(text.casefold())


def minhash_version() -> str:
    """Return which MinHash the signatures are of; those of different ones cannot be compared."""
    return f"rensa R-MinHash {_minhash().ALGORITHM_VERSION}"


def _minhash() -> Any:
    """Return rensa's R-MinHash."""
    try:
        from rensa import RMinHash
    except ModuleNotFoundError as error:
        raise MissingPackageError(
            "The package rensa", "Install it with: pip install rensa"
        ) from error
    return RMinHash
