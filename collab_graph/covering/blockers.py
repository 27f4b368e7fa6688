"""blockers: on what each mandate falls in a zone, those that fall on one thing first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from collab_graph.covering.atoms import NEED, PLACE, TIME
from collab_graph.covering.boxes import Boxes, meets
from collab_graph.covering.entering import enterable
from collab_graph.covering.levels import LEVELS, WAIT_DAYS, Level
from collab_graph.covering.mandate_boxes import Conditions, Holds, Mandate, System
from collab_graph.covering.wording import actor_name, axis_text
from collab_graph.record.axes import Axis
from collab_graph.record.faults import Language
from collab_graph.record.words import in_language

BLOCKER_COLUMNS = (
    "zone", "mandate", "actor", "actor_name", "condition", "condition_sv", "condition_en",
    "throughout", "missing", "source", "reference", "status", "checked_on",
)  # fmt: skip
_RANK = {"role": 3, "strength": 2, "force": 1, "capacity": 1, "wait_days": 1, "entry": 1}
"""What to say first of mandates that miss equally much: a criterion, then use, then standing."""
_SAID = {
    "role": ("att rollen inte täcker behovet", "its role, which covers no need"),
    "strength": ("att uppdraget stöder men inte leder", "being support and not lead"),
    "force": ("att uppdraget får men inte måste", "being a may and not a must"),
    "capacity": ("att inga platser är lediga", "no free capacity"),
    "wait_days": ("väntetiden", "the wait"),
    "entry": ("att det inte finns någon väg in", "having no way in"),
    PLACE: ("platsen", "the place"),
    NEED: ("behovet", "the need"),
    "valid_to": ("att uppdraget har upphört", "having ended"),
    "valid_from": ("att uppdraget inte har börjat", "not having begun"),
    "period": ("perioden", "the period"),
}


@dataclass(frozen=True)
class Blocker:
    """One condition that keeps a mandate from reaching a box."""

    condition: str
    throughout: bool
    exclusion: Conditions | None = None


def blocker_map(
    system: System,
    boxes: Boxes,
    *,
    level: Level = "Z1",
    holds: Holds = "possible",
    wait_days: float = WAIT_DAYS,
) -> pd.DataFrame:
    """Return for every zone and every mandate of its needs the conditions that keep it out.

    A condition blocks *throughout* where no situation of the zone meets it: a criterion or place
    with no value in common, a period apart, an exclusion that holds the whole zone; and, as the
    level asks, strength, force, capacity, wait and way in. Where only several exclusions (or ways
    in) together keep a mandate out, those that touch the zone are listed, not *throughout*.

    Parameters
    ----------
    system : System
        The mandates.
    boxes : Boxes
        The zones, inside one level.
    level : "Z0" to "Z3"
        What would be enough: anybody, a lead, a lead that must, a usable one.
    holds : "possible" or "certain"
        "possible" leaves what is unknown out of account; "certain" takes it to block.
    wait_days : float
        Longest wait of a usable mandate.

    Returns
    -------
    DataFrame
        One row a zone, mandate and condition, as `BLOCKER_COLUMNS`: ``condition`` is the axis,
        "place", "valid_to", "valid_from", "exclusion: AXIS", "strength", "force", "capacity",
        "wait_days", "entry" or "role"; ``missing`` counts the conditions of that mandate. By zone,
        those that miss least first.
    """
    finder = Finder(system, level, holds, wait_days)
    said: dict[tuple[int, Blocker], tuple[object, ...]] = {}
    rows = []
    for zone in range(len(boxes)):
        found = []
        box = boxes.take(np.array([zone]))
        for number, blockers in finder.of_box(box):
            rank = min(_RANK.get(blocker.condition, 0) for blocker in blockers)
            found.append((len(blockers), rank, number, blockers))
        for missing, _, number, blockers in sorted(found, key=lambda entry: entry[:3]):
            for blocker in blockers:
                if (number, blocker) not in said:
                    said[number, blocker] = _described(system, number, blocker)
                begin, end = said[number, blocker][:6], said[number, blocker][6:]
                rows.append((zone, *begin, blocker.throughout, missing, *end))
    return pd.DataFrame(rows, columns=list(BLOCKER_COLUMNS))


def nearest_text(blockers: Sequence[Mapping[Any, str]], language: Language) -> str:
    """Return who is nearest to a zone and on what they fall; "" where nobody has a mandate.

    Parameters
    ----------
    blockers : sequence of mappings
        The rows of one zone, as `blocker_map` orders them.
    language : "sv" or "en"
        Swedish or English.

    Returns
    -------
    str
        Such as "Närmast: Försäkringskassan — faller på SGI (lag, bekräftad 2026-03)."
    """
    if not blockers:
        return ""
    first = blockers[0]
    own = [row for row in blockers if row["mandate"] == first["mandate"]]
    joiner = " och " if language == "sv" else " and "
    falls = joiner.join(dict.fromkeys(row[f"condition_{language}"] for row in own))
    behind = behind_text(first["source"], first["status"], first["checked_on"], language)
    who = first["actor_name"]
    if language == "sv":
        return f"Närmast: {who} — faller på {falls} ({behind})."
    return f"Nearest: {who} — falls on {falls} ({behind})."


def behind_text(source: str, status: str, checked_on: str, language: Language) -> str:
    """Return what stands behind a row: "lag, bekräftad 2026-03"."""
    month = f" {checked_on[:7]}" if checked_on and checked_on != "?" else ""
    if status in ("confirmed", "disputed"):
        known = f"{in_language(status, language)}{month}"
    else:
        known = "inte bekräftad" if language == "sv" else "not confirmed"
    return f"{in_language(source, language)}, {known}"


class Finder:
    """What blocks each mandate, with what is the same for all zones computed once."""

    def __init__(self, system: System, level: Level, holds: Holds, wait_days: float) -> None:
        self._system = system
        self._asked = LEVELS.index(level)
        self._holds = holds
        self._wait_days = wait_days
        self._ways_in = enterable(system, holds) if self._asked == 3 else ()

    def of_box(self, box: Boxes) -> Iterator[tuple[int, tuple[Blocker, ...]]]:
        """Yield every mandate for a need of the box with what blocks it."""
        masks = box.to_masks()[0]
        for number, mandate in enumerate(self._system.mandates):
            if mandate.conditions.masks[-1] & masks[-1]:
                blockers = tuple(self._throughout(number, mandate, masks, box))
                blockers = blockers or tuple(self._in_parts(number, mandate, masks, box))
                if blockers:
                    yield number, blockers

    def _throughout(
        self, number: int, mandate: Mandate, masks: Sequence[int], box: Boxes
    ) -> Iterator[Blocker]:
        for condition in self._standing(mandate, masks[-1]):
            yield Blocker(condition, True)
        own = mandate.conditions
        for axis, has, wants in zip(self._system.atoms.space.axes, masks, own.masks, strict=True):
            unknown = axis in own.unknown and self._holds == "certain"
            if unknown or not has & wants:
                yield Blocker(_period(self._system, mandate, has) if axis == TIME else axis, True)
        if self._ways_in and not meets(self._ways_in[number], box).any():
            yield Blocker("entry", True)
        for exclusion in self._excluding(mandate):
            if all(not has & ~out for has, out in zip(masks, exclusion.masks, strict=True)):
                yield Blocker(_exclusion_name(self._system, exclusion), True, exclusion)

    def _standing(self, mandate: Mandate, needs: int) -> Iterator[str]:
        """Yield what about a mandate's standing is not enough for the level."""
        if not mandate.covered & needs:
            yield "role"
        if self._asked >= 1 and mandate.strength != "lead":
            yield "strength"
        if self._asked >= 2 and mandate.force != "must":
            yield "force"
        if self._asked >= 3:
            unknown = self._holds == "possible"
            room, in_time = mandate.has_room, mandate.in_time(self._wait_days)
            if not (unknown if room is None else room):
                yield "capacity"
            if not (unknown if in_time is None else in_time):
                yield "wait_days"

    def _in_parts(
        self, number: int, mandate: Mandate, masks: Sequence[int], box: Boxes
    ) -> Iterator[Blocker]:
        for exclusion in self._excluding(mandate):
            if all(has & out for has, out in zip(masks, exclusion.masks, strict=True)):
                yield self.of_exclusion(exclusion)
        if self._ways_in and not self._everyone_enters(number, box):
            yield Blocker("entry", False)

    def of_exclusion(self, exclusion: Conditions) -> Blocker:
        """Return an exclusion that touches a box as what keeps out a part of it."""
        return Blocker(_exclusion_name(self._system, exclusion), False, exclusion)

    def _everyone_enters(self, number: int, box: Boxes) -> bool:
        ways = self._ways_in[number]
        return bool(((box.packed & ~ways.packed) == 0).all(axis=0).any()) if len(ways) else False

    def _excluding(self, mandate: Mandate) -> list[Conditions]:
        return [e for e in mandate.exclusions if self._holds == "certain" or not e.unknown]


