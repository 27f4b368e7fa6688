"""memory_loops: the loops that number sentences and remember what they told, compiled."""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Points = NDArray[np.uint32]
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]

_SPREAD, _STEP = np.uint64(0x9FB21C651E98DF25), np.uint64(0xD6E8FEB86659FD93)
_ZERO = np.uint64(0)


@compiled
def hashes_of(
    sentences: Places, starts: Places, ends: Places, points: Points, places: Places
) -> Numbers:
    """Return a number, never 0, for the text of each sentence and a small number of its place."""
    found = np.empty(len(sentences), np.uint64)
    for i in range(len(sentences)):
        start, end = starts[sentences[i]], ends[sentences[i]]
        mixed = (np.uint64(end - start) << np.uint64(16)) | np.uint64(places[i])
        mixed *= _SPREAD
        for place in range(start, end):
            mixed = (mixed ^ np.uint64(points[place])) * _STEP
            mixed ^= mixed >> np.uint64(31)
        found[i] = mixed | np.uint64(1)
    return found


@compiled
def remembered(hashes: Numbers, keys: Numbers, values: Places, known: Places) -> Places:
    """Look sentences up by their numbers: fill in what is known, and return which are not."""
    mask, count = len(keys) - 1, 0
    unknown = np.empty(len(hashes), np.int64)
    for i in range(len(hashes)):
        slot = np.int64(hashes[i] >> np.uint64(20)) & mask
        while keys[slot] != hashes[i] and keys[slot] != _ZERO:
            slot = (slot + 1) & mask
        if keys[slot] == _ZERO:
            unknown[count] = i
            count += 1
        else:
            known[i] = values[slot]
    return unknown[:count].copy()


@compiled
def remember(hashes: Numbers, told: Places, keys: Numbers, values: Places) -> None:
    """Keep what is told of sentences under their numbers."""
    mask = len(keys) - 1
    for i in range(len(hashes)):
        slot = np.int64(hashes[i] >> np.uint64(20)) & mask
        while keys[slot] != hashes[i] and keys[slot] != _ZERO:
            slot = (slot + 1) & mask
        keys[slot], values[slot] = hashes[i], told[i]
