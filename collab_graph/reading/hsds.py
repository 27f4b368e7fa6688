"""hsds: a directory of services (Open Referral HSDS 3) as a draft of a record."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from collab_graph.reading.draft import ASKED, ROLE, Draft, draft_tables
from collab_graph.reading.hsds_rows import HsdsRow, hsds_rows
from collab_graph.reading.hsds_taking import Taking
from collab_graph.reading.ids import Ids
from collab_graph.reading.set_aside import Aside, joined
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.entries import entry
from collab_graph.record.names import SEVERAL, Names
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import Recipe, Step

OWN_SCHEME = "collab-graph"
"""Scheme of identifiers under which a record's own ids of actors travel."""
AGE = "age"
_ELIGIBLE = re.compile(r"eligib|audience|target|målgrupp|villkor", re.IGNORECASE)


def read_hsds(path: str | Path) -> Draft:
    """Read a directory of services in HSDS 3 as a draft of a record.

    Organisations become actors, services interventions with a mandate each, service areas places,
    taxonomy terms needs, ages criteria. What the standard cannot say is "?" and never made up:
    strength, force and source of every mandate, its places where no service area stands, its needs
    where no term stands. A service that is not active gets no mandate. Contacts, phones, mail
    addresses and texts that name a person are dropped and counted; all else that has no place is
    kept in ``left``.

    Parameters
    ----------
    path : str or Path
        A ``.json`` file — an organisation, a service, a list or a page of them — or the folder of
        an HSDS data package in CSV.

    Returns
    -------
    Draft
        Tables with what is open in them, what was left and what was dropped.

    Raises
    ------
    FileProblemError
        If the file cannot be read.
    InputError
        If it holds no organisation and no service.

    References
    ----------
    Open Referral, Human Services Data Specification 3.2, https://docs.openreferral.org.
    """
    aside = Aside()
    rows = hsds_rows(path, aside)
    counts = {f"rows of {table}": len(held) for table, held in sorted(rows.items())}
    making = _Making(Taking(rows, aside))
    making.actors()
    making.services()
    making.file.rest()
    days = sorted(filter(None, making.days))
    tables = draft_tables(
        making.made,
        title=Path(path).stem,
        reference_date=days[-1] if days else "",
        axis=AGE if making.made["axes"] else "",
    )
    left, dropped = aside.left(), aside.dropped()
    counts |= {"cells left": len(left), "cells dropped": int(dropped["cells"].sum())}
    step = Step.of("read_hsds", {"file": Path(path).name}, counts)
    return Draft(tables, left, dropped, Recipe((step,)))


