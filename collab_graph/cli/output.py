"""output: results to stdout as text, JSON or CSV; messages to stderr."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pandas as pd
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from mobility.foundation.progress import Progress as Callback
from mobility.foundation.spreadsheet import csv_bytes

Form = Literal["text", "json", "csv"]


def form_of(as_json: bool, as_csv: bool) -> Form:
    """Return the form of the result that was asked for."""
    if as_json and as_csv:
        raise typer.BadParameter("--json or --csv, not both.")
    return "json" if as_json else "csv" if as_csv else "text"


def say(message: str) -> None:
    """Write a message for the person, not the result, to stderr."""
    Console(stderr=True, highlight=False, markup=False).print(message, soft_wrap=True)


@contextmanager
def progress_bar() -> Iterator[Callback]:
    """Draw a bar per step on stderr, and give the callback that long steps report to."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        tasks: dict[str, Any] = {}

        def report(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield report


def put_line(text: str) -> None:
    """Write one line of a result to stdout."""
    typer.echo(text)


def put_json(content: object) -> None:
    """Write JSON to stdout as UTF-8."""
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def put_csv(table: pd.DataFrame) -> None:
    """Write a table to stdout as UTF-8 CSV, defused."""
    sys.stdout.buffer.write(csv_bytes(table))
    sys.stdout.buffer.flush()


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one dictionary per row, with None where there is no value."""
    plain = table.astype("object").where(table.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
