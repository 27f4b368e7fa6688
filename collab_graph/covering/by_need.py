"""by_need: zones for each value of one axis by itself, and those that differ there alone joined."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from collab_graph.covering.boxes import Boxes, Space, like, spans, stacked
from collab_graph.covering.maximal import Zones, in_order, maximal_zones
from collab_graph.covering.simplified import equal_elsewhere
from collab_graph.covering.weights import Persons
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step


def zones_for_each(
    space: Space,
    boxes: Boxes,
    axis: str,
    *,
    persons: Persons | None = None,
    tau: float = 0.0,
    admissible: Persons | None = None,
    seconds: float | None = None,
    most: int | None = None,
    only: Sequence[int] | None = None,
    progress: Progress = silent,
) -> Zones:
    """Return the maximal zones for each value of one axis, such as each need, by itself.

    A mandate for one need says nothing of another, so a zone is not widened over needs: for each
    value the mandates that admit it are taken and `maximal_zones` searches the other axes.

    Parameters
    ----------
    space : Space
        The axes, this one among them and at least one more.
    boxes : Boxes
        The mandates.
    axis : str
        The axis that is held fixed.
    persons, tau, admissible, most
        As in `maximal_zones`, for each value by itself: persons are those with that value, and tau
        is met within it.
    seconds : float, optional
        Time for all values; each may take an even share of what is left.
    only : sequence of int, optional
        Search at these values only, one at least; all if not given.
    progress : callable
        Told which of the values is being searched.

    Returns
    -------
    Zones
        Each zone admits one value of the axis. ``complete_tau`` holds for every value.

    Raises
    ------
    InputError
        As `maximal_zones`.
    UnknownNameError
        If the space has no such axis.

    Examples
    --------
    Housing (need 0) is for those with income, work (need 1) for nobody:

    >>> space = Space(("income", "need"), (2, 2))
    >>> zones = zones_for_each(space, Boxes.from_masks(space, [(0b01, 0b01)]), "need")
    >>> zones.boxes.to_masks()
    [(3, 2), (2, 1)]
    """
    at, start = space.position(axis), time.monotonic()
    found = []
    values = range(space.sizes[at]) if only is None else only
    for number, value in enumerate(values):
        progress("zones_for_each", number, len(values))
        left = None
        if seconds is not None:
            left = max(0.0, seconds - (time.monotonic() - start)) / (len(values) - number)
        zones = maximal_zones(
            space.without(axis),
            _for_value(boxes, axis, value),
            persons=_with_value(persons, axis, value),
            tau=tau,
            admissible=_with_value(admissible, axis, value),
            seconds=left,
            most=most,
            progress=progress,
        )
        found.append(replace(zones, boxes=_lifted(zones.boxes, space, axis, value)))
    return in_order(_together(space, axis, found, len(boxes)))


def joined_over(zones: Zones, axis: str) -> Zones:
    """Return zones that are equal on every other axis as one zone with all their values.

    Parameters
    ----------
    zones : Zones
        Such as `zones_for_each` gives.
    axis : str
        The axis to join over.

    Returns
    -------
    Zones
        Fewer or as many; a zone's weight is the sum over what was joined.

    Raises
    ------
    InputError
        If two weighed zones that are equal elsewhere share a value of the axis: their persons
        would be counted twice.
    UnknownNameError
        If the space has no such axis.

    Examples
    --------
    >>> space = Space(("income", "need"), (2, 2))
    >>> nobody = zones_for_each(space, Boxes.from_masks(space, []), "need")
    >>> nobody.boxes.to_masks(), joined_over(nobody, "need").boxes.to_masks()
    ([(3, 1), (3, 2)], [(3, 3)])
    """
    at = zones.space.position(axis)
    order, first = equal_elsewhere(zones.boxes, zones.space.packing.of_axis[at])
    if not len(first):
        return _noted(zones, axis, len(zones))
    joined = Boxes(zones.space, np.bitwise_or.reduceat(zones.boxes.packed[:, order], first, axis=1))
    weights = None
    if zones.weights is not None:
        _refuse_shared_values(zones, joined, at)
        weights = np.add.reduceat(zones.weights[order], first)
    return in_order(_noted(replace(zones, boxes=joined, weights=weights), axis, len(zones)))


def _noted(zones: Zones, axis: str, before: int) -> Zones:
    step = Step.of("joined_over", {"axis": axis}, {"before": before, "zones": len(zones)})
    return replace(zones, recipe=zones.recipe.then(step))


def _refuse_shared_values(zones: Zones, joined: Boxes, at: int) -> None:
    if spans(zones.boxes, at).sum() != spans(joined, at).sum():
        axis = zones.space.axes[at]
        raise InputError(
            "joined_over",
            [
                f"some zones equal on all axes but {axis!r} share a value of it; join zones that "
                "were searched for each value by itself (zones_for_each)"
            ],
        )


def _for_value(boxes: Boxes, axis: str, value: int) -> Boxes:
    """Return the boxes that admit the value, in the space of the other axes."""
    masks = boxes.column(axis)
    some = boxes.take(((masks >> like(masks, value)) & like(masks, 1)).astype(bool))
    others = boxes.space.without(axis)
    return Boxes.from_columns(others, [some.column(name) for name in others.axes])


def _with_value(persons: Persons | None, axis: str, value: int) -> Persons | None:
    """Return the persons that have the value, in the space of the other axes."""
    if persons is None:
        return None
    at = persons.space.position(axis)
    some = persons.take(persons.values[:, at] == value)
    values = np.delete(some.values, at, axis=1)
    return Persons(persons.space.without(axis), values, some.weights)


def _lifted(boxes: Boxes, space: Space, axis: str, value: int) -> Boxes:
    """Return boxes of the other axes in the whole space, admitting one value."""
    only = [1 << value] * len(boxes)
    size = space.sizes[space.position(axis)]
    fixed = np.array(only, dtype=np.uint64 if size < 64 else object)
    return Boxes.from_columns(
        space, [fixed if name == axis else boxes.column(name) for name in space.axes]
    )


def _together(space: Space, axis: str, found: list[Zones], mandates: int) -> Zones:
    taus = [zones.complete_tau for zones in found]
    known = [tau for tau in taus if tau is not None]
    complete_tau = max(known) if len(known) == len(taus) else None
    weights = [zones.weights for zones in found if zones.weights is not None]
    boxes = stacked(space, [zones.boxes for zones in found])
    settings = {**dict(found[0].recipe.steps[0].settings), "axis": axis}
    counts = {"mandates": mandates, "zones": len(boxes)}
    return Zones(
        boxes,
        np.concatenate(weights) if weights else None,
        sum(zones.uncovered or 0.0 for zones in found) if weights else None,
        all(zones.complete for zones in found),
        complete_tau,
        Recipe().then(
            Step.of("zones_for_each", {**settings, "complete_tau": complete_tau}, counts)
        ),
    )
