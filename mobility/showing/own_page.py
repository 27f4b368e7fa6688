"""own_page: a page of this package, put together of its template, sentences, style and scripts."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from mobility.foundation.page import LANGUAGES, Language, Texts, read_texts, render_page
from mobility.foundation.recipe import Recipe

_TEMPLATES = Path(__file__).parent / "templates"


class Made(Protocol):
    """What a page is made of: it knows how it came about, and whether it is made up."""

    @property
    def recipe(self) -> Recipe:
        """How it came about."""

    @property
    def synthetic(self) -> bool:
        """Whether the data are made up."""


def own_page(
    made: Made,
    name: str,
    data: Mapping[str, object],
    *,
    title: str,
    scripts: Sequence[str],
    language: Language,
    texts: Texts | None = None,
    styles: Sequence[str] = (),
    draws_network: bool = False,
) -> str:
    """Return the page called ``name``, which asks no server for anything.

    Parameters
    ----------
    made : Made
        What it is of.
    name : str
        Of its template, its sentences and its style: "region".
    data : mapping
        What its scripts find.
    title : str
        Heading; "" for the page's own.
    scripts, styles : sequence of str
        Its scripts, and the style sheets before its own.
    language : {"sv", "en"}
        The language the page opens in.
    texts : Texts, optional
        Its sentences; those of its name unless told.
    draws_network : bool
        Whether vis-network is put in.
    """
    said = own_texts(name) if texts is None else texts
    return render_page(
        _TEMPLATES / f"{name}.html",
        title={code: title or said["own_title"][code] for code in LANGUAGES},
        texts=said,
        data=data,
        recipe=made.recipe,
        language=language,
        synthetic=made.synthetic,
        styles=[_TEMPLATES / sheet for sheet in (*styles, f"{name}.css")],
        scripts=[_TEMPLATES / script for script in scripts],
        draws_network=draws_network,
    )


def own_texts(name: str) -> Texts:
    """Return the sentences of a page, for what says the same elsewhere."""
    return read_texts(_TEMPLATES / f"{name}.json")
