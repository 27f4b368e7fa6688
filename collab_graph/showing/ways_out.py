"""ways_out: single changes and repairs that close zones, and whose gap each of them closes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from collab_graph.covering.atoms import NEED
from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.changes import Change
from collab_graph.covering.levels import out_of, reach
from collab_graph.covering.mandate_boxes import Holds, System, met
from collab_graph.covering.near_misses import changes_of, near_misses
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.covering.repairs import Repairs, repairs
from collab_graph.covering.repairs_open import TooManySituationsError
from collab_graph.covering.repairs_question import REPAIRED, priced_to_span
from collab_graph.covering.repairs_spanner import Spanner, repaired
from collab_graph.covering.side_effects import SideEffect, side_effects
from collab_graph.covering.uncoordinated import uncoordinated_points
from collab_graph.covering.with_changes import with_changes
from collab_graph.covering.zones import GreyZones
from collab_graph.record.record import Record
from collab_graph.showing.unmet import Marks, Unmet
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, recipe_of

BUDGETS = (1.0, 2.0, 3.0, 5.0, 8.0)
"""Costs for which the best repair is sought."""
MOST_MISSES = 40
"""Single changes whose persons are counted, those that close most."""
MOST_PARTS = 10
"""Boxes of one change in which nobody stands."""
SECONDS = 5.0
"""How long the best repair of one budget is sought."""


@dataclass(frozen=True, eq=False, repr=False)
class WaysOut:
    """What would close something: single changes, and repairs within a budget.

    Parameters
    ----------
    misses : DataFrame
        Rows of `near_misses` that are told of; their counts are not to be printed.
    brought : tuple of SideEffect
        For each of them, what it brings besides.
    reached : tuple of Boxes
        For each of them, what is no longer in the level once it is made.
    repairs : tuple of Repairs
        The best for some budgets, the least first; their counts are not to be printed.
    repaired : tuple of Boxes
        For each of them, what is no longer in the level.
    afterwards : tuple of System or None
        For each of them for which boundary spanners were looked at, the mandates then; else None.
    steps : tuple of Step
        How they were found.
    """

    misses: pd.DataFrame
    brought: tuple[SideEffect, ...]
    reached: tuple[Boxes, ...]
    repairs: tuple[Repairs, ...]
    repaired: tuple[Boxes, ...]
    afterwards: tuple[System | None, ...]
    steps: tuple[Step, ...]
    too_many: bool = False
    """Whether no repairs were sought: nobody is counted, and there are too many situations."""

    def __repr__(self) -> str:
        """Say how many changes and repairs there are."""
        return f"WaysOut({len(self.misses)} changes, {len(self.repairs)} repairs)"


def ways_out(
    record: Record,
    found: GreyZones,
    *,
    at: date | None,
    certain: bool,
    fewest: float,
    asked: Sequence[Repairs] = (),
    progress: Progress = silent,
) -> WaysOut:
    """Return the single changes and the repairs that a report tells of.

    A change is told of only if it closes the gap of ``fewest`` persons or more, and a repair only
    if each of its changes is needed for as many: to be listed then tells of no small group.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    found : GreyZones
        Its zones.
    at : date or None
        The day looked at; the reference date where none is.
    certain : bool
        As in `grey_zones`.
    fewest : float
        The fewest persons that a change listed is about.
    asked : sequence of Repairs
        Further ones that somebody asked for; they come last, whatever they close.
    progress : callable
        Told how far each step is.
    """
    day = at or record.reference_date
    misses = near_misses(
        record, level=found.level, at=day, certain=certain, wait_days=found.wait_days,
        progress=progress,
    )  # fmt: skip
    steps = [recipe_of(misses).steps[-1]]
    if found.population is not None:
        misses = misses[misses["persons"] >= fewest]
    misses = misses.head(MOST_MISSES).reset_index(drop=True)
    chosen: list[Repairs] = []
    too_many = False
    if found.level in REPAIRED:
        spanner = priced_to_span(record, at=day, costs=None)
        for budget in BUDGETS:
            try:
                best = repairs(
                    record, budget=budget, level=found.level, at=day, certain=certain,
                    spanner=spanner, seconds=SECONDS, progress=progress,
                )  # fmt: skip
            except TooManySituationsError:
                too_many = True
                break
            enough = all_needed(best, fewest)
            known = chosen and chosen[-1].changes == best.changes
            if best.changes and enough and not known:
                chosen.append(best)
                steps.append(best.recipe.steps[-1])
    chosen += asked
    steps += [one.recipe.steps[-1] for one in asked]
    listed = changes_of(misses)
    return WaysOut(
        misses,
        side_effects(found.system, listed, "certain" if certain else "possible"),
        tuple(_reached(found, (change,)) for change in listed),
        tuple(chosen),
        tuple(_reached(found, one.changes) for one in chosen),
        tuple(
            _after(found, one.changes) if dict(one.recipe.steps[-1].settings)["spanner"] else None
            for one in chosen
        ),
        tuple(steps),
        too_many,
    )


def all_needed(one: Repairs, fewest: float) -> bool:
    """Return whether each change of a repair is needed for so many persons; in cells always."""
    return one.unit == "cells" or bool((one.table["lost_without"] >= fewest).all())


def _after(found: GreyZones, changes: Sequence[Change | Spanner]) -> System:
    """Return the mandates once all changes are made, in the space of the zones."""
    system = found.system
    if new := [one for one in changes if isinstance(one, Spanner)]:
        system = System.of_atoms(repaired(system.record, new), system.atoms)
    return with_changes(system, [change for change in changes if isinstance(change, Change)])


def _reached(found: GreyZones, changes: Sequence[Change | Spanner]) -> Boxes:
    """Return where the changed mandates take somebody out of the level once all are made."""
    after = _after(found, changes)
    if found.level == "Z3":
        return out_of(after, "Z3", holds=found.holds, wait_days=found.wait_days)
    touched = {change.mandate for change in changes}
    parts = [
        boxes
        for number, mandate in enumerate(after.mandates)
        if mandate.name in touched
        and (boxes := reach(after, number, found.level, holds=found.holds)) is not None
    ]
    return stacked(found.system.atoms.space, parts)


def closing_boxes(ways: WaysOut, zones: Boxes) -> Boxes:
    """Return some of what each change and repair closes of zones, so that nobody can stand there.

    That a change closes nothing tells about whoever could have been there; a few boxes say it.
    """
    parts = [met(zones, boxes) for boxes in (*ways.reached, *ways.repaired)]
    few = [part.take(np.arange(min(MOST_PARTS, len(part)))) for part in parts]
    return stacked(zones.space, few)


def closes(reached: Boxes, folk: People, held: Unmet) -> Marks:
    """Return which open needs of which persons are no longer open.

    Parameters
    ----------
    reached : Boxes
        What is no longer in the level.
    folk : People
        The persons.
    held : Unmet
        Whose needs are open now, row by row.

    Returns
    -------
    ndarray of bool, shape (m, needs)
    """
    found = np.zeros(held.needs.shape, bool)
    for need in range(len(folk.atoms.needs)):
        those = np.flatnonzero(held.needs[:, need])
        column = np.full((len(those), 1), need, np.int64)
        at_need = np.hstack([folk.values[those], column])
        found[those, need] = holding(reached, at_need).any(axis=1)
    return found


def newly_held(after: System | None, folk: People, apart: Marks | None, against: Holds) -> Marks:
    """Return whose needs nobody holds together now, and somebody does once changes are made.

    Parameters
    ----------
    after : System or None
        The mandates then; None where no change has to do with it.
    folk : People
        The persons.
    apart : ndarray of bool, shape (m, sets), or None
        Whose needs are uncoordinated now.
    against : "certain" or "possible"
        How a coordinator must hold for a set not to be uncoordinated.
    """
    found = np.zeros(len(folk.weights), bool)
    holds: Holds = "certain" if against == "possible" else "possible"
    if after is None or apart is None:
        return found
    those = apart.any(axis=1)
    for mask in np.unique(folk.needs[those]).tolist():
        own = np.flatnonzero(those & (folk.needs == mask))
        needs = [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
        still, _ = uncoordinated_points(after, needs, folk.values[own], holds)
        found[own] = ~still
    return found


def touches(reached: Boxes, zone: Boxes) -> bool:
    """Return whether a change closes anything of a zone."""
    return bool(len(met(zone, reached)))


@dataclass(frozen=True, eq=False, repr=False)
class Closed:
    """Whose gaps changes and repairs close.

    Parameters
    ----------
    pairs : tuple of (int, int)
        A chosen zone and a single change that closes something of it.
    by_pair : ndarray of bool, shape (m, pairs)
        Who is in the zone with a need that the change closes.
    by_miss, by_repair : ndarray of bool, shape (m, ·)
        For whom any need is closed.
    by_repair_need : ndarray of bool, shape (m, repairs · (needs + 1))
        For whom each need is closed and, last, whose needs come to be held together; nobody where
        a repair can do one of this only.
    """

    pairs: tuple[tuple[int, int], ...]
    by_pair: Marks
    by_miss: Marks
    by_repair: Marks
    by_repair_need: Marks


def closed(
    ways: WaysOut,
    found: GreyZones,
    chosen: Sequence[int],
    folk: People | None,
    held: Unmet | None,
    apart: Marks | None = None,
    *,
    fewest: float,
    most: int,
) -> Closed:
    """Return whose gaps the changes close, and which of them stand at which chosen zone.

    Parameters
    ----------
    ways : WaysOut
        The changes.
    found : GreyZones
        The zones.
    chosen : sequence of int
        Those with a card.
    folk, held : People and Unmet, or None
        The persons and their open needs; without them nobody is counted.
    apart : ndarray of bool, shape (m, sets), optional
        Whose needs are uncoordinated, set by set.
    fewest : float
        The fewest persons in a zone that a change listed at it is about.
    most : int
        Changes at one zone, those that close most of it.
    """
    boxes = found.zones.boxes
    pairs = [
        (zone, number)
        for zone in chosen
        for number, reached in enumerate(ways.reached)
        if touches(reached, boxes.take(np.array([zone])))
    ]
    if folk is None or held is None:
        kept: list[tuple[int, int]] = []
        for zone in chosen:
            kept += [pair for pair in pairs if pair[0] == zone][:most]
        none = np.zeros((0, 0), bool)
        return Closed(tuple(kept), none, none, none, none)
    needs = np.arange(held.needs.shape[1])
    by_change = [closes(reached, folk, held) for reached in ways.reached]
    kept, columns = [], []
    for zone in chosen:
        of_zone = (int(boxes.take(np.array([zone])).column(NEED)[0]) >> needs & 1).astype(bool)
        here = []
        for _, number in (pair for pair in pairs if pair[0] == zone):
            who = held.zones[:, zone] & _any(by_change[number][:, of_zone])
            if (persons := float(held.weights[who].sum())) >= fewest:
                here.append((-persons, number, who))
        here.sort(key=lambda one: one[:2])
        # Two mandates of one actor may ask for the same in words; the card says it once.
        wishes = ways.misses["label_sv"]
        told: dict[str, tuple[int, Marks]] = {}
        for _, number, who in here:
            told.setdefault(wishes[number], (number, who))
        kept += [(zone, number) for number, _ in list(told.values())[:most]]
        columns += [who for _, who in list(told.values())[:most]]
    repaired = [
        np.column_stack([closes(reached, folk, held), newly_held(after, folk, apart, found.holds)])
        for reached, after in zip(ways.repaired, ways.afterwards, strict=True)
    ]
    several = [one if one.any(axis=0).sum() > 1 else np.zeros_like(one) for one in repaired]
    many = len(held.weights)
    return Closed(
        tuple(kept), _columns(columns, many),
        _columns([_any(one) for one in by_change], many),
        _columns([_any(one) for one in repaired], many),
        np.hstack([np.zeros((many, 0), bool), *several]),
    )  # fmt: skip


def _any(marks: Marks) -> Marks:
    return np.asarray(marks.any(axis=1), dtype=bool)


def _columns(columns: list[Marks], rows: int) -> Marks:
    return np.array(columns, bool).reshape(len(columns), rows).T
