"""corpus_candidates: word sequences that the ads of a corpus ask for and no term of it covers."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pandas as pd

from mobility.archiving.asked_words import asked_folder, keep_asked_words
from mobility.archiving.passes import texts_of
from mobility.archiving.proposed_sequences import Stands, first_places, first_proposed
from mobility.archiving.rounds import chunks_of
from mobility.archiving.sequences import Sequences
from mobility.archiving.skill_tables import read_skill_tables
from mobility.counting.corpus_ledger import make_first_of_id
from mobility.finding.candidate_lines import (
    BETWEEN_CONTEXTS,
    CONTEXTS,
    candidate_line,
    least_likeness,
    refuse_few_known,
)
from mobility.finding.candidates import factor
from mobility.finding.normalize import normal_form
from mobility.finding.report import around
from mobility.finding.skill_slots import weights_of
from mobility.foundation.corpus import Corpus
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.foundation.skill_list import REVIEW_COLUMNS
from mobility.foundation.tables import check_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def corpus_candidate_terms(
    corpus: Corpus,
    *,
    longest: int = 4,
    min_ads: int = 4,
    min_employers: int = 2,
    like_known: float = 0.5,
    n: int = 200,
    workers: int | None = None,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Propose terms: word sequences of a corpus that stand where skills stand and no term covers.

    What `mobility.candidate_terms` proposes for the same ads in memory, in memory that does not
    grow with the ads. The files are read again, part by part, and the words with which their ads
    ask for something are kept **beside** the folder, in ``FOLDER.asked``, since a corpus itself
    keeps no texts; it can be removed. Parts that have theirs are not read again: after files were
    added only those are, after another skill list those whose mentions are others. Stopped anywhere
    and called again, it goes on where it was. DuckDB counts, and writes to a file that is removed.

    Parameters
    ----------
    corpus : Corpus
        Its files must still be where they were. Its mentions and its skill list are those held
        against.
    longest, min_ads, min_employers, like_known, n
        As in `candidate_terms`. Of many ads ``min_ads`` may well be higher: some hundred thousandth
        of them.
    workers : int, optional
        As in `build_corpus`.
    progress : Progress
        Called with ("read what is asked for", parts done, parts in all).

    Returns
    -------
    DataFrame
        As `candidate_terms` gives it.

    Raises
    ------
    InputError
        If a file has changed since it was read.
    EmptyResultError
        As `candidate_terms`.

    Examples
    --------
    >>> import json
    >>> from tempfile import mkdtemp
    >>> from mobility.archiving.build import build_corpus
    >>> from mobility.foundation.skill_list import SkillList
    >>> known = [a + b for a in ("hot", "cold", "old", "new") for b in
    ...          ("baking", "frying", "boiling", "roasting", "grilling")]
    >>> labels = pd.DataFrame({"skill": known, "label": known, "kind": "skill"})
    >>> terms = pd.DataFrame({"term": known, "skill": known, "origin": "label", "match": "any"})
    >>> listed = ", ".join([*known[:9], "sous vide", *known[9:]])
    >>> texts = [f"Requirements:\n- Used to {listed}.\n- Shift {k}." for k in range(4)]
    >>> ads = [
    ...     {"id": str(k), "headline": "Chef", "description": {"text": text}}
    ...     for k, text in enumerate(texts)
    ... ]
    >>> home = Path(mkdtemp())
    >>> _ = (home / "ads.jsonl").write_text("\n".join(map(json.dumps, ads)), encoding="utf-8")
    >>> skills = SkillList.of(labels.set_index("skill"), terms)
    >>> corpus = build_corpus(home / "ads.jsonl", skills, home / "corpus")
    >>> corpus_candidate_terms(corpus)[["skill", "label", "changes"]]
                      skill      label  changes
    0  candidate: sous vide  sous vide        4
    """
    keep_asked_words(corpus, workers=workers, progress=progress)
    skills = read_skill_tables(corpus.folder)
    listed = {normal_form(str(t)) for t in chain(skills.terms["term"], skills.dropped["term"])}
    with _asking(corpus) as connection:
        sequences = Sequences(connection, longest=longest, min_ads=min_ads)
        counts = sequences.find()
        known = sequences.known_slots()
        weights = weights_of(known, sequences.slots())
        likeness = sequences.known_likeness(weights)
        refuse_few_known(len(likeness), min_ads)
        at_least = least_likeness(likeness, like_known)
        there = sequences.judge(listed, min_employers=min_employers)
        factors = [factor(size) for size in range(1, longest + 1)]
        proposed = sequences.propose(at_least=at_least, factors=factors)
        first, places = first_proposed(connection, n), first_places(connection, n, CONTEXTS)
    contexts = _contexts(corpus, places)
    lines = [
        candidate_line(
            row.spelled,
            label=row.label,
            ads=row.ads,
            c_value=row.c_value,
            likeness=row.likeness,
            at_least=at_least,
            example=BETWEEN_CONTEXTS.join(contexts[row.place]),
        )
        for row in first
    ]
    columns = [column.name for column in REVIEW_COLUMNS]
    table = check_table(pd.DataFrame(lines, columns=columns), REVIEW_COLUMNS, "candidates")
    settings: dict[str, Setting] = {
        "longest": longest, "min_ads": min_ads, "min_employers": min_employers,
        "like_known": like_known, "n": n,
    }  # fmt: skip
    counts |= {
        "in the list already": there,
        "known terms": len(likeness),
        "candidates": proposed,
    }
    step = Step.of("corpus_candidate_terms", settings, counts)
    return with_recipe(table, corpus.recipe.then(step))


