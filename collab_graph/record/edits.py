"""edits: changes of a record that somebody thinks of — a cell, a new row, a row taken away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from collab_graph.record.contracts import Sheet
from collab_graph.record.faults import RecordFault
from collab_graph.record.headings import sheet_text
from collab_graph.record.names import folded
from collab_graph.record.plain import RawSheet
from mobility.foundation.errors import InputError, nearest_names
from mobility.foundation.tables import Column

Action = Literal["set", "add", "remove"]


def _may_be_blank(name: str) -> Column:
    return Column(name, required=False, filled=False)


EDITS = Sheet(
    "edits",
    "Ändringar",
    (
        _may_be_blank("action"), Column("sheet"), Column("row"), _may_be_blank("column"),
        _may_be_blank("value"), _may_be_blank("note"),
    ),
    ("åtgärd", "blad", "rad", "kolumn", "värde", "anmärkning"),
    required=True,
)  # fmt: skip
"""``row`` is the id of the row (a mandate, an actor …), or its number as the workbook shows it
where the rows of the sheet have no id."""

ACTIONS: dict[str, Action] = {
    "": "set", "set": "set", "ändra": "set", "sätt": "set",
    "add": "add", "lägg till": "add", "ny": "add", "new": "add",
    "remove": "remove", "ta bort": "remove",
}  # fmt: skip
"""What a person writes as action; a blank cell means that a cell is set."""


@dataclass(frozen=True)
class Edit:
    """One change of a record.

    Parameters
    ----------
    sheet : str
        English or Swedish name of the sheet.
    row : str
        The id of the row, or what an actor, need or place is called; where a sheet's rows have no
        id the number of the row, the first below the headings being 2. For a new row its id, or
        any word where rows have none.
    column : str
        English or Swedish heading, or the id or label of an axis; "" to remove a row.
    value : str
        What the cell is to hold, as a person writes it; "" for blank.
    action : "set", "add" or "remove"
        "set" a cell; "add" a row, one edit for each of its cells; "remove" a row.
    line : int or None
        Where it stands, for messages.
    """

    sheet: str
    row: str
    column: str = ""
    value: str = ""
    action: Action = "set"
    line: int | None = None


Edits = Iterable[Edit] | pd.DataFrame


def edits_of(edits: Edits, *, source: str = "edits") -> tuple[Edit, ...]:
    """Return edits given as objects or as a table.

    Parameters
    ----------
    edits : iterable of Edit, or DataFrame
        A table has the columns ``action`` ("set", "add", "remove"; blank is "set"), ``sheet``,
        ``row``, ``column``, ``value``, ``note``, in English or Swedish.
    source : str
        What to call them in messages.

    Returns
    -------
    tuple of Edit
        Each with the line it stands on: the first is 2, as under headings.

    Raises
    ------
    InputError
        With every line that has no sheet, no row or no known action.

    Examples
    --------
    >>> table = pd.DataFrame({"blad": ["Uppdrag"], "rad": ["m1"], "kolumn": ["ålder"],
    ...                       "värde": ["16–29"]})
    >>> edits_of(table)
    (Edit(sheet='Uppdrag', row='m1', column='ålder', value='16–29', action='set', line=2),)
    """
    if isinstance(edits, pd.DataFrame):
        return edits_of_sheet(RawSheet.from_table(EDITS.title_sv, edits), source=source)
    return tuple(
        Edit(e.sheet, e.row, e.column, e.value, e.action, number if e.line is None else e.line)
        for number, e in enumerate(edits, start=2)
    )


def edits_of_sheet(raw: RawSheet, *, source: str) -> tuple[Edit, ...]:
    """Return the edits of a table as somebody wrote it.

    Raises
    ------
    InputError
        As `edits_of`.
    """
    text = sheet_text(EDITS, raw)
    found = []
    for i, line in enumerate(text.rows):
        cells = {name: text.columns[name][i] for name in text.columns}
        for name in ("sheet", "row"):
            if not cells[name] and (i, name) not in text.bad:
                text.blame(i, name, RecordFault("is blank; fill it in", expected_sv="är tomt; fyll i det"))  # fmt: skip # noqa: E501
        action = ACTIONS.get(folded(cells["action"]))
        if action is None:
            near = nearest_names(cells["action"], list(ACTIONS))
            said = "an action: set, add or remove"
            sv = "en åtgärd: ändra, lägg till eller ta bort"
            text.blame(i, "action", RecordFault(said, value=cells["action"], nearest=near[0] if near else None, expected_sv=sv))  # fmt: skip # noqa: E501
            continue
        cell = cells["sheet"], cells["row"], cells["column"], cells["value"]
        found.append(Edit(*cell, action, line))
    if text.faults or [fault for _, _, fault in raw.refused]:
        refused = [fault.at(raw.title, raw.rows[i] if i >= 0 else raw.heading_row, raw.headings[j]) for i, j, fault in raw.refused]  # fmt: skip # noqa: E501
        raise InputError(source, [*refused, *text.faults])
    if not found:
        raise InputError(source, ["holds no edit; write one a row, with sheet, row, column and value"])  # fmt: skip # noqa: E501
    return tuple(found)


def edits_table(edits: Sequence[Edit]) -> pd.DataFrame:
    """Return edits as the table they are written as, with English headings."""
    rows = [(e.action, e.sheet, e.row, e.column, e.value, "") for e in edits]
    return pd.DataFrame(rows, columns=[c.name for c in EDITS.columns], dtype="str")
