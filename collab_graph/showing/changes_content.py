"""changes_content: what differs between two records, row by row, as plain content for a page."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from collab_graph.record.faults import Language
from collab_graph.record.record import Record
from collab_graph.showing.map_words import RecordWords, split

LANGUAGES: tuple[Language, ...] = ("sv", "en")
_Row = Mapping[Any, Any]
"""A row of a table, by column."""


def changes_content(
    before: Record, after: Record, changes: pd.DataFrame, *, position: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return the changes, all cells of one row together.

    Parameters
    ----------
    before, after : Record
        What is compared.
    changes : DataFrame
        As `record_changes` gives them.
    position : mapping of str to int
        The number of each actor of ``after`` on the page.
    """
    words = {language: RecordWords(after, language) for language in LANGUAGES}
    earlier = {language: RecordWords(before, language) for language in LANGUAGES}
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    key: tuple[str, ...]
    for row in changes.to_dict("records"):
        gone = row["change"] == "removed"
        own = earlier if gone else words
        key = (row["sheet"], row["item"], row["change"])
        one = found.setdefault(
            key,
            {
                "sheet": row["sheet"],
                "change": row["change"],
                "item": {x: item_text(own[x], row["sheet"], row["item"]) for x in LANGUAGES},
                "actors": [
                    position[a]
                    for a in _actors_of(own["sv"], row["sheet"], row["item"])
                    if a in position
                ],
                "cells": [],
            },
        )
        if row["column"]:
            one["cells"].append(
                {
                    "column": {
                        x: changed_heading(words[x], earlier[x], row["sheet"], row["column"])
                        for x in LANGUAGES
                    },
                    "before": {x: _said(earlier[x], row, "before") for x in LANGUAGES},
                    "after": {x: _said(words[x], row, "after") for x in LANGUAGES},
                }
            )
    return list(found.values())


def changed_heading(now: RecordWords, earlier: RecordWords, sheet: str, column: str) -> str:
    """Return what a changed column is called; an axis may stand in one of the records only."""
    if not column:
        return ""
    held = now if column in now.record.tables[sheet].columns else earlier
    return held.heading(sheet, column)


def _said(words: RecordWords, row: _Row, when: str) -> str:
    return words.cell(row["sheet"], row["column"], row[when])


def item_text(words: RecordWords, sheet: str, item: str) -> str:
    """Return what a row of a sheet is called: a name, or who and for what."""
    row = _row_of(words.record, sheet, item)
    if sheet in ("actors", "places", "interventions"):
        return str(row["name"])
    if sheet == "needs":
        return words.needs[item]
    if sheet == "collaborations":
        kind = words.cell(sheet, "kind", row["kind"])
        return f"{kind}: {words.cell(sheet, 'actors', row['actors'])}"
    needs = words.cell("mandates", "needs", row["needs"])
    return f"{words.actors[row['actor']]}: {needs} ({row['mandate']})"


def _row_of(record: Record, sheet: str, item: str) -> "pd.Series[Any]":
    """Return the row of an item of the changes; of an exclusion, its mandate."""
    if sheet == "exclusions":
        sheet, item = "mandates", item.rpartition(" (")[0]
    table = record.tables[sheet]
    return table[table.iloc[:, 0] == item].iloc[0]


def _actors_of(words: RecordWords, sheet: str, item: str) -> Sequence[str]:
    """Return the actors that a row is about."""
    if sheet == "actors":
        return [item]
    if sheet in ("needs", "places"):
        return []
    row = _row_of(words.record, sheet, item)
    return split(row["actors"] if sheet == "collaborations" else row["actor"])
