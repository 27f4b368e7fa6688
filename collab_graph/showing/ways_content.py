"""ways_content: what closes zones, and when they open, as plain content in both languages."""

from math import fsum
from typing import Any

import numpy as np

from collab_graph.covering.boxes import Boxes
from collab_graph.covering.changes import Change
from collab_graph.covering.repairs import Repairs
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.record.words import in_language
from collab_graph.showing.over_time import Opened
from collab_graph.showing.report_counts import SPARSE_FACTOR, Count, Key, Kind
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
            entry = _change(view.ways.misses.iloc[change]) | {"persons": count.said()}
            found.append((-(count.persons or 0.0), change, entry | _brought(view, change)))
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
        entry |= _brought(view, int(str(number)))
        found.append((count.persons is None, -(count.persons or 0.0), row["label_sv"], entry))
    return [one for *_, one in sorted(found, key=lambda one: one[:3])]


def _brought(view: ZonesView, number: int) -> dict[str, Any]:
    """Return what a single change brings besides, of which nothing hangs on persons."""
    one = view.ways.brought[number]
    return {"contests": list(one.contests), "free": one.free}


def repairs_content(view: ZonesView) -> list[dict[str, Any]]:
    """Return the best repair of each budget, the cheapest first, where its count is shown."""
    found = [repair_content(view, number) for number in range(len(view.ways.repairs))]
    return [one for one in found if view.counts is None or "n" in one["persons"]]


def repair_content(view: ZonesView, number: int, *, another: bool = False) -> dict[str, Any]:
    """Return one repair: what it costs, whose gap it closes and what must be changed.

    Nothing is said of persons where a change of it is needed for few: that it is chosen tells.
    What is best is best in gaps, a person counted once for each need; ``another`` choice, which had
    to differ from one before it, is best in nothing.
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
        "gaps": _gaps_closed(view, number, count).said(),
        "share": share,
        "changes": changes,
        "spans": view.ways.afterwards[number] is not None,
        "proved": one.gap == 0,
        "claim": "another" if another else _claim(one),
    }


def _claim(one: Repairs) -> str:
    """Return what nothing does better than a repair, as a key of the words that say it."""
    if one.gap > 0:
        return "best_in_time"
    if one.sought == "cheapest":
        return "cheapest"
    return "most_gaps" if one.unit == "persons" else "most_cells"


def _gaps_closed(view: ZonesView, number: int, persons: Count) -> Count:
    """Return how many gaps a repair closes: a person with two such needs has two.

    To have nobody who holds several needs together is a gap, too. They are those at each need,
    added up where all of them are shown.
    """
    if view.counts is None or persons.persons is None:
        return Count(None)
    several = len(view.found.system.atoms.needs) + 1
    keys: list[Key] = [("repair need", number * several + part, 0) for part in range(several)]
    parts = [view.counts.counts[key].persons for key in keys if key in view.counts.counts]
    shown = [part for part in parts if part is not None]
    if not parts:
        # It can close one need only: as many gaps as persons.
        return Count(persons.persons)
    return Count(fsum(shown) if len(shown) == len(parts) else None)


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
