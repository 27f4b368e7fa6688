"""app: the commands of collab-graph."""

import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from collab_graph.cli.checking import put_faults, put_record, read_record
from collab_graph.cli.output import form_of, put_line, say
from collab_graph.cli.words import said
from collab_graph.reading.annotate import annotate
from collab_graph.reading.template import write_template
from mobility.foundation.errors import InputError, MobilityError

DONE, UNUSABLE, WRONG_USAGE = 0, 1, 2

app = typer.Typer(
    help="Who does what for whom, and where nobody leads.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Lang(str, Enum):  # noqa: UP042
    """The two languages workbooks, pages and results are in."""

    sv = "sv"
    en = "en"


Source = Annotated[Path, typer.Argument(help="The workbook, or a folder of CSV files.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Write the result as CSV.")]
Speak = Annotated[Lang, typer.Option("--language", "--lang", help="Of workbooks and results.")]


@app.callback()
def commands() -> None:
    """Keep every command under its own name, however many there are."""


@app.command()
def template(
    out: Annotated[Path, typer.Argument(help="Where the workbook goes.")] = Path("underlag.xlsx"),
    example: Annotated[
        bool, typer.Option("--example", help="With a small made-up record in it.")
    ] = False,
    language: Speak = Lang.sv,
) -> None:
    """Write the workbook that planners fill in."""
    if out.suffix.casefold() != ".xlsx":
        raise typer.BadParameter(f"{str(out)!r} does not end in .xlsx.")
    written = write_template(out, language=language.value, example=example)
    say(said("template", language.value))
    put_line(str(written.resolve()))


@app.command()
def check(
    source: Source,
    comments: Annotated[
        Path | None,
        typer.Option("--comments", help="Write a copy of the workbook with faults as comments."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Read a record and say everything that is wrong or doubtful in it."""
    form = form_of(as_json, as_csv)
    if comments is not None and source.is_dir():
        raise typer.BadParameter("--comments goes with a workbook, not with a folder.")
    if comments is not None and comments.suffix.casefold() != ".xlsx":
        raise typer.BadParameter(f"--comments {str(comments)!r} does not end in .xlsx.")
    try:
        record = read_record(source)
    except InputError as error:
        put_faults(error.problems, form=form, language=language.value)
        if comments is not None:
            annotate(source, error.problems, comments, language=language.value)
            say(f"{said('comments', language.value)} {comments.resolve()}")
        raise typer.Exit(UNUSABLE) from error
    put_record(record, form=form, language=language.value)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the program's name; those of this process if not given.

    Returns
    -------
    int
        0 done, 1 the record cannot be used, 2 wrong usage.
    """
    try:
        app(list(arguments) if arguments is not None else None)
    except MobilityError as error:
        say(str(error))
        return UNUSABLE
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else DONE
    return DONE


def run() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(main())
