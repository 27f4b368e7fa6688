"""map_workbook: all tables of a map as one Excel workbook."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from collab_graph.record.faults import Language
from collab_graph.record.headings import BY_NAME
from collab_graph.saving.map_headings import CHANGES, FLOWS, PARTS, SHEETS, WORDS
from collab_graph.showing.changes_content import changed_heading, item_text
from collab_graph.showing.map_content import actor_order, exclusion_text, parts_of
from collab_graph.showing.map_view import MapView
from collab_graph.showing.map_words import RecordWords
from mobility.foundation.spreadsheet import write_workbook

_STANDING = ("places", "degree", "valid_from", "valid_to", "capacity", "occupied", "wait_days",
             "entry", "residual", "yields_to", "may_decline", "financier", "source", "reference",
             "checked_on", "checked_by", "status", "note")  # fmt: skip


def write_map_workbook(view: MapView, path: str | Path, *, language: Language = "sv") -> Path:
    """Write every table of the map as the sheets of one workbook.

    Parameters
    ----------
    view : MapView
        What the map shows.
    path : str or Path
        Where to.
    language : {"sv", "en"}
        Of sheets, headings and words.

    Returns
    -------
    Path
        The file; the same view gives the same bytes, and no text in it runs as a formula.

    Raises
    ------
    FileProblemError
        If the place cannot be written to.
    """
    return write_workbook(map_tables(view, language=language), path)


def map_tables(view: MapView, *, language: Language = "sv") -> dict[str, pd.DataFrame]:
    """Return every table of the map by the name of its sheet.

    Parameters
    ----------
    view : MapView
        What the map shows.
    language : {"sv", "en"}
        Of names, headings and words.

    Returns
    -------
    dict of str to DataFrame
        Mandates in words, every actor's part in every need on the day of the map, interventions,
        ties, flows between actors, where mandates end, what has changed (with an earlier record
        only), and the recipe.

    Examples
    --------
    >>> from collab_graph.record.record import Record, example_tables
    >>> from collab_graph.showing.map_view import map_view
    >>> view = map_view(Record.from_tables(example_tables()))
    >>> list(map_tables(view, language="en"))[:2]
    ['Who does what', 'Actor and need']
    """
    words = RecordWords(view.record, language)
    made: dict[str, Callable[[MapView, RecordWords], pd.DataFrame]] = {
        "mandates": _mandates,
        "parts": _parts,
        "interventions": _interventions,
        "ties": _ties,
        "flows": _flows,
        "borders": _borders,
        "changes": _changes,
        "recipe": _recipe,
    }
    if view.changes is None:
        del made["changes"]
    return {SHEETS[name][language == "en"]: table(view, words) for name, table in made.items()}


def _say(key: str, words: RecordWords) -> str:
    return WORDS[key][words.language == "en"]


def _frame(rows: Iterable[Mapping[str, str | int]], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns, dtype="object")


def _in_words(
    sheet: str, columns: Iterable[str], row: Mapping[Any, Any], words: RecordWords
) -> dict[str, str]:
    """Return cells by the heading of their column."""
    return {words.heading(sheet, c): words.cell(sheet, c, row[c]) for c in columns}


def _mandates(view: MapView, words: RecordWords) -> pd.DataFrame:
    """Return one row a mandate, its conditions together in one cell each way."""
    tables = view.record.tables
    unless: dict[str, list[str]] = {}
    for row in tables["exclusions"].to_dict("records"):
        unless.setdefault(row["mandate"], []).append(exclusion_text(row, words))
    first = ("mandate", "actor", "needs", "role", "strength", "force")
    columns = [
        *(words.heading("mandates", c) for c in first),
        _say("for_whom", words),
        _say("not_for", words),
        *(words.heading("mandates", c) for c in _STANDING),
    ]
    rows = [
        {
            **_in_words("mandates", (*first, *_STANDING), row, words),
            _say("for_whom", words): "\n".join(words.criteria(row)),
            _say("not_for", words): "\n".join(unless.get(row["mandate"], [])),
        }
        for row in tables["mandates"].to_dict("records")
    ]
    return _frame(rows, columns)


def _parts(view: MapView, words: RecordWords) -> pd.DataFrame:
    """Return every actor's part in every need on the day of the map."""
    actors = {row["actor"]: row for row in view.record.tables["actors"].to_dict("records")}
    held = parts_of(view)
    rows = []
    for name in actor_order(view.record):
        row = {
            _say("actor", words): words.actors[name],
            _say("kind", words): words.cell("actors", "kind", actors[name]["kind"]),
            _say("part_of", words): words.cell("actors", "parent", actors[name]["parent"]),
        }
        for need, label in words.needs.items():
            row[label] = ", ".join(_part_text(part, words) for part in held.get((name, need), ()))
        rows.append(row)
    columns = [*(_say(key, words) for key in ("actor", "kind", "part_of")), *words.needs.values()]
    return _frame(rows, columns)


