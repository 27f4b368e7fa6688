"""origins_page: the page of where a new job comes from, as text or as a file."""

from pathlib import Path

from mobility.foundation.files import write_text
from mobility.foundation.page import Language
from mobility.showing.origins_view import OriginsView, origins_content
from mobility.showing.own_page import own_page, own_texts


def origins_page(view: OriginsView, *, language: Language = "sv") -> str:
    """Return the page that `write_origins_page` writes, as text."""
    texts = dict(own_texts("origins"))
    texts["own_title"] = {
        code: said.replace("{title}", view.called(view.target))
        for code, said in texts["own_title"].items()
    }
    return own_page(
        view, "origins", origins_content(view), title=view.title, texts=texts,
        styles=["region.css"], scripts=["svg_picture.js", "origins.js"], language=language,
    )  # fmt: skip


def write_origins_page(view: OriginsView, path: str | Path, *, language: Language = "sv") -> Path:
    """Write one HTML page with the origins of a new job; it opens offline.

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
        If the language is none of the two.
    """
    return write_text(path, origins_page(view, language=language))
