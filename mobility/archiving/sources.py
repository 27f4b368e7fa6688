"""sources: the files a corpus is made from — named, hashed, none given twice."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from mobility.foundation.addresses import fetched, matching
from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.files import sha256 as _read_through
from mobility.reading.ads import given_records

Source = dict[str, Any]
"""``name``, ``address``, ``sha256``, ``bytes`` (as it lies), ``unpacked_bytes`` (None where only
unpacking would tell) and ``shape``."""


def addresses_of(sources: str | Path | Iterable[str | Path]) -> list[str]:
    """Return every address that was given or that a pattern matches, in the order given.

    Raises
    ------
    InputError
        If none was given, or one twice.
    FileProblemError
        If a pattern matches nothing.
    """
    given = [sources] if isinstance(sources, (str, Path)) else list(sources)
    found = [address for one in given for address in matching(one)]
    twice = sorted({address for address in found if found.count(address) > 1})
    if not found or twice:
        said = [f"{address!r} is given twice" for address in twice]
        raise InputError("sources", said or ["no file was given; say build_corpus('ads/*.zip', …)"])
    return found


def with_sources(
    known: Sequence[Source],
    addresses: Iterable[str],
    *,
    columns: Mapping[str, str] | None,
    encoding: str,
) -> list[Source]:
    """Return the sources known, and after them those that are new.

    Raises
    ------
    InputError
        If a file has the same content as another, or another content than when it was first read.
    FileProblemError
        If a file cannot be read.
    """
    sources = [dict(source) for source in known]
    faults: list[str] = []
    for address in addresses:
        with fetched(address) as path:
            hashed, size = sha256(path), path.stat().st_size
            unpacked = unpacked_bytes(path)
            shape, _ = given_records(name_of(address), path, columns=columns, encoding=encoding)
        same = next((s for s in sources if s["address"] == address), None)
        if same is not None:
            if same["sha256"] != hashed:
                faults.append(f"{address!r} is no longer the file it was; build another corpus")
            continue
        twin = next((s for s in sources if s["sha256"] == hashed), None)
        if twin is not None:
            # A file may have moved; under the name it had, it is the same source.
            moved = name_of(address) == name_of(twin["address"])
            if moved:
                twin["address"] = address
            else:
                faults.append(
                    f"{address!r} has the same content as {twin['address']!r}; give it once"
                )
            continue
        name = _unused(name_of(address), sources)
        sources.append(
            {
                "name": name,
                "address": address,
                "sha256": hashed,
                "bytes": size,
                "unpacked_bytes": unpacked,
                "shape": shape,
            }
        )
    if faults:
        raise InputError("sources", faults)
    return sources


def still_the_same(source: Mapping[str, Any], path: Path) -> None:
    """Refuse a source that has changed since it was first read.

    Raises
    ------
    InputError
        If its content is another.
    """
    if sha256(path) != source["sha256"]:
        said = f"{source['address']!r} is no longer the file it was; build another corpus"
        raise InputError("sources", [said])


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file; of one that is as it was when it was last asked, at once.

    Raises
    ------
    FileProblemError
        If the file is missing.
    """
    if not path.is_file():
        return _read_through(path)
    told = path.stat()
    return _sha256(path, told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)


@lru_cache(maxsize=1024)
def _sha256(path: Path, *_as_it_is: int) -> str:
    """Return the SHA-256 of a file as it is now."""
    return _read_through(path)


def unpacked_bytes(path: Path) -> int | None:
    """Return how much a file holds unpacked; None where only unpacking would tell.

    Raises
    ------
    FileProblemError
        If it is called a zip and is none, or not all of one.
    """
    if path.suffix.casefold() == ".zip":
        try:
            with ZipFile(path) as archive:
                return sum(member.file_size for member in archive.infolist())
        except BadZipFile as error:
            raise FileProblemError(path, f"is cut short or damaged ({error}).") from error
    return None if is_packed(path) else path.stat().st_size


def is_packed(path: Path) -> bool:
    """Whether a file is packed, as its name says."""
    return path.suffix.casefold() in {".zip", ".gz", ".zst"}


def name_of(address: str) -> str:
    """Return what a file is called: the last part of its address."""
    return address.rstrip("/").rpartition("/")[2].partition("?")[0]


def _unused(name: str, sources: Sequence[Source]) -> str:
    """Return a name, numbered where another source has it."""
    same = sum(name_of(source["address"]) == name for source in sources)
    return f"{name} ({same + 1})" if same else name
