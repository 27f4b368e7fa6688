"""zones: what `zones`, `demo` and `ask` say on the command line."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from collab_graph.cli.output import Form, put_csv, put_json, put_line, rows_of, say
from collab_graph.cli.words import said
from collab_graph.record.faults import Language
from collab_graph.showing.zones_content import zones_content
from collab_graph.walk import ZonesReport
from mobility.foundation.errors import InputError


def put_report(
    report: ZonesReport,
    *,
    form: Form,
    language: Language,
    beside: Sequence[tuple[str, Path]] = (),
) -> None:
    """Write where a report is to stdout, and what is in it: only counts it may print.

    ``beside`` are further files that were made with it, by what they are.
    """
    found = report.view.found
    files = [("page", report.page), ("workbook", report.workbook), *beside]
    rows = [{"kind": kind, "file": str(path.resolve())} for kind, path in files]
    if form == "json":
        content = zones_content(report.view)
        put_json(
            {
                "files": rows,
                "settings": content["settings"],
                "persons": {"all": content["all"], "open": content["open"]},
                "cards": content["cards"],
                "recipe": report.view.recipe.to_records(),
            }
        )
    elif form == "csv":
        put_csv(pd.DataFrame(rows))
    else:
        for row in rows:
            put_line(f"{said(row['kind'], language)}: {row['file']}")
    say(f"{said('zones', language)}: {len(found)}. {said('conversation', language)}")
    if not found.complete:
        known = "–" if found.complete_tau is None else f"{found.complete_tau:g}"
        say(f"{said('incomplete', language)} {known}.")


def situation_of(parts: Sequence[str]) -> dict[str, str]:
    """Return a situation from words such as "age=30".

    Raises
    ------
    InputError
        With every part that has no name, or a name said twice.

    Examples
    --------
    >>> situation_of(["age=30", "plats=Norrsjö"])
    {'age': '30', 'plats': 'Norrsjö'}
    """
    found: dict[str, str] = {}
    problems = []
    for part in parts:
        name, sign, value = part.partition("=")
        name = name.strip()
        if not sign or not name:
            problems.append("one part is not NAME=VALUE; write such as age=30")
        elif name in found:
            problems.append(
                f"{name!r} is said twice; say it once, several values between semicolons"
            )
        found[name] = value.strip()
    if problems:
        raise InputError("--situation", problems)
    return found


def put_answers(table: pd.DataFrame, *, form: Form, language: Language) -> None:
    """Write who leads, who may and who falls on what, need by need, to stdout."""
    if form == "json":
        put_json({"rows": rows_of(table)})
    elif form == "csv":
        put_csv(table)
    else:
        for row in table.to_dict("records"):
            put_line(f"{row[f'need_{language}']}: {row[f'answer_{language}']}")
