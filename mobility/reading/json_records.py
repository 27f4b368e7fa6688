"""json_records: every JSON record of a file, whether it holds lines, one list, or search hits."""

import codecs
from collections.abc import Generator, Iterable, Iterator
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Generic, NamedTuple, TypeVar

import msgspec

from mobility.foundation.errors import InputError
from mobility.foundation.files import (
    MAX_LINE,
    not_in_encoding,
    numbered,
    numbered_lines,
    raw_lines,
    streams,
)
from mobility.reading.drafts import LINE_TOO_LONG, Draft, Reject, not_text
from mobility.reading.json_list import list_items

MAX_DOCUMENT = 256 << 20
"""Bytes of one JSON object that holds all the ads, as the search API answers."""
_MARK = b"\xef\xbb\xbf"

_Document = list[msgspec.Raw] | dict[str, msgspec.Raw]


class Record(NamedTuple):
    """The JSON text of one record and where it stood; as bytes where it stood there in UTF-8."""

    file: str
    line: int
    json: str | bytes


Given = TypeVar("Given", Record | Reject, Draft | Reject)


class Lines(NamedTuple):
    """A file of JSON Lines: every line as it stands there with its end, and its bytes."""

    file: str
    lines: Iterator[tuple[bytes, int]]


class Items(NamedTuple, Generic[Given]):
    """A file whose records are no lines, or are known only once all have been seen."""

    file: str
    items: Iterator[Given]


def json_records(
    path: str | Path, *, name: str, encoding: str
) -> Generator[Record | Reject, None, None]:
    """Yield each record of a JSON file, or of each file in a zip.

    Parameters
    ----------
    path : str or Path
        JSON Lines; or one document: a list of records, an object whose ``hits`` is that list, or
        one record.
    name : str
        What to call the file.
    encoding : str
        How the text is written; one in which a line end is one byte.

    Yields
    ------
    Record or Reject
        ``line`` is the line in JSON Lines, and the place in the list (from 1) in a document. Blank
        lines are passed over. A line or item that is too long or not text becomes a reject. A list
        is never held as a whole.

    Raises
    ------
    InputError
        If a file that is one document is not JSON, or one object too large to be held.
    FileProblemError
        As `mobility.foundation.files.lines`.
    """
    for member in json_members(path, name=name, encoding=encoding):
        if isinstance(member, Items):
            yield from member.items
        else:
            yield from records_of(member, encoding=encoding)


def json_members(
    path: str | Path, *, name: str, encoding: str
) -> Iterator[Lines | Items[Record | Reject]]:
    """Yield a JSON file, or each file in a zip, as its lines or else as its records.

    Parameters, errors and what becomes of each line are as `json_records` says; each member is to
    be read before the next is asked for.
    """
    for place, stream in streams(path):
        file = name + place.removeprefix(Path(path).name)
        if _begins_a_list(stream):
            items = enumerate(list_items(stream, file, max_item=MAX_LINE), start=1)
            yield Items(file, _lines(file, items, encoding))
            continue
        raw = raw_lines(stream, max_line=MAX_LINE)
        head = _first_filled(raw)
        lines = chain(head, raw)
        first = [line for _, line in numbered(line for line, _ in head) if line.strip()]
        if _is_one_document(first, encoding):
            document = numbered(line for line, _ in lines)
            yield Items(file, _items(file, _joined(file, document), encoding))
        else:
            yield Lines(file, lines)


def records_of(member: Lines, *, encoding: str) -> Iterator[Record | Reject]:
    """Yield each record of a file of JSON Lines."""
    yield from _lines(member.file, numbered(line for line, _ in member.lines), encoding)


def records_of_lines(
    file: str, stream: BinaryIO, *, first: int, encoding: str
) -> Iterator[Record | Reject]:
    """Yield each record of a piece of a file of JSON Lines that begins with its line ``first``."""
    lines = numbered_lines(stream, max_line=MAX_LINE, first=first)
    yield from _lines(file, lines, encoding)


def decoded(json: str | bytes | msgspec.Raw, type_: Any) -> Any:
    """Return JSON as a value of a type; nesting without end is broken JSON like any other.

    Raises
    ------
    msgspec.DecodeError
        If it is not JSON (a ``msgspec.ValidationError`` if it is, but of another type).
    """
    try:
        return msgspec.json.decode(json, type=type_)
    except RecursionError as error:
        raise msgspec.DecodeError("nested too deep") from error


def _begins_a_list(stream: BufferedReader) -> bool:
    """Whether the first byte that is not blank is a bracket; a byte-order mark is passed over."""
    start = stream.peek()
    own = start.removeprefix(_MARK)
    begins = own.lstrip().startswith(b"[")
    if begins and len(own) < len(start):
        stream.read(len(_MARK))
    return begins


def _first_filled(lines: Iterator[tuple[bytes, int]]) -> list[tuple[bytes, int]]:
    """Take lines until two are not blank, or there are no more."""
    head, filled = list[tuple[bytes, int]](), 0
    for line, size in lines:
        filled += bool(line.removeprefix(b"" if head else _MARK).strip())
        head.append((line, size))
        if filled == 2:
            break
    return head


def _joined(file: str, lines: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the lines of one document, refusing one too large to be held.

    Raises
    ------
    InputError
        With the way out.
    """
    document = bytearray()
    for _, line in lines:
        if not line.strip():
            continue
        document += line + b"\n"
        if len(document) > MAX_DOCUMENT:
            said = f"is one JSON document of more than {MAX_DOCUMENT:,} bytes"
            raise InputError(file, [f"{said}; write it as a list of ads, or an ad a line"])
    return bytes(document)


def _is_one_document(first: list[bytes], encoding: str) -> bool:
    """Whether the first lines belong to one JSON document rather than being one record each."""
    if not first:
        return False
    if first[0].lstrip().startswith(b"["):
        return True
    try:
        return "hits" in decoded(first[0].decode(encoding), dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError):
        # A record a line starts every line with a brace; an indented document does not.
        begins = first[0].lstrip().startswith(b"{")
        return begins and len(first) == 2 and not first[1].lstrip().startswith(b"{")


def _items(file: str, document: bytes, encoding: str) -> Iterator[Record | Reject]:
    """Yield each record of one document."""
    try:
        content = decoded(document.decode(encoding), _Document)
        if isinstance(content, dict) and "hits" in content:
            content = decoded(content["hits"], list[msgspec.Raw])
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        raise InputError(file, [not_in_encoding(encoding, line)]) from error
    except msgspec.DecodeError as error:
        said = f"is not whole JSON ({error}); if each line is an ad, each must be complete"
        raise InputError(file, [said]) from error
    if isinstance(content, dict):
        yield Record(file, 1, document.decode(encoding))
        return
    for place, item in enumerate(content, start=1):
        yield Record(file, place, bytes(item).decode("utf-8"))


def _lines(
    file: str, lines: Iterable[tuple[int, bytes]], encoding: str
) -> Iterator[Record | Reject]:
    """Yield each line as a record, or as a reject where it is not text of a usable length.

    Blank lines are passed over.
    """
    utf8 = codecs.lookup(encoding).name == "utf-8"
    for number, line in lines:
        if not line or line.isspace():
            continue
        if len(line) > MAX_LINE:
            said = f"longer than {MAX_LINE:,} bytes"
            yield Reject(file, number, None, LINE_TOO_LONG, said)
            continue
        try:
            text = line.decode(encoding)
            yield Record(file, number, line if utf8 else text)
        except UnicodeDecodeError:
            said = not_in_encoding(encoding, number)
            yield Reject(file, number, None, not_text(encoding), said)
