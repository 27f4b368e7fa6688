"""corpus_lines: what became of every line of a corpus, source by source, checked to the line."""

from typing import TYPE_CHECKING

import pandas as pd

from mobility.foundation.corpus import TABLES, Corpus
from mobility.foundation.errors import FileProblemError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ALL = "all"


def lines_and_reasons(
    corpus: Corpus, connection: "DuckDBPyConnection"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the lines of every source and of all, and why those not counted are not.

    The table ``ledger`` must have been made in the connection.

    Raises
    ------
    FileProblemError
        If the parts hold other numbers of rows than the manifest says.
    """
    _refuse_other_rows(corpus, connection)
    parts = pd.DataFrame(corpus.manifest["parts"], columns=["source", "ads", "mentions"])
    names = [str(source["name"]) for source in corpus.manifest["sources"]]
    connection.execute("CREATE OR REPLACE TEMP TABLE sources (source VARCHAR, first_ad BIGINT)")
    ads = parts.groupby("source")["ads"].sum().reindex(names, fill_value=0)
    for name, first, own in zip(names, ads.cumsum() - ads, ads, strict=True):
        if own:
            connection.execute("INSERT INTO sources VALUES (?, ?)", [name, int(first)])
    told = connection.execute(
        """
        SELECT source, status, reason, count(*) AS lines, sum(bytes) AS bytes
        FROM ledger JOIN (SELECT number, bytes FROM ads) USING (number)
        ASOF JOIN sources ON number >= first_ad GROUP BY ALL
        """
    ).df()
    read = [
        {"source": part["source"], "status": "reject", "reason": reason, "lines": n, "bytes": 0}
        for part in corpus.manifest["parts"]
        for reason, n in part["rejected"].items()
    ]
    everything = pd.concat([told, pd.DataFrame(read, columns=told.columns)], ignore_index=True)
    lines = _lines(everything, parts, names)
    _refuse_lost_lines(corpus, lines)
    return lines, _reasons(everything, names)


def _lines(everything: pd.DataFrame, parts: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return the row of every source, and of all."""
    kinds = {"counted": "counted", "duplicate": "duplicates", "reject": "rejects"}
    sums = {
        kinds[str(status)]: own.groupby("source")["lines"].sum().reindex(names, fill_value=0)
        for status, own in everything.groupby("status")
    }
    table = pd.DataFrame(sums, index=names, columns=list(kinds.values())).fillna(0).astype("int64")
    table.insert(0, "lines", table.sum(axis=1))
    mentions = parts.groupby("source")["mentions"].sum()
    table["mentions"] = mentions.reindex(names, fill_value=0).astype("int64")
    size = everything.groupby("source")["bytes"].sum().astype("float64") / 1e6
    table["text_megabytes"] = size.reindex(names, fill_value=0.0).round(6)
    table.loc[ALL] = table.sum()
    table = table.astype({name: "int64" for name in table.columns if name != "text_megabytes"})
    table.index = pd.Index([*names, ALL], name="source", dtype="str")
    return table.reset_index()


def _reasons(everything: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return why lines are not counted, by source, duplicates first, then by reason."""
    aside = everything[everything["status"] != "counted"]
    sums = aside.groupby(["source", "status", "reason"])["lines"].sum().reset_index()
    sums["place"] = sums["source"].map({name: place for place, name in enumerate(names)})
    ordered = sums.sort_values(["place", "status", "reason"], ignore_index=True)
    kinds = {"source": "str", "status": "str", "reason": "str", "lines": "int64"}
    return ordered[list(kinds)].astype(kinds)


def _refuse_other_rows(corpus: Corpus, connection: "DuckDBPyConnection") -> None:
    """Refuse parts that hold other numbers of rows than the manifest says."""
    for table in TABLES:
        (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0]
        if int(found) != corpus.count(table):
            said = (
                f"has {found} rows in {table}/, but its manifest says {corpus.count(table)}; "
                "build it again with the same call, and parts that were harmed are made again."
            )
            raise FileProblemError(corpus.folder, said)


def _refuse_lost_lines(corpus: Corpus, lines: pd.DataFrame) -> None:
    """Refuse a corpus in which the lines of a source are not all counted or set aside."""
    read: dict[str, int] = {}
    for part in corpus.manifest["parts"]:
        read[part["source"]] = read.get(part["source"], 0) + int(part["read"]["lines"])
    for row in lines.itertuples(index=False):
        came = sum(read.values()) if row.source == ALL else read.get(str(row.source), 0)
        if row.lines != came:
            said = f"has {came} lines of {row.source}, of which {row.lines} are accounted for."
            raise FileProblemError(corpus.folder, said)
