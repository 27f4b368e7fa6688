"""package: an Excel file looked over before anything in it is trusted: size, kind, macros."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import read_bytes

MOST_PACKED = 50 << 20
MOST_UNPACKED = 100 << 20
"""Bytes of all parts together; 40,000 profiles of 25 columns take about 40 MB."""
MOST_PARTS = 2_000
_OLE = b"\xd0\xcf\x11\xe0"
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)\""
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError)


@dataclass(frozen=True)
class Package:
    """An Excel file that is safe to read.

    Parameters
    ----------
    content : bytes
        The whole file.
    macros : bool
        Whether it carries macros; nothing here ever runs them.
    merged : mapping of str to tuple of str
        Merged cells of every sheet by its title, such as "A1:C1".
    """

    content: bytes
    macros: bool
    merged: Mapping[str, tuple[str, ...]]


def open_package(path: str | Path) -> Package:
    """Return the bytes of an Excel file, once its size and its parts are known to be sound.

    Raises
    ------
    FileProblemError
        If it is missing, no Excel workbook (a renamed CSV, an old .xls, locked with a password),
        damaged, too large when unpacked, or defines entities of its own.
    """
    content = read_bytes(path, max_bytes=MOST_PACKED)
    if content.startswith(_OLE):
        raise FileProblemError(
            path, "is locked with a password or in the old .xls form; save it as .xlsx without one."
        )
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise FileProblemError(
            path, "is no Excel workbook, whatever its name; a CSV belongs in a folder of its own."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive, path)
            _check_parts(archive, path)
            merged = _merged(archive, path)
            macros = any(name.endswith("vbaProject.bin") for name in archive.namelist())
            return Package(content, macros, merged)
    except _DAMAGE as error:
        raise FileProblemError(path, f"is damaged ({type(error).__name__}).") from error
    except ElementTree.ParseError as error:
        raise FileProblemError(path, f"is damaged: a part cannot be read ({error}).") from error


def _check_size(archive: zipfile.ZipFile, path: str | Path) -> None:
    """Refuse what unpacks to too much; no part gives more bytes than it declares."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileProblemError(
            path,
            f"unpacks to more than {MOST_UNPACKED >> 20} MB: it holds far more than a record. "
            "Delete the rows and sheets that are not needed, and save it again.",
        )
    if "xl/workbook.xml" not in archive.namelist():
        raise FileProblemError(path, "is a zip, but no Excel workbook; save it as .xlsx.")


def _check_parts(archive: zipfile.ZipFile, path: str | Path) -> None:
    """Refuse entities, which no spreadsheet program writes and which can grow without end."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")) and _DOCTYPE.search(archive.read(name)):
            raise FileProblemError(path, f"defines entities in {name!r}; save it again from Excel.")


def _merged(archive: zipfile.ZipFile, path: str | Path) -> dict[str, tuple[str, ...]]:
    """Return the merged cells of every sheet; a sheet without a part would be lost in silence."""
    targets = {
        relation.get("Id"): str(relation.get("Target"))
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found: dict[str, tuple[str, ...]] = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part not in archive.namelist():
            raise FileProblemError(path, f"is damaged: the sheet {sheet.get('name')!r} is gone.")
        regions = _MERGED.findall(archive.read(part))
        found[str(sheet.get("name"))] = tuple(region.decode() for region in regions)
    return found
