"""too_few_tables: groups too small by themselves, as a sheet of a grey-zone workbook."""

from typing import Any

import pandas as pd

from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.saving.zones_cells import cell_of, frame, say
from collab_graph.showing.too_few_content import too_few_content
from collab_graph.showing.zones_view import ZonesView

_COLUMNS = [
    "actor", "mandate", "needs", "place", "holds", "here", "takes", "remedy", "with_places",
    "minutes", "together", "enough", "change", "decided", "reference",
]  # fmt: skip


def too_few_tables(view: ZonesView, *, language: Language) -> dict[str, pd.DataFrame]:
    """Return one row a group and way out; no sheet where the report has no such group.

    Parameters
    ----------
    view : ZonesView
        What the report shows; what it does not tell of stands here neither.
    language : "sv" or "en"
        Of headings and wordings.

    Returns
    -------
    dict of str to DataFrame
        "too_few", or nothing.
    """
    content = too_few_content(view)
    if content is None or not content["mandates"]:
        return {}
    rows = []
    for mandate in content["mandates"]:
        for group in mandate["groups"]:
            shared = {
                "actor": mandate["actor"],
                "mandate": mandate["mandate"],
                "needs": mandate["needs"][language],
                "place": group["place"],
                "holds": say("yes" if group["works"] else "no", language),
                "here": cell_of(group["persons"], language),
                "takes": content["fewest"],
            }
            ways = [_way(way, language) for way in (*group["shared"], *group["wider"])]
            rows += [shared | way for way in ways or [{}]]
    return {"too_few": frame(rows, _COLUMNS, language)}


def _way(way: dict[str, Any], language: Language) -> dict[str, Any]:
    changes = way["changes"]
    shared = bool(way["places"])
    return {
        "remedy": say("share_with" if shared else "widen", language),
        "with_places": SEVERAL.join(way["places"]),
        "minutes": way["minutes"] if shared else None,
        "together": cell_of(way["persons"], language),
        "enough": say("yes", language) if way["enough"] else "",
        "change": _joined([one["label"][language] for one in changes]) or say("agree", language),
        "decided": _joined([one["decided"][language] for one in changes]),
        "reference": _joined([one["reference"] for one in changes]),
    }


def _joined(texts: list[str]) -> str:
    return SEVERAL.join(dict.fromkeys(text for text in texts if text))
