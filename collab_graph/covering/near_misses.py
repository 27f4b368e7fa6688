"""near_misses: what each single change of a mandate would close, and what it would bring."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, shared, stacked
from collab_graph.covering.changes import Change
from collab_graph.covering.contested import agreements_of, binding, contested_pairs, rivals
from collab_graph.covering.entering import enterable, senders_of
from collab_graph.covering.inside import minus
from collab_graph.covering.last_resort import last_resort_boxes, residual_cells
from collab_graph.covering.levels import WAIT_DAYS, Level, check_level, out_of, reach
from collab_graph.covering.mandate_boxes import Holds, Mandate, System, with_mask
from collab_graph.covering.measures import InCells, InPersons, Measure, Region
from collab_graph.covering.people import people
from collab_graph.covering.single_changes import single_changes
from collab_graph.covering.with_changes import mask_of, with_changes
from collab_graph.covering.wording import actor_name
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.record import Record
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, with_recipe

CHANGE_COLUMNS = (
    "kind", "mandate", "axis", "value", "exclusion", "source", "reference", "label_sv", "label_en",
)  # fmt: skip
"""The fields of a `Change`, in its order."""


def near_misses(
    record: Record,
    *,
    level: Level = "Z1",
    at: date | None = None,
    certain: bool = True,
    wait_days: float = WAIT_DAYS,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Return the single changes that take somebody out of a level, with gain and side effects.

    .. math:: \text{gain}(c) = |\{x \in G_k : x \notin G_k \text{ once } c \text{ is made}\}|

    which is what would be counted on the changed record (`changed`). A case gained fails nothing
    but what the change lifts: one value, place, period or exclusion, or one thing about standing
    that the level asks for. Where a change closes nothing it is left out.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    level : "Z0" to "Z3"
        Out of which set: G0 no actor, G1 no lead, G2 no lead that must, G3 no usable one. At Z3
        somebody may also leave because a mandate that refers to another now holds.
    at : date, optional
        The day looked at; the reference date of the record unless told.
    certain : bool
        True: gaps whatever is unknown, and side effects that are certain; False: also what may be
        a gap, and side effects that may be.
    wait_days : float
        Longest wait, in days, of a usable mandate.
    progress : callable
        Told how many mandates are done.

    Returns
    -------
    DataFrame
        One row a change, most gained first: the fields of `Change` (``kind``, ``mandate``,
        ``axis``, ``value``, ``exclusion``, ``source``, ``reference``, ``label_sv``,
        ``label_en``), ``actor``, ``actor_name``, ``status``, ``checked_on``, and with a population
        ``persons`` (each once, with a need that leaves the level), ``cases`` (a person once for
        each such need), ``newly_contested`` and ``newly_last_resort`` (persons with a need in mark
        C or L after the change that was not in it before), ``demand`` and ``demand_after``
        (persons the mandate is open to for certain, as `overload`), ``capacity`` and ``free`` (NaN
        where the record does not say). Persons fitted to margins are counted as fitted. Without a
        population ``situations`` stands for persons and cases, newly contested and newly last
        resort are situations too, and there is no demand.

    Raises
    ------
    InputError
        If there is no such level.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[0, "age"] = "16–29"
    >>> found = near_misses(Record.from_tables(tables))
    >>> found[["label_sv", "situations"]].to_numpy().tolist()
    [['låt Arbetsförmedlingen ta emot även 30 år och äldre', 1.0],
     ['låt Försäkringskassan leda, inte bara stödja', 1.0]]
    """
    check_level(level, "near_misses")
    system = System.of(record, at=at or record.reference_date)
    folk = people(record, system.atoms, progress=progress)
    changes = single_changes(system, level=level, gaps=True, wait_days=wait_days)
    measure: Measure = InCells(system.atoms.space) if folk is None else InPersons(folk)
    judge = _Judge(system, measure, level, certain, wait_days)
    of_mandate: dict[str, list[Change]] = {}
    for change in changes:
        of_mandate.setdefault(change.mandate, []).append(change)
    rows: list[dict[str, object]] = []
    for number, mandate in enumerate(system.mandates):
        progress("near_misses", number, len(system.mandates))
        if mandate.name in of_mandate:
            rows += judge.rows(number, of_mandate[mandate.name])
    table = pd.DataFrame(rows, columns=judge.columns)
    table["exclusion"] = table["exclusion"].astype("Int64")
    order = np.argsort(-table[measure.units[0]].to_numpy(dtype=float), kind="stable")
    table = table.iloc[order].reset_index(drop=True)
    day = (at or record.reference_date).isoformat()
    settings: dict[str, str | bool | float] = {"level": level, "at": day}
    settings |= {"certain": certain, "wait_days": wait_days}
    step = Step.of("near_misses", settings, {"changes": len(changes), "that close": len(table)})
    return with_recipe(table, record.recipe.then(step))


