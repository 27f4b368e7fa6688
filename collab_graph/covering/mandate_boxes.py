"""mandate_boxes: for whom, where and when each mandate of a record holds, as boxes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from collab_graph.covering.atoms import NEED, Atoms, atoms_of
from collab_graph.covering.boxes import Boxes, filled, shared, stacked, widest
from collab_graph.covering.exclusions import without
from collab_graph.record.contracts import COVERING_ROLES, UNKNOWN
from collab_graph.record.criteria import criterion
from collab_graph.record.entries import Entry, entry
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL, Names
from collab_graph.record.record import Record
from collab_graph.record.trees import roots, within

Holds = Literal["certain", "possible"]
"""Whether unknown cells are taken to keep people out (certain) or to let them in (possible)."""


@dataclass(frozen=True)
class Conditions:
    """What the cells of one row admit: a mask for every axis of the space.

    Parameters
    ----------
    masks : tuple of int
        One per axis; everything where a cell is blank or unknown.
    unknown : tuple of str
        The axes whose cell is ``?``.
    source, reference : str
        What stands behind an exclusion that has its own.
    """

    masks: tuple[int, ...]
    unknown: tuple[str, ...]
    source: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Mandate:
    """One row of the mandates, with its conditions.

    ``covered`` is the mask of the needs it covers by its role; ``usable`` says whether capacity
    and wait leave room (None: unknown).
    """

    name: str
    actor: str
    root: str
    role: str
    strength: str
    force: str
    residual: str
    yields_to: tuple[str, ...]
    may_decline: str
    entry: Entry
    capacity: str
    occupied: str
    wait_days: str
    source: str
    reference: str
    status: str
    checked_on: str
    valid_from: str
    valid_to: str
    conditions: Conditions
    exclusions: tuple[Conditions, ...]
    covered: int

    @property
    def lead(self) -> bool:
        """Return whether it leads a need that it covers."""
        return self.strength == "lead" and self.covered != 0

    @property
    def has_room(self) -> bool | None:
        """Return whether capacity less occupied is above 0; a blank capacity is; None unknown."""
        if self.capacity == "":
            return True
        if UNKNOWN in (self.capacity, self.occupied):
            return False if self.capacity == "0" else None
        return float(self.capacity) - float(self.occupied or 0) > 0

    def in_time(self, wait_days: float) -> bool | None:
        """Return whether one waits at most so many days; a blank wait is none; None unknown."""
        if self.wait_days == UNKNOWN:
            return None
        return self.wait_days == "" or float(self.wait_days) <= wait_days


@dataclass(frozen=True, eq=False, repr=False)
class System:
    """The mandates of a record over its space of situations.

    Parameters
    ----------
    record : Record
        The record.
    atoms : Atoms
        Its space.
    mandates : tuple of Mandate
        In file order.
    """

    record: Record
    atoms: Atoms
    mandates: tuple[Mandate, ...]

    @classmethod
    def of(cls, record: Record, *, at: date | None = None) -> "System":
        """Read the mandates and exclusions of a record; ``at`` looks at one day only."""
        return cls.of_atoms(record, atoms_of(record, at=at))

    @classmethod
    def of_atoms(cls, record: Record, atoms: Atoms) -> "System":
        """Read the mandates and exclusions of a record over a space that cuts all its bounds."""
        return cls(record, atoms, tuple(_mandates(record, atoms)))

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Return every actor with itself and all units below it."""
        table = self.record.tables["actors"]
        return within(dict(zip(table["actor"], table["parent"], strict=True)))

    @cached_property
    def actor_names(self) -> dict[str, str]:
        """Return what every actor is called."""
        table = self.record.tables["actors"]
        return dict(zip(table["actor"].tolist(), table["name"].tolist(), strict=True))

    @cached_property
    def need_labels(self) -> dict[Language, tuple[str, ...]]:
        """Return what the needs are called; in Swedish where there is no English."""
        table = self.record.tables["needs"]
        swedish, english = table["label_sv"].tolist(), table["label_en"].tolist()
        either = tuple(en or sv for sv, en in zip(swedish, english, strict=True))
        return {"sv": tuple(swedish), "en": either}

    @cached_property
    def ways_in(self) -> dict[Holds, tuple[Boxes, ...]]:
        """Return from where one can get in, as far as sought; `enterable` keeps it."""
        return {}

    @cached_property
    def leading(self) -> dict[tuple[int, Holds], dict[str, Boxes]]:
        """Return where each organisation leads a need, as sought by `leads_by_root`."""
        return {}

    @cached_property
    def said(self) -> dict[tuple[str, int, str], str]:
        """Return what masks of axes have been worded as so far; wording keeps it."""
        return {}

    @cached_property
    def _held(self) -> dict[tuple[int, Holds], Boxes]:
        return {}

    @cached_property
    def _covering(self) -> dict[tuple[int, Holds], Boxes]:
        return {}

    @property
    def caches(self) -> tuple[dict[tuple[int, Holds], Boxes], ...]:
        """Return what is known so far of single mandates, by number and how it holds."""
        return self._held, self._covering

    def held(self, number: int, holds: Holds) -> Boxes:
        """Return where one mandate holds, at any need it names, exclusions taken out.

        *possible* opens ``?`` criteria and leaves ``?`` exclusions aside; *certain* is empty at a
        ``?`` criterion and takes ``?`` exclusions out as if their unknown cells admitted all.
        """
        if (number, holds) not in self._held:
            self._held[number, holds] = _held(self.atoms, self.mandates[number], holds)
        return self._held[number, holds]

    def covering(self, number: int, holds: Holds) -> Boxes:
        """Return where one mandate covers a need: as `held`, at the needs its role covers."""
        if (number, holds) not in self._covering:
            covered = with_mask(self.atoms, NEED, self.mandates[number].covered)
            boxes = shared(self.held(number, holds), covered) if len(covered) else covered
            self._covering[number, holds] = boxes
        return self._covering[number, holds]

    def joined(self, numbers: Iterable[int], holds: Holds) -> Boxes:
        """Return the widest of the boxes where any of some mandates covers a need."""
        space = self.atoms.space
        return widest(stacked(space, [self.covering(number, holds) for number in numbers]))

    def __repr__(self) -> str:
        """Say how many mandates over which space."""
        return f"System({len(self.mandates)} mandates in {self.atoms.space!r})"


