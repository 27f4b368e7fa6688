"""relevant_terms: which part of a skill list can matter to a chunk, as one number."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobility.archiving.chunk_words import Short, gate_number, label_number, short_codes
from mobility.finding.terms import Terms


@dataclass(frozen=True, eq=False, repr=False)
class Wordings:
    """Every way in which a skill list can be found: the words it needs, and a hash of its meaning.

    Parameters
    ----------
    words : array of uint32
        The numbers of the words of all wordings, one after the other.
    starts : array of int
        Where each wording begins among them.
    meanings : array of uint64, wordings × 2
        A hash of the wording and all that is done with it.
    """

    words: Short
    starts: NDArray[np.int64]
    meanings: NDArray[np.uint64]


def wordings_of(terms: Terms) -> Wordings:
    """Return every wording of a compiled skill list: forms of terms, labels, and gates."""
    needed: list[tuple[str, ...]] = []
    meanings: list[bytes] = []
    for form, number in _forms(terms.trie.root, ()):
        needed.append(form)
        meanings.append(_meaning("term", *form, *terms.terms[number]))
    alone: list[int] = []
    for label, skill in terms.by_form.items():
        alone.append(label_number(label))
        meanings.append(_meaning("label", label, skill))
    for gate, skill in terms.gates.items():
        alone.append(gate_number(gate))
        meanings.append(_meaning("gate", gate, skill))
    words = short_codes([word for form in needed for word in form])
    lengths = np.array([*map(len, needed), *[1] * len(alone)], dtype=np.int64)
    return Wordings(
        np.concatenate([words, np.array(alone, dtype=np.uint32)]),
        np.cumsum(lengths) - lengths,
        np.frombuffer(b"".join(meanings), dtype=np.uint64).reshape(-1, 2),
    )


def relevant_terms(wordings: Wordings, words: Short) -> str:
    """Return a number for the wordings whose every word stands in a chunk.

    Two skill lists with the same number find the same mentions in the chunk: a term can be found
    only where all its words stand, and all wordings for which they do are in the number, with their
    skill and their rule. What a list says beyond them is nowhere in the chunk.

    Parameters
    ----------
    wordings : Wordings
        Of a skill list.
    words : array of uint32
        What `chunk_words` gives.

    Returns
    -------
    str
        32 hexadecimal digits: the sum of the meanings, whatever their order.
    """
    if not len(wordings.starts):
        return "0" * 32
    there = np.isin(wordings.words, words)
    whole = np.logical_and.reduceat(there, wordings.starts)
    total = wordings.meanings[whole].sum(axis=0, dtype=np.uint64)
    return "".join(f"{int(half):016x}" for half in total)


def _forms(node: dict[str, Any], before: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield every path of a trie that is a form, with the number of its term."""
    for word, below in node.items():
        if word:
            yield from _forms(below, (*before, word))
        else:
            yield before, below


def _meaning(*told: object) -> bytes:
    """Return 16 bytes for a wording and all that is done with it."""
    return blake2b("\x00".join(map(str, told)).encode("utf-8"), digest_size=16).digest()
