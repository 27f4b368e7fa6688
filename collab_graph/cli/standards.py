"""standards: the commands `export` and `import`, between a record and other standards."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from collab_graph.cli.arguments import AsCsv, AsJson, Lang, Source, Speak
from collab_graph.cli.checking import read_record
from collab_graph.cli.output import Form, form_of, put_csv, put_json, put_line, rows_of, say
from collab_graph.cli.standards_words import column_in, sheet_in, why_in
from collab_graph.cli.words import said
from collab_graph.reading.draft import Draft, write_draft
from collab_graph.reading.hsds import read_hsds
from collab_graph.reading.hxl import read_hxl
from collab_graph.record.faults import Language
from collab_graph.saving.cells import Exported
from collab_graph.saving.hsds import write_hsds
from collab_graph.saving.hxl import write_hxl


class Standard(str, Enum):  # noqa: UP042
    """The standards that a record goes out in and comes in from."""

    hsds = "hsds"
    hxl = "hxl"


def export_command(
    source: Source,
    out: Annotated[Path, typer.Option("--out")],
    standard: Annotated[Standard, typer.Option("--format")] = Standard.hsds,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Write a record in another standard, and say what is not in it."""
    form = form_of(as_json, as_csv)
    endings = {Standard.hsds: ("", ".json"), Standard.hxl: (".csv",)}[standard]
    if out.suffix.casefold() not in endings:
        raise typer.BadParameter(f"--out {str(out)!r} does not fit --format {standard.value}.")
    write = write_hsds if standard is Standard.hsds else write_hxl
    put_exported(write(read_record(source), out, language=language.value), form, language.value)


def import_command(
    source: Annotated[Path, typer.Argument()],
    out: Annotated[Path, typer.Option("--out")] = Path("utkast.xlsx"),
    tag: Annotated[list[str] | None, typer.Option("--tag")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Begin a workbook from a directory of services or a table of who does what where."""
    form = form_of(as_json, as_csv)
    if out.suffix.casefold() != ".xlsx":
        raise typer.BadParameter(f"{str(out)!r} does not end in .xlsx.")
    tags = _tags(tag or [])
    directory = source.is_dir() or source.suffix.casefold() == ".json"
    if directory and tags:
        raise typer.BadParameter("--tag goes with a table, not with a directory of services.")
    draft = read_hsds(source) if directory else read_hxl(source, tags=tags)
    put_draft(draft, write_draft(draft, out, language=language.value), form, language.value)


def put_exported(exported: Exported, form: Form, language: Language) -> None:
    """Write which files there are, and what of the record is not in them, to stdout."""
    rows = exported.lost.to_dict("records")
    lost = exported.lost.assign(
        sheet=[sheet_in(str(row["sheet"]), language) for row in rows],
        column=[column_in(str(row["sheet"]), str(row["column"]), language) for row in rows],
        why=[why_in(str(row["why"]), language) for row in rows],
    )
    files = [str(file.resolve()) for file in exported.files]
    if form == "json":
        recipe = exported.recipe.to_records()
        put_json({"files": files, "lost": rows_of(exported.lost), "recipe": recipe})
    elif form == "csv":
        put_csv(lost)
    else:
        for file in files:
            put_line(file)
        for (sheet, why), part in lost.groupby(["sheet", "why"], sort=False):
            columns = ", ".join(part["column"])
            put_line(f"{sheet} ({columns}): {int(part['cells'].sum())} – {why}")
    say(f"{said('not carried', language)}: {int(lost['cells'].sum())}.")


def put_draft(draft: Draft, workbook: Path, form: Form, language: Language) -> None:
    """Write where the workbook is, what is open in it and what is not in it, to stdout."""
    left = _by_column(draft.left, language)
    dropped = draft.dropped.assign(why=[why_in(why, language) for why in draft.dropped["why"]])
    beside = pd.concat(
        [left.assign(kind="left"), dropped.assign(kind="dropped")], ignore_index=True
    )[["kind", "table", "column", "cells", "why"]]
    file = str(workbook.resolve())
    if form == "json":
        content = {
            "workbook": file,
            "open": rows_of(draft.open_cells()),
            "beside": rows_of(beside),
            "recipe": draft.recipe.to_records(),
        }
        put_json(content)
    elif form == "csv":
        put_csv(beside)
    else:
        put_line(file)
        for row in beside.to_dict("records"):
            head = said(str(row["kind"]), language)
            put_line(f"{head}: {row['table']} · {row['column']}: {row['cells']} – {row['why']}")
    asked = int(draft.open_cells()["mandates"].max()) if len(draft.open_cells()) else 0
    say(f"{said('to answer', language)}: {asked}.")


def _by_column(left: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Count what is left by table, column and reason: a file's own cells are not shown again."""
    counts: dict[tuple[str, str, str], int] = {}
    for row in left.to_dict("records"):
        key = (str(row["table"]), str(row["column"]), why_in(str(row["why"]), language))
        counts[key] = counts.get(key, 0) + 1
    rows = [(table, column, cells, why) for (table, column, why), cells in counts.items()]
    return pd.DataFrame(rows, columns=["table", "column", "cells", "why"])


def _tags(parts: list[str]) -> dict[str, str]:
    """Return hashtags by heading from words such as "Region=#adm1+name"."""
    found = {}
    for part in parts:
        heading, sign, tag = part.rpartition("=")
        if not sign or not heading or not tag.startswith("#"):
            raise typer.BadParameter(f"--tag {part!r} is not HEADING=#tag.")
        found[heading] = tag
    return found