@contextmanager
def _asking(corpus: Corpus) -> Iterator["DuckDBPyConnection"]:
    """Give a connection with the words of a corpus; tables made in it are removed afterwards."""
    with (
        TemporaryDirectory(prefix="mobility-") as home,
        corpus.connection() as connection,
    ):
        connection.execute(f"SET temp_directory = '{Path(home, 'spilled')}'")
        make_first_of_id(connection)
        connection.execute(
            """
            CREATE TEMP VIEW told AS
            SELECT first_ad + ad AS number, * EXCLUDE (ad, filename, part, first_ad)
            FROM read_parquet($files, filename = true)
            JOIN parts ON parts.part = parse_filename(filename, true)
            """.replace("$files", _listed(corpus))
        )
        connection.execute(f"ATTACH '{Path(home, 'sequences.db')}' AS sequences")
        connection.execute("USE sequences")
        yield connection
        connection.execute("USE memory")


def _listed(corpus: Corpus) -> str:
    """Return the tables of the words as DuckDB is given them."""
    asked = asked_folder(corpus.readable_folder)
    files = [f"{asked}/{part}.parquet".replace("'", "''") for part in corpus.parts]
    return "[" + ", ".join(f"'{file}'" for file in files) + "]"


def _contexts(corpus: Corpus, places: list[Stands]) -> dict[int, list[str]]:
    """Return what stands around each of those proposed, by its place among them.

    Texts are read again where one of the first ads stands, which is in few parts.
    """
    wanted: dict[str, list[Stands]] = defaultdict(list)
    for standing in places:
        wanted[standing.part].append(standing)
    found: dict[Stands, str] = {}
    for number, source in enumerate(corpus.manifest["sources"]):
        chunks = chunks_of(
            number,
            source,
            corpus.manifest["settings"],
            lambda part, *_: part not in wanted,
            near=True,
        )
        for chunk in chunks:
            texts = texts_of(chunk, corpus.folder)
            for standing in wanted[chunk.part]:
                found[standing] = around(texts[standing.ad], standing.start, standing.end)
    contexts: dict[int, list[str]] = defaultdict(list)
    for standing in places:
        contexts[standing.place].append(found[standing])
    return contexts
