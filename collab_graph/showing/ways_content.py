"""ways_content: what closes zones, and when they open, as plain content in both languages."""

from typing import Any

import numpy as np

from collab_graph.covering.boxes import Boxes
from collab_graph.covering.changes import Change
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.record.words import in_language
from collab_graph.showing.over_time import Opened
from collab_graph.showing.report_counts import SPARSE_FACTOR, Count, Kind
from collab_graph.showing.ways_out import all_needed
from collab_graph.showing.zones_view import ZonesView

LANGUAGES: tuple[Language, ...] = ("sv", "en")


def count_if_any(view: ZonesView, kind: Kind, number: int) -> Count:
    """Return a count; of one that nobody could be in nothing is said."""
    if view.counts is None or (kind, number, 0) not in view.counts.counts:
        return Count(None)
    return view.counts.of(kind, number)


def on_card(view: ZonesView, zone: int) -> dict[str, Any]:
    """Return what a card says of ways out: single changes, and the reasons Z4 and ZA."""
    return {
        "changes": changes_at(view, zone),
        "whole": whole_content(view, zone),
        "gaps": [_gap(view, n) for n in reasons_at(view, zone, view.time.gaps)],
        "differing": [_differing(view, n) for n in reasons_at(view, zone, view.time.differing)],
    }


def whole_content(view: ZonesView, zone: int) -> dict[str, Any] | None:
    """Return the cheapest changes that close a zone whole; None where none were sought."""
    one = view.whole.get(zone)
    if one is None:
        return None
    changes = [
        {
            "label": {"sv": wish.label_sv, "en": wish.label_en},
            "mandate": wish.mandate,
            "source": wish.source,
            "decided": {x: in_language(wish.source, x) for x in LANGUAGES},
            "reference": wish.reference,
            "cost": wish.cost,
        }
        for wish in one.wishes
    ]
    return {"cost": one.cost, "sure": one.sure, "changes": changes}


def changes_at(view: ZonesView, zone: int) -> list[dict[str, Any]]:
    """Return the single changes that close most of a zone; with persons those that are shown."""
    found = []
    for number, (at, change) in enumerate(view.closed.pairs):
        count = count_if_any(view, "closes", number)
        if at == zone and (view.counts is None or count.persons is not None):
            row = view.ways.misses.iloc[change]
            found.append(
                (-(count.persons or 0.0), change, _change(row) | {"persons": count.said()})
            )
    return [one for *_, one in sorted(found, key=lambda one: one[:2])]


def reasons_at(view: ZonesView, zone: int, some: tuple[Opened, ...]) -> list[int]:
    """Return which gaps in time, or differing views, lie in a zone."""
    boxes: Boxes = view.found.zones.boxes.take(np.array([zone]))
    return [number for number, one in enumerate(some) if one.meets(boxes)]


def change_content(change: Change) -> dict[str, Any]:
    """Return a change in words, and what must be decided for it."""
    return {
        "label": {"sv": change.label_sv, "en": change.label_en},
        "mandate": change.mandate,
        "source": change.source,
        "decided": {x: in_language(change.source, x) for x in LANGUAGES},
        "reference": change.reference,
    }


def misses_content(view: ZonesView) -> list[dict[str, Any]]:
    """Return the single changes that close most: shown counts first, then by what they say."""
    found = []
    for number, row in view.ways.misses.iterrows():
        count = count_if_any(view, "near miss", int(str(number)))
        entry = _change(row) | {"actor": row["actor_name"], "persons": count.said()}
        found.append((count.persons is None, -(count.persons or 0.0), row["label_sv"], entry))
    return [one for *_, one in sorted(found, key=lambda one: one[:3])]


def repairs_content(view: ZonesView) -> list[dict[str, Any]]:
    """Return the best repair of each budget, the cheapest first, where its count is shown."""
    found = [repair_content(view, number) for number in range(len(view.ways.repairs))]
    return [one for one in found if view.counts is None or "n" in one["persons"]]


def repair_content(view: ZonesView, number: int) -> dict[str, Any]:
    """Return one repair: what it costs, whose gap it closes and what must be changed.

    Nothing is said of persons where a change of it is needed for few: that it is chosen tells.
    """
    one = view.ways.repairs[number]
    fewest = SPARSE_FACTOR * view.counts.smallest_cell if view.counts is not None else 0
    count = count_if_any(view, "repair", number) if all_needed(one, fewest) else Count(None)
    changes = [
        _change(row) | {"actor": row["actor_name"], "cost": float(row["cost"])}
        for _, row in one.table.iterrows()
    ]
    share = one.closed_cases / one.open_cases if view.counts is None and one.open_cases else None
    return {
        "cost": float(one.cost),
        "persons": count.said(),
        "share": share,
        "changes": changes,
        "proved": one.gap == 0,
    }


def time_content(view: ZonesView) -> dict[str, Any]:
    """Return the events around the reference date, gaps in time and differing assessments."""
    rows = view.time.events.to_dict("records")
    kinds: tuple[Kind, ...] = ("entering", "leaving", "before", "after")
    events = [
        {
            "date": row["date"],
            "need": {x: row[f"need_{x}"] for x in LANGUAGES},
            "event": {x: row[f"event_{x}"] for x in LANGUAGES},
            **{kind: _moving(view, kind, number).said() for kind in kinds},
        }
        for number, row in enumerate(rows)
    ]
    gaps = [_gap(view, number) for number in range(len(view.time.gaps))]
    apart = [_differing(view, number) for number in range(len(view.time.differing))]
    apart.sort(
        key=lambda one: (-one["persons"].get("n", -1), one["need"]["sv"], one["value"]["sv"])
    )
    return {"events": events, "gaps": gaps, "differing": apart}


def _moving(view: ZonesView, kind: Kind, number: int) -> Count:
    """Return a count of an event; where the rules let nobody enter or leave, it is none."""
    can = dict(zip(("entering", "leaving"), view.time.can[number], strict=True))
    if view.counts is not None and not can.get(kind, True):
        return Count(0.0)
    return count_if_any(view, kind, number)


def _change(row: Any) -> dict[str, Any]:
    return {
        "label": {x: row[f"label_{x}"] for x in LANGUAGES},
        "mandate": row["mandate"],
        "source": row["source"],
        "decided": {x: in_language(row["source"], x) for x in LANGUAGES},
        "reference": row["reference"],
    }


def _gap(view: ZonesView, number: int) -> dict[str, Any]:
    one = view.time.gaps[number]
    return {
        "need": {x: one.row[f"need_{x}"] for x in LANGUAGES},
        "opens": one.row["opens"],
        "closes": one.row["closes"],
        "ended": one.row["ended_names"].split(SEVERAL),
        "begins": one.row["begins_names"].split(SEVERAL),
        "persons": count_if_any(view, "time gap", number).said(),
        "changes": [change_content(each.change) | {"whole": each.whole} for each in one.changes],
    }


def _differing(view: ZonesView, number: int) -> dict[str, Any]:
    one = view.time.differing[number]
    return {
        "need": {x: one.row[f"need_{x}"] for x in LANGUAGES},
        "axes": {x: one.row[f"axes_{x}"].split(SEVERAL) for x in LANGUAGES},
        "value": {x: one.row[f"value_{x}"] for x in LANGUAGES},
        "who": one.row["actors"].split(SEVERAL),
        "persons": count_if_any(view, "differing", number).said(),
    }
