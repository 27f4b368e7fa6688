"""refusals: whatever is refused, as one message in the language of the run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mobility.foundation.errors import (
    SHOWN_PROBLEMS,
    Fault,
    FileProblemError,
    InputError,
    MobilityError,
)

Language = Literal["sv", "en"]


@dataclass(frozen=True)
class Refusals:
    """How one program says what it refuses.

    Parameters
    ----------
    program : str
        What it is called.
    english : str
        The words that ask it for English, such as ``--language en``.
    sources : mapping of str to str
        What the parts of the library that refuse are called in Swedish.
    sentence : callable
        Returns a sentence in Swedish; as it is where nobody has said it in Swedish.
    problem : callable
        Returns one problem of a table in Swedish, place and all.

    Examples
    --------
    >>> own = Refusals("mobility", "--language en", {"ads": "annonserna"}, str.upper, str)
    >>> print(own.message(FileProblemError("jobb.csv", "is empty."), "sv"))
    jobb.csv: IS EMPTY.
    >>> print(own.message(InputError("ads", ["the id is missing"]), "sv"))
    annonserna: 1 fel
      - the id is missing
    """

    program: str
    english: str
    sources: Mapping[str, str]
    sentence: Callable[[str], str]
    problem: Callable[[Fault | str], str]

    def message(self, error: MobilityError, language: Language) -> str:
        """Return what an error of a file, a table, a name or a setting says."""
        if language == "en":
            return str(error)
        if isinstance(error, FileProblemError):
            return f"{error.path}: {self.sentence(error.problem)}"
        if isinstance(error, InputError):
            return self._of_input(error)
        return self.sentence(str(error))

    def usage(self, error: Exception, language: Language) -> str:
        """Return what is wrong with the words of a command, and where help is to be had."""
        wrong: Any = error
        said = str(wrong.format_message())
        path = wrong.ctx.command_path if wrong.ctx is not None else self.program
        if "\n" in said:
            # No words at all: what would be said is the help itself.
            return said
        if language == "en":
            return f"{said}\nHelp: {path} --help {self.english}"
        return f"{self.sentence(said)}\nHjälp: {path} --help"

    def _of_input(self, error: InputError) -> str:
        """Return every problem of a table: the first ones in full, the others counted."""
        shown = error.problems[:SHOWN_PROBLEMS]
        lines = "".join(f"\n  - {self.problem(problem)}" for problem in shown)
        hidden = len(error.problems) - len(shown)
        more = f"\n  … och {hidden} till" if hidden else ""
        source = self.sources.get(error.source, error.source)
        return f"{source}: {len(error.problems)} fel{lines}{more}"


def language_of(arguments: Sequence[str], *options: str) -> Language:
    """Return the language that the words of a command ask for, wherever among them; else Swedish.

    Examples
    --------
    >>> language_of(["zones", "record.xlsx", "--lang", "en"], "--lang", "--language")
    'en'
    >>> language_of(["zones"], "--lang"), language_of(["zones", "--lang=en"], "--lang")
    ('sv', 'en')
    """
    spoken: Language = "sv"
    for i, word in enumerate(arguments):
        name, sign, value = word.partition("=")
        if name in options:
            asked = value if sign else next(iter(arguments[i + 1 :]), "")
            spoken = "en" if asked == "en" else "sv"
    return spoken
