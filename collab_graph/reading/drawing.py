"""drawing: the workbook that planners fill in — headings, colours, drop-downs, explanations."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from collab_graph.reading.choices import Choice, choices
from collab_graph.reading.explanations import column_said, must_said, sheet_said
from collab_graph.reading.help_sheets import draw_guide, draw_read_me
from collab_graph.reading.looks import CALM, DEEP, LINE, TYPEFACE, height_of, set_up_paper
from collab_graph.reading.written import WrittenSheet
from collab_graph.record.faults import Language
from mobility.foundation.files import writing
from mobility.foundation.spreadsheet import defused, without_clock

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NARROWEST, _WIDEST = 12, 44
_ROOMY = {
    "name": 28, "note": 36, "reference": 26, "needs": 24, "places": 20, "entry": 24, "actors": 24,
    "method": 28, "target_group": 28, "label_sv": 28, "label_en": 24, "concept": 28, "value": 20,
    "key": 18, "checked_by": 20, "financier": 20,
}  # fmt: skip
"""Columns that people write much in, and how wide they are at least."""
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
    of_contract = {column.name: column for column in written.sheet.columns}
    for j, (name, heading) in enumerate(zip(written.columns, written.headings, strict=True), 1):
        letter = get_column_letter(j)
        said = column_said(written.sheet.name, name, language)
        if name in of_contract and of_contract[name].filled:
            said = f"{said} {must_said(language)}"
        if j == 1:
            said = f"{sheet_said(written.sheet.name, language)}\n\n{said}"
        _draw_heading(sheet, j, heading, said, is_axis=name not in of_contract)
        cells = [row[j - 1] for row in written.rows]
        kind = of_contract[name].kind if name in of_contract else "text"
        narrowest = _ROOMY.get(name, _NARROWEST) if name in of_contract else _NARROWEST
        sheet.column_dimensions[letter].width = _width(heading, cells, narrowest)
        # As text, or a spreadsheet program makes the sixteenth of a month of "16-29".
        sheet.column_dimensions[letter].number_format = "General" if "number" in kind else "@"
        for i, text in enumerate(cells, start=2):
            _draw_cell(sheet, i, j, text, numeric="number" in kind)
    sheet.row_dimensions[1].height = 24
    for i, row in enumerate(written.rows, start=2):
        if any(map(_is_wrapped, row)):
            sheet.row_dimensions[i].height = height_of((text, _WIDEST) for text in row)
    last = get_column_letter(len(written.columns))
    sheet.auto_filter.ref = f"A1:{last}{max(2, len(written.rows) + 1)}"
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    set_up_paper(sheet, language)


def _draw_heading(sheet: "Worksheet", j: int, text: str, said: str, *, is_axis: bool) -> None:
    """Draw one heading with its explanation as a comment."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = sheet.cell(1, j)
    _put_text(cell, text)
    cell.font = Font(name=TYPEFACE, bold=True, color=DEEP if is_axis else "FFFFFF")
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
