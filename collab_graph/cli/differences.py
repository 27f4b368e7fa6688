"""differences: the commands `what-if` and `diff`, and what they say."""

from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from collab_graph.cli.arguments import (
    AsCsv,
    AsJson,
    At,
    Lang,
    SmallestGroup,
    Source,
    Speak,
    day_of,
    shown_from,
)
from collab_graph.cli.checking import read_record
from collab_graph.cli.output import (
    Form,
    form_of,
    progress_bar,
    put_csv,
    put_json,
    put_line,
    rows_of,
    say,
)
from collab_graph.cli.words import how_counted, said
from collab_graph.covering.difference import Held, difference
from collab_graph.covering.levels import Level
from collab_graph.covering.what_if import what_if
from collab_graph.covering.wording import level_text
from collab_graph.reading.edits import read_edits
from collab_graph.record.faults import Language
from collab_graph.showing.difference_sums import Printed
from collab_graph.showing.difference_view import DifferenceView, difference_view
from collab_graph.showing.report_counts import SMALLEST_CELL, WITHHELD, Count

MINUS = "−"
MOST_LINES = 10
"""How many regions that enter or leave a zone are read out; --json and --csv have more."""


class LevelName(str, Enum):  # noqa: UP042
    """Inside which set zones lie: no actor, no lead, no lead that must, none within reach."""

    Z0 = "Z0"
    Z1 = "Z1"
    Z2 = "Z2"
    Z3 = "Z3"


class HeldName(str, Enum):  # noqa: UP042
    """Under which population rules are compared."""

    before = "before"
    after = "after"


