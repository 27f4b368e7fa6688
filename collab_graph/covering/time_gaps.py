"""time_gaps: where nobody leads on a day, though somebody did before and somebody will after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from collab_graph.covering.atoms import TIME
from collab_graph.covering.boxes import Boxes, meets, stacked, widest
from collab_graph.covering.inside import described, holds_somewhere, widest_inside
from collab_graph.covering.levels import out_of
from collab_graph.covering.mandate_boxes import Holds, Mandate, System, met, with_mask
from collab_graph.covering.people import people
from collab_graph.covering.wording import actor_name
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.recipe import Step, with_recipe

_WHO = ("opens", "closes", "ended", "ended_names", "begins", "begins_names")


@dataclass(frozen=True, eq=False)
class Side:
    """When one mandate is before or behind: it led earlier (or will later) and does not now.

    Parameters
    ----------
    number : int
        The mandate.
    edge : int or None
        The last period in which it holds, or the first; None where that day is ``?``.
    boxes : Boxes
        The situations, each with the days on which it has ended, or has not begun.
    """

    number: int
    edge: int | None
    boxes: Boxes


@dataclass(frozen=True, eq=False)
class Gap:
    """Situations between two days: those of `inside` that lie in none of `outside`."""

    ended: tuple[Side, ...]
    begins: tuple[Side, ...]
    inside: Boxes
    outside: Boxes


def time_gaps(record: Record, *, at: date | None = None, certain: bool = True) -> pd.DataFrame:
    r"""Return where nobody leads a need, though somebody did before and will again (mark Z4).

    .. math:: Z4 = \{(x, t) \in G_1 : \exists\, t_0 < t < t_1,\;
              (x, t_0) \notin G_1,\; (x, t_1) \notin G_1\}

    for one and the same situation, need and place. Persons count at the reference date (or on the
    day ``at``), as everywhere: a gap that has closed before it, or opens after it, holds nobody.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    at : date, optional
        List the gaps of this day only; what comes before and after is looked at all the same.
    certain : bool
        True: a gap whatever is unknown; False: where it may be. A ``?`` among the dates of a
        mandate may then be any day on which something else of the record begins or ends, and any
        other ``?`` is one and the same on every day: a mandate that may never hold makes no gap by
        itself.

    Returns
    -------
    DataFrame
        One row a widest zone between two days: ``need``, ``need_sv``, ``need_en``,
        ``situation_sv``, ``situation_en``, ``persons`` (with a population; and ``persons_low``,
        ``persons_high`` where they are modelled), ``opens`` (first day without a lead, or "?"),
        ``closes`` (first day with one again, or "?"), ``ended`` and ``begins`` (mandates that led
        until then, and that lead from then; ids), ``ended_names`` and ``begins_names`` (whose).
        Where a lead may hold in between, the gap may be shorter than from the one day to the other.

    Examples
    --------
    A contract ends in June and the next begins in September:

    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(strength="lead", age="",
    ...     valid_from=["", "2026-09-01"], valid_to=["2026-06-30", ""])
    >>> found = time_gaps(Record.from_tables(tables))
    >>> found.loc[0, ["opens", "closes", "ended", "begins"]].tolist()
    ['2026-07-01', '2026-09-01', 'm1', 'm2']
    """
    holds: Holds = "certain" if certain else "possible"
    system = System.of(record)
    shown = system if at is None else System.of(record, at=at)
    folk = people(record, shown.atoms)
    nowhere = Boxes.from_masks(shown.atoms.space, [])
    parts = [described(shown, nowhere, folk, lambda _: {}, _WHO)]
    for gap in gaps(system, holds):
        inside = on_day(gap.inside, system, shown, at)
        zones = widest_inside(inside, on_day(gap.outside, system, shown, at))

        def who(box: Boxes, gap: Gap = gap) -> dict[str, object]:
            return _who(system, shown, at, gap, box)

        if len(zones):
            parts.append(described(shown, zones, folk, who, _WHO))
    table = pd.concat(parts[1:] or parts, ignore_index=True)
    order = ["persons"] if folk is not None else []
    table = table.sort_values(
        [*order, "opens", "closes", "need", "situation_sv"],
        ascending=[*(False for _ in order), True, True, True, True],
        kind="stable", ignore_index=True,
    )  # fmt: skip
    settings = {"at": at.isoformat() if at else None, "certain": certain}
    step = Step.of("time_gaps", settings, {"zones": len(table)})
    return with_recipe(table, record.recipe.then(step))


def time_gap_boxes(system: System, holds: Holds) -> tuple[Boxes, Boxes]:
    """Return what lies between a lead and another, and where somebody leads (or may).

    A time gap is what the first holds outside the second.

    Parameters
    ----------
    system : System
        The mandates, over all days.
    holds : "certain" or "possible"
        As in `time_gaps`.
    """
    ended, begins = sides(system, holds)
    between = [
        met(stacked(system.atoms.space, [one.boxes for one in own]), other.boxes)
        for other in begins
        if (own := [one for one in ended if one.number != other.number])
    ]
    outside = out_of(system, "Z1", holds=_against(holds))
    return widest(stacked(system.atoms.space, between)), outside


def gaps(system: System, holds: Holds) -> Iterator[Gap]:
    """Yield the situations between each last day of a lead and each first day of another.

    No lead holds for certain in between: of all that have ended the last counts, of all that will
    begin the first. Days that are not known make pairs of their own.
    """
    ended, begins = sides(system, holds)
    space = system.atoms.space
    against = out_of(system, "Z1", holds=_against(holds))
    leads = [number for number, mandate in enumerate(system.mandates) if mandate.lead]
    certain = system.joined(leads, "certain")
    for last in _edges(ended):
        for first in _edges(begins):
            before = tuple(side for side in ended if side.edge == last)
            after = tuple(side for side in begins if side.edge == first)
            inside = widest(
                stacked(
                    space,
                    [met(a.boxes, b.boxes) for a in before for b in after if a.number != b.number],
                )
            )
            if not len(inside):
                continue
            outside = against
            if last is not None and first is not None:
                days = (1 << first) - (1 << last + 1)
                led = certain.take(meets(certain, with_mask(system.atoms, TIME, days)))
                outside = widest(stacked(space, [against, with_days(led, days)]))
            yield Gap(before, after, inside, outside)


def sides(system: System, holds: Holds) -> tuple[list[Side], list[Side]]:
    """Return for every lead where it has ended, and where it has not begun, each with its days."""
    ended, begins = [], []
    at = system.atoms.space.position(TIME)
    everything = system.atoms.full[at]
    for number, mandate in enumerate(system.mandates):
        boxes = system.covering(number, holds)
        if not mandate.lead or not len(boxes):
            continue
        days = mandate.conditions.masks[at]
        first, last = (days & -days).bit_length() - 1, days.bit_length() - 1
        since = first if mandate.valid_to == UNKNOWN else last
        until = last if mandate.valid_from == UNKNOWN else first
        after, before = everything & ~((1 << since + 1) - 1), (1 << until) - 1
        if after:
            edge = None if mandate.valid_to == UNKNOWN else last
            ended.append(Side(number, edge, with_days(boxes, after)))
        if before:
            edge = None if mandate.valid_from == UNKNOWN else first
            begins.append(Side(number, edge, with_days(boxes, before)))
    return ended, begins


def with_days(boxes: Boxes, days: int) -> Boxes:
    """Return boxes with other periods on the axis time, one and the same for all."""
    space = boxes.space
    at = space.position(TIME)
    field = space.packing.of_axis[at][:, None]
    masks = tuple(days if axis == TIME else 0 for axis in space.axes)
    return Boxes(space, (boxes.packed & ~field) | Boxes.from_masks(space, [masks]).packed)


def on_day(boxes: Boxes, system: System, shown: System, at: date | None) -> Boxes:
    """Return what boxes over all days hold on one, in the space of that day; all where none."""
    period = None if at is None else system.atoms.period_of(at)
    if period is None:
        return boxes
    then = boxes.take(meets(boxes, with_mask(system.atoms, TIME, 1 << period)))
    columns = [
        np.ones(len(then), np.uint64) if axis == TIME else then.column(axis)
        for axis in shown.atoms.space.axes
    ]
    return Boxes.from_columns(shown.atoms.space, columns)


def _edges(some: list[Side]) -> list[int | None]:
    """Return the days at which mandates end or begin, in order, those not known last."""
    known = sorted({side.edge for side in some if side.edge is not None})
    return [*known, *([None] if any(side.edge is None for side in some) else [])]


def _who(system: System, shown: System, at: date | None, gap: Gap, box: Boxes) -> dict[str, object]:
    periods = system.atoms.periods
    last, first = gap.ended[0].edge, gap.begins[0].edge
    found: dict[str, object] = {
        "opens": UNKNOWN if last is None else f"{periods[last][1]}",
        "closes": UNKNOWN if first is None else f"{periods[first][0]}",
    }
    for name, some in (("ended", gap.ended), ("begins", gap.begins)):
        touching = [
            system.mandates[side.number]
            for side in some
            if holds_somewhere(on_day(side.boxes, system, shown, at), box)
        ]
        found[name] = SEVERAL.join(mandate.name for mandate in touching)
        found[f"{name}_names"] = SEVERAL.join(_names(system, touching))
    return found


def _names(system: System, mandates: list[Mandate]) -> list[str]:
    return list(dict.fromkeys(actor_name(system, mandate.actor) for mandate in mandates))


def _against(holds: Holds) -> Holds:
    return "possible" if holds == "certain" else "certain"
