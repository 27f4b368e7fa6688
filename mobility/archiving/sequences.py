"""sequences: word sequences that the ads of a corpus ask for, counted by DuckDB within a bound.

The steps of `mobility.candidate_terms`, on the tables of `asked_words`: what is there a dictionary
is here a table in a file that is removed at the end, so that memory does not grow with the ads.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from mobility.archiving.asked_words import HELD, OTHER, WORK
from mobility.finding.skill_slots import FINE, SlotCounts, SlotWeights
from mobility.finding.uncovered import EVERYWHERE, FEW_TEXTS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Sequences:
    """What the ads of a corpus ask for, as tables of a connection.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Of the corpus, with the view ``told`` of the tables of `asked_words`, numbered as the ads
        are, and the view ``own_ads``. Tables are made in its current schema.
    longest, min_ads : int
        As in `candidate_terms`.
    """

    def __init__(self, connection: "DuckDBPyConnection", *, longest: int, min_ads: int) -> None:
        self._ask = connection
        self._longest, self._min_ads = longest, min_ads
        self._words = [f"w{k}" for k in range(1, longest + 1)]

    def find(self) -> dict[str, int]:
        """Find the sequences in enough ads; return how many texts and sequences there are."""
        self._choose_texts()
        self._number_words()
        self._place_sequences()
        return {"texts": self._one("SELECT count(*) FROM asked"), "sequences": self._rows("seqs")}

    def slots(self) -> SlotCounts:
        """Count what stands beside the sequences."""
        return self._slots("places")

    def known_slots(self) -> SlotCounts:
        """Count what stands beside the known terms that are in enough ads."""
        self._ask.execute(
            f"""
            CREATE TABLE held AS SELECT number, word, "left", "right" FROM told
            SEMI JOIN asked USING (number) WHERE kind = '{HELD}'
            """
        )
        self._ask.execute(
            f"""
            CREATE TABLE known AS SELECT word FROM (SELECT DISTINCT number, word FROM held)
            GROUP BY word HAVING count(*) >= {self._min_ads}
            """
        )
        return self._slots("held SEMI JOIN known USING (word)")

    def known_likeness(self, weights: SlotWeights) -> list[float]:
        """Return how much the places of each known term are like those of skills."""
        self._weigh(weights)
        told = self._ask.execute(
            f"SELECT {_LIKENESS} FROM held SEMI JOIN known USING (word) {_WEIGHED} GROUP BY word"
        )
        return [float(likeness) for (likeness,) in told.fetchall()]

    def judge(self, listed: Iterable[str], *, min_employers: int) -> int:
        """Keep those of enough employers that the list has not; return how many it has."""
        self._ask.register(
            "listed_given", pd.DataFrame({"spelled": sorted(set(listed))}, dtype="str")
        )
        spelled = ", ".join(f"{word}.word" for word in self._words)
        named = " ".join(
            f"LEFT JOIN words AS {word} ON {word}.id = seqs.{word}" for word in self._words
        )
        self._ask.execute(
            f"""
            CREATE TABLE spelled AS SELECT seqs.seq, concat_ws(' ', {spelled}) AS spelled
            FROM seqs {named}
            """
        )
        self._ask.execute(
            f"""
            CREATE TABLE frequent AS
            WITH standing AS (
                SELECT DISTINCT seq, number, employer FROM places JOIN asked USING (number)
            ), of_employers AS (
                SELECT seq, CASE WHEN employer IS NULL THEN count(*) ELSE 1 END AS employers
                FROM standing GROUP BY seq, employer
            )
            SELECT seqs.*, spelled FROM seqs JOIN spelled USING (seq) JOIN
                (SELECT seq, sum(employers) AS employers FROM of_employers GROUP BY seq) USING (seq)
            WHERE employers >= {int(min_employers)}
                AND spelled NOT IN (SELECT spelled FROM listed_given)
            """
        )
        there = "SELECT count(*) FROM spelled SEMI JOIN listed_given USING (spelled)"
        return self._one(there)

    def propose(self, *, at_least: float, factors: Sequence[float]) -> int:
        """Make the table of those proposed, in their order; return how many there are.

        Parameters
        ----------
        at_least : float
            How much their places are at least like those of skills.
        factors : sequence of float
            By what C-value counts a sequence of one word, of two, and so on.
        """
        inside = (
            " UNION ALL ".join(
                f"SELECT seq, ads, {self._shifted(start, size)} FROM frequent WHERE size > {size} "
                f"AND size >= {start + size}"
                for size in range(1, self._longest)
                for start in range(self._longest - size + 1)
            )
            or f"SELECT seq, ads, {', '.join(self._words)} FROM frequent WHERE false"
        )
        factor = " ".join(f"WHEN {k} THEN ?::DOUBLE" for k in range(1, self._longest + 1))
        words = ", ".join(self._words)
        self._ask.execute(
            f"""
            CREATE TABLE proposed AS
            WITH longer AS (
                SELECT {words}, sum(ads) AS whole, count(*) AS holding
                FROM (SELECT DISTINCT * FROM ({inside})) GROUP BY {words}
            ), alike AS (
                SELECT seq, {_LIKENESS} AS likeness FROM places SEMI JOIN frequent USING (seq)
                {_WEIGHED} GROUP BY seq
            ), measured AS (
                SELECT frequent.*, likeness, CASE size {factor} END
                    * (ads - coalesce(whole::DOUBLE / holding, 0)) AS c_value
                FROM frequent JOIN alike USING (seq) LEFT JOIN longer USING ({words})
            )
            SELECT row_number() OVER (ORDER BY ads DESC, c_value DESC, spelled) AS place,
                seq, spelled, ads, c_value, likeness
            FROM measured WHERE c_value > 0 AND likeness >= ?::DOUBLE
            """,
            [*factors, at_least],
        )
        return self._rows("proposed")

    def _choose_texts(self) -> None:
        """Make the table of ads that are read: of equal texts the first."""
        self._ask.execute(
            """
            CREATE TABLE asked AS
            SELECT number, coalesce(language, '') AS language, employer
            FROM own_ads JOIN (
                SELECT min(number) AS number FROM told SEMI JOIN own_ads USING (number)
                WHERE text IS NOT NULL GROUP BY text
            ) USING (number)
            """
        )

    def _number_words(self) -> None:
        """Make the table of words that stand in enough ads, with whether they may be an edge."""
        self._ask.execute(
            f"""
            CREATE TABLE common AS
            WITH texts AS (SELECT language, count(*) AS texts FROM asked GROUP BY language),
            standing AS (
                SELECT language, word, count(*) AS ads FROM (
                    SELECT DISTINCT number, language, word FROM told JOIN asked USING (number)
                    WHERE kind IN ('{WORK}', '{OTHER}')
                ) GROUP BY language, word
            )
            SELECT DISTINCT word FROM standing JOIN texts USING (language)
            WHERE texts >= {FEW_TEXTS} AND ads > {EVERYWHERE}::DOUBLE * texts
            """
        )
        self._ask.execute(
            f"""
            CREATE TABLE words AS
            SELECT row_number() OVER (ORDER BY word) AS id, word,
                may_be_edge AND word NOT IN (SELECT word FROM common) AS edge
            FROM (
                SELECT word, any_value(may_be_edge) AS may_be_edge, count(*) AS ads FROM (
                    SELECT DISTINCT number, word, edge = 1 AS may_be_edge FROM told
                    SEMI JOIN asked USING (number) WHERE kind = '{WORK}'
                ) GROUP BY word
            ) WHERE ads >= {self._min_ads}
            """
        )

    def _place_sequences(self) -> None:
        """Make the tables of the sequences that stand in enough ads, and of their places."""
        ahead = ", ".join(
            f"lead({name}, {k}) OVER in_run AS {short}{k + 1}"
            for k in range(self._longest)
            for name, short in (("id", "w"), ("edge", "e"), ('"right"', "r"), ('"end"', "n"))
        )
        self._ask.execute(
            f"""
            CREATE TABLE standing AS
            SELECT number, start, "left", {ahead} FROM (
                SELECT number, run, start, "end", id, words.edge AS edge,
                    CASE "left" WHEN '' THEN lag(word) OVER in_run ELSE "left" END AS "left",
                    CASE "right" WHEN '' THEN lead(word) OVER in_run ELSE "right" END AS "right"
                FROM told SEMI JOIN asked USING (number) LEFT JOIN words USING (word)
                WHERE kind = '{WORK}'
                WINDOW in_run AS (PARTITION BY number, run ORDER BY start)
            ) WINDOW in_run AS (PARTITION BY number, run ORDER BY start)
            """
        )
        words = ", ".join(self._words)
        each = " UNION ALL ".join(
            f'SELECT number, start, n{size} AS "end", "left", r{size} AS "right", '
            f"{size} AS size, {self._shifted(0, size)} FROM standing "
            f"WHERE e1 AND e{size} AND {' AND '.join(f'w{k} > 0' for k in range(1, size + 1))}"
            for size in range(1, self._longest + 1)
        )
        self._ask.execute(f"CREATE VIEW everywhere AS {each}")
        self._ask.execute(
            f"""
            CREATE TABLE seqs AS SELECT row_number() OVER (ORDER BY {words}) AS seq, * FROM (
                SELECT {words}, size, count(*) AS ads
                FROM (SELECT DISTINCT {words}, size, number FROM everywhere)
                GROUP BY ALL HAVING count(*) >= {self._min_ads}
            )
            """
        )
        self._ask.execute(
            f"""
            CREATE TABLE places AS
            SELECT seq, number, start, "end", "left", "right"
            FROM everywhere JOIN seqs USING ({words})
            """
        )

    def _shifted(self, start: int, size: int) -> str:
        """Return columns that hold some of the words of a sequence, and 0 behind them."""
        held = [f"w{start + k}" if k <= size else "0" for k in range(1, self._longest + 1)]
        pairs = zip(held, self._words, strict=True)
        return ", ".join(f"{one} AS {name}" for one, name in pairs)

    def _slots(self, table: str) -> SlotCounts:
        """Count what stands on the left and on the right in a table."""
        sides = []
        for side in ("left", "right"):
            told = self._ask.execute(f'SELECT "{side}", count(*) FROM {table} GROUP BY "{side}"')
            sides.append(Counter({str(name): int(n) for name, n in told.fetchall()}))
        return SlotCounts(*sides)

    def _weigh(self, weights: SlotWeights) -> None:
        """Make the tables of how much each neighbour speaks for a skill, as whole numbers."""
        for side, told in (("left", weights.left), ("right", weights.right)):
            whole = [round(weight * FINE) for weight in told.values()]
            given = pd.DataFrame({"beside": list(told), "weight": whole})
            self._ask.register("weights_given", given.astype({"beside": "str", "weight": "int64"}))
            self._ask.execute(f"CREATE TABLE weight_{side} AS FROM weights_given")
            self._ask.unregister("weights_given")

    def _rows(self, table: str) -> int:
        return self._one(f"SELECT count(*) FROM {table}")

    def _one(self, query: str) -> int:
        """Return the one number a query gives."""
        ((number,),) = self._ask.execute(query).fetchall()
        return int(number)


_WEIGHED = (
    'LEFT JOIN weight_left AS before ON before.beside = "left" '
    'LEFT JOIN weight_right AS behind ON behind.beside = "right"'
)
_LIKENESS = (
    "sum(coalesce(before.weight, 0) + coalesce(behind.weight, 0))::DOUBLE "
    f"/ {FINE}::DOUBLE / count(*)"
)
"""Of whole numbers, whose sum is the same in any order."""
