"""output: results to stdout as a table, JSON or CSV; messages and progress to stderr."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from mobility.cli.words import Language, said
from mobility.foundation.progress import Progress as Callback
from mobility.foundation.spreadsheet import csv_bytes

MOST_NAMES = 6
"""Names of a list shown in a terminal cell; JSON and CSV have them all."""


@contextmanager
def progress_bar() -> Iterator[Callback]:
    """Draw a bar per step on stderr, and give the callback that long steps report to."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        tasks: dict[str, Any] = {}

        def report(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield report


def result_form(as_json: bool, as_csv: bool) -> str:
    """Return the form of the result that was asked for: "table", "json" or "csv"."""
    if as_json and as_csv:
        raise typer.BadParameter("--json or --csv, not both.")
    return "json" if as_json else "csv" if as_csv else "table"


def say(message: str) -> None:
    """Write a message for the person, not the result, to stderr."""
    Console(stderr=True, highlight=False, markup=False).print(message, soft_wrap=True)


def put_table(
    table: pd.DataFrame, *, form: str, language: Language, shown: Sequence[str] | None = None
) -> None:
    """Write a result table to stdout: for people, as JSON lines of records, or as CSV.

    Parameters
    ----------
    table : DataFrame
        The result, all columns.
    form : str
        "table", "json" or "csv".
    language : Language
        Of headings and classes in the table for people.
    shown : sequence of str, optional
        The columns of the table for people; JSON and CSV have all.
    """
    if form == "json":
        put_json({"rows": _records(table), **_plain_attrs(table)})
    elif form == "csv":
        sys.stdout.buffer.write(csv_bytes(table))
        sys.stdout.buffer.flush()
    else:
        _draw(table[list(shown)] if shown else table, language)


def put_blocks(
    table: pd.DataFrame, *, heading: Sequence[str], below: Sequence[str], language: Language
) -> None:
    """Write each row to stdout as a heading line and, below it, a line per list of names.

    Parameters
    ----------
    table : DataFrame
        The result; the columns ``below`` hold tuples of names.
    heading : sequence of str
        Columns of the heading line; the first two stand bare, the others with their names.
    below : sequence of str
        Columns with a line each, where there is something in them.
    language : Language
        Of the words.
    """
    console = Console(highlight=False, markup=False)
    if table.empty:
        console.print(said("nothing", language))
    for row in table.to_dict("records"):
        facts = [_shown(row[name], language) for name in heading[:3]]
        facts += [
            f"{said(name, language)} {_shown(row[name], language)}"
            for name in heading[3:]
            if _shown(row[name], language)
        ]
        console.print(Text(" · ".join(facts), style="bold"), soft_wrap=True)
        for name in below:
            if row[name]:
                line = f"  {said(name, language)}: {_shown(row[name], language)}"
                console.print(line, soft_wrap=True)


def put_json(content: object) -> None:
    """Write JSON to stdout as UTF-8."""
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one dictionary per row, with None where there is no value."""
    plain = table.astype("object").where(table.notna(), None)
    return [
        {str(name): list(v) if isinstance(v, tuple) else _plain(v) for name, v in row.items()}
        for row in plain.to_dict("records")
    ]


def _plain(value: object) -> object:
    """Return a number or text that JSON can hold."""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def _plain_attrs(table: pd.DataFrame) -> dict[str, Any]:
    """Return what the table says about itself: thresholds, notes, recipe."""
    return {str(name): value for name, value in table.attrs.items()}


def _draw(table: pd.DataFrame, language: Language) -> None:
    """Draw a table for people."""
    console = Console(highlight=False, markup=False)
    if table.empty:
        console.print(said("nothing", language))
        return
    headings = [said(str(name), language) for name in table.columns]
    rows = [
        [_shown(value, language) for value in row]
        for row in table.itertuples(index=False, name=None)
    ]
    columns = list(zip(headings, *rows, strict=True))
    gap, widths = _widths(columns, console.width)
    drawn = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 1, 0, gap - 2))
    for name, heading, width in zip(table.columns, headings, widths, strict=True):
        number = pd.api.types.is_numeric_dtype(table[name])
        drawn.add_column(
            heading, justify="right" if number else "left", overflow="fold", width=width
        )
    for row in rows:
        drawn.add_row(*row)
    console.print(drawn)


def _widths(columns: Sequence[Sequence[str]], room: int) -> tuple[int, Sequence[int | None]]:
    """Return the space between columns and how wide each is, so that no word is broken.

    Columns as wide as their longest cell stand three apart. Where that is too wide they stand two
    apart, are at least as wide as their longest word, and share what is left. Where even the words
    do not fit, None: words must break.
    """
    full = [max(map(cell_len, cells)) for cells in columns]
    least = [max(cell_len(word) for cell in cells for word in cell.split() or [""])
             for cells in columns]  # fmt: skip
    edges, between = 2, len(columns) - 1
    if sum(full) + edges + 3 * between <= room:
        return 3, full
    left = room - edges - 2 * between - sum(least)
    if left < 0:
        return 2, [None] * len(columns)
    widths = list(least)
    for _ in range(left):
        wanting = [most - width for most, width in zip(full, widths, strict=True)]
        widths[wanting.index(max(wanting))] += max(wanting) > 0
    return 2, widths


def _shown(value: object, language: Language) -> str:
    """Return a cell as people read it."""
    if isinstance(value, tuple):
        more = f" +{len(value) - MOST_NAMES}" if len(value) > MOST_NAMES else ""
        return ", ".join(map(str, value[:MOST_NAMES])) + more
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, float):
        text = f"{value:.2f}"
        return text.replace(".", ",") if language == "sv" else text
    return said(str(value), language)
