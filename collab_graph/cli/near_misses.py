"""near_misses: the command `near-misses`, which single changes would close most."""

from typing import Annotated, Any

import typer

from collab_graph.cli.arguments import (
    AsCsv,
    AsJson,
    At,
    Lang,
    SmallestGroup,
    Source,
    Speak,
    day_of,
    shown_from,
)
from collab_graph.cli.checking import read_record
from collab_graph.cli.differences import LevelName
from collab_graph.cli.output import Form, form_of, progress_bar, put_csv, put_json, put_line, say
from collab_graph.cli.words import how_counted, said
from collab_graph.covering.levels import Level
from collab_graph.record.faults import Language
from collab_graph.saving.ways_tables import near_misses_table
from collab_graph.showing.report_counts import SMALLEST_CELL, Count
from collab_graph.showing.ways_content import misses_content
from collab_graph.showing.zones_view import ZonesView, zones_view


def near_misses_command(
    source: Source,
    level: Annotated[LevelName, typer.Option()] = LevelName.Z1,
    at: At = None,
    seconds: Annotated[float | None, typer.Option(min=0)] = None,
    smallest: SmallestGroup = SMALLEST_CELL,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Say which single changes would close most, for how many."""
    form, least = form_of(as_json, as_csv), shown_from(smallest)
    record = read_record(source)
    asked: Level = level.value
    with progress_bar() as progress:
        view = zones_view(
            record, level=asked, at=day_of(at) or record.reference_date, seconds=seconds,
            smallest_cell=least, progress=progress,
        )  # fmt: skip
    put_near_misses(view, form=form, language=language.value)


def put_near_misses(view: ZonesView, *, form: Form, language: Language) -> None:
    """Write the single changes to stdout, with counts as the report of the record has them."""
    rows = misses_content(view)
    if form == "json":
        put_json({"changes": rows, "recipe": view.recipe.to_records()})
    elif form == "csv":
        put_csv(near_misses_table(view, language=language))
    else:
        for row in rows:
            line = f"{change_line(row, language)}{counted(row['persons'], view, language)}"
            put_line("; ".join([line, *_brought(row, language)]))
    say_how_counted(view, language)


def _brought(row: dict[str, Any], language: Language) -> list[str]:
    """Return what a change brings besides: places that are free, and whoever leads there too."""
    found = []
    if row["free"] is not None:
        several = said("free place" if row["free"] == 1 else "free places", language)
        found.append(f"{max(row['free'], 0):g} {several}")
    if row["contests"]:
        found.append(f"{said('contested with', language)} {', '.join(row['contests'])}")
    return found


def change_line(row: dict[str, Any], language: Language) -> str:
    """Return one change as a sentence without its end: what is wished for, and what is changed."""
    label = row["label"][language]
    return f"{label[:1].upper()}{label[1:]} ({row['decided'][language]})"


def counted(persons: dict[str, int], view: ZonesView, language: Language) -> str:
    """Return what is said of whose gap is closed; nothing in a record without population."""
    if view.counts is None:
        return ""
    fewer = float(persons["fewer"]) if "fewer" in persons else None
    count = Count(float(persons["n"]) if "n" in persons else None, fewer)
    if not persons:
        return f": {said('not shown', language)}"
    return f": {count.text(language)} {said('persons', language)}"


def say_how_counted(view: ZonesView, language: Language) -> None:
    """Say to whoever runs the command how it was counted."""
    smallest = None if view.counts is None else view.counts.smallest_cell
    say(f"{how_counted(smallest, language)} {said('conversation', language)}")
    if view.modelled:
        say(said("modelled", language))
