"""corpus_page: the page of a corpus's report, as text or as a file."""

from pathlib import Path

from mobility.archiving.corpus_report import CorpusReport
from mobility.foundation.files import write_text
from mobility.foundation.page import Language
from mobility.showing.corpus_view import corpus_content
from mobility.showing.own_page import own_page


def corpus_page(report: CorpusReport, *, title: str = "", language: Language = "sv") -> str:
    """Return the page that `write_corpus_page` writes, as text."""
    return own_page(
        report, "corpus", corpus_content(report), title=title, scripts=["corpus.js"],
        language=language,
    )  # fmt: skip


def write_corpus_page(
    report: CorpusReport, path: str | Path, *, title: str = "", language: Language = "sv"
) -> Path:
    """Write one HTML page that accounts for every line of a corpus; it opens offline.

    Parameters
    ----------
    report : CorpusReport
        From `corpus_report`. Employers are counted, never named.
    path : str or Path
        The file, such as "report.html"; an older one is replaced.
    title : str
        Heading; "" for the page's own.
    language : {"sv", "en"}
        The language the page opens in; both are in it.

    Returns
    -------
    Path
        The file; the same report gives the same bytes.

    Raises
    ------
    FileProblemError
        If the place cannot be written to.
    UnknownNameError
        If the language is none of the two.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from mobility import build_corpus, corpus_report, prepare_skills
    >>> from mobility.datasets.shipped import demo_skills
    >>> home = Path(mkdtemp())
    >>> ad = '{"id": "1", "headline": "Kock", "description": {"text": "Vassa knivar."}}'
    >>> _ = (home / "ads.jsonl").write_text(ad, encoding="utf-8")
    >>> corpus = build_corpus(home / "ads.jsonl", prepare_skills(demo_skills()), home / "corpus")
    >>> write_corpus_page(corpus_report(corpus), home / "report.html").name
    'report.html'
    """
    return write_text(path, corpus_page(report, title=title, language=language))
