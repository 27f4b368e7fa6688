"""vacancies: read_vacancies() reads how many vacancies each occupation has in each place."""

from pathlib import Path

import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.files import sha256
from mobility.foundation.recipe import Recipe, Step, with_recipe
from mobility.foundation.tables import Column, check_table
from mobility.reading.encodings import check_encoding
from mobility.reading.table_rows import mapped, text_table

VACANCY_COLUMNS = (
    Column("occupation"),
    Column("place"),
    Column("vacancies", "whole number", at_least=0),
)
"""The contract of a table of vacancies: one row for each occupation in a place (and period)."""


def read_vacancies(
    path: str | Path,
    *,
    occupation: str = "ssyk4",
    place: str = "kommun",
    vacancies: str = "ads",
    place_name: str | None = None,
    period: str | None = None,
    encoding: str = "utf-8",
) -> pd.DataFrame:
    r"""Read a table of advertised vacancies by occupation and place.

    Advertised vacancies are not all vacancies: many are filled without an ad.

    Parameters
    ----------
    path : str or Path
        CSV, Excel or Parquet; one row for each occupation in a place.
    occupation, place, vacancies : str
        Headings of the occupation's code, the place's code or name, and the count.
    place_name : str, optional
        Heading of the place's name, where ``place`` is a code; answers then know both.
    period : str, optional
        Heading of the period ("2023", "2024-03"), where there are several.
    encoding : str
        How a CSV is written.

    Returns
    -------
    DataFrame
        Columns ``occupation``, ``place`` and ``vacancies`` (a count), and ``place_name`` and
        ``period`` where they were asked for; sorted by occupation, place and period.

    Raises
    ------
    InputError
        With every missing heading, blank cell, count that is no whole number from 0, and pair of
        occupation and place that stands twice (in a period).
    FileProblemError
        If the file is missing, empty, damaged or not what its name says.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "vacancies.csv"
    >>> _ = file.write_text("ssyk4,kommun,ads\n5120,Lund,7\n0110,Boden,2\n", encoding="utf-8")
    >>> read_vacancies(file)
      occupation  place  vacancies
    0       0110  Boden          2
    1       5120   Lund          7
    """
    check_encoding(encoding)
    asked = {"place_name": place_name, "period": period}
    more = {column: heading for column, heading in asked.items() if heading is not None}
    columns = {"occupation": occupation, "place": place, "vacancies": vacancies, **more}
    contract = (*VACANCY_COLUMNS, *(Column(column) for column in more))
    key = ["occupation", "place", *(["period"] if period is not None else [])]
    name = Path(path).name
    table = mapped(text_table(path, encoding=encoding), columns, name)
    checked = check_table(table, contract, name, first_row=2)
    twice = table.duplicated(key)
    if twice.any():
        faults = [
            Fault(f"occupation {row.occupation!r} in {row.place!r} stands twice", row=int(line))
            for line, row in zip(table.index[twice], checked[twice].itertuples(), strict=True)
        ]
        said = "keep one row a pair: one period (or name its column), one kind of place"
        raise InputError(name, [*faults, said])
    ordered = checked.sort_values(key, ignore_index=True)
    counts = {"rows": len(ordered), "vacancies": int(ordered["vacancies"].sum())}
    step = Step.of("read_vacancies", {"file": name, "sha256": sha256(path), **columns}, counts)
    return with_recipe(ordered, Recipe((step,)))
