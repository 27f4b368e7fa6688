"""hsds_objects: a record as the objects of HSDS 3."""

import re
import uuid
from typing import Any

from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.faults import Language
from collab_graph.saving.cells import OWN_ID, PERSONS, Cells, Reasons
from collab_graph.saving.services import Service, labels_of, services

SCHEME = "collab-graph"
"""Scheme of identifiers under which a record's own ids of actors travel."""
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://docs.openreferral.org/collab-graph")
ELIGIBILITY, NEED, METHOD = "service_eligibility", "need", "method"
"""What an attribute says of a service."""
OTHERWISE = "HSDS has no field for it"
NO_ROLE = "HSDS says that a service is given, not on what mandate"
_MANDATE_ONLY = ("role", "strength", "force", "source", "reference")
REASONS: Reasons = {
    ("about", ""): "HSDS has no field for the directory as a whole",
    ("actors", "kind"): "HSDS knows only the legal status, which is another thing",
    ("needs", "is_coordination"): OTHERWISE,
    ("places", "parent"): "a service area stands alone in HSDS",
    ("places", "place"): OWN_ID,
    ("places", "name"): "no service is given there",
    ("places", "inhabitants"): OTHERWISE,
    ("population", ""): PERSONS,
    ("margins", ""): PERSONS,
    ("mandates", "mandate"): OWN_ID,
    ("interventions", "intervention"): OWN_ID,
    ("interventions", "mandate"): OWN_ID,
    ("mandates", "needs"): "the intervention says its own",
    ("mandates", "places"): "the intervention says its own",
    ("mandates", "actor"): "the intervention says its own",
    **{("mandates", name): NO_ROLE for name in _MANDATE_ONLY},
    ("mandates", "status"): "HSDS says whether a service is active, not who has confirmed it",
    ("mandates", "cost"): "HSDS has what a service costs its users, not its financier",
    ("collaborations", ""): "HSDS has no ties between organisations",
    ("travel", ""): "HSDS has no times of travel",
}  # fmt: skip
_AGE = re.compile(r"(\d*)–(\d*)|(\d+)")
_AGES = ("age", "ålder")


def hsds_objects(cells: Cells, *, language: Language) -> list[dict[str, Any]]:
    """Return every organisation with its services, in the order of the record."""
    record = cells.record
    table = record.tables["actors"]
    found: dict[str, dict[str, Any]] = {}
    for row, actor in enumerate(table["actor"]):
        name = cells.carry("actors", row, "name")
        parent = cells.carry("actors", row, "parent")
        cells.carry("actors", row, "actor")
        found[actor] = _without_blanks(
            {
                "id": hsds_id("actor", actor),
                "name": name,
                "description": cells.carry("actors", row, "note") or name,
                "parent_organization_id": hsds_id("actor", parent) if parent else "",
                "organization_identifiers": [
                    {
                        "id": hsds_id("identifier", actor),
                        "identifier_scheme": SCHEME,
                        "identifier_type": "id in the record",
                        "identifier": actor,
                    }
                ],
            }
        )
    said = _Said(cells, language)
    for service in services(cells, language=language):
        held = found[service.actor].setdefault("services", [])
        held.append(said.service(service))
    return list(found.values())


def hsds_id(kind: str, name: str) -> str:
    """Return the identifier of a thing, always the same for the same kind and name.

    Examples
    --------
    >>> hsds_id("actor", "FK") == hsds_id("actor", "FK") != hsds_id("service", "FK")
    True
    """
    return str(uuid.uuid5(NAMESPACE, f"{kind}:{name}"))


