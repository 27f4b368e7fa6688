"""map_changes: what differs between two records, row by row and cell by cell."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from collab_graph.record.headings import BY_NAME
from collab_graph.record.record import Record

COMPARED = (
    "actors",
    "needs",
    "places",
    "mandates",
    "exclusions",
    "interventions",
    "collaborations",
)
CHANGE_COLUMNS = ("sheet", "item", "change", "column", "before", "after")
CHANGES = ("added", "removed", "changed")


def record_changes(before: Record, after: Record) -> pd.DataFrame:
    """Return the rows that were added, removed or changed from one record to another.

    Rows are the same where their ids are: a renamed id is one row removed and one added. An
    exclusion has no id; it is the same where all its cells are, and is otherwise one removed and
    one added.

    Parameters
    ----------
    before, after : Record
        Such as last year's workbook and this year's.

    Returns
    -------
    DataFrame
        As `CHANGE_COLUMNS`: one row for everything added or removed, with "" for ``column``, and
        one for every cell that changed, with its canonical text before and after. ``item`` is the
        id; an exclusion is named by its mandate and its number there ("m1 (2)"), with a row for
        every filled cell. By sheet in the order of the workbook; added, then removed, then
        changed, each in the order of its file.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> before = Record.from_tables(tables)
    >>> tables["mandates"] = tables["mandates"].assign(age=["16–66", "25 och äldre"])
    >>> record_changes(before, Record.from_tables(tables)).iloc[0].tolist()
    ['mandates', 'm2', 'changed', 'age', '30–', '25–']
    """
    rows = []
    for sheet in COMPARED:
        old, new = before.tables[sheet], after.tables[sheet]
        compare = _by_content if sheet == "exclusions" else _by_id
        rows += [(sheet, *change) for change in compare(sheet, old, new)]
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS), dtype="str")


def _by_id(sheet: str, old: pd.DataFrame, new: pd.DataFrame) -> list[Sequence[str]]:
    """Compare tables whose first column is the id of a row."""
    key = BY_NAME[sheet].columns[0].name
    olds = {row[key]: row for row in old.to_dict("records")}
    news = {row[key]: row for row in new.to_dict("records")}
    columns = list(dict.fromkeys([*new.columns, *old.columns]))
    added = [(name, "added", "", "", "") for name in news if name not in olds]
    removed = [(name, "removed", "", "", "") for name in olds if name not in news]
    changed = [
        (name, "changed", column, olds[name].get(column, ""), news[name].get(column, ""))
        for name in news
        if name in olds
        for column in columns
        if olds[name].get(column, "") != news[name].get(column, "")
    ]
    return [*added, *removed, *changed]


def _by_content(sheet: str, old: pd.DataFrame, new: pd.DataFrame) -> list[Sequence[str]]:
    """Compare tables without ids: what stands more often than before was added, cell by cell."""
    key = BY_NAME[sheet].columns[0].name
    columns = list(dict.fromkeys([*new.columns, *old.columns]))
    olds = old.reindex(columns=columns, fill_value="")
    news = new.reindex(columns=columns, fill_value="")
    added = [
        (item, "added", column, "", text)
        for item, row in _surplus(news, olds, key)
        for column, text in row.items()
        if text and column != key
    ]
    removed = [
        (item, "removed", column, text, "")
        for item, row in _surplus(olds, news, key)
        for column, text in row.items()
        if text and column != key
    ]
    return [*added, *removed]


def _surplus(
    table: pd.DataFrame, other: pd.DataFrame, key: str
) -> list[tuple[str, dict[str, str]]]:
    """Return the rows that a table has and another has not, numbered within what they belong to."""
    left = Counter(other.itertuples(index=False, name=None))
    number: Counter[str] = Counter()
    found = []
    for cells in table.itertuples(index=False, name=None):
        row = dict(zip(map(str, table.columns), cells, strict=True))
        number[row[key]] += 1
        if left[cells]:
            left[cells] -= 1
        else:
            found.append((f"{row[key]} ({number[row[key]]})", row))
    return found
