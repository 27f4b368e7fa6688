"""annotate: a copy of a workbook with what is wrong as comments on its cells."""

import io
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from collab_graph.reading.looks import comment_of
from collab_graph.reading.package import open_package
from collab_graph.reading.workbook import UNREADABLE
from collab_graph.record.faults import Language, RecordFault
from collab_graph.record.plain import plain_text
from collab_graph.record.private import masked
from mobility.foundation.errors import Fault, FileProblemError
from mobility.foundation.files import writing
from mobility.foundation.spreadsheet import restored, without_clock

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MARK = "F8D7A8"
_MOST_CELLS = 2_000
"""Cells with comments at most: more than that nobody reads; the rest are counted on the first."""


def annotate(
    path: str | Path,
    faults: Sequence[Fault | str],
    out: str | Path,
    *,
    language: Language = "sv",
) -> Path:
    """Write a copy of a workbook with each fault as a comment on its cell, and return its path.

    The given workbook is not changed. The cell of a fault is coloured and its comment says what is
    wrong, what was expected, and the nearest legal value; a fault of a whole row stands on its
    first cell, one of a whole sheet on A1, one of a missing sheet on A1 of the first sheet. The
    copy has no macros, and no pictures or charts.

    Parameters
    ----------
    path : str or Path
        The workbook that was read.
    faults : sequence of Fault or str
        ``problems`` of the error that `read_workbook` raised.
    out : str or Path
        Where the copy goes, ending in ``.xlsx``; not the workbook itself.
    language : Language
        Of the comments.

    Returns
    -------
    Path
        The copy.

    Raises
    ------
    FileProblemError
        If the workbook cannot be read, or ``out`` is the same file.
    """
    from openpyxl import load_workbook

    if Path(out).resolve() == Path(path).resolve():
        raise FileProblemError(out, "is the workbook itself; name another file for the copy.")
    package = open_package(path)
    try:
        with warnings.catch_warnings():
            # As in read_workbook: styles and extensions that openpyxl does not know.
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(package.content))
            _keep_readable(workbook)
            for place, remarks in _by_cell(workbook, faults, language).items():
                _comment(workbook, *place, "\n".join(remarks))
            held = io.BytesIO()
            workbook.save(held)
    except UNREADABLE as error:
        raise FileProblemError(
            path, f"cannot be copied ({type(error).__name__}); open it in Excel and save it again."
        ) from error
    with writing(out) as stream:
        stream.write(without_clock(held.getvalue()))
    return Path(out)


def _keep_readable(workbook: "Workbook") -> None:
    """Give the comments that stand there their size again, which openpyxl does not read."""
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None:
                    cell.comment = comment_of(cell.comment.text)


Cell = tuple[str, int, int]
"""Title of the sheet, row and column, from 1."""


def _by_cell(
    workbook: "Workbook", faults: Sequence[Fault | str], language: Language
) -> dict[Cell, list[str]]:
    """Return what is to be said at each cell."""
    found: dict[Cell, list[str]] = {}
    positions = {sheet.title: _headings(sheet) for sheet in workbook.worksheets}
    first = workbook.worksheets[0].title
    for i, fault in enumerate(faults):
        if len(found) >= _MOST_CELLS:
            more = len(faults) - i
            said = f"… och {more} fel till" if language == "sv" else f"… and {more} more faults"
            found.setdefault((first, 1, 1), []).append(said)
            break
        if isinstance(fault, str) or fault.sheet not in positions:
            found.setdefault((first, 1, 1), []).append(_sentence(fault, language))
            continue
        headings = positions[fault.sheet]
        column = headings.get(fault.column or "", 1)
        remark = fault.remark(language) if isinstance(fault, RecordFault) else str(fault)
        found.setdefault((fault.sheet, fault.row or 1, column), []).append(remark)
    return found


def _headings(sheet: "Worksheet") -> dict[str, int]:
    """Return the position of each heading in the first row that has any; private ones masked."""
    for row in sheet.iter_rows():
        numbered = reversed(list(enumerate(row, start=1)))
        texts = {restored(plain_text(cell.value)): i for i, cell in numbered}
        texts.pop("", None)
        if texts:
            return {masked(text): column for text, column in texts.items()} | texts
    return {}


def _sentence(fault: Fault | str, language: Language) -> str:
    """Return a fault that has no sheet to stand on, place and all."""
    return fault.sentence(language) if isinstance(fault, RecordFault) else str(fault)


def _comment(workbook: "Workbook", title: str, row: int, column: int, text: str) -> None:
    """Put a comment on a cell, after what stands there, and colour it."""
    from openpyxl.cell import MergedCell
    from openpyxl.styles import PatternFill

    sheet = workbook[title]
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        region = next(r for r in sheet.merged_cells.ranges if cell.coordinate in r)
        cell = sheet.cell(region.min_row, region.min_col)
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    cell.comment = comment_of(before + text)
    cell.fill = PatternFill("solid", fgColor=_MARK)
