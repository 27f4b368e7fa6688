"""app: every command of `mobility`, and how it ends."""

import sys
from collections.abc import Sequence

import typer

from mobility.cli.arguments import Lang, Speak
from mobility.cli.checking import check
from mobility.cli.compare import compare
from mobility.cli.corpus import corpus
from mobility.cli.help import command_line, spoken_by_all
from mobility.cli.matcher import matcher
from mobility.cli.origins import origins
from mobility.cli.output import say
from mobility.cli.person import adjacent, almost_have
from mobility.cli.refusals import WRONG_WORDS, message, usage_message
from mobility.cli.regions import region
from mobility.cli.studies import demo, study
from mobility.cli.validation import validate
from mobility.cli.words import said
from mobility.foundation.errors import MobilityError
from mobility.foundation.refusals import language_of

DONE, UNUSABLE, WRONG_USAGE = 0, 1, 2
BROKEN_OFF = 130
"""What a program ends with that its user breaks off."""

app = typer.Typer(
    help="Relatedness networks and almost-have skills, from job ads.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def commands(language: Speak = Lang.sv) -> None:
    """Let the language stand before the command too."""


app.command()(check)
app.command()(study)
app.command()(demo)
app.command("almost-have")(almost_have)
app.command("adjacent")(adjacent)
app.command("matcher")(matcher)
app.command("validate")(validate)
app.command("region")(region)
app.command("compare")(compare)
app.command("origins")(origins)
app.add_typer(corpus, name="corpus")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the program's name; those of this process if not given.

    Returns
    -------
    int
        0 done, 1 the data cannot be used, 2 wrong usage, 130 broken off.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of(words, "--language")
    program = command_line(app, language)
    own = spoken_by_all(program, language)
    try:
        ended = program(words, prog_name="mobility", standalone_mode=False, default_map=own)
    except MobilityError as error:
        say(message(error, language))
        return UNUSABLE
    except WRONG_WORDS as error:
        say(usage_message(error, language))
        return WRONG_USAGE
    if ended == BROKEN_OFF:
        say(said("broken off", language))
    return ended if isinstance(ended, int) else DONE


def run() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(main())
