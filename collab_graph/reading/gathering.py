"""gathering: which of the tables found are sheets of a record, whatever order they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass

from collab_graph.record.contracts import Sheet
from collab_graph.record.faults import RecordFault
from collab_graph.record.headings import SHEET_OF
from collab_graph.record.names import folded
from collab_graph.record.plain import RawSheet
from collab_graph.record.record import Record
from mobility.foundation.recipe import Step

README_SV, README_EN = "Läs mig", "Read me"
GUIDE_SV, GUIDE_EN = "Kolumner", "Columns"
"""The sheets that tell how to fill in the others; they are left out of every count."""

_TOLD = {folded(title) for title in (README_SV, README_EN, GUIDE_SV, GUIDE_EN)}


@dataclass(frozen=True)
class Gathered:
    """Tables that are sheets of a record, titles that are none, and what is wrong already."""

    sheets: dict[str, RawSheet]
    other_titles: tuple[str, ...]
    faults: tuple[RecordFault, ...]


def sheet_called(title: str) -> Sheet | None:
    """Return the sheet of a record that a title names in Swedish or English."""
    return SHEET_OF.get(folded(title))


def gathered(found: Sequence[RawSheet]) -> Gathered:
    """Sort the tables found into sheets of a record and others."""
    sheets: dict[str, RawSheet] = {}
    others: list[str] = []
    faults: list[RecordFault] = []
    for raw in found:
        sheet = sheet_called(raw.title)
        if sheet is None:
            if folded(raw.title) not in _TOLD:
                others.append(raw.title)
        elif sheet.name in sheets:
            first = sheets[sheet.name].title
            said = f"holds the same as {first!r}; put both in one"
            sv = f"är samma blad som {first!r}; lägg ihop dem"
            faults.append(RecordFault(said, sheet=raw.title, expected_sv=sv))
        else:
            sheets[sheet.name] = raw
    return Gathered(sheets, tuple(others), tuple(faults))


def record_of(found: Gathered, *, source: str, reader: str, counts: dict[str, int]) -> Record:
    """Check what was gathered and return the record.

    Raises
    ------
    InputError
        With every fault.
    """
    rows = {f"rows of {name}": len(sheet.rows) for name, sheet in sorted(found.sheets.items())}
    more = {"other sheets": len(found.other_titles), **counts}
    return Record.from_sheets(
        found.sheets,
        source=source,
        step=Step.of(reader, {"file": source}, {**rows, **more}),
        other_titles=found.other_titles,
        faults=found.faults,
    )
