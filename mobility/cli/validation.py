"""validation: the command validate, measures of relatedness tried on real moves."""

from enum import Enum
from pathlib import Path
from typing import Annotated, Literal

import typer

from mobility.cli.arguments import AsCsv, AsJson, Lang, Speak, Title
from mobility.cli.named_headings import naming
from mobility.cli.output import progress_bar, put_table, result_form, say
from mobility.cli.words import said
from mobility.foundation.files import ready_folder
from mobility.foundation.network import Network
from mobility.foundation.network_files import read_network
from mobility.reaching.validation import validate as tried
from mobility.reading.flows import read_flows
from mobility.saving.latex import write_latex
from mobility.saving.study import read_study
from mobility.saving.tables import write_table
from mobility.showing.validation_page import write_validation_page
from mobility.showing.validation_table import validation_table
from mobility.showing.validation_view import ValidationView

PAGE, TABLE, PAPER = "validation.html", "validation.csv", "validation.tex"
STUDY = Path("data", "study.json")
SHOWN = ("target", "measure", "pairs", "true", "auc", "auc_low", "auc_high", "auc_gain")


class Unlisted(str, Enum):  # noqa: UP042
    """What a pair without a row is."""

    zero = "zero"
    withheld = "withheld"


def validate(
    predictors: Annotated[
        list[str],
        typer.Argument(help="Networks or folders of studies: NAME=PATH, or PATH. One or several."),
    ],
    flows: Annotated[Path, typer.Option("--flows", help="The moves: .csv, .xlsx or .parquet.")],
    origin: Annotated[str, typer.Option(help="Heading of where people left.")] = "origin",
    destination: Annotated[str, typer.Option(help="Heading of where they went.")] = "destination",
    count: Annotated[str, typer.Option(help="Heading of how many did.")] = "count",
    kind: Annotated[str, typer.Option(help="What moves lead between.")] = "occupation",
    classification: Annotated[
        str, typer.Option("--classification", help="Of the codes: 'SSYK 2012', 'SIC 2007' …")
    ] = "",
    code_length: Annotated[
        int | None, typer.Option(min=1, help="Give codes back the leading zeros they have lost.")
    ] = None,
    withheld_below: Annotated[
        int, typer.Option(min=1, help="Counts under this are withheld by the source.")
    ] = 1,
    unlisted: Annotated[
        Unlisted, typer.Option(help="What a pair without a row is.")
    ] = Unlisted.zero,
    encoding: Annotated[str, typer.Option(help="Of a CSV.")] = "utf-8",
    earlier: Annotated[
        Path | None,
        typer.Option("--earlier", help="Moves of an earlier period, same headings, for the nulls."),
    ] = None,
    draws: Annotated[int, typer.Option(min=2, help="How often nodes are drawn anew.")] = 500,
    confidence: Annotated[float, typer.Option(help="That an interval holds, 0 to 1.")] = 0.95,
    seed: Annotated[int, typer.Option(min=0, help="Of the draws.")] = 0,
    title: Title = "",
    source: Annotated[str, typer.Option(help="Where the moves come from, said on the page.")] = "",
    out: Annotated[Path, typer.Option(help="Folder for page, CSV and LaTeX.")] = Path("validation"),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Say how well measures of relatedness foretell who moves where, beside sizes and chance."""
    form = result_form(as_json, as_csv)
    named = _named(predictors)
    periods = [flows] if earlier is None else [flows, earlier]
    treated: Literal["zero", "withheld"] = "zero" if unlisted is Unlisted.zero else "withheld"
    with naming({"origin": "--origin", "destination": "--destination", "count": "--count"}):
        read = [
            read_flows(
                path, kind=kind, origin=origin, destination=destination, count=count,
                version=classification, code_length=code_length, withheld_below=withheld_below,
                unlisted=treated, encoding=encoding,
            )
            for path in periods
        ]  # fmt: skip
    opened = {name: _opened(path) for name, path in named.items()}
    with progress_bar() as progress:
        found = tried(
            {name: network for name, (network, _) in opened.items()},
            read[0],
            earlier=None if earlier is None else read[1],
            draws=draws,
            confidence=confidence,
            random_state=seed,
            progress=progress,
        )
    ready_folder(out)
    made_up = any(synthetic for _, synthetic in opened.values())
    view = ValidationView.of(found, title=title, source=source, synthetic=made_up)
    page = write_validation_page(view, out / PAGE, language=language.value)
    write_table(found, out / TABLE)
    write_latex(validation_table(found), out / PAPER, caption=title)
    if form == "table":
        found = found.rename(columns={"name": "measure"})
    put_table(found, form=form, language=language.value, shown=SHOWN)
    if made_up:
        say(said("synthetic", language.value))
    say(f"{said('page', language.value)}: {page.resolve()}")


def _named(predictors: list[str]) -> dict[str, Path]:
    """Return the file or folder of each predictor by its name; a path is named after its end."""
    named: dict[str, Path] = {}
    for word in predictors:
        name, mark, path = word.partition("=")
        where = Path(path if mark else word)
        name = name if mark else where.stem
        if not name or (mark and not path):
            raise typer.BadParameter(f"{word!r} is no NAME=PATH.")
        if name in named:
            raise typer.BadParameter(
                f"Two predictors are called {name!r}; name them with NAME=PATH."
            )
        named[name] = where
    return named


def _opened(path: Path) -> tuple[Network, bool]:
    """Return the whole network of a study, or of a file, and whether it is known to be made up."""
    if (path / STUDY).is_file():
        held = read_study(path)
        return held.network, held.synthetic
    if not path.is_dir():
        return read_network(path), False
    kind = "parquet" if (path / "edges.parquet").is_file() else "csv"
    return read_network(path, format=kind), False
