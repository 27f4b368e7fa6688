"""json_records: every JSON record of a file, whether it holds lines, one list, or search hits."""

from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from mobility.foundation.errors import InputError
from mobility.foundation.files import MAX_LINE, not_in_encoding, numbered_lines, streams
from mobility.reading.drafts import LINE_TOO_LONG, Reject, not_text
from mobility.reading.json_list import list_items

MAX_DOCUMENT = 256 << 20
"""Bytes of one JSON object that holds all the ads, as the search API answers."""
_MARK = b"\xef\xbb\xbf"

_Document = list[msgspec.Raw] | dict[str, msgspec.Raw]


class Record(NamedTuple):
    """The JSON text of one record and where it stood."""

    file: str
    line: int
    json: str


def json_records(path: str | Path, *, name: str, encoding: str) -> Iterator[Record | Reject]:
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
    for place, stream in streams(path):
        file = name + place.removeprefix(Path(path).name)
        if _begins_a_list(stream):
            items = enumerate(list_items(stream, file, max_item=MAX_LINE), start=1)
            yield from _lines(file, items, encoding)
            continue
        filled = (
            (number, line)
            for number, line in numbered_lines(stream, max_line=MAX_LINE)
            if line.strip()
        )
        head = list(islice(filled, 2))
        numbered = chain(head, filled)
        if _is_one_document([line for _, line in head], encoding):
            yield from _items(file, _joined(file, numbered), encoding)
        else:
            yield from _lines(file, numbered, encoding)


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
    if start.startswith(_MARK):
        stream.read(len(_MARK))
        start = start[len(_MARK) :]
    return start.lstrip().startswith(b"[")


def _joined(file: str, numbered: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the lines of one document, refusing one too large to be held.

    Raises
    ------
    InputError
        With the way out.
    """
    document = bytearray()
    for _, line in numbered:
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
    file: str, numbered: Iterable[tuple[int, bytes]], encoding: str
) -> Iterator[Record | Reject]:
    """Yield each line as a record, or as a reject where it is not text of a usable length."""
    for number, line in numbered:
        if len(line) > MAX_LINE:
            said = f"longer than {MAX_LINE:,} bytes"
            yield Reject(file, number, None, LINE_TOO_LONG, said)
            continue
        try:
            yield Record(file, number, line.decode(encoding))
        except UnicodeDecodeError:
            said = not_in_encoding(encoding, number)
            yield Reject(file, number, None, not_text(encoding), said)
