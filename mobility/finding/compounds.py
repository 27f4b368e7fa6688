"""compounds: the skills that "lastbils- och truckkort" names without writing them out."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from mobility.finding.word_places import WordPlaces

_OPEN = re.compile(r"[-\u2010\u2011–](?:[ \t\u00a0]+|/|, ?)")
_BETWEEN = {"och", "eller", "samt", "respektive", "and", "or"}
_FARTHEST = 5
_SHORTEST_TAIL = 3


class Elliptic(NamedTuple):
    """A first part that stands alone and the whole word it stands for."""

    word: int
    whole: str


def elliptic_compounds(places: WordPlaces, known: Callable[[str], bool]) -> Iterator[Elliptic]:
    """Yield every "X- och Y" whose X, with the end of Y, is a known word.

    The longest end of Y that gives a known word is taken, so nothing is split that no term asks
    for: "hälso- och sjukvård" is *hälsovård* only where *hälsovård* is a term.

    Parameters
    ----------
    places : WordPlaces
        The words of some texts, from `word_places`.
    known : callable
        Whether a folded word is a term.

    Yields
    ------
    Elliptic
        The place of X among the words and the whole word.

    Examples
    --------
    >>> from mobility.finding.word_places import word_places
    >>> ((_, places),) = word_places(["lastbils- och truckkort"])
    >>> list(elliptic_compounds(places, {"lastbilskort"}.__contains__))
    [Elliptic(word=0, whole='lastbilskort')]
    """
    for i in places.opens:
        if i + 1 == len(places.starts) or not _OPEN.fullmatch(places.gap_behind(i)):
            continue
        last = _last_part(places, i)
        if last is None:
            continue
        whole = _whole(places.word(i), last, known)
        if whole is not None:
            yield Elliptic(i, whole)


def _last_part(places: WordPlaces, first: int) -> str | None:
    """Return the whole word that ends an enumeration begun with an open part."""
    behind = places.words_of_text(places.text_at(places.starts[first]))[1]
    for place in range(first + 1, min(first + 1 + _FARTHEST, behind)):
        word = places.word(place)
        if word not in _BETWEEN and not _OPEN.fullmatch(places.gap_behind(place)):
            return word
    return None


def _whole(first: str, last: str, known: Callable[[str], bool]) -> str | None:
    """Return the open part with the longest end of the last word that makes a known word."""
    for cut in range(1, len(last) - _SHORTEST_TAIL + 1):
        if known(first + last[cut:]):
            return first + last[cut:]
    return None
