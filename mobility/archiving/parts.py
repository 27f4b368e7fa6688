"""parts: write_part() turns one chunk of a source into tables of ads, mentions and rejects."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from mobility.archiving.ad_rows import CONTRACT, TEXT, ad_rows, reject_rows, with_languages
from mobility.archiving.chunk_words import Short, chunk_words
from mobility.archiving.chunks import Given, Held, Pieces, lines_of
from mobility.archiving.mention_rows import Finding, mention_rows
from mobility.archiving.ready_list import finding_in
from mobility.archiving.relevant_terms import relevant_terms, wordings_of
from mobility.finding.fields import FIELDS
from mobility.finding.finder import Finder, finder_of
from mobility.finding.word_places import Numbers
from mobility.foundation.addresses import inside, is_there, read_whole, write_whole
from mobility.foundation.corpus import MADE_OF
from mobility.foundation.progress import silent
from mobility.foundation.skill_list import SkillList
from mobility.reading.employers import SHORTEST_KEY, pseudonyms
from mobility.reading.gathering import JOBTECH, Gathering
from mobility.reading.jobtech import drafts_of
from mobility.reading.readable import readable_table

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = ("words", "rejects", "ads", "mentions")
"""The tables of a part, in the order they are written: ``words`` tells which terms can be found."""
COUNTS = b"counts"
"""Key in a table's own metadata: the counts of its making."""


class Chunk(NamedTuple):
    """A fixed run of lines of one source, and the part they become.

    A tuple, since Dask keeps tuples with the task: a worker that is lost takes no lines with it.
    """

    part: str
    source: str
    shape: str
    pieces: Pieces
    made_of: str
    size: int
    encoding: str

    def lines(self) -> Iterator[Given]:
        """Yield every line."""
        return lines_of(self.pieces, encoding=self.encoding)


@dataclass(frozen=True)
class Making:
    """What is the same for all parts of a corpus."""

    folder: str
    skills: str
    employer_key: bytes


class Standing(NamedTuple):
    """A table that is there: its rows, the counts of its making, and what it was made of."""

    rows: int
    counts: dict[str, int]
    made_of: str


def write_part(chunk: Chunk, making: Making) -> dict[str, Any]:
    """Read a chunk, find the skills in it and write its tables; the mentions come last.

    Returns
    -------
    dict
        The part's line in the manifest.
    """
    finding = ready_finding(making.folder, making.skills)
    made = _made(chunk, making.employer_key, finding)
    folder, part, of = making.folder, chunk.part, chunk.made_of
    if _standing(folder, "words", part, of) is None:
        _write(making, "words", chunk, _one_column(made.words), {}, of)
    if _standing(folder, "rejects", part, of) is None:
        _write(making, "rejects", chunk, made.rejects, made.rejected, of)
    if _standing(folder, "ads", part, of) is None:
        _write(making, "ads", chunk, made.ads, made.read, of)
    made_of = f"{of} {relevant_terms(finding.wordings, made.words)}"
    _write(making, "mentions", chunk, made.mentions, made.found, made_of)
    return {
        "part": part,
        "source": chunk.source,
        "ads": len(made.ads),
        "rejects": len(made.rejects),
        "mentions": len(made.mentions),
        "rejected": made.rejected,
        "read": made.read,
        "found": made.found,
    }


def awake(_number: int) -> None:
    """Make a part of one line with one term and write it nowhere: all it takes is read once."""
    word = pd.DataFrame({"skill": ["s"], "label": ["truckkort"], "kind": ["skill"]})
    term = pd.DataFrame(
        {"term": ["truckkort"], "skill": ["s"], "origin": ["label"], "match": ["any"]}
    )
    terms = finder_of(SkillList.of(word.set_index("skill"), term)).terms
    # What its sentence tells is found with all that tells it.
    text = "Du har gärna truckkort, men det krävs inte.".encode()
    line = b'{"id": "1", "headline": "", "description": {"text": "%b"}}' % text
    lines = (Held("", 1, line),)
    chunk = Chunk("", "", JOBTECH, lines, "", len(line), "utf-8")
    _made(chunk, bytes(SHORTEST_KEY), Finding(Finder(terms), wordings_of(terms)))


class _Made(NamedTuple):
    """The tables of a part and what was counted on the way."""

    ads: "pa.Table"
    rejects: "pa.Table"
    mentions: "pa.Table"
    words: Short
    read: dict[str, int]
    rejected: dict[str, int]
    found: dict[str, int]


