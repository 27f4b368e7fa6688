"""pay: read_pay() reads what each occupation pays a month, with the source's statistic and year."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, FileProblemError, InputError
from mobility.foundation.files import read_text, sha256
from mobility.foundation.pay import PAY_COLUMNS
from mobility.foundation.recipe import Recipe, Step, with_recipe
from mobility.foundation.tables import check_table
from mobility.reading.encodings import check_encoding
from mobility.reading.table_rows import absent, file_format, listed, mapped, text_table

NOT_KNOWN = ("", "..", ".", "-", "–", "x")
"""How statistics offices write that a figure is too uncertain or too few to be given."""

_COLUMNS = ("occupation", "pay", "low", "high")


def read_pay(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    where: Mapping[str, str] | None = None,
    codes: Mapping[str, str] | None = None,
    statistic: str = "median",
    year: str = "",
    unit: str = "SEK per month",
    encoding: str = "utf-8",
) -> pd.DataFrame:
    r"""Read what each occupation pays.

    Parameters
    ----------
    path : str or Path
        JSON from each occupation's code to a figure, or to a list of three (10th percentile,
        median, 90th percentile); or CSV, Excel or Parquet with one figure a row.
    columns : mapping of str to str, optional
        Needed for tables: the headings of "occupation" and "pay", and perhaps of "low" and "high".
    where : mapping of str to str, optional
        Which rows of a table count: heading → the value it must have, such as
        ``{"region": "Sweden", "year": "2024"}``.
    codes : mapping of str to str, optional
        Code of each occupation where the table has names; rows of other names are set aside and
        counted.
    statistic, year, unit : str
        What the figure is ("median", "mean"), of which year, in what. They say nothing of the file
        by themselves and are carried into every answer, so give what the source says.
    encoding : str
        How a CSV is written.

    Returns
    -------
    DataFrame
        As `PAY_COLUMNS` says, sorted by code: ``occupation``, ``pay``, ``low``, ``high``. A figure
        the source does not give ("..") is missing. ``attrs`` hold ``statistic``, ``year``,
        ``unit`` and the recipe; JSON keys that are no code are counted there.

    Raises
    ------
    InputError
        With every missing heading, cell that is no number, or occupation that stands twice.
    EmptyResultError
        If no row is left.
    FileProblemError
        If the file is missing, empty, damaged or not what its name says.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "pay.json"
    >>> _ = file.write_text('{"5120": ["24100", "27900", "33500"], "1111": ["..", "..", ".."]}')
    >>> read_pay(file, year="2023")
      occupation      pay      low     high
    0       1111      NaN      NaN      NaN
    1       5120  27900.0  24100.0  33500.0
    """
    check_encoding(encoding)
    name = Path(path).name
    if file_format(path) == "json":
        if columns or where or codes:
            raise InputError(name, ["is JSON: columns, where and codes are for tables"])
        table, aside = _of_json(path)
    else:
        table, aside = _of_table(path, columns, where or {}, codes, encoding)
    if table.empty:
        raise EmptyResultError(f"{name}: no figure is left; {aside} were set aside.")
    checked = _checked(name, table)
    counts = {
        "occupations": len(checked),
        "without a figure": int(checked["pay"].isna().sum()),
        "set aside": aside,
    }
    said = {"statistic": statistic, "year": year, "unit": unit}
    chosen = {f"where {heading}": value for heading, value in (where or {}).items()}
    settings = {"file": name, "sha256": sha256(path), **said, **chosen}
    carrying = with_recipe(checked, Recipe((Step.of("read_pay", settings, counts),)))
    carrying.attrs.update(said)
    return carrying


def _of_json(path: str | Path) -> tuple[pd.DataFrame, int]:
    """Return a row for each code of a JSON object, and how many keys were none."""
    try:
        content = json.loads(read_text(path))
    except ValueError as error:
        raise FileProblemError(path, f"is not JSON ({error}).") from error
    if not isinstance(content, dict):
        raise FileProblemError(path, "is not an object from codes to figures.")
    coded = {code: value for code, value in content.items() if code.isdigit()}
    rows = [(code, *_three(Path(path).name, code, value)) for code, value in coded.items()]
    table = pd.DataFrame(rows, columns=["occupation", "low", "pay", "high"], dtype="object")
    return table, len(content) - len(coded)


def _three(name: str, code: str, value: Any) -> tuple[Any, Any, Any]:
    """Return low, middle and high of one entry."""
    if not isinstance(value, list):
        return ("", value, "")
    if len(value) == 1:
        return ("", value[0], "")
    if len(value) != 3:
        said = f"occupation {code!r}: {len(value)} figures; one, or three (low, middle, high)"
        raise InputError(name, [said])
    return (value[0], value[1], value[2])


def _of_table(
    path: str | Path,
    columns: Mapping[str, str] | None,
    where: Mapping[str, str],
    codes: Mapping[str, str] | None,
    encoding: str,
) -> tuple[pd.DataFrame, int]:
    """Return the rows of a table that count, and how many do not."""
    name = Path(path).name
    mapping = dict(columns or {})
    faults = [f"{key!r} is not one of {listed(_COLUMNS)}" for key in mapping if key not in _COLUMNS]
    faults += [
        f"no column is named for {key!r}; say columns={{{key!r}: '…', …}}"
        for key in ("occupation", "pay")
        if key not in mapping
    ]
    if faults:
        raise InputError("columns", faults)
    whole = text_table(path, encoding=encoding)
    missing = absent({heading: heading for heading in where}, whole.columns)
    if missing:
        raise InputError(name, missing)
    table = mapped(whole, mapping, name)
    for heading, value in where.items():
        table = table[whole.loc[table.index, heading].str.strip() == value]
    if codes is not None:
        table = table.assign(occupation=table["occupation"].map(dict(codes)))
        table = table[table["occupation"].notna()]
    return table, len(whole) - len(table)


def _checked(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table by contract, or raise every fault in it."""
    figures = [column for column in ("pay", "low", "high") if column in table]
    known = table.assign(
        **{
            column: table[column].astype("str").str.strip().mask(lambda s: s.isin(NOT_KNOWN))
            for column in figures
        }
    )
    checked = check_table(known, PAY_COLUMNS, name, first_row=2)
    twice = checked["occupation"].duplicated()
    if twice.any():
        faults = [
            Fault(f"occupation {code!r} stands twice")
            for code in checked.loc[twice, "occupation"].unique()
        ]
        said = "keep one row an occupation: where={…} chooses region, sector, sex and year"
        raise InputError(name, [*faults, said])
    return checked.sort_values("occupation", ignore_index=True)
