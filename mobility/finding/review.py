"""review: the file in which a person decides about skills, written and read back exactly."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd

from mobility.foundation.errors import Fault, FileProblemError, InputError
from mobility.foundation.files import read_text, writing
from mobility.foundation.recipe import Step, recipe_of, with_recipe
from mobility.foundation.skill_list import REVIEW_COLUMNS, SkillList
from mobility.foundation.spreadsheet import csv_bytes, restored, write_workbook
from mobility.foundation.tables import check_table
from mobility.foundation.workbook import workbook_rows

_COLUMNS = [column.name for column in REVIEW_COLUMNS]
_BOM = b"\xef\xbb\xbf"


def write_review(skills: SkillList, path: str | Path) -> Path:
    """Write the proposals and decisions of a skill list for a person to edit.

    Parameters
    ----------
    skills : SkillList
        A list from `prepare_skills`.
    path : str or Path
        ``.csv`` (UTF-8 with a byte-order mark, as Excel wants it) or ``.xlsx``. Text that a
        spreadsheet would run as a formula gets a leading apostrophe, which `read_review` takes
        away again.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    FileProblemError
        If the suffix is another, or the place cannot be written to.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> skills = SkillList.of(
    ...     pd.DataFrame({"skill": ["s"], "label": ["Bak"], "kind": ["skill"]}).set_index("skill"),
    ...     pd.DataFrame(
    ...         [("bak", "s", "label", "any")], columns=["term", "skill", "origin", "match"]
    ...     ),
    ... )
    >>> file = write_review(skills, Path(mkdtemp()) / "review.csv")
    >>> read_review(file).empty
    True
    """
    table = skills.review[_COLUMNS].astype("object")
    if _suffix(path) == ".xlsx":
        return write_workbook({"review": table}, path)
    with writing(path) as stream:
        stream.write(_BOM + csv_bytes(table))
    return Path(path)


def read_review(path: str | Path) -> pd.DataFrame:
    """Read a review file that a person has edited.

    Parameters
    ----------
    path : str or Path
        A ``.csv`` with commas or semicolons, or an ``.xlsx``, with the columns of
        `REVIEW_COLUMNS`; ``term``, ``effect``, ``changes`` and ``example`` may be missing.

    Returns
    -------
    DataFrame
        The review table, ready for `prepare_skills`; it carries its recipe, and its index "row"
        says on which row of the file each line stands.

    Raises
    ------
    FileProblemError
        If the file is missing, damaged, or has another suffix.
    InputError
        If a column is missing, a row has more cells than headings, or a decision is none of the
        four, with row and value.
    """
    name = Path(path).name
    rows = _workbook_rows(path) if _suffix(path) == ".xlsx" else _csv_rows(path)
    heading = [restored(cell).strip() for cell in rows[0]] if rows else []
    _refuse_long_rows(rows, len(heading), name)
    filled = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    cells = [
        [restored(cell) or None for cell in [*row, *[""] * len(heading)][: len(heading)]]
        for _, row in filled
    ]
    raw = pd.DataFrame(cells, columns=heading, dtype="object")
    if "decision" in raw:
        raw["decision"] = raw["decision"].map(lambda said: said and said.strip().casefold())
    numbers = [number for number, _ in filled]
    try:
        table = check_table(raw, REVIEW_COLUMNS, name, first_row=0)
    except InputError as error:
        faults = [
            replace(fault, row=numbers[fault.row])
            if isinstance(fault, Fault) and fault.row is not None
            else fault
            for fault in error.problems
        ]
        raise InputError(name, faults) from error
    table.index = pd.Index(numbers, name="row", dtype="int64")
    counts = {"lines": len(table), "decided": int(table["decision"].notna().sum())}
    return with_recipe(table, recipe_of(table).then(Step.of("read_review", {"file": name}, counts)))


def _refuse_long_rows(rows: list[list[str]], width: int, name: str) -> None:
    """Refuse rows with something beyond the last heading: a comma too many shifts every cell."""
    faults = [
        Fault(f"{len(row)} cells under {width} headings; put a text with commas in quotes", row=n)
        for n, row in enumerate(rows, start=1)
        if any(row[width:])
    ]
    if faults:
        raise InputError(name, faults)


def _suffix(path: str | Path) -> str:
    """Return .csv or .xlsx, refusing anything else."""
    suffix = Path(path).suffix.casefold()
    if suffix not in (".csv", ".xlsx"):
        raise FileProblemError(
            path, f"a review file is .csv or .xlsx, not {suffix or 'nothing'!r}."
        )
    return suffix


def _csv_rows(path: str | Path) -> list[list[str]]:
    """Return the cells of a CSV; a Swedish Excel saves with semicolons."""
    text = read_text(path)
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _workbook_rows(path: str | Path) -> list[list[str]]:
    """Return the cells of a workbook's first sheet as text."""
    return [["" if value is None else str(value) for value in row] for row in workbook_rows(path)]