class _Said:
    """Says services in the words of HSDS."""

    def __init__(self, cells: Cells, language: Language) -> None:
        self.cells, self.language = cells, language
        self.need_rows = {n: i for i, n in enumerate(cells.record.tables["needs"]["need"])}
        self.place_rows = {p: i for i, p in enumerate(cells.record.tables["places"]["place"])}
        self.needs = labels_of(cells, "needs", "need", f"label_{language}", "label_sv")
        tops = [i for i, p in enumerate(cells.record.tables["places"]["parent"]) if not p]
        self.tops = [cells.record.tables["places"]["place"].iloc[i] for i in tops]
        self.age = next(
            (a for a in cells.record.axes if a.kind == "number" and a.name in _AGES), None
        )

    def service(self, service: Service) -> dict[str, Any]:
        """Return one service."""
        key = service.key if service.intervention is not None else f"mandate {service.key}"
        own = hsds_id("service", key)
        target = self._intervention(service, "target_group")
        criteria = self._criteria(service)
        ages = self._ages(service)
        words = ", ".join(f"{label}: {value}" for _, label, value in criteria)
        funding = self._mandate(service, "financier")
        wait = self._mandate(service, "wait_days")
        return _without_blanks(
            {
                "id": own,
                "name": service.name,
                "description": self._note(service),
                "status": self._status(service),
                "application_process": self._mandate(service, "entry"),
                "wait_time": f"{wait} days" if wait else "",
                "eligibility_description": target or words,
                **ages,
                "assured_date": self._mandate(service, "checked_on"),
                "service_areas": self._areas(service, own),
                "schedules": self._period(service, own),
                "funding": [{"id": hsds_id("funding", own), "source": funding}] if funding else [],
                "capacities": self._capacity(service, own),
                "attributes": self._attributes(service, own, criteria),
            }
        )

    def _mandate(self, service: Service, column: str) -> str:
        row = service.mandate
        return self.cells.carry("mandates", row, column) if row is not None else ""

    def _intervention(self, service: Service, column: str) -> str:
        row = service.intervention
        return self.cells.carry("interventions", row, column) if row is not None else ""

    def _note(self, service: Service) -> str:
        """Return what describes it: the intervention's note, else that of a mandate on its own."""
        if service.intervention is not None:
            return self._intervention(service, "note")
        return self._mandate(service, "note")

    def _status(self, service: Service) -> str:
        """Say whether the mandate holds on the day the record is about."""
        row = service.mandate
        if row is None:
            return "active"
        day = self.cells.record.reference_date.isoformat()
        begins = self.cells.see("mandates", row, "valid_from")
        ends = self.cells.see("mandates", row, "valid_to")
        begun = begins in ("", UNKNOWN) or begins <= day
        return "active" if begun and (ends in ("", UNKNOWN) or day <= ends) else "inactive"

    def _criteria(self, service: Service) -> list[tuple[str, str, str]]:
        """Return axis, its label and what is admitted, for every axis with a criterion."""
        found = []
        for axis in self.cells.record.axes:
            text = self._mandate(service, axis.name)
            if text:
                parts = text.split("; ") if axis.kind == "values" else [text]
                admitted = "; ".join(axis.label(part, self.language) for part in parts)
                found.append((axis.name, axis.title(self.language), admitted))
        return found

    def _ages(self, service: Service) -> dict[str, int]:
        """Return the least and the most age, where the criterion is one range."""
        text = self._mandate(service, self.age.name) if self.age else ""
        match = _AGE.fullmatch(text)
        if match is None:
            return {}
        bounds = (match[1] or match[3], match[2] or match[3])
        named = zip(("minimum_age", "maximum_age"), bounds, strict=True)
        return {name: int(bound) for name, bound in named if bound}

    def _areas(self, service: Service, own: str) -> list[dict[str, str]]:
        """Return the places where it is given; the widest ones where that is everywhere."""
        places = self.tops if service.everywhere else service.places
        return [
            {
                "id": hsds_id("area", f"{own} {place}"),
                "name": self.cells.carry("places", self.place_rows[place], "name"),
            }
            for place in places
        ]

    def _period(self, service: Service, own: str) -> list[dict[str, str]]:
        """Return from when to when it is given, as a schedule that says nothing else."""
        days = {n: self._mandate(service, n) for n in ("valid_from", "valid_to")}
        filled = {name: day for name, day in days.items() if day}
        return [{"id": hsds_id("schedule", own), **filled}] if filled else []

    def _capacity(self, service: Service, own: str) -> list[dict[str, Any]]:
        """Return how many persons it takes and how many more it can take now, if both are known."""
        row = service.mandate
        if row is None:
            return []
        said = [self.cells.see("mandates", row, name) for name in ("capacity", "occupied")]
        if any(text in ("", UNKNOWN) for text in said) or float(said[1]) > float(said[0]):
            return []
        most, taken = (float(self._mandate(service, n)) for n in ("capacity", "occupied"))
        day = self._mandate(service, "checked_on") or self.cells.record.reference_date.isoformat()
        return [
            {
                "id": hsds_id("capacity", own),
                "available": most - taken,
                "maximum": most,
                "updated": f"{day}T00:00:00Z",
                "unit": {"id": hsds_id("unit", "persons"), "name": "persons"},
            }
        ]

    def _attributes(
        self, service: Service, own: str, criteria: list[tuple[str, str, str]]
    ) -> list[dict[str, Any]]:
        """Return needs, method and criteria as terms of taxonomies."""
        found = []
        for need in service.needs:
            row = self.need_rows[need]
            self.cells.carry("needs", row, "need")
            label = "label_en" if self.cells.see("needs", row, "label_en") else "label_sv"
            self.cells.carry("needs", row, label if self.language == "en" else "label_sv")
            found.append(_attribute(own, NEED, need, self.needs[need], "needs"))
        method = self._intervention(service, "method")
        if method:
            found.append(_attribute(own, METHOD, method, method, "methods"))
        for axis, label, admitted in criteria:
            found.append({**_attribute(own, ELIGIBILITY, axis, label, "axes"), "value": admitted})
        return found


def _attribute(own: str, kind: str, code: str, name: str, taxonomy: str) -> dict[str, Any]:
    """Return one term that is true of a service."""
    return {
        "id": hsds_id("attribute", f"{own} {kind} {code}"),
        "link_type": kind,
        "link_entity": "service",
        "taxonomy_term": {
            "id": hsds_id(taxonomy, code),
            "code": code,
            "name": name,
            "description": name,
            "taxonomy": taxonomy,
        },
    }


def _without_blanks(thing: dict[str, Any]) -> dict[str, Any]:
    """Leave out fields that say nothing: the standard has no empty text."""
    return {name: value for name, value in thing.items() if value not in ("", [], None)}
