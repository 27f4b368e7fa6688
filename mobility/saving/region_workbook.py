"""region_workbook: what regions have, nearly have and lack, as an Excel workbook in words."""

from pathlib import Path

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.page import LANGUAGES, Language
from mobility.foundation.spreadsheet import PERCENT, write_workbook
from mobility.showing.region_sheets import percent_headings, region_sheets
from mobility.showing.region_view import RegionView


def write_region_workbook(view: RegionView, path: str | Path, *, language: Language = "sv") -> Path:
    """Write the figures of a page of regions as one workbook.

    Parameters
    ----------
    view : RegionView
        What the page shows.
    path : str or Path
        The file, such as "region.xlsx"; an older one is replaced.
    language : {"sv", "en"}
        Of sheets, headings and words.

    Returns
    -------
    Path
        The file; the same view gives the same bytes. No text in it can run as a formula.

    Raises
    ------
    UnknownNameError
        If the language is none of the two.
    FileProblemError
        If the place cannot be written to.
    """
    if language not in LANGUAGES:
        raise UnknownNameError("workbook language", language, LANGUAGES)
    shares = dict.fromkeys(percent_headings(language), PERCENT)
    return write_workbook(region_sheets(view, language=language), path, formats=shares)
