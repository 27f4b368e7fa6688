"""zones_workbook: all tables of a grey-zone report as one Excel workbook."""

import math
from pathlib import Path
from typing import Any

import pandas as pd

from collab_graph.record.faults import Language
from collab_graph.record.words import in_language
from collab_graph.saving.if_tables import if_tables
from collab_graph.saving.too_few_tables import too_few_tables
from collab_graph.saving.ways_tables import (
    coordinators_table,
    gaps_table,
    near_misses_table,
    over_time_table,
    repairs_table,
    whole_table,
)
from collab_graph.saving.zones_cells import frame, persons_cells, say, with_persons
from collab_graph.saving.zones_words import LEVEL_TITLES, MODELLED, SHEETS
from collab_graph.showing.report_counts import Count, Kind
from collab_graph.showing.ways_content import count_if_any, repairs_content
from collab_graph.showing.zones_content import (
    card_order,
    count_of_zone,
    gain_of_zone,
    need_labels,
    place_table,
    pressure_order,
    zone_order,
)
from collab_graph.showing.zones_view import ZonesView
from mobility.foundation.spreadsheet import PERCENT, WHOLE_PERCENT, write_workbook

FORMATS = {"share": WHOLE_PERCENT, "so_far": WHOLE_PERCENT, "open": PERCENT}
"""How columns of shares are shown."""


def write_zones_workbook(view: ZonesView, path: str | Path, *, language: Language = "sv") -> Path:
    """Write every table of the report as the sheets of one workbook.

    Parameters
    ----------
    view : ZonesView
        What the report shows; counts it withholds are withheld here too.
    path : str or Path
        Where to.
    language : {"sv", "en"}
        Of sheets, headings and wordings.

    Returns
    -------
    Path
        The file; the same view gives the same bytes, and no text in it runs as a formula.

    Raises
    ------
    FileProblemError
        If the place cannot be written to.
    """
    formats = {say(name, language): shown for name, shown in FORMATS.items()}
    return write_workbook(zones_tables(view, language=language), path, formats=formats)


def zones_tables(view: ZonesView, *, language: Language = "sv") -> dict[str, pd.DataFrame]:
    """Return every table of the report by the name of its sheet.

    Parameters
    ----------
    view : ZonesView
        What the report shows.
    language : {"sv", "en"}
        Of names, headings and wordings.

    Returns
    -------
    dict of str to DataFrame
        The chosen zones, need by place, all zones, who is nearest to each and on what they fall,
        near misses, repairs, what closes chosen zones whole, groups too small by themselves and
        what edits change (where the report has any), events over time, gaps in time and differing
        assessments, contested, last resort, uncoordinated and what is nearest to holding it
        together, and the recipe. Zones have the same
        number on every sheet; a count that may not be printed is a text, and the share a chosen
        zone adds is in whole percent, as on the page.
    """
    number = {zone: 1 + place for place, zone in enumerate(zone_order(view))}
    tables = {
        "cover": _cover(view, number, language),
        "heat": _heat(view, language),
        "zones": _zones(view, number, language),
        "nearest": _nearest(view, number, language),
        "near_misses": near_misses_table(view, language=language),
        "repairs": repairs_table(view, repairs_content(view), language=language),
        "whole": whole_table(view, {z: number[z] for z, _ in card_order(view)}, language=language),
        **too_few_tables(view, language=language),
        **({} if view.changed is None else if_tables(view.changed, language=language)),
        "time": over_time_table(view, language=language),
        "gaps": gaps_table(view, language=language),
        "contested": _contested(view, language),
        "last_resort": _last_resort(view, language),
        "uncoordinated": _uncoordinated(view, language),
        "coordinators": coordinators_table(view, _told_sets(view, language), language=language),
        **({} if view.pressure is None else {"pressure": _pressure(view, language)}),
        "recipe": _recipe(view, language),
    }
    return {SHEETS[name][language == "en"]: table for name, table in tables.items()}


