"""region_page: the page of what regions have, nearly have and lack, as text or as a file."""

from pathlib import Path

from mobility.foundation.files import write_text
from mobility.foundation.page import Language
from mobility.showing.own_page import own_page
from mobility.showing.region_content import region_content
from mobility.showing.region_view import RegionView

_SCRIPTS = ("svg_picture.js", "region_words.js", "region_pictures.js", "region.js")


def region_page(view: RegionView, *, language: Language = "sv") -> str:
    """Return the page that `write_region_page` writes, as text."""
    return own_page(
        view, "region", region_content(view), title=view.title, scripts=_SCRIPTS, language=language
    )


def write_region_page(view: RegionView, path: str | Path, *, language: Language = "sv") -> Path:
    """Write one HTML page with what regions nearly are, and why; it opens offline.

    Parameters
    ----------
    view : RegionView
        What to show.
    path : str or Path
        The file, such as "region.html"; an older one is replaced.
    language : {"sv", "en"}
        The language the page opens in; both are in it.

    Returns
    -------
    Path
        The file; the same view gives the same bytes.

    Raises
    ------
    FileProblemError
        If the place cannot be written to.
    UnknownNameError
        If the language is none of the two.
    """
    return write_text(path, region_page(view, language=language))
