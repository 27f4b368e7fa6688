"""sentence_cuts: where the sentences of many ads begin and what their edges tell, all at once."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BULLETS = tuple("-–*•∙●▪·")
MARKS = " \t\n\r_:?!#" + "".join(BULLETS)
"""What may stand around the words of a heading."""
LONGEST_HEADING = 70
LONGEST_LEAD = 200
"""Characters of a heading, and of one that ends with a colon."""

_TABLE = 1 << 16
_BREAK, _STOP, _BULLET, _BLANK, _CAPITAL, _DASH = range(1, 7)
_KINDS = {
    _BREAK: "\n",
    _STOP: ".!?",
    _BULLET: "•∙●▪",
    _BLANK: " \t",
    _CAPITAL: "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ",
    _DASH: "-–*",
}
_ALSO_A_DASH = ord("•")
_SPACE, _MARK, _LISTS = 1, 2, 4
"""What the first or last sign of a line is: a space, what no heading begins with, a bullet."""
_STEPS = 8
"""Signs looked at from each end of all sentences at once; few have more marks."""
_NOT_SPACE = re.compile(r"\S")

Places = NDArray[np.int64]
Told = NDArray[np.bool_]


class Cuts(NamedTuple):
    """Where the sentences of a text begin and its last one ends, and a byte on each, 0 or 1.

    ``listed`` where it begins with a bullet; ``in_list`` where it does or stands behind one on its
    line; ``blank`` where nothing is seen; ``short`` where it can be a heading by its length and
    the marks around it.
    """

    places: list[int]
    listed: bytes
    in_list: bytes
    blank: bytes
    short: bytes


def sentence_cuts(texts: Sequence[str]) -> list[Cuts]:
    r"""Return where the sentences of each text begin, and where its last one ends.

    A sentence ends with the breaks of a line; with the blanks behind ``.``, ``!`` or ``?`` before a
    capital, which may have a dash and a blank before it; and before a bullet.

    Parameters
    ----------
    texts : sequence of str
        Any texts.

    Returns
    -------
    list of Cuts
        For each text places in it, from 0 to its length ([0] for an empty one), and the rest.

    Examples
    --------
    >>> [cuts.places for cuts in sentence_cuts(["Krav:\nVana vid truck. Du är glad.", ""])]
    [[0, 6, 22, 33], [0]]
    """
    if not texts:
        return []
    # What is looked at ahead lies in the text or in the breaks behind the last one.
    joined = "\n".join((*texts, "\n\n\n"))
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds().take(points, mode="clip")
    breaks = np.flatnonzero(kinds[:-1] == _BREAK) + 1
    begins = np.array(list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0)))
    ends = begins + np.array([len(text) for text in texts])
    cuts = np.unique(
        np.concatenate(
            [
                begins,
                ends,
                breaks[kinds[breaks] != _BREAK],
                _behind_stops(kinds, points),
                np.flatnonzero(kinds == _BULLET),
            ]
        )
    )
    told = [each.tobytes() for each in _told(joined, points, cuts)]
    firsts, lasts = np.searchsorted(cuts, begins).tolist(), np.searchsorted(cuts, ends).tolist()
    return [
        Cuts((cuts[first : last + 1] - begin).tolist(), *(each[first:last] for each in told))
        for begin, first, last in zip(begins.tolist(), firsts, lasts, strict=True)
    ]


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return what each character is to the end of a sentence; 0 where it is nothing to it."""
    kinds = np.zeros(_TABLE, dtype=np.uint8)
    for kind, characters in _KINDS.items():
        kinds[[ord(character) for character in characters]] = kind
    return kinds


@cache
def _edges() -> NDArray[np.uint8]:
    """Return what each character is at the edge of a line; beyond the table none is anything."""
    edges = np.zeros(_TABLE, dtype=np.uint8)
    edges[[point for point in range(_TABLE) if chr(point).isspace()]] = _SPACE | _MARK
    edges[[ord(character) for character in MARKS]] |= _MARK
    edges[[ord(character) for character in BULLETS]] |= _LISTS
    return edges


def _behind_stops(kinds: NDArray[np.uint8], points: NDArray[np.uint32]) -> Places:
    """Return the places behind a stop and blanks where a sentence may begin."""
    places: Places = np.flatnonzero(kinds[:-1] == _STOP) + 1
    places = places[kinds[places] == _BLANK]
    blank = np.arange(len(places))
    while len(blank):
        places[blank] += 1
        blank = blank[kinds[places[blank]] == _BLANK]
    dashed = (kinds[places] == _DASH) | (points[places] == _ALSO_A_DASH)
    ahead = places + dashed
    ahead += dashed & (points[ahead] == ord(" "))
    begins: Places = places[kinds[ahead] == _CAPITAL]
    return begins


def _told(joined: str, points: NDArray[np.uint32], cuts: Places) -> tuple[Told, ...]:
    """Return what `Cuts` tells of each sentence, and of the breaks between the texts."""
    starts, ends = cuts[:-1], cuts[1:]
    first = starts.copy()
    spaces = _stripped(points, first, ends, _SPACE, 1)
    for i in np.flatnonzero(spaces).tolist():
        seen = _NOT_SPACE.search(joined, first[i], ends[i])
        first[i] = seen.start() if seen else ends[i]
    blank = first == ends
    listed = (_edge(points, first) & _LISTS != 0) & ~blank
    # A break stands before every text, and behind the last one: before the first, counted back.
    number = np.arange(len(starts))
    begins_line = points[starts - 1] == ord("\n")
    opened = np.maximum.accumulate(np.where(listed, number, -1))
    in_list = opened >= np.maximum.accumulate(np.where(begins_line, number, 0))
    last = ends - 1
    open_end = _stripped(points, last, first - 1, _SPACE, -1)
    lead = points[last] == ord(":")
    stopped = (points[last] == ord(".")) | (points[last] == ord(","))
    open_end |= _stripped(points, last, first - 1, _MARK, -1)
    open_end |= _stripped(points, first, last + 1, _MARK, 1)
    length = last + 1 - first
    short = np.where(lead, length <= LONGEST_LEAD, (length <= LONGEST_HEADING) & ~stopped & ~listed)
    return listed, in_list, blank, (short | open_end) & ~blank


def _stripped(
    points: NDArray[np.uint32], places: Places, limits: Places, kind: int, step: int
) -> Told:
    """Move places on over signs of a kind, some steps at most, and say which could go further."""
    more: Told = (_edge(points, places) & kind != 0) & (places != limits)
    moving = np.flatnonzero(more)
    for _ in range(_STEPS):
        if not len(moving):
            break
        places[moving] += step
        going = (_edge(points, places[moving]) & kind != 0) & (places[moving] != limits[moving])
        more[moving] = going
        moving = moving[going]
    return more


def _edge(points: NDArray[np.uint32], places: Places) -> NDArray[np.uint8]:
    """Return what the characters at some places are at the edge of a line."""
    return _edges().take(points[places], mode="clip")
