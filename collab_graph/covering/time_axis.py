"""time_axis: the days on which grey zones open or close, and what begins or ends on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED, TIME
from collab_graph.covering.boxes import Boxes, meets, stacked, widest
from collab_graph.covering.inside import at_need, minus
from collab_graph.covering.levels import WAIT_DAYS, Level, check_level, out_of, reaching
from collab_graph.covering.mandate_boxes import Holds, System, with_mask
from collab_graph.covering.partition import uncovered_cells
from collab_graph.covering.people import People, people
from collab_graph.covering.points import holding
from collab_graph.covering.wording import actor_name, need_text
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from collab_graph.record.words import in_language
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, with_recipe

_WORDS = ("date", "need", "need_sv", "need_en")
_EVENT = ("begins", "ends", "event_sv", "event_en")
_COUNTS = ("entering", "leaving", "before", "after")


@dataclass(frozen=True, eq=False)
class Turn:
    """One need on one day: where it is answered for on the day before, and from then."""

    period: int
    need: int
    before: Boxes
    after: Boxes


def time_axis(
    record: Record,
    *,
    level: Level = "Z1",
    certain: bool = True,
    wait_days: float = WAIT_DAYS,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Return every day on which a grey zone of a need opens or closes, and what happens then.

    .. math:: \text{entering}_t = |\{x : (x, t) \in G_k, (x, t - 1) \notin G_k\}|, \qquad
              \text{after} = \text{before} + \text{entering} - \text{leaving}

    Persons are those of the reference date, as they are then, on every day: what changes is who
    answers for them, not who they are.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    level : "Z0", "Z1", "Z2" or "Z3"
        Inside which set a zone lies.
    certain : bool
        True: zones whatever is unknown; False: also those that may be.
    wait_days : float
        For Z3: longest wait, in days, of a usable mandate. Waits and capacity have no dates.
    progress : callable
        Told how many of the days have been looked at.

    Returns
    -------
    DataFrame
        One row a day and need for which anything opens or closes, by date: ``date`` (the first day
        it is so, YYYY-MM-DD), ``need``, ``need_sv``, ``need_en``, ``begins`` and ``ends`` (ids of
        the mandates that would take a situation out of the level and begin on that day, or held on
        the day before for the last time; at Z3 mandates for other needs as well, since a way in may
        hang on them), ``event_sv``, ``event_en``, and with a population ``persons_entering``,
        ``persons_leaving``, ``persons_before``, ``persons_after`` (with the need and in the level);
        without one the same in cells, ``situations_…``, each piece of the axes once.

    Raises
    ------
    InputError
        If there is no such level.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(
    ...     strength="lead", age=["", "30+"], valid_from=["", "2026-09-01"],
    ...     valid_to=["2026-06-30", ""])
    >>> found = time_axis(Record.from_tables(tables))
    >>> found[["date", "event_sv"]].to_numpy().tolist()
    [['2026-07-01', 'Arbetsförmedlingen slutar (lag)'],
     ['2026-09-01', 'Försäkringskassan börjar (praxis)']]
    """
    check_level(level, "time_axis")
    system = System.of(record)
    folk = people(record, system.atoms)
    holds: Holds = "possible" if certain else "certain"
    out = out_of(system, level, holds=holds, wait_days=wait_days)
    numbers = [n for n, _ in reaching(system, level, holds="possible", wait_days=wait_days)]
    unit = "situations" if folk is None else "persons"
    rows: list[tuple[object, ...]] = []
    for turn in turns(system, out, progress=progress):
        counts = _in_cells(turn) if folk is None else _in_persons(system, folk, turn)
        day = system.atoms.periods[turn.period][0]
        names = [need_text(system, 1 << turn.need, language) for language in ("sv", "en")]
        start = (f"{day}", system.atoms.needs[turn.need], *names)
        rows.append((*start, *_events(system, turn, numbers, level), *counts))
    columns = [*_WORDS, *_EVENT, *(f"{unit}_{name}" for name in _COUNTS)]
    table = pd.DataFrame(rows, columns=columns)
    settings = {"level": level, "certain": certain, "wait_days": wait_days}
    step = Step.of("time_axis", settings, {"turns": len(table)})
    return with_recipe(table, record.recipe.then(step))


