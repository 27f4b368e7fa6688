"""written: a record's tables as people read them — words, labels and headings of one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from collab_graph.record.axes import Axis
from collab_graph.record.contracts import MARGIN_OF_NEED, SHEETS, UNKNOWN, Sheet
from collab_graph.record.entries import Entry
from collab_graph.record.faults import Language
from collab_graph.record.headings import heading
from collab_graph.record.names import SEVERAL
from collab_graph.record.words import ABOUT_KEYS, REFERRAL, SELF, in_language
from mobility.foundation.tables import Column


@dataclass(frozen=True)
class WrittenSheet:
    """One sheet ready to be drawn.

    Parameters
    ----------
    sheet : Sheet
        Its contract.
    title : str
        In the language of the workbook.
    columns : tuple of str
        English names of the columns; axes by their ids.
    headings : tuple of str
        In the language of the workbook.
    rows : tuple of tuple of str
        Cells as text.
    """

    sheet: Sheet
    title: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def written(
    tables: Mapping[str, pd.DataFrame], axes: Sequence[Axis], language: Language
) -> tuple[WrittenSheet, ...]:
    """Return every sheet of a record in one language.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Canonical tables by English sheet name.
    axes : sequence of Axis
        Of the record.
    language : Language
        Of titles, headings, fixed words and labels of values.
    """
    return tuple(_written(sheet, tables[sheet.name], axes, language) for sheet in SHEETS)


def _written(
    sheet: Sheet, table: pd.DataFrame, axes: Sequence[Axis], language: Language
) -> WrittenSheet:
    """Return one sheet in one language."""
    names = tuple(str(name) for name in table.columns)
    contract = {column.name: column for column in sheet.columns}
    by_axis = {axis.name: axis for axis in axes if sheet.per_axis}
    cells = []
    for name in names:
        texts = table[name].tolist()
        said = {
            text: _said(text, contract.get(name), by_axis.get(name), language) for text in texts
        }
        cells.append([said[text] for text in texts])
    if sheet.name == "about":
        cells[0] = [ABOUT_KEYS.get(k, k) if language == "sv" else k for k in table["key"]]
        of_key = zip(table["key"], table["value"], strict=True)
        cells[1] = [in_language(v, language) if k == "synthetic" else v for k, v in of_key]
    if sheet.name == "mandates":
        cells[names.index("entry")] = [_entry(text, language) for text in table["entry"]]
    if sheet.name == "margins":
        labelled = {axis.name: axis for axis in axes}
        of_axis = zip(table["axis"], table["value"], strict=True)
        cells[1] = [_said(value, None, labelled.get(axis), language) for axis, value in of_axis]
        need = "behov" if language == "sv" else MARGIN_OF_NEED
        cells[0] = [need if axis == MARGIN_OF_NEED else axis for axis in table["axis"]]
    return WrittenSheet(
        sheet,
        sheet.title_sv if language == "sv" else sheet.name,
        names,
        tuple(heading(sheet, name, axes, language) for name in names),
        tuple(zip(*cells, strict=True)) if len(table) else (),
    )


def _said(text: str, column: Column | None, axis: Axis | None, language: Language) -> str:
    """Return one cell in one language."""
    if text in ("", UNKNOWN):
        return text
    if column is not None and (column.allowed or column.kind == "yes/no"):
        return in_language(text, language)
    if axis is not None and axis.kind == "values":
        labels = [axis.label(value, language) for value in text.split(SEVERAL)]
        return SEVERAL.join(labels)
    return text


def _entry(text: str, language: Language) -> str:
    """Return a way in, which is canonical in English, in one language."""
    if text in ("", UNKNOWN):
        return text
    on_own = text == SELF[0] or text.startswith(f"{SELF[0]}{SEVERAL}")
    rest = text.removeprefix(SELF[0]).removeprefix(SEVERAL).removeprefix(REFERRAL[0]).strip()
    referrers = tuple(rest.split(SEVERAL)) if rest else ()
    return Entry(True, True, on_own, referrers).text(language)
