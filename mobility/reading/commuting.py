"""commuting: read_commuting() reads how many minutes it takes from place to place."""

from pathlib import Path

import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.files import sha256
from mobility.foundation.journeys import COMMUTING_COLUMNS
from mobility.foundation.recipe import Recipe, Step, with_recipe
from mobility.foundation.tables import check_table
from mobility.reading.encodings import check_encoding, encoding_of
from mobility.reading.table_rows import mapped, text_table

_DECIMAL_COMMA = r"(\d+),(\d+)"


def read_commuting(path: str | Path, *, encoding: str | None = None) -> pd.DataFrame:
    r"""Read a table of minutes between places.

    Parameters
    ----------
    path : str or Path
        CSV, Excel or Parquet with the headings ``place_from``, ``place_to`` and ``minutes``, one
        row for each pair of places and direction. Places are written as in the vacancies, by code
        or name; minutes may have a decimal comma.
    encoding : str, optional
        How a CSV is written. Where it is not said it is told by the bytes: UTF-8, or else
        Windows-1252, as spreadsheets save; the recipe says which.

    Returns
    -------
    DataFrame
        Columns ``place_from``, ``place_to`` and ``minutes``, sorted by places.
        `mobility.skill_space` takes it.

    Raises
    ------
    InputError
        With every missing heading, blank cell, number of minutes that is none from 0, and pair of
        places that stands twice, each with its line in the file.
    FileProblemError
        If the file is missing, empty, damaged or not what its name says.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "journeys.csv"
    >>> _ = file.write_bytes("place_from;place_to;minutes\nMora;Älvdalen;45,5\n".encode("cp1252"))
    >>> read_commuting(file)
      place_from  place_to  minutes
    0       Mora  Älvdalen     45.5
    """
    written = encoding_of(path) if encoding is None else encoding
    check_encoding(written)
    name = Path(path).name
    columns = {column.name: column.name for column in COMMUTING_COLUMNS}
    table = mapped(text_table(path, encoding=written), columns, name)
    lines = table.index
    table = table.reset_index(drop=True)
    minutes = table["minutes"]
    comma = minutes.str.fullmatch(_DECIMAL_COMMA)
    table["minutes"] = minutes.mask(comma, minutes.str.replace(",", ".", regex=False))
    checked = check_table(table, COMMUTING_COLUMNS, name, first_row=2)
    twice = checked.duplicated(["place_from", "place_to"])
    if twice.any():
        raise InputError(
            name,
            [
                Fault(
                    f"the minutes from {row.place_from!r} to {row.place_to!r} are given twice",
                    row=int(line),
                )
                for line, row in zip(lines[twice], checked[twice].itertuples(), strict=True)
            ],
        )
    ordered = checked.sort_values(["place_from", "place_to"], ignore_index=True)
    settings = {"file": name, "sha256": sha256(path), "encoding": written}
    return with_recipe(
        ordered, Recipe((Step.of("read_commuting", settings, {"rows": len(ordered)}),))
    )
