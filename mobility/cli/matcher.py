"""matcher: the command that makes the page for one person at a time."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from mobility.cli.output import progress_bar, put_json, say
from mobility.cli.words import said
from mobility.counting.links import occupation_links
from mobility.datasets.shipped import demo_occupations
from mobility.finding.linked_skills import skills_of_links
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress
from mobility.reaching.skill_space import SkillSpace, skill_space
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from mobility.reading.vacancies import read_vacancies
from mobility.saving.study import read_study
from mobility.showing.matcher_page import write_matcher_page


def matcher(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder that `mobility study` wrote; or give --links.")
    ] = None,
    links: Annotated[
        Path | None, typer.Option("--links", help="A table of occupation–skill links, not ads.")
    ] = None,
    groups: Annotated[
        Path | None, typer.Option("--groups", help="Which unit group each linked occupation is in.")
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option("--leave-out", help="Sources of links to leave out, such as 'group_*'."),
    ] = None,
    occupations: Annotated[
        list[Path] | None,
        typer.Option("--occupations", help="Codes and titles of the classification. Repeatable."),
    ] = None,
    classification: Annotated[
        str, typer.Option("--classification", help="Of the occupation codes.")
    ] = "SSYK 2012",
    vacancies: Annotated[
        Path | None, typer.Option("--vacancies", help="Vacancies per occupation and place.")
    ] = None,
    title: Annotated[str, typer.Option(help="Heading of the page.")] = "",
    source: Annotated[str, typer.Option(help="Where the data come from, said on the page.")] = "",
    out: Annotated[Path, typer.Option(help="The page.")] = Path("matcher.html"),
    as_json: Annotated[bool, typer.Option("--json", help="Write the result as JSON.")] = False,
    language: Annotated[
        Literal["sv", "en"], typer.Option("--language", help="The page opens in.")
    ] = "sv",
) -> None:
    """Make the page that answers one person in the browser: no server, and nothing is stored."""
    if (folder is None) == (links is None) or (links is None) != (groups is None):
        raise typer.BadParameter("Give the folder of a study, or --links with --groups.")
    with progress_bar() as progress:
        if folder is not None:
            space, synthetic = _of_study(folder, progress)
        else:
            assert links is not None
            assert groups is not None
            space, synthetic = _of_links(
                links, groups, leave_out or [], occupations or [], classification, vacancies,
                progress,
            ), False  # fmt: skip
    page = write_matcher_page(
        space, out, language=language, title=title, source=source, synthetic=synthetic
    ).resolve()
    if as_json:
        put_json(
            {
                "page": str(page),
                "bytes": page.stat().st_size,
                "occupations": len(space.occupations),
                "skills": len(space.skills),
            }
        )
        return
    say(f"{said('open it', language)}:")
    typer.echo(page.as_uri())


def _of_study(folder: Path, progress: Progress) -> tuple[SkillSpace, bool]:
    """Return the space of a study, and whether its ads are made up."""
    held = read_study(folder)
    if held.of_words:
        raise InputError(
            str(folder),
            ["relates occupations by the words of whole ads and holds no skills to answer with; "
             "make a study with --skills."],
        )  # fmt: skip
    space = skill_space(
        held.counts,
        held.skills,
        vacancies=held.vacancies if len(held.vacancies) else None,
        occupations=held.occupations,
        progress=progress,
    )
    return space, held.synthetic


def _of_links(
    links: Path,
    groups: Path,
    leave_out: list[str],
    occupations: list[Path],
    classification: str,
    vacancies: Path | None,
    progress: Progress,
) -> SkillSpace:
    """Return the space of a table of links."""
    known = (
        read_occupations(*occupations, version=classification)
        if occupations
        else demo_occupations()
    )
    read = read_links(links, groups, leave_out=tuple(leave_out))
    return skill_space(
        occupation_links(read, version=known.version),
        skills_of_links(read),
        vacancies=None if vacancies is None else read_vacancies(vacancies),
        occupations=known,
        progress=progress,
    )