@dataclass
class _Making:
    """The tables of a draft while they are made: what is taken from a row of the file is placed."""

    file: Taking
    made: dict[str, list[dict[str, str]]] = field(
        default_factory=lambda: {
            name: [] for name in ("actors", "axes", "needs", "places", "mandates", "interventions")
        }
    )
    days: list[str] = field(default_factory=list)
    _actors: Ids = field(default_factory=Ids)
    _needs: Ids = field(default_factory=Ids)
    _places: Ids = field(default_factory=Ids)
    _services: Ids = field(default_factory=Ids)

    @cached_property
    def _named(self) -> Names:
        """The actors by id and name, once all are made."""
        ids = tuple(made["actor"] for made in self.made["actors"])
        labels = tuple((made["name"], made["actor"]) for made in self.made["actors"])
        return Names("an actor", "en aktör", ids, labels)

    def actors(self) -> None:
        """Make an actor of every organisation that has a name."""
        codes = {}
        for row in self.file.of("organization_identifiers"):
            if row.fields.get("identifier_scheme") == OWN_SCHEME:
                row.take("identifier_scheme"), row.take("identifier_type")
                codes[row.fields.get("organization_id", "")] = row.take("identifier")
        parents = []
        for row in self.file.of("organizations"):
            key = row.fields.get("id", "")
            if self._actors.known(key) or not self.file.usable(row, "organisation"):
                continue
            name = self.file.fit(row, "name")
            if not name:
                continue
            actor = self._actors.of(key, name, code=codes.get(key, ""))
            described = self.file.fit(row, "description")
            note = described if described != name else ""
            made = {"actor": actor, "name": name, "note": note}
            self.made["actors"].append(made)
            parents.append((row, made))
        for row, made in parents:
            parent = row.fields.get("parent_organization_id", "")
            if self._actors.known(parent):
                made["parent"] = self._actors.known(row.take("parent_organization_id"))

    def services(self) -> None:
        """Make an intervention of every service, and a mandate of every active one."""
        for row in self.file.of("services"):
            if self._services.known(row.fields.get("id", "")):
                self.file.fault(row, "name", "its id stands already on another service")
                continue
            owner = self._actors.known(row.fields.get("organization_id", ""))
            if not self.file.usable(row, "service"):
                continue
            if not owner:
                self.file.fault(
                    row, "organization_id", "no organisation of the file that can be placed"
                )
                continue
            name = self.file.fit(row, "name")
            if name:
                self._service(row, owner, name)

    def _service(self, row: HsdsRow, actor: str, name: str) -> None:
        """Place one service."""
        key = row.fields["id"]
        intervention = self._services.of(key, name)
        needs, method, conditions = self._terms(key)
        areas = self._areas(key)
        made = {
            "intervention": intervention,
            "name": name,
            "actor": actor,
            "needs": needs,
            "places": areas,
            "method": method,
            "target_group": self.file.fit(row, "eligibility_description"),
            "note": self.file.fit(row, "description"),
        }
        self.made["interventions"].append(made)
        status = row.take("status")
        period = self.file.period(key)
        # A service that has ended, or not begun, has a mandate whose dates say just that.
        if status and status != "active" and not any(period.values()):
            self.file.aside.kept(
                "services", row.number, "status", status, "not active: no mandate is drafted"
            )
            return
        way_in, said = self._way_in(row)
        mandate = {
            "mandate": f"m_{intervention}",
            "actor": actor,
            "needs": needs or UNKNOWN,
            "role": ROLE,
            **dict.fromkeys(ASKED, UNKNOWN),
            "places": areas or UNKNOWN,
            "entry": way_in,
            "wait_days": self.file.wait(row),
            "checked_on": self.file.day(row, "assured_date"),
            "status": "draft",
            "financier": self._funding(key),
            **period,
            **self.file.capacity(key),
            AGE: self._age(row),
            "note": joined([conditions, said]),
        }
        self.days.append(mandate["checked_on"])
        made["mandate"] = mandate["mandate"]
        self.made["mandates"].append(mandate)

    def _terms(self, service: str) -> tuple[str, str, str]:
        """Return needs, method and written conditions of a service, from its attributes."""
        needs: list[str] = []
        methods: list[str] = []
        conditions: list[str] = []
        for row in self.file.belonging("attributes", "link_id", service):
            term = self.file.called("taxonomy_terms", row.fields.get("taxonomy_term_id", ""))
            said = term.fields.get("name", "") if term else ""
            named = self.file.aside.fit(
                "taxonomy_terms", "name", said or row.fields.get("label", "")
            )
            kind, value = row.take("link_type"), row.take("value")
            if not named:
                continue
            row.take("label")
            if term is not None:
                self.file.use(term)
            if kind == "method":
                methods.append(named)
            elif _ELIGIBLE.search(kind):
                conditions.append(f"{named}: {value}" if value else named)
            else:
                if value:
                    row.fields["value"] = value
                needs.append(self._need(term, named))
        return SEVERAL.join(dict.fromkeys(needs)), SEVERAL.join(methods), ", ".join(conditions)

    def _need(self, term: HsdsRow | None, named: str) -> str:
        """Return the id of the need a term stands for, made at its first mention."""
        key = (term.fields.get("id") if term else "") or named
        known = self._needs.known(key)
        if known:
            return known
        need = self._needs.of(key, named, code=term.fields.get("code", "") if term else "")
        self.made["needs"].append({"need": need, "label_sv": named})
        return need

    def _areas(self, service: str) -> str:
        """Return the places a service is offered in, as its service areas name them."""
        found = []
        for row in self.file.belonging("service_areas", "service_id", service):
            name = self.file.fit(row, "name")
            if name:
                fresh = not self._places.known(name)
                place = self._places.of(name, name)
                if fresh:
                    self.made["places"].append({"place": place, "name": name})
                found.append(place)
        return SEVERAL.join(dict.fromkeys(found))

    def _age(self, row: HsdsRow) -> str:
        """Return the criterion on age; the axis is made at its first mention."""
        said = self.file.ages(row)
        if said is not None and not self.made["axes"]:
            self.made["axes"].append(
                {"axis": AGE, "label_sv": "ålder", "label_en": "age", "kind": "number"}
            )
        return said or ""

    def _way_in(self, row: HsdsRow) -> tuple[str, str]:
        """Return the way in, where it is written as a record writes it; else "?" and the text."""
        text = self.file.fit(row, "application_process")
        try:
            return entry(text, self._named).text(), ""
        except InputError:
            return UNKNOWN, text

    def _funding(self, service: str) -> str:
        """Return who pays, organisations only."""
        rows = self.file.belonging("funding", "service_id", service)
        said = (self.file.fit(row, "source", whole=True) for row in rows)
        return SEVERAL.join(filter(None, said))
