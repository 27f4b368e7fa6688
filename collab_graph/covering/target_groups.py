"""target_groups: whom an intervention could be for, wherever they live, and places near by."""

from dataclasses import replace

from collab_graph.covering.atoms import PLACE
from collab_graph.covering.boxes import Boxes
from collab_graph.covering.mandate_boxes import Mandate, System
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.record import Record

IN_GROUPS = ("deliver", "coordinate")
"""The roles that work with groups; who decides or pays needs none."""


def target_group(system: System, mandate: Mandate, *, axis: str = "", more: int = 0) -> Boxes:
    """Return for certain whom a mandate is for by all its criteria but the place.

    Parameters
    ----------
    system : System
        Its space.
    mandate : Mandate
        Any of it.
    axis, more : str and int
        Values of an axis that it takes in besides, as a mask.

    Returns
    -------
    Boxes
        Everywhere; none where something about the mandate is unknown, or it holds on no day.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> system = System.of(Record.from_tables(example_tables()))
    >>> len(target_group(system, system.mandates[0]))
    1
    """
    masks = list(mandate.conditions.masks)
    at = system.atoms.space.position(PLACE)
    masks[at] = system.atoms.full[at]
    if axis:
        masks[system.atoms.space.position(axis)] |= more
    everywhere = replace(mandate, conditions=replace(mandate.conditions, masks=tuple(masks)))
    return System(system.record, system.atoms, (everywhere,)).covering(0, "certain")


def near_places(record: Record, minutes: float) -> dict[str, dict[str, float]]:
    """Return the shortest way between places that are near, in whichever direction it is named.

    Parameters
    ----------
    record : Record
        Its table ``travel``.
    minutes : float
        The longest way.
    """
    table = record.tables["travel"]
    found: dict[str, dict[str, float]] = {}
    for start, end, far in zip(table["from"], table["to"], table["minutes"], strict=True):
        if far not in ("", UNKNOWN) and float(far) <= minutes and start != end:
            for one, other in ((start, end), (end, start)):
                own = found.setdefault(one, {})
                own[other] = min(float(far), own.get(other, float(far)))
    return found
