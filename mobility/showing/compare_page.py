"""compare_page: the page of two regions side by side, as text or as a file."""

from pathlib import Path

from mobility.foundation.files import write_text
from mobility.foundation.page import Language, Texts
from mobility.showing.compare_view import ComparisonView, comparison_content
from mobility.showing.own_page import own_page, own_texts


def comparison_page(view: ComparisonView, *, language: Language = "sv") -> str:
    """Return the page that `write_comparison_page` writes, as text."""
    own = _with_names(own_texts("compare"), view.names)
    return own_page(
        view, "compare", comparison_content(view), title=view.title,
        texts={**own_texts("region"), **own}, styles=["region.css"],
        scripts=["svg_picture.js", "compare.js"], language=language,
    )  # fmt: skip


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
    """Write one HTML page with two regions side by side; it opens offline.

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
        If the language is none of the two.
    """
    return write_text(path, comparison_page(view, language=language))
