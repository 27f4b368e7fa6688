"""compare: the command compare, two places side by side, or one place in two periods."""

from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer

from mobility.cli.arguments import AsCsv, AsJson, Source, Title
from mobility.cli.output import put_table, result_form, say
from mobility.cli.region_data import (
    Below,
    Classification,
    CodeLength,
    Column,
    Encoding,
    Jobs,
    Kind,
    Measure,
    MoveColumn,
    Moves,
    MovesBelow,
    Related,
    Titles,
    given_regions,
)
from mobility.cli.regions import OrderBy, Smallest, Speak, Top, board_of
from mobility.cli.words import said
from mobility.foundation.files import ready_folder
from mobility.saving.tables import write_table
from mobility.showing.compare_page import write_comparison_page
from mobility.showing.compare_view import ComparisonView

PAGE, WORKBOOK = "compare.html", "compare.xlsx"
SHOWN = ("title", "class_1", "density_1", "class_2", "density_2", "change")
MOST = 20


def compare(
    jobs: Jobs,
    place: Annotated[
        list[str] | None,
        typer.Option("--place", help="Which two, by name or code; or one, with two periods."),
    ] = None,
    period: Annotated[
        list[str] | None, typer.Option("--period", help="Which; two of them for one place.")
    ] = None,
    relatedness: Related = None,
    flows: Moves = None,
    column: Column = None,
    flows_column: MoveColumn = None,
    flows_withheld_below: MovesBelow = 1,
    kind: Kind = "industry",
    measure: Measure = "jobs",
    classification: Classification = "",
    code_length: CodeLength = None,
    withheld_below: Below = 1,
    titles: Titles = None,
    order: OrderBy = "density",
    top: Top = 10,
    smallest: Smallest = 5,
    encoding: Encoding = "utf-8",
    title: Title = "",
    source: Source = "",
    out: Annotated[Path, typer.Option(help="Folder for page and workbook.")] = Path("compare"),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = "sv",
) -> None:
    """Set two places side by side, or one place in two periods, activity by activity."""
    form = result_form(as_json, as_csv)
    places, periods = list(place or ()), list(period or ())
    if (len(places), len(periods)) not in {(2, 0), (2, 1), (1, 2)}:
        raise typer.BadParameter("Say two with --place, or one with --period twice.")
    given = given_regions(
        jobs, relatedness=relatedness, flows=flows, column=column, flows_column=flows_column,
        flows_below=flows_withheld_below, kind=kind, measure=measure,
        classification=classification, code_length=code_length, withheld_below=withheld_below,
        titles=titles, encoding=encoding,
    )  # fmt: skip
    places = [given.places.meant(name) for name in places]
    whens: list[str | None] = [*periods] or [None]
    boards = [
        board_of(given, period=when, order=order, top=top, smallest=smallest, draws=0, pay=None,
                 since=None)
        for when in whens
    ]  # fmt: skip
    view = ComparisonView.of(
        boards[0], places[0], places[-1], other_board=boards[1] if len(boards) > 1 else None,
        title=title, source=source, synthetic=given.synthetic,
    )  # fmt: skip
    ready_folder(out)
    page = write_comparison_page(view, out / PAGE, language=language)
    workbook = write_table(view.table, out / WORKBOOK)
    say(f"1: {view.names[0]}, 2: {view.names[1]}")
    shown = _in_words(view.table.head(MOST), language) if form == "table" else view.table
    put_table(shown, form=form, language=language, shown=SHOWN)
    if given.synthetic:
        say(said("synthetic", language))
    say(f"{said('page', language)}: {page.resolve()}")
    say(f"{said('workbook', language)}: {workbook.resolve()}")


def _in_words(table: pd.DataFrame, language: Literal["sv", "en"]) -> pd.DataFrame:
    """Write the two standings of a change in words."""
    change = [
        " → ".join(said(word, language) for word in words.split(" → ")) if words else ""
        for words in table["change"]
    ]
    return table.assign(change=pd.Series(change, index=table.index, dtype="str"))
