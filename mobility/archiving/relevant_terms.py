"""relevant_terms: which part of a skill list can matter to a chunk, as one number."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from mobility.archiving.chunk_words import Short, gate_number, label_number, short
from mobility.finding.terms import Terms
from mobility.finding.word_places import Numbers

_STEPS = np.array([0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93], dtype=np.uint64)


@dataclass(frozen=True, eq=False, repr=False)
class Wordings:
    """Every way in which a skill list can be found: the words it needs, and a hash of its meaning.

    Parameters
    ----------
    kinds : array of uint32
        The numbers of all their words, sorted, each once.
    words : array of int
        The words of all wordings, one after the other, by their places in ``kinds``.
    starts : array of int
        Where each wording begins among them.
    meanings : array of uint64, wordings × 2
        A hash of the wording and all that is done with it.
    """

    kinds: Short
    words: NDArray[np.int64]
    starts: NDArray[np.int64]
    meanings: NDArray[np.uint64]


def wordings_of(terms: Terms) -> Wordings:
    """Return every wording of a compiled skill list: forms of terms, labels, and gates."""
    trie = terms.trie
    of_terms = _meanings("term", terms.terms)[trie.numbers]
    forms = _mixed(trie.hashes[:, None] * _STEPS + of_terms)
    labels = _meanings("label", terms.by_form.items())
    gates = _meanings("gate", terms.gates.items())
    alone = [*map(label_number, terms.by_form), *map(gate_number, terms.gates)]
    words = np.concatenate([short(trie.codes), np.array(alone, dtype=np.uint32)])
    starts = np.concatenate([trie.starts[:-1], np.arange(len(trie.codes), len(words))])
    kinds, places = np.unique(words, return_inverse=True)
    return Wordings(kinds, places, starts, np.concatenate([forms, labels, gates]))


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
    # Both are sorted, so each word is looked for near the one before.
    places = np.minimum(np.searchsorted(words, wordings.kinds), max(len(words) - 1, 0))
    there = words[places] == wordings.kinds if len(words) else wordings.kinds != wordings.kinds
    whole = np.logical_and.reduceat(there[wordings.words], wordings.starts)
    total = wordings.meanings[whole].sum(axis=0, dtype=np.uint64)
    return "".join(f"{int(half):016x}" for half in total)


def _meanings(kind: str, each: Iterable[tuple[object, ...]]) -> Numbers:
    """Return 16 bytes for each wording of a kind and all that is done with it."""
    content = b"".join(
        blake2b("\x00".join((kind, *map(str, told))).encode("utf-8"), digest_size=16).digest()
        for told in each
    )
    return np.frombuffer(content, dtype="<u8").astype(np.uint64).reshape(-1, 2)


def _mixed(numbers: Numbers) -> Numbers:
    """Scatter numbers, so that sums of them tell which they are sums of."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return np.asarray(numbers ^ (numbers >> np.uint64(31)))
