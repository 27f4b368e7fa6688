"""zones_content: a grey-zone report as plain content for a page, in both languages."""

from typing import Any

import numpy as np
import pandas as pd

from collab_graph.covering.atoms import PLACE, TIME
from collab_graph.covering.blockers import behind_text
from collab_graph.covering.wording import axis_text
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.record.words import in_language
from collab_graph.showing.coordinators_content import (
    MOST_CHANGES,
    coordinators_content,
    new_coordinators,
)
from collab_graph.showing.if_content import if_content
from collab_graph.showing.report_counts import Count, Kind
from collab_graph.showing.too_few_content import too_few_content
from collab_graph.showing.ways_content import (
    count_if_any,
    misses_content,
    on_card,
    repairs_content,
    time_content,
)
from collab_graph.showing.zones_view import ZonesView

LANGUAGES: tuple[Language, ...] = ("sv", "en")
MOST_NEAREST = 3
"""Actors named on a card."""
PER_INHABITANTS = 1000


def zones_content(view: ZonesView) -> dict[str, object]:
    """Return everything the page shows as lists, mappings, texts and numbers.

    Counts of persons are objects: ``{"n": 12}``, ``{"fewer": 5}`` or ``{}`` where nothing may be
    said. Shares are worked out from counts that are shown, never from others.
    """
    found = view.found
    return {
        "settings": _settings(view),
        "all": _count(view, "all"),
        "open": _count(view, "open"),
        "cards": [_card(view, zone, share) for zone, share in card_order(view)],
        "heat": _heat(view),
        "zones": [_zone(view, zone) for zone in zone_order(view)],
        "contested": _listed(view, view.marks.contested, "contested row", _contested),
        "last_resort": _listed(view, view.marks.last_resort, "last resort row", _last_resort),
        "contested_by_need": _by_need(view, "contested"),
        "last_resort_by_need": _by_need(view, "last resort"),
        "uncoordinated": _uncoordinated(view),
        "pressure": _pressure(view),
        "near_misses": misses_content(view),
        "repairs": repairs_content(view),
        "repairs_too_many": view.ways.too_many,
        "time": time_content(view),
        "too_few": too_few_content(view),
        "if_changed": None if view.changed is None else if_content(view.changed),
        "beside": _beside(view),
        "with_persons": found.population is not None,
        "modelled": view.modelled,
    }


def _beside(view: ZonesView) -> str | None:
    """Return what a comparison did to the rest: nothing ("as_without"), or hid more of it."""
    if view.counts is None or view.changed is None:
        return None
    return "as_without" if view.counts.as_without else "together"


def count_of_zone(view: ZonesView, zone: int) -> Count:
    """Return how many persons a zone has, as far as that may be printed."""
    if view.counts is None or zone not in view.numbers:
        return Count(None)
    return view.counts.of("zone", view.numbers[zone])


def gain_of_zone(view: ZonesView, zone: int) -> Count:
    """Return how many persons a chosen zone adds to those chosen before it."""
    if view.counts is None:
        return Count(None)
    return view.counts.of("gain", view.numbers[zone])


def zone_order(view: ZonesView) -> list[int]:
    """Return the zones in the order they are printed, which tells nothing about hidden counts.

    Shown counts first, the highest first; then all others by what they say.
    """
    said = view.found.table["needs_sv"] + view.found.table["situation_sv"]
    if view.counts is None:
        return list(range(len(view.found)))
    persons = [count_of_zone(view, zone).persons for zone in range(len(view.found))]
    keys = [(p is None, -(p or 0.0), said[zone], zone) for zone, p in enumerate(persons)]
    return [key[-1] for key in sorted(keys)]


def card_order(view: ZonesView) -> list[tuple[int, tuple[float | None, float | None]]]:
    """Return the chosen zones as printed, with the share each adds and the share so far.

    Zones whose count is withheld come last, by what they say, without shares.
    """
    chosen = [int(zone) for zone in view.chosen["zone"]]
    if view.counts is None:
        shares = zip(view.chosen["gain_share"], view.chosen["share_so_far"], strict=True)
        return [(z, (float(a), float(b))) for z, (a, b) in zip(chosen, shares, strict=True)]
    total = view.counts.of("open").persons
    said = view.found.table["situation_sv"]
    ordered: list[tuple[int, tuple[float | None, float | None]]] = []
    so_far = 0.0
    withheld = []
    for zone in chosen:
        gain = gain_of_zone(view, zone).persons
        if gain is None or total is None:
            withheld.append(zone)
            continue
        so_far += gain
        ordered.append((zone, (gain / total, so_far / total)))
    return ordered + [(z, (None, None)) for z in sorted(withheld, key=lambda z: (said[z], z))]


