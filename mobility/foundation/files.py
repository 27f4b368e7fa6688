"""files: the one place where files are opened — UTF-8, packed or not, bounded, written whole."""

import gzip
import hashlib
import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO, cast

from mobility.foundation.errors import FileProblemError
from mobility.foundation.unpacking import (
    DAMAGE,
    FREE_BYTES,
    MAX_RATIO,
    Bound,
    Bounded,
    ZstFrames,
    readable_entries,
    refuse_packed,
    to_its_end,
)

BUFFER = 1 << 20
MAX_LINE = 64 << 20
MAX_WHOLE = 4 << 30
_MARK = b"\xef\xbb\xbf"


@contextmanager
def opened(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file for reading bytes, unpacking ``.gz``, ``.zst`` and one-member ``.zip`` by name.

    Parameters
    ----------
    path : str or Path
        The file; its last suffix says how it is packed.

    Yields
    ------
    BinaryIO
        A buffered stream of the unpacked bytes. It stops with an error where more than
        ``64 MB + 200 ×`` the packed size comes out.

    Raises
    ------
    FileProblemError
        If the file is missing, a folder, empty, cut short, damaged, or expands beyond its bound.
    """
    for member, stream in _members(path):
        if member is not None:
            raise FileProblemError(path, "holds several files; give one of them, or read its lines")
        yield cast("BinaryIO", stream)
        return


def read_bytes(path: str | Path, *, max_bytes: int = MAX_WHOLE) -> bytes:
    """Return everything in a (packed) file, refusing more than ``max_bytes``.

    Raises
    ------
    FileProblemError
        As `opened`, and if there is more than ``max_bytes`` in it.
    """
    content = bytearray()
    with opened(path) as stream:
        # Piece by piece: asking for all that is allowed would set aside 4 GB for a small file.
        while piece := stream.read(BUFFER):
            content += piece
            if len(content) > max_bytes:
                said = f"holds more than {max_bytes:,} bytes, the most read at once."
                raise FileProblemError(path, said)
    return bytes(content)


def read_text(path: str | Path, *, encoding: str = "utf-8") -> str:
    """Return the text of a (packed) file, without a byte-order mark.

    Raises
    ------
    FileProblemError
        As `read_bytes`, and if the bytes are not text in that encoding; the message says on which
        line and names the encoding to try.
    """
    content = read_bytes(path)
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileProblemError(path, not_in_encoding(encoding, line)) from error
    return text


def not_in_encoding(encoding: str, line: int) -> str:
    """Say that text is not in the encoding it was read with, and what to try."""
    other = "latin-1" if encoding.casefold().replace("_", "-") in {"utf-8", "utf8"} else "utf-8"
    way_out = f"if it was saved as {other}, say encoding={other!r}."
    return f"line {line} is not {encoding} text; {way_out}"


def streams(path: str | Path) -> Iterator[tuple[str, io.BufferedReader]]:
    """Yield the unpacked bytes of a file, or of every file in a zip, with what each is called.

    Parameters
    ----------
    path : str or Path
        A file, packed or not; a ``.zip`` may hold several.

    Yields
    ------
    tuple of (str, BufferedReader)
        The file's name (``archive.zip/member`` where a zip holds several) and a buffered stream,
        to be read before the next is asked for.

    Raises
    ------
    FileProblemError
        As `opened`.
    """
    for member, stream in _members(path, several=True):
        yield Path(path).name if member is None else f"{Path(path).name}/{member}", stream


def lines(path: str | Path, *, max_line: int = MAX_LINE) -> Iterator[tuple[str, int, bytes]]:
    """Yield every line of a file, or of every file in a zip, as (place, number, bytes).

    Parameters
    ----------
    path : str or Path
        A text file, packed or not; a ``.zip`` may hold several.
    max_line : int
        Bytes a line may have at most; a longer one is yielded cut to ``max_line + 1`` bytes, so
        that the caller can see it and set it aside.

    Yields
    ------
    tuple of (str, int, bytes)
        The file's name as in `streams`, the line's number from 1, and its bytes without the line
        end.

    Raises
    ------
    FileProblemError
        As `opened`.
    """
    for place, stream in streams(path):
        for number, line in numbered_lines(stream, max_line=max_line):
            yield place, number, line


def raw_lines(stream: BinaryIO, *, max_line: int = MAX_LINE) -> Iterator[tuple[bytes, int]]:
    """Yield the lines of a stream as they stand, with their ends, and the bytes of each.

    A line of more than ``max_line`` bytes is yielded cut to ``max_line + 1``, with all its bytes
    counted.
    """
    while line := stream.readline(max_line + 1):
        size = len(line)
        if size > max_line and not line.endswith(b"\n"):
            size += _skip_rest_of_line(stream)
        yield line, size


def numbered_lines(
    stream: BinaryIO, *, max_line: int = MAX_LINE, first: int = 1
) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a stream as `lines` does, with their numbers."""
    return numbered((line for line, _ in raw_lines(stream, max_line=max_line)), first=first)


def numbered(given: Iterable[bytes], *, first: int = 1) -> Iterator[tuple[int, bytes]]:
    """Yield lines with their numbers, without their ends and the first without its mark."""
    for number, line in enumerate(given, first):
        own = line.removeprefix(_MARK) if number == 1 else line
        yield number, own.rstrip(b"\r\n")


@contextmanager
def stretch(path: str | Path, *, start: int, size: int) -> Iterator[BinaryIO]:
    """Open so many bytes of a file that is not packed, from one place on.

    Raises
    ------
    FileProblemError
        If the file is missing.
    """
    with _existing(path).open("rb") as stream:
        stream.seek(start)
        yield cast("BinaryIO", io.BufferedReader(_Stretch(stream, size), BUFFER))


class _Stretch(io.RawIOBase):
    """The next bytes of a stream, so many and no more."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self._left = stream, size

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer, with what is left."""
        content = self._stream.read(min(len(buffer), self._left))
        self._left -= len(content)
        buffer[: len(content)] = content
        return len(content)


def _skip_rest_of_line(stream: BinaryIO) -> int:
    """Read on to the end of the present line without keeping it; return how many bytes it had."""
    size = 0
    while rest := stream.readline(BUFFER):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size


def sha256(path: str | Path) -> str:
    """Return the SHA-256 of a file as it stands on disk, 64 hexadecimal digits.

    Raises
    ------
    FileProblemError
        If the file is missing.
    """
    file = _existing(path)
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def ready_folder(path: str | Path) -> Path:
    """Make a folder, and see that files can be written in it, before long work begins.

    Raises
    ------
    FileProblemError
        If the folder cannot be made or written in.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".ready."):
            return folder
    except OSError as error:
        raise FileProblemError(folder, f"cannot be written in: {error.strerror}.") from error


@contextmanager
def writing(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file for writing bytes beside its place; it is moved into place only when complete.

    If anything goes wrong on the way, the old file stays as it was and the new one is removed.
    Folders on the way to it are made.

    Raises
    ------
    FileProblemError
        If the place cannot be written to.
    """
    file = Path(path)
    if file.is_dir():
        raise FileProblemError(file, "cannot be written: it is a folder.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = NamedTemporaryFile(  # noqa: SIM115
            dir=file.parent, prefix=f".{file.name}.", suffix=".part", delete=False
        )
    except OSError as error:
        raise FileProblemError(file, f"cannot be written: {error.strerror}.") from error
    try:
        with beside:
            yield cast("BinaryIO", beside)
            beside.flush()
            os.fsync(beside.fileno())
        Path(beside.name).chmod(0o644)
        Path(beside.name).replace(file)
    except BaseException:
        Path(beside.name).unlink(missing_ok=True)
        raise


@contextmanager
def continuing(path: str | Path, *, at: int) -> Iterator[BinaryIO]:
    """Open an unfinished file to write on from byte ``at``; what stands after it is cut off.

    Unlike `writing`, what was written stays if anything goes wrong, so that it can be gone on with.

    Raises
    ------
    FileProblemError
        If the place cannot be written to, or the disk is full.
    """
    file = Path(path)
    try:
        with file.open("r+b" if at else "wb") as stream:
            stream.truncate(at)
            stream.seek(at)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
    except FileProblemError:
        raise
    except OSError as error:
        raise FileProblemError(file, f"cannot be written: {error.strerror}.") from error


def write_text(path: str | Path, text: str) -> Path:
    """Write text as UTF-8, whole or not at all, and return the path."""
    with writing(path) as stream:
        stream.write(text.encode("utf-8"))
    return Path(path)


def _existing(path: str | Path) -> Path:
    """Return the path if a file is there, and say what is wrong if not."""
    file = Path(path)
    try:
        if file.is_dir():
            raise FileProblemError(file, "is a folder, not a file.")
        if not file.exists():
            raise FileProblemError.missing(file)
        if file.stat().st_size == 0:
            raise FileProblemError(file, "is empty.")
        with file.open("rb"):
            return file
    except FileProblemError:
        raise
    except OSError as error:
        raise FileProblemError(file, f"cannot be read: {error.strerror}.") from error


def _members(
    path: str | Path, *, several: bool = False
) -> Iterator[tuple[str | None, io.BufferedReader]]:
    """Yield the stream in a file, or each stream in a zip; damage becomes a FileProblemError."""
    file = _existing(path)
    bound = Bound.of(file, free=FREE_BYTES, ratio=MAX_RATIO)
    try:
        if file.suffix.lower() == ".zip":
            yield from _zip_members(file, bound, several=several)
        else:
            with file.open("rb") as raw, _unpacked(file, raw) as stream:
                yield None, _buffered(Bounded(stream, bound))
    except DAMAGE as error:
        raise FileProblemError(file, f"is cut short or damaged ({error}).") from error


def _unpacked(file: Path, raw: BinaryIO) -> IO[bytes]:
    """Return the stream that unpacks a file according to its suffix."""
    if file.suffix.lower() == ".gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
    if file.suffix.lower() == ".zst":
        return cast("IO[bytes]", ZstFrames(raw))
    return raw


def _zip_members(
    file: Path, bound: Bound, *, several: bool
) -> Iterator[tuple[str | None, io.BufferedReader]]:
    """Yield each file in a zip, in the order of the names."""
    with zipfile.ZipFile(file) as archive:
        entries = readable_entries(file, archive)
        if len(entries) > 1 and not several:
            raise FileProblemError(file, f"holds {len(entries)} files; unpack it and give one.")
        for entry in entries:
            with archive.open(to_its_end(entry)) as stream:
                unpacked = Bounded(stream, bound, said=entry.file_size, name=entry.filename)
                buffered = _buffered(unpacked)
                refuse_packed(file, entry.filename, buffered.peek(4)[:4])
                yield (entry.filename if len(entries) > 1 else None), buffered


def _buffered(stream: Bounded) -> io.BufferedReader:
    """Wrap a stream with a large buffer."""
    return io.BufferedReader(stream, BUFFER)
