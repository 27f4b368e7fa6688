"""tables: contracts for tables, checked cell by cell, every fault reported at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError

Kind = Literal["text", "number", "whole number", "date", "yes/no", "list"]


@dataclass(frozen=True)
class Column:
    """What one column of a table must be.

    Parameters
    ----------
    name : str
        Heading of the column.
    kind : Kind
        What each cell holds.
    required : bool
        Whether the column must be there; one that need not be is made, all blank.
    filled : bool
        Whether every cell must have a value.
    unique : bool
        Whether no value may stand twice.
    at_least, at_most : float, optional
        Bounds of a number, both included.
    allowed : tuple of str
        The only values a text may have; empty for any.
    """

    name: str
    kind: Kind = "text"
    required: bool = True
    filled: bool = True
    unique: bool = False
    at_least: float | None = None
    at_most: float | None = None
    allowed: tuple[str, ...] = ()


def check_table(
    table: pd.DataFrame,
    columns: Sequence[Column],
    source: str,
    *,
    first_row: int = 1,
) -> pd.DataFrame:
    """Return the table with exactly the contract's columns, in its order and with its types.

    Parameters
    ----------
    table : DataFrame
        Any table; columns that the contract does not name are left out.
    columns : sequence of Column
        The contract.
    source : str
        What to call the table in messages, such as a file name.
    first_row : int
        The number a person would give the first row (2 in a spreadsheet with headings).

    Returns
    -------
    DataFrame
        A new table; the given one is not changed.

    Raises
    ------
    InputError
        With every fault of the table: missing columns, and for each bad cell its row, column,
        value, what was expected and the nearest allowed value.

    Examples
    --------
    >>> contract = [Column("skill", unique=True), Column("ads", "whole number", at_least=0)]
    >>> table = pd.DataFrame({"skill": ["oven", "oven"], "ads": ["3", "-1"]})
    >>> check_table(table, contract, "skills.csv", first_row=2)
    Traceback (most recent call last):
    mobility.foundation.errors.InputError: skills.csv: 2 problem(s)
      - row 3, column 'skill': 'oven' stands already on row 2
      - row 3, column 'ads': '-1' is not a whole number of at least 0
    """
    doubled = set(table.columns[table.columns.duplicated()])
    twice = [c.name for c in columns if c.name in doubled]
    if twice:
        raise InputError(source, [Fault(f"column {name!r} stands twice") for name in twice])
    missing = [c.name for c in columns if c.required and c.name not in table.columns]
    faults = [_missing_column(name, table.columns) for name in missing]
    checked: dict[str, pd.Series] = {}
    for column in columns:
        if column.name in table.columns:
            values, found = _check_column(table[column.name], column, first_row)
            faults.extend(found)
            checked[column.name] = values
        elif column.name not in missing:
            checked[column.name] = _blank(column, table.index)
    if faults:
        raise InputError(source, faults)
    result = pd.DataFrame(checked, index=table.index)
    result.attrs = dict(table.attrs)
    return result


def _missing_column(name: str, present: Iterable[str]) -> Fault:
    """Say that a column is missing, what there is instead, and which may be meant."""
    names = [str(column) for column in present]
    near = get_close_matches(name, names, n=1)
    there = ", ".join(map(repr, names[:12])) + (" …" if len(names) > 12 else "")
    return Fault(
        f"column {name!r} is missing; the table has {there or 'no columns'}.",
        nearest=near[0] if near else None,
    )


def _check_column(
    series: pd.Series, column: Column, first_row: int
) -> tuple[pd.Series, list[Fault]]:
    """Convert one column, giving the converted values and every fault in it."""
    if isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype(series.cat.categories.dtype)
    blank = _is_blank(series)
    faults = []
    if column.filled:
        faults += [
            Fault("a value is missing", row=first_row + int(i), column=column.name)
            for i in np.flatnonzero(blank)
        ]
    values, bad = _CONVERTERS[column.kind](series, blank)
    bad |= _out_of_bounds(values, column, blank | bad)
    faults += [_bad_cell(series.iloc[i], column, first_row + int(i)) for i in np.flatnonzero(bad)]
    if column.unique:
        faults += _repeated(values, blank | bad, column.name, first_row)
    return values, faults


def _is_blank(series: pd.Series) -> np.ndarray:
    """Whether each cell is empty: missing, or text of nothing but spaces."""
    blank = series.isna().to_numpy(dtype=bool, copy=True)
    if series.dtype == object:
        values = series.to_numpy()
        empty = (isinstance(value, str) and not value.strip() for value in values)
        blank |= np.fromiter(empty, dtype=bool, count=len(values))
    elif isinstance(series.dtype, pd.StringDtype):
        blank |= series.str.strip().eq("").to_numpy(dtype=bool)
    return blank


Converter = Callable[[pd.Series, np.ndarray], tuple[pd.Series, np.ndarray]]


def _as_text(series: pd.Series, blank: np.ndarray) -> tuple[pd.Series, np.ndarray]:
    # A column of codes with a blank in it comes out of pandas as 5120.0.
    if pd.api.types.is_float_dtype(series) and (series[~blank] % 1 == 0).all():
        series = series.astype("Int64")
    return series.astype("str").mask(blank), np.zeros(len(series), dtype=bool)


def _as_number(series: pd.Series, blank: np.ndarray) -> tuple[pd.Series, np.ndarray]:
    values = pd.to_numeric(series.mask(blank), errors="coerce").astype("float64")
    return values, ~np.isfinite(values.to_numpy()) & ~blank


def _as_whole_number(series: pd.Series, blank: np.ndarray) -> tuple[pd.Series, np.ndarray]:
    values, bad = _as_number(series, blank)
    # Beyond 2**53 a whole number is no longer told from its neighbour.
    bad |= ~blank & ~bad & ((values.to_numpy() % 1 != 0) | (values.abs().to_numpy() > 2**53))
    return values.mask(bad).astype("Int64"), bad


def _as_date(series: pd.Series, blank: np.ndarray) -> tuple[pd.Series, np.ndarray]:
    if pd.api.types.is_datetime64_any_dtype(series):
        local = series.dt.tz_localize(None)
        return local.astype("datetime64[s]"), np.zeros(len(series), dtype=bool)
    text = series.astype("str").str.strip()
    # A time of day may follow, as in 2024-05-01T12:00:00; anything else is no date.
    day = text.str.slice(0, 10).where(text.str.slice(10, 11).isin(["", "T", " "]))
    values = pd.to_datetime(day.mask(blank), format="%Y-%m-%d", errors="coerce")
    return values.astype("datetime64[s]"), values.isna().to_numpy() & ~blank


_YES = {"yes", "ja", "true", "1", "1.0", "x", "sant"}
_NO = {"no", "nej", "false", "0", "0.0", "falskt"}


def _as_yes_no(series: pd.Series, blank: np.ndarray) -> tuple[pd.Series, np.ndarray]:
    if pd.api.types.infer_dtype(series, skipna=True) == "boolean":
        return series.astype("boolean"), np.zeros(len(series), dtype=bool)
    folded = series.astype("str").str.strip().str.casefold()
    yes, no = folded.isin(_YES).to_numpy(), folded.isin(_NO).to_numpy()
    values = pd.Series(yes, index=series.index).astype("boolean").mask(~(yes | no))
    return values, ~(yes | no | blank)


def _as_list(series: pd.Series, blank: np.ndarray) -> tuple[pd.Series, np.ndarray]:
    bad = np.zeros(len(series), dtype=bool)
    tuples = series.tolist()
    for i, value in enumerate(tuples):
        if type(value) is not tuple:
            given = () if blank[i] else value
            bad[i] = not isinstance(given, (list, tuple, np.ndarray))
            tuples[i] = () if bad[i] else tuple(given)
    return pd.Series(tuples, index=series.index, dtype="object"), bad


_CONVERTERS: dict[str, Converter] = {
    "text": _as_text,
    "number": _as_number,
    "whole number": _as_whole_number,
    "date": _as_date,
    "yes/no": _as_yes_no,
    "list": _as_list,
}


def _out_of_bounds(values: pd.Series, column: Column, skip: np.ndarray) -> np.ndarray:
    """Whether each converted cell is outside the bounds or the allowed values."""
    out = np.zeros(len(values), dtype=bool)
    if column.at_least is not None:
        out |= (values < column.at_least).to_numpy(dtype=bool, na_value=False)
    if column.at_most is not None:
        out |= (values > column.at_most).to_numpy(dtype=bool, na_value=False)
    if column.allowed:
        out |= ~values.isin(column.allowed).to_numpy(dtype=bool)
    outside: np.ndarray = out & ~skip
    return outside


def _bad_cell(value: object, column: Column, row: int) -> Fault:
    """Say what stands in a cell and what should."""
    near = get_close_matches(str(value), column.allowed, n=1)
    return Fault(
        _expectation(column),
        row=row,
        column=column.name,
        value=str(value),
        nearest=near[0] if near else None,
    )


def _expectation(column: Column) -> str:
    """Describe in words what a cell of the column may be."""
    if column.allowed:
        return "one of " + ", ".join(map(repr, column.allowed))
    names = {"date": "a date written YYYY-MM-DD", "yes/no": "yes or no (ja, nej)"}
    words = names.get(column.kind, f"a {column.kind}")
    lower, upper = column.at_least, column.at_most
    if lower is not None and upper is not None:
        return f"{words} from {lower:g} to {upper:g}"
    if lower is not None:
        return f"{words} of at least {lower:g}"
    return f"{words} of at most {upper:g}" if upper is not None else words


def _repeated(series: pd.Series, blank: np.ndarray, name: str, first_row: int) -> list[Fault]:
    """Name every value that stands a second time, with the row of the first."""
    first: dict[object, int] = {}
    faults = []
    for i, (value, empty) in enumerate(zip(series, blank, strict=True)):
        if empty:
            continue
        if value in first:
            said = f"{value!r} stands already on row {first[value]}"
            faults.append(Fault(said, row=first_row + i, column=name))
        else:
            first[value] = first_row + i
    return faults


def _blank(column: Column, index: pd.Index) -> pd.Series:
    """Make a column that need not be there: all blank, of the contract's type."""
    empty = pd.Series([None] * len(index), index=index, dtype="object")
    values, _ = _CONVERTERS[column.kind](empty, np.ones(len(index), dtype=bool))
    return values
