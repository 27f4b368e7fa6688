"""compounds: the skills that "lastbils- och truckkort" names without writing them out."""

from functools import cache
from typing import NamedTuple

import numpy as np

from mobility.finding.word_places import Numbers, Places, WordPlaces, codes_of

_BETWEEN = ("och", "eller", "samt", "respektive", "and", "or")
_FARTHEST = 5
_SHORTEST_TAIL = 3


class Elliptic(NamedTuple):
    """First parts that stand alone, and the numbers (`codes_of`) of words they could stand for."""

    words: Places
    wholes: Numbers


def elliptic_compounds(places: WordPlaces) -> Elliptic:
    """Return for every "X- och Y" each word that X makes with an end of Y, the longest end first.

    The first that is a known word is meant, so nothing is split that no term asks for: "hälso- och
    sjukvård" is *hälsovård* only where *hälsovård* is a term.

    Parameters
    ----------
    places : WordPlaces
        The words of some texts, from `word_places`.

    Returns
    -------
    Elliptic
        The place of X among the words, and the number of a whole word.

    Examples
    --------
    >>> from mobility.finding.word_places import word_places
    >>> ((_, places),) = word_places(["lastbils- och truckkort"])
    >>> words, wholes = elliptic_compounds(places)
    >>> words[wholes == codes_of(["lastbilskort"])].tolist()
    [0]
    """
    from mobility.finding.compound_loops import ends_of_open_parts, wholes_of

    starts, ends, points = places.starts, places.ends, places.folded.points
    parts, lasts = ends_of_open_parts(
        places.opens, starts, ends, places.codes, points, places.bounds, _between(), _FARTHEST
    )
    return Elliptic(*wholes_of(parts, lasts, starts, ends, points, _SHORTEST_TAIL))


@cache
def _between() -> Numbers:
    """Return the numbers of the words that join the parts of an enumeration."""
    return np.sort(codes_of(_BETWEEN))