def nearest(view: ZonesView, zone: int, most: int = MOST_NEAREST) -> list[dict[str, Any]]:
    """Return who is nearest to a zone: the mandates that fall on least, each actor once."""
    rows = view.found.blockers
    rows = rows[rows["zone"] == zone]
    found: list[dict[str, Any]] = []
    for actor in dict.fromkeys(rows["actor"]):
        if len(found) == most:
            break
        first = rows[rows["actor"] == actor].iloc[0]
        own = rows[rows["mandate"] == first["mandate"]]
        found.append(
            {
                "actor": first["actor_name"],
                "falls": {x: list(dict.fromkeys(own[f"condition_{x}"])) for x in LANGUAGES},
                "behind": {x: _behind(first, x) for x in LANGUAGES},
                "source": first["source"],
                "confirmed": first["status"] == "confirmed",
                "reference": first["reference"],
            }
        )
    return found


def conditions(view: ZonesView, zone: int, language: Language) -> list[str]:
    """Return what limits a zone, one text a condition: who, then how old, where and when."""
    system = view.found.system
    masks = view.found.zones.boxes.take(np.array([zone])).to_masks()[0]
    kinds = {axis.name: axis.kind for axis in system.atoms.axes}
    order = ["values", "number", PLACE, TIME]
    axes = system.atoms.space.axes[:-1]
    limited = [
        (order.index(kinds.get(axis, axis)), at, axis)
        for at, (axis, mask) in enumerate(zip(axes, masks, strict=False))
        if mask != system.atoms.full[at]
    ]
    return [axis_text(system, axis, masks[at], language) for _, at, axis in sorted(limited)]


def _behind(row: "pd.Series[Any]", language: Language) -> str:
    return behind_text(row["source"], row["status"], row["checked_on"], language)


def _settings(view: ZonesView) -> dict[str, object]:
    found = view.found
    tau = dict(found.recipe.steps[-1].settings)["tau"]
    return {
        "level": found.level,
        "at": view.at.isoformat() if view.at else None,
        "reference": view.record.reference_date.isoformat(),
        "tau": tau,
        "certain": found.holds == "possible",
        "wait": found.wait_days,
        "smallest": view.counts.smallest_cell if view.counts else None,
        "complete": found.complete,
        "complete_tau": found.complete_tau,
        "zones": len(found),
        "counted": len(view.numbers),
        "withheld": view.counts.withheld if view.counts else 0,
        "warnings": len(view.record.warnings),
        "own_costs": len(view.record.tables["costs"]) > 0,
    }


def _count(view: ZonesView, kind: Kind, first: int = 0, second: int = 0) -> dict[str, int]:
    return view.counts.of(kind, first, second).said() if view.counts is not None else {}


def _both(row: "pd.Series[Any]", name: str) -> dict[str, str]:
    return {language: row[f"{name}_{language}"] for language in LANGUAGES}


def _card(view: ZonesView, zone: int, shares: tuple[float | None, float | None]) -> dict[str, Any]:
    return {
        **_zone(view, zone),
        "conditions": {language: conditions(view, zone, language) for language in LANGUAGES},
        "gain": gain_of_zone(view, zone).said(),
        "share": shares[0],
        "so_far": shares[1],
        "nearest": nearest(view, zone),
        **on_card(view, zone),
    }


def _zone(view: ZonesView, zone: int) -> dict[str, Any]:
    row = view.found.table.iloc[zone]
    return {
        "needs": _both(row, "needs"),
        "situation": _both(row, "situation"),
        "level": row["level"],
        "certain": row["mark"] == "certain",
        "persons": count_of_zone(view, zone).said(),
    }


def need_labels(view: ZonesView) -> list[dict[str, str]]:
    """Return the label of every need in both languages."""
    rows = view.record.tables["needs"].to_dict("records")
    return [{"sv": row["label_sv"], "en": row["label_en"] or row["label_sv"]} for row in rows]


def place_table(view: ZonesView) -> pd.DataFrame:
    """Return the leaves of the tree of places with their inhabitants, in the order of the space."""
    leaves = list(view.found.system.atoms.leaves)
    return view.record.typed("places").set_index("place").loc[leaves]


