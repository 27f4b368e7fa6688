"""zones_view: everything a grey-zone report shows, computed and withheld, without any HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.boxes import stacked
from collab_graph.covering.levels import WAIT_DAYS, Level, out_of
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.near_coordinators import coordinators_for
from collab_graph.covering.people import People
from collab_graph.covering.repairs import Repairs
from collab_graph.covering.too_small import FEWEST
from collab_graph.covering.zone_repairs import ZoneRepair, zone_repairs
from collab_graph.covering.zones import GreyZones, grey_zones
from collab_graph.record.edits import Edits
from collab_graph.record.record import Record
from collab_graph.showing.chosen import chosen_by_cells, chosen_by_persons
from collab_graph.showing.difference_sums import Key
from collab_graph.showing.heat import open_share
from collab_graph.showing.if_changed import Changing, IfChanged
from collab_graph.showing.marks import MarkLists, mark_lists, mark_zones
from collab_graph.showing.modelled import margin_ranges
from collab_graph.showing.nobody import with_nobody
from collab_graph.showing.over_time import (
    OverTime,
    over_time,
    reason_boxes,
    turning_boxes,
    who_is_in,
    who_turns,
)
from collab_graph.showing.pressure import Pressure, boxes_with_capacity, pressure
from collab_graph.showing.report_counts import (
    SMALLEST_CELL,
    SPARSE_FACTOR,
    Kind,
    ReportCounts,
    report_counts,
)
from collab_graph.showing.too_few import TooFew, too_few
from collab_graph.showing.unmet import Marks, unmet
from collab_graph.showing.ways_out import Closed, WaysOut, closed, closing_boxes, ways_out
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step

MOST_CARDS = 24
"""Cards of one report; a longer choice goes on in the table."""
MOST_CHANGES = 3
"""Single changes on one card."""
COUNTED_ZONES = 500
"""Zones besides the chosen ones whose persons are counted."""


@dataclass(frozen=True, eq=False, repr=False)
class ZonesView:
    """What a grey-zone report shows.

    Parameters
    ----------
    record : Record
        Labels, places and the reference date.
    found : GreyZones
        The zones.
    at : date or None
        The one day looked at; None where the axis of time stays.
    chosen : DataFrame
        The few zones that explain most, in order; its counts are not to be printed.
    counts : ReportCounts or None
        Counts of persons as they may be printed; None without a population.
    numbers : mapping of int to int
        The number in ``counts`` of every zone whose persons are counted.
    share : ndarray of float, shape (needs, places)
        Which share of all situations nobody answers for.
    marks : MarkLists
        Contested, last resort, uncoordinated.
    coordinators : DataFrame
        What would let somebody hold together each uncoordinated set, as `coordinators_for`: rules
        only, nothing of it hangs on persons.
    pressure : Pressure or None
        Mandates with a capacity and whom they are open to; None without a population.
    ways : WaysOut
        Single changes and repairs.
    closed : Closed
        Which of them stand on which card.
    whole : mapping of int to ZoneRepair
        The cheapest changes that close each chosen zone whole; none at Z3.
    time : OverTime
        Days on which zones open and close, gaps in time, differing assessments.
    few : TooFew or None
        Interventions whose group is too small in a place; None without a population.
    changed : IfChanged or None
        What edits would change; None where none were given.
    recipe : Recipe
        How all of it came about.
    """

    record: Record
    found: GreyZones
    at: date | None
    chosen: pd.DataFrame
    counts: ReportCounts | None
    numbers: Mapping[int, int]
    share: NDArray[np.float64]
    marks: MarkLists
    coordinators: pd.DataFrame
    pressure: Pressure | None
    ways: WaysOut
    closed: Closed
    whole: Mapping[int, ZoneRepair]
    time: OverTime
    few: TooFew | None
    changed: IfChanged | None
    recipe: Recipe

    @property
    def modelled(self) -> bool:
        """Return whether persons were fitted to margins, not counted."""
        return self.found.modelled

    def __repr__(self) -> str:
        """Say how many zones there are and how many of them were chosen."""
        return f"ZonesView({len(self.found)} zones, {len(self.chosen)} chosen)"


def zones_view(
    record: Record,
    *,
    level: Level = "Z1",
    tau: float = 0.0,
    at: date | None = None,
    certain: bool = True,
    wait_days: float = WAIT_DAYS,
    seconds: float | None = None,
    smallest_cell: int = SMALLEST_CELL,
    group_size: float = FEWEST,
    asked: Sequence[Repairs] = (),
    edits: Edits | Record | date | None = None,
    progress: Progress = silent,
) -> ZonesView:
    """Return everything the grey-zone report of a record shows.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    level, tau, at, certain, wait_days, seconds
        As in `grey_zones`.
    smallest_cell : int
        The smallest count of persons printed; twice that where fewer than 5,000 live.
    group_size : float
        Persons that an intervention's group takes; where there are fewer, the report says with
        which neighbours there are more.
    asked : sequence of Repairs
        Repairs of the same record and level that are to be counted too, after the view's own.
    edits : Edits, Record or date, optional
        What the report is to say "if we change" about: edits of the record as `edited` reads them,
        or the record as it would be, such as next year's; or another day, to say what opens, closes
        and moves between the two and which mandates begin and end. Persons are those of ``record``.
        The day looked at is then ``at`` or the reference date.
    progress : callable
        Told how far each step is.

    Returns
    -------
    ZonesView
        With every count that may be printed withheld together with the others.

    Raises
    ------
    InputError
        As `grey_zones`.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[0, "age"] = "16–29"
    >>> zones_view(Record.from_tables(tables))
    ZonesView(1 zones, 1 chosen)
    """
    changing = None
    if edits is not None:
        at = at or record.reference_date
        changing = Changing.of(
            record, edits, at=at, level=level, certain=certain, wait_days=wait_days, tau=tau,
            seconds=seconds, progress=progress,
        )  # fmt: skip
    found = grey_zones(
        record, level=level, tau=tau, at=at, certain=certain, wait_days=wait_days,
        seconds=seconds, progress=progress,
    )  # fmt: skip
    zones = mark_zones(found.system, certain=certain)
    outs = out_of(found.system, level, holds=found.holds, wait_days=wait_days)
    fewest = float(SPARSE_FACTOR * smallest_cell)
    ways = ways_out(
        record, found, at=at, certain=certain, fewest=fewest, asked=asked, progress=progress
    )
    time = over_time(record, found, at=at, certain=certain, progress=progress)
    everybody, persons, known, few = found.population, 0, 0, None
    if everybody is not None:
        if changing is not None:
            everybody, persons = changing.persons(found.system.atoms)
        known = len(everybody.weights)
        persons = persons or known
        population = _first(everybody, persons)
        few = too_few(record, found.system, population, at=at, fewest=group_size)
        with_capacity = boxes_with_capacity(found.system)
        counted = [found.zones.boxes, zones.contested, zones.last_resort, with_capacity]
        counted += [
            closing_boxes(ways, found.zones.boxes),
            turning_boxes(time, found.system),
            reason_boxes([*time.gaps, *time.differing], found.zones.boxes),
            *few.boxes,
        ]
        boxes = stacked(found.system.atoms.space, counted)
        everybody = with_nobody(everybody, boxes, outs)
    marks = mark_lists(
        record, found.system, everybody, zones, at=at, certain=certain, progress=progress
    )
    share = open_share(found)
    beside = coordinators_for(
        System.of(record, at=at or record.reference_date), marks.uncoordinated["needs"].tolist(),
        certain=certain, progress=progress,
    )  # fmt: skip
    told = Step.of("coordinators_for", {"certain": certain}, {"changes": len(beside)})
    recipe = found.recipe.then(*marks.steps, *ways.steps, *time.steps, told)
    if few is not None:
        recipe = recipe.then(few.step)
    if few is None or everybody is None:
        chosen = chosen_by_cells(found).head(MOST_CARDS)
        cards = [int(zone) for zone in chosen["zone"]]
        near = closed(ways, found, cards, None, None, fewest=fewest, most=MOST_CHANGES)
        whole = _whole(record, found, cards, progress)
        return ZonesView(
            record, found, at, chosen, None, MappingProxyType({}), share, marks, beside, None,
            ways, near,
            whole, time, None, None if changing is None else changing.shown((), None), recipe,
        )  # fmt: skip
    open_needs = unmet(found, everybody)
    held = open_needs.first(persons)
    chosen = chosen_by_persons(found, population, held).head(MOST_CARDS)
    demand = pressure(found.system, everybody)
    cards = [int(zone) for zone in chosen["zone"]]
    near = closed(
        ways, found, cards, everybody, open_needs, marks.in_uncoordinated, fewest=fewest,
        most=MOST_CHANGES,
    )  # fmt: skip
    whole = _whole(record, found, cards, progress)
    most = sorted({*map(int, chosen["zone"]), *range(min(COUNTED_ZONES, len(found)))})
    numbers = {zone: number for number, zone in enumerate(most)}
    marked = _marked(marks, demand) | _ways(near) | _time(time, found, everybody)
    marked["too few"], marked["together"] = few.marked(everybody)
    keys: tuple[Key, ...] = ()
    changed = None
    if changing is not None:
        keys, changed = changing.marked(everybody)
    number = np.arange(len(everybody.weights))
    counts = report_counts(
        record, everybody.atoms, open_needs.among(np.array(most, np.int64)),
        chosen.assign(zone=[numbers[int(zone)] for zone in chosen["zone"]]),
        marked=marked, beside=changed, among=(number < persons) | (number >= known),
        between=margin_ranges(found, marks, zones, numbers),
        smallest_cell=smallest_cell, progress=progress,
    )  # fmt: skip
    return ZonesView(
        record, found, at, chosen, counts, MappingProxyType(numbers), share, marks, beside, demand,
        ways, near, whole, time, few, None if changing is None else changing.shown(keys, counts),
        recipe.joined(counts.recipe),
    )  # fmt: skip


def _first(folk: People, number: int) -> People:
    return People(
        folk.atoms, folk.values[:number], folk.needs[:number], folk.weights[:number], folk.spread,
        folk.margins,
    )  # fmt: skip


def _whole(
    record: Record, found: GreyZones, cards: Sequence[int], progress: Progress
) -> Mapping[int, ZoneRepair]:
    repairs = zone_repairs(record, found, cards, progress=progress)
    return MappingProxyType(dict(zip(cards, repairs, strict=bool(repairs))))


def _marked(marks: MarkLists, asked: Pressure) -> dict[Kind, Marks]:
    return {
        "contested": marks.in_contested,
        "last resort": marks.in_last_resort,
        "contested row": marks.rows_contested,
        "last resort row": marks.rows_last_resort,
        "uncoordinated": marks.in_uncoordinated,
        "asking": asked.asking,
        "only way": asked.only_way,
    }


def _ways(near: Closed) -> dict[Kind, Marks]:
    return {"near miss": near.by_miss, "closes": near.by_pair, "repair": near.by_repair,
            "repair need": near.by_repair_need}  # fmt: skip


def _time(time: OverTime, found: GreyZones, everybody: People) -> dict[Kind, Marks]:
    turning = who_turns(time, found.system, everybody)
    return {
        "entering": turning["entering"],
        "leaving": turning["leaving"],
        "before": turning["before"],
        "after": turning["after"],
        "time gap": who_is_in(time.gaps, everybody),
        "differing": who_is_in(time.differing, everybody),
    }
