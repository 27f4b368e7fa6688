"""difference: what another record or another day changes — zones, levels, marks, in persons."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes
from collab_graph.covering.changed_zones import region_table, zone_table
from collab_graph.covering.common_space import CommonSpace, common_space
from collab_graph.covering.crossing import STANDINGS, Folk, Reach
from collab_graph.covering.levels import WAIT_DAYS, Level, check_level
from collab_graph.covering.mandate_boxes import Holds
from collab_graph.covering.people import People, people
from collab_graph.covering.statements import (
    Statements,
    levels_in_cells,
    marks_in_cells,
    statements,
)
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Setting, Step, with_recipe

Held = Literal["before", "after"]
SIDES: tuple[Held, Held] = ("before", "after")
_CHANGES = ("before", "after", "by_rules", "by_people")


@dataclass(frozen=True, eq=False, repr=False)
class Difference:
    """What differs between two records, or two days of one.

    Parameters
    ----------
    levels : DataFrame
        ``need`` ("": the lowest level of any need of a person), ``level`` ("Z0" … "Z3",
        "covered"), ``before``, ``after``, ``by_rules``, ``by_people``: persons, else situations.
        ``after`` − ``before`` = ``by_rules`` + ``by_people``.
    moves : DataFrame
        ``need``, ``level_before``, ``level_after``, ``count``: how many of the population that is
        held (else situations) go from which level to which, where any do.
    marks : DataFrame
        ``mark`` ("C" contested, "L" last resort, "ZK" uncoordinated), ``needs`` (one, a set for
        ZK, "" for any), ``before``, ``after``, ``by_rules``, ``by_people``, and of the population
        that is held ``newly`` and ``no_longer``.
    regions : DataFrame
        One row a widest box of what opens or closes at the level, exactly: ``change`` ("opened" or
        "closed"), ``zone`` (what becomes of the widest zone it lies in: a new one, "opened", or one
        that was there and has "grown"; one that is gone, "closed", or has "shrunk"), ``need``, its
        labels, ``situation_sv``, ``situation_en``, ``level_before``, ``level_after`` ("Z0–Z1" where
        they vary), ``box`` (its position in `regions`), ``cells``, ``persons`` (with a population;
        they overlap), ``wording_sv``, ``wording_en``. As many are "opened" (or "closed") as there
        are such zones; a zone grows or shrinks in one region or in several.
    zones : DataFrame
        One row a widest zone that is not as it was: ``change`` ("opened", "closed", "grown",
        "shrunk"), ``need``, its labels, ``situation_sv``, ``situation_en``, ``before`` and
        ``after`` (persons in it whom nobody answers for, else situations).
    only : DataFrame
        What only one record has, as `CommonSpace`.
    common : CommonSpace
        Both as systems.
    folks : (Folk, Folk) or None
        The persons of before and of after with their levels; None where neither has any.
    boxes : Boxes
        The boxes of all zones of before and after at the needs where anything differs.
    at : (date, date)
        The days looked at.
    level, holds, wait_days, held
        As asked.
    complete : bool
        Whether every zone is among those compared.
    recipe : Recipe
        How it was found.
    """

    levels: pd.DataFrame
    moves: pd.DataFrame
    marks: pd.DataFrame
    regions: pd.DataFrame
    zones: pd.DataFrame
    only: pd.DataFrame
    common: CommonSpace
    reach: Reach
    folks: tuple[Folk, Folk] | None
    boxes: Boxes
    at: tuple[date, date]
    level: Level
    holds: Holds
    wait_days: float
    held: Held
    complete: bool
    recipe: Recipe

    @property
    def unit(self) -> Literal["persons", "cells"]:
        """Return what the counts are of: persons, or situations where nobody is counted."""
        return "cells" if self.folks is None else "persons"

    @property
    def modelled(self) -> bool:
        """Return whether any persons were fitted to margins, not counted."""
        return self.folks is not None and any(folk.people.modelled for folk in self.folks)

    @property
    def touched(self) -> tuple[str, ...]:
        """Return the needs at which the rules differ at any level."""
        needs = self.common.words.atoms.needs
        return tuple(need for bit, need in enumerate(needs) if self.reach.touched >> bit & 1)

    @property
    def held_folk(self) -> Folk | None:
        """Return the persons of the population that is held."""
        return None if self.folks is None else self.folks[SIDES.index(self.held)]

    def __repr__(self) -> str:
        """Say how much opens, closes, grows and shrinks."""
        counts = self.zones["change"].value_counts()
        said = ", ".join(f"{counts.get(c, 0)} {c}" for c in ("opened", "closed", "grown", "shrunk"))
        return f"Difference(zones inside {self.level}: {said}; in {self.unit})"


def difference(
    before: Record,
    after: Record,
    *,
    at: date | tuple[date, date] | None = None,
    level: Level = "Z1",
    held: Held = "before",
    certain: bool = True,
    wait_days: float = WAIT_DAYS,
    tau: float = 0.0,
    seconds: float | None = None,
    progress: Progress = silent,
) -> Difference:
    r"""Return what differs between two records, or between two days of one, exactly.

    Both are laid over one space, cut at every bound that either uses (`common_space`; what only one
    of them has is in ``only``). With :math:`L_r(p)` the count of population p under the rules r,

    .. math:: L_{after}(p_{after}) - L_{before}(p_{before}) =
              \underbrace{L_{after}(p_{held}) - L_{before}(p_{held})}_{\text{by rules}} +
              \text{by people}

    so that a change of rules and a change of people are told apart. Where only one record counts
    persons, they stand for both.

    Parameters
    ----------
    before, after : Record
        Last year's and this year's; or one record twice, with two days.
    at : date or (date, date), optional
        The day looked at, or one for each; otherwise each on its own reference date.
    level : "Z0", "Z1", "Z2" or "Z3"
        Inside which set zones and regions lie.
    held : "before" or "after"
        The population under which the rules are compared: in ``moves``, ``regions``, ``zones``,
        and ``by_rules``.
    certain : bool
        As in `grey_zones` for levels and zones, and in `contested` for marks.
    wait_days : float
        Longest wait, in days, of a usable mandate.
    tau : float
        Least persons of the population that is held in a zone; needs a population.
    seconds : float, optional
        Stop searching for zones after this time; all else is exact all the same.
    progress : callable
        Told how far the reading of persons is.

    Returns
    -------
    Difference
        Tables, each carrying the recipe.

    Raises
    ------
    InputError
        If ``tau`` is given without a population, ``held`` is neither, an axis is of two kinds, or a
        population cannot be read.

    Examples
    --------
    The agency took everybody, then only those under 30:

    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> before = Record.from_tables(tables)
    >>> tables["mandates"] = tables["mandates"].assign(age=["under 30", "30+"])
    >>> found = difference(before, Record.from_tables(tables))
    >>> found
    Difference(zones inside Z1: 1 opened, 0 closed, 0 grown, 0 shrunk; in cells)
    >>> found.regions.loc[0, "wording_en"]
    'arbete: a new grey zone – aged 30 and older: nobody has the lead.'
    """
    check_level(level, "difference")
    _check_held(held)
    days = _days(before, after, at)
    common = common_space(before, after, at=days)
    holds: Holds = "possible" if certain else "certain"
    reach = Reach.of(common, holds=holds, wait_days=wait_days)
    folks = _folks(reach, progress)
    if folks is None and tau > 0:
        raise InputError("difference", ["tau needs a population; neither record has one"])
    marks_hold: Holds = "certain" if certain else "possible"
    own = folks[SIDES.index(held)] if folks is not None else None
    if folks is not None and own is not None:
        said = [statements(reach, folk, marks_hold) for folk in dict.fromkeys(folks)]
        levels, marks = _counted(folks, (said[0], said[-1]), SIDES.index(held))
        moves = _moves(reach, own)
    else:
        levels, moves, marks = _in_cells(reach, marks_hold)
    zones, every = zone_table(reach, level, own, tau=tau, seconds=seconds)
    regions = region_table(reach, level, own)
    settings: dict[str, Setting] = {
        "at": f"{days[0]}, {days[1]}", "level": level, "held": held, "certain": certain,
        "wait_days": wait_days, "tau": tau,
    }  # fmt: skip
    counts = {"needs that differ": reach.touched.bit_count(), "zones changed": len(zones),
              "regions": len(regions), "in one record only": len(common.only)}  # fmt: skip
    recipe = before.recipe.joined(after.recipe).then(Step.of("difference", settings, counts))
    return Difference(
        with_recipe(levels, recipe), with_recipe(moves, recipe), with_recipe(marks, recipe),
        with_recipe(regions, recipe), with_recipe(zones, recipe), with_recipe(common.only, recipe),
        common, reach, folks, every.boxes, days, level, holds, wait_days, held, every.complete,
        recipe,
    )  # fmt: skip


def _check_held(held: str) -> None:
    if held not in SIDES:
        raise InputError("difference", [f"held is {held!r}; say 'before' or 'after'"])


def _days(before: Record, after: Record, at: date | tuple[date, date] | None) -> tuple[date, date]:
    if at is None:
        return before.reference_date, after.reference_date
    return at if isinstance(at, tuple) else (at, at)


def _folks(reach: Reach, progress: Progress) -> tuple[Folk, Folk] | None:
    """Return the persons of both; the same where they are the same, or only one counts any."""
    common = reach.common
    systems = (common.before, common.after)
    old, new = systems
    same = old.atoms.places == new.atoms.places and all(
        old.record.tables[sheet].equals(new.record.tables[sheet])
        for sheet in ("population", "margins")
    )
    first = people(old.record, old.atoms, progress=progress)
    second = None if same else people(new.record, new.atoms, progress=progress)
    found: list[People] = [folk for folk in (first, second) if folk is not None]
    if not found:
        return None
    folks = [Folk.of(reach, folk) for folk in found]
    return folks[0], folks[-1]


def _counted(
    folks: tuple[Folk, Folk], said: tuple[Statements, Statements], held: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of levels and of marks, in persons."""
    nobody = [np.zeros(len(folk.weights), bool) for folk in folks]
    rows: dict[str, list[tuple[object, ...]]] = {"level": [], "mark": []}
    keys = dict.fromkeys([*said[0], *said[1]])
    order = sorted(keys, key=lambda key: key[0] == "mark")
    for key in order:
        sets = [s.get(key, (none, none)) for s, none in zip(said, nobody, strict=True)]
        first, last = folks[0].persons(sets[0][0]), folks[1].persons(sets[1][1])
        was, would_be = (folks[held].persons(side) for side in sets[held])
        rules = would_be - was
        cells: tuple[object, ...] = (first, last, rules, last - first - rules)
        if key[0] == "mark":
            old, new = sets[held]
            cells = (*cells, folks[held].persons(new & ~old), folks[held].persons(old & ~new))
        rows[key[0]].append((key[1], key[2], *cells))
    return _tables(rows)


