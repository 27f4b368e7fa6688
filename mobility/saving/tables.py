"""tables: result tables as CSV, Parquet or Excel, by the name of the file."""

from pathlib import Path

import pandas as pd

from mobility.foundation.errors import InputError
from mobility.foundation.files import writing
from mobility.foundation.spreadsheet import write_csv, write_workbook


def write_table(table: pd.DataFrame, path: str | Path) -> Path:
    """Write a table as ``.csv``, ``.parquet`` or ``.xlsx``, whole or not at all.

    Parameters
    ----------
    table : DataFrame
        What to write. In CSV and Excel a text that begins like a formula is written so that it
        stays text, and lists of names become "a · b · c"; Parquet keeps them as they are, and
        keeps the recipe.
    path : str or Path
        Where to; the suffix says the format.

    Returns
    -------
    Path
        The file written; the same table gives the same bytes.

    Raises
    ------
    InputError
        If the suffix is none of the three.
    """
    place = Path(path)
    if place.suffix == ".csv":
        return write_csv(table, place)
    if place.suffix == ".xlsx":
        return write_workbook({place.stem: table}, place)
    if place.suffix == ".parquet":
        with writing(place) as stream:
            table.to_parquet(stream, index=False)
        return place
    raise InputError(
        str(place), [f"suffix {place.suffix!r} is no table format; end it in .csv, .parquet, .xlsx"]
    )
