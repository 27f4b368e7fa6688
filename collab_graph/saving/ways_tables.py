"""ways_tables: what closes zones, and when they open, as sheets of a grey-zone workbook."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.saving.zones_cells import cell_of, columns_of, frame, say
from collab_graph.showing.coordinators_content import coordinators_content
from collab_graph.showing.ways_content import (
    misses_content,
    time_content,
    whole_content,
)
from collab_graph.showing.zones_view import ZonesView


def near_misses_table(view: ZonesView, *, language: Language) -> pd.DataFrame:
    """Return one row a single change that closes something."""
    rows = [
        {
            "change": one["label"][language],
            "actor": one["actor"],
            "mandate": one["mandate"],
            "decided": one["decided"][language],
            "reference": one["reference"],
            "persons": cell_of(one["persons"], language),
            "persons_modelled": cell_of(one["persons"], language),
            "contests": SEVERAL.join(one["contests"]),
            "free": one["free"],
        }
        for one in misses_content(view)
    ]
    return frame(
        rows,
        columns_of(
            view,
            ["change", "actor", "mandate", "decided", "reference", "persons", "contests", "free"],
        ),
        language,
    )


def coordinators_table(
    view: ZonesView, sets: Sequence[tuple[str, str]], *, language: Language
) -> pd.DataFrame:
    """Return one row a change that lets somebody hold together a set of needs that is told of.

    Parameters
    ----------
    view : ZonesView
        What the report shows.
    sets : sequence of (str, str)
        The ids and the labels of each set.
    language : "sv" or "en"
        Of headings and wordings.
    """
    rows = [
        {
            "needs": labels,
            "change": one["label"][language],
            "actor": one["actor"],
            "mandate": one["mandate"],
            "decided": one["decided"][language],
            "reference": one["reference"],
            "cost": one["cost"],
            "held_share": one["share"],
        }
        for needs, labels in sets
        for one in coordinators_content(view, needs)
    ]
    columns = ["needs", "change", "actor", "mandate", "decided", "reference", "cost", "held_share"]
    return frame(rows, columns, language)


def repairs_table(
    view: ZonesView, repairs: list[dict[str, Any]], *, language: Language
) -> pd.DataFrame:
    """Return one row a change of a repair; each with the cost and persons of the whole."""
    rows = [
        {
            "cost": one["cost"],
            "persons": cell_of(one["persons"], language),
            "persons_modelled": cell_of(one["persons"], language),
            "gaps_closed": cell_of(one["gaps"], language),
            "claim": say(one["claim"], language),
            "change": change["label"][language],
            "actor": change["actor"],
            "mandate": change["mandate"],
            "decided": change["decided"][language],
            "reference": change["reference"],
            "own_cost": change["cost"],
        }
        for one in repairs
        for change in one["changes"]
    ]
    columns = ["cost", "persons", "gaps_closed", "claim", "change", "actor",
               "mandate", "decided", "reference", "own_cost"]  # fmt: skip
    return frame(rows, columns_of(view, columns), language)


def over_time_table(view: ZonesView, *, language: Language) -> pd.DataFrame:
    """Return one row a day and need on which somebody enters or leaves a zone."""
    counted = ("entering", "leaving", "before", "after")
    rows = [
        {
            "date": one["date"],
            "needs": one["need"][language],
            "event": one["event"][language],
            **{name: cell_of(one[name], language) for name in counted},
        }
        for one in time_content(view)["events"]
    ]
    return frame(rows, columns_of(view, ["date", "needs", "event", *counted]), language)


def gaps_table(view: ZonesView, *, language: Language) -> pd.DataFrame:
    """Return the reasons of marks Z4 and ZA."""
    content = time_content(view)
    rows = [
        {
            "mark": "Z4",
            "needs": one["need"][language],
            "opens": one["opens"],
            "closes": one["closes"],
            "ended": SEVERAL.join(one["ended"]),
            "begins": SEVERAL.join(one["begins"]),
            "closing": SEVERAL.join(c["label"][language] for c in one["changes"] if c["whole"]),
            "persons": cell_of(one["persons"], language),
        }
        for one in content["gaps"]
    ] + [
        {
            "mark": "ZA",
            "needs": one["need"][language],
            "assessments": SEVERAL.join(one["axes"][language]),
            "agreed": one["value"][language],
            "would_lead": SEVERAL.join(one["who"]),
            "persons": cell_of(one["persons"], language),
        }
        for one in content["differing"]
    ]
    for row in rows:
        row["persons_modelled"] = row["persons"]
    columns = ["mark", "needs", "opens", "closes", "ended", "begins", "closing", "assessments",
               "agreed", "would_lead", "persons"]  # fmt: skip
    return frame(rows, columns_of(view, columns), language)


def whole_table(view: ZonesView, number: Mapping[int, int], *, language: Language) -> pd.DataFrame:
    """Return one row a change of the cheapest that close a chosen zone whole.

    A zone that no single changes close has one row that says so.
    """
    rows = []
    for zone, row in number.items():
        one = whole_content(view, zone)
        if one is None:
            continue
        shared = {"zone": row, "cost": one["cost"] if one["changes"] else None}
        rows += [
            {
                **shared,
                "change": change["label"][language],
                "mandate": change["mandate"],
                "decided": change["decided"][language],
                "reference": change["reference"],
                "own_cost": change["cost"],
            }
            for change in one["changes"]
        ]
        if not one["changes"]:
            rows.append({**shared, "change": say("none" if one["sure"] else "in_time", language)})
    columns = ["zone", "cost", "change", "mandate", "decided", "reference", "own_cost"]
    return frame(rows, columns, language)
