"""origins: the command origins, from where a new job's people came and what it is made up of."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer

from mobility.cli.arguments import AsCsv, AsJson, Source, Title
from mobility.cli.named_headings import headings_by, naming
from mobility.cli.output import progress_bar, put_table, result_form, say
from mobility.cli.region_data import (
    MOVES,
    STUDY,
    Classification,
    CodeLength,
    Encoding,
    MoveColumn,
    MovesBelow,
    Titles,
    network_in,
    said_columns,
)
from mobility.cli.regions import Speak
from mobility.cli.words import percent, said
from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import ready_folder
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.reaching.earlier_flows import without_flows_into
from mobility.reaching.names import Names
from mobility.reaching.origins import Origins
from mobility.reaching.origins import origins as origins_of
from mobility.reaching.origins_mix import SkillMix, skill_mix
from mobility.reading.flows import read_flows
from mobility.reading.occupations import read_occupations
from mobility.relating.skill_relatedness import skill_relatedness
from mobility.saving.origins_workbook import write_origins_workbook
from mobility.saving.study import Study, read_study
from mobility.showing.origins_page import write_origins_page
from mobility.showing.origins_view import OriginsView

PAGE, WORKBOOK = "origins.html", "origins.xlsx"
EARLIER = "--earlier-column"
PEOPLE = ("kind", "people", "share", "expected", "ratio", "ratio_low", "ratio_high")
MIX = ("occupation", "title", "share", "share_low", "share_high", "twin")


def origins(
    target: Annotated[str, typer.Argument(help="The new or growing job: its code, or its title.")],
    flows: Annotated[
        Path | None, typer.Option("--flows", help="Moves of the period in which people came.")
    ] = None,
    earlier: Annotated[
        Path | None, typer.Option("--earlier", help="Moves of before, to tell what is related by.")
    ] = None,
    relatedness: Annotated[
        Path | None,
        typer.Option("--relatedness", help="Or: a network, or a folder `mobility study` wrote."),
    ] = None,
    flows_column: MoveColumn = None,
    earlier_column: Annotated[
        list[str] | None,
        typer.Option(EARLIER, help="The same of --earlier; as --flows-column if not told."),
    ] = None,
    flows_withheld_below: MovesBelow = 1,
    entrant: Annotated[
        list[str] | None,
        typer.Option(
            "--entrant", help="Codes or titles that are no job: school, abroad. Repeatable."
        ),
    ] = None,
    kind: Annotated[str, typer.Option(help="What moves lead between.")] = "occupation",
    study: Annotated[
        Path | None,
        typer.Option("--study", help="Folder that `mobility study` wrote: its ads have the job."),
    ] = None,
    older: Annotated[
        Path | None, typer.Option("--older", help="The same of an earlier period.")
    ] = None,
    classification: Classification = "",
    code_length: CodeLength = None,
    titles: Titles = None,
    draws: Annotated[int, typer.Option(min=2, help="How often for the intervals.")] = 500,
    encoding: Encoding = "utf-8",
    title: Title = "",
    source: Source = "",
    out: Annotated[Path, typer.Option(help="Folder for page and workbook.")] = Path("origins"),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = "sv",
) -> None:
    """Tell where a new job comes from: from moves, from the skills its ads ask for, or both."""
    form = result_form(as_json, as_csv)
    if flows is None and study is None:
        raise typer.BadParameter("Give --flows, or --study, or both.")
    if flows is None and (earlier is not None or relatedness is not None or entrant):
        raise typer.BadParameter("--earlier, --relatedness and --entrant go with --flows.")
    if study is None and older is not None:
        raise typer.BadParameter("--older goes with --study.")
    if flows is not None and (earlier is None) == (relatedness is None):
        raise typer.BadParameter("Say what is related: --earlier or --relatedness.")
    now, past = (None if folder is None else _opened(folder) for folder in (study, older))
    called = _called(now, past, titles, classification)
    people = mix = None
    if flows is not None:
        headings = said_columns(flows_column, MOVES, "--flows-column origin=from")
        earlier_headings = said_columns(earlier_column, headings, f"{EARLIER} origin=from")
        withheld: Literal["zero", "withheld"] = "zero" if flows_withheld_below == 1 else "withheld"
        periods = ((flows, headings, "--flows-column"), (earlier, earlier_headings, EARLIER))
        read = []
        for path, named, option in periods:
            if path is not None:
                with naming(headings_by(option, MOVES)):
                    read.append(read_flows(
                        path, kind=kind, origin=named["origin"], destination=named["destination"],
                        count=named["count"], version=classification, code_length=code_length,
                        withheld_below=flows_withheld_below, unlisted=withheld, encoding=encoding,
                    ))  # fmt: skip
        late, *before = read
        meant = _meant(late.nodes, called)
        target = meant(target)
        network = _related(before, relatedness, target)
        people = origins_of(
            late, network, target, entrants=[meant(one) for one in entrant or ()], draws=draws
        )
    if now is not None:
        target = _meant(now.counts.rows, called)(target)
        mix = _mix(now, past, target, draws)
    made_up = any(one is not None and one.synthetic for one in (past, now))
    view = OriginsView.of(people, mix, titles=called, title=title, source=source, synthetic=made_up)
    ready_folder(out)
    page = write_origins_page(view, out / PAGE, language=language)
    workbook = write_origins_workbook(view, out / WORKBOOK, language=language)
    _put(people, mix, view, form, language)
    if made_up:
        say(said("synthetic", language))
    say(f"{said('page', language)}: {page.resolve()}")
    say(f"{said('workbook', language)}: {workbook.resolve()}")


def _related(before: list[Flows], relatedness: Path | None, target: str) -> Network:
    """Return what is related: by earlier moves without those into the target, or as given."""
    if before:
        return skill_relatedness(without_flows_into(before[0], target))
    return network_in(relatedness)


def _called(
    now: Study | None, past: Study | None, titles: Path | None, classification: str
) -> dict[str, str]:
    """Return what codes and skills are called: as a table says, else as the studies do."""
    called: dict[str, str] = {}
    for held in (past, now):
        if held is not None:
            label, known = held.skills.skills["label"], held.occupations.table["title"]
            called |= dict(zip(label.index.astype("str"), label.astype("str"), strict=True))
            called |= dict(zip(known.index.astype("str"), known.astype("str"), strict=True))
    if titles is not None:
        table = read_occupations(titles, version=classification).table
        called |= dict(zip(table.index.astype("str"), table["title"].astype("str"), strict=True))
    return called


def _meant(codes: pd.Index, called: dict[str, str]) -> Callable[[str], str]:
    """Return what finds the code that is meant by a code or by what it is called."""
    known = [str(code) for code in codes]
    labels = [called.get(code, code) for code in known]
    return Names.of(str(codes.name), known, labels).meant


def _mix(now: Study, past: Study | None, target: str, draws: int) -> SkillMix:
    """Return the mix of older occupations."""
    with progress_bar() as progress:
        return skill_mix(
            now.counts, target, older=None if past is None else past.counts, draws=draws,
            progress=progress,
        )  # fmt: skip


def _opened(folder: Path) -> Study:
    """Return the study in a folder."""
    if not (folder / STUDY).is_file():
        raise FileProblemError(folder, "is no folder that `mobility study` wrote.")
    return read_study(folder)


def _put(
    people: Origins | None, mix: SkillMix | None, view: OriginsView, form: str,
    language: Literal["sv", "en"],
) -> None:  # fmt: skip
    """Write the result: kinds of origins, the mix, or the two below one another."""
    tables: list[tuple[pd.DataFrame, tuple[str, ...]]] = []
    if people is not None:
        tables.append((people.kinds.reset_index(), PEOPLE))
    if mix is not None:
        parts = mix.parts.copy()
        parts.insert(1, "title", parts["occupation"].map(view.called))
        parts["twin"] = parts["twin"].map(view.called)
        tables.append((parts, MIX))
    if form == "table":
        for table, shown in tables:
            put_table(table, form=form, language=language, shown=shown)
    else:
        rows = pd.concat(
            [table.assign(of=name) for name, (table, _) in
             zip(_names(people, mix), tables, strict=True)], ignore_index=True,
        )  # fmt: skip
        rows.attrs = {"target": view.target, "recipe": view.recipe.to_records()}
        if mix is not None:
            rows.attrs["novelty"] = mix.novelty
        put_table(rows, form=form, language=language)
    if mix is not None:
        say(
            said("novelty is", language).format(
                novelty=percent(mix.novelty, language, decimals=0), ads=f"{mix.ads:.0f}"
            )
        )
    if people is not None and people.kinds["no_tie"].sum() > 0:
        n = f"{people.kinds['no_tie'].sum():.0f}"
        say(said("origins without a tie", language).format(n=n))


def _names(people: Origins | None, mix: SkillMix | None) -> list[str]:
    """Return what each table is of."""
    return [name for name, one in (("people", people), ("skills", mix)) if one is not None]
