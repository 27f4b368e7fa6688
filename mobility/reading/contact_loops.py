"""contact_loops: the loop that finds where in many texts there can be a number of a person.

Imported where it is used: numba takes a third of a second to import.
"""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]

FEWEST = 6
"""Digits of what may be looked at more closely."""

BETWEEN, DIGIT = 1, 2


def kinds_of_bytes() -> Bytes:
    """Return for each byte of UTF-8 whether it may stand between digits, and may be one.

    Whatever is not ASCII may stand between them; the first bytes of scripts with digits of their
    own may be digits.
    """
    kinds = np.zeros(256, np.uint8)
    kinds[128:] = BETWEEN
    kinds[np.frombuffer(b" ()/+-", np.uint8)] = BETWEEN
    for digit in (*b"0123456789", 0xD9, 0xDB, 0xDF, 0xE0, 0xE1, 0xEA, 0xEF, 0xF0):
        kinds[digit] = BETWEEN | DIGIT
    return kinds


@compiled
def _characters(content: Bytes, first: int, end: int, before: int) -> int:
    """Return how many characters there are with those before."""
    for byte in range(first, end):
        # The second and later bytes of a character begin with the bits 10.
        before += (content[byte] & 0xC0) != 0x80
    return before


def _stretches(content: Bytes, ends: Places, kinds: Bytes) -> Places:
    """Return the text, first character and end of every stretch with six digits or more."""
    found = np.empty((len(content) // (FEWEST + 1) + 1, 3), np.int64)
    many, byte = 0, 0
    for text in range(len(ends)):
        first, end = byte, ends[text]
        counted, character = first, 0
        while byte < end:
            if kinds[content[byte]] <= BETWEEN:
                byte += 1
                continue
            # Digits are few: what may stand around one is looked at only here.
            begin, digits = byte, 0
            while begin > first and kinds[content[begin - 1]]:
                begin -= 1
            while byte < end and kinds[content[byte]]:
                digits += kinds[content[byte]] >> 1
                byte += 1
            if digits < FEWEST:
                continue
            character = _characters(content, counted, begin, character)
            behind = _characters(content, begin, byte, character)
            found[many] = text, character, behind
            many += 1
            counted, character = byte, behind
    return found[:many]


stretches = compiled(_stretches)
