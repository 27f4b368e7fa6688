"""readable: the table of ads with values blanked that cannot be what their column holds."""

from collections.abc import Mapping, Sequence

import pandas as pd

from mobility.foundation.ads import AD_COLUMNS
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.tables import Column, check_table
from mobility.reading.gathering import MAPPED, NAMES, Gathering


def readable_table(
    reading: Gathering,
    columns: Mapping[str, str],
    *,
    contract: Sequence[Column] = AD_COLUMNS,
) -> tuple[pd.DataFrame, dict[str, dict[str, int]]]:
    """Return the table with unreadable values left blank, and their counts by file and column."""
    table = pd.DataFrame(reading.rows, columns=list(NAMES), dtype="object")
    bad = [
        (row, column) for row, (_, unreadable) in enumerate(reading.places) for column in unreadable
    ]
    # What texts hold is text or nothing by now, and need not be looked at again.
    others = [column for column in contract if column.kind != "text"]
    checked = None
    try:
        checked = check_table(table, others, "ads", first_row=0)
    except InputError as error:
        bad += [
            (problem.row, problem.column)
            for problem in error.problems
            if isinstance(problem, Fault) and problem.row is not None and problem.column
        ]
    blanked: dict[str, dict[str, int]] = {file: {} for file in reading.shapes}
    examples: dict[tuple[str, str], str] = {}
    for row, column in bad:
        counts = blanked[reading.files[row]]
        counts[column] = counts.get(column, 0) + 1
        line, value = reading.places[row][0], table.at[row, column]
        examples.setdefault((reading.files[row], column), f"line {line}: {value!r}")
    _refuse_unreadable_columns(reading, table, columns, blanked, examples)
    for column in {column for _, column in bad}:
        rows = [row for row, name in bad if name == column]
        table.loc[rows, column] = None
    # A table whose every value can be read is checked once: texts are long.
    if bad or checked is None:
        checked = check_table(table, others, "ads")
    checked = pd.DataFrame(
        {
            column.name: checked[column.name]
            if column.kind != "text"
            else pd.array(table[column.name].tolist(), dtype="str")
            for column in contract
        },
        index=table.index,
    ).astype({"employer": "object"})
    checked["employer"] = checked["employer"].where(checked["employer"].notna(), None)
    named = {
        file: {f"{column} unreadable": count for column, count in sorted(counts.items())}
        for file, counts in blanked.items()
    }
    return checked, named


def _refuse_unreadable_columns(
    reading: Gathering,
    table: pd.DataFrame,
    columns: Mapping[str, str],
    blanked: Mapping[str, Mapping[str, int]],
    examples: Mapping[tuple[str, str], str],
) -> None:
    """Refuse a mapped column in which not one value can be read: the mapping is wrong."""
    wants = {column.name: column.kind for column in AD_COLUMNS}
    for file, counts in blanked.items():
        if reading.shapes[file] != MAPPED:
            continue
        own = table.loc[[name == file for name in reading.files]]
        faults = [
            f"column {columns[column]!r} (for {column!r}) has no {wants[column]} that can be read; "
            f"{examples[file, column]}. Dates are written YYYY-MM-DD, numbers with a point, "
            f"yes or no as yes, no, ja, nej, true, false"
            for column, count in sorted(counts.items())
            if count == own[column].map(lambda value: bool(str(value or "").strip())).sum()
        ]
        if faults:
            raise InputError(file, faults)
