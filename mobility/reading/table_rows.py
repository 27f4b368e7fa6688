"""table_rows: headings and rows of CSV, Excel and Parquet files, cell by cell as they stand."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pandas as pd

from mobility.foundation.errors import Fault, FileProblemError, InputError
from mobility.foundation.files import MAX_LINE, lines, not_in_encoding, opened, read_bytes
from mobility.foundation.workbook import workbook_rows

Format = Literal["csv", "excel", "parquet", "json"]

DELIMITERS = ",;\t|"
_PACKED = {".gz", ".zst", ".zip"}
_FORMATS: dict[str, Format] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
}
_TWO_BYTE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Row(NamedTuple):
    """One row: its line (a spreadsheet's row number, a Parquet row from 1) and its cells."""

    line: int
    cells: tuple[Any, ...]


def file_format(path: str | Path) -> Format:
    """Say what a file is by its name, or by its first bytes where the name does not tell.

    Raises
    ------
    FileProblemError
        If the file is missing, empty, damaged, or an old Excel workbook.
    """
    name = Path(path)
    inner = Path(name.stem) if name.suffix in _PACKED else name
    suffix = inner.suffix.casefold()
    if suffix == ".xls":
        raise FileProblemError(path, "is an old Excel workbook; save it as .xlsx or as CSV UTF-8.")
    if suffix in _FORMATS:
        return _FORMATS[suffix]
    filled = (line for _, _, line in lines(path) if line.strip())
    start = next(filled, b"").lstrip()[:4]
    if start.startswith((b"{", b"[")):
        return "json"
    by_mark: dict[bytes, Format] = {b"PAR1": "parquet", b"PK\x03\x04": "excel"}
    return by_mark.get(start, "csv")


def headings_and_rows(
    path: str | Path, *, encoding: str = "utf-8"
) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the headings of a table file and an iterator over its rows.

    Parameters
    ----------
    path : str or Path
        CSV (comma, semicolon, tab or bar, told by the headings), Excel (first sheet) or Parquet.
    encoding : str
        How a CSV is written; one in which a line end is one byte.

    Returns
    -------
    tuple of (tuple of str, iterator of Row)
        Cells of a CSV are text, so that codes keep their zeros; rows of a CSV may have fewer or
        more cells than there are headings. Rows without any cell are passed over.

    Raises
    ------
    FileProblemError
        If the file is missing, empty, damaged, or not what its name says.
    InputError
        If a heading stands twice, or the quotation marks of a CSV do not match.
    """
    kind = file_format(path)
    if kind == "json":
        raise FileProblemError(path, "holds JSON, but a table is needed: CSV, Excel or Parquet.")
    readers = {"csv": _csv_rows, "excel": _excel_rows, "parquet": _parquet_rows}
    rows = readers[kind](path, encoding)
    first = next(rows, None)
    if first is None:
        raise FileProblemError(path, "has no headings.")
    headings = tuple("" if cell is None else str(cell).strip() for cell in first.cells)
    twice = sorted({name for name in headings if name and headings.count(name) > 1})
    if twice:
        raise InputError(Path(path).name, [f"the heading {name!r} stands twice" for name in twice])
    return headings, rows


def text_table(path: str | Path, *, encoding: str = "utf-8") -> pd.DataFrame:
    """Return a whole table file as text, blank cells as "", indexed by line.

    Raises
    ------
    FileProblemError, InputError
        As `headings_and_rows`, and with every row whose cells do not fit the headings.
    """
    headings, rows = headings_and_rows(path, encoding=encoding)
    found = list(rows)
    faults = [
        f"line {row.line}: {misfit(row, headings)}"
        for row in found
        if len(row.cells) != len(headings)
    ]
    if faults:
        raise InputError(Path(path).name, faults)
    if not found:
        raise FileProblemError(path, "has headings but no rows.")
    cells = [[as_text(cell) or "" for cell in row.cells] for row in found]
    lines_read = pd.Index([row.line for row in found], name="line", dtype="int64")
    return pd.DataFrame(cells, columns=list(headings), index=lines_read, dtype="str")


def mapped(table: pd.DataFrame, columns: Mapping[str, str], source: str) -> pd.DataFrame:
    """Return the mapped columns of a text table under their new names, without outer spaces.

    Parameters
    ----------
    table : DataFrame
        What `text_table` returns.
    columns : mapping of str to str
        From the name a column is to have to its heading in the file.
    source : str
        What to call the file.

    Raises
    ------
    InputError
        With every heading that the file does not have.
    """
    faults = absent(columns, table.columns)
    if faults:
        raise InputError(source, faults)
    chosen = pd.DataFrame({column: table[name].str.strip() for column, name in columns.items()})
    return chosen.set_axis(table.index)


_LONGEST = 40


def absent(columns: Mapping[str, str], names: Iterable[str]) -> list[Fault]:
    """Return a fault for every column of a mapping that a file does not have."""
    there = list(names)
    faults = []
    for column, name in columns.items():
        if name not in there:
            near = get_close_matches(name, [one for one in there if len(one) <= _LONGEST], n=1)
            said = f"no column {name!r} (for {column!r}); the file has {listed(there)}."
            faults.append(Fault(said, nearest=near[0] if near else None))
    return faults


def listed(names: Iterable[str]) -> str:
    """Return up to twenty names in quotes, each cut at forty letters, and how many more there are.

    A file of another kind has no headings, and its first line may tell of somebody.
    """
    there = [name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in names]
    more = f" … and {len(there) - 20} more" if len(there) > 20 else ""
    return (", ".join(map(repr, there[:20])) or "no columns") + more


def misfit(row: Row, headings: Sequence[str]) -> str:
    """Say how many cells a row has where the headings are another number."""
    return f"{len(row.cells)} cells under {len(headings)} headings"


def as_text(cell: object) -> str | None:
    """Return a cell as text, or None if it is empty; whole numbers have no decimals.

    Examples
    --------
    >>> as_text(2512.0), as_text("0110"), as_text(None), as_text(float("nan"))
    ('2512', '0110', None, None)
    """
    if cell is None or cell != cell:
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _csv_rows(path: str | Path, encoding: str) -> Iterator[Row]:
    """Yield the headings and then every row of a CSV."""
    with opened(path) as stream:
        text = _text_lines(path, stream, encoding)
        header = next(text, None)
        if header is None:
            return
        reader = csv.reader(_again(header, text), delimiter=_delimiter(header), strict=True)
        before = 0
        try:
            for cells in reader:
                if cells:
                    yield Row(before + 1, tuple(cells))
                before = reader.line_num
        except csv.Error as error:
            said = (
                f"line {before + 1}: {error}; a quotation mark inside a quoted cell must be "
                "doubled, and a quoted cell must end. Save it again as CSV from a spreadsheet, or "
                "as Parquet."
            )
            raise InputError(Path(path).name, [said]) from error


def _again(header: str, rest: Iterator[str]) -> Iterator[str]:
    """Yield the line read ahead, and the rest."""
    yield header
    yield from rest


def _text_lines(path: str | Path, stream: Any, encoding: str) -> Iterator[str]:
    """Yield each line of a stream as text with its line end, without a byte-order mark."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if number == 1:
            if line.startswith(_TWO_BYTE_MARKS):
                raise FileProblemError(path, "is written in UTF-16; save it as CSV UTF-8.")
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > MAX_LINE:
            raise FileProblemError(path, f"line {number} is longer than {MAX_LINE:,} bytes.")
        try:
            yield line.decode(encoding)
        except UnicodeDecodeError as error:
            raise FileProblemError(path, not_in_encoding(encoding, number)) from error


def _delimiter(header: str) -> str:
    """Return the delimiter that cuts the headings into most cells; a comma if none does."""

    def cells(delimiter: str) -> int:
        try:
            return len(next(csv.reader([header], delimiter=delimiter), []))
        except csv.Error:
            return 0

    return max(DELIMITERS, key=cells)


def _excel_rows(path: str | Path, encoding: str) -> Iterator[Row]:  # noqa: ARG001
    """Yield every filled row of the first sheet."""
    for number, cells in enumerate(workbook_rows(path), start=1):
        if any(cell is not None for cell in cells):
            yield Row(number, cells)


def _parquet_rows(path: str | Path, encoding: str) -> Iterator[Row]:  # noqa: ARG001
    """Yield the names of the columns and then every row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    content = pa.BufferReader(read_bytes(path))
    try:
        file = pq.ParquetFile(content)
    except (pa.ArrowException, OSError) as error:
        said = f"is not a Parquet file, whatever its name says ({error}); is it a CSV?"
        raise FileProblemError(path, said) from error
    yield Row(0, tuple(file.schema_arrow.names))
    number = 0
    try:
        for batch in file.iter_batches(batch_size=4096):
            columns = [column.to_pylist() for column in batch.columns]
            for cells in zip(*columns, strict=True):
                number += 1
                yield Row(number, cells)
    except (pa.ArrowException, OSError) as error:
        raise FileProblemError(path, f"is damaged after row {number} ({error}).") from error
