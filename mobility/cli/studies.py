"""studies: the commands study and demo, a network of occupations with its page and tables."""

from pathlib import Path
from typing import Annotated, TypedDict

import pandas as pd
import typer

from mobility.cli.arguments import (
    AsCsv,
    AsJson,
    Classification,
    Column,
    Encoding,
    Lang,
    Source,
    Speak,
    Title,
)
from mobility.cli.given_ads import given_ads
from mobility.cli.link_options import (
    LeaveOut,
    LinkTable,
    OccupationTables,
    UnitGroups,
    VacancyTable,
)
from mobility.cli.output import progress_bar, put_json, put_table, result_form, say
from mobility.cli.words import said
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import demo_occupations, demo_skills
from mobility.finding.review import read_review, write_review
from mobility.finding.skills import prepare_skills
from mobility.foundation.ads import Ads
from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import ready_folder
from mobility.foundation.occupations import Occupations
from mobility.reading.ads import read_ads
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from mobility.reading.occupations_in_ads import occupations_in_ads
from mobility.reading.skills import read_skills
from mobility.reading.vacancies import read_vacancies
from mobility.relating.judged_edges import SETTING
from mobility.relating.relatedness import MEASURES
from mobility.saving.study import Study, write_study
from mobility.walk.studies import DEFAULT_MEASURE, study_ads, study_links, study_texts
from mobility.walk.study_page import write_study_page

PAGE = "network.html"
REVIEW = ("review.csv", "review.xlsx")


class Keep(TypedDict):
    """What decides which edges the backbone keeps."""

    rule: str
    alpha: float | None
    k: int | None


def study(
    sources: Annotated[list[str] | None, typer.Argument(help="Files of job ads.")] = None,
    skills: Annotated[
        list[Path] | None, typer.Option("--skills", help="A list of skills. Repeatable.")
    ] = None,
    occupations: OccupationTables = None,
    links: LinkTable = None,
    groups: UnitGroups = None,
    leave_out: LeaveOut = None,
    vacancies: VacancyTable = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="Relate by the words of whole ads; no skill list.")
    ] = False,
    review: Annotated[
        Path | None,
        typer.Option(
            "--review", help="The review file you have decided in; else the one in --out."
        ),
    ] = None,
    traits: Annotated[bool, typer.Option("--traits", help="Count personal traits too.")] = False,
    column: Column = None,
    classification: Classification = None,
    encoding: Encoding = "utf-8",
    measure: Annotated[str, typer.Option(help="One of: " + ", ".join(MEASURES))] = DEFAULT_MEASURE,
    rule: Annotated[
        str | None,
        typer.Option(
            help="Which edges the backbone keeps. One of: "
            + ", ".join(SETTING)
            + ". Else noise-corrected, and disparity with --texts.",
        ),
    ] = None,
    alpha: Annotated[
        float | None, typer.Option(help="Of the rules of chance: keep edges with p below it.")
    ] = None,
    k: Annotated[
        int | None, typer.Option("--k", min=1, help="Of mutual nearest: how many neighbours.")
    ] = None,
    level: Annotated[int, typer.Option(min=1, max=6, help="Digits of the code.")] = 4,
    title: Title = "",
    source: Source = "",
    out: Annotated[Path, typer.Option(help="Folder for page, tables and data.")] = Path("study"),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Make the network page and tables, from job ads or from a table of links."""
    form = result_form(as_json, as_csv)
    if measure not in MEASURES:
        raise typer.BadParameter(f"--measure {measure!r} is none of: {', '.join(MEASURES)}.")
    if rule is not None and rule not in SETTING:
        raise typer.BadParameter(f"--rule {rule!r} is none of: {', '.join(SETTING)}.")
    by_chance = "disparity" if texts else "noise-corrected"
    keep: Keep = {"rule": rule or by_chance, "alpha": alpha, "k": k}
    ready_folder(out)
    with progress_bar() as progress:
        if links is not None:
            if sources or groups is None:
                raise typer.BadParameter("--links goes with --groups, and without files of ads.")
            found = study_links(
                read_links(links, groups, leave_out=tuple(leave_out or ())),
                _classification(occupations, None, classification),
                vacancies=None if vacancies is None else read_vacancies(vacancies),
                review=_review(review, out, language),
                measure=measure,
                **keep,
                progress=progress,
            )
        elif not sources:
            raise typer.BadParameter("Give files of job ads, or --links and --groups.")
        elif texts:
            ads = given_ads(sources, column, classification, encoding)
            known = _classification(occupations, ads, classification)
            found = study_texts(ads, known, level=level, **keep, progress=progress)
        elif not skills:
            raise typer.BadParameter("Give at least one list with --skills, or say --texts.")
        else:
            ads = given_ads(sources, column, classification, encoding)
            known = _classification(occupations, ads, classification)
            prepared = prepare_skills(
                *(read_skills(path) for path in skills),
                ads=ads,
                review=_review(review, out, language),
                traits=traits,
                occupation_titles=known.table["title"],
            )
            found = study_ads(
                ads, prepared, known, measure=measure, level=level, **keep, progress=progress
            )
        _write(found, out, title, source, language, _next_review(review, out))
    _report(found, out, form, language)


def demo(
    out: Annotated[Path, typer.Option(help="Folder for ads, page and tables.")] = Path("out/demo"),
    n: Annotated[int, typer.Option("--ads", min=200, help="How many ads to make up.")] = 3000,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Study made-up ads that the package generates, and say where the page is."""
    form = result_form(as_json, as_csv)
    made = write_synthetic_ads(out / "synthetic-ads.jsonl.gz", n)
    with progress_bar() as progress:
        ads = read_ads(made, progress=progress)
        known = demo_occupations()
        prepared = prepare_skills(
            demo_skills(),
            ads=ads,
            review=_review(None, out, language),
            occupation_titles=known.table["title"],
        )
        found = study_ads(ads, prepared, known, synthetic=True, progress=progress)
        made_up = said("synthetic", language.value)
        _write(found, out, "", made_up, language, _next_review(None, out))
    _report(found, out, form, language)


