"""walk: from a record to its grey-zone report and its map — a page and a workbook each."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from collab_graph.covering.levels import WAIT_DAYS, Level
from collab_graph.covering.too_small import FEWEST
from collab_graph.record.edits import Edits
from collab_graph.record.faults import Language
from collab_graph.record.record import Record
from collab_graph.saving.map_workbook import write_map_workbook
from collab_graph.saving.zones_workbook import write_zones_workbook
from collab_graph.showing.map_page import write_map_page
from collab_graph.showing.map_view import MapView, map_view
from collab_graph.showing.report_counts import SMALLEST_CELL
from collab_graph.showing.smallest_group import check_smallest
from collab_graph.showing.zones_page import write_zones_page
from collab_graph.showing.zones_view import ZonesView, zones_view
from mobility.foundation.progress import Progress, silent

PAGE, WORKBOOK = (
    {"sv": "gra-zoner.html", "en": "grey-zones.html"},
    {"sv": "gra-zoner.xlsx", "en": "grey-zones.xlsx"},
)
MAP_PAGE, MAP_WORKBOOK = (
    {"sv": "karta.html", "en": "map.html"},
    {"sv": "karta.xlsx", "en": "map.xlsx"},
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
    group_size: float = FEWEST,
    edits: Edits | Record | date | None = None,
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
        The smallest count of persons printed, 5 or more; twice that where fewer than 5,000 live.
    group_size : float
        Persons that an intervention's group takes; where there are fewer, the report says with
        which neighbours there are more.
    edits : Edits, Record or date, optional
        Edits, or the record as it would be: the report then has a section "if we change"; or
        another day: then one on what opens, closes and moves between the two.
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
        As `grey_zones`; or if ``smallest_cell`` is below 5.
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
    check_smallest(smallest_cell)
    view = zones_view(
        record, level=level, tau=tau, at=at or record.reference_date, certain=certain,
        wait_days=wait_days, seconds=seconds, smallest_cell=smallest_cell,
        group_size=group_size, edits=edits, progress=progress,
    )  # fmt: skip
    folder = Path(out)
    page = write_zones_page(view, folder / PAGE[language], language=language)
    workbook = write_zones_workbook(view, folder / WORKBOOK[language], language=language)
    return ZonesReport(view, page, workbook)


@dataclass(frozen=True, eq=False, repr=False)
class MapReport:
    """A map of actors on disk.

    Parameters
    ----------
    view : MapView
        What it shows.
    page, workbook : Path
        The page, and all its tables.
    """

    view: MapView
    page: Path
    workbook: Path

    def __repr__(self) -> str:
        """Say where the page is, and how many actors are on it."""
        return f"MapReport({self.page.name}, {len(self.view.record.tables['actors'])} actors)"


def map_report(
    record: Record,
    out: str | Path,
    *,
    before: Record | None = None,
    at: date | None = None,
    seconds: float | None = None,
    language: Language = "sv",
    progress: Progress = silent,
) -> MapReport:
    """Write the map of a record: who does what, how and for whom, as a page and a workbook.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    out : str or Path
        A folder; made if it is not there.
    before : Record, optional
        An earlier record, such as last year's: the map then says row by row what has changed.
    at : date, optional
        The day the map opens on; the reference date unless told.
    seconds : float, optional
        How long grey zones are looked for at most, to say where mandates end.
    language : {"sv", "en"}
        Of the workbook, and the one the page opens in.
    progress : callable
        Told how far each step is.

    Returns
    -------
    MapReport
        Where the files are, and what they show. Neither names or counts a person.

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
    ...     map_report(Record.from_tables(example_tables()), folder, language="en")
    MapReport(map.html, 2 actors)
    """
    view = map_view(record, before=before, at=at, seconds=seconds, progress=progress)
    folder = Path(out)
    page = write_map_page(view, folder / MAP_PAGE[language], language=language)
    workbook = write_map_workbook(view, folder / MAP_WORKBOOK[language], language=language)
    return MapReport(view, page, workbook)
