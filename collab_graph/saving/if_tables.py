"""if_tables: what edits would change, as sheets of a grey-zone workbook."""

from typing import Any

import pandas as pd

from collab_graph.record.faults import Language
from collab_graph.saving.zones_cells import cell_of, frame, say
from collab_graph.showing.if_changed import IfChanged
from collab_graph.showing.if_content import if_content


def if_tables(one: IfChanged, *, language: Language) -> dict[str, pd.DataFrame]:
    """Return what is changed, who leaves and enters a zone by it, and what opens and closes.

    Of two days: which mandates begin and end between them, and the same.

    Parameters
    ----------
    one : IfChanged
        As the page shows it; counts it withholds are withheld here too.
    language : "sv" or "en"
        Of headings and wordings.

    Returns
    -------
    dict of str to DataFrame
        "edits", "if_needs" and "if_regions"; or "events", "between_needs" and "between_regions".
    """
    content = if_content(one)
    counted = ("before", "closes", "opens", "after")
    edits = [
        {
            "row": row["item"][language],
            "column": cell["column"][language],
            "today": cell["before"][language],
            "then": cell["after"][language],
        }
        for row in content["rows"]
        for cell in row["cells"]
    ]
    needs = [
        {"needs": row["need"][language], **{f"if_{x}": _cell(row[x], language) for x in counted}}
        for row in content["needs"]
    ]
    regions = [
        {
            "turn": say(row["zone"], language),
            "needs": row["need"][language],
            "situation": row["situation"][language],
            _unit(one): _cell(row["persons"], language),
        }
        for row in content["regions"]
    ]
    turns = frame(regions, ["turn", "needs", "situation", _unit(one)], language)
    if one.days is None:
        return {
            "edits": frame(edits, ["row", "column", "today", "then"], language),
            "if_needs": frame(needs, ["needs", *(f"if_{x}" for x in counted)], language),
            "if_regions": turns,
        }
    for row in needs:
        row |= {f"between_{side}": row[f"if_{side}"] for side in ("before", "after")}
    columns = ["needs", "between_before", "if_closes", "if_opens", "between_after"]
    return {
        "events": _events(content["events"], language),
        "between_needs": frame(needs, columns, language),
        "between_regions": turns,
    }


def _events(events: list[dict[str, Any]], language: Language) -> pd.DataFrame:
    rows = [
        {
            "date": row["date"],
            "event": say("begins_then" if row["begins"] else "ends_then", language),
            "actor": row["actor"],
            "mandate": row["mandate"],
            "needs": row["needs"][language],
            "decided": row["decided"][language],
            "reference": row["reference"],
        }
        for row in events
    ]
    columns = ["date", "event", "actor", "mandate", "needs", "decided", "reference"]
    return frame(rows, columns, language)


def _unit(one: IfChanged) -> str:
    return "persons" if one.found.unit == "persons" else "situations"


def _cell(count: dict[str, Any], language: Language) -> int | str:
    if "cells" not in count:
        return cell_of(count, language)
    # A spreadsheet keeps fifteen digits of a number.
    cells = int(count["cells"])
    return cells if cells < 10**15 else str(cells)
