"""sheet_text: one sheet on its way to a table — cells as text, and every fault found in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from dataclasses import replace as replaced

from collab_graph.record.contracts import Sheet
from collab_graph.record.faults import RecordFault
from mobility.foundation.errors import InputError

Convert = Callable[[str], str]
"""Returns canonical text, or raises an InputError with the faults of the cell."""


@dataclass
class SheetText:
    """The cells of one sheet by the names of their columns; a cell with a fault becomes blank.

    Parameters
    ----------
    sheet : Sheet
        What the sheet must hold.
    title : str
        What the person calls it.
    rows : tuple of int
        The number of each row, as the spreadsheet shows it.
    columns : dict of str to list of str
        Cells by column; every column of the contract is there.
    headings : dict of str to str
        What the person calls each column.
    faults : list of RecordFault
        Everything found so far.
    """

    sheet: Sheet
    title: str
    rows: tuple[int, ...]
    columns: dict[str, list[str]]
    headings: dict[str, str]
    faults: list[RecordFault] = field(default_factory=list)
    bad: set[tuple[int, str]] = field(default_factory=set)

    def blame(self, i: int, column: str, fault: RecordFault) -> None:
        """Note a fault of one cell, unless the cell has one already; the cell becomes blank."""
        if (i, column) not in self.bad:
            self.faults.append(fault.at(self.title, self.rows[i], self.heading(column)))
        self.bad.add((i, column))
        self.columns[column][i] = ""

    def heading(self, column: str) -> str:
        """Return what the person calls a column."""
        return self.headings.get(column, column)

    def convert(self, column: str, to_canonical: Convert) -> None:
        """Put every filled cell of a column into canonical text, each distinct text once."""
        self.convert_rows(column, range(len(self.rows)), to_canonical)

    def convert_rows(self, column: str, rows: Iterable[int], to_canonical: Convert) -> None:
        """Do the same for the cells of some rows."""
        known: dict[str, str | InputError] = {}
        for i in rows:
            text = self.columns[column][i]
            if not text:
                continue
            if text not in known:
                try:
                    known[text] = to_canonical(text)
                except InputError as error:
                    known[text] = error
            outcome = known[text]
            if isinstance(outcome, str):
                self.columns[column][i] = outcome
            else:
                self.blame_all(i, column, outcome)

    def blame_all(self, i: int, column: str, error: InputError) -> None:
        """Note every fault of one cell."""
        faults = [p if isinstance(p, RecordFault) else RecordFault(str(p)) for p in error.problems]
        for fault in faults[1:]:
            self.faults.append(fault.at(self.title, self.rows[i], self.heading(column)))
        self.blame(i, column, faults[0])

    def filled(self, column: str) -> list[tuple[int, str]]:
        """Return the cells of a column that are not blank, with their positions."""
        return [(i, text) for i, text in enumerate(self.columns[column]) if text]

    def of_sheet(self, fault: RecordFault) -> None:
        """Note a fault of the sheet as a whole."""
        self.faults.append(replaced(fault, sheet=self.title))

    def of_row(self, i: int, fault: RecordFault) -> None:
        """Note a fault of a row as a whole."""
        self.faults.append(fault.at(self.title, self.rows[i], None))
