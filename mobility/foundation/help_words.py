"""help_words: in Swedish, the words that stand around what is told in the help of a command."""

import re
from collections.abc import Callable
from typing import Any

_SAID = (
    (r"^Usage: ", "Skriv: "),
    (r"^(Skriv: .*)\[OPTIONS\]", r"\1[VAL]"),
    (r"^(Skriv: .*)COMMAND \[ARGS\]\.\.\.", r"\1KOMMANDO ..."),
    (r"^Arguments:$", "Att ange:"),
    (r"^Options:$", "Val:"),
    (r"^Commands:$", "Kommandon:"),
    (r"\bShow this message and exit\.", "Visa den här hjälpen."),
    (r"\[default:(?=\s)", "[annars:"),
    (r"(?<=[\[ ])required\]", "krävs]"),
)


def help_in_swedish(printed: str) -> str:
    r"""Return the help of a command, as it is printed, with its headings and marks in Swedish.

    What the command and its options are for is left as it stands. The kind of an argument, such as
    ``<path>``, gives way to blanks: its name says what it is.

    Parameters
    ----------
    printed : str
        The whole help.

    Examples
    --------
    >>> print(help_in_swedish("Usage: visa [OPTIONS] {fil}\n\nOptions:\n  --n antal  [default: 3]"))
    Skriv: visa [VAL] {fil}
    <BLANKLINE>
    Val:
      --n antal  [annars: 3]
    """
    for english, swedish in _SAID:
        printed = re.sub(english, swedish, printed, flags=re.MULTILINE)
    return _KIND.sub(lambda found: found[1] + " " * len(found[2]), printed)


def print_in_swedish(command: Any) -> None:
    """Have a command print its help with headings and marks in Swedish.

    Parameters
    ----------
    command : Any
        A command made for one run; typer has no name for its type.
    """
    printed: Callable[[Any], str] = command.get_help
    command.get_help = lambda context: help_in_swedish(printed(context))


_KIND = re.compile(r"^(  [^-\s]\S*)( <\S+>)(?=\s)", re.MULTILINE)
