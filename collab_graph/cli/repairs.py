"""repairs: the command `repairs`, which changes together close most within a budget, or all."""

from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
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
from collab_graph.cli.near_misses import change_line, counted, say_how_counted
from collab_graph.cli.output import Form, form_of, progress_bar, put_csv, put_json, put_line
from collab_graph.cli.output import say as tell
from collab_graph.cli.words import said
from collab_graph.covering.repairs import SECONDS, Repairs, repairs
from collab_graph.covering.repairs_front import repair_alternatives, repair_front
from collab_graph.covering.repairs_question import priced_to_span
from collab_graph.reading.folder import csv_sheet
from collab_graph.record.faults import Language
from collab_graph.saving.ways_tables import repairs_table
from collab_graph.saving.zones_cells import say
from collab_graph.showing.report_counts import SMALLEST_CELL
from collab_graph.showing.ways_content import repair_content
from collab_graph.showing.zones_view import ZonesView, zones_view


class RepairedLevel(str, Enum):  # noqa: UP042
    """Which set changes of mandates take a case out of."""

    Z0 = "Z0"
    Z1 = "Z1"
    Z2 = "Z2"


def repairs_command(
    source: Source,
    budget: Annotated[float | None, typer.Option(min=0)] = None,
    everything: Annotated[bool, typer.Option("--all")] = False,
    floor: Annotated[float | None, typer.Option(min=0, max=1)] = None,
    alternatives: Annotated[int, typer.Option(min=1)] = 1,
    front: Annotated[bool, typer.Option("--front")] = False,
    costs: Annotated[Path | None, typer.Option()] = None,
    level: Annotated[RepairedLevel, typer.Option()] = RepairedLevel.Z1,
    at: At = None,
    seconds: Annotated[float, typer.Option(min=0)] = SECONDS,
    smallest: SmallestGroup = SMALLEST_CELL,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Say which changes together close most within a budget, or all for least."""
    form, least = form_of(as_json, as_csv), shown_from(smallest)
    if everything == (budget is not None):
        raise typer.BadParameter("--budget or --all, one of them.")
    if front and (alternatives > 1 or floor is not None):
        raise typer.BadParameter("--front goes with neither --alternatives nor --floor.")
    record = read_record(source)
    prices = None if costs is None else costs_in(costs)
    day = day_of(at) or record.reference_date
    spanner = priced_to_span(record, at=day, costs=prices)
    with progress_bar() as progress:
        if front:
            found = repair_front(
                record, budget=budget, level=level.value, at=day, costs=prices,
                spanner=spanner, seconds=seconds, progress=progress,
            ).points  # fmt: skip
        elif alternatives > 1:
            found = repair_alternatives(
                record, alternatives, budget=budget, floor=floor, level=level.value, at=day,
                costs=prices, spanner=spanner, seconds=seconds, progress=progress,
            )  # fmt: skip
        else:
            found = (
                repairs(
                    record, budget=budget, floor=floor, level=level.value, at=day, costs=prices,
                    spanner=spanner, seconds=seconds, progress=progress,
                ),
            )  # fmt: skip
        view = zones_view(
            record, level=level.value, at=day, asked=found, smallest_cell=least, progress=progress
        )
    put_repairs(view, found, others=not front, form=form, language=language.value)


def costs_in(path: Path) -> pd.DataFrame:
    """Return a sheet of costs from a CSV file, as written.

    Raises
    ------
    FileProblemError
        If there is no such file, or it is no CSV.
    """
    raw, _ = csv_sheet(path)
    return pd.DataFrame(dict(zip(raw.headings, map(list, raw.columns), strict=True)), dtype="str")


def put_repairs(
    view: ZonesView,
    found: tuple[Repairs, ...],
    *,
    others: bool,
    form: Form,
    language: Language,
) -> None:
    """Write repairs to stdout, with counts withheld together with those of the record's report.

    With ``others`` those after the first are other choices of the same, best in nothing.
    """
    first = len(view.ways.repairs) - len(found)
    rows = [
        repair_content(view, first + number, another=others and number > 0)
        for number in range(len(found))
    ]
    if form == "json":
        put_json({"repairs": rows, "recipe": view.recipe.to_records()})
    elif form == "csv":
        put_csv(repairs_table(view, rows, language=language))
    else:
        for one in rows:
            cost = f"{said('cost', language)} {one['cost']:g}"
            put_line(f"{cost}{_closed(one, view, language)} ({say(one['claim'], language)})")
            for change in one["changes"]:
                put_line(f"  - {change_line(change, language)}")
    say_how_counted(view, language)
    if view.counts is not None:
        tell(said("a gap", language))


def _closed(one: dict[str, Any], view: ZonesView, language: Language) -> str:
    """Return how many gaps of how many persons a repair closes; persons alone if as many."""
    persons = counted(one["persons"], view, language)
    if "n" not in one["gaps"] or one["gaps"] == one["persons"]:
        return persons
    gaps = f"{one['gaps']['n']} {said('gaps of', language)}"
    return f": {gaps} {persons.removeprefix(': ')}"
