"""json_records: every JSON record of a file, whether it holds lines, one list, or search hits."""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from mobility.foundation.errors import InputError
from mobility.foundation.files import MAX_LINE, MAX_WHOLE, lines, not_in_encoding
from mobility.reading.drafts import LINE_TOO_LONG, Reject, not_text

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
        lines are passed over. A line that is too long or not text becomes a reject.

    Raises
    ------
    InputError
        If a file that is one document is not JSON.
    FileProblemError
        As `mobility.foundation.files.lines`.
    """
    first = _first_filled(lines(path))
    longest = MAX_WHOLE if _is_one_document(first, encoding) else MAX_LINE
    for place, member in groupby(lines(path, max_line=longest), key=itemgetter(0)):
        file = name + place.removeprefix(Path(path).name)
        filled = ((number, line) for _, number, line in member if line.strip())
        head = list(islice(filled, 2))
        numbered = chain(head, filled)
        if _is_one_document([line for _, line in head], encoding):
            yield from _items(file, b"\n".join(line for _, line in numbered), encoding)
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


def _first_filled(stream: Iterable[tuple[str, int, bytes]]) -> list[bytes]:
    """Return the first two lines of the first file that are not blank."""
    first: list[bytes] = []
    opened = ""
    for place, _, line in stream:
        opened = opened or place
        if place != opened or len(first) == 2:
            break
        if line.strip():
            first.append(line)
    return first


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
