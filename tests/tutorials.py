"""A tutorial's blocks, done one after the other as a reader would, with what each of them says."""

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

from collab_graph.cli import main as collab_graph
from mobility.cli import main as mobility

DOCS = Path(__file__).resolve().parent.parent / "docs"
BLOCK = re.compile(
    r"^```(\w+)\n(.*?)^```$|^(\|[^\n]*\|\n(?:\|[^\n]*\|\n)+)", re.MULTILINE | re.DOTALL
)
PROGRAMS = {"mobility": mobility, "collab-graph": collab_graph}
EDIT = ["blad", "rad", "kolumn", "skriv"]
WIDTH = "100"


class Said(NamedTuple):
    """What was done, what the tutorial shows of it, and what it said."""

    done: str
    shown: str
    said: str
    code: int


def blocks(name: str) -> list[tuple[str, str]]:
    """The blocks and tables of a tutorial: language (or "table") and content."""
    text = (DOCS / name).read_text("utf-8")
    return [(m[1] or "table", m[2] or m[3] or "") for m in BLOCK.finditer(text)]


def done(name: str) -> Iterator[Said]:
    """Do a tutorial in the folder one is in, from the first block to the last."""
    names: dict[str, object] = {"__name__": "tutorial"}
    held: list[tuple[str, str]] = blocks(name)
    for place, (language, content) in enumerate(held):
        if language == "python":
            said = spoken(lambda code=content: exec(compile(code, name, "exec"), names))
            after = held[place + 1] if place + 1 < len(held) else ("", "")
            yield Said(content, after[1] if after[0] == "text" else "", said, 0)
        elif language == "console":
            for command, shown in commands(content):
                said, code = run(command)
                yield Said(command, shown, said, code)
        elif language == "table":
            edited(content)


def commands(content: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what is shown below it."""
    parts = re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def run(command: str) -> tuple[str, int]:
    """Run one command and return all it says, and its exit code."""
    program, *words = shlex.split(command)
    codes: list[int] = []
    said = spoken(lambda: codes.append(PROGRAMS[program](words)))
    return said, codes[0]


def spoken(act: object) -> str:
    """Do something and return what it writes, results and messages in the order they come."""
    held = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(held), contextlib.redirect_stderr(held):
        act()  # type: ignore[operator]
    return held.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


def edited(table: str) -> None:
    """Do what a table of cells to fill in says, in the workbooks it names."""
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()]
    if rows[0][1:] != EDIT:
        return
    for file, sheet, row, column, value in rows[2:]:
        book = load_workbook(file.strip("`"))
        cells = book[sheet]
        heading = {cell.value: cell.column for cell in cells[1]}
        cells.cell(int(row), heading[column]).value = None if value == "(tomt)" else value
        book.save(file.strip("`"))


def agrees(shown: str, said: str) -> bool:
    """Whether what is shown is what was said; "…" stands for anything."""
    pattern = ".*".join(re.escape(part) for part in tidy(shown).split("…"))
    return re.fullmatch(pattern, tidy(said), re.DOTALL) is not None


def tidy(text: str) -> str:
    """The lines without the spaces at their ends."""
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
