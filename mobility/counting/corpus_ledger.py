"""corpus_ledger: which ads of a corpus are counted, and why the others are not, told by DuckDB."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mobility.counting.ledger import CODES, STATUSES
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import UnknownNameError
from mobility.foundation.recipe import Setting

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def make_first_of_id(connection: "DuckDBPyConnection") -> int:
    """Make the view ``own_ads``: ads whose id no earlier ad has; return how many the others are."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE repeated_ids AS SELECT number FROM "
        "(SELECT number, min(number) OVER (PARTITION BY ad) AS first FROM ads) "
        "WHERE number <> first"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW own_ads AS SELECT * FROM ads ANTI JOIN repeated_ids "
        "USING (number)"
    )
    return _one(connection, "SELECT count(*) FROM repeated_ids")


def make_ledger(
    connection: "DuckDBPyConnection",
    by: str,
    *,
    level: int | None = None,
    max_ads_per_employer: int | None = None,
    code: str | None = None,
) -> None:
    """Make the table ``ledger`` of the ads of a corpus, by the rules of `ad_ledger`.

    Columns ``number``, ``code`` (cut to ``level``), ``status`` ("counted", "duplicate" or
    "reject") and ``reason``. An ad whose id an earlier one has is a duplicate here, since a part
    knows nothing of other parts; `read_ads` sets it aside as a reject. ``code`` is an expression
    over the columns of the ads that takes the place of the column ``by``.

    Raises
    ------
    UnknownNameError
        If ``by`` is neither "occupation" nor "industry".
    """
    if by not in CODES:
        raise UnknownNameError("code", by, CODES)
    make_first_of_id(connection)
    cut = "code" if level is None else f"substr(code, 1, {int(level)})"
    broader = "false" if level is None else f"length(code) < {int(level)}"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE judged AS
        WITH coded AS (
            SELECT number, employer, same_text, coalesce({code or by}, '') AS code FROM own_ads
        ), alike AS (
            SELECT *, min(number) OVER (PARTITION BY code, same_text) AS first FROM coded
        )
        SELECT number, employer, {cut} AS code, CASE
            WHEN code = '' THEN 'no {by} code'
            WHEN {broader} THEN '{by} code broader than {level}'
            WHEN number <> first THEN 'same {by}, headline and text'
        END AS reason FROM alike
        """
    )
    surplus = "SELECT NULL::BIGINT AS number WHERE false"
    if max_ads_per_employer is not None:
        surplus = (
            "SELECT number FROM (SELECT number, row_number() OVER "
            "(PARTITION BY employer, code ORDER BY number) AS place FROM judged "
            "WHERE reason IS NULL AND employer IS NOT NULL) "
            f"WHERE place > {int(max_ads_per_employer)}"
        )
    said = f"more than {max_ads_per_employer} ads of the employer"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE ledger AS
        WITH surplus AS ({surplus}), reasons AS (
            SELECT number, code, CASE WHEN number IN (SELECT number FROM surplus)
                THEN '{said}' ELSE reason END AS reason FROM judged
            UNION ALL
            SELECT number, '' AS code, 'id stands twice' AS reason FROM repeated_ids
        )
        SELECT number, code, reason, CASE
            WHEN reason IS NULL THEN 'counted'
            WHEN reason IN ('same {by}, headline and text', 'id stands twice') THEN 'duplicate'
            ELSE 'reject'
        END AS status FROM reasons
        """
    )
    connection.execute("DROP TABLE judged")


def ledger_counts(corpus: Corpus, connection: "DuckDBPyConnection") -> dict[str, int]:
    """Count the lines of the ledger by what became of them; rejects of reading are among them."""
    told = connection.execute("SELECT status, count(*) FROM ledger GROUP BY ALL").fetchall()
    number = dict.fromkeys(STATUSES, 0) | {str(status): int(n) for status, n in told}
    number["reject"] += corpus.count("rejects")
    return {"in": sum(number.values()), **number}


def ledger_reasons(connection: "DuckDBPyConnection") -> Mapping[str, int]:
    """Count the ads that are not counted by their reason."""
    told = connection.execute(
        "SELECT reason, count(*) FROM ledger WHERE reason IS NOT NULL GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return {str(reason): int(number) for reason, number in told}


def ledger_settings(
    by: str, level: int | None, max_ads_per_employer: int | None
) -> dict[str, Setting]:
    """Return the settings of a ledger as a recipe tells them."""
    return {"by": by, "level": level, "max_ads_per_employer": max_ads_per_employer}


def _one(connection: "DuckDBPyConnection", query: str) -> int:
    """Return the one number a query gives."""
    (number,) = connection.execute(query).fetchall()[0]
    return int(number)
