"""services: what a record's actors give, as a directory of services lists it."""

from collections.abc import Iterator
from dataclasses import dataclass

from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.saving.cells import Cells

LISTED_ROLES = ("decide", "deliver", "coordinate")
"""Roles in which an actor gives somebody something, so that a directory lists it."""
NO_SERVICE = "a role that gives nobody a service"


@dataclass(frozen=True)
class Service:
    """One line of a directory: an intervention with its mandate, or a mandate on its own.

    Parameters
    ----------
    key : str
        The id of the intervention, else of the mandate.
    name : str
        What it is called: a mandate on its own by its needs.
    actor : str
        Id of who gives it.
    needs, places : tuple of str
        Ids; no place where it holds everywhere, or where that is unknown.
    everywhere : bool
        Whether it holds in every place of the record.
    intervention, mandate : int or None
        Their rows in the record.
    """

    key: str
    name: str
    actor: str
    needs: tuple[str, ...]
    places: tuple[str, ...]
    everywhere: bool
    intervention: int | None
    mandate: int | None


def services(cells: Cells, *, language: Language) -> list[Service]:
    """Return every service of a record: interventions first, then the mandates without one."""
    mandates = cells.record.tables["mandates"]
    row_of = {name: row for row, name in enumerate(mandates["mandate"])}
    found = []
    linked = set()
    for row, name in enumerate(cells.record.tables["interventions"]["intervention"]):
        mandate = row_of.get(cells.see("interventions", row, "mandate"))
        linked.add(mandate)
        said = cells.carry("interventions", row, "name")
        found.append(_service(cells, name, said, row, mandate))
    for row, (name, role) in enumerate(zip(mandates["mandate"], mandates["role"], strict=True)):
        if row in linked:
            continue
        if role not in LISTED_ROLES:
            cells.leave("mandates", row, NO_SERVICE)
            continue
        needs = _several(cells.see("mandates", row, "needs"))
        label = labels_of(cells, "needs", "need", f"label_{language}", "label_sv")
        found.append(_service(cells, name, ", ".join(label[n] for n in needs) or "?", None, row))
    return found


def labels_of(cells: Cells, sheet: str, key: str, *columns: str) -> dict[str, str]:
    """Return what things are called, in the first of the columns that says something."""
    table = cells.record.tables[sheet]
    return {
        name: next(filter(None, (cells.see(sheet, row, column) for column in columns)), name)
        for row, name in enumerate(table[key])
    }


def _service(
    cells: Cells, key: str, name: str, intervention: int | None, mandate: int | None
) -> Service:
    """Put a service together; an intervention's own words go before its mandate's."""
    rows = [("interventions", intervention), ("mandates", mandate)]
    there = [(sheet, row) for sheet, row in rows if row is not None]
    sheet, row = there[0]
    needs = _first(cells, there, "needs")
    places = _first(cells, there, "places")
    actor = cells.carry(sheet, row, "actor")
    _carry_what_is_the_same(cells, there)
    everywhere = places == "" and UNKNOWN not in _seen(cells, there, "places")
    return Service(
        key, name, actor, _several(needs), _several(places), everywhere,
        intervention, mandate,
    )  # fmt: skip


def _first(cells: Cells, there: list[tuple[str, int]], column: str) -> str:
    """Return the first cell that says something, and carry it."""
    for sheet, row in there:
        if cells.see(sheet, row, column):
            return cells.carry(sheet, row, column)
    return ""


def _carry_what_is_the_same(cells: Cells, there: list[tuple[str, int]]) -> None:
    """Carry what a mandate says in the same words as its intervention."""
    first, *others = there
    for sheet, row in others:
        for column in ("actor", "needs", "places"):
            if cells.see(sheet, row, column) == cells.see(*first, column):
                cells.carry(sheet, row, column)


def _seen(cells: Cells, there: list[tuple[str, int]], column: str) -> Iterator[str]:
    for sheet, row in there:
        yield cells.see(sheet, row, column)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(SEVERAL) if part and part != UNKNOWN)
