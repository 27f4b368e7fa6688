"""cells: which cells of a record a file of another standard carried, and which it lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from collab_graph.record.contracts import SHEETS, UNKNOWN
from collab_graph.record.record import Record
from mobility.foundation.recipe import Recipe

LOST = ("sheet", "column", "cells", "why")
CANNOT_SAY_UNKNOWN = "the standard has no word for unknown"
PERSONS = "counts of persons are not handed out"
OWN_ID = "an id of this record's own; names stand in its place"

Column = tuple[str, str]
Reasons = Mapping[Column, str]
"""Why a column is not carried, by sheet and column; column "" for the whole sheet."""


@dataclass(frozen=True, eq=False, repr=False)
class Exported:
    """What was written for another standard, and what of the record is not in it.

    Parameters
    ----------
    files : tuple of Path
        Every file written.
    lost : DataFrame
        sheet, column, cells, why: how many filled cells are not carried, and why.
    recipe : Recipe
        Of the record, and how it was written.
    """

    files: tuple[Path, ...]
    lost: pd.DataFrame
    recipe: Recipe

    def __repr__(self) -> str:
        """Say the files and how much is lost."""
        names = ", ".join(file.name for file in self.files)
        return f"Exported({names}; {int(self.lost['cells'].sum())} cells not carried)"


@dataclass
class Cells:
    """Gives out the cells of a record, and remembers which ones were put into the file."""

    record: Record
    _columns: dict[Column, list[str]] = field(default_factory=dict)
    _carried: set[tuple[str, str, int]] = field(default_factory=set)
    _rows: dict[tuple[str, int], str] = field(default_factory=dict)

    def see(self, sheet: str, row: int, column: str) -> str:
        """Return a cell without putting it into the file."""
        if (sheet, column) not in self._columns:
            table = self.record.tables[sheet]
            known = column in table.columns
            self._columns[sheet, column] = table[column].tolist() if known else [""] * len(table)
        return self._columns[sheet, column][row]

    def carry(self, sheet: str, row: int, column: str) -> str:
        """Return a cell that goes into the file; "" for one that is unknown, which cannot."""
        text = self.see(sheet, row, column)
        if text == UNKNOWN:
            return ""
        self._carried.add((sheet, column, row))
        return text

    def leave(self, sheet: str, row: int, why: str) -> None:
        """Note why a whole row is not in the file."""
        self._rows[sheet, row] = why

    def lost(self, reasons: Reasons, otherwise: str) -> pd.DataFrame:
        """Return every filled cell that was not carried, counted by column and reason."""
        counts: dict[tuple[str, str, str], int] = {}
        for sheet in SHEETS:
            table = self.record.tables[sheet.name]
            for column in map(str, table.columns):
                why_column = reasons.get(
                    (sheet.name, column), reasons.get((sheet.name, ""), otherwise)
                )
                for row, text in enumerate(table[column].tolist()):
                    if not text or (sheet.name, column, row) in self._carried:
                        continue
                    why = self._rows.get((sheet.name, row), "")
                    if not why:
                        why = CANNOT_SAY_UNKNOWN if text == UNKNOWN else why_column
                    key = (sheet.name, column, why)
                    counts[key] = counts.get(key, 0) + 1
        rows = [(sheet, column, n, why) for (sheet, column, why), n in counts.items()]
        return pd.DataFrame(rows, columns=list(LOST)).astype({"cells": "int64"})
