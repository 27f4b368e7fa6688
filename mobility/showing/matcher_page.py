"""matcher_page: the page that answers one person, as text or as a file; nothing typed leaves it."""

from pathlib import Path

import pandas as pd

from mobility.foundation.files import write_text
from mobility.foundation.page import Language
from mobility.reaching.space import SkillSpace
from mobility.showing.matcher_view import MatcherView
from mobility.showing.own_page import own_page, own_texts

_SCRIPTS = (
    "matcher_ties.js",
    "matcher_space.js",
    "matcher_standing.js",
    "matcher_demand.js",
    "matcher_needs.js",
    "matcher_answers.js",
    "matcher_open_to.js",
    "matcher_best_set.js",
    "matcher_what_if.js",
    "matcher_pathways.js",
    "matcher_why_not.js",
    "matcher_forms.js",
    "matcher_entry.js",
    "matcher_answer.js",
    "matcher_understand.js",
    "matcher_words.js",
    "matcher_field.js",
    "matcher_said.js",
    "matcher_chips.js",
    "matcher_jobs.js",
    "matcher_first.js",
    "matcher_opens.js",
    "matcher_way.js",
    "matcher_sheet.js",
    "matcher_page.js",
)


def matcher_page(view: MatcherView, *, language: Language = "sv") -> str:
    """Return one HTML page that answers one person at a time, in the browser and nowhere else.

    The page asks no server for anything and stores nothing: what is typed is gone when it is
    closed or loaded again. Its answers are those of `adjacent`, `almost_have`, `what_if`,
    `pathways`, `why_not`, `first_rung` and `compare_schooling`.

    Parameters
    ----------
    view : MatcherView
        What it knows.
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

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> matcher_page(MatcherView.of(kitchens()), language="en").splitlines()[1]
    '<html lang="en">'
    """
    texts = {**own_texts("matcher"), **{f"note_{key}": said for key, said in view.notes.items()}}
    return own_page(
        view, "matcher", view.content | {"source": view.source}, title=view.title, texts=texts,
        scripts=_SCRIPTS, language=language,
    )  # fmt: skip


def write_matcher_page(
    space: SkillSpace,
    path: str | Path,
    *,
    language: Language = "sv",
    entry: pd.DataFrame | None = None,
    schooling: pd.DataFrame | None = None,
    title: str = "",
    source: str = "",
    synthetic: bool = False,
) -> Path:
    """Write the page that answers one person, as one file to open by a double click.

    Parameters
    ----------
    space : SkillSpace
        What its answers rest on, as `skill_space` makes it.
    path : str or Path
        The file, such as "matcher.html"; an older one is replaced.
    language : {"sv", "en"}
        The language the page opens in; both are in it.
    entry, schooling : DataFrame, optional
        What ads ask for of experience, and of education and languages, as
        `mobility.entry_requirements` and `mobility.schooling_asked` give it.
    title, source : str
        Heading (the page's own if empty), and where the data come from.
    synthetic : bool
        Whether the data are made up; the page then says so.

    Returns
    -------
    Path
        The file; the same space gives the same bytes.

    Raises
    ------
    FileProblemError
        If the place cannot be written to.
    UnknownNameError
        If the language is none of the two.
    InputError
        If a weight is no whole number of ads divided by what its occupation rests on, or the entry
        table breaks its contract.
    VersionError
        If schooling is of another classification.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from mobility.reaching.example import kitchens
    >>> with TemporaryDirectory() as folder:
    ...     write_matcher_page(kitchens(), f"{folder}/matcher.html", synthetic=True).name
    'matcher.html'
    """
    view = MatcherView.of(
        space, entry=entry, schooling=schooling, title=title, source=source, synthetic=synthetic
    )
    return write_text(path, matcher_page(view, language=language))
