"""spreadsheet: tables for Excel and CSV in which no text can run as a formula."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from mobility.foundation.files import writing

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

WHOLE_PERCENT, PERCENT = "0%", "0.0%"
"""How a share of 0.263 is shown: 26 %, 26.3 %."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_WIDEST = 60
_LINE_HEIGHT = 15.0
_MOST_LINES = 27
"""A spreadsheet program lets no row be higher than 409 points."""


def defused(text: str) -> str:
    """Return text that a spreadsheet shows and does not run: an apostrophe before a formula sign.

    Examples
    --------
    >>> print(defused('=HYPERLINK("http://example.org")'))
    '=HYPERLINK("http://example.org")
    >>> defused("kitchen hygiene")
    'kitchen hygiene'
    """
    return f"'{text}" if text.startswith((*FORMULA_STARTS, "'")) else text


def restored(text: str) -> str:
    """Return what `defused` was given.

    Examples
    --------
    >>> restored(defused("-40 °C")), restored(defused("'quoted'"))
    ('-40 °C', "'quoted'")
    """
    guarded = text.startswith("'") and text[1:].startswith((*FORMULA_STARTS, "'"))
    return text[1:] if guarded else text


def defused_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with defused text and headings; lists of names become "a · b · c"."""
    safe = table.copy(deep=False)
    for name in table.columns:
        if table[name].dtype == object or isinstance(table[name].dtype, pd.StringDtype):
            safe[name] = table[name].map(_cell)
    return safe.rename(columns=lambda heading: defused(str(heading)))


def _cell(value: object) -> object:
    """Defuse one value; a list becomes one text."""
    if isinstance(value, (tuple, list)):
        return defused(" · ".join(map(str, value)))
    return defused(value) if isinstance(value, str) else value


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return the table as UTF-8 CSV, defused."""
    return defused_table(table).to_csv(index=False, lineterminator="\n").encode("utf-8")


def write_csv(table: pd.DataFrame, path: str | Path) -> Path:
    """Write the table as UTF-8 CSV, defused, whole or not at all; return the path."""
    with writing(path) as stream:
        stream.write(csv_bytes(table))
    return Path(path)


def write_workbook(
    sheets: Mapping[str, pd.DataFrame],
    path: str | Path,
    *,
    formats: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """Write tables as the sheets of one Excel workbook, defused, and return the path.

    Headings are bold, frozen with a filter, and repeated on every page; columns are as wide as
    their text, and text wider than a column stands on several lines; on paper a sheet lies flat and
    is one page wide. The same tables give the same bytes: nothing in the file tells when it was
    written.

    Parameters
    ----------
    sheets : mapping of str to DataFrame
        Sheet names (at most 31 characters) and their tables.
    path : str or Path
        Where to.
    formats : mapping of str to str
        Number formats of Excel, such as `PERCENT`, by the heading of the columns they are for; they
        say how a number is shown and leave its value as it is.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    for name, table in sheets.items():
        safe = defused_table(table)
        plain = safe.astype("object").where(safe.notna(), None)
        sheet = workbook.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        for i, width in enumerate(_widths(plain), start=1):
            sheet.column_dimensions[get_column_letter(i)].width = width
        _lay_on_paper(sheet)
        heading = [WriteOnlyCell(sheet, value=str(column)) for column in plain.columns]
        for cell in heading:
            cell.font = Font(bold=True)
        sheet.append(heading)
        shown_as = [formats.get(str(column)) for column in table.columns]
        for number, row in enumerate(plain.itertuples(index=False, name=None), start=2):
            cells = [_filled(sheet, v, how) for v, how in zip(row, shown_as, strict=True)]
            lines = max((_lines(v) for v in row if isinstance(v, str)), default=1)
            if lines > 1:
                sheet.row_dimensions[number].height = _LINE_HEIGHT * min(lines, _MOST_LINES)
                cells = [_at_the_top(sheet, cell) for cell in cells]
            sheet.append(cells)
        last = get_column_letter(max(1, len(plain.columns)))
        sheet.auto_filter.ref = f"A1:{last}{len(plain) + 1}"
    held = io.BytesIO()
    workbook.save(held)
    with writing(path) as stream:
        stream.write(without_clock(held.getvalue()))
    return Path(path)


def _lay_on_paper(sheet: Any) -> None:
    """Lay a sheet flat on A4, one page wide, with its headings on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"


def _lines(text: str) -> int:
    """Return how many lines a text takes in a column of the widest."""
    # Words do not break where a column ends, so a line holds a little less than its width.
    return sum(1 + int(len(part) / (0.9 * _WIDEST)) for part in text.split("\n"))


def _at_the_top(sheet: "WriteOnlyWorksheet", value: Any) -> "Cell":
    """Return a cell of a row of several lines: broken into lines, and beginning on the first."""
    from openpyxl.cell import Cell, WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = value if isinstance(value, Cell) else WriteOnlyCell(sheet, value=value)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _filled(sheet: "WriteOnlyWorksheet", value: Any, number_format: str | None) -> Any:
    """Return what goes into a cell: text as text, a number in its format, or the bare value."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str):
        return _text_cell(sheet, value)
    if number_format is None or value is None:
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = number_format
    return cell


def _text_cell(sheet: "WriteOnlyWorksheet", text: str) -> "Cell":
    """Return a cell that holds text whatever it begins with; control characters are left out."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    return cell


def _widths(table: pd.DataFrame) -> list[int]:
    """Return how wide each column should be, in characters."""
    widths = []
    for name in table.columns:
        longest = table[name].head(200).map(lambda value: len(str(value))).max()
        filled = 0 if pd.isna(longest) else int(longest)
        widths.append(min(_WIDEST, max(len(str(name)), filled) + 2))
    return widths


def without_clock(content: bytes) -> bytes:
    """Return the workbook with every time in it set to the earliest a zip can hold."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name, _EARLIEST), part, zipfile.ZIP_DEFLATED)
    return result.getvalue()
