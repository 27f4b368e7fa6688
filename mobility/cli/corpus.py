"""corpus: the commands that build a corpus of job ads, add to it, fetch archives, and report."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from mobility.archiving.build import add_to_corpus, build_corpus
from mobility.cli.arguments import AsJson, Lang, Speak
from mobility.cli.corpus_options import CorpusFolder, Workers
from mobility.cli.corpus_report import report
from mobility.cli.download import download
from mobility.cli.industries import industries
from mobility.cli.output import put_json, say
from mobility.cli.words import said
from mobility.cli.work_conditions import conditions
from mobility.datasets.shipped import demo_skills
from mobility.finding.review import read_review
from mobility.finding.skills import prepare_skills
from mobility.foundation.corpus import Corpus
from mobility.foundation.progress import Progress as Callback
from mobility.foundation.skill_list import SkillList
from mobility.reading.skills import read_skills

Sources = Annotated[
    list[str], typer.Argument(help="Files, patterns ('ads/*.zip') or addresses of job ads.")
]

corpus = typer.Typer(
    help="Job ads by the million, as a folder that can be built on.", no_args_is_help=True
)


@corpus.callback()
def commands(language: Speak = Lang.sv) -> None:
    """Let the language stand before the command too."""


@corpus.command()
def build(
    sources: Sources,
    out: Annotated[str, typer.Option("--out", help="Folder of the corpus.")],
    skills: Annotated[
        list[str] | None,
        typer.Option("--skills", help="A list of skills; else the shipped one. Repeatable."),
    ] = None,
    review: Annotated[
        str | None, typer.Option("--review", help="Decisions about the skills: .csv or .xlsx.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="Where a table has what: text=description. Repeatable."),
    ] = None,
    classification: Annotated[
        str | None, typer.Option("--classification", help="Of the occupation codes: 'SSYK 2012'.")
    ] = None,
    encoding: Annotated[str, typer.Option(help="Of text files.")] = "utf-8",
    chunk_megabytes: Annotated[
        float, typer.Option("--chunk-megabytes", help="Unpacked content in a part.")
    ] = 16,
    workers: Workers = 1,
    as_json: AsJson = False,
    language: Speak = Lang.sv,
) -> None:
    """Build a corpus; broken off, the same command goes on where it was."""
    wrong = [pair for pair in column or () if "=" not in pair]
    if wrong:
        raise typer.BadParameter(f"--column {wrong[0]!r} is not of the form text=description.")
    listed = _skills(skills, review)
    with _bar(language) as progress:
        made = build_corpus(
            sources,
            listed,
            out,
            columns=dict(pair.split("=", 1) for pair in column) if column else None,
            occupation_version=classification,
            encoding=encoding,
            chunk_megabytes=chunk_megabytes,
            workers=workers,
            progress=progress,
        )
    _report(made, as_json, language)


@corpus.command()
def add(
    folder: CorpusFolder,
    sources: Sources,
    workers: Workers = 1,
    as_json: AsJson = False,
    language: Speak = Lang.sv,
) -> None:
    """Add files to a corpus; what it has of others is left as it is."""
    with _bar(language) as progress:
        made = add_to_corpus(folder, sources, workers=workers, progress=progress)
    _report(made, as_json, language)


corpus.command("conditions")(conditions)
corpus.command("download")(download)
corpus.command("industries")(industries)
corpus.command("report")(report)


def _skills(lists: Sequence[str] | None, review: str | None) -> SkillList:
    """Return the skill list the command was given, prepared for finding."""
    decisions = read_review(review) if review is not None else None
    given = [read_skills(path) for path in lists] if lists else [demo_skills()]
    return prepare_skills(*given, review=decisions)


def _report(made: Corpus, as_json: bool, language: Lang) -> None:
    """Say how many lines came in and what became of them."""
    reasons: dict[str, int] = {}
    for part in made.manifest["parts"]:
        for reason, lines in part["rejected"].items():
            reasons[reason] = reasons.get(reason, 0) + lines
    ads, rejects = made.count("ads"), made.count("rejects")
    if as_json:
        figures = {"lines in": ads + rejects, "ads": ads, "rejects": dict(sorted(reasons.items()))}
        put_json({**figures, "mentions": made.count("mentions"), "folder": made.folder})
        return
    words = {name: said(name, language.value) for name in ("ads in", "ads", "rejects")}
    say(f"{ads + rejects} {words['ads in']} = {ads} {words['ads']} + {rejects} {words['rejects']}")
    for reason, lines in sorted(reasons.items()):
        say(f"  {said(reason, language.value)}: {lines}")
    say(f"{said('mentions', language.value)}: {made.count('mentions')}")
    typer.echo(made.folder)


class _AdsPerSecond(ProgressColumn):
    """How many ads are done in a second."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def render(self, task: Task) -> Text:
        """Draw the speed; nothing before the first part is done."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f} {self._unit}")


@contextmanager
def _bar(language: Lang) -> Iterator[Callback]:
    """Draw ads done, ads a second and the time left on stderr."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,}"),
        _AdsPerSecond(said("ads a second", language.value)),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        tasks: dict[str, Any] = {}

        def report(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(said(step, language.value), total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield report
