"""walk: from a record to its grey-zone report — one page and one workbook."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from collab_graph.covering.levels import WAIT_DAYS, Level
from collab_graph.record.faults import Language
from collab_graph.record.record import Record
from collab_graph.saving.zones_workbook import write_zones_workbook
from collab_graph.showing.report_counts import SMALLEST_CELL
from collab_graph.showing.zones_page import write_zones_page
from collab_graph.showing.zones_view import ZonesView, zones_view
from mobility.foundation.progress import Progress, silent

PAGE, WORKBOOK = (
    {"sv": "gra-zoner.html", "en": "grey-zones.html"},
    {"sv": "gra-zoner.xlsx", "en": "grey-zones.xlsx"},
)


@dataclass(frozen=True, eq=False, repr=False)
class ZonesReport:
    """A grey-zone report on disk.

    Parameters
    ----------
    view : ZonesView
        What it shows.
    page, workbook : Path
        The page, and all its tables.
    """

    view: ZonesView
    page: Path
    workbook: Path

    def __repr__(self) -> str:
        """Say where the page is."""
        return f"ZonesReport({self.page.name}, {len(self.view.found)} zones)"


def zones_report(
    record: Record,
    out: str | Path,
    *,
    level: Level = "Z1",
    tau: float = 0.0,
    at: date | None = None,
    certain: bool = True,
    wait_days: float = WAIT_DAYS,
    seconds: float | None = None,
    smallest_cell: int = SMALLEST_CELL,
    language: Language = "sv",
    progress: Progress = silent,
) -> ZonesReport:
    """Find the grey zones of a record and write their report: a page and a workbook.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    out : str or Path
        A folder; made if it is not there.
    level, tau, at, certain, wait_days, seconds
        As in `grey_zones`; ``at`` is the reference date of the record unless told.
    smallest_cell : int
        The smallest count of persons printed; twice that where fewer than 5,000 live.
    language : {"sv", "en"}
        Of the workbook, and the one the page opens in.
    progress : callable
        Told how far each step is.

    Returns
    -------
    ZonesReport
        Where the files are, and what they show.

    Raises
    ------
    InputError
        As `grey_zones`.
    FileProblemError
        If the folder cannot be written to.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from collab_graph.record.record import example_tables
    >>> with TemporaryDirectory() as folder:
    ...     zones_report(Record.from_tables(example_tables()), folder, language="en")
    ZonesReport(grey-zones.html, 0 zones)
    """
    view = zones_view(
        record, level=level, tau=tau, at=at or record.reference_date, certain=certain,
        wait_days=wait_days, seconds=seconds, smallest_cell=smallest_cell, progress=progress,
    )  # fmt: skip
    folder = Path(out)
    page = write_zones_page(view, folder / PAGE[language], language=language)
    workbook = write_zones_workbook(view, folder / WORKBOOK[language], language=language)
    return ZonesReport(view, page, workbook)
