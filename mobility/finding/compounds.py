"""compounds: the skills that "lastbils- och truckkort" names without writing them out."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from mobility.finding.normalize import Words

_OPEN = re.compile(r"[-\u2010\u2011–](?:[ \t\u00a0]+|/|, ?)")
_BETWEEN = {"och", "eller", "samt", "respektive", "and", "or"}
_FARTHEST = 5
_SHORTEST_TAIL = 3


class Elliptic(NamedTuple):
    """A first part that stands alone and the whole word it stands for."""

    word: int
    whole: str


def elliptic_compounds(text: Words, known: Callable[[str], bool]) -> Iterator[Elliptic]:
    """Yield every "X- och Y" whose X, with the end of Y, is a known word.

    The longest end of Y that gives a known word is taken, so nothing is split that no term asks
    for: "hälso- och sjukvård" is *hälsovård* only where *hälsovård* is a term.

    Parameters
    ----------
    text : Words
        The text, from `words_of`.
    known : callable
        Whether a folded word is a term.

    Yields
    ------
    Elliptic
        The place of X among the words and the whole word.

    Examples
    --------
    >>> from mobility.finding.normalize import words_of
    >>> text = words_of("lastbils- och truckkort")
    >>> list(elliptic_compounds(text, {"lastbilskort"}.__contains__))
    [Elliptic(word=0, whole='lastbilskort')]
    """
    words, gaps = text.words, text.gaps
    for i in [i for i, gap in enumerate(gaps[1:-1]) if _OPEN.fullmatch(gap)]:
        last = _last_part(words, gaps, i)
        if last is None:
            continue
        whole = _whole(words[i], words[last], known)
        if whole is not None:
            yield Elliptic(i, whole)


def _last_part(words: tuple[str, ...], gaps: tuple[str, ...], first: int) -> int | None:
    """Return the place of the whole word that ends an enumeration begun with an open part."""
    for place in range(first + 1, min(first + 1 + _FARTHEST, len(words))):
        if words[place] in _BETWEEN or _OPEN.fullmatch(gaps[place + 1]):
            continue
        return place
    return None


def _whole(first: str, last: str, known: Callable[[str], bool]) -> str | None:
    """Return the open part with the longest end of the last word that makes a known word."""
    for cut in range(1, len(last) - _SHORTEST_TAIL + 1):
        if known(first + last[cut:]):
            return first + last[cut:]
    return None
