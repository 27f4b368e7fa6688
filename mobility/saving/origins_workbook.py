"""origins_workbook: where a new job comes from, as an Excel workbook in words."""

from pathlib import Path

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.page import LANGUAGES, Language
from mobility.foundation.spreadsheet import PERCENT, write_workbook
from mobility.showing.origins_view import OriginsView, origins_sheets
from mobility.showing.own_page import own_texts

SHARES = ("share", "share_low", "share_high", "drawn", "asked", "explained", "left", "part",
          "before")  # fmt: skip


def write_origins_workbook(
    view: OriginsView, path: str | Path, *, language: Language = "sv"
) -> Path:
    """Write the figures of a page of origins as one workbook.

    Parameters
    ----------
    view : OriginsView
        What the page shows.
    path : str or Path
        The file, such as "origins.xlsx"; an older one is replaced.
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
    said = {key: both[language] for key, both in own_texts("origins").items()}
    formats = {said[f"head_{name}"]: PERCENT for name in SHARES}
    return write_workbook(origins_sheets(view, said), path, formats=formats)
