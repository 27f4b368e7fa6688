"""map_page: the map of actors, as text or as a file that opens without internet."""

from pathlib import Path

from collab_graph.record.faults import Language
from collab_graph.record.words import SWEDISH
from collab_graph.showing.map_content import map_content
from collab_graph.showing.map_view import MapView
from mobility.foundation.files import write_text
from mobility.foundation.page import LANGUAGES, read_texts, render_page

_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPTS = (
    "said.js", "foot.js", "map_chosen.js", "map_wrap.js", "map_picture.js", "map_lines.js",
    "map_lists.js", "map_panel.js", "map_grid.js", "map.js",
)  # fmt: skip


def map_page(view: MapView, *, language: Language = "sv") -> str:
    """Return one HTML page with the map of a record; it opens offline.

    Parameters
    ----------
    view : MapView
        What to show.
    language : {"sv", "en"}
        The language the page opens in; both are in it.

    Returns
    -------
    str
        The page; the same view gives the same text. It names no person and counts none.

    Raises
    ------
    UnknownNameError
        If the language is none of the two.

    Examples
    --------
    >>> from collab_graph.record.record import Record, example_tables
    >>> from collab_graph.showing.map_view import map_view
    >>> view = map_view(Record.from_tables(example_tables()))
    >>> map_page(view, language="en").splitlines()[1]
    '<html lang="en">'
    """
    texts = dict(read_texts(_TEMPLATES / "map.json"))
    texts |= {f"word_{word}": {"sv": said[0], "en": word} for word, said in SWEDISH.items()}
    texts["subject"] = dict.fromkeys(LANGUAGES, view.record.title)
    return render_page(
        _TEMPLATES / "map.html",
        title=texts["own_title"],
        texts=texts,
        data=map_content(view),
        recipe=view.recipe,
        language=language,
        synthetic=view.record.synthetic,
        styles=[_TEMPLATES / "map.css"],
        scripts=[_TEMPLATES / name for name in _SCRIPTS],
    )


def write_map_page(view: MapView, path: str | Path, *, language: Language = "sv") -> Path:
    """Write the page to a file, whole or not at all.

    Parameters
    ----------
    view : MapView
        What to show.
    path : str or Path
        The file, such as "map.html"; an older one is replaced.
    language : {"sv", "en"}
        The language the page opens in.

    Returns
    -------
    Path
        The file; the same view gives the same bytes.

    Raises
    ------
    FileProblemError
        If the place cannot be written to.
    UnknownNameError
        As `map_page`.
    """
    return write_text(path, map_page(view, language=language))
