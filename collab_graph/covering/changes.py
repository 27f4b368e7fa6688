"""changes: the single changes that a record could be given, and the record with some of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from collab_graph.covering.atoms import NEED, PLACE, place_names
from collab_graph.record.axes import Axis
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.criteria import Range, criterion, ranges_text
from collab_graph.record.entries import entry
from collab_graph.record.names import SEVERAL, Names
from collab_graph.record.record import Record
from collab_graph.record.trees import within
from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.recipe import Step

ChangeKind = Literal[
    "value", "place", "from", "until", "exclusion", "exclusion value", "strength", "force",
    "capacity", "wait_days", "entry", "need",
]  # fmt: skip
CRITERION_KINDS = ("value", "place", "from", "until", "exclusion", "exclusion value")
"""What widens for whom, where and when a mandate holds; the other kinds change how it stands."""


@dataclass(frozen=True)
class Change:
    """One single change of a mandate.

    Parameters
    ----------
    kind : ChangeKind
        "value": one more value of an axis is admitted; "place": one more place; "from", "until":
        it begins earlier or ends later; "exclusion": one exclusion is lifted; "exclusion value":
        one value of it is; "strength": it leads, or shares; "force": it must; "capacity": it has so
        many places; "wait_days": one waits so long at most; "entry": one may apply on one's own;
        "need": it names further needs, between "; ".
    mandate : str
        Id of the mandate.
    axis : str
        Axis of the record, "place" or "need", of a value that is added or no longer excluded.
    value : str
        Canonical text of what is added or no longer excluded, or of the new cell; for "from" and
        "until" a date, or "" for no bound.
    exclusion : int or None
        Row of the exclusion, from 0, in the record's table.
    source, reference : str
        What is changed: "law", "agreement" or "practice", and where it stands.
    label_sv, label_en : str
        The change in words, such as "låt Kommunen ta emot även 16–29 år".
    """

    kind: ChangeKind
    mandate: str
    axis: str = ""
    value: str = ""
    exclusion: int | None = None
    source: str = ""
    reference: str = ""
    label_sv: str = ""
    label_en: str = ""


def changed(record: Record, changes: Iterable[Change]) -> Record:
    """Return the record with changes made in its tables, so that anything can be computed anew.

    The order of changes does not matter, and a change made twice is made once. An exclusion of
    which no value is left is taken out. Warnings are those of the record as it was.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    changes : iterable of Change
        Rows of exclusions are those of this record.

    Returns
    -------
    Record
        A new one; the given one stays as it is.

    Raises
    ------
    UnknownNameError
        If a change is of a mandate that is not in the record.
    InputError
        If a change is of an exclusion that is not there or is another mandate's, or adds a value
        to a cell that admits everything or is unknown.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> record = Record.from_tables(example_tables())
    >>> after = changed(record, [Change("value", "m2", "age", "25–29"),
    ...                          Change("strength", "m2", value="lead")])
    >>> after.tables["mandates"].loc[1, ["age", "strength"]].tolist()
    ['25–', 'lead']
    """
    several = sorted(set(changes), key=_in_order)
    mandates = record.tables["mandates"]
    rows = {str(row["mandate"]): dict(row) for row in mandates.to_dict("records")}
    excluded = [dict(row) for row in record.tables["exclusions"].to_dict("records")]
    lifted: set[int] = set()
    for change in several:
        if change.mandate not in rows:
            raise UnknownNameError("mandate", change.mandate, rows)
        if change.exclusion is None:
            _change_mandate(record, rows[change.mandate], change)
        elif change.exclusion not in lifted:
            _check_exclusion(excluded, change)
            if _lifts(record, excluded[change.exclusion], change):
                lifted.add(change.exclusion)
    left = [row for number, row in enumerate(excluded) if number not in lifted]
    tables = dict(record.tables)
    tables["mandates"] = pd.DataFrame(list(rows.values()), columns=mandates.columns, dtype="str")
    columns = record.tables["exclusions"].columns
    tables["exclusions"] = pd.DataFrame(left, columns=columns, dtype="str")
    step = Step.of("changed", {}, {"changes": len(several), "exclusions lifted": len(lifted)})
    return replace(record, tables=MappingProxyType(tables), recipe=record.recipe.then(step))


def _in_order(change: Change) -> tuple[object, ...]:
    row = -1 if change.exclusion is None else change.exclusion
    return (change.mandate, row, change.kind, change.axis, change.value, change.label_sv)


def _change_mandate(record: Record, row: dict[Any, str], change: Change) -> None:
    """Change the cells of one row of the mandates."""
    match change.kind:
        case "value":
            axis = _axis(record, change.axis)
            row[axis.name] = criterion(axis, _with_more(row[axis.name], change)).text
        case "place":
            several = place_names(record).several(_with_more(row["places"], change))
            row["places"] = SEVERAL.join(several)
        case "need":
            asked = _with_more(row["needs"], change).split(SEVERAL)
            needs = record.tables["needs"]["need"].tolist()
            if unknown := [need for need in asked if need not in needs]:
                raise UnknownNameError("need", unknown[0], needs)
            row["needs"] = SEVERAL.join(need for need in needs if need in asked)
        case "from":
            row["valid_from"] = longer(min, row["valid_from"], change.value)
        case "until":
            row["valid_to"] = longer(max, row["valid_to"], change.value)
        case "strength" | "force":
            row[change.kind] = change.value
        case "capacity" | "wait_days":
            known = row[change.kind] not in ("", UNKNOWN)
            best = max if change.kind == "capacity" else min
            cells = [row[change.kind], change.value] if known else [change.value]
            row[change.kind] = best(cells, key=float)
        case "entry":
            actors = Names("an actor", "en aktör", tuple(record.tables["actors"]["actor"]))
            way = entry(row["entry"], actors)
            row["entry"] = replace(way, stated=True, known=True, on_own=True).text()
        case _:
            raise InputError("changed", [f"{change.kind!r} of {change.mandate!r} names no row"])


def _with_more(cell: str, change: Change) -> str:
    if cell in ("", UNKNOWN):
        what = "is unknown" if cell else "admits everything already"
        said = f"mandate {change.mandate!r}: {change.axis or 'places'!r} {what}; nothing to add"
        raise InputError("changed", [said])
    return f"{cell}{SEVERAL}{change.value}"


def longer(best: Any, cell: str, value: str) -> str:
    """Return the day that makes a period longer: "" is no bound, and wins over every day."""
    if cell in ("", UNKNOWN) or value == "":
        return "" if cell != UNKNOWN else value
    return str(best(cell, value, key=date.fromisoformat))


def _check_exclusion(excluded: list[dict[Any, str]], change: Change) -> None:
    number = change.exclusion
    if number is None or not 0 <= number < len(excluded):
        said = f"there is no exclusion in row {number}; the record has {len(excluded)}, from 0"
        raise InputError("changed", [said])
    owner = excluded[number]["mandate"]
    if owner != change.mandate:
        said = f"the exclusion in row {number} is of {owner!r}, not of {change.mandate!r}"
        raise InputError("changed", [said])


def _lifts(record: Record, row: dict[Any, str], change: Change) -> bool:
    """Change the cells of one exclusion; return whether nothing is left of it."""
    if change.kind == "exclusion":
        return True
    column = {PLACE: "places", NEED: "needs"}.get(change.axis, change.axis)
    if row[column] in ("", UNKNOWN):
        said = f"exclusion {change.exclusion} of {change.mandate!r} names no value of {column!r}"
        raise InputError("changed", [f"{said}; lift it whole"])
    row[column] = _less(record, change, row[column])
    return row[column] == ""


def _less(record: Record, change: Change, cell: str) -> str:
    """Return a cell without some of what it admits; "" where nothing is left."""
    if change.axis == NEED:
        return SEVERAL.join(n for n in cell.split(SEVERAL) if n not in change.value.split(SEVERAL))
    if change.axis == PLACE:
        below = leaves_below(record)
        taken = {leaf for place in change.value.split(SEVERAL) for leaf in below[place]}
        named = {leaf for place in cell.split(SEVERAL) for leaf in below[place]}
        return SEVERAL.join(p for p in below if p in named - taken)
    axis = _axis(record, change.axis)
    has, taken_out = criterion(axis, cell), criterion(axis, change.value)
    if axis.kind == "values":
        return SEVERAL.join(v for v in has.values if v not in taken_out.values)
    return ranges_text(_apart(_bounded(axis, has.ranges), taken_out.ranges))


def _bounded(axis: Axis, ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return ranges with the bounds of the axis where they have none."""
    return tuple(
        (axis.lowest if low is None else low, axis.highest if high is None else high)
        for low, high in ranges
    )


def leaves_below(record: Record) -> Mapping[str, tuple[str, ...]]:
    """Return every place of a record with the places below it that have none below them."""
    table = record.tables["places"]
    parents = dict(zip(table["place"].tolist(), table["parent"].tolist(), strict=True))
    inner = set(parents.values())
    return {p: tuple(x for x in below if x not in inner) for p, below in within(parents).items()}


def _apart(ranges: Iterable[Range], taken: Iterable[Range]) -> tuple[Range, ...]:
    """Return the whole numbers of some ranges that lie in none of others."""
    left = list(ranges)
    for low, high in taken:
        parts: list[Range] = []
        for first, last in left:
            before = None if low is None else low - 1
            after = None if high is None else high + 1
            if before is not None and (first is None or first <= before):
                parts.append((first, before if last is None else min(last, before)))
            if after is not None and (last is None or after <= last):
                parts.append((after if first is None else max(first, after), last))
        left = parts
    return tuple(left)


def _axis(record: Record, name: str) -> Axis:
    axes = {axis.name: axis for axis in record.axes}
    if name not in axes:
        raise UnknownNameError("axis", name, axes)
    return axes[name]
