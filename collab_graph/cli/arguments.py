"""arguments: what several commands take, each said once."""

from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer


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


def day_of(at: datetime | None) -> date | None:
    """Return the day of a moment, as commands take it."""
    return at.date() if at is not None else None
