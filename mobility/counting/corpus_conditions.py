"""corpus_conditions: how many ads of a corpus speak against a need, or for it, told by DuckDB."""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from mobility.counting.corpus_ledger import ledger_counts, make_ledger
from mobility.foundation.corpus import CONDITIONS, MADE_OF, Corpus
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.recipe import Step

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Said(NamedTuple):
    """What ads say of the conditions of work, counted.

    Parameters
    ----------
    ads : Series of int
        How many ads of each occupation are counted, by code.
    said : DataFrame
        ``occupation``, ``condition``, ``stance`` and in how many of those ``ads`` it is said.
    counts : dict
        How many ads are counted, and how many of them say something.
    """

    ads: "pd.Series[int]"
    said: pd.DataFrame
    counts: dict[str, int]


def said_in_corpus(corpus: Corpus, *, level: int, wins: dict[str, str]) -> tuple[Said, Step]:
    """Count the ads of each occupation that speak against each need, and for it.

    Parameters
    ----------
    corpus : Corpus
        With what its ads say of the conditions of work.
    level : int
        How many digits of the code make an occupation.
    wins : dict of str to str
        By condition, what an ad says that speaks both ways; "against" of all others.

    Returns
    -------
    Said, Step
        The counts, and how what is counted was found.

    Raises
    ------
    InputError
        If not every part says what its ads say, or of other ads than there are now.
    EmptyResultError
        If no ad can be counted.
    """
    _refuse_missing(corpus)
    with corpus.connection() as connection:
        _refuse_others(corpus, connection)
        make_ledger(connection, "occupation", level=level)
        ads = connection.execute(
            "SELECT code AS occupation, count(*) AS ads FROM ledger WHERE status = 'counted' "
            "GROUP BY ALL ORDER BY ALL"
        ).df()
        if ads.empty:
            many = ledger_counts(corpus, connection)["in"]
            raise EmptyResultError(f"No ad of {many} can be counted by occupation.")
        both = " ".join(f"WHEN '{condition}' THEN '{stance}'" for condition, stance in wins.items())
        connection.execute(
            f"""
            CREATE TEMP TABLE said AS
            SELECT number, code, condition, CASE WHEN min(stance) = max(stance) THEN min(stance)
                ELSE CASE condition {both} ELSE 'against' END END AS stance
            FROM conditions JOIN ledger USING (number) WHERE status = 'counted'
            GROUP BY number, code, condition
            """
        )
        said = connection.execute(
            "SELECT code AS occupation, condition, stance, count(*) AS ads FROM said "
            "GROUP BY ALL ORDER BY ALL"
        ).df()
        ((saying,),) = connection.execute("SELECT count(DISTINCT number) FROM said").fetchall()
        told = connection.execute(
            """
            SELECT (SELECT count(*) FROM own_ads) AS "ads",
                count(DISTINCT number) AS "ads that say something",
                count(*) FILTER (source = 'text') AS "in text",
                count(*) FILTER (source = 'structured') AS "in fields"
            FROM conditions SEMI JOIN own_ads USING (number)
            """
        )
        names = [column[0] for column in told.description]
        found = dict(zip(names, map(int, told.fetchall()[0]), strict=True))
    counts = {"ads": int(ads["ads"].sum()), "ads that say something": int(saying)}
    step = Step.of("find_conditions", {}, found)
    return Said(ads.set_index("occupation")["ads"], said, counts), step


def _refuse_missing(corpus: Corpus) -> None:
    """Refuse a corpus of which not every part says what its ads say."""
    missing = len(corpus.without(CONDITIONS))
    if missing:
        said = (
            f"what ads say of the conditions of work is missing in {missing} of "
            f"{len(corpus.parts)} parts; call add_conditions(corpus) first"
        )
        raise InputError(corpus.folder, [said])


def _refuse_others(corpus: Corpus, connection: "DuckDBPyConnection") -> None:
    """Refuse what was found in other ads than those there are now, or by rules of two kinds."""
    if not corpus.parts:
        return
    connection.execute(
        """
        CREATE TEMP TABLE made AS
        SELECT parse_filename(ads.file_name, true) AS part,
            decode(ads.value) AS lines, decode(found.value) AS found
        FROM parquet_kv_metadata($ads) AS ads JOIN parquet_kv_metadata($found) AS found
            ON parse_filename(ads.file_name) = parse_filename(found.file_name)
        WHERE ads.key = $key AND found.key = $key
        """,
        {
            "ads": corpus.readable("ads"),
            "found": corpus.readable(CONDITIONS),
            "key": MADE_OF,
        },
    )
    ((whole, rules),) = connection.execute(
        """
        SELECT count(*) FILTER (starts_with(found, lines || ' ')),
            count(DISTINCT substr(found, length(lines) + 1)) FROM made
        """
    ).fetchall()
    if (whole, rules) != (len(corpus.parts), 1):
        said = (
            "what ads say of the conditions of work was found in other ads than there are now, or "
            "by other rules in some parts; call add_conditions(corpus) again"
        )
        raise InputError(corpus.folder, [said])
