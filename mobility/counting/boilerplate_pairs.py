"""boilerplate_pairs: sentences of a corpus that an employer repeats in unrelated ads."""

from typing import TYPE_CHECKING

from mobility.foundation.mentions import UNRELATED_ADS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def make_boilerplate(
    connection: "DuckDBPyConnection", *, unrelated_ads: int = UNRELATED_ADS
) -> None:
    """Make the table ``boilerplate``: employer and hash of a sentence, with its unrelated ads.

    A sentence is boilerplate where it stands in at least ``unrelated_ads`` ads of one employer of
    which no two have the same occupation and headline. Only sentences with a mention are known.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE boilerplate AS
        SELECT employer, sentence, count(DISTINCT job) AS unrelated_ads
        FROM (SELECT DISTINCT number, sentence FROM mentions WHERE sentence IS NOT NULL)
        JOIN (
            SELECT number, employer, (coalesce(occupation, ''), coalesce(headline, '')) AS job
            FROM own_ads
        ) USING (number)
        WHERE employer IS NOT NULL
        GROUP BY employer, sentence
        HAVING unrelated_ads >= {int(unrelated_ads)}
        """
    )


def make_kept_mentions(connection: "DuckDBPyConnection", *, count_boilerplate: bool) -> None:
    """Make the view ``kept_mentions``: all mentions, or those that are no boilerplate."""
    if count_boilerplate:
        connection.execute("CREATE OR REPLACE TEMP VIEW kept_mentions AS SELECT * FROM mentions")
        return
    make_boilerplate(connection)
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW kept_mentions AS SELECT mentions.* FROM mentions "
        "JOIN own_ads USING (number) ANTI JOIN boilerplate USING (employer, sentence)"
    )
