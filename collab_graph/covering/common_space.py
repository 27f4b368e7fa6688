"""common_space: two records over one space, cut at every bound that either of them uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import get_args

import pandas as pd

from collab_graph.covering.atoms import NEED, PLACE, Atoms, atoms_of, joined_cuts
from collab_graph.covering.boxes import Boxes, Space
from collab_graph.covering.mandate_boxes import Holds, System
from collab_graph.record.axes import Axis
from collab_graph.record.record import Record
from collab_graph.record.trees import within
from mobility.foundation.errors import InputError

ONLY_COLUMNS = ("kind", "name", "label_sv", "label_en", "only_in")


@dataclass(frozen=True, eq=False, repr=False)
class CommonSpace:
    """Two records as systems of one space, each on a day of its own.

    Parameters
    ----------
    before, after : System
        The mandates of each, over the same axes and values.
    words : System
        The labels of both, without mandates: whatever either knows can be worded.
    needs : int
        The mask of the needs that both records have.
    places : int
        The mask of the places that both records have.
    only : DataFrame
        What only one of them has: ``kind`` ("axis", "value", "need", "place"), ``name``,
        ``label_sv``, ``label_en``, ``only_in`` ("before" or "after").
    """

    before: System
    after: System
    words: System
    needs: int
    places: int
    only: pd.DataFrame

    @property
    def space(self) -> Space:
        """Return the axes."""
        return self.words.atoms.space

    def box(self) -> Boxes:
        """Return the situations that both records know: their common needs and places."""
        masks = list(self.words.atoms.full)
        masks[self.space.position(PLACE)] = self.places
        masks[self.space.position(NEED)] = self.needs
        return Boxes.from_masks(self.space, [masks] if self.needs and self.places else [])

    def share_what_is_known(self) -> None:
        """Let each system know what the other has found out of mandates that both have alike."""
        numbers = {mandate: number for number, mandate in enumerate(self.before.mandates)}
        alike = {numbers[m]: n for n, m in enumerate(self.after.mandates) if m in numbers}
        for old, new in zip(self.before.caches, self.after.caches, strict=True):
            for number, other in alike.items():
                for holds in get_args(Holds):
                    if (number, holds) in old:
                        new.setdefault((other, holds), old[number, holds])

    def __repr__(self) -> str:
        """Say over which space, and how much only one record has."""
        return f"CommonSpace({self.space!r}, {len(self.only)} in one record only)"


def common_space(before: Record, after: Record, *, at: tuple[date, date]) -> CommonSpace:
    """Cut the axes of two records so fine that no row of either divides a piece.

    What only one record has is kept and named:

    - an axis: the mandates of the other admit every value of it, and its persons are spread over
      the values as those of whom it is not known;
    - a value of an axis: a mandate of the other admits it where its cell is blank;
    - a need: it stays, for whoever refers from it, but is not compared;
    - a place: it is not compared, unless the other record divides it, or has it as a part; then
      the parts are compared.

    Parameters
    ----------
    before, after : Record
        Two records, or one twice.
    at : (date, date)
        The day on which each is looked at.

    Returns
    -------
    CommonSpace
        Both as systems; axes in the order of ``after``, then those that only ``before`` has.

    Raises
    ------
    InputError
        If an axis holds numbers in one record and values in the other, or a record has no need or
        no place.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> before = Record.from_tables(tables)
    >>> tables["mandates"] = tables["mandates"].assign(age=["16–44", "30+"])
    >>> day = before.reference_date
    >>> common = common_space(before, Record.from_tables(tables), at=(day, day))
    >>> common.before.atoms.numbers["age"]
    ((16, 30), (30, 45), (45, 67))
    """
    axes = _axes(before, after)
    one, other = _with_axes(before, axes), _with_axes(after, axes)
    own = [atoms_of(record, at=day) for record, day in zip((one, other), at, strict=True)]
    leaves = _leaves(own[1], own[0])
    needs = tuple(dict.fromkeys((*own[1].needs, *own[0].needs)))
    numbers = joined_cuts(axes, (one, other))
    sizes = (
        *(len(numbers[axis.name]) if axis.kind == "number" else len(axis.values) for axis in axes),
        len(leaves), 1, len(needs),
    )  # fmt: skip
    space = Space(own[1].space.axes, sizes, ordered=own[1].space.ordered)
    atoms = [
        replace(a, space=space, numbers=numbers, leaves=leaves, needs=needs,
                places=_places(a, b, leaves))
        for a, b in (own, reversed(own))
    ]  # fmt: skip
    both = _both(one, other, axes)
    said = replace(atoms[1], places=_all_places(both, leaves, atoms))
    shared = [all(need in a.needs for a in own) for need in needs]
    inside = [{leaf for below in a.places.values() for leaf in below} for a in atoms]
    return CommonSpace(
        System.of_atoms(_with_needs(one, both), atoms[0]),
        System.of_atoms(_with_needs(other, both), atoms[1]),
        System(both, said, ()),
        sum(1 << bit for bit, is_shared in enumerate(shared) if is_shared),
        sum(1 << bit for bit, leaf in enumerate(leaves) if all(leaf in known for known in inside)),
        _only(before, after, inside, both),
    )


def _axes(before: Record, after: Record) -> tuple[Axis, ...]:
    """Return the axes of both, each with the values and bounds of both."""
    old = {axis.name: axis for axis in before.axes}
    new = {axis.name: axis for axis in after.axes}
    problems = [
        f"the axis {name!r} holds {old[name].kind} in the first record and {new[name].kind} in the "
        "second; give one of them another name"
        for name in new
        if name in old and old[name].kind != new[name].kind
    ]
    if problems:
        raise InputError("difference", problems)
    joined = [_axis(axis, old[name]) if name in old else axis for name, axis in new.items()]
    return (*joined, *(axis for name, axis in old.items() if name not in new))


def _axis(new: Axis, old: Axis) -> Axis:
    more = [value for value in old.values if value not in new.values]
    bounds = (new.lowest, old.lowest), (new.highest, old.highest)
    low, high = ([b for b in pair if b is not None] for pair in bounds)
    return replace(
        new,
        values=(*new.values, *more),
        labels_sv=(*new.labels_sv, *(old.label(value, "sv") for value in more)),
        labels_en=(*new.labels_en, *(old.label(value, "en") for value in more)),
        lowest=min(low) if len(low) == 2 else None,
        highest=max(high) if len(high) == 2 else None,
    )


def _with_axes(record: Record, axes: tuple[Axis, ...]) -> Record:
    """Return a record with a blank column for every axis that it does not have."""
    own = {axis.name for axis in record.axes}
    missing = {axis.name: "" for axis in axes if axis.name not in own}
    tables = dict(record.tables)
    for sheet in ("mandates", "exclusions", "population") if missing else ():
        tables[sheet] = tables[sheet].assign(**missing)
    return replace(record, axes=axes, tables=MappingProxyType(tables))


def _leaves(new: Atoms, old: Atoms) -> tuple[str, ...]:
    """Return the undivided places of both; one that the other divides is its parts there."""
    found = [
        leaf
        for atoms, other in ((new, old), (old, new))
        for leaf in atoms.leaves
        if not _parts(leaf, atoms, other)
    ]
    return tuple(dict.fromkeys(found))


def _parts(leaf: str, atoms: Atoms, other: Atoms) -> list[str]:
    """Return the places into which the other record divides an undivided one."""
    return [part for part in other.places.get(leaf, ()) if part not in atoms.places]


def _places(atoms: Atoms, other: Atoms, leaves: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return every place of a record with the undivided places of both that lie in it."""
    known = set(leaves)
    parts = {leaf: _parts(leaf, atoms, other) or [leaf] for leaf in atoms.leaves}
    return {
        place: tuple(part for leaf in below for part in parts[leaf] if part in known)
        for place, below in atoms.places.items()
    }


