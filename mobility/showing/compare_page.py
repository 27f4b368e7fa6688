"""compare_page: the page of two regions side by side, as text or as a file."""

from pathlib import Path

from mobility.foundation.files import write_text
from mobility.foundation.page import LANGUAGES, Language, Texts, read_texts, render_page
from mobility.showing.compare_view import ComparisonView, comparison_content

_TEMPLATES = Path(__file__).parent / "templates"


def comparison_page(view: ComparisonView, *, language: Language = "sv") -> str:
    """Return one HTML page with two regions side by side; it opens offline.

    Parameters
    ----------
    view : ComparisonView
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
    own = read_texts(_TEMPLATES / "compare.json")
    title: dict[str, str] = {code: view.title or own["own_title"][code] for code in LANGUAGES}
    return render_page(
        _TEMPLATES / "compare.html",
        title=title,
        texts={**read_texts(_TEMPLATES / "region.json"), **_with_names(own, view.names)},
        data=comparison_content(view),
        recipe=view.recipe,
        language=language,
        synthetic=view.synthetic,
        styles=[_TEMPLATES / "region.css", _TEMPLATES / "compare.css"],
        scripts=[_TEMPLATES / "svg_picture.js", _TEMPLATES / "compare.js"],
    )


def _with_names(texts: Texts, names: tuple[str, str]) -> Texts:
    """Put the names of the two into the headings, which are drawn as they stand."""
    named = ("head_", "matrix_said")
    return {
        key: {
            code: said.replace("{one}", names[0]).replace("{other}", names[1])
            for code, said in both.items()
        }
        if key.startswith(named)
        else both
        for key, both in texts.items()
    }


def write_comparison_page(
    view: ComparisonView, path: str | Path, *, language: Language = "sv"
) -> Path:
    """Write the page to a file, whole or not at all.

    Parameters
    ----------
    view : ComparisonView
        What to show.
    path : str or Path
        The file, such as "compare.html"; an older one is replaced.
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
        As `comparison_page`.
    """
    return write_text(path, comparison_page(view, language=language))
