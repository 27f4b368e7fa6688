"""sentence_cuts: where the sentences of many ads begin and what their edges tell, all at once."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.word_places import Joined, joined_texts

BULLETS = tuple("-–*•∙●▪·")
MARKS = " \t\n\r_:?!#" + "".join(BULLETS)
"""What may stand around the words of a heading."""
LONGEST_HEADING = 70
LONGEST_LEAD = 200
"""Characters of a heading, and of one that ends with a colon."""

MOST_WORDS = 6
"""Words of a heading that does not end with a colon."""

_DASHES = "-–*"
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"

Places = NDArray[np.int64]
Bits = NDArray[np.uint8]


class BlockCuts(NamedTuple):
    """The sentences of some texts: where they begin and end, and what is told of each.

    ``firsts`` has the first sentence of each text, and of a next one; ``told`` are the bits of
    `mobility.finding.cut_loops`.
    """

    starts: Places
    ends: Places
    firsts: Places
    told: Bits


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
    from mobility.finding.cut_loops import EMPTY, IN_LIST, LISTED, SHORT

    given = joined_texts(texts)
    cuts = block_cuts(given)
    kept = [(cuts.told & bit != 0).tobytes() for bit in (LISTED, IN_LIST, EMPTY, SHORT)]
    found = []
    for text, begin in enumerate(given.bounds[:-1].tolist()):
        first, behind = cuts.firsts[text : text + 2].tolist()
        ends = cuts.ends[first:behind] - begin
        found.append(Cuts([0, *ends.tolist()], *(each[first:behind] for each in kept)))
    return found


def block_cuts(given: Joined) -> BlockCuts:
    """Cut texts that are set one behind the other, as `sentence_cuts` does."""
    from mobility.finding.cut_loops import cuts_of

    return BlockCuts(*cuts_of(*given, signs(), LONGEST_HEADING, LONGEST_LEAD, MOST_WORDS))


@cache
def signs() -> Bits:
    """Return what each of the first characters is to sentences and words."""
    from mobility.finding import cut_loops as kinds

    of_point = np.zeros(kinds.TABLE, dtype=np.uint8)
    for kind, characters in (
        (kinds.BREAK, "\n"),
        (kinds.STOP, ".!?"),
        (kinds.BULLET, "•∙●▪"),
        (kinds.BLANK, " \t"),
        (kinds.CAPITAL, _CAPITALS),
        (kinds.DASH, _DASHES),
    ):
        of_point[[ord(character) for character in characters]] = kind
    letters = [chr(point) for point in range(kinds.TABLE)]
    for kind, has_it in (
        (kinds.SPACE, str.isspace),
        (kinds.LARGE, str.isupper),
        (kinds.SMALL, lambda letter: letter.isalpha() and not letter.isupper()),
    ):
        of_point[[has_it(letter) for letter in letters]] |= kind
    of_point[[ord(character) for character in MARKS]] |= kinds.MARK
    of_point[[ord(character) for character in BULLETS]] |= kinds.LIST
    return of_point
