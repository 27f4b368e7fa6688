"""region_page: the page of what regions have, nearly have and lack, as text or as a file."""

from pathlib import Path

from mobility.foundation.files import write_text
from mobility.foundation.page import LANGUAGES, Language, read_texts, render_page
from mobility.showing.region_content import region_content
from mobility.showing.region_view import RegionView

_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPTS = ("svg_picture.js", "region_words.js", "region_pictures.js", "region.js")


def region_page(view: RegionView, *, language: Language = "sv") -> str:
    """Return one HTML page with what regions nearly are, and why; it opens offline.

    Parameters
    ----------
    view : RegionView
        What to show.
    language : {"sv", "en"}
        The language the page opens in; both are in it.

    Returns
    -------
    str
        The page; the same view gives the same text.

    Raises
    ------
    UnknownNameError
        If the language is none of the two.
    """
    texts = read_texts(_TEMPLATES / "region.json")
    title: dict[str, str] = {code: view.title or texts["own_title"][code] for code in LANGUAGES}
    return render_page(
        _TEMPLATES / "region.html",
        title=title,
        texts=texts,
        data=region_content(view),
        recipe=view.recipe,
        language=language,
        synthetic=view.synthetic,
        styles=[_TEMPLATES / "region.css"],
        scripts=[_TEMPLATES / name for name in _SCRIPTS],
    )


def write_region_page(view: RegionView, path: str | Path, *, language: Language = "sv") -> Path:
    """Write the page to a file, whole or not at all.

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
        As `region_page`.
    """
    return write_text(path, region_page(view, language=language))
