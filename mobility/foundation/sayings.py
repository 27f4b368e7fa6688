"""sayings: a sentence of refusal put into Swedish, by tables of how such sentences are made."""

import re
from functools import cache

Sayings = tuple[tuple[str, str], ...]
r"""Pairs of a pattern of a whole English sentence and what it is in Swedish.

In the Swedish, ``\1`` is the first group of the pattern as it stands, and ``{1}`` the same put into
Swedish where the tables know it.
"""

_GROUP = re.compile(r"\\(\d)|\{(\d)\}")
_REASONS = {
    "No such file or directory": "finns inte",
    "Permission denied": "du får inte",
    "File exists": "där finns redan en fil med det namnet",
    "Not a directory": "en del av vägen dit är en fil",
    "Is a directory": "det är en mapp",
    "No space left on device": "disken är full",
    "Read-only file system": "disken går inte att skriva på",
    "File name too long": "namnet är för långt",
}
"""What an operating system says of a file."""


def in_swedish(sentence: str, *tables: Sayings) -> str | None:
    r"""Return a sentence of refusal in Swedish, None where no table says how.

    Parameters
    ----------
    sentence : str
        As the library says it.
    *tables : Sayings
        Tried in this order, and each from its first pair on.

    Returns
    -------
    str or None

    Examples
    --------
    >>> table = (("line (.*): (.*)", r"rad \1: {2}"), ("the id is missing", "id saknas"))
    >>> in_swedish("line 4: the id is missing", table)
    'rad 4: id saknas'
    >>> in_swedish("line 4: it rains", table), in_swedish("it rains", table)
    ('rad 4: it rains', None)
    """
    for table in tables:
        for english, swedish in table:
            match = _compiled(english).fullmatch(sentence)
            if match is not None:
                return _reasoned(_filled(swedish, match, tables))
    return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first asked for: a run that refuses nothing needs none."""
    return re.compile(pattern, re.DOTALL)


def _filled(swedish: str, match: re.Match[str], tables: tuple[Sayings, ...]) -> str:
    """Put the groups of a match in their places."""

    def group(place: re.Match[str]) -> str:
        bare, spoken = place.groups()
        text = match[int(bare or spoken)] or ""
        return text if bare else in_swedish(text, *tables) or text

    return _GROUP.sub(group, swedish)


def _reasoned(sentence: str) -> str:
    """Put the reason of the operating system into Swedish."""
    for english, swedish in _REASONS.items():
        sentence = sentence.replace(english, swedish)
    return sentence
