"""refusals: whatever is refused, as one message in the language of the run."""

from typing import Any

import typer

from collab_graph.cli.swedish import in_swedish
from collab_graph.record.faults import Language, RecordFault
from mobility.foundation.errors import (
    SHOWN_PROBLEMS,
    Fault,
    FileProblemError,
    InputError,
    MobilityError,
)

WRONG_WORDS: type[Exception] = typer.BadParameter.__mro__[1]
"""Whatever is wrong with the words of a command; typer has no name of its own for all of it."""


def message(error: MobilityError, language: Language) -> str:
    """Return what an error says, in Swedish or English.

    Parameters
    ----------
    error : MobilityError
        Of a file, a record, a situation or a setting.
    language : Language
        Of the message.

    Examples
    --------
    >>> print(message(FileProblemError("underlag.xlsx", "is empty."), "sv"))
    underlag.xlsx: är tom.
    """
    if language == "en":
        return str(error)
    if isinstance(error, FileProblemError):
        return f"{error.path}: {in_swedish(error.problem)}"
    if isinstance(error, InputError):
        return _of_input(error)
    return in_swedish(str(error))


def usage_message(error: Exception, language: Language) -> str:
    """Return what is wrong with the words of a command, and where help is to be had."""
    wrong: Any = error
    said = wrong.format_message()
    path = wrong.ctx.command_path if wrong.ctx is not None else "collab-graph"
    if "\n" in said:
        # No words at all: what would be said is the help itself.
        return str(said)
    if language == "en":
        return f"{said}\nHelp: {path} --help --lang en"
    return f"{in_swedish(said)}\nHjälp: {path} --help"


def in_language(problem: Fault | str, language: Language) -> str:
    """Return one problem as a sentence, place and all."""
    if isinstance(problem, RecordFault):
        return problem.sentence(language)
    return in_swedish(str(problem)) if language == "sv" else str(problem)


def _of_input(error: InputError) -> str:
    """Return every problem of a table in Swedish: the first ones in full, the others counted."""
    shown = error.problems[:SHOWN_PROBLEMS]
    lines = "".join(f"\n  - {in_language(problem, 'sv')}" for problem in shown)
    hidden = len(error.problems) - len(shown)
    more = f"\n  … och {hidden} till" if hidden else ""
    return f"{_SOURCES.get(error.source, error.source)}: {len(error.problems)} fel{lines}{more}"


_SOURCES = {
    "situations": "situationen",
    "grey_zones": "sökningen",
    "record": "underlaget",
    "repairs": "åtgärderna",
    "costs": "kostnaderna",
    "population": "befolkningen",
    "margins": "marginalerna",
}
"""What the parts of the library that refuse are called in Swedish."""
