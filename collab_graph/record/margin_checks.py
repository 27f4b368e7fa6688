"""margin_checks: margins that contradict each other — a value counted twice, sums that disagree."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from collab_graph.record.axes import Axis
from collab_graph.record.contracts import MARGIN_OF_NEED, UNKNOWN
from collab_graph.record.criteria import Criterion, criterion
from collab_graph.record.faults import RecordFault
from collab_graph.record.margin_areas import parts_of
from collab_graph.record.margin_sums import ROUNDED_BY, Margin, leaves_below, margins_in
from collab_graph.record.sheet_text import SheetText


def check_margins(text: SheetText, places: SheetText, axes: Sequence[Axis]) -> None:
    """Note every margin that contradicts another: twice the same value, or sums that disagree.

    Parameters
    ----------
    text : SheetText
        The sheet "margins", canonical.
    places : SheetText
        The sheet "places"; where it has faults, places are not compared with each other.
    axes : sequence of Axis
        The axes of the record.
    """
    if text.faults:
        return
    found = margins_in(text.columns, axes)
    by_name = {axis.name: axis for axis in axes}
    for margin in found:
        _check_values(text, margin, by_name.get(margin.axis))
    if text.faults:
        return
    for place in dict.fromkeys(margin.place for margin in found):
        _check_sums(text, [margin for margin in found if margin.place == place])
    if not text.faults and not places.faults:
        _check_parts(text, found, leaves_below(places.columns))


def _check_values(text: SheetText, margin: Margin, axis: Axis | None) -> None:
    """Note rows that count a value which another row has counted already."""
    if axis is None:
        seen: dict[str, int] = {}
        for i, value in zip(margin.rows, margin.values, strict=True):
            if seen.setdefault(value, i) != i:
                _blame_twice(text, i, value, seen[value])
        return
    counted = [criterion(axis, value) for value in margin.values]
    pairs = combinations(range(len(counted)), 2)
    for one, other in pairs:
        if _share(counted[one], counted[other]):
            _blame_twice(text, margin.rows[other], margin.values[other], margin.rows[one])
    for i in margin.rows[len(counted) + 1 :]:
        _blame_twice(text, i, UNKNOWN, margin.rows[len(counted)])


def _share(one: Criterion, other: Criterion) -> bool:
    """Whether two criteria admit a value in common."""
    if set(one.values) & set(other.values):
        return True
    return any(
        (a_high is None or b_low is None or b_low <= a_high)
        and (b_high is None or a_low is None or a_low <= b_high)
        for a_low, a_high in one.ranges
        for b_low, b_high in other.ranges
    )


def _blame_twice(text: SheetText, i: int, value: str, first: int) -> None:
    row = text.rows[first]
    text.blame(
        i,
        "value",
        RecordFault(
            f"{value!r} overlaps {text.columns['value'][first]!r} on row {row}: each value of an "
            "axis is counted once in a place; strike one of the rows",
            expected_sv=f"{value!r} överlappar {text.columns['value'][first]!r} på rad {row}: "
            "varje värde på en axel räknas en gång per plats; stryk en av raderna",
        ),
    )


def _check_sums(text: SheetText, found: Sequence[Margin]) -> None:
    """Hold every margin of one place to the first that counts everybody there."""
    first = next((margin for margin in found if margin.whole), None)
    if first is None:
        return
    for margin in found:
        if margin is first:
            continue
        if margin.axis == MARGIN_OF_NEED:
            for i, persons in zip(margin.rows, margin.persons, strict=True):
                if persons > first.total + first.rounding + ROUNDED_BY:
                    _blame_sum(text, i, persons, first, more_than=True)
            continue
        apart = margin.total - first.total
        allowed = margin.rounding + first.rounding
        if apart > allowed or (margin.whole and -apart > allowed):
            _blame_sum(text, margin.rows[0], margin.total, first, more_than=not margin.whole)


def _blame_sum(text: SheetText, i: int, persons: float, first: Margin, *, more_than: bool) -> None:
    own = text.columns["axis"][i]
    row = text.rows[first.rows[0]]
    than, than_sv = ("more than", "fler än") if more_than else ("not", "inte")
    text.blame(
        i,
        "persons",
        RecordFault(
            f"{own!r} counts {persons:g} persons here, {than} the {first.total:g} that "
            f"{first.axis!r} counts from row {row}; correct one of them, or strike it",
            expected_sv=f"{own!r} räknar {persons:g} personer här, {than_sv} de {first.total:g} "
            f"som {first.axis!r} räknar från rad {row}; rätta den ena, eller stryk den",
        ),
    )


def _check_parts(
    text: SheetText, found: Sequence[Margin], below: Mapping[str, frozenset[str]]
) -> None:
    """Note places whose parts hold more persons than they do, or fill them and hold fewer."""
    whole: dict[str, Margin] = {}
    for margin in found:
        if margin.whole:
            whole.setdefault(margin.place, margin)
    for place, margin in whole.items():
        parts = [whole[name] for name in parts_of(place, whole, below)]
        inside = sum(part.total for part in parts)
        allowed = margin.rounding + sum(part.rounding for part in parts)
        filled = below[place] == frozenset[str]().union(*(below[part.place] for part in parts))
        if inside - margin.total > allowed or (filled and margin.total - inside > allowed):
            rows = ", ".join(str(text.rows[part.rows[0]]) for part in parts)
            more, more_sv = ("more", "fler") if inside > margin.total else ("fewer", "färre")
            text.blame(
                margin.rows[0],
                "persons",
                RecordFault(
                    f"the place has {margin.total:g} persons in all, but its parts (from rows "
                    f"{rows}) have {inside:g}, which is {more}; correct one of them",
                    expected_sv=f"platsen har {margin.total:g} personer i allt, men dess delar "
                    f"(från rad {rows}) har {inside:g}, vilket är {more_sv}; rätta något av dem",
                ),
            )
