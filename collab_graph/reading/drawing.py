"""drawing: the workbook that planners fill in — headings, colours, drop-downs, explanations."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from collab_graph.reading.choices import Choice, choices
from collab_graph.reading.explanations import column_said, must_said, room_said, sheet_said
from collab_graph.reading.help_sheets import draw_guide, draw_read_me
from collab_graph.reading.looks import (
    CALM,
    DEEP,
    LINE,
    TYPEFACE,
    comment_of,
    height_of,
    set_up_paper,
)
from collab_graph.reading.written import WrittenSheet
from collab_graph.record.faults import Language
from mobility.foundation.files import writing
from mobility.foundation.spreadsheet import defused, without_clock

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NARROWEST, _WIDEST, _HEADING_HEIGHT = 12, 44, 24.0
_ROOMY = {
    "mandate": 22, "actor": 16, "axis": 18, "need": 18, "place": 16, "intervention": 20,
    "collaboration": 20,
    "name": 28, "note": 36, "reference": 26, "needs": 24, "places": 20, "entry": 24, "actors": 24,
    "method": 28, "target_group": 28, "label_sv": 28, "label_en": 24, "concept": 28, "value": 20,
    "key": 18, "checked_by": 20, "financier": 20,
}  # fmt: skip
"""Columns that people write much in, and how wide they are at least."""
_LOOKED_AT = 200
_ROOM_FOR_AXES, _AXIS_WIDTH = 8, 18
"""Blank headings where a record has no axes yet."""
_AUTHOR = "collab_graph"
_PLAIN, _WRAPPED = "text", "long text"
_SHEET_COLOURS = {"population": "A9B8BC", "margins": "A9B8BC", "travel": "A9B8BC"}


def draw_workbook(
    sheets: Sequence[WrittenSheet], path: str | Path, *, language: Language, title: str
) -> Path:
    """Draw sheets as one workbook, whole or not at all, and return the path.

    The same sheets give the same bytes: nothing in the file tells when it was written.

    Parameters
    ----------
    sheets : sequence of WrittenSheet
        In their order; a sheet that tells how to fill them in stands first.
    path : str or Path
        Where to.
    language : Language
        Of the explanations.
    title : str
        What the workbook calls itself.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, NamedStyle

    workbook = Workbook()
    workbook.properties.title = title
    workbook.properties.creator = _AUTHOR
    for name in (_PLAIN, _WRAPPED):
        alignment = Alignment(vertical="top", wrap_text=name == _WRAPPED)
        style = NamedStyle(name, Font(name=TYPEFACE), number_format="@", alignment=alignment)
        workbook.add_named_style(style)
    workbook.remove(workbook.worksheets[0])
    draw_read_me(workbook, language)
    for sheet in sheets:
        _draw_sheet(workbook, sheet, language)
    draw_guide(workbook, language)
    for sheet in sheets:
        for choice in choices(sheet, sheets, language):
            _add_choice(workbook[sheet.title], choice)
    held = io.BytesIO()
    workbook.save(held)
    with writing(path) as stream:
        stream.write(without_clock(held.getvalue()))
    return Path(path)


def _draw_sheet(workbook: "Workbook", written: WrittenSheet, language: Language) -> None:
    """Draw headings and rows of one sheet."""
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(written.title)
    sheet.freeze_panes = "B2"
    sheet.sheet_properties.tabColor = _SHEET_COLOURS.get(written.sheet.name, "4F8A9B")
    for j in range(len(written.columns)):
        _draw_column(sheet, written, j, language)
    widths = [_drawn_width(sheet, j) for j in range(1, len(written.columns) + 1)]
    lines = height_of(zip(written.headings, widths, strict=True))
    sheet.row_dimensions[1].height = max(_HEADING_HEIGHT, lines)
    for i, row in enumerate(written.rows, start=2):
        if any(map(_is_wrapped, row)):
            sheet.row_dimensions[i].height = height_of((text, _WIDEST) for text in row)
    last = get_column_letter(len(written.columns))
    sheet.auto_filter.ref = f"A1:{last}{max(2, len(written.rows) + 1)}"
    if written.sheet.per_axis and len(written.columns) == len(written.sheet.columns):
        _draw_room_for_axes(sheet, len(written.columns) + 1, language)
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    set_up_paper(sheet, language)


