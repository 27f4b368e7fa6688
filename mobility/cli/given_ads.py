"""given_ads: read the ads a command was given, with the columns said as name=column."""

from collections.abc import Sequence
from pathlib import Path

import typer

from mobility.cli.output import progress_bar
from mobility.foundation.ads import Ads
from mobility.reading.ads import read_ads


def given_ads(
    sources: Sequence[str | Path],
    column: Sequence[str] | None,
    classification: str | None,
    encoding: str,
) -> Ads:
    """Read ads as `read_ads` does, for every command in the same way.

    Raises
    ------
    typer.BadParameter
        If a column is not said as name=column.
    InputError, FileProblemError
        As `read_ads` raises them.
    """
    wrong = [pair for pair in column or () if "=" not in pair]
    if wrong:
        raise typer.BadParameter(f"--column {wrong[0]!r} is not of the form text=description.")
    columns = dict(pair.split("=", 1) for pair in column) if column else None
    with progress_bar() as progress:
        return read_ads(
            *sources,
            columns=columns,
            occupation_version=classification,
            encoding=encoding,
            progress=progress,
        )
