"""fetch: fetch() brings one public file to this machine, going on where an earlier try ended."""

import re
import shutil
from pathlib import Path
from time import sleep

from mobility.archiving.receipts import FETCHED, Fetched, compared, write_receipt
from mobility.archiving.unfinished import Unfinished
from mobility.archiving.web import (
    NoSuchRangeError,
    PassingFaultError,
    Told,
    asked,
    file_name,
    first_byte,
    page,
    piece,
    told,
)
from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import BUFFER, continuing, ready_folder, sha256
from mobility.foundation.progress import Progress, silent

TRIES = 8
"""How often in a row a server may give nothing new before it is given up."""
LONGEST_WAIT = 60.0
MOST_BYTES = 64 << 30

_HASH = re.compile(r"\b[0-9a-fA-F]{64}\b")


def fetch(
    address: str,
    folder: str | Path,
    *,
    first_wait: float = 1.0,
    timeout: float = 60.0,
    progress: Progress = silent,
) -> Fetched:
    """Fetch a file from the web into a folder, whole or not at all.

    What has come is kept beside the file's place (``.NAME.part``) until all of it is there; a later
    call goes on from it if the server still has the same version. Size and, where the server
    publishes ``ADDRESS.sha256``, hash are checked. ``downloads.json`` in the folder notes what
    came from where. A file that is there already is compared and never written over.

    Parameters
    ----------
    address : str
        An address that begins with ``https://`` or ``http://`` and ends in the file's name.
    folder : str or Path
        Where to put it; it is made where it is missing.
    first_wait : float
        Seconds before the second try; each wait is twice the one before, a minute at most.
    timeout : float
        Seconds without a byte before a connection counts as lost.
    progress : callable
        Told the bytes that are there, and the size.

    Returns
    -------
    Fetched
        The file, and what it was checked against.

    Raises
    ------
    FileProblemError
        If the address is not of the web; if the server has no such file or gives nothing new in
        eight tries; if what came is not what its size, hash or name says; if there is no room.
    """
    file = ready_folder(folder) / file_name(address)
    if file.exists():
        return compared(file, address, timeout=timeout)
    coming = Unfinished(file)
    best, tries = 0, 0
    while True:
        try:
            said = _rest(address, coming, timeout, progress)
            published = _published_hash(address, timeout)
            break
        except PassingFaultError as fault:
            # Only more bytes than ever before count as getting on: a file may begin anew.
            best, tries = max(best, coming.size), 0 if coming.size > best else tries + 1
            if tries >= TRIES:
                given_up = (
                    f"gave nothing new in {TRIES} tries; the last time it {fault}. What has come "
                    "is kept, and the same call goes on there."
                )
                raise FileProblemError(address, given_up) from fault
            sleep(min(max(first_wait * 2 ** max(tries - 1, 0), fault.wait), LONGEST_WAIT))
    return _in_place(coming, address, said, published)


def _rest(address: str, coming: Unfinished, timeout: float, progress: Progress) -> Told:
    """Fetch what is missing of a file, and return what the server says of it."""
    noted = coming.noted()
    held = 0 if noted is None else coming.size
    if noted is not None and noted.total == held:
        return noted
    going_on = held > 0 and noted is not None
    headers = {"Range": f"bytes={held}-", "If-Range": noted.version} if going_on and noted else {}
    try:
        response = asked(address, timeout=timeout, headers=headers)
    except NoSuchRangeError as error:
        coming.forget()
        raise PassingFaultError("had no more of the file than was here; it begins anew") from error
    with response:
        said, start = told(response), first_byte(response)
        if response.status not in (200, 206) or (start and (start != held or said != noted)):
            coming.forget()
            raise PassingFaultError("changed the file between two tries")
        _see_room(coming.file.parent, said, start)
        coming.note(said)
        most = MOST_BYTES if said.total is None else said.total
        here = start
        with continuing(coming.part, at=start) as place:
            while here <= most and (content := piece(response, BUFFER)):
                place.write(content)
                here += len(content)
                progress(f"download {coming.file.name}", here, said.total)
    if here > most:
        coming.forget()
        raise PassingFaultError(f"sent more than the {most:,} bytes there should be")
    if said.total is not None and here < said.total:
        raise PassingFaultError(f"dropped the connection after {here:,} of {said.total:,} bytes")
    return said


def _see_room(folder: Path, said: Told, start: int) -> None:
    """Refuse to begin what does not fit on the disk."""
    missing, free = (said.total or start) - start, shutil.disk_usage(folder).free
    if missing > free:
        problem = f"has {free:,} bytes free, and {missing:,} are to come; make room."
        raise FileProblemError(folder, problem)


def _published_hash(address: str, timeout: float) -> str | None:
    """Return the SHA-256 a server publishes beside a file; None where it publishes none."""
    try:
        text = page(f"{address}.sha256", timeout=timeout)
    except FileProblemError:
        return None
    of_file = [line for line in text.splitlines() if file_name(address) in line]
    found = {digits.lower() for line in of_file or [text] for digits in _HASH.findall(line)}
    return found.pop() if len(found) == 1 else None


def _in_place(coming: Unfinished, address: str, said: Told, published: str | None) -> Fetched:
    """Move a file into its place if it is what it should be, and note where it came from."""
    fault = coming.fault()
    own = "" if fault else sha256(coming.part)
    if own and published is not None and own != published:
        fault = f"has the SHA-256 {own}, but the server publishes {published}."
    if fault:
        coming.forget()
        raise FileProblemError(address, f"{fault} Nothing of it is kept; try again later.")
    checks = [
        name
        for name, known in (("size", said.total is not None), ("sha256", published is not None))
        if known
    ]
    checked = " and ".join(checks) or "nothing"
    size, name = coming.size, coming.file.name
    coming.part.replace(coming.file)
    coming.forget()
    fetched = Fetched(name, address, size, own, said.version, checked, FETCHED)
    write_receipt(coming.file.parent, fetched)
    return fetched
