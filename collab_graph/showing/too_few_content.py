"""too_few_content: groups too small by themselves, as plain content for a page."""

from typing import Any

import numpy as np

from collab_graph.covering.wording import actor_name, need_text
from collab_graph.record.faults import Language
from collab_graph.showing.report_counts import Count
from collab_graph.showing.too_few import TooFew
from collab_graph.showing.ways_content import change_content, count_if_any
from collab_graph.showing.zones_view import ZonesView

LANGUAGES: tuple[Language, ...] = ("sv", "en")


def too_few_content(view: ZonesView) -> dict[str, Any] | None:
    """Return the groups that are too small by themselves, one entry a mandate.

    A group is told of only where its count is shown or may be called smaller than a number no
    greater than the group takes: to be listed says nothing beyond that. Of values that would widen
    it only those that are shown to be enough.

    Returns
    -------
    dict or None
        ``fewest``, ``minutes`` and ``mandates``; None without a population.
    """
    if view.few is None:
        return None
    few = view.few
    told = [
        n for n in range(len(few.groups)) if _may_be_told(few, count_if_any(view, "too few", n))
    ]
    mandates = dict.fromkeys(few.groups[n].mandate for n in told)
    return {
        "fewest": few.fewest,
        "minutes": few.minutes,
        "mandates": [
            _mandate(view, number)
            | {"groups": [_group(view, few, n) for n in told if few.groups[n].mandate == number]}
            for number in mandates
        ],
    }


def _may_be_told(few: TooFew, count: Count) -> bool:
    if count.persons is not None:
        return True
    return count.fewer_than is not None and count.fewer_than <= few.fewest


def _mandate(view: ZonesView, number: int) -> dict[str, Any]:
    system = view.found.system
    mandate = system.mandates[number]
    own = (mandate.actor, mandate.covered)
    alike = sum((other.actor, other.covered) == own for other in system.mandates)
    return {
        "mandate": mandate.name,
        "one_of_several": alike > 1,
        "actor": actor_name(system, mandate.actor),
        "needs": {x: need_text(system, mandate.covered, x) for x in LANGUAGES},
    }


def _group(view: ZonesView, few: TooFew, number: int) -> dict[str, Any]:
    group = few.groups[number]
    own = [at for at, way in enumerate(few.ways) if way.few == number]
    shared = [_way(view, few, at) for at in own if few.ways[at].places]
    wider = [_way(view, few, at) for at in own if not few.ways[at].places]
    alone = any(one["enough"] for one in shared if len(one["places"]) == 1)
    return {
        "place": _place(view, group.place),
        "works": group.works,
        "persons": count_if_any(view, "too few", number).said(),
        # That all neighbours are enough together is news only where none of them is alone.
        "shared": [one for one in shared if len(one["places"]) == 1 or not alone],
        "wider": [one for one in wider if one["enough"]],
    }


def _way(view: ZonesView, few: TooFew, number: int) -> dict[str, Any]:
    way = few.ways[number]
    count = count_if_any(view, "together", number)
    return {
        "places": [_place(view, place) for place in way.places],
        "minutes": way.minutes,
        "persons": count.said(),
        "enough": count.persons is not None and count.persons >= few.fewest,
        "cost": way.cost,
        "changes": [change_content(change) for change in way.changes],
    }


def _place(view: ZonesView, place: int) -> str:
    table = view.record.tables["places"]
    leaf = view.found.system.atoms.leaves[place]
    return str(table["name"].to_numpy()[np.flatnonzero(table["place"] == leaf)[0]])
