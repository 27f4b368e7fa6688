"""parts: write_part() turns one chunk of a source into rows of ads, mentions and rejects."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from mobility.archiving.sentence_hashes import sentence_hashes
from mobility.archiving.skill_tables import read_skill_tables
from mobility.finding.find import find_skills
from mobility.foundation.addresses import inside, is_there, read_whole, write_whole
from mobility.foundation.ads import AD_COLUMNS, Ads
from mobility.foundation.progress import silent
from mobility.foundation.recipe import recipe_of
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import Column
from mobility.reading.drafts import Draft, Reject
from mobility.reading.employers import pseudonyms
from mobility.reading.gathering import Gathering
from mobility.reading.jobtech import drafts_of
from mobility.reading.json_records import Record
from mobility.reading.readable import readable_table

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = ("rejects", "ads", "mentions")
"""The tables of a part, in the order they are written."""
MADE_OF, COUNTS = "made_of", "counts"
"""Keys in a part's own metadata: what it was made of (a hash), and the counts of its making."""

_CONTRACT = tuple(
    Column(c.name, c.kind, required=c.required, filled=c.filled, at_least=c.at_least,
           at_most=c.at_most)
    for c in AD_COLUMNS
)  # fmt: skip


class Chunk(NamedTuple):
    """A fixed run of lines of one source, and the part they become.

    A tuple, since Dask keeps tuples with the task: a worker that is lost takes no lines with it.
    """

    part: str
    source: str
    shape: str
    given: tuple[Record | Draft | Reject, ...]
    made_of: str
    characters: int


@dataclass(frozen=True)
class Making:
    """What is the same for all parts of a corpus."""

    folder: str
    skills: str
    employer_key: bytes


def write_part(chunk: Chunk, making: Making) -> dict[str, Any]:
    """Read a chunk, find the skills in it and write its tables; the mentions come last.

    Returns
    -------
    dict
        The part's line in the manifest.
    """
    reading = Gathering(silent, repeated_ids=True)
    reading.take(chunk.source, chunk.shape, drafts_of(chunk.given))
    table, blanked = readable_table(reading, {}, contract=_CONTRACT)
    employer = pseudonyms(making.employer_key)
    table["employer"] = [None if value is None else employer(value) for value in table["employer"]]
    found, counts = _mentions(table, _skills(making.folder, making.skills))
    read = reading.counts(chunk.source) | blanked[chunk.source]
    line: dict[str, Any] = {
        "part": chunk.part,
        "source": chunk.source,
        "characters": chunk.characters,
        "ads": len(table),
        "rejects": len(reading.rejects),
        "mentions": len(found),
        "read": read,
        "found": counts,
    }
    if _written(making, "rejects", chunk, chunk.made_of) is None:
        _write(making, "rejects", chunk, _rejects(reading.rejects), {})
    if _written(making, "ads", chunk, chunk.made_of) is None:
        _write(making, "ads", chunk, _ads(table, reading), read)
    _write(making, "mentions", chunk, found, counts, making.skills)
    return line


def standing_part(chunk: Chunk, making: Making) -> dict[str, Any] | None:
    """Return the line of a part that stands already; None where it must be made."""
    mentions = _written(making, "mentions", chunk, f"{chunk.made_of} {making.skills}")
    if mentions is None:
        return None
    ads = _written(making, "ads", chunk, chunk.made_of)
    rejects = _written(making, "rejects", chunk, chunk.made_of)
    if ads is None or rejects is None:
        return None
    return {
        "part": chunk.part,
        "source": chunk.source,
        "characters": chunk.characters,
        "ads": ads[0],
        "rejects": rejects[0],
        "mentions": mentions[0],
        "read": ads[1],
        "found": mentions[1],
    }


