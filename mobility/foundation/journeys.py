"""journeys: the contract of a table of how many minutes it takes from place to place."""

from mobility.foundation.tables import Column

COMMUTING_COLUMNS = (
    Column("place_from"),
    Column("place_to"),
    Column("minutes", "number", at_least=0),
)
"""One row per pair of places, by code or name; a pair that is missing is too far."""
