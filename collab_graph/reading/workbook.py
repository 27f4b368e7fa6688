"""workbook: a record out of an Excel workbook that people have filled in."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from collab_graph.reading.gathering import gathered, record_of, sheet_called
from collab_graph.reading.package import Package, open_package
from collab_graph.record.faults import RecordFault
from collab_graph.record.plain import RawSheet, plain_text
from collab_graph.record.record import Record
from mobility.foundation.errors import FileProblemError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.spreadsheet import restored

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LONGEST = 32_767
"""Characters in a cell: the most that a spreadsheet program lets a person type."""
MOST_COLUMNS = 200
_STEP = 5_000
UNREADABLE = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, OverflowError,
    zipfile.BadZipFile, zlib.error, EOFError, ElementTree.ParseError,
)  # fmt: skip
"""What openpyxl raises on parts that contradict each other."""

_TOO_FAR_OUT = RecordFault(
    f"a cell stands beyond column {MOST_COLUMNS}, where no table reaches",
    expected_sv=f"en cell står bortom kolumn {MOST_COLUMNS}, dit ingen tabell når",
)

Refused = list[tuple[int, int, RecordFault]]


def read_workbook(path: str | Path, *, progress: Progress = silent) -> Record:
    """Read a record from one Excel workbook, as planners fill it in.

    Sheets and headings are read in Swedish or English, in any order; sheets of other names are
    left out and counted; blank rows are passed over. Macros are never run. Cells may hold numbers
    and dates as text, and what was defused on the way out is undone.

    Parameters
    ----------
    path : str or Path
        An ``.xlsx`` or ``.xlsm`` file.
    progress : Progress
        Called with the sheet and its rows so far.

    Returns
    -------
    Record
        Its recipe counts the rows, blank rows, other sheets and macros left out.

    Raises
    ------
    FileProblemError
        If the file is missing, no workbook, damaged or too large.
    InputError
        With every fault: sheet, row and column as the workbook shows them, value, what was
        expected, and the nearest legal value. Formulas, merged cells and error values are faults.
    """
    package = open_package(path)
    name = Path(path).name
    found = sheets_in(package, path, lambda title: sheet_called(title) is not None, progress)
    blank = sum(count for _, count in found)
    sheets = gathered([raw for raw, _ in found])
    counts = {"blank rows": blank, "macros left out": int(package.macros)}
    return record_of(sheets, source=name, reader="read_workbook", counts=counts)


def sheets_in(
    package: Package, path: str | Path, wanted: Callable[[str], bool], progress: Progress = silent
) -> list[tuple[RawSheet, int]]:
    """Return every sheet with its number of blank rows; others than those wanted without cells.

    Raises
    ------
    FileProblemError
        If parts of the workbook contradict each other.
    """
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions it does not know; no cell depends on them.
            warnings.simplefilter("ignore")
            return _sheets(package, wanted, progress)
    except UNREADABLE as error:
        raise FileProblemError(
            path, f"cannot be read ({type(error).__name__}); open it in Excel and save it again."
        ) from error


def _sheets(
    package: Package, wanted: Callable[[str], bool], progress: Progress
) -> list[tuple[RawSheet, int]]:
    from openpyxl import load_workbook

    workbook: Workbook = load_workbook(io.BytesIO(package.content), read_only=True)
    found = []
    for sheet in workbook.worksheets:
        if not wanted(sheet.title):
            found.append((RawSheet(sheet.title, (), (), ()), 0))
            continue
        # The size that a sheet declares may be wrong, and hide rows.
        sheet.reset_dimensions()
        merged = package.merged.get(sheet.title, ())
        found.append(_sheet(sheet.title, sheet.iter_rows(), merged, progress))
    workbook.close()
    return found


def _sheet(
    title: str, lines: Iterable[Sequence[Any]], merged: Sequence[str], progress: Progress
) -> tuple[RawSheet, int]:
    """Return the cells of one sheet and how many blank rows it has below its headings."""
    headings: list[str] = []
    heading_row, blank = 1, 0
    rows: list[int] = []
    cells: list[list[str]] = []
    refused: Refused = []
    for number, line in enumerate(lines, start=1):
        if number % _STEP == 0:
            progress(title, number, None)
        found: Refused = []
        texts = [_text(cell, len(rows), i, found) for i, cell in enumerate(line[:MOST_COLUMNS])]
        if any(cell.value is not None for cell in line[MOST_COLUMNS:]):
            found.append((len(rows), MOST_COLUMNS - 1, _TOO_FAR_OUT))
        if not any(texts) and not found:
            blank += bool(headings)
        elif not headings:
            headings, heading_row = texts, number
            refused += [(-1, i, fault) for _, i, fault in found]
        else:
            rows.append(number)
            cells.append(texts)
            refused += found
    width = max([len(headings), *(_filled_width(texts) for texts in cells), *(i + 1 for _, i, _ in refused)])  # fmt: skip # noqa: E501
    columns = tuple(
        tuple(texts[i] if i < len(texts) else "" for texts in cells) for i in range(width)
    )
    padded = (*headings, *[""] * (width - len(headings)))
    refused += [_of_merged(region, rows) for region in merged if width]
    raw = RawSheet(title, padded, tuple(rows), columns, heading_row, tuple(refused))
    return raw, blank


def _filled_width(texts: Sequence[str]) -> int:
    """Return how many columns a row takes."""
    return max((i + 1 for i, text in enumerate(texts) if text), default=0)


def _text(cell: Any, row: int, column: int, refused: Refused) -> str:
    """Return the text of a cell; one that cannot be used is noted and gives ""."""
    if cell.value is None:
        return ""
    fault = None
    if cell.data_type == "f":
        fault = RecordFault(
            "a formula: put its value here instead",
            expected_sv="en formel: skriv värdet här i stället",
        )
    elif cell.data_type == "e":
        fault = RecordFault(
            f"the spreadsheet shows an error here ({cell.value})",
            expected_sv=f"kalkylprogrammet visar ett fel här ({cell.value})",
        )
    elif isinstance(cell.value, str) and len(cell.value) > LONGEST:
        fault = RecordFault(
            f"the text is longer than {LONGEST} characters",
            expected_sv=f"texten är längre än {LONGEST} tecken",
        )
    if fault is not None:
        refused.append((row, column, fault))
        return ""
    return restored(plain_text(cell.value))


def _of_merged(region: str, rows: Sequence[int]) -> tuple[int, int, RecordFault]:
    """Return the fault of merged cells, at the headings or at the row they begin on."""
    first = int("".join(c for c in region.split(":")[0] if c.isdigit()))
    fault = RecordFault(
        f"merged cells ({region}): split them and fill in every one",
        expected_sv=f"sammanfogade celler ({region}): dela dem och fyll i var och en",
    )
    return (rows.index(first) if first in rows else -1), 0, fault
