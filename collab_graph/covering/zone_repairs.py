"""zone_repairs: the cheapest changes of mandates that close one zone whole, whoever is in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED
from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.change_words import several_text, which_text
from collab_graph.covering.changes import Change
from collab_graph.covering.exclusions import without
from collab_graph.covering.levels import reach
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.repairs_actions import Priced, narrowest, priced_changes
from collab_graph.covering.repairs_cases import NO_WAY, OPEN, Finder, alike, mask_of
from collab_graph.covering.repairs_programme import Programme, Terms, incidence
from collab_graph.covering.repairs_question import REPAIRED, costs_of
from collab_graph.covering.repairs_solving import least_cost
from collab_graph.covering.with_changes import with_changes
from collab_graph.covering.zones import GreyZones
from collab_graph.record.faults import Language
from collab_graph.record.record import Record
from mobility.foundation.progress import Progress, silent

LANGUAGES: tuple[Language, ...] = ("sv", "en")
SECONDS = 5.0
"""How long one choice of changes is sought at most."""
ROUNDS = 60
"""How often a choice is sought that closes what the one before left open."""
CORNERS = 12
"""Situations of what is left open that are taken up in one round, each from another box."""


@dataclass(frozen=True)
class ZoneRepair:
    """What closes a zone whole.

    Parameters
    ----------
    changes : tuple of Change
        In file order of the mandates; none where no single changes together close it.
    costs : tuple of float
        Of each.
    wishes : tuple of Wish
        The same in words, values of one axis of one mandate together.
    sure : bool
        Whether nothing cheaper closes it (or, without changes, nothing does at all).
    """

    changes: tuple[Change, ...]
    costs: tuple[float, ...]
    wishes: tuple["Wish", ...]
    sure: bool

    @property
    def cost(self) -> float:
        """Return what all changes cost together."""
        return float(sum(self.costs))


@dataclass(frozen=True)
class Wish:
    """Some changes of one mandate that one asks for in one sentence.

    Parameters
    ----------
    mandate, source, reference : str
        What is changed, and whether that is law, agreement or practice.
    label_sv, label_en : str
        In words.
    cost : float
        What they cost together.
    """

    mandate: str
    source: str
    reference: str
    label_sv: str
    label_en: str
    cost: float


def zone_repairs(
    record: Record,
    found: GreyZones,
    zones: Sequence[int],
    *,
    progress: Progress = silent,
) -> tuple[ZoneRepair, ...]:
    r"""Return for each zone the cheapest changes after which none of its situations is open.

    A zone is closed whole: for every situation in it, whoever is there, some mandate takes it out
    of the level. What is chosen therefore hangs on rules alone and tells nothing about persons. As
    there are more situations than can be looked at one by one, they are taken up as they are
    needed: the cheapest changes for some of them are a lower bound, and once these leave nothing
    open they are the answer (an implicit hitting set, exact).

    Parameters
    ----------
    record : Record
        Who does what for whom; its sheet ``costs`` says what changes cost.
    found : GreyZones
        Its zones.
    zones : sequence of int
        Which of them.
    progress : callable
        Told how many zones are done.

    Returns
    -------
    tuple of ZoneRepair
        In the order of ``zones``; empty at level Z3, where ways in are not repaired.

    References
    ----------
    Moreno-Centeno, E. and Karp, R. M. (2013). The implicit hitting set approach to solve
    combinatorial optimization problems. Operations Research 61, 453-468,
    https://doi.org/10.1287/opre.1120.1139.

    Examples
    --------
    >>> from collab_graph.covering.zones import grey_zones
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[0, "age"] = "16–29"
    >>> record = Record.from_tables(tables)
    >>> (repair,) = zone_repairs(record, grey_zones(record), [0])
    >>> repair.cost, repair.changes[0].label_sv
    (1.0, 'låt Arbetsförmedlingen ta emot även 30 år och äldre')
    """
    if found.level not in REPAIRED:
        return ()
    prices = costs_of(record, found.system, None)
    search = _Search(found, priced_changes(found.system, prices, level=found.level))
    repairs = []
    for done, zone in enumerate(zones):
        progress("zone repairs", done, len(zones))
        repairs.append(search.of_zone(found.zones.boxes.take(np.array([zone]))))
    progress("zone repairs", len(zones), len(zones))
    return tuple(repairs)


class _Search:
    """The changes that may be made, and which of them bring whom to a situation."""

    def __init__(self, found: GreyZones, priced: Sequence[Priced[Change]]) -> None:
        self._found, self._priced = found, priced
        changes = [one.change for one in priced]
        self._finder = Finder(found.system, changes, found.level, found.holds)

    def of_zone(self, zone: Boxes) -> ZoneRepair:
        """Return the cheapest changes that close a zone."""
        left = self._each_need(zone)
        cases = np.zeros((0, len(zone.space.axes)), np.int64)
        chosen: list[int] = []
        sure = True
        for _ in range(ROUNDS):
            cases = np.unique(np.vstack([cases, _corners(left)]), axis=0)
            best = self._cheapest(cases)
            if best is None:
                return ZoneRepair((), (), (), sure=True)
            chosen, proved = best
            sure = sure and proved
            left = without(zone, self._reached(chosen))
            if not len(left):
                some = [self._priced[number] for number in chosen]
                costs = tuple(one.cost for one in some)
                wishes = tuple(_wishes(self._found.system, some))
                return ZoneRepair(tuple(one.change for one in some), costs, wishes, sure)
        return ZoneRepair((), (), (), sure=False)

    def _each_need(self, zone: Boxes) -> Boxes:
        at = zone.space.position(NEED)
        masks = [
            (*own[:at], 1 << need, *own[at + 1 :])
            for own in zone.to_masks()
            for need in range(own[at].bit_length())
            if own[at] >> need & 1
        ]
        return Boxes.from_masks(zone.space, masks)

    def _cheapest(self, cases: NDArray[np.int64]) -> tuple[list[int], bool] | None:
        """Return the changes that close some situations for least; None where nothing does."""
        ways = self._finder.leading(cases)
        if (ways == NO_WAY).all(axis=1).any():
            return None
        does: list[set[int]] = [set() for _ in self._priced]
        for condition, several in enumerate(self._finder.conditions):
            for change in several:
                does[change].add(condition)
        kept = narrowest(self._priced, [frozenset(some) for some in does])
        number = {change: n for n, change in enumerate(kept)}
        first, _ = alike(np.sort(ways, axis=1))
        offered = [sorted(set(row.tolist()) - {NO_WAY}) for row in ways[first]]
        meets = [[number[n] for n in some if n in number] for some in self._finder.conditions]
        asks = [[c for c in some if c != OPEN] for some in self._finder.ways]
        programme = Programme(
            np.array([self._priced[n].cost for n in kept]), incidence(meets, len(kept)),
            incidence(asks, len(meets)), incidence(offered, len(asks)), np.ones((len(first), 1)),
        )  # fmt: skip
        choice = least_cost(programme, Terms(at_least=float(len(first))), seconds=SECONDS)
        if choice is None:
            return None
        return [kept[n] for n in np.flatnonzero(choice.chosen)], choice.proved

    def _reached(self, chosen: Sequence[int]) -> Boxes:
        """Return where the changed mandates take somebody out of the level."""
        changes = [self._priced[number].change for number in chosen]
        after = with_changes(self._found.system, changes)
        touched = {change.mandate for change in changes}
        parts = [
            boxes
            for number, mandate in enumerate(after.mandates)
            if mandate.name in touched
            and (boxes := reach(after, number, self._found.level, holds=self._found.holds))
            is not None
        ]
        return stacked(after.atoms.space, parts)


def _wishes(system: System, some: Sequence[Priced[Change]]) -> Iterator[Wish]:
    """Yield the changes in words; values and places that one mandate is to add, together."""
    groups: dict[tuple[object, ...], list[Priced[Change]]] = {}
    for number, one in enumerate(some):
        own = one.change
        key = (own.mandate, own.axis) if own.kind in ("value", "place") else (own.mandate, number)
        groups.setdefault(key, []).append(one)
    mandates = {mandate.name: mandate for mandate in system.mandates}
    for several in groups.values():
        first = several[0].change
        labels = {"sv": first.label_sv, "en": first.label_en}
        if len(several) > 1:
            masks = [mask_of(system, one.change.axis, one.change.value) for one in several]
            of = mandates[first.mandate]
            labels = {
                x: several_text(system, of.actor, first.axis, masks, x) + which_text(system, of, x)
                for x in LANGUAGES
            }
        cost = float(sum(one.cost for one in several))
        yield Wish(first.mandate, first.source, first.reference, labels["sv"], labels["en"], cost)


def _corners(left: Boxes) -> NDArray[np.int64]:
    """Return two situations of each of some boxes: the least and the greatest on every axis."""
    spread = np.unique(np.linspace(0, len(left) - 1, CORNERS).astype(np.int64))
    rows = []
    for own in left.take(spread).to_masks():
        rows.append([(mask & -mask).bit_length() - 1 for mask in own])
        rows.append([mask.bit_length() - 1 for mask in own])
    return np.array(rows, np.int64)
