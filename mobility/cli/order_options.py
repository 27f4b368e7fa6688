"""order_options: what the list of a person may be ordered by besides one source of links."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from mobility.counting.links import occupation_links
from mobility.foundation.errors import InputError
from mobility.foundation.incidence import Incidence
from mobility.reading.links import read_links
from mobility.reading.table_rows import text_table
from mobility.saving.study import read_study
from mobility.walk.esco_sources import esco_sources

Elsewhere = Annotated[
    list[Path] | None,
    typer.Option(
        "--elsewhere",
        help="Another study, or table of occupations and skills, to judge likeness by too; the "
        "table of --links again means what --leave-out leaves out of it. Repeatable.",
    ),
]
Esco = Annotated[
    Path | None,
    typer.Option(
        "--esco",
        help="Folder of ESCO's files: what it links to occupations and writes of them, to judge "
        "likeness by too; goes with --crosswalk.",
    ),
]
Crosswalk = Annotated[
    Path | None,
    typer.Option(
        "--crosswalk",
        help="Table from ISCO-08 to these codes, with the headings isco08_4 and ssyk4; goes with "
        "--esco.",
    ),
]
ByVacancies = Annotated[
    float,
    typer.Option(
        "--by-vacancies",
        help="How much many vacancies lift an occupation in the list, 0–1; 0.1 goes well with "
        "--elsewhere.",
    ),
]
BySchooling = Annotated[
    float,
    typer.Option(
        "--by-schooling",
        help="What part of likeness each level of schooling above the person's takes away, 0–1; "
        "0.5 suits who has little schooling and says it.",
    ),
]

PLAIN = {"occupation": "occupation", "occupation_name": "occupation", "skill": "skill"}
"""Headings of a table of links that has the codes of unit groups itself."""


@dataclass(frozen=True)
class Order:
    """By what the list of a person is ordered besides the links answers speak of.

    Parameters
    ----------
    elsewhere : sequence of Path
        Other studies and tables of links.
    by_vacancies, by_schooling : float
        As `mobility.skill_space` takes them.
    links, groups : Path, optional
        The table of links answers speak of, and the unit groups of its occupations.
    leave_out : sequence of str
        Sources left out of it.
    esco, crosswalk : Path, optional
        ESCO's files, and which unit groups of ISCO-08 are which here; one goes with the other.
    """

    elsewhere: Sequence[Path] = ()
    by_vacancies: float = 0.0
    by_schooling: float = 0.0
    links: Path | None = None
    groups: Path | None = None
    leave_out: Sequence[str] = ()
    esco: Path | None = None
    crosswalk: Path | None = None

    def __post_init__(self) -> None:
        """Refuse one of two that go together."""
        if (self.esco is None) != (self.crosswalk is None):
            raise typer.BadParameter("--esco and --crosswalk go together: give both.")

    def counts(self, version: str) -> list[Incidence]:
        """Return what each other source links, in a classification.

        Raises
        ------
        InputError
            If a study holds words and no skills, a table has not the columns it needs, or the table
            of links is given again though nothing was left out of it.
        FileProblemError
            If a file is missing, empty or damaged.
        EmptyResultError
            If no unit group of ESCO stands in the crosswalk.
        """
        found = [self._counted(path, version) for path in self.elsewhere]
        if self.esco is not None and self.crosswalk is not None:
            found += esco_sources(self.esco, self.crosswalk, version=version)
        return found

    def _counted(self, path: Path, version: str) -> Incidence:
        if path.is_dir():
            held = read_study(path)
            if held.of_words:
                said = (
                    "relates occupations by the words of whole ads and holds no skills to compare"
                )
                raise InputError(str(path), [said])
            return held.counts
        leave_out: list[str] = []
        if self.links is not None and path.resolve() == self.links.resolve():
            if not self.leave_out:
                raise InputError(
                    str(path),
                    ["is the table of --links, and without --leave-out it would count twice"],
                )
            kept = read_links(path, self.groups, leave_out=tuple(self.leave_out))
            leave_out = sorted(set(kept["source"]))
        by_name = "occupation_id" in text_table(path, encoding="utf-8").columns
        if by_name and self.groups is not None:
            links = read_links(path, self.groups, leave_out=leave_out)
        else:
            links = read_links(path, columns=PLAIN)
        return occupation_links(links, version=version)