def _mandates(record: Record, atoms: Atoms) -> Iterable[Mandate]:
    actors = record.tables["actors"]
    root = roots(dict(zip(actors["actor"], actors["parent"], strict=True)))
    names = Names("an actor", "en aktör", tuple(actors["actor"]))
    coordination = coordination_needs(record, atoms)
    excluded: dict[str, list[Conditions]] = {}
    for row in record.tables["exclusions"].to_dict("records"):
        excluded.setdefault(row["mandate"], []).append(_conditions(atoms, row))
    for row in record.tables["mandates"].to_dict("records"):
        conditions = _conditions(atoms, row)
        covered = covered_needs(row["role"], conditions.masks[-1], coordination)
        yield Mandate(
            row["mandate"], row["actor"], root[row["actor"]], row["role"], row["strength"],
            row["force"], row["residual"], _several(row["yields_to"]), row["may_decline"],
            entry(row["entry"], names),
            row["capacity"], row["occupied"], row["wait_days"], row["source"], row["reference"],
            row["status"], row["checked_on"], row["valid_from"], row["valid_to"], conditions,
            tuple(excluded.get(row["mandate"], ())), covered,
        )  # fmt: skip


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(SEVERAL)) if cell else ()


def covered_needs(role: str, named: int, coordination: int) -> int:
    """Return which of the needs that a mandate names its role covers."""
    if role == "coordinate":
        return named & coordination
    return named if role in COVERING_ROLES else 0


def coordination_needs(record: Record, atoms: Atoms) -> int:
    """Return the needs that are themselves coordination."""
    table = record.tables["needs"]
    return sum(
        atoms.of_needs(need)
        for need, is_one in zip(table["need"], table["is_coordination"], strict=True)
        if is_one == "yes"
    )


def _conditions(atoms: Atoms, row: Mapping[Any, str]) -> Conditions:
    """Return what a row of the mandates or exclusions admits."""
    cells = [row[axis.name] for axis in atoms.axes]
    criteria = [criterion(axis, cell) for axis, cell in zip(atoms.axes, cells, strict=True)]
    masks = [atoms.of_criterion(a, c) for a, c in zip(atoms.axes, criteria, strict=True)]
    days = row.get("valid_from", ""), row.get("valid_to", "")
    masks += [atoms.of_places(row["places"]), atoms.of_period(*days), atoms.of_needs(row["needs"])]
    cells += [row["places"], UNKNOWN if UNKNOWN in days else "", row["needs"]]
    unknown = tuple(a for a, c in zip(atoms.space.axes, cells, strict=True) if c == UNKNOWN)
    return Conditions(tuple(masks), unknown, row["source"], row["reference"])


def _held(atoms: Atoms, mandate: Mandate, holds: Holds) -> Boxes:
    space = atoms.space
    if holds == "certain" and mandate.conditions.unknown:
        return Boxes.from_masks(space, [])
    box = Boxes.from_masks(space, [mandate.conditions.masks])
    excluded = [e.masks for e in mandate.exclusions if holds == "certain" or not e.unknown]
    if not filled(box).all():
        return Boxes.from_masks(space, [])
    return without(box, Boxes.from_masks(space, excluded))


def with_mask(atoms: Atoms, axis: str, mask: int) -> Boxes:
    """Return the box that admits some values of one axis and everything else; none for no value."""
    at = atoms.space.position(axis)
    masks = [(*atoms.full[:at], mask, *atoms.full[at + 1 :])] if mask else []
    return Boxes.from_masks(atoms.space, masks)


def everywhere_at_any_need(boxes: Boxes) -> Boxes:
    """Return boxes with every need admitted: where something holds, whatever the need."""
    space = boxes.space
    of_need = space.packing.of_axis[space.position(NEED)]
    return widest(Boxes(space, boxes.packed | of_need[:, None]))


def met(one: Boxes, other: Boxes) -> Boxes:
    """Return the widest boxes that lie in both of two sets of boxes."""
    common = one.packed[:, None, :] & other.packed[:, :, None]
    return widest(Boxes(one.space, common.reshape(len(common), -1)))
