"""hsds_rows: the objects of an HSDS file as flat rows, from nested JSON or a folder of CSV."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collab_graph.reading.set_aside import CONTACT, Aside
from collab_graph.record.plain import plain_text
from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.files import read_text
from mobility.foundation.spreadsheet import restored

TABLES = {
    "organization": "organizations", "service": "services", "program": "programs",
    "location": "locations", "address": "addresses", "service_at_location": "service_at_locations",
    "service_area": "service_areas", "schedule": "schedules", "funding": "funding",
    "attribute": "attributes", "taxonomy_term": "taxonomy_terms", "taxonomy": "taxonomies",
    "taxonomy_detail": "taxonomies", "organization_identifier": "organization_identifiers",
    "cost_option": "cost_options", "required_document": "required_documents",
    "language": "languages", "accessibility": "accessibility", "metadata": "metadata",
    "capacities": "service_capacities", "service_capacity": "service_capacities", "unit": "units",
    "contact": "contacts", "phone": "phones", "url": "urls", "additional_url": "urls",
    "additional_website": "urls",
}  # fmt: skip
"""What each kind of object is called as a table, by the name it has nested or as a file."""
_BY_NAME = {**TABLES, **{f"{name}s": table for name, table in TABLES.items()},
            **{table: table for table in TABLES.values()}}  # fmt: skip
OWNERS = {
    "organizations": "organization_id", "services": "service_id", "locations": "location_id",
    "service_at_locations": "service_at_location_id", "programs": "program_id",
    "taxonomy_terms": "taxonomy_term_id", "taxonomies": "taxonomy_id", "units": "unit_id",
}  # fmt: skip
"""The column in which a row names what it belongs to."""
_PERSONAL_TABLES = {"contacts", "phones"}
_PERSONAL_FIELDS = {"email", "assurer_email", "attention", "updated_by", "phone", "fax"}
_MOST_DEEP = 12


@dataclass
class HsdsRow:
    """One object; what is taken from it is used, and what is left at the end has no place.

    Parameters
    ----------
    table : str
        The kind of object.
    number : int
        Row of the file; of JSON, which one of its kind.
    fields : dict of str to str
        What it says, without what is taken.
    """

    table: str
    number: int
    fields: dict[str, str] = field(default_factory=dict)

    def take(self, name: str) -> str:
        """Return what a field says, and take it out."""
        return self.fields.pop(name, "")


HsdsRows = dict[str, list[HsdsRow]]


def hsds_rows(path: str | Path, aside: Aside) -> HsdsRows:
    """Return the objects of an HSDS 3 file by table, without contacts, phones and mail addresses.

    Parameters
    ----------
    path : str or Path
        A ``.json`` file — an organisation, a service, a service at a location, a list or a page of
        them — or a folder with the CSV files of an HSDS data package.
    aside : Aside
        Counts what is dropped.

    Raises
    ------
    FileProblemError
        If it cannot be read.
    InputError
        If it holds no organisation and no service.
    """
    place = Path(path)
    found = _Found(aside)
    if place.is_dir():
        _from_folder(place, found)
    else:
        _from_json(place, found)
    if not found.rows.get("organizations") and not found.rows.get("services"):
        said = "holds no organization and no service of HSDS 3"
        if place.is_dir():
            said += "; a data package has organizations.csv and services.csv"
        raise InputError(place.name, [said])
    return found.rows


@dataclass
class _Found:
    """The rows found so far; the same object met twice is one row."""

    aside: Aside
    rows: HsdsRows = field(default_factory=dict)
    _by_id: dict[tuple[str, str], HsdsRow] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)

    def number(self, table: str) -> int:
        """Return the number of the next object of a kind."""
        self._seen[table] = self._seen.get(table, 0) + 1
        return self._seen[table]

    def add(self, row: HsdsRow) -> HsdsRow:
        """Add a row without its personal data, and return the row that now says what it said."""
        if row.table in _PERSONAL_TABLES:
            for name in _said(row):
                self.aside.drop(row.table, name, CONTACT)
            return row
        for name in sorted(_PERSONAL_FIELDS & row.fields.keys()):
            if row.take(name):
                self.aside.drop(row.table, name, CONTACT)
        own = row.fields.get("id", "")
        other = self._by_id.get((row.table, own)) if own else None
        if other is not None and _agree(other.fields, row.fields):
            other.fields.update(row.fields)
            return other
        self.rows.setdefault(row.table, []).append(row)
        if own:
            self._by_id.setdefault((row.table, own), row)
        return row


def _from_folder(folder: Path, found: _Found) -> None:
    """Read every CSV file that is a table of the standard."""
    for file in sorted(folder.iterdir()):
        if file.suffix.casefold() != ".csv" or not file.stat().st_size:
            continue
        table = _BY_NAME.get(file.stem.casefold())
        try:
            lines = list(csv.reader(io.StringIO(read_text(file), newline="")))
        except csv.Error as error:
            raise FileProblemError(file, f"is no CSV that can be read ({error}).") from error
        headings = [heading.strip() for heading in lines[0]] if lines else []
        for number, line in enumerate(lines[1:], start=2):
            texts = [restored(plain_text(cell)) for cell in line]
            cells = {name: text for name, text in zip(headings, texts, strict=False) if text}
            for extra in filter(None, texts[len(headings) :]):
                found.aside.kept(file.name, number, "", extra, "stands beyond the last heading")
            if table is not None and cells:
                found.add(HsdsRow(table, number, cells))
                continue
            for name, cell in cells.items():
                found.aside.kept(file.name, number, name, cell, "no table of HSDS 3")


def _from_json(file: Path, found: _Found) -> None:
    """Read nested objects."""
    try:
        content = json.loads(read_text(file))
    except (json.JSONDecodeError, RecursionError) as error:
        raise FileProblemError(file, f"is no JSON that can be read ({error}).") from error
    page = content.get("contents", [content]) if isinstance(content, dict) else content
    for thing in page if isinstance(page, list) else [page]:
        table = _kind(thing)
        if table is None:
            text = json.dumps(thing, ensure_ascii=False)
            why = "no organization, service or service_at_location"
            found.aside.kept(file.name, 1, "", text, why)
        else:
            _walk(found, table, thing, {}, 0)


def _kind(thing: object) -> str | None:
    """Say which kind of object stands at the top, by the fields only that kind has."""
    if not isinstance(thing, dict):
        return None
    if "location" in thing or ("service" in thing and "name" not in thing):
        return "service_at_locations"
    if {"status", "organization", "organization_id", "service_areas"} & thing.keys():
        return "services"
    return "organizations" if "name" in thing else None


def _walk(
    found: _Found, table: str, thing: dict[str, Any], owners: dict[str, str], deep: int
) -> str:
    """Add an object and all that is nested in it; return its id."""
    plain = {k: plain_text(v) for k, v in thing.items() if not isinstance(v, dict | list)}
    own = plain.get("id", "")
    said = {**owners, **{name: text for name, text in plain.items() if text}}
    row = found.add(HsdsRow(table, found.number(table), said))
    below = {OWNERS[table]: own} if table in OWNERS and own else {}
    for name, value in thing.items():
        if not isinstance(value, dict | list):
            continue
        kind = _BY_NAME.get(name)
        for part in value if isinstance(value, list) else [value]:
            if kind is None or not isinstance(part, dict) or deep >= _MOST_DEEP:
                text = part if isinstance(part, str) else json.dumps(part, ensure_ascii=False)
                found.aside.kept(table, row.number, name, text, "no object of HSDS 3")
                continue
            # An object alone is what the row points to; those in a list belong to the row.
            alone = isinstance(value, dict)
            named = _walk(found, kind, part, {} if alone else _link(below, kind), deep + 1)
            if alone and kind in OWNERS and named:
                row.fields.setdefault(OWNERS[kind], named)
    return own


def _link(below: dict[str, str], kind: str) -> dict[str, str]:
    """Return what says whose a nested object is."""
    if kind == "attributes" and below:
        return {"link_id": next(iter(below.values()))}
    return below


def _agree(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two rows of one id say nothing that speaks against each other."""
    return all(one[name] == text for name, text in other.items() if name in one)


def _said(row: HsdsRow) -> Iterator[str]:
    """Yield the fields of a row that say something more than whose it is."""
    for name, text in row.fields.items():
        if text and name != "id" and not name.endswith("_id"):
            yield name
