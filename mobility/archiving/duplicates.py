"""duplicates: which ads of a corpus repeat an earlier one, and in what."""

import pandas as pd

from mobility.archiving.across import read_across, write_across
from mobility.archiving.near_duplicates import TABLE as NEAR
from mobility.counting.corpus_ledger import make_first_of_id
from mobility.foundation.corpus import Corpus
from mobility.foundation.recipe import Step, with_recipe

TABLE = "duplicates.parquet"
KINDS = ("id", "skills", "vacancies", "near")
_FIRST = (
    "SELECT number, '{kind}' AS kind, first AS repeats FROM "
    "(SELECT number, min(number) OVER (PARTITION BY {key}) AS first FROM {ads}) "
    "WHERE number <> first"
)


def corpus_duplicates(corpus: Corpus) -> pd.DataFrame:
    r"""Say which ads of a corpus repeat an earlier one, and in what.

    Parameters
    ----------
    corpus : Corpus
        As `build_corpus` returns it.

    Returns
    -------
    DataFrame
        One row for each ad and each way in which it repeats another, sorted by both: ``number`` of
        the ad (as the views of `Corpus.connection` have it), ``kind`` and ``repeats``, the number
        of the first such ad. Kinds: "id" (the id of an earlier ad: it is left out of all counts,
        and of the next two kinds), "skills" (same occupation, headline and text) and "vacancies"
        (same headline, text and municipality), both as `duplicates` has them, and "near" where
        `corpus_near_duplicates` has been run on the ads there are now (first by date). It is also
        written into the folder, as ``duplicates.parquet``. Memory: some 20 bytes a row.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> from mobility import build_corpus, prepare_skills
    >>> from mobility.datasets.shipped import demo_skills
    >>> home = Path(mkdtemp())
    >>> line = '{"id": "%s", "headline": "Kock", "description": {"text": "Vassa knivar."}}'
    >>> _ = (home / "ads.jsonl").write_text("\n".join([line % "1", line % "2", line % "1"]))
    >>> corpus = build_corpus(home / "ads.jsonl", demo_skills(), home / "corpus")
    >>> corpus_duplicates(corpus)
       number       kind  repeats
    0       1     skills        0
    1       1  vacancies        0
    2       2         id        0
    """
    near = read_across(corpus, NEAR)
    with corpus.connection() as connection:
        make_first_of_id(connection)
        told = [
            _FIRST.format(kind="id", key="ad", ads="ads"),
            _FIRST.format(kind="skills", key="coalesce(occupation, ''), same_text", ads="own_ads"),
            _FIRST.format(kind="vacancies", key="same_vacancy", ads="own_ads"),
        ]
        if near is not None:
            connection.register("near_given", near)
            told.append("SELECT number, 'near' AS kind, near_of AS repeats FROM near_given")
        kinds = ", ".join(f"'{kind}'" for kind in KINDS)
        table = connection.execute(
            f"SELECT number, kind::ENUM({kinds}) AS kind, repeats FROM "
            f"({' UNION ALL '.join(told)}) ORDER BY number, kind"
        ).df()
    write_across(table, corpus, TABLE)
    counts = {kind: int((table["kind"] == kind).sum()) for kind in KINDS}
    if near is None:
        del counts["near"]
    step = Step.of("corpus_duplicates", {}, {"ads": corpus.count("ads"), **counts})
    return with_recipe(table, corpus.recipe.then(step))
