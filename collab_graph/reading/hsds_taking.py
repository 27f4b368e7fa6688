"""hsds_taking: fields taken out of the objects of an HSDS file, checked on the way."""

import re
from dataclasses import dataclass, field

from collab_graph.reading.hsds_rows import HsdsRow, HsdsRows
from collab_graph.reading.set_aside import Aside
from collab_graph.record.cells import date_text
from mobility.foundation.errors import InputError

NO_PLACE = "a record has no place for it"
_LINKS = {"id", "organization_id", "service_id", "location_id", "service_at_location_id",
          "program_id", "taxonomy_id", "taxonomy_term_id", "unit_id", "link_id", "link_entity",
          "parent_id", "last_modified"}  # fmt: skip
"""Fields that only say what belongs to what, or when the file was saved."""
_DAYS = re.compile(r"(\d{1,5})\s*(?:days?|dagar)", re.IGNORECASE)
_PERSONS = {"persons", "people", "personer", "places", "platser", "seats"}
_WEEKLY = {"freq", "byday", "dtstart", "opens_at", "closes_at", "until", "count"}


@dataclass
class Taking:
    """The objects of a file; what is taken from them is used, the rest is kept beside the draft."""

    rows: HsdsRows
    aside: Aside
    _used: list[HsdsRow] = field(default_factory=list)
    _held: dict[tuple[str, str], dict[str, list[HsdsRow]]] = field(default_factory=dict)

    def of(self, table: str) -> list[HsdsRow]:
        """Return every object of a kind."""
        return self.rows.get(table, [])

    def belonging(self, table: str, column: str, key: str) -> list[HsdsRow]:
        """Return the objects that name a key in a column."""
        if (table, column) not in self._held:
            held = self._held.setdefault((table, column), {})
            for row in self.of(table):
                held.setdefault(row.fields.get(column, ""), []).append(row)
        return self._held[table, column].get(key, [])

    def called(self, table: str, key: str) -> HsdsRow | None:
        """Return the object with an id."""
        found = self.belonging(table, "id", key) if key else []
        return found[0] if found else None

    def use(self, row: HsdsRow) -> None:
        """Note that the name of a term or a unit is used, by whatever points to it."""
        self._used.append(row)

    def usable(self, row: HsdsRow, what: str) -> bool:
        """Whether an object has the id and the name the standard requires."""
        for name in ("id", "name"):
            if not row.fields.get(name):
                self.fault(row, name, f"missing: the {what} cannot be placed")
                return False
        return True

    def fit(self, row: HsdsRow, name: str, *, whole: bool = False) -> str:
        """Take a text that a record may hold; "" where it names a person."""
        return self.aside.fit(row.table, name, row.take(name), whole=whole)

    def fault(self, row: HsdsRow, name: str, why: str) -> None:
        """Keep a field beside the draft, with what is wrong."""
        self.aside.kept(row.table, row.number, name, row.take(name), why)

    def day(self, row: HsdsRow, name: str) -> str:
        """Take a date; one that cannot be read stays in the row, and is kept beside the draft."""
        text = row.fields.get(name, "")
        try:
            day = date_text(text) if text else ""
        except InputError:
            return ""
        row.take(name)
        return day

    def wait(self, row: HsdsRow) -> str:
        """Take the days one waits, where they are written as days."""
        match = _DAYS.fullmatch(row.fields.get("wait_time", "").strip())
        if match is None:
            return ""
        row.take("wait_time")
        return str(int(match[1]))

    def period(self, service: str) -> dict[str, str]:
        """Take from when to when, where a schedule says only that and no opening hours."""
        plain = [
            row
            for row in self.belonging("schedules", "service_id", service)
            if not _WEEKLY & row.fields.keys()
        ]
        if len(plain) != 1:
            return {}
        return {name: self.day(plain[0], name) for name in ("valid_from", "valid_to")}

    def capacity(self, service: str) -> dict[str, str]:
        """Take capacity and how much of it is occupied, where it is counted in persons."""
        rows = self.belonging("service_capacities", "service_id", service)
        if len(rows) != 1:
            return {}
        row = rows[0]
        unit = self.called("units", row.fields.get("unit_id", ""))
        most, free = row.fields.get("maximum", ""), row.fields.get("available", "")
        if unit is None or unit.fields.get("name", "").casefold() not in _PERSONS:
            return {}
        if not (_is_number(most) and _is_number(free) and float(free) <= float(most)):
            return {}
        self.use(unit)
        for name in ("maximum", "available", "updated", "description"):
            row.take(name)
        return {"capacity": most, "occupied": f"{float(most) - float(free):g}"}

    def ages(self, row: HsdsRow) -> str | None:
        """Take the criterion on age, "?" where it cannot be read; None where nothing is said."""
        low, high = (row.fields.get(name, "") for name in ("minimum_age", "maximum_age"))
        if not low and not high:
            return None
        whole = all(re.fullmatch(r"\d{0,3}", bound) for bound in (low, high))
        if not whole or (low and high and int(low) > int(high)):
            self.fault(row, "minimum_age", "no whole ages with the least first")
            return "?"
        row.take("minimum_age")
        row.take("maximum_age")
        return low if low == high else f"{low}–{high}"

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


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,9}(?:\.\d+)?", text))
