"""cues: whether a sentence says one of many things, asked without trying them one by one."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Generic, NamedTuple, TypeVar

_LONGEST = 4
_EDGE = "\0"
"""Stands in a run of plain characters for the edge of a word that the expression asks for."""
_WHOLE_OR_BEGUN = re.compile(rf"(?<=[{_EDGE} \-'’%:])(?:\w{{{_LONGEST}}}|\w+(?=[{_EDGE} \-'’%:]))")
_WORD = re.compile(r"\w+")
_WITHIN_A_WORD = re.compile(r"(?:\\[bw]|\w|[?*+|()]|\(\?:|\{\d+(?:,\d*)?\}|\[\w+\])+")
"""Expressions that match only letters of one word, so they can be asked of each word alone."""
_REMEMBERED = 1 << 17
"""How much is remembered of what words can be part of: that of some thousand ads."""

_Pattern = re.Pattern[str]
Way = TypeVar("Way")


class Said:
    """A test of whether a text says something.

    ``bits`` are those of the words it needs one of, ``sure`` those of which one is enough; each of
    ``ways`` holds all the bits of one way that has to be tried, and ``written`` how it is written.
    """

    def __init__(self, sure: int, tried: dict[int, tuple[int, _Pattern]]) -> None:
        self.sure, self.ways = sure, [needed for needed, _ in tried.values()]
        self.written = [pattern.pattern for _, pattern in tried.values()]
        self.bits = sure | sum(tried)
        self._tried = _Tried(tried)

    def __call__(self, text: str, marks: int) -> bool:
        """Whether a text in lower case, of which the marks are given, says it."""
        if marks & self.sure:
            return True
        if not marks & self.bits:
            return False
        return any(pattern.search(text) for pattern in self._tried.of(marks))


class Places:
    """Finds where a text holds some expressions.

    ``bits``, ``ways`` and ``written`` are as those of `Said`; ``groups`` has the group of each way.
    """

    sure = 0

    def __init__(self, tried: dict[int, tuple[int, tuple[int, _Pattern]]]) -> None:
        self.bits, self.ways = sum(tried), [needed for needed, _ in tried.values()]
        self.written = [pattern.pattern for _, (_, pattern) in tried.values()]
        self.groups = [group for _, (group, _) in tried.values()]
        self._tried = _Tried(tried)

    def __call__(self, text: str, marks: int) -> list[tuple[int, int, int]]:
        """Return (number of the group, start, end) of each match, the groups in their order."""
        spans = set[tuple[int, int, int]]()
        for group, pattern in self._tried.of(marks):
            for match in pattern.finditer(text):
                spans.add((group, *match.span()))
        return sorted(spans)


class _Tried(Generic[Way]):
    """Ways by a bit without which each is no match, and all the bits it needs."""

    def __init__(self, ways: dict[int, tuple[int, Way]]) -> None:
        self._ways, self._bits = ways, sum(ways)

    def of(self, marks: int) -> Iterator[Way]:
        """Yield the ways that words with these marks can say."""
        left = marks & self._bits
        while left:
            bit = left & -left
            needed, way = self._ways[bit]
            if marks & needed == needed:
                yield way
            left ^= bit


class Cues:
    r"""Expressions that are asked of sentences, and what each word can be part of.

    Most sentences hold none of them. Each way of an expression has letters that no match can do
    without, nearly always the first of a word; and many ways are one word, so the word alone tells
    whether it matches. What the words of a sentence tell is reckoned once, as `marks`: a bit for
    each way and each test. Only a way whose bit is there is tried.

    Examples
    --------
    >>> cues = Cues()
    >>> wished = cues.says(r"meriterande|\bplus om\b")
    >>> texts = ("det är ett plus om du kör", "plus omsorg")
    >>> [wished(text, cues.marks(text)) for text in texts]
    [True, False]
    """

    def __init__(self) -> None:
        self.always = 0  # the bits of ways of which no letter is needed
        self.bits = 0
        self._begun: defaultdict[str, list[tuple[_Pattern | None, int]]] = defaultdict(list)
        self._within: defaultdict[str, list[tuple[_Pattern | None, int]]] = defaultdict(list)
        self._words = _Words(self._begun, self._within)

    def marks(self, text: str) -> int:
        """Return what the words of a text in lower case can be part of, for the tests of these."""
        if text.isalnum():
            return self.always | self._words[text]
        return reduce(or_, map(self._words.__getitem__, _WORD.findall(text)), self.always)

    def says(self, *ways: str) -> Said:
        """Return a test of whether a text holds what one of some expressions asks for.

        Parameters
        ----------
        *ways : str
            Regular expressions for lower-case text, whose ways are parted by ``|``.

        Returns
        -------
        Said
            From a text in lower case and its `marks` to whether one of them is found in it.
        """
        sure, tried = self._bit(), dict[int, tuple[int, _Pattern]]()
        for way in dict.fromkeys(way for whole in ways for way in ways_of(whole)):
            pattern = re.compile(way)
            if _is_of_one_word(pattern):
                self._look_for(needed_letters(way)[0], pattern, sure)
            else:
                bit, needed = self._gates(way)
                tried[bit] = needed, pattern
        return Said(sure, tried)

    def places_of(self, *groups: str) -> Places:
        """Return what finds every place where a text holds what groups of expressions ask for.

        Parameters
        ----------
        *groups : str
            As for `says`, a group each.

        Returns
        -------
        Places
            From a text in lower case and its `marks` to (number of the group, start, end) of each
            match: the groups in their order, the matches of one in the order of the text.

        Examples
        --------
        >>> cues, text = Cues(), "krav, gärna vana, som är en merit"
        >>> cues.places_of("merit|gärna", "krav")(text, cues.marks(text))
        [(0, 6, 11), (0, 28, 33), (1, 0, 4)]
        """
        tried = dict[int, tuple[int, tuple[int, _Pattern]]]()
        for group, whole in enumerate(groups):
            for way in dict.fromkeys(ways_of(whole)):
                pattern = re.compile(way)
                if _is_of_one_word(pattern):
                    bit = needed = self._bit()
                    self._look_for(needed_letters(way)[0], pattern, bit)
                else:
                    bit, needed = self._gates(way)
                tried[bit] = needed, (group, pattern)
        return Places(tried)

    def _bit(self) -> int:
        """Return a bit that stands for nothing yet."""
        self.bits += 1
        return 1 << self.bits

    def _gates(self, way: str) -> tuple[int, int]:
        """Return the bit by which a way is found, and all the bits without which it is no match."""
        found = needed = 0
        for gate in needed_letters(way):
            bit = self._bit()
            self._look_for(gate, None, bit)
            found = found or bit
            needed |= bit
        return found, needed

    def _look_for(self, gate: "Gate", pattern: _Pattern | None, bit: int) -> None:
        """Give a bit to the words that pass a gate, or of them to those the pattern matches."""
        self._words.clear()
        for each in gate.letters:
            longest = max(_WORD.findall(each), key=len, default="")
            if longest or pattern is not None:
                (self._begun if gate.begins else self._within)[longest].append((pattern, bit))
            else:
                self.always |= bit


class _Words(dict[str, int]):
    """For each word the bits it has; those of a word not met yet are found when it is asked for."""

    def __init__(
        self,
        begun: dict[str, list[tuple[_Pattern | None, int]]],
        within: dict[str, list[tuple[_Pattern | None, int]]],
    ) -> None:
        super().__init__()
        self._begun, self._within = begun, within
        self._any_within: _Pattern | None = None

    def clear(self) -> None:
        """Forget all words, since there is more to look for."""
        super().clear()
        self._any_within = None

    def __missing__(self, word: str) -> int:
        """Find the bits of a word and remember them."""
        if len(self) >= _REMEMBERED:
            self.clear()
        ways = list(self._begun.get(word[:_LONGEST], ()))
        if self._any_within is None:
            self._any_within = re.compile("|".join(map(re.escape, self._within)) or "(?!)")
        if self._any_within.search(word):
            for letters, needing in self._within.items():
                if letters in word:
                    ways += needing
        bits = 0
        for pattern, bit in ways:
            if pattern is None or pattern.search(word):
                bits |= bit
        self[word] = bits
        return bits


def _is_of_one_word(pattern: _Pattern) -> bool:
    """Whether each match of an expression is letters of one word, and one letter at least."""
    return _WITHIN_A_WORD.fullmatch(pattern.pattern) is not None and not pattern.search("")


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
        place = end_of_sign(whole, place)
    yield whole[start:]


class Gate(NamedTuple):
    """Letters of which a text must hold one, at the beginning of a word or anywhere in one."""

    begins: bool
    letters: tuple[str, ...]


def needed_letters(way: str) -> list[Gate]:
    r"""Return letters that no match of one way can do without.

    Parameters
    ----------
    way : str
        A regular expression without a bar outside parentheses.

    Returns
    -------
    list of Gate
        Every match holds one of the letters of each gate; those that tell most come first. Where
        they begin a word they are its first four, or the whole of a shorter word.

    Examples
    --------
    >>> needed_letters(r"\bansökan\b")
    [Gate(begins=True, letters=('ansö',))]
    >>> [gate.letters for gate in needed_letters(r"\b(inga|inte) krav\b")]
    [('krav',), ('inga', 'inte')]
    """
    gates = []
    for each in _runs(way):
        if len(each) == 1:
            gates += [Gate(True, (begun,)) for begun in _WHOLE_OR_BEGUN.findall(each[0])]
        begun = tuple(max(_WHOLE_OR_BEGUN.findall(run), key=len, default="") for run in each)
        begins = _shortest(begun) > 0
        letters = begun if begins else tuple(max(run.split(_EDGE), key=len) for run in each)
        gates.append(Gate(begins, tuple(dict.fromkeys(letters))))
    gates.sort(key=lambda it: (not it.begins, -_shortest(it.letters), len(it.letters)))
    telling = [gate for gate in dict.fromkeys(gates) if all(map(_WORD.search, gate.letters))]
    return telling or gates[:1]


def _shortest(runs: tuple[str, ...]) -> int:
    return min(map(len, runs), default=0)


def _runs(way: str) -> Iterator[tuple[str, ...]]:
    """Yield runs of plain characters; of each tuple every match of the way holds at least one."""
    run, place = "", 0
    while place < len(way):
        sign, end = way[place], end_of_sign(way, place)
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


def end_of_sign(way: str, place: int) -> int:
    """Return where the sign, set, group or number of times that begins at a place ends."""
    if way[place] == "\\":
        return place + 2
    if way[place] in "[{":
        return way.index("]" if way[place] == "[" else "}", place) + 1
    if way[place] != "(":
        return place + 1
    place += 1
    while way[place] != ")":
        place = end_of_sign(way, place)
    return place + 1
