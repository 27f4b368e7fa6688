"""region_data: open what a planner has of regions — jobs or ads, relatedness, titles, pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer

from mobility.cli.named_headings import headings_by, naming
from mobility.cli.output import progress_bar
from mobility.cli.place_names import Places, names_in_table
from mobility.foundation.errors import FileProblemError
from mobility.foundation.network import Network
from mobility.foundation.network_files import read_network
from mobility.foundation.recipe import Step
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reading.employment import read_employment
from mobility.reading.flows import read_flows
from mobility.reading.occupations import read_occupations
from mobility.relating.skill_relatedness import skill_relatedness
from mobility.saving.study import Study, read_study

STUDY = Path("data", "study.json")
TABLE = {"region": "region", "count": "count", "activity": "", "period": "", "region_name": ""}
MOVES = {"origin": "origin", "destination": "destination", "count": "count"}

Jobs = Annotated[
    Path,
    typer.Argument(
        help="Jobs, firms or ads by region and activity, or a folder that `mobility study` wrote."
    ),
]
Column = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        help="Where the table has what: region=kommun, activity=sni, count=antal; with "
        "region_name=namn regions are shown by name.",
    ),
]
Kind = Annotated[str, typer.Option(help="What the activities are: industry, occupation …")]
Measure = Annotated[str, typer.Option(help="What is counted: jobs, ads, firms …")]
Related = Annotated[
    Path | None,
    typer.Option("--relatedness", help="A network, or a folder that `mobility study` wrote."),
]
Moves = Annotated[
    Path | None, typer.Option("--flows", help="Or: moves between activities, to relate them by.")
]
MoveColumn = Annotated[
    list[str] | None,
    typer.Option("--flows-column", help="Where the moves have what: origin=from, count=n …"),
]
MovesBelow = Annotated[
    int, typer.Option(min=1, help="Moves under this are withheld, and pairs without a row too.")
]
Classification = Annotated[
    str, typer.Option("--classification", help="Of the codes: 'SSYK 2012', 'SNI 2007' …")
]
CodeLength = Annotated[
    int | None, typer.Option(min=1, help="Give codes back the leading zeros they have lost.")
]
Below = Annotated[int, typer.Option(min=1, help="Counts under this are withheld by the source.")]
Titles = Annotated[
    Path | None, typer.Option("--titles", help="Codes and what they are called, a table.")
]
Encoding = Annotated[str, typer.Option(help="Of a CSV.")]


@dataclass(frozen=True)
class Given:
    """What was opened: counts, relatedness, titles, the study behind it, and whether made up.

    ``places`` says what regions are called; the counts have them so. ``of_one_file`` says that
    counts and relatedness are of the same ads, so that the one cannot be tried on the other.
    """

    counts: RegionalCounts
    relatedness: Network
    titles: dict[str, str]
    related: Study | None
    synthetic: bool
    of_one_file: bool
    places: Places


def given_regions(
    jobs: Path,
    *,
    relatedness: Path | None,
    flows: Path | None,
    column: Sequence[str] | None,
    flows_column: Sequence[str] | None,
    flows_below: int,
    kind: str,
    measure: str,
    classification: str,
    code_length: int | None,
    withheld_below: int,
    titles: Path | None,
    encoding: str,
) -> Given:
    """Open what the commands on regions are given, for every one in the same way.

    Raises
    ------
    typer.BadParameter
        If relatedness is told twice or not at all, or a column is not said as what=heading.
    MobilityError
        As the readers raise.
    """
    own = _study(jobs)
    if relatedness is not None and flows is not None:
        raise typer.BadParameter("Say --relatedness or --flows, not both.")
    if own is None and relatedness is None and flows is None:
        raise typer.BadParameter("Say what is related: --relatedness or --flows.")
    related = own if relatedness is None else _study(relatedness)
    if own is not None:
        counts, names = _vacancies(own, jobs), _place_names(own)
    else:
        named = said_columns(column, TABLE, "--column region=kommun")
        with naming(headings_by("--column", TABLE)):
            counts = read_employment(
                jobs, kind=kind, region=named["region"], activity=named["activity"] or kind,
                count=named["count"], period=named["period"] or None, measure=measure,
                version=classification, code_length=code_length, withheld_below=withheld_below,
                encoding=encoding,
            )  # fmt: skip
        names = {}
        if named["region_name"]:
            with naming(headings_by("--column", TABLE)):
                names = names_in_table(
                    jobs, region=named["region"], name=named["region_name"], encoding=encoding
                )
    places = Places.of(counts.regions, names)
    counts = places.shown(counts)
    if flows is not None:
        network = _by_moves(
            flows, said_columns(flows_column, MOVES, "--flows-column origin=from"), flows_below,
            str(counts.activities.name), counts.version, code_length, encoding,
        )  # fmt: skip
        related = None
    elif related is not None:
        network = related.network
    else:
        network = network_in(relatedness)
    called = _titles(network, titles, counts.version)
    made_up = any(one is not None and one.synthetic for one in (own, related))
    one_file = own is not None and related is own
    return Given(counts, network, called, related, made_up, one_file, places)


def _study(path: Path) -> Study | None:
    """Return the study in a folder, None where it is none."""
    return read_study(path) if (path / STUDY).is_file() else None


def network_in(path: Path | None) -> Network:
    """Return the network in a file, a folder of tables, or the folder of a study."""
    if path is None:
        raise typer.BadParameter("Say what is related: --relatedness or --flows.")
    if not path.is_dir():
        return read_network(path)
    return read_network(path, format="parquet" if (path / "edges.parquet").is_file() else "csv")


def said_columns(
    column: Sequence[str] | None, usual: dict[str, str], example: str
) -> dict[str, str]:
    """Return the heading of each thing, those not told as they usually are."""
    named = dict(usual)
    for pair in column or ():
        what, mark, heading = pair.partition("=")
        if not mark or what not in usual or not heading:
            known = ", ".join(usual)
            raise typer.BadParameter(f"{pair!r} is not of the form {example}; known are: {known}.")
        named[what] = heading
    return named


def _vacancies(study: Study, folder: Path) -> RegionalCounts:
    """Return the vacancies of a study by place."""
    if study.vacancies.empty:
        said = "the study has no vacancies by place; give a table of jobs or ads by region instead."
        raise FileProblemError(folder, said)
    table = study.vacancies.rename(columns={"place": "region", "vacancies": "count"})
    by = ["region", "occupation", *(["period"] if "period" in table else [])]
    summed = table.groupby(by, sort=True)["count"].sum().reset_index()
    return RegionalCounts.of(
        summed, kind="occupation", measure="advertised vacancies",
        version=study.occupations.version, recipe=study.recipe,
    )  # fmt: skip


def _place_names(study: Study) -> dict[str, str]:
    """Return what the ads of a study call their places."""
    if "place_name" not in study.vacancies:
        return {}
    known = study.vacancies.dropna(subset=["place", "place_name"]).drop_duplicates("place")
    return dict(zip(known["place"].astype("str"), known["place_name"].astype("str"), strict=True))


def _by_moves(
    path: Path, headings: dict[str, str], below: int, kind: str, version: str,
    code_length: int | None, encoding: str,
) -> Network:  # fmt: skip
    """Relate activities by moves between them beyond what sizes give, in both directions."""
    withheld: Literal["zero", "withheld"] = "zero" if below == 1 else "withheld"
    with naming(headings_by("--flows-column", MOVES)):
        moves = read_flows(
            path, kind=kind, origin=headings["origin"], destination=headings["destination"],
            count=headings["count"], version=version, code_length=code_length,
            withheld_below=below, unlisted=withheld, encoding=encoding,
        )  # fmt: skip
    found = skill_relatedness(moves, directed=False)
    above = found.edges[found.edges["normalised"] > 0]
    edges = above[["source", "target"]].assign(weight=above["normalised"])
    return found.with_edges(edges, Step.of("above_chance", {}, {"edges": len(edges)}))


def _titles(network: Network, path: Path | None, version: str) -> dict[str, str]:
    """Return what the codes are called: as a table says, else as the network does."""
    if path is not None:
        table = read_occupations(path, version=version).table
        return dict(zip(table.index.astype("str"), table["title"].astype("str"), strict=True))
    if "title" not in network.nodes.columns:
        return {}
    known = network.nodes["title"].dropna()
    return dict(zip(known.index.astype("str"), known.astype("str"), strict=True))


def space_of(given: Given, pay: pd.DataFrame | None) -> SkillSpace | None:
    """Return the skills that the occupations ask for; None where no study has them."""
    study = given.related
    if study is None or study.of_words:
        return None
    paid = None
    if pay is not None and given.counts.activities.name == "occupation":
        paid = pay.rename(columns={"activity": "occupation"})
    with progress_bar() as progress:
        return skill_space(
            study.counts, study.skills, pay=paid, occupations=study.occupations, progress=progress
        )


def pay_by_activity(path: Path | None, kind: str, encoding: str) -> pd.DataFrame | None:
    """Return pay by activity: JSON by code, or a table with the activity and ``pay``."""
    from mobility.reading.pay import read_pay

    if path is None:
        return None
    columns = None if path.suffix.casefold() == ".json" else {"occupation": kind, "pay": "pay"}
    table = read_pay(path, columns=columns, encoding=encoding)
    renamed = table.rename(columns={"occupation": "activity"})
    renamed.attrs = table.attrs
    return renamed
