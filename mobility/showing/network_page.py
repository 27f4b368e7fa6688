"""network_page: the page of an occupation network, as text or as a file."""

from pathlib import Path

from mobility.foundation.files import write_text
from mobility.foundation.page import Language, Texts
from mobility.showing.network_content import network_content
from mobility.showing.network_view import NetworkView
from mobility.showing.own_page import own_page, own_texts

_SCRIPTS = (
    "colours.js",
    "drawing.js",
    "picture.js",
    "finished_picture.js",
    "panel.js",
    "search.js",
    "network.js",
)


def network_page(view: NetworkView, *, language: Language = "sv") -> str:
    """Return one HTML page with the network, its table and how it was made; it opens offline.

    Parameters
    ----------
    view : NetworkView
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
    MissingPackageError
        If pyvis, whose drawing library the page holds, is not installed.

    Examples
    --------
    >>> import pandas as pd
    >>> from mobility.foundation.network import Network
    >>> edges = pd.DataFrame({"source": ["5120"], "target": ["5131"], "weight": [0.5]})
    >>> page = network_page(NetworkView.of(Network.from_edges(edges)), language="en")
    >>> page.splitlines()[1]
    '<html lang="en">'
    """
    return own_page(
        view, "network", network_content(view), title=view.title, texts=_texts(view),
        scripts=_SCRIPTS, language=language, draws_network=True,
    )  # fmt: skip


def _texts(view: NetworkView) -> Texts:
    """Return the sentences of the page, those in place that suit what this view shows."""
    fitting = {
        "words": view.compared == "words",
        "occupations": view.counted == "occupations",
        "no_jobs": all(level.occupations["vacancies"].isna().all() for level in view.levels),
    }
    texts = dict(own_texts("network"))
    for name in [name for name, fits in fitting.items() if fits]:
        texts.update(own_texts(name))
    return texts


def write_network_page(view: NetworkView, path: str | Path, *, language: Language = "sv") -> Path:
    """Write the page to a file, whole or not at all.

    Parameters
    ----------
    view : NetworkView
        What to show.
    path : str or Path
        The file, such as "occupations.html"; an older one is replaced.
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
    UnknownNameError, MissingPackageError
        As `network_page`.

    Examples
    --------
    >>> import pandas as pd
    >>> from tempfile import TemporaryDirectory
    >>> from mobility.foundation.network import Network
    >>> edges = pd.DataFrame({"source": ["5120"], "target": ["5131"], "weight": [0.5]})
    >>> with TemporaryDirectory() as folder:
    ...     view = NetworkView.of(Network.from_edges(edges))
    ...     write_network_page(view, f"{folder}/occupations.html").name
    'occupations.html'
    """
    return write_text(path, network_page(view, language=language))
