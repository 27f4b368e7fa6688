"""chunk_words: what stands in a chunk, as numbers that tell whether a term can be found there."""

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mobility.finding.gates import licence_gate
from mobility.finding.normalize import normal_form
from mobility.finding.word_places import Numbers, codes_of

Short = NDArray[np.uint32]


def chunk_words(words: Sequence[Numbers], labels: Iterable[str], licences: Iterable[str]) -> Short:
    """Return the numbers of everything by which a term can be found in a chunk.

    Parameters
    ----------
    words : sequence of arrays
        The numbers of the words of its texts (`mobility.finding.finder.Hits.words`).
    labels, licences : iterable of str
        What its structured fields name.

    Returns
    -------
    array of uint32
        Sorted, each once. A word that is not there shares its number with one that is about once
        in fifty thousand; then a part is made again that need not be.

    Examples
    --------
    >>> words = chunk_words([codes_of(["truckkort", "och"])], ["Kök"], [])
    >>> np.isin([*short_codes(["truckkort", "kök"]), label_number("kök")], words).tolist()
    [True, False, True]
    """
    import pandas as pd

    found = pd.unique(np.concatenate(words)) if words else np.zeros(0, dtype=np.uint64)
    named = [label_number(form) for form in {normal_form(label) for label in set(labels)}]
    gates = [gate_number(licence_gate(name) or "") for name in set(licences)]
    return np.unique(np.concatenate([short(found), np.array([*named, *gates], dtype=np.uint32)]))


def short_codes(words: Sequence[str]) -> Short:
    """Return the numbers of folded words as `chunk_words` gives them."""
    return short(codes_of(words))


def label_number(form: str) -> int:
    """Return the number of what a structured field names, in its normal form."""
    return crc32(f"label {form}".encode())


def gate_number(gate: str) -> int:
    """Return the number of a gate that a licence names."""
    return crc32(f"gate {gate}".encode())


def short(codes: Numbers) -> Short:
    """Return the upper half of each number."""
    return (codes >> np.uint64(32)).astype(np.uint32)
