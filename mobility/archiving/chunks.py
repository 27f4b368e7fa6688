"""chunks: a source cut into runs of lines, the same cuts whatever the packing or the workers."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
import zstandard

from mobility.reading.drafts import Draft, Reject
from mobility.reading.json_records import Record

Given = Record | Draft | Reject
_KINDS: tuple[type[Any], ...] = (Record, Draft, Reject)
_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)


class Run(NamedTuple):
    """A number from 0, the lines that belong together, and how many characters they have."""

    number: int
    given: tuple[Given, ...]
    characters: int


def runs(given: Iterable[Given], *, characters: int) -> Iterator[Run]:
    """Cut lines into runs: each ends with the line in which it reaches its size.

    Parameters
    ----------
    given : iterable of Record, Draft or Reject
        Every line of one source, in order.
    characters : int
        Characters of unpacked content a run has at least, but for the last one.

    Yields
    ------
    Run
        In order; each line is in one of them.

    Examples
    --------
    >>> lines = [Record("a.jsonl", n, "x" * 60) for n in (1, 2, 3)]
    >>> [len(run.given) for run in runs(lines, characters=100)]
    [2, 1]
    """
    number, size, held = 0, 0, list[Given]()
    for line in given:
        held.append(line)
        size += _size(line)
        if size >= characters:
            yield Run(number, tuple(held), size)
            number, size, held = number + 1, 0, []
    if held:
        yield Run(number, tuple(held), size)


def packed(given: Iterable[Given]) -> bytes:
    """Return lines as few bytes, to be sent to where they are read."""
    told = [(_KINDS.index(type(line)), *line) for line in given]
    return zstandard.ZstdCompressor(level=1).compress(msgspec.msgpack.encode(told))


def unpacked(content: bytes) -> Iterator[Given]:
    """Yield the lines that `packed` was given.

    Examples
    --------
    >>> list(unpacked(packed([Reject("a.jsonl", 3, None, "broken JSON", None)])))
    [Reject(file='a.jsonl', line=3, ad=None, reason='broken JSON', detail=None)]
    """
    told: list[list[Any]] = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(content))
    for kind, *line in told:
        yield _KINDS[kind](*line)


def part_name(place: int, source: str, number: int) -> str:
    """Return what the part of a run is called; names sort as sources and runs do.

    Examples
    --------
    >>> part_name(3, "ads (2).jsonl", 12)
    '0003-ads_2_.jsonl-00012'
    """
    return f"{place:04d}-{_UNSAFE.sub('_', source)}-{number:05d}"


def _size(line: Given) -> int:
    """Return the characters of a line; what is set aside has only its place."""
    if isinstance(line, Record):
        return len(line.json) + 1
    if isinstance(line, Draft):
        return sum(len(str(value)) for value in line.values.values() if value is not None) + 1
    return 1