def _tables(rows: dict[str, list[tuple[object, ...]]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    levels = pd.DataFrame(rows["level"], columns=["need", "level", *_CHANGES])
    names = ["needs", "mark", *_CHANGES, "newly", "no_longer"]
    marks = pd.DataFrame(rows["mark"], columns=names)
    marks["order"] = [("C", "L", "ZK").index(mark) for mark in marks["mark"]]
    marks = marks.sort_values("order", kind="stable", ignore_index=True)
    return levels, marks[["mark", "needs", *names[2:]]]


def _moves(reach: Reach, folk: Folk) -> pd.DataFrame:
    """Return how many persons go from which level to which."""
    names = folk.people.atoms.needs
    parts: list[tuple[str, NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]] = []
    for need in range(len(names)):
        if reach.touched >> need & 1:
            some = folk.has[:, need]
            sides = folk.before[some, need], folk.after[some, need]
            parts.append((names[need], *sides, folk.weights[some]))
    some = folk.anybody
    sides = folk.lowest(folk.before)[some], folk.lowest(folk.after)[some]
    parts.append(("", *sides, folk.weights[some]))
    rows = []
    for name, old, new, weights in parts:
        table = np.zeros((len(STANDINGS), len(STANDINGS)))
        np.add.at(table, (old, new), weights)
        rows += [(name, *_named(i, j), float(table[i, j])) for i, j in np.argwhere(table > 0)]
    return pd.DataFrame(rows, columns=["need", "level_before", "level_after", "count"])


def _named(old: int, new: int) -> tuple[str, str]:
    return STANDINGS[old], STANDINGS[new]


def _in_cells(reach: Reach, holds: Holds) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the tables of levels, moves and marks, in situations."""
    rows: dict[str, list[tuple[object, ...]]] = {"level": [], "mark": []}
    moves = []
    for need, table in levels_in_cells(reach).items():
        for number, level in enumerate(STANDINGS):
            old, new = sum(table[number]), sum(row[number] for row in table)
            rows["level"].append((need, level, old, new, new - old, 0))
        moves += [
            (need, *_named(i, j), table[i][j])
            for i in range(len(table))
            for j in range(len(table))
            if table[i][j]
        ]
    for (_, needs, mark), (old, new, newly, gone) in marks_in_cells(reach, holds).items():
        rows["mark"].append((needs, mark, old, new, new - old, 0, newly, gone))
    levels, marks = _tables(rows)
    columns = ["need", "level_before", "level_after", "count"]
    return levels, pd.DataFrame(moves, columns=columns), marks
