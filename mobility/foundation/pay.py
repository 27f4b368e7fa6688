"""pay: the contract of a table that says what each occupation pays."""

from mobility.foundation.tables import Column

PAY_COLUMNS = (
    Column("occupation"),
    Column("pay", "number", filled=False, at_least=0),
    Column("low", "number", required=False, filled=False, at_least=0),
    Column("high", "number", required=False, filled=False, at_least=0),
)
"""One row per occupation; a figure that is not known is missing. ``low`` and ``high`` are the 10th
and 90th percentile where the source has them."""
