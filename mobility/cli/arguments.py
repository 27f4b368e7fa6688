"""arguments: options that several commands take."""

from enum import Enum
from typing import Annotated

import typer


class Lang(str, Enum):  # noqa: UP042
    """The two languages pages and results are in."""

    sv = "sv"
    en = "en"


Sources = Annotated[list[str], typer.Argument(help="Files of job ads: .jsonl .json .csv .xlsx …")]
Column = Annotated[
    list[str] | None,
    typer.Option(
        "--column", help="Where a table has what: text=description, occupation=ssyk4. Repeatable."
    ),
]
Classification = Annotated[
    str | None,
    typer.Option("--classification", help="Of the occupation codes: 'SSYK 2012', 'ISCO-08' …"),
]
Title = Annotated[str, typer.Option(help="Heading of the page.")]
Source = Annotated[str, typer.Option(help="Where the data come from, said on the page.")]
Encoding = Annotated[str, typer.Option(help="Of text files.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Write the result as CSV.")]
Speak = Annotated[Lang, typer.Option("--language", help="Of results, pages and help.")]
