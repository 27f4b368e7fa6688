"""mark_loops: the loops that gather what the words of sentences can be part of, compiled."""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Rows = NDArray[np.uint64]
Kinds = NDArray[np.int32]

_SPREAD = np.uint64(0x9FB21C651E98DF25)
_ZERO = np.uint64(0)


@compiled
def words_of_sentences(at: Places, starts: Places) -> tuple[Kinds, Places]:
    """Return the sentence in which each word begins, and the first word of each, and of a next."""
    of_word = np.empty(len(at), np.int32)
    firsts = np.empty(len(starts) + 1, np.int64)
    sentence = -1
    for word in range(len(at)):
        while sentence + 1 < len(starts) and starts[sentence + 1] <= at[word]:
            sentence += 1
            firsts[sentence] = word
        of_word[word] = sentence
    for left in range(sentence + 1, len(starts) + 1):
        firsts[left] = len(at)
    return of_word, firsts


@compiled
def slots_of(
    codes: Numbers, firsts: Places, wanted: NDArray[np.bool_], keys: Numbers, kinds: Kinds
) -> tuple[Kinds, Places]:
    """Return the slot of each word of the sentences that are wanted, and words not met before.

    A word that was not met is put in its slot with the kind -1.
    """
    slots = np.zeros(len(codes), np.int32)
    new = np.empty(len(codes), np.int64)
    mask, count = len(keys) - 1, 0
    for sentence in range(len(wanted)):
        if not wanted[sentence]:
            continue
        for word in range(firsts[sentence], firsts[sentence + 1]):
            code = codes[word] | np.uint64(1)
            slot = np.int64((code * _SPREAD) >> np.uint64(20)) & mask
            while keys[slot] != code and keys[slot] != _ZERO:
                slot = (slot + 1) & mask
            if keys[slot] == _ZERO:
                keys[slot], kinds[slot] = code, -1
                new[count] = word
                count += 1
            slots[word] = slot
    return slots, new[:count].copy()


@compiled
def marks_of(
    slots: Kinds,
    firsts: Places,
    wanted: NDArray[np.bool_],
    kinds: Kinds,
    marks: Rows,
) -> tuple[Kinds, Rows, Rows]:
    """Return the row of each sentence that is wanted, the marks of its words, and of its first."""
    count = 0
    rows = np.full(len(wanted), -1, np.int32)
    for sentence in range(len(wanted)):
        if wanted[sentence]:
            rows[sentence] = count
            count += 1
    of_all, of_first = (
        np.zeros((count, marks.shape[1]), np.uint64),
        np.zeros((count, marks.shape[1]), np.uint64),
    )
    for sentence in range(len(wanted)):
        row = rows[sentence]
        if row < 0:
            continue
        for word in range(firsts[sentence], firsts[sentence + 1]):
            kind = kinds[slots[word]]
            if kind == 0:
                continue
            for part in range(marks.shape[1]):
                of_all[row, part] |= marks[kind, part]
            if word == firsts[sentence]:
                of_first[row] = marks[kind]
    return rows, of_all, of_first


@compiled
def moved(keys: Numbers, kinds: Kinds, to_keys: Numbers, to_kinds: Kinds) -> None:
    """Put words and their kinds into a larger table."""
    mask = len(to_keys) - 1
    for old in range(len(keys)):
        if keys[old] == _ZERO:
            continue
        slot = np.int64((keys[old] * _SPREAD) >> np.uint64(20)) & mask
        while to_keys[slot] != _ZERO:
            slot = (slot + 1) & mask
        to_keys[slot], to_kinds[slot] = keys[old], kinds[old]
