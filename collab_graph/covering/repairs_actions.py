"""repairs_actions: the changes that may be made, with what each costs and how much it widens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from collab_graph.covering.changes import Change
from collab_graph.covering.levels import Level
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.repairs_cases import mask_of
from collab_graph.covering.repairs_open import Cases
from collab_graph.covering.repairs_spanner import Spanner, spanners_for
from collab_graph.covering.single_changes import single_changes
from collab_graph.record.costs import Costs
from collab_graph.record.names import SEVERAL

CALLED = {"from": "period", "until": "period", "exclusion value": "exclusion", "need": "value"}
"""Kinds of change that the sheet of costs calls otherwise."""

What = TypeVar("What", covariant=True)


@dataclass(frozen=True)
class Priced(Generic[What]):
    """A change that may be made.

    Parameters
    ----------
    change : Change or Spanner
        What.
    cost : float
        What it costs.
    breadth : int
        How many values it adds; of changes that close the same the narrowest is taken.
    """

    change: What
    cost: float
    breadth: int


def priced_changes(system: System, costs: Costs, *, level: Level) -> tuple[Priced[Change], ...]:
    """Return the single changes that may be made, in file order of the mandates.

    A whole gap between numbers ("under 30") counts as one change, as a person would say it.
    """
    actors = {mandate.name: mandate.actor for mandate in system.mandates}
    found: list[Priced[Change]] = []
    for change in single_changes(system, level=level, gaps=True):
        called = CALLED.get(change.kind, change.kind)
        cost = costs.price(called, change.mandate, actors[change.mandate], change.source)
        if cost is not None:
            found.append(Priced(change, cost, _breadth(system, change)))
    return tuple(found)


def priced_spanners(
    system: System, costs: Costs, actors: Sequence[str], apart: tuple[Cases, Sequence[int]]
) -> tuple[Priced[Spanner], ...]:
    """Return the boundary spanners that some actors may become, by actor, place and needs."""
    found: list[Priced[Spanner]] = []
    for actor in actors:
        price = costs.price("spanner", "", actor, "agreement")
        every = spanners_for(system, actor, *apart, named=[one.change.mandate for one in found])
        if price is not None:
            found += [Priced(one, price, len(one.value.split(SEVERAL))) for one in every]
    return tuple(found)


def who_may_span(system: System, costs: Costs) -> tuple[str, ...]:
    """Return the actors whom the costs give a price for becoming a boundary spanner.

    They are those that a row about spanners names; a row that names nobody says what it costs, not
    who it is.
    """
    named = [row["actor"] for row in costs.rows if row["change"] == "spanner" and row["actor"]]
    return tuple(
        actor
        for actor in system.actor_names
        if actor in named and costs.price("spanner", "", actor, "agreement") is not None
    )


def _breadth(system: System, change: Change) -> int:
    atoms = system.atoms
    if change.kind == "from":
        return atoms.of_period(change.value, "").bit_count()
    if change.kind == "until":
        return atoms.of_period("", change.value).bit_count()
    if change.axis:
        return mask_of(system, change.axis, change.value).bit_count()
    return atoms.space.cells if change.kind == "exclusion" else 1


def narrowest(priced: Sequence[Priced[object]], does: Sequence[frozenset[int]]) -> list[int]:
    """Return the changes that do anything; of those that do the same the cheapest and narrowest.

    Parameters
    ----------
    priced : sequence of Priced
        The changes.
    does : sequence of frozenset of int
        The conditions that each meets.
    """
    best: dict[frozenset[int], tuple[float, int, int]] = {}
    for number, (one, conditions) in enumerate(zip(priced, does, strict=True)):
        rank = (one.cost, one.breadth, number)
        if conditions and rank < best.get(conditions, (float("inf"), 0, 0)):
            best[conditions] = rank
    return sorted(number for _, _, number in best.values())
