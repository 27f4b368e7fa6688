"""zones_view: everything a grey-zone report shows, computed and withheld, without any HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.levels import WAIT_DAYS, Level
from collab_graph.covering.people import People
from collab_graph.covering.zones import GreyZones, grey_zones
from collab_graph.record.record import Record
from collab_graph.showing.chosen import chosen_by_cells, chosen_by_persons
from collab_graph.showing.heat import open_share
from collab_graph.showing.marks import MarkLists, mark_lists
from collab_graph.showing.report_counts import SMALLEST_CELL, Kind, ReportCounts, report_counts
from collab_graph.showing.unmet import Marks, Unmet, unmet
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe

MOST_CARDS = 24
"""Cards of one report; a longer choice goes on in the table."""
COUNTED_ZONES = 24
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
    recipe: Recipe

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
    found = grey_zones(
        record, level=level, tau=tau, at=at, certain=certain, wait_days=wait_days,
        seconds=seconds, progress=progress,
    )  # fmt: skip
    folk = found.population
    marks = mark_lists(record, found.system, folk, at=at, certain=certain, progress=progress)
    share = open_share(found)
    recipe = found.recipe.then(*marks.steps)
    if folk is None:
        chosen = chosen_by_cells(found).head(MOST_CARDS)
        return ZonesView(
            record, found, at, chosen, None, MappingProxyType({}), share, marks, recipe
        )
    open_needs = unmet(found, folk)
    chosen = chosen_by_persons(found, folk, open_needs).head(MOST_CARDS)
    counted = sorted({*map(int, chosen["zone"]), *range(min(COUNTED_ZONES, len(found)))})
    numbers = {zone: number for number, zone in enumerate(counted)}
    counts = _counts(
        record, found, folk, open_needs, chosen, numbers, share > 0, marks,
        smallest_cell=smallest_cell, progress=progress,
    )  # fmt: skip
    return ZonesView(
        record, found, at, chosen, counts, MappingProxyType(numbers), share, marks,
        recipe.joined(counts.recipe),
    )  # fmt: skip


def _counts(
    record: Record,
    found: GreyZones,
    folk: People,
    open_needs: Unmet,
    chosen: pd.DataFrame,
    numbers: Mapping[int, int],
    possible: Marks,
    marks: MarkLists,
    *,
    smallest_cell: int,
    progress: Progress,
) -> ReportCounts:
    which = np.array(list(numbers), np.int64)
    some = Unmet(open_needs.weights, open_needs.place, open_needs.needs, open_needs.zones[:, which])
    marked: dict[Kind, Marks] = {
        "contested": marks.in_contested,
        "last resort": marks.in_last_resort,
        "uncoordinated": marks.in_uncoordinated,
    }
    return report_counts(
        record, folk.atoms, found.zones.boxes.take(which), some,
        chosen.assign(zone=[numbers[int(zone)] for zone in chosen["zone"]]), possible,
        marked=marked, smallest_cell=smallest_cell, progress=progress,
    )  # fmt: skip
