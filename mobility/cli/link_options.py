"""link_options: a table of links with what belongs to it, given alike to `study` and `matcher`."""

from pathlib import Path
from typing import Annotated

import typer

LinkTable = Annotated[
    Path | None, typer.Option("--links", help="A table of occupation–skill links, not ads.")
]
UnitGroups = Annotated[
    Path | None, typer.Option("--groups", help="Which unit group each linked occupation is in.")
]
LeaveOut = Annotated[
    list[str] | None,
    typer.Option("--leave-out", help="Sources of links to leave out, such as 'group_*'."),
]
OccupationTables = Annotated[
    list[Path] | None,
    typer.Option("--occupations", help="Codes and titles of the classification. Repeatable."),
]
VacancyTable = Annotated[
    Path | None, typer.Option("--vacancies", help="Vacancies per occupation and place.")
]
