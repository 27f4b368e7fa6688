"""drawing: the workbook that planners fill in — headings, colours, drop-downs, explanations."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from collab_graph.reading.choices import Choice, choices
from collab_graph.reading.explanations import READ_ME_EN, READ_ME_SV, column_said, sheet_said
from collab_graph.reading.gathering import README_EN, README_SV
from collab_graph.reading.written import WrittenSheet
from collab_graph.record.faults import Language
from mobility.foundation.files import writing
from mobility.foundation.spreadsheet import defused, without_clock

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

DEEP, CALM, PALE, LINE = "1F4E5F", "DCE9EC", "F5F9FA", "B8CDD3"
"""Heading, column of ids, axis headings, and the lines between cells."""
_NARROWEST, _WIDEST = 12, 44
_LOOKED_AT = 200
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
    from openpyxl.styles import Alignment, NamedStyle

    workbook = Workbook()
    workbook.properties.title = title
    workbook.properties.creator = _AUTHOR
    for name in (_PLAIN, _WRAPPED):
        alignment = Alignment(vertical="top", wrap_text=name == _WRAPPED)
        workbook.add_named_style(NamedStyle(name, number_format="@", alignment=alignment))
    first = workbook.worksheets[0]
    first.title = README_SV if language == "sv" else README_EN
    _draw_read_me(first, READ_ME_SV if language == "sv" else READ_ME_EN)
    for sheet in sheets:
        _draw_sheet(workbook, sheet, language)
    for sheet in sheets:
        for choice in choices(sheet, sheets, language):
            _add_choice(workbook[sheet.title], choice)
    held = io.BytesIO()
    workbook.save(held)
    with writing(path) as stream:
        stream.write(without_clock(held.getvalue()))
    return Path(path)


def _draw_read_me(sheet: "Worksheet", lines: Sequence[tuple[str, bool]]) -> None:
    """Draw the sheet that tells how to fill in the others."""
    from openpyxl.styles import Alignment, Font

    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 3
    sheet.column_dimensions["B"].width = 96
    sheet.sheet_properties.tabColor = DEEP
    for i, (text, is_heading) in enumerate(lines, start=2):
        cell = sheet.cell(i, 2, text)
        size = 18 if i == 2 else 13 if is_heading else 11
        cell.font = Font(bold=is_heading, size=size, color=DEEP if is_heading else "222222")
        cell.alignment = Alignment(vertical="center")
        sheet.row_dimensions[i].height = 30 if i == 2 else 22 if is_heading else 17


def _draw_sheet(workbook: "Workbook", written: WrittenSheet, language: Language) -> None:
    """Draw headings and rows of one sheet."""
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(written.title)
    sheet.freeze_panes = "B2"
    sheet.sheet_properties.tabColor = _SHEET_COLOURS.get(written.sheet.name, "4F8A9B")
    of_contract = {column.name: column for column in written.sheet.columns}
    for j, (name, heading) in enumerate(zip(written.columns, written.headings, strict=True), 1):
        letter = get_column_letter(j)
        said = column_said(written.sheet.name, name, language)
        if j == 1:
            said = f"{sheet_said(written.sheet.name, language)}\n\n{said}"
        _draw_heading(sheet, j, heading, said, is_axis=name not in of_contract)
        cells = [row[j - 1] for row in written.rows]
        kind = of_contract[name].kind if name in of_contract else "text"
        sheet.column_dimensions[letter].width = _width(heading, cells)
        # As text, or a spreadsheet program makes the sixteenth of a month of "16-29".
        sheet.column_dimensions[letter].number_format = "General" if "number" in kind else "@"
        for i, text in enumerate(cells, start=2):
            _draw_cell(sheet, i, j, text, numeric="number" in kind)
    sheet.row_dimensions[1].height = 24
    last = get_column_letter(len(written.columns))
    sheet.auto_filter.ref = f"A1:{last}{max(2, len(written.rows) + 1)}"


def _draw_heading(sheet: "Worksheet", j: int, text: str, said: str, *, is_axis: bool) -> None:
    """Draw one heading with its explanation as a comment."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = sheet.cell(1, j)
    _put_text(cell, text)
    cell.font = Font(bold=True, color=DEEP if is_axis else "FFFFFF")
    cell.fill = PatternFill("solid", fgColor=CALM if is_axis else DEEP)
    cell.alignment = Alignment(vertical="center")
    cell.border = Border(right=Side("thin", color=LINE))
    cell.comment = Comment(said, _AUTHOR, height=40 + 18 * (1 + len(said) // 38), width=300)


def _draw_cell(sheet: "Worksheet", i: int, j: int, text: str, *, numeric: bool) -> None:
    """Draw one cell; a number that is one stands as a number."""
    if not text:
        return
    cell = sheet.cell(i, j)
    if numeric and text != "?":
        cell.value = float(text) if "." in text or "e" in text else int(text)
        return
    _put_text(cell, text)
    cell.style = _WRAPPED if len(text) > _WIDEST or "\n" in text else _PLAIN


def _put_text(cell: object, text: str) -> None:
    """Put text that a spreadsheet shows and does not run into a cell."""
    cell.value = defused(text)  # type: ignore[attr-defined]
    cell.data_type = "s"  # type: ignore[attr-defined]


def _width(heading: str, cells: Sequence[str]) -> int:
    """Return how wide a column should be, in characters."""
    longest = max((len(text) for text in cells[:_LOOKED_AT]), default=0)
    return min(_WIDEST, max(_NARROWEST, len(heading) + 4, longest + 2))


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
