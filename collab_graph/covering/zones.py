"""zones: the grey zones of a record — every widest box of situations that no actor answers for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED
from collab_graph.covering.blockers import blocker_map, nearest_text
from collab_graph.covering.boxes import Boxes, meets, spans
from collab_graph.covering.by_need import joined_over, zones_for_each
from collab_graph.covering.levels import COVERED, LEVELS, WAIT_DAYS, Level, check_level, out_of
from collab_graph.covering.mandate_boxes import Holds, System
from collab_graph.covering.margin_range import ranges
from collab_graph.covering.maximal import Zones
from collab_graph.covering.people import People, people
from collab_graph.covering.points import holding
from collab_graph.covering.weights import weights_of
from collab_graph.covering.wording import need_text, situation_text, verdict
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step, with_recipe


@dataclass(frozen=True, eq=False, repr=False)
class GreyZones:
    """The grey zones of a record, in words, persons and boxes.

    Parameters
    ----------
    table : DataFrame
        One row a zone, as `grey_zones` says.
    zones : Zones
        The boxes, joined over needs, row for row.
    single : Zones
        The same zones for each need by itself, before joining.
    blockers : DataFrame
        For every zone and mandate of its needs what keeps it out, as `blocker_map` gives it.
    system : System
        The mandates and the space.
    population : People or None
        Whom the zones were weighed by.
    level : Level
        Inside which set the zones lie.
    holds : Holds
        Which boxes they avoid: possible ones (certain gaps) or certain ones (possible gaps).
    wait_days : float
        Longest wait of a usable mandate.
    recipe : Recipe
        How they were found.
    """

    table: pd.DataFrame
    zones: Zones
    single: Zones
    blockers: pd.DataFrame
    system: System
    population: People | None
    level: Level
    holds: Holds
    wait_days: float
    recipe: Recipe

    @property
    def modelled(self) -> bool:
        """Return whether persons were fitted to margins, not counted; False without persons."""
        return self.population is not None and self.population.modelled

    @property
    def complete(self) -> bool:
        """Return whether every zone of the weight asked for is here."""
        return self.zones.complete

    @property
    def complete_tau(self) -> float | None:
        """Return the persons from which on every zone (of one need) is here."""
        return self.zones.complete_tau

    def __len__(self) -> int:
        """Return the number of zones."""
        return len(self.table)

    def __repr__(self) -> str:
        """Say how many zones there are and whether that is all of them."""
        how = "complete" if self.complete else f"complete from {self.complete_tau}"
        return f"GreyZones({len(self)} inside {self.level}, {how})"


def grey_zones(
    record: Record,
    *,
    level: Level = "Z1",
    tau: float = 0.0,
    at: date | None = None,
    certain: bool = True,
    occurring: bool = False,
    wait_days: float = WAIT_DAYS,
    seconds: float | None = None,
    progress: Progress = silent,
) -> GreyZones:
    r"""Return every widest box of situations in which no actor answers for a need.

    Zones are sought for each need by itself and cannot be widened on any other axis; those equal on
    all other axes are then joined over needs. They overlap: counts of persons do not add up.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    level : "Z0", "Z1", "Z2" or "Z3"
        Inside which set a zone lies: no actor at all, no lead, no lead that must, no usable lead
        that must. Each holds the one before.
    tau : float
        Least number of persons in a zone (of one need); needs a population or margins.
    at : date, optional
        Look at this day only; otherwise the axis of time stays, and persons count at the reference
        date.
    certain : bool
        True: gaps whatever is unknown (they avoid every box a mandate may have). False: also what
        may be a gap (they avoid only what holds for certain).
    occurring : bool
        Leave out zones in which the population has nobody.
    wait_days : float
        Longest wait, in days, of a usable mandate.
    seconds : float, optional
        Stop after this time; the result then says for which tau it is complete.
    progress : callable
        Told how far the search is.

    Returns
    -------
    GreyZones
        ``table`` has ``zone``, ``needs`` (ids), ``needs_sv``, ``needs_en``, ``situation_sv``,
        ``situation_en``, ``level`` (the narrowest set the whole zone lies in), ``wording_sv``,
        ``wording_en``, ``mark`` ("certain" or "possible"), ``axes_limited`` and ``values`` (how
        many axes the zone limits, how many values it admits in all), and with a population
        ``persons`` (each once, with at least one of the zone's needs) and ``persons_Z0`` … up to
        the level (by the lowest level of a person's needs in the zone). Where persons are fitted to
        margins (``modelled``), also ``persons_low`` and ``persons_high``: the least and the most
        that the margins allow (`ranges`). Most persons first; without a population the widest
        first.

    Raises
    ------
    InputError
        If ``tau`` or ``occurring`` is given without a population, or margins contradict each other.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[0, "age"] = "16–29"
    >>> found = grey_zones(Record.from_tables(tables))
    >>> found
    GreyZones(1 inside Z1, complete)
    >>> print(found.table.loc[0, "wording_sv"].replace(". ", ".\n"))
    30 år och äldre: ingen har huvudansvaret.
    Närmast: Arbetsförmedlingen — faller på ålder (lag, inte bekräftad).
    """
    check_level(level, "grey_zones")
    system = System.of(record, at=at)
    folk = people(record, system.atoms, progress=progress)
    if folk is None and (tau > 0 or occurring):
        raise InputError("grey_zones", ["tau and occurring need a population; the record has none"])
    holds: Holds = "possible" if certain else "certain"
    cases = folk.cases() if folk is not None else None
    single = zones_for_each(
        system.atoms.space,
        out_of(system, level, holds=holds, wait_days=wait_days),
        NEED,
        persons=cases,
        tau=tau,
        admissible=cases if occurring else None,
        seconds=seconds,
        progress=progress,
    )
    settings = {"level": level, "tau": tau, "at": at.isoformat() if at else None,
                "certain": certain, "occurring": occurring, "wait_days": wait_days}  # fmt: skip
    zones = joined_over(single, NEED)
    counts: dict[str, int] = {"per need": len(single), "zones": len(zones)}
    table, zones = _described(system, zones, folk, level, holds, wait_days)
    if folk is not None and folk.margins is not None:
        allowed = ranges(folk.margins, zones.boxes, progress=progress)
        after = list(table.columns).index("persons") + 1
        table.insert(after, "persons_low", allowed.low)
        table.insert(after + 1, "persons_high", allowed.high)
        counts |= {"profiles fitted to margins": len(folk.weights)}
        counts |= {"ranges that could be narrower": int((~allowed.sharp).sum())}
    step = Step.of("grey_zones", settings, counts)
    recipe = record.recipe.joined(zones.recipe).then(step)
    blockers = blocker_map(system, zones.boxes, level=level, holds=holds, wait_days=wait_days)
    table = _with_nearest(table, blockers)
    return GreyZones(
        with_recipe(table, recipe), zones, single, with_recipe(blockers, recipe), system, folk,
        level, holds, wait_days, recipe,
    )  # fmt: skip


def _with_nearest(table: pd.DataFrame, blockers: pd.DataFrame) -> pd.DataFrame:
    """Return the table with who is nearest added to the wordings."""
    of_zone: dict[int, list[dict[Any, str]]] = {}
    for row in blockers.to_dict("records"):
        of_zone.setdefault(row["zone"], []).append(row)
    said = {}
    for language in ("sv", "en"):
        column = f"wording_{language}"
        nearest = [nearest_text(of_zone.get(zone, []), language) for zone in table["zone"]]
        pairs = zip(table[column], nearest, strict=True)
        said[column] = pd.Series([" ".join(filter(None, p)) for p in pairs], dtype="str")
    return table.assign(**said)


def _described(
    system: System, zones: Zones, folk: People | None, level: Level, holds: Holds, wait: float
) -> tuple[pd.DataFrame, Zones]:
    """Return the table of zones, and the zones in its order."""
    boxes, atoms = zones.boxes, system.atoms
    outs = [out_of(system, k, holds=holds, wait_days=wait) for k in LEVELS]
    possible = outs[LEVELS.index(level)]
    if holds == "certain":
        possible = out_of(system, level, holds="possible", wait_days=wait)
    levels = [_narrowest(outs, boxes, n) for n in range(len(boxes))]
    marks = [not meets(possible, boxes.take(np.array([n]))).any() for n in range(len(boxes))]
    values = np.array([spans(boxes, at) for at in range(len(atoms.space.axes))])
    limited = (values < np.array(atoms.space.sizes)[:, None]).sum(axis=0) if len(boxes) else []
    masks = boxes.to_masks()
    columns: dict[str, object] = {
        "needs": ["; ".join(_needs(atoms.needs, mask[-1])) for mask in masks],
        **{f"needs_{x}": [need_text(system, mask[-1], x) for mask in masks] for x in ("sv", "en")},
        **{f"situation_{x}": [situation_text(system, m, x) for m in masks] for x in ("sv", "en")},
        "level": levels,
    }
    for language in ("sv", "en"):
        situations = columns[f"situation_{language}"]
        assert isinstance(situations, list)
        columns[f"wording_{language}"] = [
            verdict(said, k, language) for said, k in zip(situations, levels, strict=True)
        ]
    columns["mark"] = ["certain" if certain else "possible" for certain in marks]
    columns["axes_limited"] = np.array(limited, np.int64)
    columns["values"] = values.sum(axis=0, dtype=np.int64)
    order = np.arange(len(boxes))
    if folk is not None:
        by_level = persons_by_level(folk, boxes, outs)
        total = by_level.sum(axis=1)
        columns["persons"] = total
        for number, name in enumerate(LEVELS[: LEVELS.index(level) + 1]):
            columns[f"persons_{name}"] = by_level[:, number]
        order = np.argsort(-total, kind="stable")
    table = pd.DataFrame(columns).iloc[order].reset_index(drop=True)
    table.insert(0, "zone", np.arange(len(table)))
    weights = zones.weights[order] if zones.weights is not None else None
    ordered = Zones(
        boxes.take(order), weights, zones.uncovered, zones.complete, zones.complete_tau,
        zones.recipe,
    )  # fmt: skip
    return table, ordered


def _needs(needs: tuple[str, ...], mask: int) -> list[str]:
    return [need for bit, need in enumerate(needs) if mask >> bit & 1]


def _narrowest(outs: list[Boxes], boxes: Boxes, number: int) -> str:
    """Return the first level whose set holds the whole zone."""
    box = boxes.take(np.array([number]))
    inside = [not meets(out, box).any() for out in outs]
    return next((k for k, is_in in zip(LEVELS, inside, strict=True) if is_in), COVERED)


def persons_by_level(folk: People, boxes: Boxes, outs: list[Boxes]) -> NDArray[np.float64]:
    """Return how many persons each box holds, by the lowest level of their needs in it.

    Parameters
    ----------
    folk : People
        Persons with sets of needs.
    boxes : Boxes
        n boxes of the whole space.
    outs : list of Boxes
        What lies outside each level, as `out_of` gives it.

    Returns
    -------
    ndarray of float, shape (n, levels + 1)
        Persons with at least one need of the box, each once, in the column of the level; the last
        column has those all of whose needs in the box are covered.
    """
    levels = person_levels(folk, outs)
    masks = boxes.column(NEED).astype(np.int64)
    others = Boxes.from_columns(folk.elsewhere, [boxes.column(a) for a in folk.elsewhere.axes])
    found = np.zeros((len(boxes), len(outs) + 1))
    for mask in np.unique(masks):
        those = np.flatnonzero(masks == mask)
        asked = (mask >> np.arange(levels.shape[1]) & 1).astype(bool)
        having = (folk.needs[:, None] >> np.arange(levels.shape[1]) & 1).astype(bool) & asked
        lowest = np.where(having, levels, len(outs) + 1).min(axis=1)
        for number in range(len(outs) + 1):
            found[those, number] = weights_of(others.take(those), folk.persons(lowest == number))
    return found


def person_levels(
    folk: People, outs: Sequence[Boxes], *, needs: Sequence[int] | None = None
) -> NDArray[np.int64]:
    """Return the level of every person at every need, as a number; the last is covered.

    Shape (groups of persons, needs): all needs, whether the persons have them or not, or some.
    """
    rows, which = np.unique(folk.values, axis=0, return_inverse=True)
    some = range(len(folk.atoms.needs)) if needs is None else needs
    levels = np.full((len(rows), len(some)), len(outs), np.int64)
    for at, need in enumerate(some):
        values = np.hstack([rows, np.full((len(rows), 1), need, np.int64)])
        for number in reversed(range(len(outs))):
            reached = holding(outs[number], values).any(axis=1)
            levels[~reached, at] = number
    return levels[which.ravel()]
