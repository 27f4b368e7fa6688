"""sentence_loops: the loop that reckons a number for each of many sentences, compiled.

Imported where it is used: numba takes a third of a second to import.
"""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Points = NDArray[np.uint32]
Places = NDArray[np.int64]
Numbers = NDArray[np.uint64]

EDGE, SPACE, DIGIT = 1 << 24, 1 << 25, 1 << 26
"""What a character is beside its letter: cut off at the ends, a gap, a digit."""
LETTER = (1 << 24) - 1

_ZERO = np.uint32(ord("0"))
_GAP = np.uint32(ord(" "))
_FIRST = np.uint64(0xCBF29CE484222325)
_STEP, _MIX, _LAST = (
    np.uint64(0x9E3779B97F4A7C15), np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53),
)  # fmt: skip
_HALF = np.uint64(32)


def _hashes_of(points: Points, ends: Places, kinds: Points) -> Numbers:
    """Return a number for each sentence among the characters of all, one after the other."""
    found = np.empty(len(ends), np.uint64)
    known = len(kinds)
    begin = 0
    for sentence in range(len(ends)):
        first, last = begin, ends[sentence]
        begin = last
        while first < last:
            point = points[first]
            if point >= known or not kinds[point] & (EDGE | SPACE):
                break
            first += 1
        while last > first:
            point = points[last - 1]
            if point >= known or not kinds[point] & (EDGE | SPACE):
                break
            last -= 1
        told, gap, number = _FIRST, False, False
        for place in range(first, last):
            point = points[place]
            kind = kinds[point] if point < known else point
            if kind & SPACE:
                gap = True
                continue
            if kind & DIGIT:
                if number and not gap:
                    continue
                letter, number = _ZERO, True
            else:
                letter, number = np.uint32(kind & LETTER), False
            if gap:
                told = (told ^ np.uint64(_GAP)) * _STEP
                told ^= told >> _HALF
                gap = False
            told = (told ^ np.uint64(letter)) * _STEP
            told ^= told >> _HALF
        told = (told ^ (told >> _HALF)) * _MIX
        told = (told ^ (told >> _HALF)) * _LAST
        found[sentence] = told ^ (told >> _HALF)
    return found


hashes_of = compiled(_hashes_of)