def _written(
    making: Making, kind: str, chunk: Chunk, made_of: str
) -> tuple[int, dict[str, int]] | None:
    """Return the rows and the counts of a table that stands already; None if not of the same."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    address = inside(making.folder, kind, f"{chunk.part}.parquet")
    if not is_there(address):
        return None
    try:
        told = pq.read_metadata(pa.BufferReader(read_whole(address)))
    except (pa.ArrowException, OSError):
        # Moved into place only when complete, it has been harmed since; it is made again.
        return None
    own = told.metadata or {}
    if own.get(MADE_OF.encode()) != made_of.encode():
        return None
    return told.num_rows, json.loads(own[COUNTS.encode()])


@lru_cache(maxsize=1)
def _skills(folder: str, _hash: str) -> SkillList:
    """Return the skill list of a corpus, read once by every worker."""
    return read_skill_tables(folder)


def _mentions(table: pd.DataFrame, skills: SkillList) -> tuple["pa.Table", dict[str, int]]:
    """Return the mentions in the ads of a part, and what was counted on the way."""
    import pyarrow as pa

    numbered = table.assign(ad=[str(number) for number in range(len(table))])
    mentions = find_skills(Ads.from_table(numbered), skills)
    *_, step = recipe_of(mentions).steps
    ads = mentions["ad"].astype("int32").to_numpy()
    starts = mentions["start"].array
    texts = table["text"].tolist()
    hashes = sentence_hashes(texts, ads, starts)
    found = pa.table(
        {
            "ad": pa.array(ads, pa.int32()),
            "skill": pa.array(mentions["skill"], pa.string()).dictionary_encode(),
            "start": pa.array(starts, pa.int32()),
            "end": pa.array(mentions["end"].array, pa.int32()),
            "stance": pa.array(mentions["stance"], pa.string()).dictionary_encode(),
            "source": pa.array(mentions["source"], pa.string()).dictionary_encode(),
            "sentence": pa.array(hashes, pa.uint64()),
        }
    )
    return found, {name: n for name, n in step.counts if name not in ("ads", "mentions", "skills")}


def _ads(table: pd.DataFrame, reading: Gathering) -> "pa.Table":
    """Return the ads of a part as they are kept: no text, but what tells equal texts."""
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "number": pa.float64(),
        "whole number": pa.int32(),
        "date": pa.date32(),
        "yes/no": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    columns: dict[str, pa.Array] = {
        "ad": pa.array(table["ad"], pa.string()),
        "file": pa.array([f for f, _ in reading.stood], pa.string()).dictionary_encode(),
        "line": pa.array([number for _, number in reading.stood], pa.int64()),
    }
    for column in _CONTRACT:
        if column.name in ("ad", "text"):
            continue
        values = table[column.name]
        given = values.tolist() if column.kind == "list" else values.array
        columns[column.name] = pa.array(given, kinds[column.kind], from_pandas=True)
    texts = table["text"].tolist()
    blank = table[["headline", "occupation", "municipality"]].fillna("")
    same_text = [
        _hash(headline, text) for headline, text in zip(blank["headline"], texts, strict=True)
    ]
    digests = pa.binary(16)
    columns["characters"] = pa.array([len(text) for text in texts], pa.int32())
    columns["bytes"] = pa.array([len(text.encode("utf-8")) for text in texts], pa.int32())
    columns["same_text"] = pa.array(same_text, digests)
    for name, code in (("same_demand", "occupation"), ("same_vacancy", "municipality")):
        keys = [_hash(c, s) for c, s in zip(blank[code], same_text, strict=True)]
        columns[name] = pa.array(keys, digests)
    return pa.table(columns)


def _hash(*pieces: str | bytes) -> bytes:
    """Return 16 bytes that differ wherever one of the pieces does."""
    content = [piece.encode("utf-8") if isinstance(piece, str) else piece for piece in pieces]
    lengths = ",".join(str(len(piece)) for piece in content).encode("ascii")
    return blake2b(b"".join((lengths, b":", *content)), digest_size=16).digest()


def _rejects(rejects: list[Reject]) -> "pa.Table":
    """Return the lines of a part that are no ads."""
    import pyarrow as pa

    return pa.table(
        {
            "file": pa.array([r.file for r in rejects], pa.string()),
            "line": pa.array([r.line for r in rejects], pa.int64()),
            "ad": pa.array([r.ad for r in rejects], pa.string()),
            "reason": pa.array([r.reason for r in rejects], pa.string()),
            "detail": pa.array([r.detail or None for r in rejects], pa.string()),
        }
    )


def _write(
    making: Making,
    kind: str,
    chunk: Chunk,
    table: "pa.Table",
    counts: Mapping[str, int],
    *made_of: str,
) -> None:
    """Write one table of a part, whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    told = {MADE_OF: " ".join((chunk.made_of, *made_of)), COUNTS: json.dumps(dict(counts))}
    content = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(told), content, compression="zstd")
    address = inside(making.folder, kind, f"{chunk.part}.parquet")
    write_whole(address, content.getvalue().to_pybytes())
