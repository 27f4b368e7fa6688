"""cues: whether a sentence says one of many things, asked without trying them one by one."""

import re
from collections.abc import Callable, Iterator


def says(*ways: str) -> Callable[[str], bool]:
    r"""Return a test of whether a text holds what one of many expressions asks for.

    Most sentences hold none of them. Each way has a stretch of plain letters that no match can do
    without, and whether a text holds letters is told some fifty times faster than whether it
    matches; only a way whose letters are there is tried.

    Parameters
    ----------
    *ways : str
        Regular expressions for lower-case text, whose ways are parted by ``|``.

    Returns
    -------
    callable
        From a text in lower case to whether one of them is found in it.

    Examples
    --------
    >>> wished = says(r"meriterande|\bplus om\b")
    >>> wished("det är ett plus om du kör truck"), wished("plus omsorg")
    (True, False)
    """
    plain, tried = _parted(ways)

    def said(text: str) -> bool:
        for letters in plain:
            if letters in text:
                return True
        return any(letters in text and way.search(text) for letters, way in tried)

    return said


def places_of(*ways: str) -> Callable[[str], list[tuple[int, int]]]:
    """Return what finds every place where a text holds what one of many expressions asks for.

    Parameters
    ----------
    *ways : str
        As for `says`.

    Returns
    -------
    callable
        From a text in lower case to (start, end) of each match, in the order of the text.

    Examples
    --------
    >>> places_of("merit|gärna")("gärna vana, som är en merit")
    [(0, 5), (22, 27)]
    """
    plain, tried = _parted(ways)
    every = [(letters, re.compile(re.escape(letters))) for letters in plain] + tried

    def found(text: str) -> list[tuple[int, int]]:
        spans = [
            match.span()
            for letters, way in every
            if letters in text
            for match in way.finditer(text)
        ]
        return sorted(spans) if len(spans) > 1 else spans

    return found


def letters_of(way: str) -> str:
    r"""Return the longest run of plain characters that every match of one way holds.

    Examples
    --------
    >>> letters_of(r"\bansök(an|er)\b"), letters_of(r"(a|b)c?")
    ('ansök', '')
    """
    runs, depth, place = [""], 0, 0
    while place < len(way):
        sign, after = way[place], way[place + 1 : place + 2]
        if sign == "[":
            place = way.index("]", place)
            runs.append("")
        elif sign in "()":
            depth += 1 if sign == "(" else -1
            runs.append("")
        elif depth or sign == "\\" or not (sign.isalnum() or sign in " -'’%:"):
            place += sign == "\\"
            runs.append("")
        elif after and after in "?*{":
            runs.append("")
        else:
            runs[-1] += sign
        place += 1
    return max(runs, key=len)


def _parted(ways: tuple[str, ...]) -> tuple[tuple[str, ...], list[tuple[str, re.Pattern[str]]]]:
    """Return the ways that are plain letters, and the others with the letters they need."""
    single = list(dict.fromkeys(way for whole in ways for way in _ways(whole)))
    plain = tuple(way for way in single if letters_of(way) == way)
    tried = [(letters_of(way), re.compile(way)) for way in single if letters_of(way) != way]
    return plain, tried


def _ways(whole: str) -> Iterator[str]:
    """Yield what stands between the bars of an expression that are in no parentheses."""
    start = depth = place = 0
    while place < len(whole):
        sign = whole[place]
        if sign == "\\":
            place += 1
        elif sign == "[":
            place = whole.index("]", place)
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            yield whole[start:place]
            start = place + 1
        place += 1
    yield whole[start:]
