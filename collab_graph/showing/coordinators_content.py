"""coordinators_content: what would let somebody hold needs together, as content for a page."""

from typing import Any

from collab_graph.record.faults import Language
from collab_graph.record.words import in_language
from collab_graph.showing.zones_view import ZonesView

LANGUAGES: tuple[Language, ...] = ("sv", "en")
MOST_CHANGES = 2
"""Changes of mandates told at one set of needs."""


def coordinators_content(view: ZonesView, needs: str) -> list[dict[str, Any]]:
    """Return the changes of mandates after which somebody would hold one set of needs together.

    Those that leave nothing of the set uncoordinated come first, the cheapest; then those that
    leave least. How much is a share of situations, which tells of nobody.

    Parameters
    ----------
    view : ZonesView
        What the report shows.
    needs : str
        Ids of the set, between "; ".

    Returns
    -------
    list of dict
        ``label``, ``actor``, ``mandate``, ``source``, ``decided``, ``reference``, ``cost``,
        ``whole`` and ``share`` of each.
    """
    table = view.coordinators
    rows = table[(table["needs"] == needs) & (table["kind"] != "spanner")]
    return [
        {
            "label": {x: row[f"label_{x}"] for x in LANGUAGES},
            "actor": row["actor_name"],
            "mandate": row["mandate"],
            "source": row["source"],
            "decided": {x: in_language(row["source"], x) for x in LANGUAGES},
            "reference": row["reference"],
            "cost": row["cost"],
            "whole": row["whole"],
            "share": float(row["share"]),
        }
        for row in rows.to_dict("records")
    ]


def new_coordinators(view: ZonesView) -> dict[str, Any] | None:
    """Return who could get a new mandate to hold needs together for least, and what it costs.

    Returns
    -------
    dict or None
        ``who`` (names), ``cost``, and ``known``: whether they coordinate something already. None
        where no set is uncoordinated, or no new mandate can be given.
    """
    table = view.coordinators
    new = table[table["kind"] == "spanner"]
    if not len(new):
        return None
    roles = view.record.tables["mandates"]["role"]
    cheapest = new[new["cost"] == new["cost"].min()]
    return {
        "who": list(dict.fromkeys(cheapest["actor_name"])),
        "cost": float(new["cost"].min()),
        "known": bool((roles == "coordinate").any()),
    }
