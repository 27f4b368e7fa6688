"""plain: the text of a cell, whatever a spreadsheet or a table held in it."""

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd

from collab_graph.record.faults import RecordFault

_KEPT = {"\n", "\t"}


@dataclass(frozen=True)
class RawSheet:
    """One table as a person wrote it, every cell as text.

    Parameters
    ----------
    title : str
        What the person calls the sheet.
    headings : tuple of str
        As written.
    rows : tuple of int
        The number of each row, as the spreadsheet shows it.
    columns : tuple of tuple of str
        The cells below each heading.
    heading_row : int
        The row of the headings.
    refused : tuple of (int, int, RecordFault)
        Cells that cannot be used, such as formulas, by position of row (-1 for the headings) and
        column; they are blank in ``columns``.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[int, ...]
    columns: tuple[tuple[str, ...], ...]
    heading_row: int = 1
    refused: tuple[tuple[int, int, RecordFault], ...] = ()

    def called(self, title: str) -> "RawSheet":
        """Return the same sheet under another title."""
        return replace(self, title=title)

    @classmethod
    def from_table(cls, title: str, table: pd.DataFrame) -> "RawSheet":
        """Take a table; its first row gets the number 2, as under headings in a spreadsheet."""
        columns = tuple(
            tuple(plain_text(value) for value in table.iloc[:, i].tolist())
            for i in range(table.shape[1])
        )
        headings = tuple(plain_text(heading) for heading in table.columns)
        return cls(title, headings, tuple(range(2, len(table) + 2)), columns)


NO_SHEET = RawSheet("", (), (), (), heading_row=0)
"""What stands where a sheet is missing."""

RawSheets = Mapping[str, RawSheet]
"""Raw tables by the English name of their sheet."""


def plain_text(value: object) -> str:
    """Return the text of a cell: "" for nothing, whole numbers without decimals, days as dates.

    Control characters are left out, non-breaking spaces become spaces, and space at either end
    goes: none of them can be seen in a cell.

    Examples
    --------
    >>> plain_text(12.0), plain_text(None), plain_text(True), plain_text(datetime(2026, 1, 13))
    ('12', '', 'yes', '2026-01-13')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)) or value is pd.NA:
        return ""
    if value is pd.NaT:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, datetime):
        midnight = value.hour == value.minute == value.second == value.microsecond == 0
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(plain_text(part) for part in value)
    return clean(str(value))


def clean(text: str) -> str:
    """Return text without what cannot be seen: control characters and space at its ends."""
    if text.isascii() and text.isprintable():
        return text.strip()
    one_line_end = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    seen = "".join(c for c in one_line_end if c in _KEPT or not _unseen(c))
    return unicodedata.normalize("NFC", seen).strip()


def _unseen(character: str) -> bool:
    """Whether a character is a control, half of one, or none at all."""
    return unicodedata.category(character) in {"Cc", "Cs", "Cf"} or character in "\ufffe\uffff"