def _drawn_width(sheet: "Worksheet", j: int) -> float:
    """Return how wide a column was drawn."""
    from openpyxl.utils import get_column_letter

    return float(sheet.column_dimensions[get_column_letter(j)].width)


def _draw_column(sheet: "Worksheet", written: WrittenSheet, j: int, language: Language) -> None:
    """Draw one column, by its position from 0: heading, width and cells."""
    from openpyxl.utils import get_column_letter

    name, heading = written.columns[j], written.headings[j]
    column = {column.name: column for column in written.sheet.columns}.get(name)
    said = column_said(written.sheet.name, name, language)
    if column is not None and column.filled:
        said = f"{said} {must_said(language)}"
    if j == 0:
        said = f"{sheet_said(written.sheet.name, language)}\n\n{said}"
    _draw_heading(sheet, j + 1, heading, said, is_axis=column is None)
    cells = [row[j] for row in written.rows]
    numeric = column is not None and "number" in column.kind
    narrowest = _NARROWEST if column is None else _ROOMY.get(name, _NARROWEST)
    drawn = sheet.column_dimensions[get_column_letter(j + 1)]
    drawn.width = _width(heading, cells, narrowest)
    # As text, or a spreadsheet program makes the sixteenth of a month of "16-29".
    drawn.number_format = "General" if numeric else "@"
    for i, text in enumerate(cells, start=2):
        _draw_cell(sheet, i, j + 1, text, numeric=numeric)


def _draw_room_for_axes(sheet: "Worksheet", first: int, language: Language) -> None:
    """Draw blank headings for the axes of a record that has none yet, with columns of text."""
    from openpyxl.utils import get_column_letter

    for j in range(first, first + _ROOM_FOR_AXES):
        _draw_heading(sheet, j, "", room_said(language), is_axis=True)
        letter = get_column_letter(j)
        sheet.column_dimensions[letter].width = _AXIS_WIDTH
        sheet.column_dimensions[letter].number_format = "@"


def _draw_heading(sheet: "Worksheet", j: int, text: str, said: str, *, is_axis: bool) -> None:
    """Draw one heading with its explanation as a comment."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = sheet.cell(1, j)
    if text:
        _put_text(cell, text)
    cell.font = Font(name=TYPEFACE, bold=True, color=DEEP if is_axis else "FFFFFF")
    cell.fill = PatternFill("solid", fgColor=CALM if is_axis else DEEP)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = Border(right=Side("thin", color=LINE))
    cell.comment = comment_of(said)


def _draw_cell(sheet: "Worksheet", i: int, j: int, text: str, *, numeric: bool) -> None:
    """Draw one cell; a number that is one stands as a number."""
    from openpyxl.styles import Alignment

    if not text:
        return
    cell = sheet.cell(i, j)
    if numeric and text != "?":
        cell.value = float(text) if "." in text or "e" in text else int(text)
        cell.alignment = Alignment(vertical="top")
        return
    _put_text(cell, text)
    cell.style = _WRAPPED if _is_wrapped(text) else _PLAIN


def _is_wrapped(text: str) -> bool:
    """Whether a text takes more than one line of the widest column."""
    return len(text) > _WIDEST or "\n" in text


def _put_text(cell: object, text: str) -> None:
    """Put text that a spreadsheet shows and does not run into a cell."""
    cell.value = defused(text)  # type: ignore[attr-defined]
    cell.data_type = "s"  # type: ignore[attr-defined]


def _width(heading: str, cells: Sequence[str], narrowest: int) -> int:
    """Return how wide a column should be, in characters."""
    longest = max((len(text) for text in cells[:_LOOKED_AT]), default=0)
    return min(_WIDEST, max(narrowest, len(heading) + 5, longest + 2))


def _add_choice(sheet: "Worksheet", choice: Choice) -> None:
    """Add the drop-down of one column."""
    from openpyxl.worksheet.datavalidation import DataValidation

    # Several between semicolons are legal where a list only helps: no refusal there.
    validation = DataValidation(
        type="list",
        formula1=choice.formula,
        allow_blank=True,
        showErrorMessage=choice.strict,
        errorTitle=choice.title,
        error=choice.message,
    )
    validation.add(choice.cells)
    sheet.add_data_validation(validation)
