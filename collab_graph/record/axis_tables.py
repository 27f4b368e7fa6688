"""axis_tables: the axes of a record, from the sheets axes and values."""

from collections.abc import Sequence
from typing import cast

from collab_graph.record.axes import Axis, AxisKind
from collab_graph.record.contracts import AXIS_KINDS, SHEETS, UNKNOWN
from collab_graph.record.faults import RecordFault
from collab_graph.record.headings import column_names
from collab_graph.record.names import folded
from collab_graph.record.sheet_text import SheetText
from collab_graph.record.words import allowed_names

_TAKEN = frozenset(name for sheet in SHEETS if sheet.per_axis for name in column_names(sheet))


def read_axes(axes: SheetText, values: SheetText) -> tuple[Axis, ...]:
    """Return the axes as well as they can be read; `check_axes` and the cells tell the faults."""
    found: dict[str, Axis] = {}
    kinds = allowed_names(AXIS_KINDS)
    for i, name in axes.filled("axis"):
        cell = {column: cells[i] for column, cells in axes.columns.items()}
        kind = kinds.find(cell["kind"]) or ("values",)
        labels = (name, cell["label_sv"], cell["label_en"])
        said = {folded(label) for label in labels if label}
        rows = [j for j, text in values.filled("axis") if folded(text) in said]
        rows = [j for j in rows if values.columns["value"][j]]
        found.setdefault(
            name,
            Axis(
                name,
                cell["label_sv"],
                cell["label_en"],
                cast("AxisKind", kind[0]),
                tuple(values.columns["value"][j] for j in rows),
                tuple(values.columns["label_sv"][j] for j in rows),
                tuple(values.columns["label_en"][j] for j in rows),
                cell["assessor"],
                cell["concept"],
                _bound(cell["lowest"]),
                _bound(cell["highest"]),
            ),
        )
    return tuple(found.values())


def _bound(text: str) -> int | None:
    """Return a bound, None where it is blank or no whole number (its cell tells the fault)."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def check_axes(axes: SheetText, values: SheetText, found: Sequence[Axis]) -> None:
    """Note axes that clash with columns, have no values, or bounds that cross."""
    by_name = {axis.name: axis for axis in found}
    for i, name in axes.filled("axis"):
        _check_headings(axes, i, found)
        axis = by_name[name]
        if axis.kind == "number" and axis.values:
            said = f"an axis of kind 'number' has no values, but {name!r} has on {values.title!r}"
            sv = f"en axel av slaget 'tal' har inga värden, men {name!r} har på {values.title!r}"
            axes.blame(i, "kind", RecordFault(said, expected_sv=sv))
        if axis.kind == "values" and not axis.values and (i, "kind") not in axes.bad:
            said = f"an axis of kind 'values' needs rows on {values.title!r}; {name!r} has none"
            sv = f"en axel av slaget 'värden' behöver rader på {values.title!r}; {name!r} har inga"
            axes.blame(i, "kind", RecordFault(said, expected_sv=sv))
        low, high = axis.lowest, axis.highest
        if low is not None and high is not None and low > high:
            said, sv = f"a number of at least {low}, the lowest", f"ett tal, minst {low} (lägst)"
            axes.blame(i, "highest", RecordFault(said, value=str(high), expected_sv=sv))
    _check_values(values)


def _check_headings(axes: SheetText, i: int, found: Sequence[Axis]) -> None:
    """Note an axis that is called as another column is: it heads columns itself."""
    others = {
        folded(label): axis.name
        for axis in found
        for label in (axis.name, axis.label_sv, axis.label_en)
        if axis.name != axes.columns["axis"][i]
    }
    for column in ("axis", "label_sv", "label_en"):
        text = axes.columns[column][i]
        if text and folded(text) in others:
            other = others[folded(text)]
            said = f"{text!r} is what the axis {other!r} is called; call one of them something else"
            sv = f"{text!r} heter även axeln {other!r}; kalla en av dem något annat"
            axes.blame(i, column, RecordFault(said, expected_sv=sv))
        if folded(text) in _TAKEN:
            said = f"{text!r} heads another column of the mandates; call the axis something else"
            sv = f"{text!r} är rubrik för en annan kolumn bland uppdragen; kalla axeln något annat"
            axes.blame(i, column, RecordFault(said, expected_sv=sv))


def _check_values(values: SheetText) -> None:
    """Note values that cannot be told apart, or that could not be written in a cell."""
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for i, axis in values.filled("axis"):
        value = values.columns["value"][i]
        for column in ("value", "label_sv", "label_en"):
            text = values.columns[column][i]
            if not text:
                continue
            if text == UNKNOWN or ";" in text or "\n" in text:
                said = "a value: one line without ; and not ?"
                sv = "ett värde: en rad utan ; och inte ?"
                values.blame(i, column, RecordFault(said, value=text, expected_sv=sv))
                continue
            row, other = first.setdefault((axis, folded(text)), (i, value))
            if other != value or (column == "value" and row != i):
                said = (
                    f"{text!r} stands for {other!r} of {axis!r} already, on row {values.rows[row]}"
                )
                sv = f"{text!r} står redan för {other!r} ({axis!r}) på rad {values.rows[row]}"
                values.blame(i, column, RecordFault(said, expected_sv=sv))
