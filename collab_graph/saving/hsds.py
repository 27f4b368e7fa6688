"""hsds: a record as a directory of services in HSDS 3, as JSON or as a data package in CSV."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from collab_graph.record.faults import Language
from collab_graph.record.plain import plain_text
from collab_graph.record.record import Record
from collab_graph.saving.cells import Cells, Exported
from collab_graph.saving.hsds_objects import OTHERWISE, REASONS, hsds_objects
from mobility.foundation.errors import InputError
from mobility.foundation.files import write_text
from mobility.foundation.recipe import Step
from mobility.foundation.spreadsheet import write_csv

_TABLES = {
    "organizations": "organization_id", "services": "service_id",
    "organization_identifiers": "", "service_areas": "", "schedules": "", "funding": "",
    "service_capacities": "", "units": "unit_id", "attributes": "",
    "taxonomy_terms": "taxonomy_term_id",
}  # fmt: skip
"""Tables of the package, and the column in which other tables name a row of them."""
_FILES = {"service_capacities": "service_capacity"}
_NESTED = {"taxonomy_term": "taxonomy_terms", "unit": "units", "capacities": "service_capacities"}
_NUMBERS = {"minimum_age", "maximum_age", "available", "maximum"}


def write_hsds(record: Record, path: str | Path, *, language: Language = "sv") -> Exported:
    """Write a record as a directory of services in HSDS 3, and say what is not in it.

    Actors become organisations with their parents, interventions and the mandates without one
    services. Needs, methods and criteria are terms of a taxonomy; criteria on age also the least
    and the most age. Counts of persons are never written. The same record gives the same bytes.

    Parameters
    ----------
    record : Record
        Any record.
    path : str or Path
        A file that ends in ``.json``, or a folder for a data package in CSV, made where it is
        missing.
    language : Language
        "sv" or "en": of labels.

    Returns
    -------
    Exported
        The files, and by sheet and column how many filled cells they do not carry, and why.

    Raises
    ------
    FileProblemError
        If it cannot be written.
    InputError
        If ``path`` has another ending.

    References
    ----------
    Open Referral, Human Services Data Specification 3.2, https://docs.openreferral.org.
    """
    place = Path(path)
    if place.suffix.casefold() not in ("", ".json"):
        raise InputError(place.name, ["give a file that ends in .json, or a folder for CSV files"])
    cells = Cells(record)
    objects = hsds_objects(cells, language=language)
    files = _write_json(objects, place) if place.suffix else _write_package(objects, place)
    lost = cells.lost(REASONS, OTHERWISE)
    counts = {
        "organizations": len(objects),
        "services": sum(len(thing.get("services", ())) for thing in objects),
        "cells not carried": int(lost["cells"].sum()),
    }
    step = Step.of("write_hsds", {"language": language}, counts)
    return Exported(files, lost, record.recipe.then(step))


def _write_json(objects: list[dict[str, Any]], file: Path) -> tuple[Path, ...]:
    """Write a page of organisations with their services."""
    page = {
        "total_items": len(objects),
        "total_pages": 1,
        "page_number": 1,
        "size": len(objects),
        "first_page": True,
        "last_page": True,
        "empty": not objects,
        "contents": objects,
    }
    return (write_text(file, json.dumps(page, ensure_ascii=False, indent=2) + "\n"),)


def _write_package(objects: list[dict[str, Any]], folder: Path) -> tuple[Path, ...]:
    """Write one CSV file a kind of object, and the description of the package."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _TABLES}
    for thing in objects:
        _flatten(rows, "organizations", thing, {})
    resources, files = [], []
    for name, held in rows.items():
        if not held:
            continue
        unique = list({row["id"]: row for row in held}.values())
        names = list(dict.fromkeys(name for row in unique for name in row))
        lines = [[plain_text(row.get(name, "")) for name in names] for row in unique]
        table = pd.DataFrame(lines, columns=names, dtype="str")
        stem = _FILES.get(name, name)
        files.append(write_csv(table, folder / f"{stem}.csv"))
        fields = [{"name": c, "type": "number" if c in _NUMBERS else "string"} for c in table]
        resource = {
            "name": stem,
            "path": f"{stem}.csv",
            "profile": "tabular-data-resource",
            "schema": {"fields": fields, "primaryKey": "id"},
        }
        resources.append(resource)
    package = {"name": "human_services_data", "profile": "tabular-data-package"}
    text = json.dumps({**package, "resources": resources}, ensure_ascii=False, indent=2)
    return (*files, write_text(folder / "datapackage.json", text + "\n"))


def _flatten(
    rows: dict[str, list[dict[str, Any]]], table: str, thing: dict[str, Any], owner: dict[str, str]
) -> None:
    """Add an object and those nested in it, each with the id of what it belongs to."""
    plain = {k: v for k, v in thing.items() if not isinstance(v, dict | list)}
    row = {"id": plain.pop("id"), **owner, **plain}
    rows[table].append(row)
    for name, value in thing.items():
        kind = _NESTED.get(name, name)
        if isinstance(value, dict):
            row[_TABLES[kind]] = value["id"]
            _flatten(rows, kind, value, {})
        elif isinstance(value, list):
            column = "link_id" if kind == "attributes" else _TABLES[table]
            for part in value:
                _flatten(rows, kind, part, {column: row["id"]})
