"""corpus_report: the command that accounts for every line of a corpus, as text and as a page."""

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console

from mobility.archiving.corpus_report import CorpusReport, corpus_report
from mobility.cli.arguments import AsJson, Title
from mobility.cli.corpus_options import CorpusFolder
from mobility.cli.output import put_json, put_table, say
from mobility.cli.words import Language, said
from mobility.foundation.corpus import read_corpus
from mobility.foundation.files import ready_folder
from mobility.showing.corpus_page import write_corpus_page
from mobility.showing.corpus_view import corpus_content

MOST = 10
_FOUND = ("label", "ads", "share", "mentions")
_CAPS = ("cap", "ads", "set_aside", "employers", "label", "share", "change")
_RUNS = (
    "when", "seconds", "made_parts", "lines", "lines_a_second", "megabytes_a_second", "workers",
    "end",
)  # fmt: skip


def report(
    folder: CorpusFolder,
    out: Annotated[Path | None, typer.Option("--out", help="File for the page: .html.")] = None,
    title: Title = "",
    by: Annotated[str, typer.Option(help="The code to count by: occupation or industry.")] = (
        "occupation"
    ),
    level: Annotated[int, typer.Option(min=1, help="How many characters of the code.")] = 4,
    as_json: AsJson = False,
    language: Annotated[
        Language, typer.Option("--language", help="Of result and page: sv or en.")
    ] = "sv",
) -> None:
    """Say what came into a corpus, what became of every line, what was found, and how fast."""
    if out is not None:
        ready_folder(out.parent)
    found = corpus_report(read_corpus(folder), by=by, level=level)
    if as_json:
        put_json({**corpus_content(found), "recipe": found.recipe.to_records()})
    else:
        _write(found, language)
    if out is not None:
        page = write_corpus_page(found, out, title=title, language=language)
        say(f"{said('page', language)}: {page.resolve()}")


def _write(found: CorpusReport, language: Language) -> None:
    """Write the tables of the report one below the other."""
    whole = found.lines.iloc[-1]
    console = Console(highlight=False, markup=False)
    names = ("counted", "duplicates", "rejects")
    parts = " + ".join(f"{whole[name]} {said(name, language)}" for name in names)
    console.print(f"{whole['lines']} {said('ads in', language)} = {parts}", soft_wrap=True)
    reasons = found.reasons.groupby(["status", "reason"])["lines"].sum().reset_index()
    _table(console, "lines of sources", found.lines.rename(columns={"source": "file"}), language)
    _table(console, "why not counted", reasons, language)
    # What ads call their region is a county.
    coverage = found.coverage.reset_index().rename(columns={"region": "county"})
    _table(console, "coverage of years", coverage, language)
    _table(console, "most found", found.found[list(_FOUND)].head(MOST), language)
    never = tuple(found.never_found["label"])
    console.print(f"{said('never found', language)}: {len(never)}", style="bold")
    if never:
        more = "" if len(never) <= MOST else " …"
        console.print(f"  {', '.join(never[:MOST])}{more}\n", soft_wrap=True)
    _table(console, "stances", found.stances, language)
    _table(console, "languages", found.languages, language)
    console.print(said("boilerplate of", language).format(**found.boilerplate), soft_wrap=True)
    near = said("near copies unknown", language)
    if found.near_copies is not None:
        near = said("near copies", language).format(**found.near_copies)
    console.print(near + "\n", soft_wrap=True)
    if found.caps is not None:
        _table(console, "caps", _most_moved(found.caps)[list(_CAPS)], language)
    runs = _with_speed(found.runs)
    ends = [said("whole run" if ended else "broken run", language) for ended in runs["ended"]]
    _table(console, "runs", runs.assign(end=ends)[list(_RUNS)], language)


def _table(console: Console, heading: str, table: pd.DataFrame, language: Language) -> None:
    """Write a table under its heading."""
    console.print(said(heading, language), style="bold")
    put_table(table, form="table", language=language)


def _most_moved(caps: pd.DataFrame) -> pd.DataFrame:
    """Return for each cap the one followed skill whose share it moves most."""
    capped = caps[caps["cap"].notna()]
    moved = capped["change"].abs().groupby(capped["cap"]).idxmax()
    # Without the 0.0, what rounds to nothing from below would be written as -0.00.
    return caps.loc[moved.sort_index()].assign(change=lambda rows: rows["change"].round(2) + 0.0)


def _with_speed(runs: pd.DataFrame) -> pd.DataFrame:
    """Add how many lines and megabytes a second of each run that made something."""
    made = runs["seconds"].where(runs["made_parts"] > 0)
    return runs.assign(
        lines_a_second=runs["lines"] / made, megabytes_a_second=runs["megabytes"] / made
    )
