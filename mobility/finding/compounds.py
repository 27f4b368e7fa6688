"""compounds: the skills that "lastbils- och truckkort" names without writing them out."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mobility.finding.word_places import WordPlaces

_OPEN = re.compile(r"[-\u2010\u2011–](?:[ \t\u00a0]+|/|, ?)")
_BETWEEN = {"och", "eller", "samt", "respektive", "and", "or"}
_FARTHEST = 5
_SHORTEST_TAIL = 3


class Elliptic(NamedTuple):
    """A first part that stands alone and a whole word it could stand for."""

    word: int
    whole: str


def elliptic_compounds(places: WordPlaces) -> Iterator[Elliptic]:
    """Yield for every "X- och Y" each word that X makes with an end of Y, the longest end first.

    The first that is a known word is meant, so nothing is split that no term asks for: "hälso- och
    sjukvård" is *hälsovård* only where *hälsovård* is a term.

    Parameters
    ----------
    places : WordPlaces
        The words of some texts, from `word_places`.

    Yields
    ------
    Elliptic
        The place of X among the words and a whole word.

    Examples
    --------
    >>> from mobility.finding.word_places import word_places
    >>> ((_, places),) = word_places(["lastbils- och truckkort"])
    >>> [whole for word, whole in elliptic_compounds(places) if whole.startswith("lastbilsk")]
    ['lastbilskkort', 'lastbilskort']
    """
    for i in places.opens:
        if i + 1 == len(places.starts) or not _OPEN.fullmatch(places.gap_behind(i)):
            continue
        last = _last_part(places, i)
        if last is None:
            continue
        first = places.word(i)
        for cut in range(1, len(last) - _SHORTEST_TAIL + 1):
            yield Elliptic(i, first + last[cut:])


def _last_part(places: WordPlaces, first: int) -> str | None:
    """Return the whole word that ends an enumeration begun with an open part."""
    behind = places.words_of_text(places.text_at(places.starts[first]))[1]
    for place in range(first + 1, min(first + 1 + _FARTHEST, behind)):
        word = places.word(place)
        if word not in _BETWEEN and not _OPEN.fullmatch(places.gap_behind(place)):
            return word
    return None
