"""links: the contract of a table that says which occupations list which skills."""

from mobility.foundation.tables import Column

LINK_COLUMNS = (
    Column("occupation_name"),
    Column("occupation"),
    Column("skill"),
    Column("source", required=False, filled=False),
)
"""One line per link; ``occupation`` is the code of the occupation's unit group."""
