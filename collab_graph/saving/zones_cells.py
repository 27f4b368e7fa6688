"""zones_cells: rows, headings and counts of persons in the sheets of a grey-zone workbook."""

from typing import Any

import pandas as pd

from collab_graph.record.faults import Language
from collab_graph.saving.zones_words import WORDS
from collab_graph.showing.report_counts import Count
from collab_graph.showing.zones_view import ZonesView


def say(key: str, language: Language) -> str:
    """Return a heading or word in one language."""
    return WORDS[key][language == "en"]


def frame(rows: list[dict[str, Any]], columns: list[str], language: Language) -> pd.DataFrame:
    """Return rows as a table with headings in one language; cells that a row lacks are empty."""
    table = pd.DataFrame(rows, columns=columns, dtype="object")
    return table.rename(columns={name: say(name, language) for name in columns})


def persons_cells(count: Count, language: Language) -> dict[str, Any]:
    """Return the cells of one count: the persons and, where they are modelled, their range."""
    said = count.cell(language)
    return {"persons": said, "persons_modelled": said, "least": count.least, "most": count.most}


def with_persons(view: ZonesView, columns: list[str]) -> list[str]:
    """Return the columns with those about persons that there are."""
    if view.counts is None:
        return [column for column in columns if column not in ("persons", "gain")]
    if not view.modelled:
        return columns
    at = columns.index("persons")
    return [*columns[:at], "persons_modelled", "least", "most", *columns[at + 1 :]]


def cell_of(count: dict[str, int], language: Language) -> int | str:
    """Return what a spreadsheet holds of a count on the page."""
    fewer = float(count["fewer"]) if "fewer" in count else None
    return Count(float(count["n"]) if "n" in count else None, fewer).cell(language)


def columns_of(view: ZonesView, columns: list[str]) -> list[str]:
    """Return the columns without those about persons where there are none."""
    counted = ("persons", "gaps_closed", "entering", "leaving", "before", "after")
    kept = [c for c in columns if view.counts is not None or c not in counted]
    return ["persons_modelled" if c == "persons" and view.modelled else c for c in kept]
