"""criteria: which values of an axis a cell admits, as typed and as canonical text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from collab_graph.record.axes import Axis
from collab_graph.record.contracts import ANY, UNKNOWN
from collab_graph.record.faults import all_refused, refused
from collab_graph.record.names import SEVERAL, folded
from mobility.foundation.errors import InputError

Range = tuple[int | None, int | None]
"""Lowest and highest whole number, both included; None for no bound."""


@dataclass(frozen=True)
class Criterion:
    """What a cell admits on one axis.

    Parameters
    ----------
    kind : "any", "unknown", "values" or "ranges"
        Blank, ``?``, ids of values, or ranges of whole numbers.
    values : tuple of str
        Admitted values in the order of the axis.
    ranges : tuple of Range
        Admitted numbers, rising, apart from each other by at least one number.
    """

    kind: Literal["any", "unknown", "values", "ranges"]
    values: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()

    def admits(self, value: str | int) -> bool | None:
        """Say whether a value is admitted; None where the criterion is unknown.

        Examples
        --------
        >>> Criterion("ranges", ranges=((16, 29), (65, None))).admits(30)
        False
        >>> Criterion("unknown").admits("yes") is None
        True
        """
        if self.kind == "unknown":
            return None
        if self.kind == "values":
            return value in self.values
        return self.kind == "any" or any(
            (low is None or int(value) >= low) and (high is None or int(value) <= high)
            for low, high in self.ranges
        )

    @property
    def text(self) -> str:
        """Canonical text: "" any, "?" unknown, ids between "; ", ranges as "16–29; 65–"."""
        if self.kind == "ranges":
            return ranges_text(self.ranges)
        return UNKNOWN if self.kind == "unknown" else SEVERAL.join(self.values)


ANYTHING = Criterion("any")


def criterion(axis: Axis, text: str) -> Criterion:
    """Return what a cell admits on an axis, however a person typed it.

    Parameters
    ----------
    axis : Axis
        The axis the cell is about.
    text : str
        "" for any value; "?" for unknown; values by id or label in any case; numbers as "16–29",
        "16-29 år", "under 30", "30 och äldre", "65+", "–29"; several between semicolons. Bounds
        are included ("16–29" admits 29), except with under, over, < and >.

    Returns
    -------
    Criterion
        Its ``text`` reads back as the same criterion.

    Raises
    ------
    InputError
        With one fault for every part that cannot be read or lies wholly outside the axis.

    Examples
    --------
    >>> age = Axis("age", "ålder", kind="number", lowest=16, highest=66)
    >>> criterion(age, "under 30; 65+").text
    '–29; 65–'
    >>> sv = ("ja", "nej", "oklart")
    >>> answer = Axis("sgi", "SGI", values=("yes", "no", "unclear"), labels_sv=sv)
    >>> criterion(answer, "nej, OKLART").values
    ('no', 'unclear')
    """
    stripped = text.strip()
    if stripped == ANY:
        return ANYTHING
    if stripped == UNKNOWN:
        return Criterion("unknown")
    if axis.kind == "number":
        return Criterion("ranges", ranges=_ranges(axis, stripped))
    return Criterion("values", values=axis.names.several(stripped))


_NUMBER = r"(\d{1,9})"
_DASH = r"\s*(?:-|–|—|−|till|to|t\.?o\.?m\.?|through)\s*"
_UNIT = re.compile(r"\s*(?:års ålder|år|years?(?: old)?|mån(?:ad(?:er)?)?|months?|dagar|days?|%|procent|percent)\.?(?=\s|$|[-–;,])")  # fmt: skip # noqa: E501
_BETWEEN = re.compile(rf"(?:(?:mellan|between|från|from)\s+)?{_NUMBER}(?:{_DASH}|\s*(?:och|and)\s*){_NUMBER}")  # fmt: skip # noqa: E501
_EXACT = re.compile(_NUMBER)
_FORMS = (
    # Pattern, what to add to its number for the lowest, and for the highest; None is no bound.
    (re.compile(rf"(?:under|yngre än|mindre än|färre än|below|younger than|less than|fewer than|<)\s*{_NUMBER}"), None, -1),  # noqa: E501
    (re.compile(rf"(?:över|äldre än|mer än|fler än|over|above|older than|more than|>)\s*{_NUMBER}"), 1, None),  # noqa: E501
    (re.compile(rf"(?:minst|från|från och med|fr\.?o\.?m\.?|at least|from|>=|≥)\s*{_NUMBER}"), 0, None),  # noqa: E501
    (re.compile(rf"(?:högst|till|till och med|t\.?o\.?m\.?|at most|up to|<=|≤|-|–|—|−)\s*{_NUMBER}"), None, 0),  # noqa: E501
    (re.compile(rf"{_NUMBER}\s*(?:\+|-|–|—|−|och (?:äldre|uppåt|över|mer|fler)|eller (?:äldre|mer|fler)|(?:and|or) (?:older|over|above|more|up))"), 0, None),  # noqa: E501
    (re.compile(rf"{_NUMBER}\s*(?:(?:och|eller) (?:yngre|nedåt|mindre|färre)|(?:and|or) (?:younger|under|below|less|fewer))"), None, 0),  # noqa: E501
)  # fmt: skip


def _ranges(axis: Axis, text: str) -> tuple[Range, ...]:
    """Read ranges of whole numbers between semicolons (or commas), and join those that touch."""
    found: list[Range] = []
    errors: list[InputError] = []
    for part in filter(None, map(str.strip, re.split(r"[;,\n]", text))):
        try:
            found.append(_within(axis, part, _range(axis, part)))
        except InputError as error:
            errors.append(error)
    if errors:
        raise all_refused(axis.name, errors)
    if not found:
        raise _unreadable(axis, text)
    return _joined(found)


def _range(axis: Axis, part: str) -> Range:
    """Read one range."""
    plain = _UNIT.sub("", folded(part)).strip()
    if exact := _EXACT.fullmatch(plain):
        return int(exact[1]), int(exact[1])
    if between := _BETWEEN.fullmatch(plain):
        low, high = int(between[1]), int(between[2])
        if low > high:
            raise _unreadable(axis, part, near=f"{high}–{low}")
        return low, high
    for pattern, low_by, high_by in _FORMS:
        if match := pattern.fullmatch(plain):
            number = int(match[1])
            low_or_none = None if low_by is None else number + low_by
            return low_or_none, None if high_by is None else number + high_by
    raise _unreadable(axis, part)


def _unreadable(axis: Axis, part: str, *, near: str = "") -> InputError:
    """Say how a number may be written."""
    bounds = _bounds_text(axis)
    return refused(
        axis.name,
        f"a whole number or a range{bounds}, such as 16–29, under 30 or 30+",
        f"ett heltal eller ett intervall{bounds}, till exempel 16–29, under 30 eller 30 och äldre",
        value=part,
        near=near,
    )


def _within(axis: Axis, part: str, numbers: Range) -> Range:
    """Refuse a range that no number of the axis is in."""
    low, high = numbers
    below = axis.lowest is not None and high is not None and high < axis.lowest
    above = axis.highest is not None and low is not None and low > axis.highest
    if below or above:
        raise _unreadable(axis, part, near=str(axis.lowest if below else axis.highest))
    return numbers


def _bounds_text(axis: Axis) -> str:
    """Say the bounds of an axis, where it has any."""
    if axis.lowest is None and axis.highest is None:
        return ""
    return f" ({_range_text((axis.lowest, axis.highest))})"


def _joined(ranges: list[Range]) -> tuple[Range, ...]:
    """Sort ranges and join those that overlap or follow directly on each other."""
    joined: list[Range] = []
    for low, high in sorted(ranges, key=lambda r: -1 if r[0] is None else r[0]):
        last_low, last_high = joined[-1] if joined else (0, -2)
        touches = last_high is None or low is None or low <= last_high + 1
        if joined and touches:
            highest = None if last_high is None or high is None else max(last_high, high)
            joined[-1] = (last_low, highest)
        else:
            joined.append((low, high))
    return tuple(joined)


def ranges_text(ranges: Iterable[Range]) -> str:
    """Return ranges of whole numbers as canonical text.

    Examples
    --------
    >>> ranges_text([(16, 29), (65, None)])
    '16–29; 65–'
    """
    return SEVERAL.join(map(_range_text, ranges))


def _range_text(numbers: Range) -> str:
    """Write one range."""
    low, high = numbers
    if low == high:
        return str(low)
    return f"{'' if low is None else low}–{'' if high is None else high}"
