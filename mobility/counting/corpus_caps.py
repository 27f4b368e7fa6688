"""corpus_caps: what is counted of a corpus when only so many ads of one employer count."""

from collections.abc import Sequence

import pandas as pd

from mobility.counting.corpus_ledger import make_ledger
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.mentions import NOT_ASKED_FOR

_NOT_ASKED_FOR = ", ".join(f"'{stance}'" for stance in NOT_ASKED_FOR)


def counted_under_caps(
    corpus: Corpus, caps: Sequence[int], *, by: str, level: int | None, skills: int
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Count the ads of a corpus under every cap and without one, and those that ask for top skills.

    Returns
    -------
    DataFrame, dict
        Columns ``cap`` (blank: none), ``ads``, ``set_aside``, ``employers``, ``skill``, ``asked``;
        how many ads there are, and how many of them without an employer.

    Raises
    ------
    EmptyResultError
        If no ad could be counted.
    """
    with corpus.connection() as connection:
        make_ledger(connection, by, level=level)
        # The place of an ad among those of its employer and code decides which caps it passes.
        connection.execute(
            """
            CREATE TEMP TABLE placed AS
            SELECT number, employer, CASE WHEN employer IS NULL THEN 0 ELSE row_number() OVER
                (PARTITION BY employer, code ORDER BY number) END AS place
            FROM ledger JOIN (SELECT number, employer FROM own_ads) USING (number)
            WHERE status = 'counted'
            """
        )
        connection.execute("CREATE TEMP TABLE caps (cap BIGINT)")
        connection.executemany("INSERT INTO caps VALUES (?)", [[cap] for cap in (*caps, None)])
        kept = connection.execute(
            """
            SELECT cap, count(*) FILTER (cap IS NULL OR place <= cap) AS ads,
                count(*) FILTER (place > cap) AS set_aside,
                count(DISTINCT employer) FILTER (place > cap) AS employers
            FROM caps CROSS JOIN placed GROUP BY cap ORDER BY cap NULLS LAST
            """
        ).df()
        if kept.empty:
            many = corpus.count("ads") + corpus.count("rejects")
            raise EmptyResultError(f"None of {many} ads can be counted; see corpus_report().")
        connection.execute(
            f"""
            CREATE TEMP TABLE asking AS
            SELECT DISTINCT skill::VARCHAR AS skill, number FROM mentions
            WHERE stance NOT IN ({_NOT_ASKED_FOR}) AND number IN (SELECT number FROM placed)
            """
        )
        asked = connection.execute(
            f"""
            WITH top AS (
                SELECT skill, count(*) AS uncapped FROM asking GROUP BY skill
                ORDER BY uncapped DESC, skill LIMIT {int(skills)}
            )
            SELECT cap, skill, count(*) FILTER (cap IS NULL OR place <= cap) AS asked
            FROM caps CROSS JOIN (asking JOIN top USING (skill) JOIN placed USING (number))
            GROUP BY cap, skill, uncapped ORDER BY cap NULLS LAST, uncapped DESC, skill
            """
        ).df()
        told = connection.execute(
            "SELECT count(*), count(*) FILTER (employer IS NULL) FROM own_ads"
        ).fetchall()
    (own, without) = map(int, told[0])
    table = asked.merge(kept, on="cap", how="left").astype({"cap": "Int64", "skill": "str"})
    names = ["cap", "ads", "set_aside", "employers", "skill", "asked"]
    return table[names], {"ads": own, "without employer": without}
