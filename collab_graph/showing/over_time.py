"""over_time: the days on which zones open and close, gaps between two days, and whom they touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from collab_graph.covering.atoms import NEED
from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.differing import opened_by_agreeing
from collab_graph.covering.gap_changes import GapChange, gap_changes
from collab_graph.covering.inside import minus
from collab_graph.covering.levels import out_of
from collab_graph.covering.mandate_boxes import Holds, System, met
from collab_graph.covering.people import People
from collab_graph.covering.points import holding
from collab_graph.covering.time_axis import Turn, time_axis, turns, unreached
from collab_graph.covering.time_gaps import gaps, on_day, time_gaps
from collab_graph.covering.wording import actor_name, need_text
from collab_graph.covering.zones import GreyZones
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from collab_graph.showing.unmet import Marks
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, recipe_of

MOST_TURNS = 24
"""Events of the axis of time that are told of: those around the reference date."""
YEARS_BACK = 1
"""How many whole years before that of the reference date are told of."""


@dataclass(frozen=True, eq=False, repr=False)
class Opened:
    """Situations in a grey zone that share a reason: a gap in time, or assessors who differ.

    Parameters
    ----------
    row : dict
        What is told of it.
    need : int
        Of which need.
    inside, outside : Boxes
        Those of ``inside`` that lie in none of ``outside``.
    changes : tuple of GapChange
        What closes a gap in time, or a part of it.
    """

    row: dict[str, str]
    need: int
    inside: Boxes
    outside: Boxes
    changes: tuple[GapChange, ...] = ()

    def meets(self, zone: Boxes) -> bool:
        """Return whether anything of it lies in a zone."""
        return bool(len(minus(met(zone, self.inside), self.outside)))


@dataclass(frozen=True, eq=False, repr=False)
class OverTime:
    """What opens and closes on which day, and the reasons that marks Z4 and ZA name.

    Parameters
    ----------
    events : DataFrame
        Rows of `time_axis` that are told of, without counts.
    turns : tuple of Turn
        The same, as boxes.
    can : tuple of (bool, bool)
        Whether the rules let anybody enter, and leave, at each of them.
    gaps, differing : tuple of Opened
        Gaps between two days; values of an ability on which assessors differ.
    steps : tuple of Step
        How they were found.
    """

    events: pd.DataFrame
    turns: tuple[Turn, ...]
    can: tuple[tuple[bool, bool], ...]
    gaps: tuple[Opened, ...]
    differing: tuple[Opened, ...]
    steps: tuple[Step, ...]

    def __repr__(self) -> str:
        """Say how many events and reasons there are."""
        return f"OverTime({len(self.events)} events, {len(self.gaps)} gaps)"


def over_time(
    record: Record,
    found: GreyZones,
    *,
    at: date | None,
    certain: bool,
    progress: Progress = silent,
) -> OverTime:
    """Return the days and reasons that a report tells of.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    found : GreyZones
        Its zones.
    at : date or None
        The day looked at.
    certain : bool
        As in `grey_zones`.
    progress : callable
        Told how far the axis of time is.
    """
    holds: Holds = "certain" if certain else "possible"
    whole = System.of(record)
    rows = time_axis(
        record, level=found.level, certain=certain, wait_days=found.wait_days, progress=progress
    )
    out = out_of(whole, found.level, holds=found.holds, wait_days=found.wait_days)
    every = list(turns(whole, out))
    first = f"{(at or record.reference_date).year - YEARS_BACK}"
    kept = [number for number, day in enumerate(rows["date"]) if day >= first][:MOST_TURNS]
    some = [every[number] for number in kept]
    counted = ("persons_", "situations_")
    events = rows.iloc[kept][[name for name in rows if not str(name).startswith(counted)]]
    between = time_gaps(record, at=at, certain=certain)
    apart = list(_differing(found.system, holds))
    steps = (
        recipe_of(rows).steps[-1],
        recipe_of(between).steps[-1],
        Step.of("differing", {"certain": certain}, {"views": len(apart)}),
    )
    return OverTime(
        events.reset_index(drop=True),
        tuple(some),
        tuple(
            (bool(len(minus(t.before, t.after))), bool(len(minus(t.after, t.before)))) for t in some
        ),
        tuple(_gaps(whole, found.system, between, holds, at)),
        tuple(apart),
        steps,
    )


def _gaps(
    whole: System, shown: System, table: pd.DataFrame, holds: Holds, at: date | None
) -> list[Opened]:
    """Return a row for each need and pair of days, all its situations together."""
    boxes, between = {}, {}
    for gap in gaps(whole, holds):
        last, first = gap.ended[0].edge, gap.begins[0].edge
        days = (
            "?" if last is None else f"{whole.atoms.periods[last][1]}",
            "?" if first is None else f"{whole.atoms.periods[first][0]}",
        )
        between[days] = gap
        inside, outside = (on_day(some, whole, shown, at) for some in (gap.inside, gap.outside))
        boxes[days] = inside, outside
    found = []
    order = table.groupby(["opens", "closes", "need"], sort=True)
    for _, rows in order:
        names = ("ended_names", "begins_names", "ended", "begins")
        row = {name: _joined(rows[name]) for name in names}
        first_row = rows.iloc[0]
        row |= {name: str(first_row[name]) for name in ("opens", "closes", "need")}
        row |= {name: str(first_row[name]) for name in ("need_sv", "need_en")}
        number = shown.atoms.needs.index(row["need"])
        days = row["opens"], row["closes"]
        changes = tuple(gap_changes(whole, between[days], [number], holds))
        inside, outside = boxes[days]
        found.append(Opened(row, number, inside, outside, changes))
    return found


def _joined(cells: "pd.Series[str]") -> str:
    some = [one for cell in cells for one in cell.split(SEVERAL) if one]
    return SEVERAL.join(sorted(set(some)))


def _differing(system: System, holds: Holds) -> list[Opened]:
    """Return a row for each value of an ability and need that agreeing on it would open."""
    found = []
    for opened in opened_by_agreeing(system, holds):
        named = [system.atoms.axes[at] for at in opened.view.positions]
        first = next(axis for axis in named if opened.view.value in axis.values)
        for need, name in enumerate(system.atoms.needs):
            inside = with_need(opened.inside, need)
            if not len(minus(inside, opened.outside)):
                continue
            actors = dict.fromkeys(
                actor_name(system, system.mandates[number].actor)
                for number, boxes in opened.by
                if len(minus(with_need(boxes, need), opened.outside))
            )
            row = {
                "need": name,
                "actors": SEVERAL.join(actors),
                "axes_sv": SEVERAL.join(axis.label_sv for axis in named),
                "axes_en": SEVERAL.join(axis.label_en or axis.label_sv for axis in named),
                "value_sv": first.label(opened.view.value, "sv"),
                "value_en": first.label(opened.view.value, "en"),
                "need_sv": need_text(system, 1 << need, "sv"),
                "need_en": need_text(system, 1 << need, "en"),
            }
            found.append(Opened(row, need, inside, opened.outside))
    return found


def with_need(boxes: Boxes, need: int) -> Boxes:
    """Return what boxes hold at one need, in the same space."""
    masks = [(*own[:-1], 1 << need) for own in boxes.to_masks() if own[-1] >> need & 1]
    return Boxes.from_masks(boxes.space, masks)


def turning_boxes(time: OverTime, system: System) -> Boxes:
    """Return the situations that enter or leave on some day: whom the counts are about."""
    masks = []
    for turn in time.turns:
        for one, other in ((turn.before, turn.after), (turn.after, turn.before)):
            masks += [
                _at_need(system, turn.before.space.axes, own, turn.need)
                for own in minus(one, other).to_masks()
            ]
    return Boxes.from_masks(system.atoms.space, masks)


def _at_need(
    system: System, axes: tuple[str, ...], masks: tuple[int, ...], need: int
) -> tuple[int, ...]:
    own = dict(zip(axes, masks, strict=True)) | {NEED: 1 << need}
    full = dict(zip(system.atoms.space.axes, system.atoms.full, strict=True))
    return tuple(own.get(axis, full[axis]) for axis in system.atoms.space.axes)


def reason_boxes(some: Sequence[Opened], zones: Boxes) -> Boxes:
    """Return what of zones lies in gaps in time, or where assessors differ."""
    return stacked(zones.space, [minus(met(zones, one.inside), one.outside) for one in some])


def who_turns(time: OverTime, system: System, folk: People) -> dict[str, Marks]:
    """Return who enters, leaves, and is in the level before and after each event.

    Returns
    -------
    dict of str to ndarray of bool, shape (m, events)
    """
    shape = (len(time.turns), len(folk.weights))
    was, becomes = np.zeros(shape, bool), np.zeros(shape, bool)
    for number, turn in enumerate(time.turns):
        was[number], becomes[number] = unreached(system, folk, turn)
    found = {"entering": becomes & ~was, "leaving": was & ~becomes, "before": was, "after": becomes}
    return {name: marks.T for name, marks in found.items()}


def who_is_in(some: Sequence[Opened], folk: People) -> Marks:
    """Return who has the need and is in each gap, or assessed differently; shape (m, rows)."""
    found = np.zeros((len(some), len(folk.weights)), bool)
    for number, one in enumerate(some):
        those = np.flatnonzero(folk.needs >> one.need & 1)
        column = np.full((len(those), 1), one.need, np.int64)
        values = np.hstack([folk.values[those], column])
        inside = holding(one.inside, values).any(axis=1)
        found[number, those] = inside & ~holding(one.outside, values).any(axis=1)
    return found.T
