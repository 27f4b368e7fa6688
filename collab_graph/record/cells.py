"""cells: numbers, dates, yes and no, and fixed words as canonical text."""

import re
from collections.abc import Callable
from datetime import date, datetime

from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.faults import RecordFault, refused
from collab_graph.record.sheet_text import Convert, SheetText
from collab_graph.record.words import allowed_names
from mobility.foundation.errors import InputError
from mobility.foundation.tables import Column

_NUMBER = re.compile(r"\d{1,15}(?:[.,]\d{1,15})?")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_OTHER_DAYS = ("%Y%m%d", "%d/%m/%Y", "%d.%m.%Y", "%d/%m %Y", "%Y/%m/%d", "%d-%m-%Y", "%Y.%m.%d")
_YEARS = range(1900, 2200)
_BOOLEAN = {"true": "yes", "sant": "yes", "false": "no", "falskt": "no", "x": "yes"}
_SPACES = re.compile(r"(?<=\d)[\s\u202f\u2009](?=\d{3}(?:\D|$))")


def convert_kinds(text: SheetText) -> None:
    """Put every cell of the contract's own kinds into canonical text; note what cannot be.

    A cell that must be filled and is blank is a fault; ``?`` passes where a cell may be blank.
    """
    for column in text.sheet.columns:
        if column.filled:
            _blame_blanks(text, column.name)
        convert = _converter(column)
        if convert is not None:
            text.convert(column.name, convert if column.filled else _or_unknown(convert))
        if column.unique:
            _blame_repeated(text, column.name)


def _converter(column: Column) -> Convert | None:
    """Return what turns a cell of the column into canonical text; None for free text."""
    if column.allowed:
        return allowed_names(column.allowed).one
    kinds: dict[str, Callable[[str, Column], str]] = {
        "number": _number,
        "whole number": _number,
        "date": _date,
        "yes/no": _yes_no,
    }
    kind = kinds.get(column.kind)
    return None if kind is None else lambda text: kind(text, column)


def _or_unknown(convert: Convert) -> Convert:
    """Let ``?`` pass."""
    return lambda text: text if text == UNKNOWN else convert(text)


def _number(text: str, column: Column) -> str:
    """Read a number with a point or a comma, and with or without spaces between thousands."""
    plain = _SPACES.sub("", text)
    if not _NUMBER.fullmatch(plain):
        raise _no_number(text, column)
    value = float(plain.replace(",", "."))
    if column.kind == "whole number" and not value.is_integer():
        raise _no_number(text, column)
    if column.at_least is not None and value < column.at_least:
        raise _no_number(text, column)
    return str(int(value)) if value.is_integer() else format(value, ".15g")


def _no_number(text: str, column: Column) -> InputError:
    """Say which numbers a column takes."""
    kind, kind_sv = ("a whole number", "ett heltal")
    if column.kind == "number":
        kind, kind_sv = "a number", "ett tal"
    if column.at_least is not None:
        kind, kind_sv = f"{kind} of at least {column.at_least:g}", f"{kind_sv}, minst {column.at_least:g}"  # fmt: skip # noqa: E501
    return refused(column.name, kind, kind_sv, value=text)


def _date(text: str, column: Column) -> str:
    """Read a date of a column."""
    return date_text(text, name=column.name)


def date_text(text: str, *, name: str = "value") -> str:
    """Return a date as YYYY-MM-DD; a time of day follows only as midnight.

    Raises
    ------
    InputError
        If it is no date written so, with the date that seems to be meant.
    """
    match = _DAY.fullmatch(text)
    if match and _is_day(match[1]):
        return match[1]
    raise refused(
        name,
        "a date written YYYY-MM-DD",
        "ett datum skrivet ÅÅÅÅ-MM-DD",
        value=text,
        near=_meant_day(text),
    )


def _is_day(text: str) -> bool:
    """Whether the calendar has the day, in a year that a mandate may be about."""
    try:
        return date.fromisoformat(text).year in _YEARS
    except ValueError:
        return False


def _meant_day(text: str) -> str:
    """Return the day that was written in another way, where there is one."""
    for form in _OTHER_DAYS:
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if day.year in _YEARS:
            return day.isoformat()
    return ""


def _yes_no(text: str, column: Column) -> str:
    """Read yes or no of a column."""
    return yes_no_text(text, name=column.name)


def yes_no_text(text: str, *, name: str = "value") -> str:
    """Return "yes" or "no", read in either language.

    Raises
    ------
    InputError
        If it is neither.
    """
    plain = _BOOLEAN.get(text.casefold(), text)
    try:
        return allowed_names(("yes", "no")).one(plain)
    except InputError as error:
        raise refused(name, "yes or no", "ja eller nej", value=text) from error


def _blame_blanks(text: SheetText, name: str) -> None:
    """Note every blank cell of a column that must be filled."""
    missing = RecordFault("a value is missing", expected_sv="här saknas ett värde")
    for i, cell in enumerate(text.columns[name]):
        if not cell:
            text.blame(i, name, missing)


def _blame_repeated(text: SheetText, name: str) -> None:
    """Note every id that stands a second time, and those that could not be told from two."""
    first: dict[str, int] = {}
    for i, cell in text.filled(name):
        if cell == UNKNOWN or ";" in cell or "\n" in cell:
            said = "an id: one line without ; and not ?"
            said_sv = "ett id: en rad utan ; och inte ?"
            text.blame(i, name, RecordFault(said, value=cell, expected_sv=said_sv))
        elif cell in first:
            row = text.rows[first[cell]]
            said = f"{cell!r} stands already on row {row}"
            text.blame(i, name, RecordFault(said, expected_sv=f"{cell!r} står redan på rad {row}"))
        else:
            first[cell] = i
