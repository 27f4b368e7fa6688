"""hxl_columns: the columns of an HXL table, by what their hashtags say."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from collab_graph.record.plain import plain_text
from mobility.foundation.errors import Fault, FileProblemError, InputError, nearest_names
from mobility.foundation.files import read_text
from mobility.foundation.spreadsheet import restored

_TAG = re.compile(r"#\s*([a-z][a-z0-9_]*)((?:\s*\+\s*[a-z][a-z0-9_]*)*)\s*", re.IGNORECASE)
_FIRST_ROWS = 25
"""How far down the hashtags may stand, as other readers of HXL look."""
_SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True)
class HxlColumn:
    """One column of an HXL table.

    Parameters
    ----------
    heading : str
        As the table has it, in the row above the hashtags.
    tag : str
        The hashtag without "#", "" where the column has none.
    attributes : frozenset of str
        Without "+".
    cells : tuple of str
        Below the hashtag.
    """

    heading: str
    tag: str
    attributes: frozenset[str]
    cells: tuple[str, ...]

    @property
    def written(self) -> str:
        """The hashtag with its attributes in order, else the heading."""
        if not self.tag:
            return self.heading
        return "#" + "+".join([self.tag, *sorted(self.attributes)])


@dataclass(frozen=True)
class HxlTable:
    """The columns of an HXL table, and the number of each of its rows."""

    columns: tuple[HxlColumn, ...]
    rows: tuple[int, ...]


def read_hxl_table(path: str | Path, *, tags: Mapping[str, str] | None = None) -> HxlTable:
    """Return the columns of an HXL table.

    Parameters
    ----------
    path : str or Path
        CSV in UTF-8, separated by comma, semicolon or tab, with a row of hashtags under the
        headings.
    tags : mapping of str to str, optional
        Hashtags by heading, for a table that has none of its own, such as {"Region": "#adm1+name"}.

    Raises
    ------
    FileProblemError
        If it cannot be read.
    InputError
        If it has no hashtags and none are given, or if a heading of ``tags`` is not in it or a
        hashtag is none.
    """
    file = Path(path)
    text = read_text(file)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise FileProblemError(file, f"is no CSV that can be read ({error}).") from error
    cells = [[restored(plain_text(cell)) for cell in line] for line in lines]
    at = _tag_row(cells)
    if at is None and not tags:
        raise InputError(
            file.name,
            [
                f"no row of HXL hashtags among the first {_FIRST_ROWS}; add one under the headings "
                "(#org, #sector, #adm1 …), or say which heading has which hashtag"
            ],
        )
    if at is None:
        at = 0
        tagged = _given(file.name, cells[0] if cells else [], tags or {})
    else:
        tagged = cells[at]
    headings = cells[at - 1] if at else cells[0] if tags else [""] * len(tagged)
    body = [(n, row) for n, row in enumerate(cells[at + 1 :], start=at + 2) if any(row)]
    width = max([len(tagged), *(len(row) for _, row in body)])
    columns = []
    for i in range(width):
        tag, attributes = _parsed(tagged[i] if i < len(tagged) else "")
        below = tuple(row[i] if i < len(row) else "" for _, row in body)
        heading = headings[i] if i < len(headings) else ""
        columns.append(HxlColumn(heading or f"column {i + 1}", tag, attributes, below))
    return HxlTable(tuple(columns), tuple(n for n, _ in body))


def _tag_row(cells: list[list[str]]) -> int | None:
    """Return where the hashtags stand: the first row with nothing else in it."""
    for at, row in enumerate(cells[:_FIRST_ROWS]):
        filled = [cell for cell in row if cell]
        if filled and all(_TAG.fullmatch(cell) for cell in filled):
            return at
    return None


def _given(source: str, headings: list[str], tags: Mapping[str, str]) -> list[str]:
    """Return the given hashtag of every heading."""
    faults = [
        Fault(
            f"no heading {name!r} on the first row",
            nearest=next(iter(nearest_names(name, headings)), None),
        )
        for name in tags
        if name not in headings
    ]
    faults += [
        Fault("a hashtag such as #org or #adm1+name", value=tag)
        for tag in tags.values()
        if not _TAG.fullmatch(tag)
    ]
    if faults:
        raise InputError(source, faults)
    return [tags.get(heading, "") for heading in headings]


def _parsed(text: str) -> tuple[str, frozenset[str]]:
    """Return a hashtag without "#", and its attributes."""
    match = _TAG.fullmatch(text)
    if match is None:
        return "", frozenset()
    attributes = (part.strip().casefold() for part in match[2].split("+"))
    return match[1].casefold(), frozenset(filter(None, attributes))