def what_if_command(
    source: Source,
    edits: Annotated[Path, typer.Argument()],
    level: Annotated[LevelName, typer.Option()] = LevelName.Z1,
    at: At = None,
    seconds: Annotated[float | None, typer.Option(min=0)] = None,
    smallest: SmallestGroup = SMALLEST_CELL,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Say what edits of a record would open and close, for how many."""
    form, least = form_of(as_json, as_csv), shown_from(smallest)
    record, made = read_record(source), read_edits(edits)
    asked: Level = level.value
    with progress_bar() as progress:
        found = what_if(
            record, made, at=day_of(at), level=asked, seconds=seconds, progress=progress
        )
        view = difference_view(found, smallest_cell=least, progress=progress)
    put_difference(view, form=form, language=language.value)


def diff_command(
    before: Annotated[Path, typer.Argument()],
    after: Annotated[Path | None, typer.Argument()] = None,
    at_before: At = None,
    at_after: At = None,
    level: Annotated[LevelName, typer.Option()] = LevelName.Z1,
    held: Annotated[HeldName, typer.Option()] = HeldName.before,
    seconds: Annotated[float | None, typer.Option(min=0)] = None,
    smallest: SmallestGroup = SMALLEST_CELL,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Say what differs between two records, or between two days of one."""
    form, least = form_of(as_json, as_csv), shown_from(smallest)
    if after is None and at_before is None and at_after is None:
        raise typer.BadParameter("one record needs two days: say --at-before and --at-after.")
    first = read_record(before)
    second = first if after is None else read_record(after)
    days = (
        day_of(at_before) or first.reference_date,
        day_of(at_after) or second.reference_date,
    )
    asked: Level = level.value
    kept: Held = held.value
    with progress_bar() as progress:
        found = difference(
            first, second, at=days, level=asked, held=kept, seconds=seconds, progress=progress
        )
        view = difference_view(found, smallest_cell=least, progress=progress)
    put_difference(view, form=form, language=language.value)


def put_difference(view: DifferenceView, *, form: Form, language: Language) -> None:
    """Write what of a difference may be printed to stdout."""
    if form == "json":
        put_json(_content(view))
    elif form == "csv":
        put_csv(_rows(view, language))
    else:
        for line in _lines(view, language):
            put_line(line)
    found = view.found
    smallest = view.smallest_cell if found.unit == "persons" else None
    say(f"{how_counted(smallest, language)} {said('conversation', language)}")
    if found.modelled:
        say(said("modelled", language))
    if not found.complete:
        say(said("zones stopped", language))


def _content(view: DifferenceView) -> dict[str, Any]:
    """Return everything as plain lists and dictionaries."""
    found = view.found
    return {
        "at": [day.isoformat() for day in found.at],
        "level": found.level,
        "held": found.held,
        "counted_in": found.unit,
        "modelled": found.modelled,
        "complete": found.complete,
        "needs_that_differ": list(found.touched),
        "zones": dict(view.zones),
        "levels": _plain(view.levels),
        "moves": _plain(view.moves),
        "marks": _plain(view.marks),
        "regions": _plain(view.regions),
        "regions_left_out": view.regions_left_out,
        "only_in_one": rows_of(found.only),
        "recipe": view.recipe.to_records(),
    }


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows; a count of persons says what is printed, or what it is below."""
    rows: list[dict[str, Any]] = []
    for row in rows_of(table):
        rows.append({name: _value(cell) for name, cell in row.items()})
    return rows


def _value(cell: Any) -> Any:
    if not isinstance(cell, Count):
        return cell
    persons = None if cell.persons is None else round(cell.persons)
    return {"persons": persons, "fewer_than": cell.fewer_than}


def _rows(view: DifferenceView, language: Language) -> pd.DataFrame:
    """Return one table: what is counted, of which need, and its figures."""
    names = ["kind", "need", "what", "before", "after", "by_rules", "by_people", "count"]
    rows: list[tuple[object, ...]] = []
    for row in view.levels.to_dict("records"):
        counts = (row[name] for name in names[3:7])
        rows.append(("level", row["need"], row["level"], *counts, ""))
    for row in view.moves.to_dict("records"):
        way = f"{row['level_before']} → {row['level_after']}"
        rows.append(("move", row["need"], way, "", "", "", "", row["count"]))
    for row in view.marks.to_dict("records"):
        rows.append(("mark", "", row["mark"], row["before"], row["after"], "", "", ""))
        rows.append(("newly", "", row["mark"], "", "", "", "", row["newly"]))
        rows.append(("no longer", "", row["mark"], "", "", "", "", row["no_longer"]))
    for row in view.regions.to_dict("records"):
        what = row[f"wording_{language}"]
        rows.append((row["change"], row["need"], what, "", "", "", "", row["count"]))
    for name, zones in view.zones.items():
        rows.append(("zones", "", name, "", "", "", "", zones))
    table = pd.DataFrame(rows, columns=names, dtype="object")
    return table.map(lambda c: c.cell(language) if isinstance(c, Count) else c)


def _lines(view: DifferenceView, language: Language) -> list[str]:
    """Return what a person reads."""
    zones = ", ".join(f"{said(f'zones {name}', language)} {n}" for name, n in view.zones.items())
    days = " → ".join(dict.fromkeys(day.isoformat() for day in view.found.at))
    lines = [f"{said('zones', language)} ({days}): {zones}."]
    labels = view.found.common.words.need_labels[language]
    name_of = dict(zip(view.found.common.words.atoms.needs, labels, strict=True))
    for need, table in view.levels.groupby("need", sort=False):
        title = name_of[str(need)] if need else said("any need", language)
        lines += _of_need(title, table, view, language)
    for row in view.marks.to_dict("records"):
        newly, gone = _text(row["newly"], language), _text(row["no_longer"], language)
        lines.append(
            f"{said('mark ' + row['mark'], language)}: {_way(row, language)} "
            f"({said('newly', language)} {newly}, {said('no longer', language)} {gone})"
        )
    for row in view.regions.head(MOST_LINES).to_dict("records"):
        lines.append(f"{row[f'wording_{language}']} {_counted(row['count'], view, language)}")
    more = len(view.regions) - MOST_LINES + view.regions_left_out
    if more > 0:
        lines.append(f"{said('more regions', language)}: {more}")
    for row in view.found.only.to_dict("records"):
        side = said(f"only in {row['only_in']}", language)
        lines.append(f"{side}: {said(row['kind'], language)} {row[f'label_{language}']}")
    return lines


def _of_need(
    title: str, table: pd.DataFrame, view: DifferenceView, language: Language
) -> list[str]:
    parts = []
    for row in table.to_dict("records"):
        text = f"{level_text(row['level'], language)} {_way(row, language)}"
        if view.two_populations:
            rules, people = (_signed(row[name]) for name in ("by_rules", "by_people"))
            text += f" ({said('rules', language)} {rules}, {said('people', language)} {people})"
        parts.append(text)
    return [f"{title}: {'; '.join(parts)}."]


def _way(row: dict[Any, Any], language: Language) -> str:
    """Return such as "948 → 365"."""
    before, after = (_text(row[name], language) for name in ("before", "after"))
    return f"{before} → {after}"


def _text(count: Printed, language: Language) -> str:
    return f"{count}" if isinstance(count, int) else count.text(language)


def _signed(count: Printed) -> str:
    number = count if isinstance(count, int) else count.persons
    if number is None:
        return WITHHELD
    return f"{MINUS if round(number) < 0 else '+'}{abs(round(number))}"


def _counted(count: Printed, view: DifferenceView, language: Language) -> str:
    return f"({_text(count, language)} {said(view.found.unit, language)})"
