"""if_content: what edits would change, as plain content for a page, in both languages."""

from typing import Any

from collab_graph.covering.wording import level_text
from collab_graph.record.faults import Language
from collab_graph.record.words import in_language
from collab_graph.showing.changes_content import changes_content
from collab_graph.showing.difference_sums import Printed
from collab_graph.showing.if_changed import IfChanged
from collab_graph.showing.report_counts import Count

LANGUAGES: tuple[Language, ...] = ("sv", "en")


def if_content(one: IfChanged) -> dict[str, Any]:
    """Return what is changed, or begins and ends, and what opens, closes and moves by it.

    Counts are of persons (``{"n": 12}``, ``{"fewer": 5}``, ``{}``), else of situations.
    """
    needs = _labels(one)
    return {
        "title": one.after.title,
        "days": None if one.days is None else [day.isoformat() for day in one.days],
        "events": [
            {
                "date": row["date"],
                "begins": row["event"] == "begins",
                "mandate": row["mandate"],
                "actor": row["actor_name"],
                "needs": {x: row[f"needs_{x}"] for x in LANGUAGES},
                "source": row["source"],
                "decided": {x: in_language(row["source"], x) for x in LANGUAGES},
                "reference": row["reference"],
            }
            for row in one.events.to_dict("records")
        ],
        "rows": changes_content(one.before, one.after, one.rows, position={}),
        "zones": one.zones,
        "opens": _said(one.counts.get(("opens", "", "", ""))),
        "closes": _said(one.counts.get(("closes", "", "", ""))),
        "needs": [
            {
                "need": needs[need],
                **{x: _said(one.counts["open", need, x, ""]) for x in ("before", "after")},
                **{x: _said(one.counts[x, need, "", ""]) for x in ("opens", "closes")},
            }
            for need in one.found.touched
        ],
        "moves": [
            {
                "need": needs[key[1]],
                "from": {x: level_text(key[2], x) for x in LANGUAGES},
                "to": {x: level_text(key[3], x) for x in LANGUAGES},
                "persons": _said(count),
            }
            for key, count in one.counts.items()
            if key[0] == "move"
        ],
        "regions": [
            {
                "opened": row["change"] == "opened",
                "zone": row["zone"],
                "need": {x: row[f"need_{x}"] for x in LANGUAGES},
                "situation": {x: row[f"situation_{x}"] for x in LANGUAGES},
                "persons": _said(one.counts["region", str(number), "", ""]),
            }
            for number, row in enumerate(one.regions.to_dict("records"))
        ],
        "regions_left_out": len(one.found.regions) - len(one.regions),
    }


def _labels(one: IfChanged) -> dict[str, dict[str, str]]:
    rows = one.found.common.words.record.tables["needs"].to_dict("records")
    return {
        row["need"]: {"sv": row["label_sv"], "en": row["label_en"] or row["label_sv"]}
        for row in rows
    }


def _said(count: Printed | None) -> dict[str, Any]:
    """Return a count as the page holds it; situations as text, since they may be very many."""
    if count is None:
        return {}
    return count.said() if isinstance(count, Count) else {"cells": count}
