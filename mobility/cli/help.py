"""help: what every command and every option is for, in plain Swedish and English."""

from collections.abc import Iterator
from typing import Any

from typer import Typer
from typer.main import get_command

from mobility.cli.swedish.help import HELP
from mobility.cli.words import Language
from mobility.foundation.help_words import print_in_swedish

WRITTEN: dict[str, tuple[str, str]] = {
    "address": ("adress", "address"),
    "ads": ("fil", "file"),
    "alpha": ("tal", "number"),
    "by": ("kod", "code"),
    "by_schooling": ("andel", "share"),
    "by_vacancies": ("andel", "share"),
    "chunk_megabytes": ("antal", "number"),
    "classification": ("namn", "name"),
    "code_length": ("antal", "number"),
    "column": ("VAD=KOLUMN", "WHAT=COLUMN"),
    "commuting": ("fil", "file"),
    "confidence": ("andel", "share"),
    "count": ("rubrik", "heading"),
    "crosswalk": ("fil", "file"),
    "destination": ("rubrik", "heading"),
    "draws": ("antal", "number"),
    "earlier": ("fil", "file"),
    "earlier_column": ("VAD=KOLUMN", "WHAT=COLUMN"),
    "education": ("nivå", "level"),
    "elsewhere": ("fil|mapp", "file|folder"),
    "encoding": ("namn", "name"),
    "entrant": ("kod|namn", "code|title"),
    "esco": ("mapp", "folder"),
    "flows": ("fil", "file"),
    "flows_column": ("VAD=KOLUMN", "WHAT=COLUMN"),
    "flows_withheld_below": ("antal", "number"),
    "folder": ("mapp", "folder"),
    "gate": ("namn", "name"),
    "groups": ("fil", "file"),
    "growth_since": ("period", "period"),
    "hard": ("fil", "file"),
    "hard_column": ("VAD=KOLUMN", "WHAT=COLUMN"),
    "jobs": ("jobb", "jobs"),
    "k": ("antal", "number"),
    "kind": ("slag", "kind"),
    "leave_out": ("källa", "source"),
    "level": ("antal", "number"),
    "links": ("fil", "file"),
    "means": ("ORD=KOMPETENS", "WORD=SKILL"),
    "measure": ("mått", "measure"),
    "region measure": ("vad", "what"),
    "compare measure": ("vad", "what"),
    "most": ("antal", "number"),
    "n": ("antal", "number"),
    "need": ("villkor", "condition"),
    "occupation": ("kod|namn", "code|title"),
    "occupations": ("fil", "file"),
    "older": ("mapp", "folder"),
    "order": ("ordning", "order"),
    "origin": ("rubrik", "heading"),
    "out": ("mapp", "folder"),
    "matcher out": ("fil", "file"),
    "corpus report out": ("fil", "file"),
    "pay": ("fil", "file"),
    "pay_year": ("år", "year"),
    "period": ("period", "period"),
    "place": ("kod|namn", "code|name"),
    "predictors": ("mått", "measures"),
    "register": ("fil", "file"),
    "relatedness": ("fil|mapp", "file|folder"),
    "review": ("fil", "file"),
    "rule": ("regel", "rule"),
    "seed": ("heltal", "integer"),
    "skill": ("namn", "name"),
    "skills": ("fil", "file"),
    "smallest": ("antal", "number"),
    "source": ("text", "text"),
    "sources": ("filer", "files"),
    "speaks": ("SPRÅK=NIVÅ", "LANGUAGE=LEVEL"),
    "study": ("mapp", "folder"),
    "target": ("jobb", "job"),
    "text": ("ord", "words"),
    "title": ("text", "text"),
    "titles": ("fil", "file"),
    "to": ("mapp", "folder"),
    "top": ("antal", "number"),
    "vacancies": ("fil", "file"),
    "withheld_below": ("antal", "number"),
    "within": ("minuter", "minutes"),
    "workers": ("antal", "number"),
    "years": ("YRKE=ÅR", "OCCUPATION=YEARS"),
    "corpus download years": ("år", "years"),
}
"""What is written after an option, or in its place; with the command where it differs there."""


def command_line(app: Typer, language: Language) -> Any:
    """Return the commands with their help in the language; in English where it has no Swedish."""
    program = get_command(app)
    which = 0 if language == "sv" else 1
    for path, command in every_command(program):
        command.help = _said(command.help, language)
        # The whole sentence in the list of commands too, and not its first words.
        command.short_help = command.help
        for parameter in command.params:
            parameter.help = _said(parameter.help, language)
            name = str(parameter.name)
            written = WRITTEN.get(f"{path} {name}".strip()) or WRITTEN.get(name)
            if written is not None and not getattr(parameter, "is_flag", False):
                parameter.metavar = written[which]
            if name == "language":
                # What it is where nobody says it, and not what has been said before the command.
                parameter.show_default = False
                parameter.help = f"{parameter.help}  [default: sv]"
        if language == "sv":
            print_in_swedish(command)
    return program


def every_command(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Give a command and all below it, each with the words that lead to it from the first."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from every_command(below, f"{path} {name}".strip())


def spoken_by_all(command: Any, language: Language) -> dict[str, Any]:
    """Return, as defaults of a command and all below it, the language that its words ask for."""
    below = getattr(command, "commands", {})
    named = {name: spoken_by_all(one, language) for name, one in below.items()}
    return {"language": language, **named}


def _said(english: str, language: Language) -> str:
    return HELP.get(english, english) if language == "sv" else english
