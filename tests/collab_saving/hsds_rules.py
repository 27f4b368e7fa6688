"""What HSDS 3.2 asks of each object: fields it must have, others it may have, and their kinds.

Typed from the standard's schema (openreferral/specification, branch 3.2, schema/*.json: "required",
"properties" and "enum"), which is under CC BY-SA and is therefore not copied.
"""

import re
from datetime import date

TEXT, NUMBER, DAY = "text", "number", "day"

REQUIRED = {
    "organization": {"id", "name", "description"},
    "service": {"id", "name", "status"},
    "service_area": {"id"},
    "schedule": {"id"},
    "funding": {"id"},
    "service_capacity": {"id", "unit", "available", "updated"},
    "unit": {"id", "name"},
    "attribute": {"id"},
    "taxonomy_term": {"id", "name", "description"},
    "organization_identifier": {"id", "identifier_type", "identifier"},
}
FIELDS = {
    "organization": {
        "id": TEXT, "name": TEXT, "description": TEXT, "parent_organization_id": TEXT,
        "organization_identifiers": ["organization_identifier"], "services": ["service"],
    },
    "service": {
        "id": TEXT, "name": TEXT, "description": TEXT, "status": TEXT, "application_process": TEXT,
        "wait_time": TEXT, "eligibility_description": TEXT, "minimum_age": NUMBER,
        "maximum_age": NUMBER, "assured_date": DAY, "service_areas": ["service_area"],
        "schedules": ["schedule"], "funding": ["funding"], "capacities": ["service_capacity"],
        "attributes": ["attribute"],
    },
    "service_area": {"id": TEXT, "name": TEXT},
    "schedule": {"id": TEXT, "valid_from": DAY, "valid_to": DAY},
    "funding": {"id": TEXT, "source": TEXT},
    "service_capacity": {
        "id": TEXT, "available": NUMBER, "maximum": NUMBER, "updated": TEXT, "unit": "unit",
    },
    "unit": {"id": TEXT, "name": TEXT},
    "attribute": {
        "id": TEXT, "link_type": TEXT, "link_entity": TEXT, "value": TEXT,
        "taxonomy_term": "taxonomy_term",
    },
    "taxonomy_term": {
        "id": TEXT, "code": TEXT, "name": TEXT, "description": TEXT, "taxonomy": TEXT,
    },
    "organization_identifier": {
        "id": TEXT, "identifier_scheme": TEXT, "identifier_type": TEXT, "identifier": TEXT,
    },
}  # fmt: skip
"""Of the standard's fields, those that are written; typed from its schema."""
STATUS = {"active", "inactive", "defunct", "temporarily closed"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def broken_rules(kind, thing, place=""):
    """Every rule of the standard that an object breaks."""
    here = f"{place}/{kind}"
    found = [f"{here}: no {name}" for name in sorted(REQUIRED[kind] - thing.keys())]
    found += [f"{here}: {name} is not known" for name in sorted(thing.keys() - FIELDS[kind].keys())]
    if not UUID.fullmatch(thing.get("id", "")):
        found.append(f"{here}: {thing.get('id')} is no UUID")
    if kind == "service" and thing.get("status") not in STATUS:
        found.append(f"{here}: status {thing.get('status')}")
    if kind == "service_capacity" and not MOMENT.fullmatch(thing.get("updated", "")):
        found.append(f"{here}: updated {thing.get('updated')}")
    for name, value in thing.items():
        rule = FIELDS[kind].get(name)
        if isinstance(rule, list):
            for part in value:
                found += broken_rules(rule[0], part, here)
        elif rule in REQUIRED:
            found += broken_rules(rule, value, here)
        elif not fits(rule, value):
            found.append(f"{here}: {name} is {value!r}")
    return found


def fits(rule, value):
    """Whether a value is of the kind its field asks for."""
    if rule == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if rule == DAY:
        return date.fromisoformat(value).isoformat() == value
    return isinstance(value, str) and value != ""
