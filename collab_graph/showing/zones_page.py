"""zones_page: the grey-zone report, as text or as a file that opens without internet."""

from pathlib import Path

from collab_graph.record.faults import Language
from collab_graph.showing.zones_content import zones_content
from collab_graph.showing.zones_view import ZonesView
from mobility.foundation.files import write_text
from mobility.foundation.page import LANGUAGES, read_texts, render_page

_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPTS = (
    "said.js", "foot.js", "ways.js", "if_changed.js", "cards.js", "heat.js", "lists.js",
    "pressure.js", "too_few.js", "zones.js",
)  # fmt: skip


def zones_page(view: ZonesView, *, language: Language = "sv") -> str:
    """Return one HTML page with the grey zones of a record; it opens offline.

    Parameters
    ----------
    view : ZonesView
        What to show.
    language : {"sv", "en"}
        The language the page opens in; both are in it.

    Returns
    -------
    str
        The page; the same view gives the same text. It has no count that the view withholds.

    Raises
    ------
    UnknownNameError
        If the language is none of the two.

    Examples
    --------
    >>> from collab_graph.record.record import Record, example_tables
    >>> from collab_graph.showing.zones_view import zones_view
    >>> view = zones_view(Record.from_tables(example_tables()))
    >>> zones_page(view, language="en").splitlines()[1]
    '<html lang="en">'
    """
    texts = dict(read_texts(_TEMPLATES / "zones.json"))
    subject = view.record.title
    texts["subject"] = dict.fromkeys(LANGUAGES, subject)
    return render_page(
        _TEMPLATES / "zones.html",
        title=texts["own_title"],
        texts=texts,
        data=zones_content(view),
        recipe=view.recipe,
        language=language,
        synthetic=view.record.synthetic,
        styles=[_TEMPLATES / "zones.css"],
        scripts=[_TEMPLATES / name for name in _SCRIPTS],
    )


def write_zones_page(view: ZonesView, path: str | Path, *, language: Language = "sv") -> Path:
    """Write the page to a file, whole or not at all.

    Parameters
    ----------
    view : ZonesView
        What to show.
    path : str or Path
        The file, such as "grey-zones.html"; an older one is replaced.
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
        As `zones_page`.
    """
    return write_text(path, zones_page(view, language=language))