def _part_text(part: str, words: RecordWords) -> str:
    said = PARTS.get(part)
    return said[words.language == "en"] if said else words.cell("mandates", "role", part)


def _table(sheet: str, view: MapView, words: RecordWords, columns: Iterable[str]) -> pd.DataFrame:
    """Return a sheet of the record in words."""
    named = list(columns)
    rows = [
        _in_words(sheet, named, row, words) for row in view.record.tables[sheet].to_dict("records")
    ]
    return _frame(rows, [words.heading(sheet, column) for column in named])


def _interventions(view: MapView, words: RecordWords) -> pd.DataFrame:
    columns = [c.name for c in BY_NAME["interventions"].columns if c.name != "intervention"]
    return _table("interventions", view, words, columns)


def _ties(view: MapView, words: RecordWords) -> pd.DataFrame:
    columns = [c.name for c in BY_NAME["collaborations"].columns if c.name != "collaboration"]
    return _table("collaborations", view, words, columns)


def _flows(view: MapView, words: RecordWords) -> pd.DataFrame:
    mandates = view.record.tables["mandates"]
    needs = dict(zip(mandates["mandate"], mandates["needs"], strict=True))
    columns = [_say(key, words) for key in ("giver", "flow", "receiver", "needs", "mandate")]
    rows = [
        dict(
            zip(
                columns,
                (
                    words.actors[row["giver"]],
                    FLOWS[row["kind"]][words.language == "en"],
                    words.actors[row["receiver"]],
                    words.cell("mandates", "needs", needs[row["mandate"]]),
                    row["mandate"],
                ),
                strict=True,
            )
        )
        for row in view.flows.to_dict("records")
    ]
    return _frame(rows, columns)


def _borders(view: MapView, words: RecordWords) -> pd.DataFrame:
    columns = [
        _say(key, words) for key in ("actor", "falls", "zones", "mandate", "needs", "situation")
    ]
    rows = [
        dict(
            zip(
                columns,
                (
                    words.actors[row["actor"]],
                    row[f"condition_{words.language}"],
                    int(row["zones"]),
                    row["mandates"],
                    row[f"needs_{words.language}"],
                    row[f"situation_{words.language}"],
                ),
                strict=True,
            )
        )
        for row in view.borders.to_dict("records")
    ]
    return _frame(rows, columns)


def _changes(view: MapView, words: RecordWords) -> pd.DataFrame:
    """Return every change in words; what is gone is called what it was called."""
    assert view.before is not None
    assert view.changes is not None
    earlier = RecordWords(view.before, words.language)
    columns = [_say(key, words) for key in ("sheet", "change", "item", "column", "before", "after")]
    rows = []
    for row in view.changes.to_dict("records"):
        sheet = BY_NAME[row["sheet"]]
        own = earlier if row["change"] == "removed" else words
        heading = changed_heading(words, earlier, row["sheet"], row["column"])
        cells = (
            sheet.title_sv if words.language == "sv" else sheet.name,
            CHANGES[row["change"]][words.language == "en"],
            item_text(own, row["sheet"], row["item"]),
            heading,
            earlier.cell(row["sheet"], row["column"], row["before"]),
            words.cell(row["sheet"], row["column"], row["after"]),
        )
        rows.append(dict(zip(columns, cells, strict=True)))
    return _frame(rows, columns)


def _recipe(view: MapView, words: RecordWords) -> pd.DataFrame:
    columns = [_say(key, words) for key in ("step", "setting", "value")]
    rows = [(_say("record", words), "", view.record.title)]
    if view.record.synthetic:
        rows.append((_say("synthetic", words), "", _say("yes", words)))
    for step in view.recipe.steps:
        for name, value in (*step.settings, *step.counts):
            rows.append((step.name, name, "" if value is None else str(value)))
    return pd.DataFrame(rows, columns=columns, dtype="object")
