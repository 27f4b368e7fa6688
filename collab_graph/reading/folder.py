"""folder: a record as a folder of CSV files, one a sheet."""

import csv
import io
from pathlib import Path

from collab_graph.reading.gathering import gathered, record_of, sheet_called
from collab_graph.record.contracts import SHEETS
from collab_graph.record.plain import RawSheet, plain_text
from collab_graph.record.record import Record
from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import read_text
from mobility.foundation.spreadsheet import restored, write_csv

_SEPARATORS = (",", ";", "\t")


def read_folder(path: str | Path) -> Record:
    """Read a record from a folder with one CSV file a sheet, UTF-8.

    Parameters
    ----------
    path : str or Path
        Folder with files called as the sheets, in English or Swedish ("mandates.csv" or
        "Uppdrag.csv"), separated by comma, semicolon or tab. Other files are left out and counted.

    Returns
    -------
    Record
        Checked and canonical.

    Raises
    ------
    FileProblemError
        If there is no such folder, or a file in it is no text in UTF-8.
    InputError
        With every fault: file, row, column, value, what was expected, the nearest legal value.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise FileProblemError(folder, "is no folder.")
    files = sorted(file for file in folder.iterdir() if file.is_file())
    found, blank, others = [], 0, 0
    for file in files:
        if file.suffix.casefold() != ".csv":
            others += 1
        elif sheet_called(file.stem) is None:
            found.append(RawSheet(file.stem, (), (), ()))
        elif file.stat().st_size:
            raw, skipped = csv_sheet(file)
            found.append(raw)
            blank += skipped
    counts = {"other files": others, "blank rows": blank}
    sheets = gathered(found)
    return record_of(sheets, source=folder.name, reader="read_folder", counts=counts)


def write_folder(record: Record, path: str | Path) -> Path:
    """Write a record as one CSV file a sheet, UTF-8, English headings, and return the folder.

    Sheets without rows are written too, with their headings. Text that a spreadsheet would run is
    defused; `read_folder` undoes it and gives back the same record.

    Parameters
    ----------
    record : Record
        What to write.
    path : str or Path
        The folder; made if it is not there.

    Returns
    -------
    Path
        The folder.
    """
    folder = Path(path)
    for sheet in SHEETS:
        write_csv(record.tables[sheet.name], folder / f"{sheet.name}.csv")
    return folder


def csv_sheet(file: Path) -> tuple[RawSheet, int]:
    """Read one file, and count its blank lines below the headings."""
    text = read_text(file)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise FileProblemError(file, f"is no CSV that can be read ({error}).") from error
    filled = [
        (number, [restored(plain_text(cell)) for cell in line])
        for number, line in enumerate(lines, start=1)
        if any(map(str.strip, line))
    ]
    if not filled:
        return RawSheet(file.stem, (), (), ()), 0
    (heading_row, headings), rows = filled[0], filled[1:]
    width = max(len(cells) for _, cells in filled)
    columns = tuple(
        tuple(cells[i] if i < len(cells) else "" for _, cells in rows) for i in range(width)
    )
    padded = (*headings, *[""] * (width - len(headings)))
    numbers = tuple(number for number, _ in rows)
    raw = RawSheet(file.stem, padded, numbers, columns, heading_row)
    return raw, len(lines) - heading_row - len(rows)


def _separator(text: str) -> str:
    """Return what separates the headings, the most frequent of those that may."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)
