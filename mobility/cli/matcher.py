"""matcher: the command that makes the page for one person at a time."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from mobility.cli.arguments import AsJson, Source, Title
from mobility.cli.given_ads import ads_or_corpus
from mobility.cli.journeys import Commuting, journeys, say_unadvertised
from mobility.cli.link_options import (
    LeaveOut,
    LinkTable,
    OccupationTables,
    UnitGroups,
    VacancyTable,
)
from mobility.cli.order_options import BySchooling, ByVacancies, Crosswalk, Elsewhere, Esco, Order
from mobility.cli.output import progress_bar, put_json, say
from mobility.cli.spaces import space_of_links, space_of_study
from mobility.cli.words import said
from mobility.counting.entry import entry_requirements
from mobility.datasets.shipped import demo_occupations
from mobility.reaching.needs import NOT_KNOWN, OWN_ADS
from mobility.reaching.schooling_asked import schooling_asked
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from mobility.reading.pay import read_pay
from mobility.reading.vacancies import read_vacancies
from mobility.showing.matcher_page import write_matcher_page


def matcher(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder that `mobility study` wrote; or give --links.")
    ] = None,
    links: LinkTable = None,
    groups: UnitGroups = None,
    leave_out: LeaveOut = None,
    occupations: OccupationTables = None,
    classification: Annotated[
        str | None, typer.Option("--classification", help="Of the codes; SSYK 2012 unless told.")
    ] = None,
    vacancies: VacancyTable = None,
    commuting: Commuting = None,
    pay: Annotated[
        Path | None, typer.Option("--pay", help="Pay per occupation, JSON from code to figures.")
    ] = None,
    pay_year: Annotated[str, typer.Option("--pay-year", help="Of which year the pay is.")] = "",
    ads: Annotated[
        list[Path] | None,
        typer.Option(
            "--ads", help="Ads, or a corpus: what work is like and what it asks for. Repeatable."
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="Where a table of ads has what. Repeatable."),
    ] = None,
    encoding: Annotated[str, typer.Option(help="Of text files of ads.")] = "utf-8",
    elsewhere: Elsewhere = None,
    esco: Esco = None,
    crosswalk: Crosswalk = None,
    by_vacancies: ByVacancies = 0.0,
    by_schooling: BySchooling = 0.0,
    title: Title = "",
    source: Source = "",
    out: Annotated[Path, typer.Option(help="The page.")] = Path("matcher.html"),
    as_json: AsJson = False,
    language: Annotated[
        Literal["sv", "en"], typer.Option("--language", help="The page opens in.")
    ] = "sv",
) -> None:
    """Make the page that answers one person in the browser: no server, and nothing is stored."""
    if (folder is None) == (links is None) or (links is None) != (groups is None):
        raise typer.BadParameter("Give the folder of a study, or --links with --groups.")
    if folder is not None and vacancies is not None:
        raise typer.BadParameter("A study has its own vacancies; --vacancies goes with --links.")
    if column and not ads:
        raise typer.BadParameter("--column says where ads have what, and goes with --ads.")
    read = ads_or_corpus(ads, column, classification, encoding) if ads else None
    paid = None if pay is None else read_pay(pay, year=pay_year)
    order = Order(
        elsewhere or (), by_vacancies, by_schooling,
        links=links, groups=groups, leave_out=leave_out or (), esco=esco, crosswalk=crosswalk,
    )  # fmt: skip
    minutes = journeys(commuting, language)
    with progress_bar() as progress:
        if links is not None and groups is not None:
            known = (
                read_occupations(*occupations, version=classification or "SSYK 2012")
                if occupations
                else demo_occupations()
            )
            space, synthetic = (
                space_of_links(
                    read_links(links, groups, leave_out=tuple(leave_out or ())),
                    known,
                    vacancies=None if vacancies is None else read_vacancies(vacancies),
                    commuting=minutes,
                    pay=paid,
                    ads=read,
                    order=order,
                    progress=progress,
                ),
                False,
            )
        else:
            assert folder is not None
            space, synthetic = space_of_study(
                folder, progress, commuting=minutes, pay=paid, ads=read, order=order
            )
    say_unadvertised(space, commuting, language)
    level = len(str(space.occupations[0]))
    page = write_matcher_page(
        space,
        out,
        language=language,
        entry=None if read is None else entry_requirements(read, level=level),
        schooling=None if read is None else schooling_asked(read, level=level),
        title=title,
        source=source,
        synthetic=synthetic,
    ).resolve()
    work = space.conditions
    told, own = (
        (0, 0)
        if work is None
        else (int((work.rests_on != NOT_KNOWN).sum()), int((work.rests_on == OWN_ADS).sum()))
    )
    judged = 0 if work is None or work.usual is None else int(work.usual.any(axis=1).sum())
    if as_json:
        put_json(
            {
                "page": str(page),
                "bytes": page.stat().st_size,
                "occupations": len(space.occupations),
                "skills": len(space.skills),
                "conditions known": told,
                "conditions by own ads": own,
                "conditions by a broader group": told - own,
                "conditions judged": judged,
            }
        )
        return
    if read is not None:
        say(f"{said('conditions known', language)}: {told} / {len(space.occupations)}")
        say(f"  {said('conditions by own ads', language)}: {own}")
        say(f"  {said('conditions by a broader group', language)}: {told - own}")
    if judged:
        say(f"{said('conditions judged', language)}: {judged} / {len(space.occupations)}")
    say(f"{said('open it', language)}:")
    typer.echo(page.as_uri())
