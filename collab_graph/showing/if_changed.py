"""if_changed: what edits of a record change, for the persons that its report counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.atoms import PLACE, TIME, Atoms
from collab_graph.covering.between_days import COLUMNS, between_days
from collab_graph.covering.boxes import stacked
from collab_graph.covering.changed_zones import in_boxes, regions
from collab_graph.covering.crossing import STANDINGS, Folk, cells_moving
from collab_graph.covering.difference import Difference, difference
from collab_graph.covering.levels import LEVELS, Level
from collab_graph.covering.people import People
from collab_graph.record.edited import edited
from collab_graph.record.edits import Edits
from collab_graph.record.record import Record
from collab_graph.showing.difference_sums import (
    Key,
    Printed,
    changing,
    in_cells,
    possible_moves,
    widest_regions,
)
from collab_graph.showing.map_changes import record_changes
from collab_graph.showing.nobody import with_nobody
from collab_graph.showing.report_counts import ReportCounts
from collab_graph.showing.unmet import Marks
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent

_PERSONS = ("population", "margins")
ZONE_CHANGES = ("opened", "closed", "grown", "shrunk")


@dataclass(frozen=True, eq=False, repr=False)
class IfChanged:
    """What would be otherwise if a record were changed.

    Parameters
    ----------
    before, after : Record
        As it is, and as it would be.
    rows : DataFrame
        What is changed, as `record_changes`.
    found : Difference
        With exact figures: not for printing.
    regions : DataFrame
        The widest of what opens and closes, at most 30, without counts.
    counts : mapping of Key to Printed
        ``("open", need, "before" or "after", "")``, ``("opens", need, "", "")`` and ``("closes",
        need, "", "")`` for every need that is touched, the last two with "" for any need;
        ``("move", need, level, level)`` and ``("region", number, "", "")``. Persons are withheld
        together with the report's.
    days : (date, date) or None
        Two days of one record that are compared, the earlier first; None where it is changed.
    events : DataFrame
        Between two days: mandates that begin and end, as `between_days`, at the needs that are
        touched.
    """

    before: Record
    after: Record
    rows: pd.DataFrame
    found: Difference
    regions: pd.DataFrame
    counts: Mapping[Key, Printed]
    days: tuple[date, date] | None
    events: pd.DataFrame

    @property
    def zones(self) -> dict[str, int]:
        """Return how many zones open, close, grow and shrink."""
        several = self.found.zones["change"].value_counts()
        return {name: int(several.get(name, 0)) for name in ZONE_CHANGES}


@dataclass(frozen=True, eq=False, repr=False)
class Changing:
    """A change of rules, laid over the persons that a report counts.

    Parameters
    ----------
    before, after : Record
        As it is, and as it would be.
    found : Difference
        What differs, under the population of before.
    chosen : DataFrame
        The regions that are counted.
    folk : Folk or None
        The persons over the space of both, and nobody where somebody could be; None in cells.
    days : (date, date) or None
        Two days of one record, the earlier first.
    """

    before: Record
    after: Record
    found: Difference
    chosen: pd.DataFrame
    folk: Folk | None
    days: tuple[date, date] | None = None

    @classmethod
    def of(
        cls,
        record: Record,
        edits: Edits | Record | date,
        *,
        at: date,
        level: Level,
        certain: bool,
        wait_days: float,
        tau: float,
        seconds: float | None,
        progress: Progress = silent,
    ) -> "Changing":
        """Compare a record with what edits make of it, with another record, or on another day.

        The persons are those of the record: what another record counts is left out, so that only
        rules are compared.
        """
        if isinstance(edits, date):
            if edits == at:
                raise InputError("edits", [f"the two days are the same, {at}; give another"])
            first, second = sorted((at, edits))
            found = difference(
                record, record, at=(first, second), level=level, certain=certain,
                wait_days=wait_days, tau=tau, seconds=seconds, progress=progress,
            )  # fmt: skip
            folk = None if found.folks is None else _possible(found, found.folks[0].people)
            return cls(record, record, found, widest_regions(found), folk, (first, second))
        after = edits if isinstance(edits, Record) else edited(record, edits)
        nobody = {name: after.tables[name].iloc[:0] for name in _PERSONS}
        rules = replace(after, tables=MappingProxyType({**after.tables, **nobody}))
        found = difference(
            record, rules, at=at, level=level, certain=certain, wait_days=wait_days, tau=tau,
            seconds=seconds, progress=progress,
        )  # fmt: skip
        folk = None if found.folks is None else _possible(found, found.folks[0].people)
        return cls(record, after, found, widest_regions(found), folk)

    def persons(self, atoms: Atoms) -> tuple[People, int]:
        """Return the persons over the space of the record, and how many groups are not nobody.

        Raises
        ------
        InputError
            If a person may have a value that only the other record knows.
        """
        assert self.folk is not None
        assert self.found.folks is not None
        fine, real = self.folk.people, len(self.found.folks[0].weights)
        values, needs = _over(fine, atoms, self.found.common.before.atoms)
        known = (values >= 0).all(axis=1) & (needs > 0)
        if (~known[:real] & (fine.weights[:real] > 0)).any():
            said = "some persons may have a value that only the changed record knows; fill in their"
            raise InputError("edits", [f"{said} cells in the sheet population, or use diff"])
        kept = np.flatnonzero(known | (np.arange(len(known)) < real))
        folk = People(
            atoms, np.maximum(values[kept], 0), needs[kept], fine.weights[kept], fine.spread,
            fine.margins,
        )  # fmt: skip
        return folk, real

    def marked(self, everybody: People) -> tuple[tuple[Key, ...], Marks]:
        """Return what is counted of whom: one row for each group of persons of the report.

        Parameters
        ----------
        everybody : People
            As `persons` gives them, then further groups of nobody.
        """
        assert self.folk is not None
        fine = self.folk.people
        values, needs = _over(fine, everybody.atoms, self.found.common.before.atoms)
        real = len(self.found.folks[0].weights) if self.found.folks is not None else 0
        known = ((values >= 0).all(axis=1) & (needs > 0)) | (np.arange(len(needs)) < real)
        more = slice(int(known.sum()), None)
        beside = _within(everybody.values[more], fine.atoms, everybody.atoms, self.found)
        place = {need: bit for bit, need in enumerate(fine.atoms.needs)}
        own = [place[need] for need in everybody.atoms.needs]
        masks = _moved(everybody.needs[more], own)
        folk = Folk.of(
            self.found.reach,
            People(
                fine.atoms, np.vstack([fine.values[known], beside]),
                np.concatenate([fine.needs[known], masks]), everybody.weights, fine.spread,
                fine.margins,
            ),
        )  # fmt: skip
        told = list(self._told(folk))
        return tuple(key for key, _ in told), np.array([rows for _, rows in told]).T

    def _told(self, folk: Folk) -> Iterator[tuple[Key, Marks]]:
        """Yield everything that is counted: regions, moves, and whose needs open and close."""
        boxes = changing(self.found).take(self.chosen["box"].to_numpy(dtype=np.int64))
        for number, inside in enumerate(in_boxes(boxes, folk).T):
            yield ("region", str(number), "", ""), inside
        needs = self.found.common.words.atoms.needs
        for need, old, new in possible_moves(self.found):
            at = needs.index(need)
            moved = folk.has[:, at] & (folk.before[:, at] == old) & (folk.after[:, at] == new)
            yield ("move", need, STANDINGS[old], STANDINGS[new]), moved
        yield from self._turned(folk)

    def _turned(self, folk: Folk) -> Iterator[tuple[Key, Marks]]:
        """Yield whose needs are open, open and close: need by need, and for any need."""
        at = LEVELS.index(self.found.level)
        was, becomes = (folk.has & (side <= at) for side in (folk.before, folk.after))
        needs = self.found.common.words.atoms.needs
        for need in ("", *self.found.touched):
            some = range(len(needs)) if need == "" else [needs.index(need)]
            own = [marks[:, list(some)] for marks in (was, becomes, becomes & ~was, was & ~becomes)]
            for key, marks in zip(_turn_keys(need), own, strict=True):
                # How many have any open need then would tell of each whose other needs stay open.
                if need or key[0] != "open":
                    yield key, np.asarray(marks.any(axis=1), bool)

    def shown(self, keys: Sequence[Key], counts: ReportCounts | None) -> IfChanged:
        """Return what may be printed of it."""
        said: dict[Key, Printed] = {}
        if counts is not None:
            said = {key: counts.of_change(number) for number, key in enumerate(keys)}
        else:
            said = {key: n for key, n in in_cells(self.found, self.chosen).items() if _is_told(key)}
            for need in self.found.touched:
                numbers = self._cells_turned(need)
                said |= dict(zip(_turn_keys(need), numbers, strict=True))
        changes = record_changes(self.before, self.after)
        return IfChanged(
            self.before, self.after, changes, self.found, self.chosen, said, self.days,
            self._events(),
        )  # fmt: skip

    def _events(self) -> pd.DataFrame:
        """Return what begins and ends between two days at needs that are touched."""
        if self.days is None:
            return pd.DataFrame(columns=list(COLUMNS))
        events = between_days(self.before, *self.days)
        # A way in may hang on a mandate for another need.
        touched = self.found.reach.touched if self.found.level != "Z3" else -1
        return events[(events["needs"] & touched) != 0].reset_index(drop=True)

    def _cells_turned(self, need: str) -> tuple[int, int, int, int]:
        reach, needs = self.found.reach, self.found.common.words.atoms.needs
        moved = np.array(cells_moving(reach, needs.index(need)), object)
        inside = LEVELS.index(self.found.level) + 1
        opens, closes = moved[inside:, :inside].sum(), moved[:inside, inside:].sum()
        before = moved[:inside].sum()
        return int(before), int(before + opens - closes), int(opens), int(closes)


def _possible(found: Difference, folk: People) -> Folk:
    """Return the persons, and nobody wherever a level changes."""
    changed = [boxes for level in LEVELS for boxes in regions(found.reach, level)]
    counted = stacked(found.common.space, changed)
    out = found.reach.before[LEVELS.index(found.level)]
    return Folk.of(found.reach, with_nobody(folk, counted, out))


def _turn_keys(need: str) -> tuple[Key, Key, Key, Key]:
    return (
        ("open", need, "before", ""), ("open", need, "after", ""), ("opens", need, "", ""),
        ("closes", need, "", ""),
    )  # fmt: skip


def _is_told(key: Key) -> bool:
    """Return whether the report tells of a count; fewer counts leave more to be shown."""
    return key[0] in ("move", "region")


def _over(fine: People, atoms: Atoms, before: Atoms) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return values and needs of persons over a wider space; −1 where it has no such value."""
    number = {axis: at for at, axis in enumerate(fine.elsewhere.axes)}
    columns = []
    for axis in atoms.space.axes[:-1]:
        table = _wider(axis, fine.atoms, atoms, before)
        columns.append(table[fine.values[:, number[axis]]])
    place = {need: bit for bit, need in enumerate(atoms.needs)}
    own = [place.get(need, -1) for need in fine.atoms.needs]
    return np.stack(columns, axis=1), _moved(fine.needs, own)


