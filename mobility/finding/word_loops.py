"""word_loops: the loops that fold characters and find words in them, compiled."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Points = NDArray[np.uint32]
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]

TABLE = 0x3100
"""Characters from here on, beyond the letters of alphabets, are looked up one by one."""
OPEN = np.uint32(0xFFFFFFFF)
"""Stands for what does not fold letter by letter: marks, ß, İ."""

BASE = np.uint64(0x9E3779B97F4A7C15)
MIX = np.uint64(0xD6E8FEB86659FD93)
SHARP = np.uint64(0x5851F42D4C957F2D)
PLUS = np.uint64(0x2545F4914F6CDD1D)
DOT = np.uint64(97)
_ONE, _ZERO = np.uint64(1), np.uint64(0)


class Letters(NamedTuple):
    """What characters fold to, and their values; 0 where they belong to no word.

    ``folds`` and ``values`` are tables of the first `TABLE` characters; ``wide`` are the others of
    some texts in order, beside them what they fold to and their values.
    """

    folds: Points
    values: Numbers
    wide: Points
    wide_folds: Points
    wide_values: Numbers


@compiled
def _place(numbers: Points, number: int) -> int:
    """Return the place of a number among others, which are sorted and hold it."""
    low, high = 0, len(numbers)
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < number:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def fold_all(points: Points, folds: Points, wide: Points, wide_folds: Points) -> Points:
    """Fold characters letter by letter; `OPEN` stands where that cannot be done."""
    folded = np.empty(len(points), np.uint32)
    for i in range(len(points)):
        if points[i] < TABLE:
            folded[i] = folds[points[i]]
        else:
            folded[i] = wide_folds[_place(wide, points[i])]
    return folded


@compiled
def find_words(
    folded: Points, values: Numbers, wide: Points, wide_values: Numbers, net: np.uint64
) -> tuple[Places, Places, Numbers]:
    """Return where the words of folded texts begin and end, and their numbers.

    Parameters
    ----------
    folded : array
        Texts with a line break before, between and behind them.
    values, wide, wide_values : arrays
        As in `Letters`.
    net : uint64
        The number of the word that a dot can belong to.
    """
    size = len(folded)
    starts, ends = np.empty(size // 2 + 1, np.int64), np.empty(size // 2 + 1, np.int64)
    codes = np.empty(size // 2 + 1, np.uint64)
    count = start = 0
    within = False
    code, power = _ZERO, _ONE
    for i in range(size):
        point = folded[i]
        value = values[point] if point < TABLE else wide_values[_place(wide, point)]
        if value != _ZERO:
            if not within:
                within, start = True, i
                code, power = _ZERO, _ONE
            code += value * power
            power *= BASE
        elif within:
            within = False
            code *= MIX
            end = i
            dotted = False
            if code == net and folded[start - 1] == 46 and point != 95:
                before = folded[start - 2]
                if before < TABLE:
                    dotted = values[before] == _ZERO and before != 95
                else:
                    dotted = wide_values[_place(wide, before)] == _ZERO
            if dotted:
                start -= 1
                code ^= DOT
            elif point == 35:
                end += 1
                code ^= SHARP
            elif point == 43 and folded[i + 1] == 43:
                end += 2
                code ^= PLUS
            starts[count], ends[count], codes[count] = start, end, code
            count += 1
    return starts[:count].copy(), ends[:count].copy(), codes[:count].copy()


@compiled
def open_parts(points: Points, ends: Places) -> Places:
    """Return the words behind which a hyphen stands and then a space, a slash or a comma."""
    found = np.empty(len(ends), np.int64)
    count = 0
    for word in range(len(ends)):
        behind = points[ends[word]]
        if behind != 45 and behind != 0x2010 and behind != 0x2011 and behind != 0x2013:
            continue
        sign = points[ends[word] + 1]
        if sign == 32 or sign == 9 or sign == 0xA0 or sign == 47 or sign == 44:
            found[count] = word
            count += 1
    return found[:count].copy()


@compiled
def codes_of_lines(points: Points) -> Numbers:
    """Return the number of the word on each line, which ends with a line break."""
    count = 0
    for i in range(len(points)):
        if points[i] == 10:
            count += 1
    codes = np.empty(count, np.uint64)
    begin = count = 0
    for i in range(len(points)):
        if points[i] != 10:
            continue
        first, end, mark = begin, i, _ZERO
        if end > first and points[first] == 46:
            first, mark = first + 1, DOT
        elif end - first >= 2 and points[end - 1] == 43 and points[end - 2] == 43:
            end, mark = end - 2, PLUS
        elif end > first and points[end - 1] == 35:
            end, mark = end - 1, SHARP
        code, power = _ZERO, _ONE
        for place in range(first, end):
            code += value_of(points[place]) * power
            power *= BASE
        codes[count] = (code * MIX) ^ mark
        begin = i + 1
        count += 1
    return codes


@compiled
def values_of(points: Points) -> Numbers:
    """Return a scattered number, never 0, for each code point."""
    values = np.empty(len(points), np.uint64)
    for i in range(len(points)):
        values[i] = value_of(points[i])
    return values


@compiled
def value_of(point: int) -> np.uint64:
    """Return a scattered number, never 0, for a code point (the mixer of SplitMix64)."""
    mixed = (np.uint64(point) + _ONE) * BASE
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed ^ (mixed >> np.uint64(31))) | _ONE
