"""what_if: what edits of a record would open and close, for whom."""

from datetime import date

from collab_graph.covering.difference import Difference, difference
from collab_graph.covering.levels import WAIT_DAYS, Level
from collab_graph.record.edited import edited
from collab_graph.record.edits import Edits
from collab_graph.record.record import Record
from mobility.foundation.progress import Progress, silent


def what_if(
    record: Record,
    edits: Edits | Record,
    *,
    at: date | None = None,
    level: Level = "Z1",
    certain: bool = True,
    wait_days: float = WAIT_DAYS,
    tau: float = 0.0,
    seconds: float | None = None,
    progress: Progress = silent,
) -> Difference:
    """Return what edits would change, were they made: zones, levels and marks, in persons.

    Parameters
    ----------
    record : Record
        Who does what for whom, as it is.
    edits : iterable of Edit, DataFrame or Record
        As `edited` reads them; or the record as it would be.
    at : date, optional
        The day looked at, before and after; else the reference date.
    level, certain, wait_days, tau, seconds, progress
        As in `difference`.

    Returns
    -------
    Difference
        Between the record and what the edits make of it; ``common.after.record`` is that.

    Raises
    ------
    InputError
        As `edited` and `difference`.

    Examples
    --------
    What if the insurance led from the age of 30, and the agency only below?

    >>> from collab_graph.record.edits import Edit
    >>> from collab_graph.record.record import example_tables
    >>> record = Record.from_tables(example_tables())
    >>> found = what_if(record, [Edit("mandates", "m1", "age", "under 30")])
    >>> found.regions["wording_sv"].tolist()
    ['arbete: en ny grå zon – 30 år och äldre: ingen har huvudansvaret.']
    >>> what_if(record, [Edit("mandates", "m1", "age", "under 30"),
    ...                  Edit("mandates", "m2", "strength", "lead")])
    Difference(zones inside Z1: 0 opened, 0 closed, 0 grown, 0 shrunk; in cells)
    """
    after = edits if isinstance(edits, Record) else edited(record, edits)
    day = at or record.reference_date
    return difference(
        record, after, at=day, level=level, certain=certain, wait_days=wait_days, tau=tau,
        seconds=seconds, progress=progress,
    )  # fmt: skip
