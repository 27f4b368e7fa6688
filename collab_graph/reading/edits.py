"""edits: read_edits() — changes that somebody wrote down in a workbook or a CSV file."""

from pathlib import Path

from collab_graph.reading.folder import csv_sheet
from collab_graph.reading.package import open_package
from collab_graph.reading.workbook import sheets_in
from collab_graph.record.edits import EDITS, Edit, edits_of_sheet
from collab_graph.record.names import folded
from mobility.foundation.errors import FileProblemError

_TITLES = {folded(EDITS.title_sv), folded(EDITS.name), "changes"}


def read_edits(path: str | Path) -> tuple[Edit, ...]:
    """Read edits of a record from a workbook or a CSV file.

    Parameters
    ----------
    path : str or Path
        An ``.xlsx`` with a sheet "Ändringar" ("edits", "changes"), or with only one sheet; or a
        ``.csv``. Columns åtgärd, blad, rad, kolumn, värde, anmärkning, or in English action, sheet,
        row, column, value, note. Åtgärd is ändra (or blank), lägg till or ta bort.

    Returns
    -------
    tuple of Edit
        In file order, each with its line.

    Raises
    ------
    FileProblemError
        If the file is missing, of another kind, damaged, or has several sheets of other names.
    InputError
        With every line that cannot be read.
    """
    file = Path(path)
    if file.suffix.casefold() == ".csv":
        raw, _ = csv_sheet(file)
        return edits_of_sheet(raw.called(EDITS.title_sv), source=file.name)
    package = open_package(file)
    titles = [raw.title for raw, _ in sheets_in(package, file, lambda _: False)]
    named = [title for title in titles if folded(title) in _TITLES] or titles
    if len(named) != 1:
        listed = ", ".join(map(repr, titles))
        raise FileProblemError(
            file, f"has no sheet 'Ändringar' but {listed}; call the one with the edits so."
        )
    found = sheets_in(package, file, lambda title: title == named[0])
    raw = next(raw for raw, _ in found if raw.title == named[0])
    return edits_of_sheet(raw.called(EDITS.title_sv), source=file.name)