def _both(before: Record, after: Record, axes: tuple[Axis, ...]) -> Record:
    """Return a record that has the places, needs and actors of both, for words."""
    tables = dict(after.tables)
    for sheet, column in (("places", "place"), ("needs", "need"), ("actors", "actor")):
        new, old = after.tables[sheet], before.tables[sheet]
        more = old[~old[column].isin(new[column])]
        tables[sheet] = pd.concat([new, more], ignore_index=True)
    return replace(after, axes=axes, tables=MappingProxyType(tables))


def _all_places(
    both: Record, leaves: Iterable[str], atoms: Iterable[Atoms]
) -> Mapping[str, tuple[str, ...]]:
    """Return every place of either record with what lies in it; by the later one where both do."""
    older, newer = atoms
    known = list(leaves)
    table = both.tables["places"]
    below = within(dict(zip(table["place"], table["parent"], strict=True)))
    found = dict(older.places) | dict(newer.places)
    return {
        place: tuple(
            leaf for leaf in known if leaf in {*found[place], *below[place]}
        )
        for place in table["place"]
    }  # fmt: skip


def _with_needs(record: Record, both: Record) -> Record:
    """Return a record whose needs stand in the common order; its own rows stay as they are."""
    own = {row["need"]: row for row in record.tables["needs"].to_dict("records")}
    # A need that only the other record has is nobody's coordination here.
    rows = [
        own.get(row["need"], row | {"is_coordination": ""})
        for row in both.tables["needs"].to_dict("records")
    ]
    table = pd.DataFrame(rows, columns=both.tables["needs"].columns, dtype="str")
    return replace(record, tables=MappingProxyType({**record.tables, "needs": table}))


def _only(before: Record, after: Record, inside: Iterable[set[str]], both: Record) -> pd.DataFrame:
    """Return what only one record has."""
    rows: list[tuple[str, ...]] = []
    old_leaves, new_leaves = inside
    for side, own, other in (("before", before, after), ("after", after, before)):
        axes = {axis.name: axis for axis in other.axes}
        for axis in own.axes:
            if axis.name not in axes:
                rows.append(("axis", axis.name, axis.title("sv"), axis.title("en"), side))
                continue
            for value in axis.values:
                if value not in axes[axis.name].values:
                    labels = axis.label(value, "sv"), axis.label(value, "en")
                    rows.append(("value", f"{axis.name}={value}", *labels, side))
        known = set(other.tables["needs"]["need"])
        for row in own.tables["needs"].to_dict("records"):
            if row["need"] not in known:
                label = row["label_en"] or row["label_sv"]
                rows.append(("need", row["need"], row["label_sv"], label, side))
        lone = old_leaves - new_leaves if side == "before" else new_leaves - old_leaves
        for row in both.tables["places"].to_dict("records"):
            if row["place"] in lone:
                rows.append(("place", row["place"], row["name"], row["name"], side))
    return pd.DataFrame(rows, columns=list(ONLY_COLUMNS), dtype="str")
