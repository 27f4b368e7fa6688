"""conditions: add_conditions() finds what the ads of a corpus say of the conditions of work."""

from functools import partial
from importlib.metadata import version

from mobility.archiving.part_tables import made_of_part, write_part_table
from mobility.archiving.parts import Chunk
from mobility.archiving.passes import pass_over_texts, texts_of
from mobility.finding.condition_places import FIELDS, rules_hash, said_in_ads
from mobility.foundation.addresses import from_anywhere, inside, read_whole
from mobility.foundation.corpus import CONDITIONS, Corpus
from mobility.foundation.progress import Progress, silent


def add_conditions(
    corpus: Corpus, *, workers: int | None = None, progress: Progress = silent
) -> Corpus:
    r"""Find what the ads of a corpus say of lifting, nights, driving, scope and the like.

    As `find_conditions` for ads in memory. The files are read again, part by part, and what is
    found is kept in the folder (``conditions/``); parts that have theirs are not read again, so
    that after more files were added only those are. Stopped anywhere and called again, it goes on
    where it was. Another skill list changes nothing of it.

    Parameters
    ----------
    corpus : Corpus
        Its files must still be where they were.
    workers : int, optional
        As in `build_corpus`.
    progress : Progress
        Called with ("find conditions", parts done, parts in all).

    Returns
    -------
    Corpus
        The same, which `occupation_conditions` now counts; its connection has what was found as the
        view ``conditions``.

    Raises
    ------
    InputError
        If a file has changed since it was read, or its ads are read otherwise now than when the
        corpus was built.
    FileProblemError
        If a file is missing, or a part cannot be written.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> from mobility.archiving.build import build_corpus
    >>> from mobility.datasets.shipped import demo_skills
    >>> home = Path(mkdtemp())
    >>> text = "Tunga lyft. Ingen nattjänst."
    >>> line = '{"id": "1", "headline": "Kock", "description": {"text": "%s"}}' % text
    >>> _ = (home / "ads.jsonl").write_text(line, encoding="utf-8")
    >>> corpus = add_conditions(build_corpus(home / "ads.jsonl", demo_skills(), home / "corpus"))
    >>> with corpus.connection() as ask:
    ...     ask.sql("SELECT condition, stance, phrase FROM conditions ORDER BY start").fetchall()
    [('no_heavy_lifting', 'against', 'Tunga lyft'), ('no_night_work', 'for', 'nattjänst')]
    """
    folder, rules = from_anywhere(corpus.folder), f"{version('labour-graphs')} {rules_hash()}"

    def stands(part: str, _lines: str) -> bool:
        found = made_of_part(inside(folder, CONDITIONS), part)
        return found == f"{made_of_part(inside(folder, 'ads'), part)} {rules}"

    pass_over_texts(
        corpus,
        inside(corpus.folder, CONDITIONS),
        partial(_write_part, folder=folder, rules=rules),
        stands,
        step="find conditions",
        workers=workers,
        progress=progress,
    )
    return corpus


def _write_part(chunk: Chunk, *, folder: str, rules: str) -> str:
    """Write what the ads of one part say; return its name."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = texts_of(chunk, folder)
    content = read_whole(inside(folder, "ads", f"{chunk.part}.parquet"))
    ads = pq.read_table(pa.BufferReader(content), columns=list(FIELDS))
    fields = zip(*(ads[name].to_pylist() for name in FIELDS), strict=True)
    rows = [(ad, *line) for ad, said in enumerate(said_in_ads(texts, fields)) for line in said]
    kinds = {
        "ad": pa.int32(),
        "condition": pa.string(),
        "stance": pa.string(),
        "phrase": pa.string(),
        "start": pa.int32(),
        "end": pa.int32(),
        "source": pa.string(),
    }
    columns = list(zip(*rows, strict=True)) or [()] * len(kinds)
    given = zip(kinds.items(), columns, strict=True)
    table = pa.table({name: pa.array(column, kind) for (name, kind), column in given})
    made_of = f"{made_of_part(inside(folder, 'ads'), chunk.part)} {rules}"
    write_part_table(table, inside(folder, CONDITIONS), chunk.part, made_of)
    return chunk.part
