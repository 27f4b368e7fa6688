"""entry: the contract of a table that says how many ads ask for experience or education."""

from mobility.foundation.tables import Column

SHARE_FROM = 10
"""Of fewer ads a share says too little: their number is told instead, and that they are few."""

ENTRY_COLUMNS = (
    Column("occupation"),
    Column("ads", "whole number", at_least=1),
    Column("experience", "number", filled=False, at_least=0, at_most=1),
    Column("experience_ads", "whole number", at_least=0),
    Column("education", "number", filled=False, at_least=0, at_most=1),
)
"""One row per occupation: its ads; the share of those that say so that ask for experience, of how
many; the share that name an education (most ads that ask for one say it only in their text)."""