def _made(chunk: Chunk, employer_key: bytes, finding: Finding) -> _Made:
    """Read a chunk and find the skills in it."""
    reading = Gathering(silent, repeated_ids=True)
    reading.take(chunk.source, chunk.shape, drafts_of(chunk.lines()))
    table, blanked = readable_table(reading, {}, contract=CONTRACT)
    employer = pseudonyms(employer_key)
    table["employer"] = [None if value is None else employer(value) for value in table["employer"]]
    texts = [str(row[TEXT]) for row in reading.rows]
    table["language"] = with_languages(table["language"], texts)
    mentions, found, met = mention_rows(table, texts, finding)
    return _Made(
        ad_rows(table, texts, reading.stood),
        reject_rows(reading.rejects),
        mentions,
        _words(table, met),
        reading.counts(chunk.source) | blanked[chunk.source],
        dict(sorted(Counter(reject.reason for reject in reading.rejects).items())),
        found,
    )


def standing_part(making: Making, part: str, source: str, made_of: str) -> dict[str, Any] | None:
    """Return the line of a part that stands already; None where it must be made.

    Its ads and rejects must have been made of the same lines; its mentions must have been found
    with a list that can find the same in it.
    """
    folder = making.folder
    words, rejects, ads = (_standing(folder, kind, part, made_of) for kind in KINDS[:3])
    if words is None or rejects is None or ads is None:
        return None
    mentions = _standing(folder, "mentions", part)
    if mentions is None or not mentions.made_of.startswith(f"{made_of} "):
        return None
    # Made ready only here: where nothing stands yet, the workers alone have need of it.
    finding = ready_finding(folder, making.skills)
    numbers = _read_words(folder, part)
    if mentions.made_of != f"{made_of} {relevant_terms(finding.wordings, numbers)}":
        return None
    return {
        "part": part,
        "source": source,
        "ads": ads.rows,
        "rejects": rejects.rows,
        "mentions": mentions.rows,
        "rejected": rejects.counts,
        "read": ads.counts,
        "found": mentions.counts,
    }


def _words(table: pd.DataFrame, met: list[Numbers]) -> Short:
    """Return the numbers of all words by which a skill can be found in these ads."""
    labels = (chain.from_iterable(table[name]) for name in FIELDS if name != "driving_licence")
    licences = chain.from_iterable(table["driving_licence"])
    return chunk_words(met, chain.from_iterable(labels), licences)


def _one_column(words: Short) -> "pa.Table":
    """Return the numbers of words as a table."""
    import pyarrow as pa

    return pa.table({"word": pa.array(words, pa.uint32())})


def _read_words(folder: str, part: str) -> Short:
    """Read the numbers of the words of a part."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    content = read_whole(inside(folder, "words", f"{part}.parquet"))
    numbers: Short = pq.read_table(pa.BufferReader(content))["word"].to_numpy()
    return numbers


def _standing(folder: str, kind: str, part: str, made_of: str | None = None) -> Standing | None:
    """Return what stands of a table; None if it is not there, or was made of something else."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    address = inside(folder, kind, f"{part}.parquet")
    if not is_there(address):
        return None
    try:
        told = pq.read_metadata(pa.BufferReader(read_whole(address)))
    except (pa.ArrowException, OSError):
        # Moved into place only when complete, it has been harmed since; it is made again.
        return None
    own = told.metadata or {}
    if COUNTS not in own or MADE_OF not in own:
        return None
    standing = Standing(told.num_rows, json.loads(own[COUNTS]), own[MADE_OF].decode("utf-8"))
    return standing if made_of in (None, standing.made_of) else None


_READY: dict[str, Finding] = {}
"""The skill list this process finds with, by its hash: making it ready takes a second."""


def ready_finding(folder: str, hashed: str) -> Finding:
    """Return the skill list of a corpus ready for finding; every process makes it ready once."""
    if hashed not in _READY:
        _READY.clear()
        _READY[hashed] = finding_in(folder, hashed)
    return _READY[hashed]


def _write(
    making: Making,
    kind: str,
    chunk: Chunk,
    table: "pa.Table",
    counts: Mapping[str, int],
    made_of: str,
) -> None:
    """Write one table of a part, whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    told = {MADE_OF: made_of, COUNTS: json.dumps(dict(counts))}
    content = pa.BufferOutputStream()
    # Sorted numbers are kept as the steps between them; texts of few kinds as a list of the kinds.
    kept: dict[str, Any] = {"use_dictionary": True}
    if kind == "words":
        kept = {"use_dictionary": False, "column_encoding": {"word": "DELTA_BINARY_PACKED"}}
    pq.write_table(table.replace_schema_metadata(told), content, compression="zstd", **kept)
    address = inside(making.folder, kind, f"{chunk.part}.parquet")
    write_whole(address, content.getvalue().to_pybytes())
