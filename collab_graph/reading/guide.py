"""guide: every column of the workbook in one list — what it is for, and how it is filled in."""

from collections.abc import Iterator

from collab_graph.reading.example import example_record
from collab_graph.reading.explanations import AXIS_COLUMN, axis_said, column_said, sheet_said
from collab_graph.reading.written import WrittenSheet, written
from collab_graph.record.faults import Language

HEADINGS: dict[Language, tuple[str, ...]] = {
    "sv": ("blad", "kolumn", "måste fyllas i", "vad den är till för", "så kan det stå"),
    "en": ("sheet", "column", "must be filled in", "what it is for", "what may stand there"),
}
_SHOWN = 2
"""Examples of a column at most."""

Line = tuple[str, ...]


def guide(language: Language) -> tuple[Line, ...]:
    """Return a line for every sheet and every column, as `HEADINGS` says.

    Examples
    --------
    >>> guide("en")[2]
    ('', 'value', '', 'Fill in here.', 'Påhittat exempel')
    """
    record = example_record()
    sheets = written(record.tables, record.axes, language)
    return tuple(line for sheet in sheets for line in _of_sheet(sheet, language))


def _of_sheet(sheet: WrittenSheet, language: Language) -> Iterator[Line]:
    """Return the lines of one sheet: its own, its columns', and one for all its axes."""
    yield sheet.title, "", "", sheet_said(sheet.sheet.name, language), ""
    contract = {column.name: column for column in sheet.sheet.columns}
    must = "ja" if language == "sv" else "yes"
    for j, (name, heading) in enumerate(zip(sheet.columns, sheet.headings, strict=True)):
        if name in contract:
            said = column_said(sheet.sheet.name, name, language)
            filled = must if contract[name].filled else ""
            yield "", heading, filled, said, _examples(sheet, (j,))
    if sheet.sheet.per_axis:
        axes = tuple(j for j, name in enumerate(sheet.columns) if name not in contract)
        heading = AXIS_COLUMN[0 if language == "sv" else 1]
        yield "", heading, "", axis_said(language), _examples(sheet, axes)


def _examples(sheet: WrittenSheet, columns: tuple[int, ...]) -> str:
    """Return what stands in some columns of the example, the first different cells of each."""
    shown = 1 if len(columns) > 1 or sheet.sheet.name == "about" else _SHOWN
    found = [
        cell
        for j in columns
        for cell in list(dict.fromkeys(row[j] for row in sheet.rows if row[j]))[:shown]
    ]
    return "   |   ".join(found)