def _classification(
    paths: list[Path] | None, ads: Ads | None, classification: str | None
) -> Occupations:
    """Return the occupation list given; else the titles the ads and this package know."""
    version = classification or (ads.occupation_version if ads is not None else "SSYK 2012")
    if paths:
        return read_occupations(*paths, version=version)
    shipped = demo_occupations()
    if ads is None:
        return shipped
    return occupations_in_ads(ads, beside=shipped if shipped.version == version else None)


def _review(given: Path | None, out: Path, language: Lang) -> pd.DataFrame | None:
    """Return the review table given, or the one decided in where the study will be written.

    The study writes a new review file there; without this, decisions would be lost in silence.
    """
    if given is not None:
        return read_review(given)
    earlier = _next_review(None, out)
    if not earlier.is_file():
        return None
    review = read_review(earlier)
    decisions = int(review["decision"].notna().sum())
    if not decisions:
        return None
    say(f"{said('decisions kept from', language.value)} {earlier}: {decisions}")
    return review


def _next_review(given: Path | None, out: Path) -> Path:
    """Return the file that the next decisions are made in: a workbook where the last was one."""
    table, workbook = (out / name for name in REVIEW)
    if given is not None:
        return workbook if given.suffix.casefold() == ".xlsx" else table
    if table.is_file() and workbook.is_file():
        said = f"and {table.name} are both there; say which one counts with --review."
        raise FileProblemError(workbook, said)
    return workbook if workbook.is_file() else table


def _write(found: Study, out: Path, title: str, source: str, language: Lang, review: Path) -> None:
    """Write folder, page and review file."""
    write_study(found, out)
    if len(found.skills.review):
        write_review(found.skills, review)
    write_study_page(found, out / PAGE, language=language.value, title=title, source=source)


def _report(found: Study, out: Path, form: str, language: Lang) -> None:
    """Say what a study did and where its page is."""
    figures = _accounts(found.tables["ledger"]) if "ledger" in found.tables else {}
    figures |= {
        "occupations": found.counts.shape[0],
        "skills": found.counts.shape[1],
        "edges kept": len(found.backbone.edges),
        "groups": int(found.backbone.nodes["community"].max()),
    }
    page = (out / PAGE).resolve()
    if form == "json":
        put_json({**figures, "page": str(page), "folder": str(out.resolve())})
        return
    table = pd.DataFrame({"what": list(figures), "number": list(figures.values())})
    table["what"] = [said(name, language.value) for name in table["what"]]
    if form == "csv":
        put_table(table, form=form, language=language.value)
        return
    for name, number in figures.items():
        say(f"{said(name, language.value)}: {number}")
    say(f"{said('open it', language.value)}:")
    typer.echo(page.as_uri())


def _accounts(ledger: pd.DataFrame) -> dict[str, int]:
    """Count what became of the lines read."""
    status = ledger["status"]
    return {
        "ads in": len(ledger),
        "counted": int(status.eq("counted").sum()),
        "duplicates": int(status.eq("duplicate").sum()),
        "rejects": int(status.eq("reject").sum()),
    }
