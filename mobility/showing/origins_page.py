"""origins_page: the page of where a new job comes from, as text or as a file."""

from pathlib import Path

from mobility.foundation.files import write_text
from mobility.foundation.page import LANGUAGES, Language, Texts, read_texts, render_page
from mobility.showing.origins_view import OriginsView, origins_content

_TEMPLATES = Path(__file__).parent / "templates"


def origins_page(view: OriginsView, *, language: Language = "sv") -> str:
    """Return one HTML page with the origins of a new job; it opens offline.

    Parameters
    ----------
    view : OriginsView
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
    texts = origins_texts()
    title: dict[str, str] = {
        code: view.title or texts["own_title"][code].replace("{title}", view.called(view.target))
        for code in LANGUAGES
    }
    return render_page(
        _TEMPLATES / "origins.html",
        title=title,
        texts=texts,
        data=origins_content(view),
        recipe=view.recipe,
        language=language,
        synthetic=view.synthetic,
        styles=[_TEMPLATES / "region.css", _TEMPLATES / "origins.css"],
        scripts=[_TEMPLATES / "svg_picture.js", _TEMPLATES / "origins.js"],
    )


def origins_texts() -> Texts:
    """Return the sentences of the page, for what says the same elsewhere."""
    return read_texts(_TEMPLATES / "origins.json")


def write_origins_page(view: OriginsView, path: str | Path, *, language: Language = "sv") -> Path:
    """Write the page to a file, whole or not at all.

    Parameters
    ----------
    view : OriginsView
        What to show.
    path : str or Path
        The file, such as "origins.html"; an older one is replaced.
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
        As `origins_page`.
    """
    return write_text(path, origins_page(view, language=language))