def changes_of(table: pd.DataFrame) -> tuple[Change, ...]:
    """Return the changes in rows of `near_misses`, to be made by `changed`.

    Parameters
    ----------
    table : DataFrame
        All of its rows, or some.

    Examples
    --------
    >>> from collab_graph.covering.changes import changed
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[0, "age"] = "16–29"
    >>> record = Record.from_tables(tables)
    >>> first = changes_of(near_misses(record).head(1))
    >>> len(near_misses(changed(record, first)))
    0
    """
    found = []
    for row in table[list(CHANGE_COLUMNS)].itertuples(index=False, name=None):
        said = dict(zip(CHANGE_COLUMNS, row, strict=True))
        number = said.pop("exclusion")
        found.append(Change(**said, exclusion=None if pd.isna(number) else int(number)))
    return tuple(found)


class _Judge:
    """Says what changes gain and bring, with what is the same for all computed once."""

    def __init__(
        self, system: System, measure: Measure, level: Level, certain: bool, wait_days: float
    ) -> None:
        self._system, self._measure, self._level = system, measure, level
        self._wait_days = wait_days
        self._gap: Holds = "possible" if certain else "certain"
        self._mark: Holds = "certain" if certain else "possible"
        out = out_of(system, level, holds=self._gap, wait_days=wait_days)
        pairs = [pair.boxes for pair in contested_pairs(system, self._mark)]
        last = stacked(system.atoms.space, last_resort_boxes(system, self._mark))
        self._out = measure.region(out)
        self._contested = measure.region(stacked(system.atoms.space, pairs))
        self._last = measure.region(last)
        self._agreements = agreements_of(system, self._mark)
        self._leads: dict[int, Region] = {}
        everyone = range(len(system.mandates))
        self._senders = {k for number in everyone for k in senders_of(system, number)}

    @property
    def columns(self) -> list[str]:
        demand = ["demand", "demand_after", "capacity", "free"]
        return [
            *CHANGE_COLUMNS, "actor", "actor_name", "status", "checked_on", *self._measure.units,
            "newly_contested", "newly_last_resort", *(demand if self._in_persons else []),
        ]  # fmt: skip

    @property
    def _in_persons(self) -> bool:
        return isinstance(self._measure, InPersons)

    def rows(self, number: int, changes: Sequence[Change]) -> list[dict[str, object]]:
        """Return a row for each change of one mandate that closes something."""
        measure, nowhere = self._measure, Boxes.from_masks(self._system.atoms.space, [])
        afters = [with_changes(self._system, [change]) for change in changes]
        reached = [self._reached(number, c, a) for c, a in zip(changes, afters, strict=True)]
        gains = measure.counted(reached, outside=self._out)
        closing = np.flatnonzero(gains[measure.units[-1]] > 0).tolist()
        if not closing:
            return []
        afters = [afters[k] for k in closing]
        some = [changes[k] for k in closing]
        leading = [
            self._new(c, a.covering(number, self._mark)) if a.mandates[number].lead else nowhere
            for c, a in zip(some, afters, strict=True)
        ]
        resorts = [
            self._new(c, self._last_resort(number, a)) for c, a in zip(some, afters, strict=True)
        ]
        contested = measure.counted(
            leading, outside=self._contested, inside=self._rivals_of(number)
        )
        last = measure.counted(resorts, outside=self._last)
        brought = {"newly_contested": contested, "newly_last_resort": last}
        demand = self._demand(number, afters) if self._in_persons else {}
        rows = []
        for at, k in enumerate(closing):
            own: dict[str, object] = {c: getattr(changes[k], c) for c in CHANGE_COLUMNS}
            own |= self._who(self._system.mandates[number])
            own |= {unit: float(gains[unit][k]) for unit in measure.units}
            own |= {name: float(c[measure.units[0]][at]) for name, c in brought.items()}
            own |= {name: float(column[at]) for name, column in demand.items()}
            rows.append(own)
        return rows

    def _reached(self, number: int, change: Change, after: System) -> Boxes:
        """Return what is out of the level once a change is made, as far as it may be new."""
        holds, wait = self._gap, self._wait_days
        if self._level == "Z3":
            if number in self._senders:
                # Whoever is referred by this mandate may now get in elsewhere.
                return out_of(after, "Z3", holds=holds, wait_days=wait)
            ways_in = list(enterable(self._system, holds))
            if change.kind == "entry":
                ways_in[number] = Boxes.everything(self._system.atoms.space)
            after.ways_in[holds] = tuple(ways_in)
        found = reach(after, number, self._level, holds=holds, wait_days=wait)
        nowhere = Boxes.from_masks(self._system.atoms.space, [])
        return nowhere if found is None else self._new(change, found)

    def _new(self, change: Change, boxes: Boxes) -> Boxes:
        """Return what boxes of a changed mandate have where the change adds something."""
        if change.kind not in ("value", "place"):
            return boxes
        atoms = self._system.atoms
        return shared(boxes, with_mask(atoms, change.axis, mask_of(atoms, change)))

    def _rivals_of(self, number: int) -> Region:
        """Return where others lead who would contest a mandate, were it to lead there."""
        system, found = self._system, []
        for other, mandate in enumerate(system.mandates):
            if not mandate.lead or not rivals(system, number, other, self._mark):
                continue
            bound = binding(system, self._agreements, number, other)
            if bound:
                boxes = system.covering(other, self._mark)
                for where in bound:
                    boxes = minus(boxes, where)
                found.append(self._measure.region(boxes))
            else:
                if other not in self._leads:
                    boxes = system.covering(other, self._mark)
                    self._leads[other] = self._measure.region(boxes)
                found.append(self._leads[other])
        return self._measure.union(found)

    def _last_resort(self, number: int, after: System) -> Boxes:
        """Return where residual leads are left while others fail, as far as that may be new."""
        if self._system.mandates[number].residual in residual_cells(self._mark):
            return last_resort_boxes(after, self._mark)[0]
        # A mandate that is not residual takes away last resorts where it comes to hold.
        return Boxes.from_masks(self._system.atoms.space, [])

    def _demand(self, number: int, afters: Sequence[System]) -> dict[str, NDArray[np.float64]]:
        nobody = self._measure.union([])
        boxes = [s.covering(number, "certain") for s in (self._system, *afters)]
        persons = self._measure.counted(boxes, outside=nobody)["persons"]
        capacity, free = np.full(len(afters), np.nan), np.full(len(afters), np.nan)
        for at, after in enumerate(afters):
            mandate = after.mandates[number]
            if mandate.capacity not in ("", UNKNOWN):
                capacity[at] = float(mandate.capacity)
                if mandate.occupied != UNKNOWN:
                    free[at] = capacity[at] - float(mandate.occupied or 0)
        before = np.full(len(afters), persons[0])
        return {"demand": before, "demand_after": persons[1:], "capacity": capacity, "free": free}

    def _who(self, mandate: Mandate) -> dict[str, object]:
        return {
            "actor": mandate.actor,
            "actor_name": actor_name(self._system, mandate.actor),
            "status": mandate.status,
            "checked_on": mandate.checked_on,
        }