def _zone_cells(
    view: ZonesView, zone: int, number: dict[int, int], language: Language
) -> dict[str, Any]:
    row = view.found.table.iloc[zone]
    return {
        "zone": number[zone],
        "needs": row[f"needs_{language}"],
        "situation": row[f"situation_{language}"],
        "level": row["level"],
        "means": LEVEL_TITLES[row["level"]][language == "en"],
        "gap": say(row["mark"], language),
        **persons_cells(count_of_zone(view, zone), language),
    }


def _zones(view: ZonesView, number: dict[int, int], language: Language) -> pd.DataFrame:
    columns = ["zone", "needs", "situation", "level", "means", "gap", "persons"]
    rows = [_zone_cells(view, zone, number, language) for zone in number]
    return frame(rows, with_persons(view, columns), language)


def _cover(view: ZonesView, number: dict[int, int], language: Language) -> pd.DataFrame:
    columns = [
        "zone", "needs", "situation", "level", "means", "gap", "persons", "gain", "share", "so_far",
    ]  # fmt: skip
    rows = [
        {
            **_zone_cells(view, zone, number, language),
            "gain": gain_of_zone(view, zone).cell(language),
            "share": _as_printed(share),
            "so_far": _as_printed(so_far),
        }
        for zone, (share, so_far) in card_order(view)
    ]
    if view.modelled:
        rows.append({"situation": MODELLED[language == "en"]})
    return frame(rows, with_persons(view, columns), language)


def _as_printed(share: float | None) -> float | None:
    """Return a share in whole percent, as the page prints it: a half goes up.

    What is withheld is withheld together with what the page prints; more decimals could tell more.
    """
    return None if share is None else math.floor(100 * share + 0.5) / 100


def _heat(view: ZonesView, language: Language) -> pd.DataFrame:
    """Return one row a need and place, and the totals of each."""
    places = place_table(view)
    names, inhabitants = list(places["name"]), list(places["inhabitants"])
    needs = [label[language] for label in need_labels(view)]
    columns = with_persons(view, ["needs", "place", "inhabitants", "persons", "open"])
    rows: list[dict[str, Any]] = [
        {
            "needs": need,
            "place": names[j],
            "inhabitants": None if pd.isna(inhabitants[j]) else int(inhabitants[j]),
            **persons_cells(_count(view, "cell", i, j), language),
            "open": round(float(view.share[i, j]), 6),
        }
        for i, need in enumerate(needs)
        for j in range(len(names))
    ]
    if view.counts is not None:
        everywhere, some = say("all_places", language), say("some_need", language)
        rows += [
            {"needs": need, "place": everywhere, **persons_cells(_count(view, "need", i), language)}
            for i, need in enumerate(needs)
        ]
        rows += [
            {"needs": some, "place": name, **persons_cells(_count(view, "place", j), language)}
            for j, name in enumerate(names)
        ]
        persons = persons_cells(_count(view, "open"), language)
        rows.append({"needs": some, "place": everywhere, **persons})
    return frame(rows, columns, language)


def _count(view: ZonesView, kind: Kind, first: int = 0, second: int = 0) -> Count:
    if view.counts is None or (kind, first, second) not in view.counts.counts:
        return Count(None)
    return view.counts.of(kind, first, second)


def _nearest(view: ZonesView, number: dict[int, int], language: Language) -> pd.DataFrame:
    columns = ["zone", "actor", "mandate", "falls", "missing", "source", "reference", "status",
               "checked"]  # fmt: skip
    blockers = view.found.blockers
    rows = [
        {
            "zone": number[int(row["zone"])],
            "actor": row["actor_name"],
            "mandate": row["mandate"],
            "falls": row[f"condition_{language}"],
            "missing": int(row["missing"]),
            "source": in_language(row["source"], language),
            "reference": row["reference"],
            "status": in_language(row["status"], language),
            "checked": row["checked_on"],
        }
        for row in blockers.to_dict("records")
    ]
    rows.sort(key=lambda row: row["zone"])
    return frame(rows, columns, language)


