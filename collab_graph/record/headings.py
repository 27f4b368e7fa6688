"""headings: which column of which sheet a person means, in Swedish or English, in any order."""

from collections.abc import Iterable, Mapping, Sequence

from collab_graph.record.axes import Axis
from collab_graph.record.contracts import SHEETS, Sheet
from collab_graph.record.faults import Language, RecordFault
from collab_graph.record.names import folded
from collab_graph.record.plain import RawSheet
from collab_graph.record.private import looks_like_private_heading, masked
from collab_graph.record.sheet_text import SheetText
from mobility.foundation.errors import nearest_names

SHEET_OF = {folded(title): sheet for sheet in SHEETS for title in (sheet.name, sheet.title_sv)}
"""Every sheet by its name in either language."""

BY_NAME = {sheet.name: sheet for sheet in SHEETS}


def column_names(sheet: Sheet) -> dict[str, str]:
    """Return the column that each heading stands for, in both languages."""
    swedish = zip(sheet.headings_sv, (c.name for c in sheet.columns), strict=True)
    found = {folded(heading): name for heading, name in swedish}
    # A word that is a heading in both languages means the English column: code says it so.
    return found | {folded(column.name): column.name for column in sheet.columns}


def heading(sheet: Sheet, column: str, axes: Sequence[Axis], language: Language) -> str:
    """Return the heading of a column as a workbook in that language has it."""
    for known, swedish in zip(sheet.columns, sheet.headings_sv, strict=True):
        if known.name == column:
            return swedish if language == "sv" else known.name
    return next(axis.title(language) for axis in axes if axis.name == column)


def sheet_text(sheet: Sheet, raw: RawSheet, axes: Sequence[Axis] = ()) -> SheetText:
    """Return the cells of a sheet by column; every fault of its headings is noted.

    Parameters
    ----------
    sheet : Sheet
        What it must hold.
    raw : RawSheet
        What the person wrote.
    axes : sequence of Axis
        Whose columns may stand in it, where the sheet is ``per_axis``.

    Returns
    -------
    SheetText
        All columns of the contract and one per axis; those the person left out are blank.
    """
    meant = column_names(sheet)
    if sheet.per_axis:
        meant = _axis_headings(axes) | meant
    # In the order of the contract, whatever order the person chose.
    names = (*(c.name for c in sheet.columns), *(a.name for a in axes if sheet.per_axis))
    columns: dict[str, list[str]] = {name: [""] * len(raw.rows) for name in names}
    said: dict[str, str] = {}
    text = SheetText(sheet, raw.title, raw.rows, columns, said)
    place: dict[int, str] = {}
    for i, typed in enumerate(raw.headings):
        cells = raw.columns[i]
        name = meant.get(folded(typed))
        if name is None:
            _blame_heading(text, raw, typed, cells, meant)
        elif name in said:
            text.faults.append(_fault(text, raw, typed, "stands twice", "står två gånger"))
        else:
            columns[name] = list(cells)
            said[name] = typed
            place[i] = name
    _blame_refused(text, raw, place)
    private = any(looks_like_private_heading(typed) for typed in raw.headings)
    missing = [c.name for c in sheet.columns if c.required and c.name not in said]
    swedish = dict(zip((c.name for c in sheet.columns), sheet.headings_sv, strict=True))
    if raw.heading_row == 0:
        missing = []
    for name in missing if not private else ():
        near = nearest_names(swedish[name], raw.headings) or nearest_names(name, raw.headings)
        text.of_sheet(
            RecordFault(
                f"the column {swedish[name]!r} ({name}) is missing.",
                nearest=near[0] if near else None,
                expected_sv=f"kolumnen {swedish[name]!r} saknas.",
            )
        )
    for name in missing:
        # Said once for the sheet, not again for every row.
        text.bad.update((i, name) for i in range(len(raw.rows)))
    return text


def _blame_refused(text: SheetText, raw: RawSheet, place: Mapping[int, str]) -> None:
    """Note the cells that the reader could not use."""
    for i, column, fault in raw.refused:
        heading = raw.headings[column] or None
        if i < 0:
            text.faults.append(fault.at(text.title, raw.heading_row, heading))
        elif column in place:
            text.blame(i, place[column], fault)
        else:
            text.faults.append(fault.at(text.title, raw.rows[i], heading))


def _axis_headings(axes: Sequence[Axis]) -> dict[str, str]:
    """Return the axis that each heading stands for; a heading of two axes stands for neither."""
    found: dict[str, set[str]] = {}
    for axis in axes:
        for label in filter(None, (axis.label_sv, axis.label_en)):
            found.setdefault(folded(label), set()).add(axis.name)
    alone = {label: next(iter(names)) for label, names in found.items() if len(names) == 1}
    return alone | {folded(axis.name): axis.name for axis in axes}


def _blame_heading(
    text: SheetText, raw: RawSheet, typed: str, cells: Iterable[str], meant: Mapping[str, str]
) -> None:
    """Say what is wrong with a heading that stands for no column."""
    if looks_like_private_heading(typed):
        said = "promises personal data: a record holds none. Take the column out"
        said_sv = "lovar personuppgifter: underlaget får inte ha några. Ta bort kolumnen"
        text.faults.append(_fault(text, raw, masked(typed), said, said_sv))
    elif typed:
        near = nearest_names(typed, meant)
        axes = " or an axis" if text.sheet.per_axis else ""
        axlar = " eller en axel" if text.sheet.per_axis else ""
        said = f"is no column of this sheet{axes}."
        said_sv = f"är ingen kolumn på det här bladet{axlar}."
        text.faults.append(
            _fault(text, raw, typed, said, said_sv, nearest=near[0] if near else None)
        )
    else:
        stray = next((i for i, cell in enumerate(cells) if cell), None)
        if stray is not None:
            text.of_row(
                stray,
                RecordFault(
                    "a cell here has no heading above it; give it one, or move it to the notes",
                    expected_sv="en cell här har ingen rubrik över sig; ge den en rubrik eller "
                    "flytta den till anmärkning",
                ),
            )


def _fault(
    text: SheetText,
    raw: RawSheet,
    typed: str,
    said: str,
    said_sv: str,
    *,
    nearest: str | None = None,
) -> RecordFault:
    """Return a fault of a heading."""
    return RecordFault(
        f"the heading {typed!r} {said}",
        row=raw.heading_row,
        column=typed,
        nearest=nearest,
        sheet=text.title,
        expected_sv=f"rubriken {typed!r} {said_sv}",
    )
