"""receipts: what was fetched into a folder, from where, and whether the server has it still."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from mobility.archiving.web import (
    NoSuchRangeError,
    PassingFaultError,
    Told,
    asked,
    told,
)
from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import read_text, sha256, write_text

RECEIPTS = "downloads.json"
FETCHED, ALREADY_THERE, CHANGED = "fetched", "already there", "changed at the server"


@dataclass(frozen=True)
class Fetched:
    """One file that was fetched, or was there already.

    Parameters
    ----------
    file : str
        Its name in the folder.
    address : str
        Where it came from.
    bytes : int
        Its size.
    sha256 : str
        Its SHA-256, 64 hexadecimal digits.
    version : str
        What the server calls this version (its ETag, else the date it was changed); "" for neither.
    checked : str
        What it was held against: "size and sha256", "size", "sha256" or "nothing".
    state : str
        "fetched", "already there", or "changed at the server" (the file here is the older one).
    """

    file: str
    address: str
    bytes: int
    sha256: str
    version: str
    checked: str
    state: str


def write_receipt(folder: Path, fetched: Fetched) -> None:
    """Note in the folder what came from where."""
    receipts = _receipts(folder) | {fetched.file: fetched}
    content = {name: asdict(receipts[name]) for name in sorted(receipts)}
    for receipt in content.values():
        del receipt["state"]
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_text(folder / RECEIPTS, text)


def compared(file: Path, address: str, *, timeout: float) -> Fetched:
    """Return what is known of a file that is there already, compared with what the server has.

    Raises
    ------
    FileProblemError
        If it is not as it was fetched; or if it was not fetched from there and is of another size
        than the server's.
    """
    size, own, server = file.stat().st_size, sha256(file), _asked_about(address, timeout)
    receipt = _receipts(file.parent).get(file.name)
    if receipt is None or receipt.address != address:
        if server.total not in (None, size):
            said = f"is there already with {size:,} bytes, and the server's has {server.total:,}; "
            raise FileProblemError(file, said + "move it away, or fetch into another folder.")
        checked = "nothing" if server.total is None else "size"
        return Fetched(file.name, address, size, own, server.version, checked, ALREADY_THERE)
    if own != receipt.sha256:
        said = "is not as it was fetched: its SHA-256 is another; move it away and fetch it again."
        raise FileProblemError(file, said)
    newer = bool(server.version and receipt.version) and server.version != receipt.version
    state = CHANGED if newer or server.total not in (None, size) else ALREADY_THERE
    return Fetched(file.name, address, size, own, receipt.version, receipt.checked, state)


def _asked_about(address: str, timeout: float) -> Told:
    """Return what the server says of a file, nothing where it says nothing or is out of reach."""
    try:
        with asked(address, timeout=timeout, method="HEAD") as response:
            return told(response)
    except (FileProblemError, PassingFaultError, NoSuchRangeError):
        return Told("", None)


def _receipts(folder: Path) -> dict[str, Fetched]:
    """Return the receipts of a folder by the name of the file.

    Raises
    ------
    FileProblemError
        If they are damaged.
    """
    if not (folder / RECEIPTS).is_file():
        return {}
    try:
        content = json.loads(read_text(folder / RECEIPTS))
        return {name: Fetched(**receipt, state=FETCHED) for name, receipt in content.items()}
    except (ValueError, TypeError, AttributeError) as error:
        said = f"is damaged ({error}); remove it, and what is there is compared by size."
        raise FileProblemError(folder / RECEIPTS, said) from error
