"""journeys: a table of minutes between places, given alike to every command that counts jobs."""

from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer

from mobility.cli.output import say
from mobility.cli.words import said
from mobility.foundation.recipe import recipe_of
from mobility.reaching.space import SkillSpace
from mobility.reading.commuting import read_commuting

Commuting = Annotated[
    Path | None,
    typer.Option(
        "--commuting",
        help="Table of minutes between places, with the headings place_from, place_to, minutes.",
    ),
]

_SHOWN = 10


def journeys(path: Path | None, language: Literal["sv", "en"]) -> pd.DataFrame | None:
    """Return the table in a file, and say so where it is not written as UTF-8.

    Raises
    ------
    InputError, FileProblemError
        As `mobility.read_commuting`.
    """
    if path is None:
        return None
    table = read_commuting(path)
    written = dict(recipe_of(table).steps[-1].settings)["encoding"]
    if written != "utf-8":
        say(f"{path.name}: {said('read as', language).format(encoding=written)}")
    return table


def say_unadvertised(space: SkillSpace, path: Path | None, language: Literal["sv", "en"]) -> None:
    """Say which places of the table have no vacancies, as one that is misspelled has none."""
    if path is None or space.demand is None or not space.demand.unadvertised:
        return
    places = space.demand.unadvertised
    names = ", ".join(places[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
    say(f"{path.name}: {said('places unadvertised', language).format(n=len(places))}: {names}")
