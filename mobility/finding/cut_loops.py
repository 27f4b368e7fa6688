"""cut_loops: the loops that cut texts into sentences and look at their edges, compiled."""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Points = NDArray[np.uint32]
Places = NDArray[np.int64]
Bits = NDArray[np.uint8]

TABLE = 0x3100
"""Characters from here on are letters, or nothing to a sentence."""
BREAK, STOP, BULLET, BLANK, CAPITAL, DASH = range(1, 7)
"""What a character is to the end of a sentence (the lower three bits of its sign)."""
SPACE, MARK, LIST = 8, 16, 32
"""What it is at the edge of a line: a space, what no heading begins with, a bullet."""
SMALL, LARGE = 64, 128
"""Whether it is a letter that is no capital, or a capital."""
_KIND = 7
_JOINER, _LONG_S = 0x5F, 0x17F
"""An underscore joins words; the long s is an s where letters are folded, and none in small."""

LISTED, IN_LIST, EMPTY, SHORT, LEAD, UNSURE = 1, 2, 4, 8, 16, 32
"""What is told of a sentence: it begins with a bullet; it does, or stands behind one on its line;
nothing of it is seen; it can be a heading by its length and edges; it ends with a colon; an
underscore in it joins words."""


@compiled
def _sign(points: Points, place: int, signs: Bits) -> int:
    """Return what the character at a place is; beyond the table none is anything."""
    point = points[place]
    return int(signs[point]) if point < TABLE else 0


@compiled
def cuts_of(
    points: Points,
    bounds: Places,
    signs: Bits,
    longest_heading: int,
    longest_lead: int,
    most_words: int,
) -> tuple[Places, Places, Places, Bits]:
    """Return where sentences begin and end, the first of each text, and what is told of each.

    Parameters
    ----------
    points, bounds : arrays
        Texts with a line break before, between and behind them, and where they begin.
    signs : array of uint8
        What each of the first `TABLE` characters is.
    longest_heading, longest_lead, most_words : int
        Characters of a heading, and of one that ends with a colon; words of the first.
    """
    starts = np.empty(len(points) + 1, np.int64)
    ends = np.empty(len(points) + 1, np.int64)
    firsts = np.empty(len(bounds), np.int64)
    count = 0
    for text in range(len(bounds) - 1):
        firsts[text] = count
        begin, end = bounds[text], bounds[text + 1] - 1
        if begin == end:
            continue
        starts[count] = begin
        for i in range(begin, end):
            kind = _sign(points, i, signs) & _KIND
            if kind == 0 or kind > BULLET:
                continue
            cut = i
            if kind == BREAK:
                cut = i + 1
                if _sign(points, cut, signs) & _KIND == BREAK:
                    continue
            elif kind == STOP:
                cut = i + 1
                if _sign(points, cut, signs) & _KIND != BLANK:
                    continue
                while _sign(points, cut, signs) & _KIND == BLANK:
                    cut += 1
                ahead = cut
                if _sign(points, cut, signs) & _KIND == DASH or points[cut] == 0x2022:
                    ahead += 1
                    if points[ahead] == 32:
                        ahead += 1
                if _sign(points, ahead, signs) & _KIND != CAPITAL:
                    continue
            if cut > starts[count] and cut < end:
                ends[count] = cut
                count += 1
                starts[count] = cut
        ends[count] = end
        count += 1
    firsts[len(bounds) - 1] = count
    told = np.zeros(count, np.uint8)
    listed_line = False
    for sentence in range(count):
        start, end = starts[sentence], ends[sentence]
        begins_line = points[start - 1] == 10
        first, last = start, end
        unsure = False
        for place in range(start, end):
            unsure |= points[place] == _JOINER or points[place] == _LONG_S
        while first < end and _sign(points, first, signs) & SPACE:
            first += 1
        while last > first and _sign(points, last - 1, signs) & SPACE:
            last -= 1
        empty = first == last
        listed = not empty and _sign(points, first, signs) & LIST != 0
        listed_line = listed or (listed_line and not begins_line)
        bits = 0
        if listed:
            bits |= LISTED
        if listed_line:
            bits |= IN_LIST
        if empty:
            bits |= EMPTY
        if unsure:
            bits |= UNSURE
        if not empty:
            ending = points[last - 1]
            lead = ending == 58
            if lead:
                bits |= LEAD
            if lead or not (listed or ending == 46 or ending == 44):
                while first < last and _sign(points, first, signs) & MARK:
                    first += 1
                while last > first and _sign(points, last - 1, signs) & MARK:
                    last -= 1
                length = last - first
                short = 0 < length <= (longest_lead if lead else longest_heading)
                if short and not lead:
                    words, apart = 0, True
                    for place in range(first, last):
                        space = _sign(points, place, signs) & SPACE != 0
                        words += apart and not space
                        apart = space
                    short = words <= most_words
                if short:
                    bits |= SHORT
        told[sentence] = bits
    return starts[:count].copy(), ends[:count].copy(), firsts, told
