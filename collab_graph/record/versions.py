"""versions: what was filled in under an earlier template, as the present template has it."""

from collections.abc import Callable
from dataclasses import replace

from collab_graph.record.contracts import ABOUT
from collab_graph.record.faults import RecordFault
from collab_graph.record.headings import column_names
from collab_graph.record.names import folded
from collab_graph.record.plain import RawSheet, RawSheets
from collab_graph.record.words import ABOUT_KEYS
from mobility.foundation.errors import InputError

Migration = Callable[[RawSheets], RawSheets]

STEPS: tuple[Migration, ...] = ()
"""What turns the sheets of a version into those of the next: first from 1 to 2, then from 2 to 3.
A change of the contracts that filled-in workbooks would not pass adds its step at the end here."""


def template_version() -> int:
    """Return the version of the template that this library writes, and reads as it stands."""
    return 1 + len(STEPS)


def brought_up_to_date(sheets: RawSheets, *, source: str) -> RawSheets:
    """Return the sheets of any version up to the present one as the present one has them.

    Parameters
    ----------
    sheets : mapping of str to RawSheet
        By English name, as a person filled them in. The sheet about says the version; where it
        says none the present one is meant.
    source : str
        What to call the whole in messages.

    Returns
    -------
    mapping of str to RawSheet
        The same sheets where they are of the present version.

    Raises
    ------
    InputError
        If the version is newer than this library; with no other fault, since what else seems wrong
        need not be.
    """
    cell = _version_cell(sheets)
    if cell is None:
        return sheets
    about, column, row = cell
    version = about.columns[column][row]
    if not version.isdecimal() or int(version) < 1:
        return sheets
    fault = unknown_version(version)
    if fault is not None:
        heading = about.headings[column]
        raise InputError(source, [fault.at(about.title, about.rows[row], heading)])
    for step in STEPS[int(version) - 1 :]:
        sheets = step(sheets)
    return _saying(sheets, str(template_version()))


def unknown_version(version: str) -> RecordFault | None:
    """Return what is wrong with a version that this library cannot read; None where it can.

    Examples
    --------
    >>> print(unknown_version("7").remark("en"))
    '7' is not a version of the template that this program knows (1): the workbook was made for a
    newer program. Install the newest and read it with that.
    """
    known = template_version()
    all_known = "1" if known == 1 else f"1–{known}"
    if version.isdecimal() and 1 <= int(version) <= known:
        return None
    said, said_sv = f"; write {known}", f"; skriv {known}"
    if version.isdecimal() and int(version) > known:
        said = (
            ": the workbook was made for a newer program. Install the newest and read it with that."
        )
        said_sv = (
            ": arbetsboken är gjord för ett nyare program. Installera det senaste och läs den "
            "med det."
        )
    return RecordFault(
        f"a version of the template that this program knows ({all_known}){said}",
        value=version,
        expected_sv=f"en version av mallen som programmet känner ({all_known}){said_sv}",
    )


def _version_cell(sheets: RawSheets) -> tuple[RawSheet, int, int] | None:
    """Return the sheet about with the column and the row of the version; None where it has none."""
    about = sheets.get("about")
    if about is None:
        return None
    meant = column_names(ABOUT)
    place = {meant.get(folded(heading)): i for i, heading in enumerate(about.headings)}
    if "key" not in place or "value" not in place:
        return None
    called = {folded(word) for word in ("template_version", ABOUT_KEYS["template_version"])}
    keys = about.columns[place["key"]]
    row = next((i for i, key in enumerate(keys) if folded(key) in called), None)
    return None if row is None else (about, place["value"], row)


def _saying(sheets: RawSheets, version: str) -> RawSheets:
    """Return the same sheets with a version on the sheet about."""
    cell = _version_cell(sheets)
    if cell is None:
        return sheets
    about, column, row = cell
    if about.columns[column][row] == version:
        return sheets
    cells = list(about.columns[column])
    cells[row] = version
    columns = (*about.columns[:column], tuple(cells), *about.columns[column + 1 :])
    return {**sheets, "about": replace(about, columns=columns)}
