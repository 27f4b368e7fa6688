"""regions: the command region, what places have, nearly have and lack."""

from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer

from mobility.cli.arguments import AsCsv, AsJson, Source, Title
from mobility.cli.hard_jobs import OPTION, hard_jobs
from mobility.cli.output import progress_bar, put_table, result_form, say
from mobility.cli.refusals import message
from mobility.cli.region_data import (
    Below,
    Classification,
    CodeLength,
    Column,
    Encoding,
    Given,
    Jobs,
    Kind,
    Measure,
    MoveColumn,
    Moves,
    MovesBelow,
    Related,
    Titles,
    given_regions,
    pay_by_activity,
    space_of,
)
from mobility.cli.words import percent, said
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.files import ready_folder
from mobility.reaching.attractive import activity_growth
from mobility.reaching.board import RegionBoard
from mobility.reaching.recovery import recovery
from mobility.reaching.region_board import region_board
from mobility.reaching.region_order import ORDERS
from mobility.reaching.region_skills import region_skills
from mobility.saving.region_workbook import write_region_workbook
from mobility.showing.region_page import write_region_page
from mobility.showing.region_view import RegionView

PAGE, WORKBOOK = "region.html", "region.xlsx"
SHOWN = ("region", "rank", "activity", "title", "density", "count", "because")
SKILLS_SHOWN = 15

Places = Annotated[
    list[str] | None,
    typer.Option("--place", help="A region by name or code; all unless told. Repeatable."),
]
Period = Annotated[str | None, typer.Option("--period", help="Which; the last unless told.")]
OrderBy = Annotated[
    str, typer.Option("--order", help="What ranks: density, or 'density and effects'.")
]
Top = Annotated[int, typer.Option(min=1, help="How many of each region are named, at most.")]
Smallest = Annotated[int, typer.Option(min=1, help="From how many on a region has an activity.")]
Draws = Annotated[
    int, typer.Option(min=0, help="How often presences are hidden to try the list; 0 not at all.")
]
Pay = Annotated[
    Path | None,
    typer.Option("--pay", help="Pay by activity: JSON by code, or a table with 'pay'."),
]
Hard = Annotated[
    Path | None,
    typer.Option(
        OPTION,
        help="Vacant jobs by region and occupation, with days_open or readvertised: which are "
        "hard to fill. Needs --relatedness with the folder of a study.",
    ),
]
HardColumn = Annotated[
    list[str] | None,
    typer.Option(
        "--hard-column", help="Where that table has what: region=kommun, days_open=dagar."
    ),
]
Since = Annotated[
    str | None, typer.Option("--growth-since", help="Growth from this period counts too.")
]
Speak = Annotated[
    Literal["sv", "en"], typer.Option("--language", help="Of results, pages and help.")
]