def _heat(view: ZonesView) -> dict[str, object]:
    places = place_table(view)
    inhabitants = [None if pd.isna(n) or n <= 0 else int(n) for n in places["inhabitants"]]
    needs, leaves = view.share.shape
    rated = None not in inhabitants
    cells = [
        [_heat_cell(view, need, place, inhabitants[place] if rated else None)
         for place in range(leaves)]
        for need in range(needs)
    ]  # fmt: skip
    return {
        "needs": need_labels(view),
        "places": [
            {"name": str(name), "inhabitants": n}
            for name, n in zip(places["name"], inhabitants, strict=True)
        ],
        "cells": cells,
        "of_need": [_count(view, "need", need) for need in range(needs)],
        "of_place": [_count(view, "place", place) for place in range(leaves)],
        "unit": "share" if view.counts is None else "rate" if rated else "persons",
    }


def _heat_cell(view: ZonesView, need: int, place: int, inhabitants: int | None) -> dict[str, Any]:
    share = float(np.round(view.share[need, place], 6))
    if view.counts is None:
        return {"share": share, "shade": share}
    count = _count(view, "cell", need, place)
    shade = None
    if "n" in count:
        shade = count["n"] * PER_INHABITANTS / inhabitants if inhabitants else float(count["n"])
    return {"persons": count, "share": share, "shade": shade}


def _names(cell: str) -> list[str]:
    return cell.split(SEVERAL) if cell else []


def _listed(view: ZonesView, table: pd.DataFrame, kind: Kind, entry: Any) -> list[dict[str, Any]]:
    rows = [row for _, row in table.iterrows()]
    return [
        entry(row) | {"persons": count_if_any(view, kind, number).said()}
        for number, row in enumerate(rows)
    ]


def pressure_order(view: ZonesView) -> list[int]:
    """Return the mandates with a capacity as printed: most persons per place first.

    Those whose persons are withheld come last, by actor and mandate.
    """
    if view.pressure is None:
        return []
    table = view.pressure.table
    keys = []
    for number, row in enumerate(table.to_dict("records")):
        asking = count_if_any(view, "asking", number).persons
        pressed = None if asking is None or not row["capacity"] else asking / row["capacity"]
        named = (row["actor_name"], row["mandate"])
        keys.append((pressed is None, -(pressed or 0.0), named, number))
    return [key[-1] for key in sorted(keys)]


def _pressure(view: ZonesView) -> list[dict[str, Any]]:
    if view.pressure is None:
        return []
    rows = view.pressure.table.to_dict("records")
    return [
        {
            "actor": rows[number]["actor_name"],
            "needs": {language: rows[number][f"needs_{language}"] for language in LANGUAGES},
            "capacity": round(rows[number]["capacity"]),
            "free": None if pd.isna(rows[number]["free"]) else round(rows[number]["free"]),
            "asking": count_if_any(view, "asking", number).said(),
            "only_way": count_if_any(view, "only way", number).said(),
        }
        for number in pressure_order(view)
    ]


def _contested(row: "pd.Series[Any]") -> dict[str, Any]:
    return {
        "need": _both(row, "need"),
        "situation": _both(row, "situation"),
        "role": {language: in_language(row["role"], language) for language in LANGUAGES},
        "who": _names(row["organisation_names"]),
    }


def _last_resort(row: "pd.Series[Any]") -> dict[str, Any]:
    return {
        "need": _both(row, "need"),
        "situation": _both(row, "situation"),
        "who": _names(row["actor_names"]),
        "declining": int(row["declining"]),
        "may_decline": int(row["may_decline"]),
    }


def _by_need(view: ZonesView, kind: Kind) -> list[dict[str, Any]]:
    """Return for every need that a mark touches how many persons it touches, the most first."""
    if view.counts is None:
        return []
    labels = need_labels(view)
    found = [
        {"need": label, "persons": view.counts.of(kind, number).said()}
        for number, label in enumerate(labels)
        if (kind, number, 0) in view.counts.counts
    ]
    return sorted(found, key=lambda one: -one["persons"].get("n", -1))


def _uncoordinated(view: ZonesView) -> dict[str, object]:
    """Return the sets of needs nobody holds together; those with withheld counts as a number."""
    rows = [row for _, row in view.marks.uncoordinated.iterrows()]
    shown = []
    for number, row in enumerate(rows):
        known = view.counts is not None and ("uncoordinated", number, 0) in view.counts.counts
        count = _count(view, "uncoordinated", number) if known else {}
        if view.counts is None or "n" in count:
            said = {
                "needs": _both(row, "needs"),
                "who": _names(row["organisation_names"]),
                "changes": coordinators_content(view, row["needs"])[:MOST_CHANGES],
            }
            shown.append((-count.get("n", 0), row["needs"], {**said, "persons": count}))
    shown.sort(key=lambda one: one[:2])
    sets = [one for _, _, one in shown]
    new = new_coordinators(view) if sets else None
    return {"sets": sets, "withheld": len(rows) - len(sets), "new": new}
