"""published_cells: cells as statistical offices publish them: counts withheld, zeros lost."""

import pandas as pd

WITHHELD = ("", "..", "*", "x", "c", "-", "<")
"""What statistical offices write in the place of a count that they withhold; "<10" among them."""


def withheld(cells: "pd.Series[str]") -> "pd.Series[bool]":
    """Return which counts are withheld.

    Parameters
    ----------
    cells : Series of str
        As they are written, without spaces around them; "" where a cell is blank.

    Examples
    --------
    >>> withheld(pd.Series(["12", "..", "<10", ""])).tolist()
    [False, True, True, True]
    """
    return cells.str.casefold().isin(WITHHELD) | cells.str.startswith("<")


def with_leading_zeros(codes: "pd.Series[str]", length: int | None) -> "pd.Series[str]":
    """Give codes back the zeros that a spreadsheet took from them; a blank stays one.

    Parameters
    ----------
    codes : Series of str
        As they are written.
    length : int, optional
        Of a whole code; none is given back where it is not known.

    Examples
    --------
    >>> with_leading_zeros(pd.Series(["111", "4711", ""]), 4).tolist()
    ['0111', '4711', '']
    """
    return codes if length is None else codes.where(codes == "", codes.str.zfill(length))
