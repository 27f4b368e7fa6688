"""addresses: files that may lie on this machine or anywhere fsspec reaches."""

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mobility.foundation.errors import FileProblemError, MissingPackageError
from mobility.foundation.files import BUFFER, read_bytes, writing

_UNFINISHED = ".part"


def local_path(address: str | Path) -> Path | None:
    """Return the path of an address on this machine; None for one that lies elsewhere.

    Examples
    --------
    >>> local_path("file:///data/ads.jsonl").as_posix(), local_path("memory://ads.jsonl")
    ('/data/ads.jsonl', None)
    """
    text = str(address)
    if text.startswith("file://"):
        return Path(text.removeprefix("file://"))
    return None if "://" in text else Path(text)


def from_anywhere(address: str) -> str:
    """Return an address that says the same to a process that stands in another folder.

    Examples
    --------
    >>> from_anywhere("memory://corpus")
    'memory://corpus'
    >>> from_anywhere("corpus") == str(Path.cwd() / "corpus")
    True
    """
    path = local_path(address)
    return address if path is None else str(path.absolute())


def inside(folder: str, *names: str) -> str:
    """Return the address of a file inside a folder.

    Examples
    --------
    >>> inside("memory://corpus/", "ads", "0000-00000.parquet")
    'memory://corpus/ads/0000-00000.parquet'
    """
    return "/".join((folder.rstrip("/"), *names))


def matching(address: str | Path) -> list[str]:
    """Return the addresses a pattern (``ads/*.zip``) matches, sorted; any other address as it is.

    Raises
    ------
    FileProblemError
        If a pattern matches nothing.
    """
    text, path = str(address), local_path(address)
    if glob.escape(text) == text or (path is not None and path.exists()):
        return [text]
    if path is not None:
        found = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207
    else:
        system, inner = _elsewhere(text)
        found = sorted(system.unstrip_protocol(name) for name in system.glob(inner))
    if not found:
        raise FileProblemError(text, "matches no file.")
    return found


@contextmanager
def fetched(address: str | Path) -> Iterator[Path]:
    """Give a file's path on this machine; one from elsewhere is fetched first and removed after.

    Raises
    ------
    FileProblemError
        If it is not there or cannot be fetched.
    """
    path = local_path(address)
    if path is not None:
        yield path
        return
    system, inner = _elsewhere(str(address))
    with TemporaryDirectory(prefix="mobility-") as folder:
        copy = Path(folder) / inner.rstrip("/").rpartition("/")[2].partition("?")[0]
        try:
            with system.open(inner, "rb") as stream, writing(copy) as place:
                while piece := stream.read(BUFFER):
                    place.write(piece)
        except OSError as error:
            raise FileProblemError(str(address), f"cannot be fetched: {error}") from error
        yield copy


def is_there(address: str) -> bool:
    """Whether a file or folder is there."""
    path = local_path(address)
    if path is not None:
        return path.exists()
    system, inner = _elsewhere(address)
    return bool(system.exists(inner))


def read_whole(address: str) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    FileProblemError
        If it is not there or cannot be read.
    """
    path = local_path(address)
    if path is not None:
        return read_bytes(path)
    system, inner = _elsewhere(address)
    try:
        content: bytes = system.cat_file(inner)
    except OSError as error:
        raise FileProblemError(address, f"cannot be read: {error}") from error
    return content


def write_whole(address: str, content: bytes) -> None:
    """Write a file beside its place and move it there, so that no one sees half of it.

    Raises
    ------
    FileProblemError
        If it cannot be written, as on a full disk; what was there before is there still.
    """
    path = local_path(address)
    try:
        if path is not None:
            with writing(path) as stream:
                stream.write(content)
            return
        system, inner = _elsewhere(address)
        system.makedirs(inner.rpartition("/")[0], exist_ok=True)
        system.pipe_file(inner + _UNFINISHED, content)
        system.mv(inner + _UNFINISHED, inner)
    except FileProblemError:
        raise
    except OSError as error:
        said = f"cannot be written: {error.strerror or error}."
        raise FileProblemError(address, said) from error


def file_names(folder: str) -> list[str]:
    """Return the names of the files in a folder, sorted; none if there is no such folder."""
    path = local_path(folder)
    if path is not None:
        names = [file.name for file in path.iterdir()] if path.is_dir() else []
    else:
        system, inner = _elsewhere(folder)
        listed = system.ls(inner, detail=False) if system.isdir(inner) else []
        names = [str(name).rstrip("/").rpartition("/")[2] for name in listed]
    return sorted(names)


def take_out(address: str) -> None:
    """Remove a file; nothing happens where there is none."""
    path = local_path(address)
    if path is not None:
        path.unlink(missing_ok=True)
        return
    system, inner = _elsewhere(address)
    if system.exists(inner):
        system.rm_file(inner)


def take_out_unfinished(folder: str) -> None:
    """Remove what an interrupted run was writing beside its place."""
    for name in file_names(folder):
        if name.endswith(_UNFINISHED):
            take_out(inside(folder, name))


def _elsewhere(address: str) -> tuple[Any, str]:
    """Return the file system of an address and its path there."""
    import fsspec

    try:
        system, inner = fsspec.core.url_to_fs(address)
    except ImportError as error:
        kind = address.partition("://")[0]
        raise MissingPackageError(f"What {kind}:// needs", f"fsspec says: {error}.") from error
    except ValueError as error:
        raise FileProblemError(address, f"is no address that fsspec knows: {error}.") from error
    return system, inner
