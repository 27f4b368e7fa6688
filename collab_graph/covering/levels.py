"""levels: how far help reaches — no actor, no lead, only a may, only on paper, or covered."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from collab_graph.covering.boxes import Boxes, meets, stacked, widest
from collab_graph.covering.entering import enterable
from collab_graph.covering.exclusions import without
from collab_graph.covering.mandate_boxes import Holds, System, met
from collab_graph.covering.situations import situations
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import Step, with_recipe

Level = Literal["Z0", "Z1", "Z2", "Z3"]
LEVELS: tuple[Level, ...] = ("Z0", "Z1", "Z2", "Z3")
COVERED = "covered"
WAIT_DAYS = 90.0
"""Longest wait, in days, at which a mandate is still usable."""


def check_level(level: str, source: str) -> None:
    """Refuse what is no level, naming those that are.

    Raises
    ------
    InputError
        With the legal levels.

    Examples
    --------
    >>> check_level("G1", "out_of")
    Traceback (most recent call last):
    mobility.foundation.errors.InputError: out_of: 1 problem(s)
      - level is 'G1'; say one of Z0, Z1, Z2, Z3
    """
    if level not in LEVELS:
        raise InputError(source, [f"level is {level!r}; say one of {', '.join(LEVELS)}"])


def level_of(
    record: Record,
    cases: pd.DataFrame | Mapping[str, object],
    *,
    wait_days: float = WAIT_DAYS,
) -> pd.DataFrame:
    """Return the level of each case at each of its needs.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    cases : DataFrame or mapping
        As `situations` reads them: one case a row; what is not said is not known.
    wait_days : float
        Longest wait, in days, of a usable mandate.

    Returns
    -------
    DataFrame
        One row a case and need: ``case`` (from 0), ``need``, ``level`` ("Z0" … "Z3", "covered", or
        "?" where it hangs on something unknown), ``worst`` and ``best`` (the lowest and the highest
        level that what is unknown, in the case or in the record, leaves open).

    Raises
    ------
    InputError
        As `situations`.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> record = Record.from_tables(example_tables())
    >>> level_of(record, {"age": "31"})
       case  need    level    worst     best
    0     0  work  covered  covered  covered
    """
    system = System.of(record)
    read = situations(record, system.atoms, cases)
    pairs = [(case, need) for case, needs in enumerate(read.needs) for need in needs]
    boxes = Boxes.from_masks(
        system.atoms.space, [read.at_need(system.atoms, case, need) for case, need in pairs]
    )
    rows = [
        (case, need, worst if worst == best else "?", worst, best)
        for (case, need), (worst, best) in zip(
            pairs, worst_and_best(system, boxes, wait_days=wait_days), strict=True
        )
    ]
    table = pd.DataFrame(rows, columns=["case", "need", "level", "worst", "best"])
    step = Step.of("level_of", {"wait_days": wait_days}, {"cases": len(read.table)})
    return with_recipe(table, record.recipe.then(step))


def reaching(
    system: System, level: Level, *, holds: Holds, wait_days: float = WAIT_DAYS
) -> list[tuple[int, Boxes]]:
    """Return the mandates that take a situation out of a level, and where they do.

    G0 lies outside every covering mandate, G1 outside the leads, G2 outside the leads that must, G3
    outside those of them that can be used: capacity less occupied above 0, a wait of at most
    ``wait_days``, and a way in (`enterable`). The role decides what covers: decide and deliver any
    need, coordinate a need that is itself coordination.

    Parameters
    ----------
    system : System
        The mandates.
    level : "Z0" to "Z3"
        Z0 asks for anybody, Z1 for a lead, Z2 for one that must, Z3 for a usable one.
    holds : "certain" or "possible"
        How unknown cells are taken.
    wait_days : float
        For Z3: the longest wait.

    Returns
    -------
    list of (int, Boxes)
        Number of the mandate and the situations, need among them, where it holds.

    Raises
    ------
    InputError
        If there is no such level.
    """
    check_level(level, "reaching")
    found = [
        (number, reach(system, number, level, holds=holds, wait_days=wait_days))
        for number in range(len(system.mandates))
    ]
    return [(number, boxes) for number, boxes in found if boxes is not None]


def reach(
    system: System, number: int, level: Level, *, holds: Holds, wait_days: float = WAIT_DAYS
) -> Boxes | None:
    """Return where one mandate takes a situation out of a level; None where it never can."""
    mandate = system.mandates[number]
    if not mandate.covered or (level != "Z0" and not mandate.lead):
        return None
    if level in ("Z2", "Z3") and mandate.force != "must":
        return None
    if level != "Z3":
        return system.covering(number, holds)
    unknown_is_usable = holds == "possible"
    states = (mandate.has_room, mandate.in_time(wait_days))
    if not all(unknown_is_usable if state is None else state for state in states):
        return None
    return met(system.covering(number, holds), enterable(system, holds)[number])


def out_of(system: System, level: Level, *, holds: Holds, wait_days: float = WAIT_DAYS) -> Boxes:
    """Return the widest boxes in which nothing is in the level: the union of `reaching`.

    Raises
    ------
    InputError
        If there is no such level.
    """
    reached = reaching(system, level, holds=holds, wait_days=wait_days)
    return widest(stacked(system.atoms.space, [boxes for _, boxes in reached]))


def worst_and_best(
    system: System, boxes: Boxes, *, wait_days: float = WAIT_DAYS
) -> list[tuple[str, str]]:
    """Return for every box of situations the lowest level that may occur in it, and the highest.

    The lowest takes unknown cells of mandates to keep out, the highest to let in; where the two are
    equal the answer is known.

    Parameters
    ----------
    system : System
        The mandates.
    boxes : Boxes
        Each is one case with what is not known of it left open.
    wait_days : float
        Longest wait of a usable mandate.

    Returns
    -------
    list of (str, str)
        "Z0" … "Z3" or "covered".
    """
    certain = [out_of(system, k, holds="certain", wait_days=wait_days) for k in LEVELS]
    possible = [out_of(system, k, holds="possible", wait_days=wait_days) for k in LEVELS]
    found = []
    for number in range(len(boxes)):
        box = boxes.take(np.array([number]))
        worst = _first([len(without(box, _meeting(out, box))) > 0 for out in certain])
        best = _first([not meets(out, box).any() for out in possible])
        found.append((worst, best))
    return found


def _first(inside: Sequence[bool]) -> str:
    """Return the first level that a situation is in."""
    return next((k for k, is_in in zip(LEVELS, inside, strict=True) if is_in), COVERED)


def _meeting(boxes: Boxes, box: Boxes) -> Boxes:
    return boxes.take(meets(boxes, box))