def _period(system: System, mandate: Mandate, has: int) -> str:
    """Say whether a mandate has ended, has not begun, or both."""
    periods = [p for bit, p in enumerate(system.atoms.periods) if has >> bit & 1]
    low, high = periods[0][0], periods[-1][1]
    last, first = mandate.valid_to, mandate.valid_from
    if last not in ("", "?") and low is not None and low > date.fromisoformat(last):
        return "valid_to"
    if first not in ("", "?") and high is not None and high <= date.fromisoformat(first):
        return "valid_from"
    return "period"


def _exclusion_name(system: System, exclusion: Conditions) -> str:
    limited = _limited(system, exclusion)
    return f"exclusion: {', '.join(limited)}"


def _limited(system: System, exclusion: Conditions) -> list[str]:
    atoms = system.atoms
    return [
        axis
        for axis, mask, full in zip(atoms.space.axes, exclusion.masks, atoms.full, strict=True)
        if mask != full or axis in exclusion.unknown
    ]


def row_of(
    system: System, number: int, blocker: Blocker | None, missing: int
) -> tuple[object, ...]:
    """Return mandate, actor, its name, condition in three forms, missing, and what is behind."""
    if blocker is None:
        mandate = system.mandates[number]
        name = actor_name(system, mandate.actor)
        behind = (mandate.source, mandate.reference, mandate.status, mandate.checked_on)
        return (mandate.name, mandate.actor, name, "", "", "", 0, *behind)
    cells = _described(system, number, blocker)
    return (*cells[:6], missing, *cells[6:])


