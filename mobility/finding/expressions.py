"""expressions: regular expressions as numbers, so that a compiled loop tries them on many texts."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.cues import end_of_sign, ways_of

Codes = NDArray[np.int32]
Flags = NDArray[np.bool_]


class Expressions(NamedTuple):
    """Some regular expressions, for `expression_loops`.

    Parameters
    ----------
    codes : array of int, steps × 4
        All steps of all expressions: what each does, and up to three numbers it needs for it.
    starts : array of int
        The first step of each expression.
    begins : array of bool, expressions × 2 × letters
        With which letters what it matches can begin where no letter of a word stands before it, and
        where one does.
    edged : array of bool
        Whether what it matches begins at the beginning of a word.
    sets : array of bool, sets × letters
        The letters of each set; the first are those that belong to words.
    letters : array of uint8
        Which letter each of the first code points is, whether large or small.
    """

    codes: Codes
    starts: NDArray[np.int64]
    begins: Flags
    edged: Flags
    sets: Flags
    letters: NDArray[np.uint8]


def expressions_of(wholes: Sequence[str]) -> Expressions:
    r"""Turn regular expressions for text in lower case into numbers.

    They may have ``|``, groups, ``[…]``, ``?``, ``*``, ``+``, ``{n,m}``, ``.``, ``^``, ``$``,
    ``\b``, ``\w``, ``\W``, ``\s``, and groups that look ahead, or behind for plain letters.

    Parameters
    ----------
    wholes : sequence of str
        The expressions; none may match nothing at all.

    Returns
    -------
    Expressions
        What `expression_loops` tries as `re` tries them.

    Raises
    ------
    ValueError
        If an expression has a sign that is not known here.
    """
    from mobility.finding.expression_loops import OTHER, SPACE, TABLE, WORD

    written = sorted({*"\n", *(sign for whole in wholes for sign in whole)})
    alphabet = {sign: WORD + 1 + place for place, sign in enumerate(written)}
    writing = _Writing(alphabet)
    starts = [writing.expression(whole) for whole in wholes]
    begins = [writing.begins(start, within=within) for start in starts for within in (False, True)]
    letters = np.zeros(TABLE, dtype=np.uint8)
    for point in range(TABLE):
        small = chr(point).lower()
        kind = WORD if small.isalnum() else SPACE if small.isspace() else OTHER
        letters[point] = alphabet.get(small, kind)
    codes = np.array(writing.codes, dtype=np.int32).reshape(-1, 4)
    places = np.array(starts, dtype=np.int64)
    size = WORD + 1 + len(alphabet)
    rows = [_row(letters_, size) for letters_ in (*writing.sets, *begins)]
    table = np.array(rows, dtype=np.bool_).reshape(-1, size)
    sets, first = table[: len(writing.sets)], table[len(writing.sets) :].reshape(-1, 2, size)
    edged = ~(first[:, 0] & ~sets[0]).any(axis=1) & ~first[:, 1].any(axis=1)
    return Expressions(codes, places, first, edged, sets, letters)


def _row(letters: frozenset[int], size: int) -> list[bool]:
    """Return which of all letters are in a set."""
    return [letter in letters for letter in range(size)]


class _Writing:
    """The steps of expressions while they are written."""

    def __init__(self, alphabet: dict[str, int]) -> None:
        from mobility.finding.expression_loops import OTHER, SPACE, WORD

        self._alphabet = alphabet
        self._all = frozenset({OTHER, SPACE, WORD, *alphabet.values()})
        words = {alphabet[sign] for sign in alphabet if sign.isalnum() or sign == "_"}
        spaces = {alphabet[sign] for sign in alphabet if sign.isspace()}
        self._kinds = {"w": frozenset({WORD, *words}), "s": frozenset({SPACE, *spaces})}
        self._kinds["W"] = self._all - self._kinds["w"]
        self.codes: list[list[int]] = []
        self.sets: list[frozenset[int]] = [self._kinds["w"]]

    def expression(self, whole: str) -> int:
        """Write one expression, and return its first step."""
        from mobility.finding.expression_loops import FOUND

        start = len(self.codes)
        self._ways(whole)
        self._step(FOUND)
        return start

    def begins(self, start: int, *, within: bool) -> frozenset[int]:
        """Return the letters with which what an expression matches can begin.

        Where a letter of a word stands before it, or none does.
        """
        from mobility.finding import expression_loops as steps

        found, left, seen = set[int](), [(start, self._all)], set[tuple[int, frozenset[int]]]()
        words = self.sets[0]
        while left:
            place, can = left.pop()
            if (place, can) in seen:
                continue
            seen.add((place, can))
            step, one, other, _ = self.codes[place]
            if step == steps.LETTER:
                found |= can & {one}
            elif step == steps.SET:
                found |= can & self.sets[one]
            elif step == steps.SPLIT:
                left += [(one, can), (other, can)]
            elif step in (steps.JUMP, steps.LOOK):
                left.append((one, can))
            elif step == steps.EDGE:
                left.append((place + 1, can - words if within else can & words))
            elif step == steps.FOUND:
                raise ValueError("an expression matches nothing at all")
            else:
                left.append((place + 1, can))
        return frozenset(found)

    def _step(self, step: int, *numbers: int) -> int:
        """Write a step, and return its place."""
        self.codes.append([step, *numbers, *[0] * (3 - len(numbers))])
        return len(self.codes) - 1

    def _ways(self, whole: str) -> None:
        """Write the ways of an expression, each tried where those before it fail."""
        from mobility.finding.expression_loops import JUMP, SPLIT

        *others, last = ways_of(whole)
        ends = []
        for way in others:
            split = self._step(SPLIT, len(self.codes) + 1)
            self._way(way)
            ends.append(self._step(JUMP))
            self.codes[split][2] = len(self.codes)
        self._way(last)
        for end in ends:
            self.codes[end][1] = len(self.codes)

    def _way(self, way: str) -> None:
        """Write the signs of one way, as often as each may stand."""
        from mobility.finding.expression_loops import JUMP, SPLIT

        place = 0
        while place < len(way):
            end = end_of_sign(way, place)
            sign = way[place:end]
            fewest, most, place = _times(way, end)
            for _ in range(fewest):
                self._sign(sign)
            if most is None:
                split = self._step(SPLIT, len(self.codes) + 1)
                self._sign(sign)
                self._step(JUMP, split)
                self.codes[split][2] = len(self.codes)
                continue
            splits = []
            for _ in range(most - fewest):
                splits.append(self._step(SPLIT, len(self.codes) + 1))
                self._sign(sign)
            for split in splits:
                self.codes[split][2] = len(self.codes)

    def _sign(self, sign: str) -> None:
        """Write one sign, set or group."""
        from mobility.finding.expression_loops import BEGIN, EDGE, END, LETTER

        if sign[0] == "(":
            self._group(sign)
        elif sign[0] == "[":
            self._set(frozenset(map(self._alphabet.__getitem__, _members(sign))))
        elif sign == "\\b":
            self._step(EDGE)
        elif sign[0] == "\\" and sign[1] in self._kinds:
            self._set(self._kinds[sign[1]])
        elif sign == ".":
            self._set(self._all - {self._alphabet["\n"]})
        elif sign in ("^", "$"):
            self._step(BEGIN if sign == "^" else END, self._alphabet["\n"])
        elif sign[0] == "\\" and sign[1].isalnum():
            raise ValueError(f"{sign} is not known")
        else:
            self._step(LETTER, self._alphabet[sign[-1]])

    def _set(self, letters: frozenset[int]) -> None:
        """Write a step over one letter of a set."""
        from mobility.finding.expression_loops import SET

        if letters not in self.sets:
            self.sets.append(letters)
        self._step(SET, self.sets.index(letters))

    def _group(self, group: str) -> None:
        """Write what stands in parentheses."""
        from mobility.finding.expression_loops import LOOK, SEEN

        if not group.startswith("(?"):
            self._ways(group[1:-1])
            return
        if group.startswith("(?:"):
            self._ways(group[3:-1])
            return
        behind = group.startswith(("(?<!", "(?<="))
        if not behind and not group.startswith(("(?!", "(?=")):
            raise ValueError(f"{group} is not known")
        inside = group[4 if behind else 3 : -1]
        if behind and not all(sign.isalnum() or sign == " " for sign in inside):
            raise ValueError(f"{group} looks behind for more than plain letters")
        never = group[3 if behind else 2] == "!"
        look = self._step(LOOK, 0, never, len(inside) if behind else 0)
        self._ways(inside)
        self._step(SEEN)
        self.codes[look][1] = len(self.codes)


def _members(group: str) -> str:
    """Return the signs of a set in brackets."""
    inside = group[1:-1]
    if inside[:1] == "^" or "\\" in inside or "-" in inside[1:-1]:
        raise ValueError(f"{group} is not known")
    return inside


def _times(way: str, place: int) -> tuple[int, int | None, int]:
    """Return how often at least and at most a sign may stand, and where the next one begins."""
    mark = way[place : place + 1]
    if mark not in {"?", "*", "+", "{"}:
        return 1, 1, place
    end = way.index("}", place) + 1 if mark == "{" else place + 1
    if way[end : end + 1] in {"?", "+"}:
        raise ValueError(f"{way[place : end + 1]} is not known")
    if mark == "{":
        fewest, _, most = way[place + 1 : end - 1].partition(",")
        return int(fewest), int(most or fewest), end
    return {"?": (0, 1, end), "*": (0, None, end), "+": (1, None, end)}[mark]
