"""between_days: which mandates begin and end between two days."""

from datetime import date, timedelta

import pandas as pd

from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.wording import actor_name, need_text
from collab_graph.record.record import Record

COLUMNS = (
    "date", "event", "mandate", "actor", "actor_name", "needs", "needs_sv", "needs_en", "source",
    "reference",
)  # fmt: skip


def between_days(record: Record, first: date, second: date) -> pd.DataFrame:
    """Return the mandates that begin after one day and by another, or held on it and end before.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    first, second : date
        Two days, the earlier first.

    Returns
    -------
    DataFrame
        One row a mandate that covers a need, or steers who gets in, and a day: ``date`` (the first
        day it is so, YYYY-MM-DD), ``event`` ("begins" or "ends"), ``mandate``, ``actor``,
        ``actor_name``, ``needs`` (mask of those it covers), ``needs_sv``, ``needs_en``,
        ``source``, ``reference``. By date, then in file order; a date that is not known is left
        out, as nobody can say between which days it lies.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(valid_to=["2026-06-30", ""])
    >>> found = between_days(Record.from_tables(tables), date(2026, 6, 30), date(2026, 7, 1))
    >>> found[["date", "event", "mandate"]].to_numpy().tolist()
    [['2026-07-01', 'ends', 'm1']]
    """
    system = System.of(record, at=second)
    rows = []
    for mandate in system.mandates:
        for event, said in (("begins", mandate.valid_from), ("ends", mandate.valid_to)):
            day = _day(said)
            if day is None:
                continue
            day += timedelta(days=event == "ends")
            if first < day <= second and mandate.covered:
                words = [need_text(system, mandate.covered, x) for x in ("sv", "en")]
                name = actor_name(system, mandate.actor)
                rows.append((
                    day.isoformat(), event, mandate.name, mandate.actor, name, mandate.covered,
                    *words, mandate.source, mandate.reference,
                ))  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("date", kind="stable", ignore_index=True)


def _day(cell: str) -> date | None:
    return None if cell in ("", "?") else date.fromisoformat(cell)
