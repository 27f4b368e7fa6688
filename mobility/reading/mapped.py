"""mapped: ads from any table, by a mapping from the columns of the contract to its own."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import msgspec

from mobility.foundation.ads import AD_COLUMNS
from mobility.foundation.errors import Fault, InputError
from mobility.reading.drafts import BROKEN_JSON, NOT_AN_AD, WRONG_CELLS, Draft, Reject
from mobility.reading.json_records import Record, decoded
from mobility.reading.table_rows import Row, absent, as_text, listed, misfit

CODES = ("occupation", "industry", "region", "municipality")
LISTS = tuple(column.name for column in AD_COLUMNS if column.kind == "list")
_NAMES = tuple(column.name for column in AD_COLUMNS)
_SEPARATOR = re.compile(r"[|;\n]")

# What files often call the columns, to make the advice in a message fit the file.
_OFTEN = {
    "ad": ("ad", "id", "ad_id", "annons_id"),
    "text": ("text", "description", "desc", "body", "annonstext", "beskrivning"),
    "headline": ("headline", "title", "rubrik", "titel"),
    "occupation": ("occupation", "ssyk", "ssyk4", "ssyk_code", "class", "isco", "yrke"),
    "date": ("date", "publication_date", "published", "publicerad", "datum"),
}


def check_mapping(columns: Mapping[str, str]) -> None:
    """Refuse a mapping that names columns the contract does not know, or none for the text.

    Raises
    ------
    InputError
        With every such name and the nearest column of the contract.
    """
    faults: list[Fault | str] = []
    for name in columns:
        if name not in _NAMES:
            near = get_close_matches(name, _NAMES, n=1)
            said = f"column {name!r} is not in the contract, which has {listed(_NAMES)}."
            faults.append(Fault(said, nearest=near[0] if near else None))
    if "text" not in columns:
        faults.append("no column is named for the text; say columns={'text': '…', …}")
    if faults:
        raise InputError("columns", faults)


def how_to_map(file: str, names: Iterable[str]) -> InputError:
    """Build the error for a file whose columns nobody has explained, with a proposal."""
    there = list(names)
    by_folded = {name.casefold(): name for name in reversed(there)}
    proposal = {
        column: by_folded[often]
        for column, usual in _OFTEN.items()
        for often in usual[::-1]
        if often in by_folded
    }
    said = (
        f"is not in JobTech's shape; it has {listed(there)}. Say which column is which, "
        f"for example columns={proposal or {'text': there[0] if there else '…'}}: "
        "to the left a column of the contract, to the right the file's."
    )
    return InputError(file, [said])


def ads_from_rows(
    file: str, headings: tuple[str, ...], rows: Iterable[Row], columns: Mapping[str, str]
) -> Iterator[Draft | Reject]:
    """Turn the rows of a table into ads.

    Parameters
    ----------
    file : str
        What to call the file.
    headings, rows
        What `mobility.reading.table_rows.headings_and_rows` returns.
    columns : mapping of str to str
        From a column of the contract to a heading.

    Yields
    ------
    Draft or Reject
        One for each row.

    Raises
    ------
    InputError
        If a heading is missing, or codes stored as numbers have lost their zeros.
    """
    faults = absent(columns, headings)
    if faults:
        raise InputError(file, faults)
    places = {column: headings.index(name) for column, name in columns.items()}
    digits: dict[str, set[int]] = {}
    for row in rows:
        if len(row.cells) != len(headings):
            yield Reject(file, row.line, None, WRONG_CELLS, misfit(row, headings))
            continue
        values = {column: row.cells[place] for column, place in places.items()}
        _note_numbers(values, digits)
        yield Draft(file, row.line, *_as_contract(values))
    _refuse_lost_zeros(file, columns, digits)


def ads_from_records(
    file: str, records: Iterable[Record | Reject], columns: Mapping[str, str]
) -> Iterator[Draft | Reject]:
    """Turn JSON records into ads; a name with dots reaches into an object ("description.text").

    Parameters
    ----------
    file : str
        What to call the file.
    records : iterable of Record or Reject
        What `mobility.reading.json_records.json_records` yields; rejects are passed on.
    columns : mapping of str to str
        From a column of the contract to a field.

    Yields
    ------
    Draft or Reject
        One for each record.

    Raises
    ------
    InputError
        If no record has a field of the mapping, or codes stored as numbers have lost their zeros.
    """
    seen: set[str] = set()
    fields: dict[str, None] = {}
    digits: dict[str, set[int]] = {}
    for record in records:
        if isinstance(record, Reject):
            yield record
            continue
        try:
            item = decoded(record.json, Any)
        except msgspec.DecodeError as error:
            yield Reject(record.file, record.line, None, BROKEN_JSON, str(error))
            continue
        if not isinstance(item, dict):
            said = f"a {type(item).__name__} where an object should be"
            yield Reject(record.file, record.line, None, NOT_AN_AD, said)
            continue
        fields.update(dict.fromkeys(item))
        values = {}
        for column, name in columns.items():
            there, value = _reach(item, name)
            if there:
                seen.add(name)
                values[column] = value
        _note_numbers(values, digits)
        yield Draft(record.file, record.line, *_as_contract(values))
    never = {column: name for column, name in columns.items() if name not in seen}
    if never and fields:
        raise InputError(file, absent(never, fields))
    _refuse_lost_zeros(file, columns, digits)


def has_fields(json: str | bytes, columns: Mapping[str, str]) -> bool:
    """Whether a JSON record is an object that has every field of a mapping."""
    try:
        item = decoded(json, Any)
    except msgspec.DecodeError:
        return False
    return isinstance(item, dict) and all(_reach(item, name)[0] for name in columns.values())


def _reach(item: dict[str, Any], name: str) -> tuple[bool, Any]:
    """Return whether an object has a field, and its value; dots reach into inner objects."""
    if name in item:
        return True, item[name]
    outer, dot, inner = name.partition(".")
    if dot and isinstance(item.get(outer), dict):
        return _reach(item[outer], inner)
    return False, None


def _as_contract(values: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the values as lists or text, and the columns that have an object instead."""
    unreadable = tuple(
        column
        for column, value in values.items()
        if isinstance(value, dict) or (isinstance(value, list) and column not in LISTS)
    )
    readable = {
        column: _as_list(value) if column in LISTS else as_text(value)
        for column, value in values.items()
        if column not in unreadable
    }
    return readable, unreadable


def _as_list(value: Any) -> tuple[str, ...]:
    """Return the parts of a list, or of a text that separates them by a bar, semicolon or line."""
    parts = value if isinstance(value, list) else _SEPARATOR.split(as_text(value) or "")
    texts = [as_text(part) or "" for part in parts]
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _note_numbers(values: Mapping[str, Any], digits: dict[str, set[int]]) -> None:
    """Note how many digits the codes have that a file stores as numbers."""
    for column in CODES:
        value = values.get(column)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value == value:
            digits.setdefault(column, set()).add(len(str(int(value))))


def _refuse_lost_zeros(
    file: str, columns: Mapping[str, str], digits: Mapping[str, set[int]]
) -> None:
    """Refuse codes stored as numbers of different length: 0110 would have become 110."""
    faults = [
        Fault(
            f"codes are stored as numbers of {' and '.join(map(str, sorted(lengths)))} digits, so "
            "zeros in front may be lost; store the column as text",
            column=columns[column],
        )
        for column, lengths in sorted(digits.items())
        if len(lengths) > 1
    ]
    if faults:
        raise InputError(file, faults)
