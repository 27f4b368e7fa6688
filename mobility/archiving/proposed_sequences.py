"""proposed_sequences: how sequences that are proposed are written, and where they stand first.

Read from the tables that `mobility.archiving.sequences` has made in a connection.
"""

from typing import TYPE_CHECKING, NamedTuple

from mobility.archiving.asked_words import WORK

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Proposed(NamedTuple):
    """A sequence that is proposed: its place among them, its words, its measures, its label.

    The label is how it is mostly written; of equally usual ways the first by letters.
    """

    place: int
    spelled: str
    ads: int
    c_value: float
    likeness: float
    label: str


class Stands(NamedTuple):
    """Where a sequence that is proposed stands in an ad."""

    place: int
    part: str
    ad: int
    start: int
    end: int


def first_proposed(connection: "DuckDBPyConnection", n: int) -> list[Proposed]:
    """Return the first of those proposed, in their order."""
    told = connection.execute(
        f"""
        WITH top AS (FROM proposed WHERE place <= {int(n)}), standing AS (
            SELECT place, number, places.start AS start, places."end" AS "end"
            FROM places JOIN top USING (seq)
        ), spelt AS (
            SELECT place, number, standing.start, string_agg(
                CASE WHEN told.start = standing.start THEN '' ELSE gap END
                || CASE written WHEN '' THEN word ELSE written END, ''
                ORDER BY told.start) AS way
            FROM standing JOIN told USING (number)
            WHERE kind = '{WORK}' AND told.start >= standing.start
                AND told."end" <= standing."end"
            GROUP BY ALL
        ), ways AS (SELECT place, way, count(*) AS times FROM spelt GROUP BY ALL)
        SELECT place, spelled, ads, c_value, likeness, label FROM top JOIN (
            SELECT place, first(way ORDER BY times DESC, way) AS label FROM ways GROUP BY place
        ) USING (place) ORDER BY place
        """
    )
    return [Proposed(*row) for row in told.fetchall()]


def first_places(connection: "DuckDBPyConnection", n: int, ads: int) -> list[Stands]:
    """Return where the first of those proposed stand in the first ads of each, in order."""
    told = connection.execute(
        f"""
        WITH first_in_ad AS (
            SELECT place, number, min(start) AS start, arg_min("end", start) AS "end"
            FROM places JOIN (FROM proposed WHERE place <= {int(n)}) USING (seq)
            GROUP BY place, number
        ), few AS (
            FROM first_in_ad
            QUALIFY row_number() OVER (PARTITION BY place ORDER BY number) <= {int(ads)}
        )
        SELECT place, part, number - first_ad AS ad, start, "end"
        FROM few ASOF JOIN parts ON number >= first_ad ORDER BY place, number
        """
    )
    return [Stands(*row) for row in told.fetchall()]
