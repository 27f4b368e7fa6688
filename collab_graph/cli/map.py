"""map: what `map` does and says on the command line."""

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from collab_graph.cli.arguments import AsCsv, AsJson, At, Lang, Source, Speak, day_of
from collab_graph.cli.checking import read_record
from collab_graph.cli.output import Form, form_of, progress_bar, put_csv, put_json, put_line, say
from collab_graph.cli.words import said
from collab_graph.record.faults import Language
from collab_graph.walk import MapReport, map_report

COUNTED = ("actors", "mandates", "interventions", "collaborations")


def map_command(
    source: Source,
    out: Annotated[Path, typer.Option()] = Path("out"),
    before: Annotated[Path | None, typer.Option()] = None,
    at: At = None,
    seconds: Annotated[float | None, typer.Option(min=0)] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Write the map of who does what, and what has changed since an earlier record."""
    form = form_of(as_json, as_csv)
    record = read_record(source)
    earlier = None if before is None else read_record(before)
    with progress_bar() as progress:
        report = map_report(
            record, out, before=earlier, at=day_of(at), seconds=seconds,
            language=language.value, progress=progress,
        )  # fmt: skip
    put_map(report, form=form, language=language.value)


def put_map(report: MapReport, *, form: Form, language: Language) -> None:
    """Write where a map is to stdout, and how much is on it."""
    view = report.view
    files = [("map", report.page), ("workbook", report.workbook)]
    rows = [{"kind": kind, "file": str(path.resolve())} for kind, path in files]
    counts = {name: len(view.record.tables[name]) for name in COUNTED}
    changes = None if view.changes is None else len(view.changes)
    if form == "json":
        settings = {"at": view.at.isoformat(), "complete": view.found.complete}
        put_json(
            {
                "files": rows,
                "settings": settings,
                "counts": counts,
                "changes": changes,
                "recipe": view.recipe.to_records(),
            }
        )
    elif form == "csv":
        put_csv(pd.DataFrame(rows))
    else:
        for row in rows:
            put_line(f"{said(row['kind'], language)}: {row['file']}")
    say(", ".join(f"{n} {said(name, language)}" for name, n in counts.items()))
    if changes is not None:
        say(f"{said('changes', language)}: {changes}")
    if not view.found.complete:
        say(said("borders stopped", language))
