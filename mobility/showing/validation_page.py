"""validation_page: the page of a validation, as text or as a file."""

from pathlib import Path

from mobility.foundation.files import write_text
from mobility.foundation.page import Language
from mobility.showing.own_page import own_page
from mobility.showing.validation_view import ValidationView, validation_content


def validation_page(view: ValidationView, *, language: Language = "sv") -> str:
    """Return the page that `write_validation_page` writes, as text."""
    return own_page(
        view, "validation", validation_content(view), title=view.title,
        scripts=["validation.js"], language=language,
    )  # fmt: skip


def write_validation_page(
    view: ValidationView, path: str | Path, *, language: Language = "sv"
) -> Path:
    """Write one HTML page with each measure's score, interval and nulls; it opens offline.

    Parameters
    ----------
    view : ValidationView
        What to show.
    path : str or Path
        The file, such as "validation.html"; an older one is replaced.
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

    Examples
    --------
    >>> import pandas as pd
    >>> from tempfile import TemporaryDirectory
    >>> from mobility.foundation.flows import Flows
    >>> from mobility.foundation.network import Network
    >>> from mobility.reaching.validation import validate
    >>> moves = Flows.of(pd.DataFrame({
    ...     "origin": ["11", "12", "21", "22"], "destination": ["12", "11", "22", "21"],
    ...     "count": [60, 60, 60, 60]}), kind="occupation", version="SSYK 2012")
    >>> shared = Network.from_edges(pd.DataFrame({
    ...     "source": ["11", "21"], "target": ["12", "22"], "weight": [0.8, 0.6]}),
    ...     version="SSYK 2012")
    >>> view = ValidationView.of(validate({"skills": shared}, moves, draws=20))
    >>> with TemporaryDirectory() as folder:
    ...     write_validation_page(view, f"{folder}/validation.html").name
    'validation.html'
    """
    return write_text(path, validation_page(view, language=language))
