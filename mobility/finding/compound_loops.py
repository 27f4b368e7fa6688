"""compound_loops: the loop that puts open parts and the ends of other words together, compiled."""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Points = NDArray[np.uint32]
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]

_BASE, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_SHARP, _PLUS = np.uint64(0x5851F42D4C957F2D), np.uint64(0x2545F4914F6CDD1D)
_DOT = np.uint64(97)
_ONE, _ZERO = np.uint64(1), np.uint64(0)


@compiled
def ends_of_open_parts(
    opens: Places,
    starts: Places,
    ends: Places,
    codes: Numbers,
    points: Points,
    bounds: Places,
    between: Numbers,
    farthest: int,
) -> tuple[Places, Places]:
    """Return the open parts that begin an enumeration, and the whole word that ends each.

    Parameters
    ----------
    opens : array of int
        Words with a hyphen behind them, from `word_loops.open_parts`.
    starts, ends, codes, points, bounds : arrays
        The words, and the folded texts they stand in.
    between : array of uint64
        The numbers of words such as "och".
    farthest : int
        How many words behind it the whole word stands at most.
    """
    parts, lasts = np.empty(len(opens), np.int64), np.empty(len(opens), np.int64)
    count = text = 0
    for each in range(len(opens)):
        part = opens[each]
        while bounds[text] <= ends[part]:
            text += 1
        text_end = bounds[text] - 1
        if part + 1 == len(starts) or not _is_open(part, starts, ends, points, text_end):
            continue
        for place in range(part + 1, min(part + 1 + farthest, len(starts))):
            if starts[place] >= text_end:
                break
            joins = False
            for code in between:
                joins |= codes[place] == code
            if not joins and not _is_open(place, starts, ends, points, text_end):
                parts[count], lasts[count] = part, place
                count += 1
                break
    return parts[:count].copy(), lasts[:count].copy()


@compiled
def _is_open(word: int, starts: Places, ends: Places, points: Points, text_end: int) -> bool:
    """Whether a hyphen and then blanks, a slash or a comma are all that stands behind a word."""
    begin, end = ends[word], text_end
    if word + 1 < len(starts):
        end = min(end, starts[word + 1])
    if end - begin < 2:
        return False
    sign = points[begin]
    if sign != 45 and sign != 0x2010 and sign != 0x2011 and sign != 0x2013:
        return False
    sign = points[begin + 1]
    if sign == 47:
        return bool(end - begin == 2)
    if sign == 44:
        return bool(end - begin == 2 or (end - begin == 3 and points[begin + 2] == 32))
    for place in range(begin + 1, end):
        sign = points[place]
        if sign != 32 and sign != 9 and sign != 0xA0:
            return False
    return True


@compiled
def wholes_of(
    parts: Places, lasts: Places, starts: Places, ends: Places, points: Points, shortest: int
) -> tuple[Places, Numbers]:
    """Return each whole word an open part could stand for: its part, and the word's number.

    It ends as the last word of the enumeration does; the longest end first, the shortest has
    ``shortest`` letters.
    """
    count = 0
    for each in range(len(parts)):
        count += max(0, ends[lasts[each]] - starts[lasts[each]] - shortest)
    words, codes = np.empty(count, np.int64), np.empty(count, np.uint64)
    count = 0
    for each in range(len(parts)):
        begin, end = starts[parts[each]], ends[parts[each]]
        first, behind = starts[lasts[each]], ends[lasts[each]]
        if behind - first <= shortest:
            continue
        mark, stop = _ZERO, behind
        if points[begin] == 46:
            begin, mark = begin + 1, _DOT
        elif points[behind - 1] == 43 and points[behind - 2] == 43:
            stop, mark = behind - 2, _PLUS
        elif points[behind - 1] == 35:
            stop, mark = behind - 1, _SHARP
        head, power = _ZERO, _ONE
        for place in range(begin, end):
            head += _value(points[place]) * power
            power *= _BASE
        tail = _ZERO
        number = behind - first - shortest
        for place in range(stop - 1, first, -1):
            tail = _value(points[place]) + tail * _BASE
            cut = place - first
            if cut <= number:
                words[count + cut - 1] = parts[each]
                codes[count + cut - 1] = ((head + power * tail) * _MIX) ^ mark
        count += number
    return words, codes


@compiled
def _value(point: int) -> np.uint64:
    """Return the value of a character, as `word_loops.value_of` does."""
    mixed = (np.uint64(point) + _ONE) * _BASE
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed ^ (mixed >> np.uint64(31))) | _ONE