def region(
    jobs: Jobs,
    place: Places = None,
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
    pay: Pay = None,
    growth_since: Since = None,
    hard: Hard = None,
    hard_column: HardColumn = None,
    period: Period = None,
    order: OrderBy = "density",
    top: Top = 10,
    smallest: Smallest = 5,
    draws: Draws = 20,
    encoding: Encoding = "utf-8",
    title: Title = "",
    source: Source = "",
    out: Annotated[Path, typer.Option(help="Folder for page and workbook.")] = Path("region"),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = "sv",
) -> None:
    """Say what places have, nearly have and lack, with why, and what such a list is worth."""
    form = result_form(as_json, as_csv)
    given = given_regions(
        jobs, relatedness=relatedness, flows=flows, column=column, flows_column=flows_column,
        flows_below=flows_withheld_below, kind=kind, measure=measure,
        classification=classification, code_length=code_length, withheld_below=withheld_below,
        titles=titles, encoding=encoding,
    )  # fmt: skip
    paid = pay_by_activity(pay, str(given.counts.activities.name), encoding)
    space = None
    try:
        space = space_of(given, paid)
    except EmptyResultError as error:
        if hard is not None:
            raise
        say(f"{said('no skills here', language)} {message(error, language)}")
    fills = None
    if hard is not None:
        fills = hard_jobs(
            hard, given, space, column=hard_column, code_length=code_length, encoding=encoding
        )
    board = board_of(
        given, period=period, order=order, top=top, smallest=smallest, draws=draws, pay=paid,
        since=growth_since,
    )  # fmt: skip
    chosen = None if place is None else [given.places.meant(name) for name in place]
    skills = None
    if space is not None and space.version == given.counts.version:
        skills = region_skills(space, given.counts, regions=chosen, top=SKILLS_SHOWN)
    view = RegionView.of(
        board,
        regions=chosen,
        skills=skills,
        hard=fills,
        title=title,
        source=source,
        synthetic=given.synthetic,
    )
    ready_folder(out)
    page = write_region_page(view, out / PAGE, language=language)
    workbook = write_region_workbook(view, out / WORKBOOK, language=language)
    found = named_here(view)
    if given.places.named:
        found.insert(1, "region_code", found["region"].map(dict(given.places.codes)))
    put_table(found, form=form, language=language, shown=SHOWN)
    for name, note in board.regions.loc[list(view.regions), "note"].items():
        if note:
            say(f"{name}: {said(f'region {note}', language)}")
    _say_worth(board, language)
    if given.synthetic:
        say(said("synthetic", language))
    say(f"{said('page', language)}: {page.resolve()}")
    say(f"{said('workbook', language)}: {workbook.resolve()}")


def board_of(
    given: Given,
    *,
    period: str | None,
    order: str,
    top: int,
    smallest: int,
    draws: int,
    pay: pd.DataFrame | None,
    since: str | None,
) -> RegionBoard:
    """Return the board, tried by hiding presences as often as was said."""
    if order not in ORDERS:
        raise typer.BadParameter(f"--order {order!r} is none of: {', '.join(ORDERS)}.")
    growth = None if since is None else activity_growth(given.counts, since=since, period=period)
    tested = None
    if draws and not given.of_one_file:
        with progress_bar() as progress:
            tested = recovery(
                given.counts, given.relatedness, period=period, draws=draws, k=top,
                smallest=smallest, progress=progress,
            )  # fmt: skip
    return region_board(
        given.counts, given.relatedness, period=period, order=order, top=top,
        smallest=smallest, titles=given.titles, pay=pay, growth=growth, tested=tested,
    )  # fmt: skip


def named_here(view: RegionView) -> pd.DataFrame:
    """Return what is nearly had in each region, the nearest first, with what speaks for it."""
    board = view.board
    rows = [board.region(name).query("`class` == 'nearly'") for name in view.regions]
    found = pd.concat(rows, ignore_index=True)
    first = board.evidence[board.evidence["place"] <= 3]
    why = first.groupby(["region", "activity"], sort=False)["carrier_title"].agg(tuple)
    keys = pd.MultiIndex.from_frame(found[["region", "activity"]])
    found["because"] = pd.Series(list(why.reindex(keys)), index=found.index, dtype="object")
    found.attrs = {"regions": list(view.regions), "recipe": view.recipe.to_records()}
    return found


def _say_worth(board: RegionBoard, language: Literal["sv", "en"]) -> None:
    """Say what the order was worth, beside the best of the simple guesses."""
    say(said("nearness is no forecast", language))
    if board.tested is None:
        say(said("list untried", language))
        return
    tried = {str(row["name"]): row for row in board.tested.to_dict("records")}
    row = tried[board.order]
    best = tried[row["hit_rate_best_null"]]
    sign = (
        "better" if row["hit_rate_gain_low"] > 0 else
        "worse" if row["hit_rate_gain_high"] < 0 else "not told apart"
    )  # fmt: skip
    told = {
        "rate": percent(row["hit_rate"], language), "k": row["k"],
        "best": percent(best["hit_rate"], language),
        "null": said(row["hit_rate_best_null"], language),
        "verdict": said(f"list {sign}", language),
    }  # fmt: skip
    say(said("recovered", language).format(**told))
