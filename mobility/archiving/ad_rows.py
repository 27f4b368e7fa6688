"""ad_rows: the ads of a part as they are kept — no texts, but what tells equal texts."""

from hashlib import blake2b
from typing import TYPE_CHECKING

import pandas as pd

from mobility.finding.language import language_of
from mobility.foundation.ads import AD_COLUMNS
from mobility.foundation.tables import Column
from mobility.reading.drafts import Reject
from mobility.reading.gathering import NAMES

if TYPE_CHECKING:
    import pyarrow as pa

TEXT = NAMES.index("text")
# Texts are judged at reading and not kept; ids may stand twice.
CONTRACT = tuple(
    Column(
        column.name,
        column.kind,
        required=column.required,
        filled=column.filled,
        at_least=column.at_least,
        at_most=column.at_most,
    )
    for column in AD_COLUMNS
    if column.name != "text"
)


def ad_rows(table: pd.DataFrame, texts: list[str], stood: list[tuple[str, int]]) -> "pa.Table":
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
        "file": pa.array([f for f, _ in stood], pa.string()).dictionary_encode(),
        "line": pa.array([number for _, number in stood], pa.int64()),
    }
    for column in CONTRACT:
        if column.name in ("ad",):
            continue
        values = table[column.name]
        given = values.tolist() if column.kind == "list" else values.array
        columns[column.name] = pa.array(given, kinds[column.kind], from_pandas=True)
    contents = [text.encode("utf-8") for text in texts]
    columns["characters"] = pa.array(list(map(len, texts)), pa.int32())
    columns["bytes"] = pa.array(list(map(len, contents)), pa.int32())
    digests = pa.binary(16)
    same_text = _hashes(table["headline"], contents)
    columns["same_text"] = pa.array(same_text, digests)
    columns["same_demand"] = pa.array(_hashes(table["occupation"], same_text), digests)
    columns["same_vacancy"] = pa.array(_hashes(table["municipality"], same_text), digests)
    return pa.table(columns)


def with_languages(told: "pd.Series[str]", texts: list[str]) -> "pd.Series[str]":
    """Return the language the source tells of each ad, and where it tells none the one found."""
    missing = told.isna().tolist()
    asked = [text for text, none in zip(texts, missing, strict=True) if none]
    found = iter(language_of(asked) if asked else ())
    languages = [
        (next(found) or None) if none else language
        for language, none in zip(told.tolist(), missing, strict=True)
    ]
    return pd.Series(languages, index=told.index, dtype="str")


def reject_rows(rejects: list[Reject]) -> "pa.Table":
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


def _hashes(heads: "pd.Series[str]", contents: list[bytes]) -> list[bytes]:
    """Return for each ad 16 bytes that differ wherever its head (none is "") or content does."""
    import pyarrow as pa

    told = [
        b"" if head is None else head.encode() for head in pa.array(heads, pa.string()).to_pylist()
    ]
    return [
        blake2b(b"%d:%b%b" % (len(head), head, content), digest_size=16).digest()
        for head, content in zip(told, contents, strict=True)
    ]