def _described(system: System, number: int, blocker: Blocker) -> tuple[object, ...]:
    """Return the cells of a row that hang on the mandate and its blocker."""
    mandate, exclusion = system.mandates[number], blocker.exclusion
    source = (exclusion.source if exclusion else "") or mandate.source
    reference = (exclusion.reference if exclusion else "") or mandate.reference
    said = [condition_text(system, blocker, language) for language in ("sv", "en")]
    return (
        mandate.name, mandate.actor, actor_name(system, mandate.actor), blocker.condition, *said,
        source, reference, mandate.status, mandate.checked_on,
    )  # fmt: skip


def condition_text(system: System, blocker: Blocker, language: Language) -> str:
    """Return what a blocker is called."""
    if blocker.exclusion is not None:
        parts = [
            axis_text(
                system, axis, blocker.exclusion.masks[system.atoms.space.position(axis)], language
            )
            for axis in _limited(system, blocker.exclusion)
            if axis != NEED
        ]
        return f"{'undantaget' if language == 'sv' else 'the exclusion'} {', '.join(parts)}"
    if blocker.condition in _SAID:
        return _SAID[blocker.condition][language == "en"]
    return _axis(system, blocker.condition).title(language)


def _axis(system: System, name: str) -> Axis:
    return next(axis for axis in system.atoms.axes if axis.name == name)
