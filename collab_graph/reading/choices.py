"""choices: the drop-downs of the workbook — fixed words, and what other sheets have listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collab_graph.reading.written import WrittenSheet
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.faults import Language
from collab_graph.record.words import in_language

ROWS = 2_000
"""Rows of a sheet that have drop-downs, and rows of a list they look in."""

_LISTED = {
    ("actors", "parent"): "actors",
    ("axes", "assessor"): "actors",
    ("values", "axis"): "axes",
    ("places", "parent"): "places",
    ("travel", "from"): "places",
    ("travel", "to"): "places",
    ("mandates", "actor"): "actors",
    ("mandates", "needs"): "needs",
    ("mandates", "places"): "places",
    ("exclusions", "mandate"): "mandates",
    ("exclusions", "needs"): "needs",
    ("exclusions", "places"): "places",
    ("interventions", "actor"): "actors",
    ("interventions", "mandate"): "mandates",
    ("interventions", "needs"): "needs",
    ("interventions", "places"): "places",
    ("collaborations", "actors"): "actors",
    ("collaborations", "needs"): "needs",
    ("collaborations", "places"): "places",
    ("population", "place"): "places",
    ("population", "needs"): "needs",
    ("margins", "axis"): "axes",
    ("margins", "place"): "places",
    ("costs", "mandate"): "mandates",
    ("costs", "actor"): "actors",
}
"""Columns whose drop-down lists the ids, in the first column, of a sheet."""


@dataclass(frozen=True)
class Choice:
    """One drop-down.

    Parameters
    ----------
    cells : str
        Where, such as "D2:D2001".
    formula : str
        What it lists, as a spreadsheet writes it.
    strict : bool
        Whether anything else is refused as it is typed.
    title, message : str
        What is said then.
    """

    cells: str
    formula: str
    strict: bool
    title: str = ""
    message: str = ""


def choices(
    sheet: WrittenSheet, sheets: Sequence[WrittenSheet], language: Language
) -> Iterator[Choice]:
    """Return the drop-downs of one sheet, in the order of its columns."""
    from openpyxl.utils import get_column_letter

    of_contract = {column.name: column for column in sheet.sheet.columns}
    titles = {other.sheet.name: other.title for other in sheets}
    last = max(ROWS, len(sheet.rows)) + 1
    for j, name in enumerate(sheet.columns, start=1):
        letter = get_column_letter(j)
        cells = f"{letter}2:{letter}{last}"
        column = of_contract.get(name)
        if column is not None and (column.allowed or column.kind == "yes/no"):
            words = [in_language(word, language) for word in column.allowed or ("yes", "no")]
            words += [] if column.filled else [UNKNOWN]
            title, message = (
                ("Välj i listan", "Välj ett av orden i listan.")
                if language == "sv"
                else ("Choose from the list", "Choose one of the words in the list.")
            )
            listed = ",".join(words)
            yield Choice(cells, f'"{listed}"', True, title, message)
        elif (sheet.sheet.name, name) in _LISTED:
            yield Choice(cells, _filled_in(titles[_LISTED[sheet.sheet.name, name]]), False)
        elif column is None:
            region = _values_of(name, sheets, language)
            if region:
                yield Choice(cells, region, False)


def _filled_in(title: str) -> str:
    """Return the ids of a sheet, as many as there are: Excel opens a longer list at its end."""
    first, all_rows = f"'{title}'!$A$2", f"'{title}'!$A$2:$A${ROWS + 1}"
    return f"OFFSET({first},0,0,MAX(1,COUNTA({all_rows})),1)"


def _values_of(axis: str, sheets: Sequence[WrittenSheet], language: Language) -> str:
    """Return where the values of an axis stand, "" where they do not stand together."""
    values = next(sheet for sheet in sheets if sheet.sheet.name == "values")
    rows = [i for i, row in enumerate(values.rows, start=2) if row[0] == axis]
    together = rows == list(range(rows[0], rows[-1] + 1)) if rows else False
    letter = "C" if language == "sv" else "B"
    return f"'{values.title}'!${letter}${rows[0]}:${letter}${rows[-1]}" if together else ""
