"""unpacking: how much may come out of a packed file, and which zips are not unpacked at all."""

import io
import zipfile
import zlib
from copy import copy
from dataclasses import dataclass
from gzip import BadGzipFile
from itertools import pairwise
from pathlib import Path
from typing import IO

import zstandard

from mobility.foundation.errors import FileProblemError

MAX_RATIO = 200
"""Unpacked bytes allowed per packed byte; job ads in JSON pack about 1 : 10."""
FREE_BYTES = 64 << 20
"""Unpacked bytes allowed whatever the ratio, so that small files never hit it."""
MAX_ENTRIES = 10_000
ZST_STEP = 1 << 10
"""Packed bytes unpacked at a time from ``.zst``: at most some 32 MB come out of one step."""
DAMAGE = (EOFError, zlib.error, BadGzipFile, zipfile.BadZipFile, zstandard.ZstdError)

_LOCKED = 0x1 | 0x40
"""Bits in the flags of a zip's entry that say it needs a password."""
_TO_ITS_END = 1 << 62
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}
_PACKED = {".zip", ".gz", ".tgz", ".zst", ".bz2", ".xz", ".7z", ".rar", ".tar"}
_OF_THE_SYSTEM = "__MACOSX/"
"""Where one kind of computer puts what it remembers of each file; nothing of it is data."""


@dataclass
class Bound:
    """How many bytes may come out of one file, all its members together."""

    file: Path
    limit: int
    given: int = 0

    @classmethod
    def of(cls, file: Path, *, free: int, ratio: int) -> "Bound":
        """Set the bound from the packed size of a file."""
        return cls(file, free + ratio * file.stat().st_size)

    def count(self, n: int) -> None:
        """Count bytes that came out, refusing one too many."""
        self.given += n
        if self.given > self.limit:
            problem = (
                f"unpacks to more than {self.limit:,} bytes, too much for its size; if it is to "
                "be trusted, unpack it and give the file."
            )
            raise FileProblemError(self.file, problem)


class Bounded(io.RawIOBase):
    """A stream that refuses to give more than its bound.

    Parameters
    ----------
    stream : file-like
        The unpacked bytes.
    bound : Bound
        What counts them.
    said : int, optional
        How many bytes there must be in all.
    name : str
        What to call the entry that says so.
    """

    def __init__(
        self, stream: IO[bytes], bound: Bound, *, said: int | None = None, name: str = ""
    ) -> None:
        self._stream, self._bound = stream, bound
        self._said, self._name, self._given = said, name, 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer, counting what has come out so far."""
        try:
            content = self._stream.read(len(buffer))
        except DAMAGE as error:
            problem = f"is cut short or damaged ({error})."
            raise FileProblemError(self._bound.file, problem) from error
        self._bound.count(len(content))
        self._given += len(content)
        self._compare(ended=not content and len(buffer) > 0)
        buffer[: len(content)] = content
        return len(content)

    def _compare(self, *, ended: bool) -> None:
        """Refuse an entry that holds more or less than it says."""
        if self._said is None or self._given == self._said:
            return
        if ended or self._given > self._said:
            more = "more" if self._given > self._said else f"{self._given:,}"
            problem = (
                f"the entry {self._name!r} says it holds {self._said:,} bytes and holds {more}; "
                "the file is damaged or made to deceive. Fetch it again from where it came."
            )
            raise FileProblemError(self._bound.file, problem)


class ZstFrames(io.RawIOBase):
    """Unpacked ``.zst`` frames; the package's own reader takes a file cut short for a whole one."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw, self._waiting, self._ready = raw, b"", b""
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._inside = False

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer; nothing is left at the end of the last frame."""
        while not self._ready and (packed := self._waiting or self._raw.read(ZST_STEP)):
            self._ready = self._frame.decompress(packed)
            self._waiting, self._inside = self._frame.unused_data, not self._frame.eof
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
        if not self._ready and self._inside:
            raise EOFError("the last frame ends too early")
        content, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(content)] = content
        return len(content)


def readable_entries(file: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files in a zip in the order of their names, refusing a zip with any that is unfit.

    Raises
    ------
    FileProblemError
        If there is no file in it, or more than 10,000; if one is locked with a password, packed in
        a way that is not read, itself packed, of a name that leads out of the archive, or made of
        the bytes of another. The message names the entry and the way out.
    """
    entries = [
        entry
        for entry in archive.infolist()
        if not entry.is_dir() and not entry.filename.startswith(_OF_THE_SYSTEM)
    ]
    if not entries:
        raise FileProblemError(file, "is a zip with no file in it.")
    if len(entries) > MAX_ENTRIES:
        said = f"holds {len(entries):,} files, more than {MAX_ENTRIES:,}; unpack what you need."
        raise FileProblemError(file, said)
    for entry in entries:
        if (unfit := _unfit(entry)) is not None:
            raise FileProblemError(file, f"the entry {entry.filename!r} {unfit}")
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    for before, entry in pairwise(placed):
        if before.header_offset + before.compress_size >= entry.header_offset:
            problem = (
                f"the entries {before.filename!r} and {entry.filename!r} share the same bytes; "
                "the file is made to deceive."
            )
            raise FileProblemError(file, problem)
    # By entry, not by name: a zip may hold two files of one name, and both count.
    return sorted(entries, key=lambda entry: (entry.filename, entry.header_offset))


def to_its_end(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return an entry that is read to the end of what is packed, whatever size it says.

    Reading stops at the size an entry says, so one that says too little would lose its end unseen.
    """
    whole = copy(entry)
    whole.file_size = _TO_ITS_END
    return whole


def refuse_packed(file: Path, name: str, start: bytes) -> None:
    """Refuse an entry that begins as a zip does, whatever it is called.

    Raises
    ------
    FileProblemError
        With the way out.
    """
    workbook = Path(name).suffix.casefold() in {".xlsx", ".xlsm"}
    if start.startswith(b"PK\x03\x04") and not workbook:
        raise FileProblemError(file, f"the entry {name!r} {_NESTED}")


_NESTED = "is itself packed; unpack the outer file and give what is in it."


def _unfit(entry: zipfile.ZipInfo) -> str | None:
    """Return why an entry of a zip is not read; None where it is."""
    parts = entry.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or parts[0].endswith(":") or "\x00" in entry.orig_filename:
        return "has a name that leads out of the archive; do not trust it. Nothing of it is read."
    if entry.flag_bits & _LOCKED:
        return "is locked with a password; unpack it with the password and give the file."
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        way = _METHODS.get(entry.compress_type, f"method {entry.compress_type}")
        return (
            f"is packed with {way}, which is not read here; unpack it and give the file, or pack "
            "it again as an ordinary zip or as .gz."
        )
    if Path(entry.filename).suffix.casefold() in _PACKED:
        return _NESTED
    return None
