"""validation_page: the page of a validation, as text or as a file."""

from pathlib import Path

from mobility.foundation.files import write_text
from mobility.foundation.page import LANGUAGES, Language, read_texts, render_page
from mobility.showing.validation_view import ValidationView, validation_content

_TEMPLATES = Path(__file__).parent / "templates"


def validation_page(view: ValidationView, *, language: Language = "sv") -> str:
    """Return one HTML page with each measure's score, interval and nulls; it opens offline.

    Parameters
    ----------
    view : ValidationView
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
    texts = read_texts(_TEMPLATES / "validation.json")
    title: dict[str, str] = {code: view.title or texts["own_title"][code] for code in LANGUAGES}
    return render_page(
        _TEMPLATES / "validation.html",
        title=title,
        texts=texts,
        data=validation_content(view),
        recipe=view.recipe,
        language=language,
        synthetic=view.synthetic,
        styles=[_TEMPLATES / "validation.css"],
        scripts=[_TEMPLATES / "validation.js"],
    )


def write_validation_page(
    view: ValidationView, path: str | Path, *, language: Language = "sv"
) -> Path:
    """Write the page to a file, whole or not at all.

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
        As `validation_page`.

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