def _contested(view: ZonesView, language: Language) -> pd.DataFrame:
    rows = [
        {
            "needs": row[f"need_{language}"],
            "situation": row[f"situation_{language}"],
            "role": in_language(row["role"], language),
            "leads": row["organisation_names"],
            "mandate": row["mandates"],
            **persons_cells(count_if_any(view, "contested row", number), language),
        }
        for number, row in enumerate(view.marks.contested.to_dict("records"))
    ]
    columns = ["needs", "situation", "role", "leads", "mandate", "persons"]
    return frame(rows, with_persons(view, columns), language)


def _last_resort(view: ZonesView, language: Language) -> pd.DataFrame:
    rows = [
        {
            "needs": row[f"need_{language}"],
            "situation": row[f"situation_{language}"],
            "left": row["actor_names"],
            "declining": int(row["declining"]),
            "may_decline": int(row["may_decline"]),
            "mandate": row["declining_mandates"],
            **persons_cells(count_if_any(view, "last resort row", number), language),
        }
        for number, row in enumerate(view.marks.last_resort.to_dict("records"))
    ]
    columns = ["needs", "situation", "left", "declining", "may_decline", "mandate", "persons"]
    return frame(rows, with_persons(view, columns), language)


def _pressure(view: ZonesView, language: Language) -> pd.DataFrame:
    """Return demand against capacity, one row a mandate that says its capacity."""
    assert view.pressure is not None
    table = view.pressure.table.to_dict("records")
    asked = "asking_modelled" if view.modelled else "asking"
    rows = []
    for number in pressure_order(view):
        row, asking = table[number], count_if_any(view, "asking", number)
        known = asking.persons is not None and row["capacity"]
        rows.append(
            {
                "actor": row["actor_name"],
                "mandate": row["mandate"],
                "needs": row[f"needs_{language}"],
                **{
                    name: None if pd.isna(row[name]) else round(row[name])
                    for name in ("capacity", "occupied", "free")
                },
                asked: asking.cell(language),
                "only_way": count_if_any(view, "only way", number).cell(language),
                "per_place": round((asking.persons or 0.0) / row["capacity"], 2) if known else None,
            }
        )
    columns = ["actor", "mandate", "needs", "capacity", "occupied", "free", asked, "only_way",
               "per_place"]  # fmt: skip
    return frame(rows, columns, language)


def _uncoordinated(view: ZonesView, language: Language) -> pd.DataFrame:
    """Return the sets of needs; with a population only those whose count is shown."""
    rows = [
        {
            "needs": row[f"needs_{language}"],
            "leads": row["organisation_names"],
            **persons_cells(_count(view, "uncoordinated", number), language),
        }
        for number, row in _told(view)
    ]
    return frame(rows, with_persons(view, ["needs", "leads", "persons"]), language)


def _told(view: ZonesView) -> list[tuple[int, dict[Any, Any]]]:
    rows = enumerate(view.marks.uncoordinated.to_dict("records"))
    return [
        (number, row)
        for number, row in rows
        if view.counts is None or _count(view, "uncoordinated", number).persons is not None
    ]


def _told_sets(view: ZonesView, language: Language) -> list[tuple[str, str]]:
    return [(row["needs"], row[f"needs_{language}"]) for _, row in _told(view)]


def _recipe(view: ZonesView, language: Language) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {"step": say("record", language), "setting": "", "value": view.record.title},
        {
            "step": say("synthetic", language),
            "setting": "",
            "value": say("yes" if view.record.synthetic else "no", language),
        },
    ]
    for step in view.recipe.steps:
        for name, value in (*step.settings, *step.counts):
            rows.append(
                {"step": step.name, "setting": name, "value": "" if value is None else str(value)}
            )
    return frame(rows, ["step", "setting", "value"], language)
