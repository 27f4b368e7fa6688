"""map_view: everything a map of actors shows, computed without any HTML."""

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import pandas as pd

from collab_graph.covering.zones import GreyZones, grey_zones
from collab_graph.record.record import Record
from collab_graph.showing.map_borders import borders
from collab_graph.showing.map_changes import record_changes
from collab_graph.showing.map_flows import recorded_flows
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step


@dataclass(frozen=True, eq=False, repr=False)
class MapView:
    """What a map of actors shows: who does what, how and for whom. It holds no person.

    Parameters
    ----------
    record : Record
        Actors, mandates, interventions and ties.
    at : date
        The day the map opens on.
    found : GreyZones
        The grey zones of that day, found without the population.
    borders : DataFrame
        As `borders`: where mandates end and zones begin.
    flows : DataFrame
        As `recorded_flows`: referrals, payments, precedence.
    before : Record or None
        An earlier record that this one is compared with.
    changes : DataFrame or None
        As `record_changes`; None without an earlier record.
    recipe : Recipe
        How all of it came about.
    """

    record: Record
    at: date
    found: GreyZones
    borders: pd.DataFrame
    flows: pd.DataFrame
    before: Record | None
    changes: pd.DataFrame | None
    recipe: Recipe

    def __repr__(self) -> str:
        """Say how many actors, mandates, interventions and ties there are."""
        tables = self.record.tables
        return (
            f"MapView({len(tables['actors'])} actors, {len(tables['mandates'])} mandates, "
            f"{len(tables['interventions'])} interventions, {len(tables['collaborations'])} ties)"
        )


def map_view(
    record: Record,
    *,
    before: Record | None = None,
    at: date | None = None,
    seconds: float | None = None,
    progress: Progress = silent,
) -> MapView:
    """Return everything the map of a record shows.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    before : Record, optional
        An earlier one, such as last year's, to say what has changed since.
    at : date, optional
        The day the map opens on and the zones are those of; the reference date unless told.
    seconds : float, optional
        How long zones are looked for at most; as long as it takes unless told. Where time runs out,
        the map says that borders may be missing.
    progress : callable
        Told how far the search for zones is.

    Returns
    -------
    MapView
        Without any person: the population of the record is left out before anything is computed.

    Raises
    ------
    InputError
        As `grey_zones`.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> map_view(Record.from_tables(example_tables()))
    MapView(2 actors, 2 mandates, 0 interventions, 0 ties)
    """
    day = at or record.reference_date
    found = grey_zones(_without_persons(record), at=day, seconds=seconds, progress=progress)
    ends = borders(found)
    flows = recorded_flows(record)
    changes = None if before is None else record_changes(before, record)
    settings = {"at": day.isoformat(), "compared with": None if before is None else before.title}
    counts = {"borders": len(ends), "flows": len(flows)}
    if changes is not None:
        counts["changes"] = len(changes)
    recipe = record.recipe.joined(found.recipe).then(Step.of("map_view", settings, counts))
    return MapView(record, day, found, ends, flows, before, changes, recipe)


def _without_persons(record: Record) -> Record:
    """Return the record as if nobody had been counted: a map is of organisations."""
    counted = ("population", "margins")
    tables = {n: t.iloc[:0] if n in counted else t for n, t in record.tables.items()}
    return replace(record, tables=MappingProxyType(tables))
