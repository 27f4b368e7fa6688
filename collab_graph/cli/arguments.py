"""arguments: what several commands take, each said once."""

from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from collab_graph.showing.report_counts import SMALLEST_CELL


class Lang(str, Enum):  # noqa: UP042
    """The two languages workbooks, pages and results are in."""

    sv = "sv"
    en = "en"


# What each is for stands in help.py, in both languages.
Source = Annotated[Path, typer.Argument()]
AsJson = Annotated[bool, typer.Option("--json")]
AsCsv = Annotated[bool, typer.Option("--csv")]
Speak = Annotated[Lang, typer.Option("--language", "--lang")]
At = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
OtherDay = Annotated[datetime | None, typer.Option("--compare-date", formats=["%Y-%m-%d"])]


SmallestGroup = Annotated[int, typer.Option("--smallest-group")]


def shown_from(smallest: int) -> int:
    """Return from how many persons a group is shown, where that is not below the floor.

    Raises
    ------
    typer.BadParameter
        If somebody in so small a group could be recognised.
    """
    if smallest < SMALLEST_CELL:
        raise typer.BadParameter(
            f"--smallest-group {smallest}: in a group of fewer than {SMALLEST_CELL} somebody could "
            f"be recognised, so it is never shown. Give {SMALLEST_CELL} or more."
        )
    return smallest


def day_of(at: datetime | None) -> date | None:
    """Return the day of a moment, as commands take it."""
    return at.date() if at is not None else None
