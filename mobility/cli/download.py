"""download: the command that fetches yearly archives of job ads."""

from pathlib import Path
from typing import Annotated

import typer

from mobility.archiving.download import ENRICHED, ORIGINAL, YEAR, download_archives
from mobility.cli.arguments import AsCsv, AsJson
from mobility.cli.corpus_options import ResultLanguage
from mobility.cli.output import progress_bar, put_table, result_form, say
from mobility.cli.refusals import sentence

NOT_ALL = 1
_SHOWN = ("file", "bytes", "checked", "state")


def download(
    to: Annotated[Path, typer.Option("--to", help="Folder for the files.")],
    years: Annotated[
        list[str] | None,
        typer.Option("--years", help="2016, 2016-2019 or 2026-Q1. Repeatable. Else all there are."),
    ] = None,
    enriched: Annotated[
        bool,
        typer.Option("--enriched", help="The archives with the words found in the ads, from 2016."),
    ] = False,
    address: Annotated[
        str | None,
        typer.Option("--address", help=f"Where they lie, with {YEAR}; or the address of one file."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: ResultLanguage = "sv",
) -> None:
    """Fetch yearly archives of job ads; broken off, the same command goes on where it was."""
    form = result_form(as_json, as_csv)
    if address is not None and enriched:
        raise typer.BadParameter("--enriched or --address, not both.")
    with progress_bar() as progress:
        table = download_archives(
            to,
            years=years,
            address=address or (ENRICHED if enriched else ORIGINAL),
            progress=progress,
        )
    put_table(table, form=form, language=language, shown=_SHOWN)
    missing = table.loc[table["problem"].notna(), ["address", "problem"]]
    for where, problem in missing.itertuples(index=False):
        say(f"{where}: {sentence(problem) if language == 'sv' else problem}")
    if len(missing):
        raise typer.Exit(NOT_ALL)
