"""chunks: a source cut into runs of lines, the same cuts whatever the packing or the workers."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import zstandard

from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import stretch
from mobility.reading.ads import Member
from mobility.reading.drafts import Draft, Reject
from mobility.reading.json_records import Lines, Record, records_of_lines

Given = Record | Draft | Reject
_KINDS: tuple[type[Any], ...] = (Record, Draft, Reject)
_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)


class Held(NamedTuple):
    """Lines of one file as they stand there, and the number of the first of them."""

    file: str
    first: int
    content: bytes


class Lying(NamedTuple):
    """Where lines lie in a file that is not packed, which must not change till they are read."""

    file: str
    first: int
    path: str
    start: int
    size: int
    changed: int


class Told(NamedTuple):
    """Records that are not a line each, or rows of a table, as `msgspec.msgpack` writes them."""

    content: bytes


Piece = Held | Lying | Told
_PIECES: tuple[type[Any], ...] = (Held, Lying, Told)
Pieces = tuple[Piece, ...] | bytes
"""The lines of a run; packed into few bytes where they go to another machine."""


class Run(NamedTuple):
    """A number from 0, the lines that belong together, and how many bytes they have."""

    number: int
    pieces: tuple[Piece, ...]
    size: int


def runs(members: Iterable[Member], *, size: int, lying: Path | None = None) -> Iterator[Run]:
    r"""Cut lines into runs: each ends with the line in which it reaches its size.

    Parameters
    ----------
    members : iterable of Member
        Every line of one source, in order.
    size : int
        Bytes of unpacked content a run has at least, but for the last one.
    lying : Path, optional
        The file, where its lines may be read there by whoever takes up the run; without it they are
        held.

    Yields
    ------
    Run
        In order; each line is in one of them, but for blank lines that no other line comes after.

    Examples
    --------
    >>> lines = [(b"x" * 59 + b"\n", 60)] * 3
    >>> [len(run.pieces[0].content) for run in runs([Lines("a.jsonl", iter(lines))], size=100)]
    [120, 60]
    """
    number, run = 0, _Growing(lying)
    for member in members:
        run.begin(member)
        for line in member.lines if isinstance(member, Lines) else member.items:
            run.add(line)
            if run.size >= size:
                if run.filled:
                    yield Run(number, run.pieces(), run.size)
                    number += 1
                run.begin_again()
    if run.filled:
        yield Run(number, run.pieces(), run.size)


@dataclass
class _Growing:
    """The lines of a run while they are read."""

    lying: Path | None
    size: int = 0
    filled: bool = False
    _made: list[Piece] = field(default_factory=list)
    _member: Member | None = None
    _lines: list[bytes] = field(default_factory=list)
    _items: list[tuple[Any, ...]] = field(default_factory=list)
    _first: int = 1
    _number: int = 1
    _start: int = 0
    _place: int = 0

    def begin(self, member: Member) -> None:
        """Go on with another member."""
        self._close()
        self._member = member
        self._first = self._number = 1
        self._start = self._place = 0

    def begin_again(self) -> None:
        """Go on with another run; lines that are not in one yet are blank, and left out."""
        self._made, self._lines, self.size, self.filled = [], [], 0, False
        self._first, self._start = self._number, self._place

    def add(self, line: tuple[bytes, int] | Given) -> None:
        """Add a line, or a record that is not a line."""
        if isinstance(line, (Record, Draft, Reject)):
            self._items.append((_KINDS.index(type(line)), *line))
            self.size += _size(line)
            self.filled = True
            return
        content, size = line
        self.size += size
        self._place += size
        self._number += 1
        self.filled = self.filled or not content.isspace()
        if self.lying is None:
            self._lines.append(content if len(content) == size else content + b"\n")

    def pieces(self) -> tuple[Piece, ...]:
        """Return the lines of the run."""
        self._close()
        return tuple(self._made)

    def _close(self) -> None:
        """Make a piece of the lines of this member."""
        if self._items:
            self._made.append(Told(msgspec.msgpack.encode(self._items)))
            self._items = []
        elif isinstance(self._member, Lines) and self._number > self._first:
            file = self._member.file
            if self.lying is None:
                self._made.append(Held(file, self._first, b"".join(self._lines)))
                self._lines = []
            else:
                size, changed = self._place - self._start, self.lying.stat().st_mtime_ns
                place = (str(self.lying), self._start, size, changed)
                self._made.append(Lying(file, self._first, *place))
        self._first, self._start = self._number, self._place


def packed(pieces: tuple[Piece, ...]) -> bytes:
    """Return the lines of a run as few bytes, to be sent to another machine."""
    told = [(_PIECES.index(type(piece)), *piece) for piece in pieces]
    return zstandard.ZstdCompressor(level=1).compress(msgspec.msgpack.encode(told))


def lines_of(pieces: Pieces, *, encoding: str) -> Iterator[Given]:
    r"""Yield every line of a run, wherever it lies; blank lines are passed over.

    Raises
    ------
    FileProblemError
        If the file in which they lie has changed.

    Examples
    --------
    >>> run = (Held("a.jsonl", 3, b'{"id": "1"}\n\xff\n'),)
    >>> [(line.line, type(line).__name__) for line in lines_of(packed(run), encoding="utf-8")]
    [(3, 'Record'), (4, 'Reject')]
    """
    for piece in _unpacked(pieces) if isinstance(pieces, bytes) else pieces:
        if isinstance(piece, Told):
            told: list[list[Any]] = msgspec.msgpack.decode(piece.content)
            for kind, *line in told:
                yield _KINDS[kind](*line)
        elif isinstance(piece, Held):
            held = io.BytesIO(piece.content)
            yield from records_of_lines(piece.file, held, first=piece.first, encoding=encoding)
        else:
            with stretch(piece.path, start=piece.start, size=piece.size) as content:
                if Path(piece.path).stat().st_mtime_ns != piece.changed:
                    raise FileProblemError(piece.path, "was changed while it was read.")
                yield from records_of_lines(
                    piece.file, content, first=piece.first, encoding=encoding
                )


def part_name(place: int, source: str, number: int) -> str:
    """Return what the part of a run is called; names sort as sources and runs do.

    Examples
    --------
    >>> part_name(3, "ads (2).jsonl", 12)
    '0003-ads_2_.jsonl-00012'
    """
    return f"{place:04d}-{_UNSAFE.sub('_', source)}-{number:05d}"


def _unpacked(content: bytes) -> Iterator[Piece]:
    """Yield the pieces that `packed` was given."""
    told: list[list[Any]] = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(content))
    for kind, *piece in told:
        yield _PIECES[kind](*piece)


def _size(line: Given) -> int:
    """Return about how many bytes a record has; what is set aside has only its place."""
    if isinstance(line, Record):
        return len(line.json) + 1
    if isinstance(line, Draft):
        return sum(len(str(value)) for value in line.values.values() if value is not None) + 1
    return 1
