"""checking: what `check` says of a record — its counts, its faults, its warnings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from collab_graph.cli.output import Form, put_csv, put_json, put_line, rows_of, say
from collab_graph.cli.refusals import in_language
from collab_graph.cli.words import said
from collab_graph.reading.folder import read_folder
from collab_graph.reading.workbook import read_workbook
from collab_graph.record.cautions import warning_in
from collab_graph.record.faults import Language, RecordFault
from collab_graph.record.headings import BY_NAME
from collab_graph.record.record import Record
from collab_graph.record.versions import template_version
from mobility.foundation.errors import Fault

COUNTED = (
    "actors", "axes", "needs", "places", "mandates", "exclusions", "interventions",
    "collaborations", "population",
)  # fmt: skip
FINDINGS = ("kind", "sheet", "row", "column", "value", "remark", "nearest")


def read_record(source: Path) -> Record:
    """Read a record from a folder of CSV files or a workbook.

    Raises
    ------
    FileProblemError
        If there is none.
    InputError
        With every fault of it.
    """
    return read_folder(source) if source.is_dir() else read_workbook(source)


def put_faults(problems: Sequence[Fault | str], *, form: Form, language: Language) -> None:
    """Write the faults of a record to stdout."""
    table = _table([_finding(problem, language) for problem in problems])
    if form == "json":
        put_json({"usable": False, "faults": rows_of(table), "warnings": []})
    elif form == "csv":
        put_csv(table)
    else:
        for problem in problems:
            put_line(in_language(problem, language))
    say(f"{said('faults', language)}: {len(problems)}. {said('unusable', language)}")


def put_record(record: Record, *, form: Form, language: Language) -> None:
    """Write what is in a record, and its warnings, to stdout."""
    warned = record.warnings.to_dict("records")
    table = _table([_warning(row, language) for row in warned])
    counts = {name: len(record.tables[name]) for name in COUNTED}
    if form == "json":
        put_json(
            {
                "usable": True,
                "counts": counts,
                "faults": [],
                "warnings": rows_of(table),
                "recipe": record.recipe.to_records(),
            }
        )
    elif form == "csv":
        put_csv(table)
    else:
        put_line(", ".join(f"{n} {said(name, language)}" for name, n in counts.items() if n))
        for finding in table.to_dict("records"):
            where = (
                f"{said('sheet', language)} {finding['sheet']!r}, "
                f"{said('row', language)} {finding['row']}, "
                f"{said('column', language)} {finding['column']!r}"
            )
            put_line(f"{where}: {finding['remark']}")
    if "template_version" not in record.tables["about"]["key"].tolist():
        say(f"{said('no version', language)} {template_version()}.")
    say(f"{said('warnings', language)}: {len(warned)}. {said('usable', language)}")


def _table(findings: list[dict[str, Any]]) -> pd.DataFrame:
    """Return findings as a table; a row number is whole or missing."""
    return pd.DataFrame(findings, columns=list(FINDINGS)).astype({"row": "Int64"})


def _finding(problem: Fault | str, language: Language) -> dict[str, Any]:
    """Return a fault as one row."""
    if isinstance(problem, str):
        return {"kind": "fault", "remark": in_language(problem, language)}
    remark = (
        problem.remark(language)
        if isinstance(problem, RecordFault)
        else in_language(problem, language)
    )
    return {
        "kind": "fault",
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "remark": remark,
        "nearest": problem.nearest,
    }


def _warning(row: dict[Any, Any], language: Language) -> dict[str, Any]:
    """Return a warning as one row, with sheet and column as a workbook of the language has them."""
    sheet = BY_NAME[row["sheet"]]
    names = [column.name for column in sheet.columns]
    headings = sheet.headings_sv if language == "sv" else names
    return {
        "kind": "warning",
        "sheet": sheet.title_sv if language == "sv" else sheet.name,
        "row": row["row"],
        "column": headings[names.index(row["column"])],
        "value": row["value"],
        "remark": warning_in(row["warning"], language),
    }
