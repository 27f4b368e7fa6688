"""too_few: interventions with too few persons in a place, and how many there are with others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from collab_graph.covering.atoms import NEED, PLACE, TIME
from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.changes import Change
from collab_graph.covering.exclusions import without
from collab_graph.covering.levels import out_of
from collab_graph.covering.mandate_boxes import Mandate, System
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.covering.repairs_actions import priced_changes
from collab_graph.covering.repairs_cases import mask_of
from collab_graph.covering.repairs_question import costs_of
from collab_graph.covering.target_groups import IN_GROUPS, near_places, target_group
from collab_graph.covering.too_small import FEWEST, MINUTES
from collab_graph.record.record import Record
from collab_graph.showing.unmet import Marks
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import Step

MOST_WAYS = 3
"""Neighbours, or values that widen, named at one group: the cheapest and nearest."""


@dataclass(frozen=True)
class Few:
    """A target group with too few persons in one place.

    Parameters
    ----------
    mandate : int
        Whose group, by its number in the system.
    place : int
        The leaf of the tree of places.
    works : bool
        Whether the mandate holds there today.
    """

    mandate: int
    place: int
    works: bool


@dataclass(frozen=True)
class Together:
    """A way to make a group larger: with other places, or with one more value.

    Parameters
    ----------
    few : int
        Which group.
    places : tuple of int
        The other places; none where the group is widened.
    minutes : float
        To the farthest of them.
    cost : float
        Of the changes.
    changes : tuple of Change
        What must be changed; none where agreeing to share is enough.
    """

    few: int
    places: tuple[int, ...]
    minutes: float
    cost: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, eq=False, repr=False)
class TooFew:
    """Groups with too few persons, and the ways to make them larger.

    Parameters
    ----------
    fewest, minutes : float
        Persons that a group takes, and the longest way to share over.
    groups : tuple of Few
        By mandate, then place.
    ways : tuple of Together
        Those of each group in turn.
    of_group, of_way : tuple of Boxes
        Whom each is about.
    step : Step
        How they were found.
    """

    fewest: float
    minutes: float
    groups: tuple[Few, ...]
    ways: tuple[Together, ...]
    of_group: tuple[Boxes, ...]
    of_way: tuple[Boxes, ...]
    step: Step

    def __repr__(self) -> str:
        """Say how many groups and ways there are."""
        return f"TooFew({len(self.groups)} groups, {len(self.ways)} ways out)"

    @property
    def boxes(self) -> tuple[Boxes, ...]:
        """Return everything that is counted."""
        return (*self.of_group, *self.of_way)

    def marked(self, folk: People) -> tuple[Marks, Marks]:
        """Return who is in each group, and in each that is made larger.

        Returns
        -------
        two ndarray of bool, shape (m, groups) and (m, ways)
        """
        return _who(self.of_group, folk), _who(self.of_way, folk)


def too_few(
    record: Record,
    system: System,
    folk: People,
    *,
    at: date | None,
    fewest: float = FEWEST,
    minutes: float = MINUTES,
) -> TooFew:
    """Return the groups that are too small by themselves, as `too_small_groups` counts them.

    A group of nobody is among them where somebody could be in it, so that to be listed does not
    tell that anybody is; one that is too small in all places together is not. Which ways out are
    named hangs on rules, costs and distances, never on how many persons they give: their counts
    may say that they are not enough.

    Parameters
    ----------
    record : Record
        With travel times and costs.
    system : System
        Its mandates.
    folk : People
        The persons over the same space.
    at : date or None
        The day looked at.
    fewest, minutes : float
        As in `too_small_groups`.

    Raises
    ------
    InputError
        If one of the two makes no sense.
    """
    if not fewest > 0:
        raise InputError("too_few", [f"fewest is {fewest!r}; more than 0 is needed"])
    if not minutes >= 0:
        raise InputError("too_few", [f"minutes is {minutes!r}; 0 or more is needed"])
    finder = _Finder(record, system, folk, minutes)
    groups: list[Few] = []
    ways: list[Together] = []
    of_group: list[Boxes] = []
    of_way: list[Boxes] = []
    for number, mandate in enumerate(system.mandates):
        if mandate.covered and mandate.role in IN_GROUPS:
            for few, boxes in finder.small(number, fewest):
                for way, larger in finder.larger(few, len(groups)):
                    ways.append(way)
                    of_way.append(larger)
                groups.append(few)
                of_group.append(boxes)
    day = None if at is None else at.isoformat()
    step = Step.of("too_few", {"fewest": fewest, "minutes": minutes, "at": day})
    return TooFew(fewest, minutes, tuple(groups), tuple(ways), tuple(of_group), tuple(of_way), step)


class _Finder:
    """Finds small groups and ways out, with what is the same for all computed once."""

    def __init__(self, record: Record, system: System, folk: People, minutes: float) -> None:
        self._system, self._folk = system, folk
        space = system.atoms.space
        self._at, self._time = space.position(PLACE), space.position(TIME)
        # All persons stand on one day.
        self._day = int(folk.values[0, self._time]) if len(folk.values) else 0
        self._near = near_places(record, minutes)
        self._outs = out_of(system, "Z1", holds="possible")
        self._priced: dict[str, list[tuple[Change, float]]] = {}
        costs = costs_of(record, system, None)
        for one in priced_changes(system, costs, level="Z1"):
            self._priced.setdefault(one.change.mandate, []).append((one.change, one.cost))

    def small(self, number: int, fewest: float) -> Iterator[tuple[Few, Boxes]]:
        """Yield the places in which a mandate's group is too small, and whom it is about there."""
        mandate = self._system.mandates[number]
        everywhere = self._today(target_group(self._system, mandate))
        if not len(everywhere):
            return
        who = _who([everywhere], self._folk)[:, 0]
        places = len(self._system.atoms.leaves)
        persons = np.bincount(
            self._folk.values[who, self._at], self._folk.weights[who], minlength=places
        )
        if persons.sum() < fewest:
            return
        works = mandate.conditions.masks[self._at]
        for place in np.flatnonzero(persons < fewest).tolist():
            here = self._within(everywhere, 1 << place)
            if works >> place & 1 or (mandate.lead and self._may_be_open(here)):
                yield Few(number, place, bool(works >> place & 1)), here

    def larger(self, few: Few, number: int) -> Iterator[tuple[Together, Boxes]]:
        """Yield what makes a group larger: neighbours, all of them together, or one value more."""
        mandate = self._system.mandates[few.mandate]
        here = self._to_work_in(mandate, few.place)
        if here is None:
            return
        everywhere = self._today(target_group(self._system, mandate))
        shared = self._neighbours(mandate, few, number, here)
        if len(shared) > 1:
            changes = dict.fromkeys(change for way in shared for change in way.changes)
            costs = dict(self._priced[mandate.name]) if changes else {}
            places = tuple(place for way in shared for place in way.places)
            cost = float(sum(costs[change] for change in changes))
            shared.append(Together(number, places, shared[-1].minutes, cost, tuple(changes)))
        for way in shared:
            mask = sum(1 << place for place in (few.place, *way.places))
            yield way, self._within(everywhere, mask)
        if not shared:
            yield from self._wider(mandate, few, number, here)

    def _neighbours(
        self, mandate: Mandate, few: Few, number: int, here: Sequence[tuple[Change, float]]
    ) -> list[Together]:
        leaves = self._system.atoms.leaves
        near = self._near.get(leaves[few.place], {})
        found = []
        for other, leaf in enumerate(leaves):
            there = self._to_work_in(mandate, other) if leaf in near else None
            if there is not None:
                asked = [*here, *there]
                cost = float(sum(cost for _, cost in asked))
                changes = tuple(change for change, _ in asked)
                found.append(Together(number, (other,), near[leaf], cost, changes))
        found.sort(key=lambda way: (way.cost, way.minutes))
        return sorted(found[:MOST_WAYS], key=lambda way: way.minutes)

    def _wider(
        self, mandate: Mandate, few: Few, number: int, here: Sequence[tuple[Change, float]]
    ) -> Iterator[tuple[Together, Boxes]]:
        """Yield the cheapest values that the group may take in besides, the narrowest first."""
        found = []
        for change, cost in self._priced.get(mandate.name, []):
            if change.kind == "value":
                more = mask_of(self._system, change.axis, change.value)
                whole = cost + sum(cost for _, cost in here)
                found.append((whole, more.bit_count(), change, more))
        for whole, _, change, more in sorted(found, key=lambda one: one[:2])[:MOST_WAYS]:
            boxes = target_group(self._system, mandate, axis=change.axis, more=more)
            changes = (change, *(own for own, _ in here))
            way = Together(number, (), 0.0, whole, changes)
            yield way, self._within(self._today(boxes), 1 << few.place)

    def _to_work_in(self, mandate: Mandate, place: int) -> list[tuple[Change, float]] | None:
        """Return the change to work in a place; [] if it does already, None if it may not."""
        if mandate.conditions.masks[self._at] >> place & 1:
            return []
        leaf = self._system.atoms.leaves[place]
        own = self._priced.get(mandate.name, [])
        return [(c, cost) for c, cost in own if c.kind == "place" and c.value == leaf] or None

    def _may_be_open(self, boxes: Boxes) -> bool:
        """Return whether the rules let anybody there be without somebody who leads."""
        each = (boxes.take(np.array([box])) for box in range(len(boxes)))
        return any(len(without(box, self._outs)) for box in each)

    def _today(self, boxes: Boxes) -> Boxes:
        """Return what boxes hold on the day on which persons are counted."""
        bit = 1 << self._day
        return self._limited(boxes, self._time, bit)

    def _within(self, boxes: Boxes, places: int) -> Boxes:
        return self._limited(boxes, self._at, places)

    def _limited(self, boxes: Boxes, at: int, mask: int) -> Boxes:
        some = [own for own in boxes.to_masks() if own[at] & mask]
        rows = [(*own[:at], own[at] & mask, *own[at + 1 :]) for own in some]
        return Boxes.from_masks(boxes.space, rows)


def _who(several: Sequence[Boxes], folk: People) -> Marks:
    """Return who has a need, and is otherwise, as some of the boxes of each ask; shape (m, k)."""
    found = np.zeros((len(folk.weights), len(several)), bool)
    space = folk.atoms.space
    every = stacked(space, several)
    if not len(every):
        return found
    ends = np.cumsum([0, *map(len, several)])
    for need in range(space.sizes[space.position(NEED)]):
        those = np.flatnonzero(folk.needs >> need & 1)
        column = np.full((len(those), 1), need, np.int64)
        inside = holding(every, np.hstack([folk.values[those], column]))
        for number, (start, end) in enumerate(pairwise(ends)):
            found[those, number] |= inside[:, start:end].any(axis=1)
    return found
