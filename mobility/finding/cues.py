"""cues: whether a sentence says one of many things, asked without trying them one by one."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

_LONGEST = 4
_BEGINNINGS = re.compile(rf"\b\w{{1,{_LONGEST}}}")
_EDGE = "\0"
"""Stands in a run of plain characters for the edge of a word that the expression asks for."""
_WHOLE_OR_BEGUN = re.compile(rf"(?<=[{_EDGE} \-'’%:])(?:\w{{{_LONGEST}}}|\w+(?=[{_EDGE} \-'’%:]))")

Said = Callable[[str, set[str]], bool]
Places = Callable[[str, set[str]], list[tuple[int, int, int]]]
_Pattern = re.Pattern[str]


def beginnings(text: str) -> set[str]:
    """Return the first letters of every word of a text: they tell what it cannot say.

    Examples
    --------
    >>> sorted(beginnings("krav på b-körkort"))
    ['b', 'krav', 'körk', 'på']
    """
    return set(_BEGINNINGS.findall(text))


def says(*ways: str) -> Said:
    r"""Return a test of whether a text holds what one of many expressions asks for.

    Most sentences hold none of them. Each way has letters that no match can do without, nearly
    always the first of a word; only a way whose letters are there is tried.

    Parameters
    ----------
    *ways : str
        Regular expressions for lower-case text, whose ways are parted by ``|``.

    Returns
    -------
    callable
        From a text in lower case and its `beginnings` to whether one of them is found in it.

    Examples
    --------
    >>> wished = says(r"meriterande|\bplus om\b")
    >>> [wished(text, beginnings(text)) for text in ("det är ett plus om du kör", "plus omsorg")]
    [True, False]
    """
    gates = _gates(ways)
    within = tuple((gate.letters, gate.patterns) for gate in gates if not gate.begins)
    begun = {gate.letters: gate.patterns for gate in gates if gate.begins}
    known = frozenset(begun)

    def said(text: str, begins: set[str]) -> bool:
        for letters in known & begins:
            for pattern in begun[letters]:
                if pattern.search(text):
                    return True
        for letters, patterns in within:
            if letters in text:
                for pattern in patterns:
                    if pattern.search(text):
                        return True
        return False

    return said


def places_of(*groups: str) -> Places:
    """Return what finds every place where a text holds what some groups of expressions ask for.

    Parameters
    ----------
    *groups : str
        As for `says`, a group each.

    Returns
    -------
    callable
        From a text in lower case and its `beginnings` to (number of the group, start, end) of
        each match: the groups in their order, the matches of one in the order of the text.

    Examples
    --------
    >>> text = "krav, gärna vana, som är en merit"
    >>> places_of("merit|gärna", "krav")(text, beginnings(text))
    [(0, 6, 11), (0, 28, 33), (1, 0, 4)]
    """
    begun: defaultdict[str, list[tuple[int, _Pattern]]] = defaultdict(list)
    within: defaultdict[str, list[tuple[int, _Pattern]]] = defaultdict(list)
    for group, whole in enumerate(groups):
        for gate in _gates((whole,)):
            kept = begun if gate.begins else within
            kept[gate.letters].extend((group, pattern) for pattern in gate.patterns)
    inside, known = tuple(within.items()), frozenset(begun)

    def found(text: str, begins: set[str]) -> list[tuple[int, int, int]]:
        tried = [pair for letters in known & begins for pair in begun[letters]]
        for letters, patterns in inside:
            if letters in text:
                tried += patterns
        spans = {
            (group, *match.span()) for group, pattern in tried for match in pattern.finditer(text)
        }
        return sorted(spans) if spans else []

    return found


def ways_of(whole: str) -> Iterator[str]:
    """Yield what stands between the bars of an expression that are in no parentheses.

    Examples
    --------
    >>> list(ways_of("krav|(stort|stor) plus"))
    ['krav', '(stort|stor) plus']
    """
    start = place = 0
    while place < len(whole):
        if whole[place] == "|":
            yield whole[start:place]
            start = place + 1
        place = _end(whole, place)
    yield whole[start:]


class _Gate(NamedTuple):
    """Letters a text must hold, at the beginning of a word or anywhere, for some patterns."""

    begins: bool
    letters: str
    patterns: tuple[_Pattern, ...]


def _gates(ways: tuple[str, ...]) -> list[_Gate]:
    """Return the ways by the letters they need."""
    needed: defaultdict[tuple[bool, str], list[_Pattern]] = defaultdict(list)
    for way in dict.fromkeys(way for whole in ways for way in ways_of(whole)):
        begins, letters = needed_letters(way)
        for each in letters:
            needed[begins, each].append(re.compile(way))
    return [_Gate(*key, tuple(patterns)) for key, patterns in needed.items()]


def needed_letters(way: str) -> tuple[bool, tuple[str, ...]]:
    r"""Return letters of which every match of one way holds at least one.

    Parameters
    ----------
    way : str
        A regular expression without a bar outside parentheses.

    Returns
    -------
    tuple of bool and tuple of str
        Whether they stand at the beginning of a word (of four letters, or the whole of a shorter
        word), and the letters.

    Examples
    --------
    >>> needed_letters(r"\bansök(an|er)\b"), needed_letters(r"erfaren(het)?")
    ((True, ('ansö',)), (False, ('erfaren',)))
    """
    runs = list(_runs(way))
    begun = [
        tuple(max(_WHOLE_OR_BEGUN.findall(run), key=len, default="") for run in each)
        for each in runs
    ]
    shortest = max(begun, key=_shortest, default=("",))
    if _shortest(shortest):
        return True, tuple(dict.fromkeys(shortest))
    within = max(
        (tuple(max(run.split(_EDGE), key=len) for run in each) for each in runs), key=_shortest
    )
    return False, tuple(dict.fromkeys(within))


def _shortest(runs: tuple[str, ...]) -> int:
    return min(map(len, runs), default=0)


def _runs(way: str) -> Iterator[tuple[str, ...]]:
    """Yield runs of plain characters; of each tuple every match of the way holds at least one."""
    run, place = "", 0
    while place < len(way):
        sign, end = way[place], _end(way, place)
        optional = way.startswith(("?", "*", "{"), end)
        if sign in "?*{":
            pass
        elif way.startswith("\\b", place):
            run += _EDGE
        elif (sign.isalnum() or sign in " -'’%:") and not optional:
            run += sign
        else:
            yield (run,)
            around = way.startswith(("(?<", "(?!", "(?="), place)
            if sign == "(" and not optional and not around:
                before = "\\b" if run and not run[-1].isalnum() else ""
                behind = "\\b" if way.startswith(("\\b", " "), end) else ""
                inside = ways_of(way[place + 1 : end - 1].removeprefix("?:"))
                yield from _of_group([f"{before}{each}{behind}" for each in inside])
            # "(\w+ )?krav" begins a word with krav wherever the group itself begins one.
            parted = sign == "(" and way.endswith(" ", place, end - 1) and not run[-1:].isalnum()
            run = _EDGE if parted and run else ""
        place = end
    yield (run,)


def _of_group(inside: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield for the ways of a group their best runs, one of each."""
    for begins in (True, False):
        best = []
        for way in inside:
            of_way = list(_runs(way))
            found = [
                run
                for each in of_way
                for run in each
                if len(each) == 1 and (not begins or _WHOLE_OR_BEGUN.search(run))
            ]
            best.append(max(found, key=len, default=""))
        yield tuple(best)


def _end(way: str, place: int) -> int:
    """Return where the sign, class, group or number of times that begins at a place ends."""
    if way[place] == "\\":
        return place + 2
    if way[place] in "[{":
        return way.index("]" if way[place] == "[" else "}", place) + 1
    if way[place] != "(":
        return place + 1
    place += 1
    while way[place] != ")":
        place = _end(way, place)
    return place + 1
