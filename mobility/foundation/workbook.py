"""workbook: the rows of an Excel workbook's first sheet, bounded like any packed file."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import read_bytes
from mobility.foundation.unpacking import FREE_BYTES, MAX_RATIO

_Cells = tuple[object, ...]
DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, ParseError, KeyError, IndexError, TypeError,
    ValueError,
)  # fmt: skip
"""What openpyxl lets through where a part of the workbook is cut short, damaged or missing."""


def workbook_rows(path: str | Path) -> Iterator[_Cells]:
    """Yield the cells of every row of a workbook's first sheet, empty rows too.

    Parameters
    ----------
    path : str or Path
        An ``.xlsx`` file.

    Yields
    ------
    tuple of object
        The values of the cells; None where a cell is empty, the last result where it is a formula.

    Raises
    ------
    FileProblemError
        If the file is missing, empty, no workbook, damaged, or unpacks to more than
        ``64 MB + 200 ×`` its size.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    content = read_bytes(path)
    try:
        _check_bound(path, content)
        with _without_remarks():
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, InvalidFileException) as error:
        said = f"is not an Excel workbook, whatever its name says ({error}); is it a CSV?"
        raise FileProblemError(path, said) from error
    except DAMAGE as error:
        raise FileProblemError(path, f"is cut short or damaged ({error}).") from error
    try:
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        while (cells := _next_row(rows)) is not None:
            yield cells
    except DAMAGE as error:
        raise FileProblemError(path, f"is cut short or damaged ({error}).") from error
    finally:
        workbook.close()


def _check_bound(path: str | Path, content: bytes) -> None:
    """Refuse a workbook whose parts are far larger unpacked than packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
    limit = FREE_BYTES + MAX_RATIO * len(content)
    if unpacked > limit:
        said = f"unpacks to more than {limit:,} bytes, too much for its size."
        raise FileProblemError(path, said)


def _next_row(rows: Iterator[_Cells]) -> _Cells | None:
    """Return the next row, or None after the last."""
    with _without_remarks():
        return next(rows, None)


def _without_remarks() -> warnings.catch_warnings:
    """Silence openpyxl's remarks on looks and drop-downs, which carry no values."""
    return warnings.catch_warnings(action="ignore", category=UserWarning)
