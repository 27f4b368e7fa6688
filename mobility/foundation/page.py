"""page: the shell of every page — one HTML file that opens without internet, in two languages."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from markupsafe import Markup

from mobility.foundation.embedded_json import embedded_json
from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.files import read_text
from mobility.foundation.recipe import Recipe, versions
from mobility.foundation.vis_network import vis_network_script

if TYPE_CHECKING:
    from jinja2 import Environment

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SHELL = Path(__file__).parent / "templates"

Texts = Mapping[str, Mapping[str, str]]
"""For every key, the sentence in each language: ``{"search": {"sv": "Sök", "en": "Search"}}``."""


def render_page(
    body: Path,
    *,
    title: Mapping[str, str],
    texts: Texts,
    data: Mapping[str, object],
    recipe: Recipe,
    language: Language = "sv",
    synthetic: bool = False,
    styles: Sequence[Path] = (),
    scripts: Sequence[Path] = (),
    draws_network: bool = False,
) -> str:
    """Return one whole HTML page that asks no server for anything.

    Style, scripts and data stand in the page. A content security policy refuses every request,
    and every script but those that were put in here (by their SHA-256).

    Parameters
    ----------
    body : Path
        Template of what stands between the title and the recipe; it sees ``text`` (the sentences
        in the language the page opens in) and escapes everything by itself. An element with
        ``data-text="key"`` changes with the language; so do the attributes ``aria-label``,
        ``placeholder`` and ``title`` of one with ``data-label``, ``data-placeholder`` and
        ``data-title``.
    title : mapping of language to text
        Heading of the page in both languages.
    texts : Texts
        Sentences of the body in both languages; ``{name}`` in a sentence is filled in by scripts.
    data : mapping
        What the scripts find in ``page.data``; plain content without NaN.
    recipe : Recipe
        Printed at the foot with the versions.
    language : {"sv", "en"}
        The language the page opens in; the reader can change it.
    synthetic : bool
        Whether a banner says that the data are made up.
    styles, scripts : sequence of Path
        Style sheets and scripts of the body, after those of the shell.
    draws_network : bool
        Whether vis-network is put in.

    Returns
    -------
    str
        The page; the same input gives the same text.

    Raises
    ------
    UnknownNameError
        If the language is none of the two.
    InputError
        If a sentence lacks a language.
    MissingPackageError
        If ``draws_network`` and pyvis is not installed.
    """
    if language not in LANGUAGES:
        raise UnknownNameError("page language", language, LANGUAGES)
    sentences = _sentences({**read_texts(SHELL / "page.json"), **texts, "title": title})
    library = [vis_network_script()] if draws_network else []
    programs = [*library, *(_script(path) for path in (SHELL / "page.js", *scripts))]
    content = {"language": language, "texts": sentences, "data": dict(data)}
    return (
        _environment(body)
        .get_template("page.html")
        .render(
            language=language,
            languages=LANGUAGES,
            text=sentences[language],
            policy=_policy(programs),
            styles=[_style(path) for path in (SHELL / "page.css", *styles)],
            programs=[Markup(program) for program in programs],
            content=embedded_json(content),
            steps=recipe.to_records(),
            versions=versions(),
            synthetic=synthetic,
        )
    )


def read_texts(path: Path) -> Texts:
    """Return the sentences of a page from a JSON file: for every key, one in each language."""
    held: dict[str, dict[str, str]] = json.loads(read_text(path))
    return held


def _sentences(texts: Texts) -> dict[str, dict[str, str]]:
    """Return the sentences by language, or name every one that lacks a language."""
    lacking = [
        f"{key!r} has no {language!r}"
        for key, said in texts.items()
        for language in LANGUAGES
        if language not in said
    ]
    if lacking:
        raise InputError("sentences of the page", lacking)
    return {language: {key: texts[key][language] for key in texts} for language in LANGUAGES}


def _environment(body: Path) -> "Environment":
    """Return a Jinja environment that escapes everything and knows the shell and the body."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    templates = {"page.html": read_text(SHELL / "page.html"), "body.html": read_text(body)}
    return Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _script(path: Path) -> str:
    """Return a script of ours, refusing what would end the element it stands in."""
    code = read_text(path).replace("\r\n", "\n")
    if "</script" in code.casefold() or "<!--" in code:
        raise InputError(path.name, ["has '</script' or '<!--', which a page cannot hold"])
    return code


def _style(path: Path) -> Markup:
    """Return a style sheet of ours, refusing what would end the element or fetch something."""
    code = read_text(path)
    if "</style" in code.casefold() or "url(" in code or "@import" in code:
        raise InputError(
            path.name, ["has '</style', 'url(' or '@import', which a page cannot hold"]
        )
    return Markup(code)


def _policy(programs: Sequence[str]) -> str:
    """Return the content security policy: nothing from anywhere, and only the scripts given."""
    digests = (hashlib.sha256(program.encode()).digest() for program in programs)
    allowed = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