def turns(system: System, out: Boxes, *, progress: Progress = silent) -> Iterator[Turn]:
    """Yield every day and need from which more, fewer or others are reached, by day."""
    periods, needs = range(1, len(system.atoms.periods)), range(len(system.atoms.needs))
    of_need = [at_need(out, need) for need in needs]
    then = [[_in_period(system, boxes, t) for t in (0, *periods)] for boxes in of_need]
    for period in periods:
        progress("time axis", period - 1, len(periods))
        for need in needs:
            before, after = then[need][period - 1], then[need][period]
            if len(minus(before, after)) or len(minus(after, before)):
                yield Turn(period, need, before, after)
    progress("time axis", len(periods), len(periods))


def _in_period(system: System, boxes: Boxes, period: int) -> Boxes:
    """Return what boxes of one need hold in one period, in the space without time."""
    space = boxes.space.without(TIME)
    day = with_mask(system.atoms, TIME, 1 << period)
    some = boxes.take(meets(boxes, at_need(day, 0)))
    return widest(Boxes.from_columns(space, [some.column(axis) for axis in space.axes]))


def _in_cells(turn: Turn) -> tuple[int, int, int, int]:
    either = widest(stacked(turn.before.space, [turn.before, turn.after]))
    never = uncovered_cells(either)
    before, after = uncovered_cells(turn.before), uncovered_cells(turn.after)
    return after - never, before - never, before, after


def _in_persons(system: System, folk: People, turn: Turn) -> tuple[float, float, float, float]:
    was, becomes = unreached(system, folk, turn)
    some = (becomes & ~was, was & ~becomes, was, becomes)
    entering, leaving, before, after = (float(folk.weights[which].sum()) for which in some)
    return entering, leaving, before, after


def unreached(
    system: System, folk: People, turn: Turn
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which persons with the need are in the level on the day before, and from the day.

    Returns
    -------
    two ndarrays of bool, shape (m,)
        For m groups of persons.
    """
    having = (folk.needs >> turn.need & 1).astype(bool)
    keep = [at for at, axis in enumerate(system.atoms.space.axes) if axis not in (TIME, NEED)]
    values = folk.values[:, keep]
    return having & ~_reached(turn.before, values), having & ~_reached(turn.after, values)


def _reached(boxes: Boxes, values: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray(holding(boxes, values).any(axis=1), dtype=bool)


def _events(system: System, turn: Turn, numbers: list[int], level: Level) -> tuple[str, ...]:
    """Return which mandates begin and end, and what happens in Swedish and English."""
    day = system.atoms.periods[turn.period][0]
    assert day is not None, "only the first period has no first day, and nothing turns there"
    last = day - timedelta(days=1)
    some = range(len(system.mandates)) if level == "Z3" else numbers
    begins, ends = [], []
    for number in some:
        mandate = system.mandates[number]
        if level != "Z3" and not mandate.covered >> turn.need & 1:
            continue
        if mandate.valid_from == f"{day}":
            begins.append(number)
        if mandate.valid_to == f"{last}":
            ends.append(number)
    said = [_said(system, begins, ends, language) for language in ("sv", "en")]
    names = [SEVERAL.join(system.mandates[n].name for n in those) for those in (begins, ends)]
    return (*names, *said)


def _said(system: System, begins: list[int], ends: list[int], language: Language) -> str:
    words = ("börjar", "slutar") if language == "sv" else ("begins", "ends")
    parts = [
        f"{actor_name(system, system.mandates[number].actor)} {word} "
        f"({in_language(system.mandates[number].source, language)})"
        for word, those in zip(words, (begins, ends), strict=True)
        for number in those
    ]
    return SEVERAL.join(dict.fromkeys(parts))
