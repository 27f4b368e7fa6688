"""with_changes: the mandates of a record with changes made, over the same space of situations."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from collab_graph.covering.atoms import NEED, PLACE, TIME, Atoms
from collab_graph.covering.changes import Change, longer
from collab_graph.covering.mandate_boxes import (
    Conditions,
    Mandate,
    System,
    coordination_needs,
    covered_needs,
)
from collab_graph.record.criteria import criterion
from mobility.foundation.errors import InputError, UnknownNameError


def with_changes(system: System, changes: Iterable[Change]) -> System:
    """Return the mandates with changes made, in the space and with the persons they were.

    The same as ``System.of(changed(system.record, changes))``, but over the pieces of axes that the
    record had before, so that counts of situations can be compared; and fast, since only what is
    changed is computed anew.

    Parameters
    ----------
    system : System
        The mandates as they are.
    changes : iterable of Change
        As `single_changes` offers them for this system: a value of an axis of numbers is made of
        whole pieces.

    Returns
    -------
    System
        Its ``record`` is the one before the changes; `changed` makes that of after.

    Raises
    ------
    UnknownNameError
        If a change is of a mandate that is not in the record.
    InputError
        If a change is of an exclusion that is not one of its mandate's.

    Examples
    --------
    >>> from collab_graph.record.record import Record, example_tables
    >>> system = System.of(Record.from_tables(example_tables()))
    >>> after = with_changes(system, [Change("value", "m2", "age", "16–29")])
    >>> system.mandates[1].conditions.masks[0], after.mandates[1].conditions.masks[0]
    (2, 3)
    """
    of_mandate: dict[str, list[Change]] = {}
    for change in changes:
        of_mandate.setdefault(change.mandate, []).append(change)
    names = {mandate.name: number for number, mandate in enumerate(system.mandates)}
    for name in of_mandate:
        if name not in names:
            raise UnknownNameError("mandate", name, names)
    mandates = list(system.mandates)
    for name, several in of_mandate.items():
        mandates[names[name]] = _with(system, mandates[names[name]], several)
    after = System(system.record, system.atoms, tuple(mandates))
    _keep_the_rest(system, after, {names[name] for name in of_mandate})
    return after


def _keep_the_rest(system: System, after: System, touched: set[int]) -> None:
    """Let what is known of untouched mandates be known of the changed system too."""
    for known, kept in zip(system.caches, after.caches, strict=True):
        kept |= {key: boxes for key, boxes in known.items() if key[0] not in touched}


def _with(system: System, mandate: Mandate, changes: Sequence[Change]) -> Mandate:
    atoms = system.atoms
    exclusions: list[Conditions] = list(mandate.exclusions)
    rows = system.record.tables["exclusions"]["mandate"]
    own = [number for number, name in enumerate(rows.tolist()) if name == mandate.name]
    lifted: set[int] = set()
    for change in changes:
        if change.exclusion is None:
            mandate = _with_one(system, mandate, change)
        elif change.exclusion not in own:
            said = f"mandate {mandate.name!r} has no exclusion in row {change.exclusion}"
            raise InputError("with_changes", [said])
        elif change.kind == "exclusion":
            lifted.add(own.index(change.exclusion))
        else:
            which = own.index(change.exclusion)
            at = atoms.space.position(change.axis)
            left = exclusions[which].masks[at] & ~mask_of(atoms, change)
            exclusions[which] = _with_mask(exclusions[which], at, left)
    # An exclusion of which no value is left excludes nobody; `without` ignores empty boxes.
    kept = tuple(e for number, e in enumerate(exclusions) if number not in lifted)
    return replace(mandate, exclusions=kept)


def _with_one(system: System, mandate: Mandate, change: Change) -> Mandate:
    atoms, own = system.atoms, mandate.conditions
    match change.kind:
        case "value" | "place":
            at = atoms.space.position(change.axis)
            mask = own.masks[at] | mask_of(atoms, change)
            return replace(mandate, conditions=_with_mask(own, at, mask))
        case "need":
            at = atoms.space.position(NEED)
            named = own.masks[at] | atoms.of_needs(change.value)
            covered = covered_needs(mandate.role, named, coordination_needs(system.record, atoms))
            return replace(mandate, conditions=_with_mask(own, at, named), covered=covered)
        case "from" | "until":
            first, last = mandate.valid_from, mandate.valid_to
            if change.kind == "from":
                first = longer(min, first, change.value)
            else:
                last = longer(max, last, change.value)
            mask = atoms.of_period(first, last)
            conditions = _with_mask(own, atoms.space.position(TIME), mask)
            return replace(mandate, valid_from=first, valid_to=last, conditions=conditions)
        case "capacity":
            most = max([mandate.capacity, change.value], key=float)
            return replace(mandate, capacity=most)
        case "wait_days":
            return replace(mandate, wait_days=min([mandate.wait_days, change.value], key=float))
        case "entry":
            return replace(mandate, entry=replace(mandate.entry, stated=True, on_own=True))
        case "strength":
            return replace(mandate, strength=change.value)
        case "force":
            return replace(mandate, force=change.value)
        case _:
            raise InputError("with_changes", [f"{change.kind!r} of {mandate.name!r} names no row"])


def mask_of(atoms: Atoms, change: Change) -> int:
    """Return the values of its axis that a change adds, or no longer excludes."""
    if change.axis == PLACE:
        return atoms.of_places(change.value)
    if change.axis == NEED:
        return atoms.of_needs(change.value)
    axis = next((axis for axis in atoms.axes if axis.name == change.axis), None)
    if axis is None:
        raise UnknownNameError("axis", change.axis, atoms.space.axes)
    return atoms.of_criterion(axis, criterion(axis, change.value))


def _with_mask(conditions: Conditions, at: int, mask: int) -> Conditions:
    masks = (*conditions.masks[:at], mask, *conditions.masks[at + 1 :])
    return replace(conditions, masks=masks)
