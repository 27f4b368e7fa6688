"""hsds: a directory of services (Open Referral HSDS 3) as a draft of a record."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from collab_graph.reading.draft import ASKED, ROLE, Draft, draft_tables
from collab_graph.reading.hsds_rows import HsdsRow, HsdsRows, hsds_rows
from collab_graph.reading.ids import Ids
from collab_graph.reading.set_aside import Aside, joined
from collab_graph.record.cells import date_text
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.entries import entry
from collab_graph.record.names import SEVERAL, Names
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import Recipe, Step

OWN_SCHEME = "collab-graph"
"""Scheme of identifiers under which a record's own ids of actors travel."""
AGE = "age"
NO_PLACE = "a record has no place for it"
_LINKS = {"id", "organization_id", "service_id", "location_id", "service_at_location_id",
          "program_id", "taxonomy_id", "taxonomy_term_id", "unit_id", "link_id", "link_entity",
          "parent_id", "last_modified"}  # fmt: skip
"""Fields that only say what belongs to what, or when the file was saved."""
_ELIGIBLE = re.compile(r"eligib|audience|target|målgrupp|villkor", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,5})\s*(?:days?|dagar)", re.IGNORECASE)
_PLACES_TO_FILL = {"persons", "people", "personer", "places", "platser", "seats"}
_WEEKLY = {"freq", "byday", "dtstart", "opens_at", "closes_at", "until", "count"}


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
    making = _Making(rows, aside)
    making.actors()
    making.services()
    making.rest()
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

    rows: HsdsRows
    aside: Aside
    made: dict[str, list[dict[str, str]]] = field(
        default_factory=lambda: {
            name: [] for name in ("actors", "axes", "needs", "places", "mandates", "interventions")
        }
    )
    days: list[str] = field(default_factory=list)
    _used: list[HsdsRow] = field(default_factory=list)
    _held: dict[str, dict[str, list[HsdsRow]]] = field(default_factory=dict)
    _actors: Ids = field(default_factory=Ids)
    _needs: Ids = field(default_factory=Ids)
    _places: Ids = field(default_factory=Ids)
    _services: Ids = field(default_factory=Ids)

    def actors(self) -> None:
        """Make an actor of every organisation that has a name."""
        codes = {}
        for row in self._of("organization_identifiers"):
            if row.fields.get("identifier_scheme") == OWN_SCHEME:
                row.take("identifier_scheme"), row.take("identifier_type")
                codes[row.fields.get("organization_id", "")] = row.take("identifier")
        parents = []
        for row in self._of("organizations"):
            key = row.fields.get("id", "")
            if self._actors.known(key) or not self._usable(row, "organisation"):
                continue
            name = self._fit(row, "name")
            if not name:
                continue
            actor = self._actors.of(key, name, code=codes.get(key, ""))
            described = self._fit(row, "description")
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
        for row in self._of("services"):
            owner = self._actors.known(row.fields.get("organization_id", ""))
            if not self._usable(row, "service"):
                continue
            if not owner:
                self._fault(
                    row, "organization_id", "no organisation of the file that can be placed"
                )
                continue
            name = self._fit(row, "name")
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
            "target_group": self._fit(row, "eligibility_description"),
            "note": self._fit(row, "description"),
        }
        self.made["interventions"].append(made)
        status = row.take("status")
        period = self._period(key)
        # A service that has ended, or not begun, has a mandate whose dates say just that.
        if status and status != "active" and not any(period.values()):
            self.aside.kept(
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
            "wait_days": self._wait(row),
            "checked_on": self._day(row, "assured_date"),
            "status": "draft",
            "financier": self._funding(key),
            **period,
            **self._capacity(key),
            **self._ages(row),
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
        for row in self._belonging("attributes", "link_id", service):
            term = self._called("taxonomy_terms", row.fields.get("taxonomy_term_id", ""))
            said = term.fields.get("name", "") if term else ""
            named = self.aside.fit("taxonomy_terms", "name", said or row.fields.get("label", ""))
            kind, value = row.take("link_type"), row.take("value")
            if not named:
                continue
            row.take("label")
            if term is not None:
                self._used.append(term)
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
        for row in self._belonging("service_areas", "service_id", service):
            name = self._fit(row, "name")
            if name:
                place = self._places.of(name, name)
                if all(made["place"] != place for made in self.made["places"]):
                    self.made["places"].append({"place": place, "name": name})
                found.append(place)
        return SEVERAL.join(dict.fromkeys(found))

    def _way_in(self, row: HsdsRow) -> tuple[str, str]:
        """Return the way in, where it is written as a record writes it; else "?" and the text."""
        text = self._fit(row, "application_process")
        ids = tuple(made["actor"] for made in self.made["actors"])
        labels = tuple((made["name"], made["actor"]) for made in self.made["actors"])
        try:
            return entry(text, Names("an actor", "en aktör", ids, labels)).text(), ""
        except InputError:
            return UNKNOWN, text

    def _wait(self, row: HsdsRow) -> str:
        """Return the days one waits, where they are written as days."""
        match = _DAYS.fullmatch(row.fields.get("wait_time", "").strip())
        if match is None:
            return ""
        row.take("wait_time")
        return str(int(match[1]))

    def _period(self, service: str) -> dict[str, str]:
        """Return from when to when, where a schedule says only that and no opening hours."""
        plain = [
            row
            for row in self._belonging("schedules", "service_id", service)
            if not _WEEKLY & row.fields.keys()
        ]
        if len(plain) != 1:
            return {}
        return {name: self._day(plain[0], name) for name in ("valid_from", "valid_to")}

    def _funding(self, service: str) -> str:
        """Return who pays, organisations only."""
        rows = self._belonging("funding", "service_id", service)
        said = (self._fit(row, "source", whole=True) for row in rows)
        return SEVERAL.join(filter(None, said))

    def _capacity(self, service: str) -> dict[str, str]:
        """Return capacity and how much of it is occupied, where it is counted in persons."""
        rows = self._belonging("service_capacities", "service_id", service)
        if len(rows) != 1:
            return {}
        row = rows[0]
        unit = self._called("units", row.fields.get("unit_id", ""))
        most, free = row.fields.get("maximum", ""), row.fields.get("available", "")
        if unit is None or unit.fields.get("name", "").casefold() not in _PLACES_TO_FILL:
            return {}
        if not (_is_number(most) and _is_number(free) and 0 <= float(free) <= float(most)):
            return {}
        self._used.append(unit)
        row.take("maximum"), row.take("available"), row.take("updated"), row.take("description")
        return {"capacity": most, "occupied": f"{float(most) - float(free):g}"}

    def _ages(self, row: HsdsRow) -> dict[str, str]:
        """Return the criterion on age; the axis is made at its first mention."""
        bounds = [row.fields.get(name, "") for name in ("minimum_age", "maximum_age")]
        if not any(bounds):
            return {}
        if not self.made["axes"]:
            self.made["axes"].append(
                {"axis": AGE, "label_sv": "ålder", "label_en": "age", "kind": "number"}
            )
        if not all(re.fullmatch(r"\d{0,3}", bound) for bound in bounds) or (
            all(bounds) and int(bounds[0]) > int(bounds[1])
        ):
            self._fault(row, "minimum_age", "no whole ages with the least first")
            return {AGE: UNKNOWN}
        row.take("minimum_age"), row.take("maximum_age")
        low, high = bounds
        return {AGE: low if low == high else f"{low}–{high}"}

    def rest(self) -> None:
        """Keep beside the draft every field that nobody took."""
        for row in self._used:
            name = row.take("name")
            row.take("code")
            if row.fields.get("description") == name:
                row.take("description")
        for table, held in sorted(self.rows.items()):
            for row in held:
                for name, text in row.fields.items():
                    if text and name not in _LINKS:
                        self.aside.kept(table, row.number, name, text, NO_PLACE)

    def _of(self, table: str) -> list[HsdsRow]:
        return self.rows.get(table, [])

    def _belonging(self, table: str, column: str, key: str) -> list[HsdsRow]:
        """Return the rows that name the key."""
        if table not in self._held:
            self._held[table] = {}
            for row in self._of(table):
                self._held[table].setdefault(row.fields.get(column, ""), []).append(row)
        return self._held[table].get(key, [])

    def _called(self, table: str, key: str) -> HsdsRow | None:
        """Return the row with an id."""
        found = self._belonging(table, "id", key) if key else []
        return found[0] if found else None

    def _usable(self, row: HsdsRow, what: str) -> bool:
        """Whether a row has the id and the name the standard requires."""
        for name in ("id", "name"):
            if not row.fields.get(name):
                self._fault(row, name, f"missing: the {what} cannot be placed")
                return False
        return True

    def _fit(self, row: HsdsRow, name: str, *, whole: bool = False) -> str:
        return self.aside.fit(row.table, name, row.take(name), whole=whole)

    def _day(self, row: HsdsRow, name: str) -> str:
        """Return a date; one that cannot be read stays in the row, and is kept beside the draft."""
        text = row.fields.get(name, "")
        try:
            day = date_text(text) if text else ""
        except InputError:
            return ""
        row.take(name)
        return day

    def _fault(self, row: HsdsRow, name: str, why: str) -> None:
        self.aside.kept(row.table, row.number, name, row.take(name), why)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,9}(?:\.\d+)?", text))
