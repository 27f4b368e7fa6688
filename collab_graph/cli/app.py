"""app: the commands of collab-graph."""

import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from collab_graph.cli.arguments import (
    AsCsv,
    AsJson,
    At,
    Lang,
    OtherDay,
    SmallestGroup,
    Source,
    Speak,
    day_of,
    shown_from,
)
from collab_graph.cli.checking import put_faults, put_record, read_record
from collab_graph.cli.differences import diff_command, what_if_command
from collab_graph.cli.help import COMMANDS, command_line
from collab_graph.cli.map import map_command
from collab_graph.cli.near_misses import near_misses_command
from collab_graph.cli.output import form_of, progress_bar, put_line, say
from collab_graph.cli.referrals import referrals_command
from collab_graph.cli.refusals import WRONG_WORDS, message, usage_message
from collab_graph.cli.repairs import repairs_command
from collab_graph.cli.standards import export_command, import_command
from collab_graph.cli.words import said
from collab_graph.cli.zones import put_answers, put_report, situation_of
from collab_graph.covering.ask import ask as answer_for
from collab_graph.datasets.shipped import demo_record
from collab_graph.reading.annotate import annotate
from collab_graph.reading.edits import read_edits
from collab_graph.reading.template import write_template
from collab_graph.showing.report_counts import SMALLEST_CELL
from collab_graph.walk import map_report, zones_report
from mobility.foundation.errors import InputError, MobilityError
from mobility.foundation.refusals import language_of

DEMO_TAU = 20.0
"""Fewest persons in a zone of the demonstration."""
DONE, UNUSABLE, WRONG_USAGE = 0, 1, 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class LevelName(str, Enum):  # noqa: UP042
    """Inside which set zones lie: no actor, no lead, no lead that must, none within reach."""

    Z0 = "Z0"
    Z1 = "Z1"
    Z2 = "Z2"
    Z3 = "Z3"


@app.callback()
def commands(language: Speak = Lang.sv) -> None:
    """Let the language stand before the command too."""


@app.command()
def template(
    out: Annotated[Path, typer.Argument()] = Path("underlag.xlsx"),
    example: Annotated[bool, typer.Option("--example")] = False,
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
    comments: Annotated[Path | None, typer.Option("--comments")] = None,
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
    if comments is not None:
        say(said("no comments", language.value))


@app.command()
def zones(
    source: Source,
    out: Annotated[Path, typer.Option()] = Path("out"),
    level: Annotated[LevelName, typer.Option()] = LevelName.Z1,
    tau: Annotated[float, typer.Option(min=0)] = 0.0,
    at: At = None,
    seconds: Annotated[float | None, typer.Option(min=0)] = None,
    what_if: Annotated[Path | None, typer.Option("--what-if")] = None,
    compare: Annotated[Path | None, typer.Option("--compare")] = None,
    compare_date: OtherDay = None,
    smallest: SmallestGroup = SMALLEST_CELL,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Find where nobody leads, and write a page and a workbook about it."""
    form, least = form_of(as_json, as_csv), shown_from(smallest)
    record = read_record(source)
    if sum(one is not None for one in (what_if, compare, compare_date)) > 1:
        raise typer.BadParameter(
            "--what-if, --compare and --compare-date do not go together; give one of them."
        )
    other = read_edits(what_if) if what_if is not None else day_of(compare_date)
    edits = read_record(compare) if compare is not None else other
    with progress_bar() as progress:
        report = zones_report(
            record, out, level=level.value, tau=tau, at=day_of(at), seconds=seconds,
            smallest_cell=least, edits=edits, language=language.value, progress=progress,
        )  # fmt: skip
    put_report(report, form=form, language=language.value)


@app.command()
def ask(
    source: Source,
    situation: Annotated[list[str], typer.Option("--situation")],
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Say who leads, who may and who falls on what in one situation, need by need."""
    form = form_of(as_json, as_csv)
    case = situation_of(situation)
    put_answers(answer_for(read_record(source), case), form=form, language=language.value)


@app.command()
def demo(
    out: Annotated[Path, typer.Option()] = Path("out/demo-zones"),
    smallest: SmallestGroup = SMALLEST_CELL,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Write the report and the map of a made-up association that comes with the package."""
    form, least = form_of(as_json, as_csv), shown_from(smallest)
    record = demo_record()
    with progress_bar() as progress:
        report = zones_report(
            record, out, tau=DEMO_TAU, smallest_cell=least, language=language.value,
            progress=progress,
        )  # fmt: skip
        map_ = map_report(record, out, language=language.value, progress=progress)
    beside = [("map", map_.page), ("workbook", map_.workbook)]
    put_report(report, form=form, language=language.value, beside=beside)


app.command("map")(map_command)
app.command("near-misses")(near_misses_command)
app.command("repairs")(repairs_command)
app.command("referrals")(referrals_command)
app.command("what-if")(what_if_command)
app.command("diff")(diff_command)
app.command("export")(export_command)
app.command("import")(import_command)


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
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of(words, "--lang", "--language")
    program = command_line(app, language)
    own = {"language": language}
    try:
        ended = program(
            words,
            prog_name="collab-graph",
            standalone_mode=False,
            default_map=dict.fromkeys(COMMANDS, own),
        )
    except MobilityError as error:
        say(message(error, language))
        return UNUSABLE
    except WRONG_WORDS as error:
        say(usage_message(error, language))
        return WRONG_USAGE
    return ended if isinstance(ended, int) else DONE


def run() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(main())