def _wider(axis: str, fine: Atoms, atoms: Atoms, before: Atoms) -> NDArray[np.int64]:
    """Return for each value of the finer space which value of the wider one holds it."""
    if axis == TIME:
        return np.zeros(1, np.int64)
    if axis == PLACE:
        leaf = {part: n for n, name in enumerate(atoms.leaves) for part in before.places[name]}
        return np.array([leaf.get(name, -1) for name in fine.leaves], np.int64)
    if axis in atoms.numbers:
        starts = np.array([-np.inf if low is None else low for low, _ in atoms.numbers[axis]])
        own = np.array([-np.inf if low is None else low for low, _ in fine.numbers[axis]])
        return np.maximum(np.searchsorted(starts, own, side="right") - 1, 0).astype(np.int64)
    held = next(one for one in atoms.axes if one.name == axis).values
    values = next(one for one in fine.axes if one.name == axis).values
    return np.array([held.index(v) if v in held else -1 for v in values], np.int64)


def _within(
    values: NDArray[np.int64], fine: Atoms, atoms: Atoms, found: Difference
) -> NDArray[np.int64]:
    """Return for situations of the wider space one each that lies in them, in the finer one."""
    number = {axis: at for at, axis in enumerate(atoms.space.axes[:-1])}
    columns = []
    for axis in fine.space.axes[:-1]:
        if axis not in number:
            columns.append(np.zeros(len(values), np.int64))
            continue
        table = _wider(axis, fine, atoms, found.common.before.atoms)
        first = np.array([np.flatnonzero(table == v)[0] if (table == v).any() else 0
                          for v in range(atoms.space.sizes[number[axis]])], np.int64)  # fmt: skip
        columns.append(first[values[:, number[axis]]])
    return np.stack(columns, axis=1)


def _moved(masks: NDArray[np.int64], places: list[int]) -> NDArray[np.int64]:
    """Return masks whose bits stand in other places; a bit without a place is left out."""
    found = np.zeros(len(masks), np.int64)
    for bit, place in enumerate(places):
        if place >= 0:
            found |= (masks >> bit & 1) << place
    return found
