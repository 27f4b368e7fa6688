"""hxl: a table of who does what where (HXL 3W, 4W) as a draft of a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from collab_graph.reading.draft import ASKED, ROLE, Draft, draft_tables
from collab_graph.reading.hxl_columns import HxlColumn, HxlTable, read_hxl_table
from collab_graph.reading.hxl_days import day_of
from collab_graph.reading.ids import Ids
from collab_graph.reading.set_aside import CONTACT, Aside, joined
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.names import SEVERAL, folded
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import Recipe, Step

LEVELS = ("country", "adm1", "adm2", "adm3", "adm4", "adm5", "loc")
"""Hashtags of places, the widest first."""
NO_PLACE = "a record has no place for it"
COUNT = "a count, not of a population: a record has no place for it"
_PERSONAL = {"email", "phone", "contact", "person"}
_OTHER_ORG = {"funder", "donor", "partner", "type", "parent", "prog"}
_COUNTS = {"targeted", "reached", "affected", "inneed", "population"}
_CODES = {"code", "id", "v_pcode", "pcode"}

_Key = tuple[str, ...]


def read_hxl(path: str | Path, *, tags: Mapping[str, str] | None = None) -> Draft:
    """Read a table of who does what, where, when and for whom as a draft of a record.

    Organisations become actors, sectors needs (activities where there is no sector), activities
    interventions with a mandate each, countries and administrative areas places, one inside the
    other. Rows of one organisation, sector, activity, target group and period are one mandate. What
    the table does not say is "?" and never made up. All else is kept in ``left``.

    Parameters
    ----------
    path : str or Path
        CSV in UTF-8 with a row of hashtags.
    tags : mapping of str to str, optional
        Hashtags by heading, for a table that has none of its own, such as {"Region": "#adm1+name"}.

    Returns
    -------
    Draft
        Tables with what is open in them, what was left and what was dropped.

    Raises
    ------
    FileProblemError
        If the file cannot be read.
    InputError
        If it has no hashtags and none are given, none of them is #org, or ``tags`` do not fit.

    References
    ----------
    Humanitarian Exchange Language 1.1, https://hxlstandard.org/standard/1-1final/.
    """
    table = read_hxl_table(path, tags=tags)
    aside = Aside()
    read = _Columns.of(table, Path(path).name, aside)
    making = _Making(Path(path).name, aside)
    seen: dict[_Key, int] = {}
    whole = list(zip(*(column.cells for column in table.columns), strict=True))
    for i, number in enumerate(table.rows):
        first = seen.setdefault(whole[i], number)
        if first != number:
            making.aside.kept(making.source, number, "", "", f"the same as row {first}")
        else:
            making.row(number, {role: column.cells[i] for role, column in read.roles.items()})
    making.mandates()
    days = sorted(filter(None, making.days))
    tables = draft_tables(
        making.made, title=Path(path).stem, reference_date=days[-1] if days else ""
    )
    left, dropped = aside.left(), aside.dropped()
    counts = {
        "rows": len(table.rows),
        "rows that stand twice": len(table.rows) - len(seen),
        "cells left": len(left),
        "cells dropped": int(dropped["cells"].sum()),
    }
    step = Step.of("read_hxl", {"file": Path(path).name}, counts)
    return Draft(tables, left, dropped, Recipe((step,)))


@dataclass(frozen=True)
class _Columns:
    """Which column says what."""

    roles: dict[str, HxlColumn]

    @classmethod
    def of(cls, table: HxlTable, source: str, aside: Aside) -> "_Columns":
        """Give every column its role; put aside what those without one hold."""
        roles: dict[str, HxlColumn] = {}
        for column in table.columns:
            if _PERSONAL & {column.tag, *column.attributes}:
                filled = sum(map(bool, column.cells))
                if filled:
                    aside.drop(source, column.written, CONTACT, filled)
                continue
            role = _role(column)
            if role and role not in roles:
                roles[role] = column
                continue
            why = f"column {roles[role].written} says the same" if role else NO_PLACE
            if not column.tag:
                why = "the column has no hashtag"
            elif column.tag in _COUNTS:
                why = COUNT
            for number, cell in zip(table.rows, column.cells, strict=True):
                if cell:
                    aside.kept(source, number, column.written, cell, why)
        if "org name" not in roles and "org code" not in roles:
            raise InputError(source, ["no column is tagged #org: nobody does anything in it"])
        return cls(roles)


def _role(column: HxlColumn) -> str:
    """Return what a column says in a record; "" for nothing."""
    tag, more = column.tag, column.attributes
    kind = "code" if _CODES & more else "name"
    if tag == "org":
        other = sorted(_OTHER_ORG & more)
        if other:
            return {"funder": "funder", "donor": "funder", "type": "org type"}.get(other[0], "")
        return f"org {kind}"
    if tag in ("sector", "subsector", "activity", *LEVELS):
        return f"{tag} {kind}"
    if tag == "date":
        return next((name for name in ("start", "end", "reported") if name in more), "")
    if tag == "beneficiary" and kind == "name":
        return "beneficiary"
    return "description" if tag == "description" else ""


@dataclass
class _Making:
    """The tables of a draft while they are made, row by row."""

    source: str
    aside: Aside
    made: dict[str, list[dict[str, str]]] = field(
        default_factory=lambda: {
            name: [] for name in ("actors", "needs", "places", "mandates", "interventions")
        }
    )
    days: list[str] = field(default_factory=list)
    _ids: dict[str, Ids] = field(
        default_factory=lambda: {
            name: Ids() for name in ("actors", "needs", "places", "activities")
        }
    )
    _groups: dict[_Key, list[str]] = field(default_factory=dict)
    _latest: dict[_Key, str] = field(default_factory=dict)
    _notes: dict[_Key, list[str]] = field(default_factory=dict)

    def row(self, number: int, said: dict[str, str]) -> None:
        """Place one row of the table."""
        cell = {role: self.aside.fit(self.source, role, text) for role, text in said.items()}
        get = cell.get
        named = get("org name") or get("org code", "")
        if not named:
            for role, text in said.items():
                if text and not role.startswith("org "):
                    why = "the row names no organisation"
                    self.aside.kept(self.source, number, role, text, why)
            return
        note = f"Slag: {get('org type')}." if get("org type") else ""
        actor = self._thing("actors", "actor", "name", named, get("org code", ""), {"note": note})
        sector = get("sector name") or get("sector code", "")
        what = get("activity name") or get("activity code", "")
        sub = get("subsector name") or get("subsector code", "")
        need_name = sector or what
        need = UNKNOWN
        if need_name:
            code = get("sector code", "") if sector else get("activity code", "")
            need = self._thing("needs", "need", "label_sv", need_name, code, {})
        start, end = (self._day(number, role, said.get(role, "")) for role in ("start", "end"))
        reported = self._day(number, "reported", said.get("reported", ""))
        key = (actor, need, get("activity code", ""), what, sub, sector, get("beneficiary", ""),
               start, end, get("funder", ""))  # fmt: skip
        places = self._groups.setdefault(key, [])
        place = self._place(cell)
        if place not in places:
            places.append(place)
        self._latest[key] = max(self._latest.get(key, ""), reported)
        self.days.append(reported)
        if get("description") and get("description") not in self._notes.setdefault(key, []):
            self._notes[key].append(get("description", ""))

    def mandates(self) -> None:
        """Make an intervention and a mandate of every group of rows."""
        for key, needs, places in self._merged():
            actor, _, code, what, sub, sector, beneficiary, start, end, funder = key
            name = what or sub or sector or "?"
            # The places and needs of one activity need not be every pair of them: then it is two.
            own = self._ids["activities"].of("\n".join((*key, *needs)), name, code=code)
            spread = UNKNOWN if UNKNOWN in places else SEVERAL.join(places)
            for_needs = UNKNOWN if UNKNOWN in needs else SEVERAL.join(needs)
            note = joined(self._notes.get(key, []))
            self.made["interventions"].append(
                {
                    "intervention": own, "name": name, "actor": actor, "mandate": f"m_{own}",
                    "needs": for_needs, "places": spread, "method": sub,
                    "target_group": beneficiary, "note": note,
                }
            )  # fmt: skip
            self.made["mandates"].append(
                {
                    "mandate": f"m_{own}", "actor": actor, "needs": for_needs, "role": ROLE,
                    **dict.fromkeys(ASKED, UNKNOWN), "places": spread, "valid_from": start,
                    "valid_to": end, "financier": funder, "checked_on": self._latest[key],
                    "status": "draft",
                }
            )  # fmt: skip

    def _merged(self) -> list[tuple[_Key, list[str], list[str]]]:
        """Return groups, those of one coded activity and the same places as one with all needs."""
        found: dict[_Key, tuple[_Key, list[str], list[str]]] = {}
        for key, places in self._groups.items():
            actor, need, code, *rest = key
            # The name of the sector is the need's own, and differs where needs differ.
            same = (actor, code, *rest[:2], *rest[3:], *sorted(places)) if code else (*key, "")
            if same in found:
                found[same][1].append(need)
            else:
                found[same] = (key, [need], places)
        return list(found.values())

    def _place(self, cell: Mapping[str, str]) -> str:
        """Return the id of the narrowest place of a row, and see that all above it are there."""
        above, path = "", ""
        for level in LEVELS:
            code = cell.get(f"{level} code", "")
            name = cell.get(f"{level} name", "") or code
            if not name:
                continue
            path = f"{path}/{folded(code or name)}"
            above = self._thing("places", "place", "name", name, code, {"parent": above}, path)
        return above or UNKNOWN

    def _thing(
        self, sheet: str, column: str, label: str, name: str, code: str,
        more: dict[str, str], key: str = "",
    ) -> str:  # fmt: skip
        """Return the id of an actor, need or place, made at its first mention."""
        key = key or folded(code or name)
        ids = self._ids[sheet]
        known = ids.known(key)
        if known:
            return known
        found = ids.of(key, name, code=code)
        self.made[sheet].append({column: found, label: name, **more})
        return found

    def _day(self, number: int, role: str, text: str) -> str:
        """Return a date; one that cannot be read is kept beside the draft."""
        day = day_of(text) if text else ""
        if text and not day:
            why = "no date written 2015-03-01 or 1 March 2015"
            self.aside.kept(self.source, number, f"#date+{role}", text, why)
        return day
