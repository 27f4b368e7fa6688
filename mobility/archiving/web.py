"""web: asked() asks a server for a file, and tells a refusal from a fault that may pass."""

import re
import ssl
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import PurePosixPath
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from mobility.foundation.errors import FileProblemError

MOST_OF_A_PAGE = 4 << 20

_MAY_PASS = {408, 425, 429, 500, 502, 503, 504}
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")
_LOST = (HTTPException, TimeoutError, ConnectionError, ssl.SSLError)


@dataclass(frozen=True)
class Told:
    """What a server says of a file.

    Parameters
    ----------
    version : str
        Its strong ETag, else the date it was changed; "" where the server says neither.
    total : int, optional
        Its size in bytes.
    """

    version: str
    total: int | None


class PassingFaultError(Exception):
    """A try that may go better the next time; ``wait`` is how long the server asks for."""

    def __init__(self, said: str, wait: float = 0.0) -> None:
        self.wait = wait
        super().__init__(said)


class NoSuchRangeError(Exception):
    """The server has nothing after the byte that was asked for."""


def file_name(address: str) -> str:
    """Return the name of the file at an address.

    Raises
    ------
    FileProblemError
        If the address is not of the web or ends in no name.

    Examples
    --------
    >>> file_name("https://data.jobtechdev.se/annonser/historiska/2016.jsonl.zip")
    '2016.jsonl.zip'
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise FileProblemError(address, "is no address that begins with https:// or http://.")
    name = PurePosixPath(unquote(parts.path)).name
    if not name.strip(".") or "\\" in name or parts.path.endswith("/"):
        raise FileProblemError(address, "does not end in the name of a file.")
    return name


def asked(
    address: str, *, timeout: float, method: str = "GET", headers: dict[str, str] | None = None
) -> HTTPResponse:
    """Ask a server for a file.

    Raises
    ------
    FileProblemError
        If the server refuses, or cannot be trusted.
    PassingFaultError
        If it could not be reached or says that it will be better later.
    NoSuchRangeError
        If it has nothing after the byte that was asked for.
    """
    own = {"User-Agent": "labour-graphs", "Accept-Encoding": "identity"} | (headers or {})
    try:
        response: HTTPResponse = urlopen(
            Request(address, headers=own, method=method), timeout=timeout
        )
    except HTTPError as error:
        error.close()
        raise _refusal(address, error) from error
    except URLError as error:
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            said = f"cannot be trusted: {error.reason.verify_message}."
            raise FileProblemError(address, said) from error
        raise PassingFaultError(f"could not be reached ({error.reason})") from error
    except _LOST as error:
        raise PassingFaultError(f"could not be reached ({error})") from error
    if response.headers.get("Content-Encoding", "identity") != "identity":
        response.close()
        raise FileProblemError(address, "is sent packed in a way that was not asked for.")
    return response


def piece(response: HTTPResponse, size: int) -> bytes:
    """Return the next bytes of an answer.

    Raises
    ------
    PassingFaultError
        If the connection is lost.
    """
    try:
        return response.read(size)
    except _LOST as error:
        raise PassingFaultError(f"dropped the connection ({error})") from error


def page(address: str, *, timeout: float) -> str:
    """Return the text of a small page; what is beyond four megabytes of it is not read.

    Raises
    ------
    FileProblemError, PassingFaultError
        As `asked`.
    """
    with asked(address, timeout=timeout) as response:
        return piece(response, MOST_OF_A_PAGE).decode("utf-8", errors="replace")


def told(response: HTTPResponse) -> Told:
    """Return what an answer says of the whole file."""
    etag = response.headers.get("ETag", "")
    version = etag if etag and not etag.startswith("W/") else ""
    total: str = response.headers.get("Content-Length", "")
    if response.status == 206:
        ranged = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        total = ranged[2] if ranged else ""
    version = version or response.headers.get("Last-Modified", "")
    return Told(version, int(total) if total.isdecimal() else None)


def first_byte(response: HTTPResponse) -> int:
    """Return which byte of the file an answer begins with; without ranges it is the first."""
    ranged = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
    return int(ranged[1]) if response.status == 206 and ranged else 0


def _refusal(address: str, error: HTTPError) -> Exception:
    """Return what an answer other than the file means."""
    if error.code == 416:
        return NoSuchRangeError()
    if error.code in _MAY_PASS:
        later = error.headers.get("Retry-After", "")
        wait = float(later) if later.isdecimal() else 0.0
        return PassingFaultError(f"answered {error.code} ({error.reason})", wait)
    said = f"cannot be had: the server answers {error.code} ({error.reason})."
    return FileProblemError(address, said)
