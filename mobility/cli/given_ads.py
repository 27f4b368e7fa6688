"""given_ads: read the ads or the corpus a command was given, columns said as name=column."""

from collections.abc import Sequence
from pathlib import Path

import typer

from mobility.cli.output import progress_bar
from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus, read_corpus
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


def ads_or_corpus(
    sources: Sequence[Path],
    column: Sequence[str] | None,
    classification: str | None,
    encoding: str,
) -> Ads | Corpus:
    """Read ads as `given_ads` does; where one folder is given, open it as a corpus.

    Raises
    ------
    typer.BadParameter
        If a corpus stands among other sources, or columns are said of one.
    InputError, FileProblemError
        As `read_ads` and `read_corpus` raise them.
    """
    if not any(source.is_dir() for source in sources):
        return given_ads(sources, column, classification, encoding)
    if len(sources) > 1:
        raise typer.BadParameter("A corpus is counted alone; give no other --ads beside it.")
    if column:
        raise typer.BadParameter("A corpus has its columns; leave out --column.")
    return read_corpus(sources[0])
