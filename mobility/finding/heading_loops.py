"""heading_loops: the loop that finds the line over each sentence on which it rests, compiled."""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Points = NDArray[np.uint32]
Places = NDArray[np.int64]
Small = NDArray[np.int8]
Bits = NDArray[np.uint8]

_IN_LIST, _EMPTY = 2, 4
_OPEN, _MERIT_UNDER = 0, 1
_TABLE = 0x3100
"""What is known of the edges of sentences; the same as in `cut_loops`."""


@compiled
def headings_over(
    told: Bits,
    texts: Places,
    starts: Places,
    ends: Places,
    points: Points,
    stops: Bits,
    announced: Small,
    under: Small,
) -> tuple[Small, NDArray[np.int64]]:
    """Return what the heading over each sentence announces, and the line its stance rests on.

    That is the line that opens the list it is in or its heading; -1 where nothing holds.

    Parameters
    ----------
    texts : array of int
        The first sentence of each text, and of a next one.
    stops : array of uint8
        For each sentence 1 where it ends as one does that no list follows.
    """
    topics = np.zeros(len(told), np.int8)
    leads = np.full(len(told), -1, np.int64)
    for text in range(len(texts) - 1):
        over = opener = -1
        any_listed = any_plain = any_double = False
        for here in range(texts[text], texts[text + 1]):
            if here > texts[text]:
                before = here - 1
                bits = told[before]
                item = bits & _EMPTY or bits & _IN_LIST
                if not item or (not bits & _EMPTY and announced[before] != _OPEN):
                    opener = before
                if announced[before] != _OPEN:
                    over = before
                    any_listed = any_plain = any_double = False
                else:
                    if bits & _IN_LIST:
                        any_listed = True
                    else:
                        any_plain = True
                    end = ends[before]
                    double = end - starts[before] >= 2 and points[end - 1] == 10
                    any_double |= double and points[end - 2] == 10
            if over >= 0:
                topics[here] = announced[over]
            if announced[here] != _OPEN:
                leads[here] = here
                continue
            listed = told[here] & _IN_LIST != 0
            if listed and opener >= 0 and (announced[opener] != _OPEN or not stops[opener]):
                leads[here] = opener
                continue
            parted = any_plain if listed else any_listed or any_double
            if over >= 0 and under[over] == _MERIT_UNDER and parted:
                continue
            leads[here] = over
    return topics, leads


@compiled
def endings(starts: Places, ends: Places, points: Points, space: Bits) -> Bits:
    """Return for each sentence 2 where it ends with a full stop or !, 1 with ?, else 0."""
    found = np.zeros(len(starts), np.uint8)
    for sentence in range(len(starts)):
        last = ends[sentence]
        while last > starts[sentence] and points[last - 1] < _TABLE and space[points[last - 1]] & 8:
            last -= 1
        if last > starts[sentence]:
            sign = points[last - 1]
            if sign == 46 or sign == 33:
                found[sentence] = 2
            elif sign == 63:
                found[sentence] = 1
    return found
