"""referrals: the command `referrals`, where referrals go round, or stop, and nobody leads."""

from typing import Any

import pandas as pd

from collab_graph.cli.arguments import AsCsv, AsJson, At, Lang, Source, Speak, day_of
from collab_graph.cli.checking import read_record
from collab_graph.cli.output import Form, form_of, put_csv, put_json, put_line, say
from collab_graph.cli.words import said
from collab_graph.covering.traps import dead_ends, traps
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.recipe import recipe_of

MOST_LINES = 20
"""How many of each kind are read out; --json and --csv have all."""


def referrals_command(
    source: Source,
    at: At = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Say where referrals go round, or stop, and nobody leads there or further on."""
    form = form_of(as_json, as_csv)
    record = read_record(source)
    day = day_of(at) or record.reference_date
    put_referrals(
        record, traps(record, at=day), dead_ends(record, at=day), form=form, language=language.value
    )


def put_referrals(
    record: Record, circles: pd.DataFrame, ends: pd.DataFrame, *, form: Form, language: Language
) -> None:
    """Write circles and dead ends to stdout: rules alone, neither persons nor their order."""
    found = {
        "circle": _rows(record, circles, "actors", language),
        "dead end": _rows(record, ends, "actor", language),
    }
    if form == "json":
        recipe = recipe_of(circles).then(recipe_of(ends).steps[-1])
        put_json({**{k.replace(" ", "_"): v for k, v in found.items()}, "recipe": recipe.to_records()})  # fmt: skip # noqa: E501
    elif form == "csv":
        put_csv(_table(found, language))
    else:
        for kind, rows in found.items():
            put_line(said(f"{kind}s" if rows else f"no {kind}", language))
            for row in rows[:MOST_LINES]:
                on = f" → {row['refers_to']}" if row["refers_to"] else ""
                who = row["actor"].replace(SEVERAL, ", ")
                put_line(f"  - {row['need']}: {who}{on} ({row['situation']})")
            if len(rows) > MOST_LINES:
                put_line(f"  {said('more regions', language)}: {len(rows) - MOST_LINES} (--csv)")
    say(said("conversation", language))


def _rows(
    record: Record, table: pd.DataFrame, actors: str, language: Language
) -> list[dict[str, Any]]:
    """Return what is told of each row, by need and actor as the record has them."""
    needs = record.tables["needs"]["need"].tolist()
    name = dict(zip(record.tables["actors"]["actor"], record.tables["actors"]["name"], strict=True))

    def named(cell: str) -> str:
        return SEVERAL.join(name[actor] for actor in cell.split(SEVERAL) if actor)

    rows = [
        {
            "need": row[f"need_{language}"],
            "actor": named(row[actors]),
            "refers_to": named(row.get("refers_to", "")),
            "situation": row[f"situation_{language}"],
            "order": (needs.index(row["need"]), row[actors], row[f"situation_{language}"]),
        }
        for row in table.to_dict("records")
    ]
    rows.sort(key=lambda row: row["order"])
    return [{key: value for key, value in row.items() if key != "order"} for row in rows]


def _table(found: dict[str, list[dict[str, Any]]], language: Language) -> pd.DataFrame:
    rows = [{"what": said(kind, language), **row} for kind, several in found.items() for row in several]  # fmt: skip # noqa: E501
    columns = ["what", "need", "actor", "refers_to", "situation"]
    table = pd.DataFrame(rows, columns=columns, dtype="str")
    return table.rename(columns={c: said(f"column {c}", language) for c in columns})
