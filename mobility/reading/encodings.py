"""encodings: how text is written; refuses what cannot be read line by line."""

import codecs
from pathlib import Path

from mobility.foundation.errors import InputError
from mobility.foundation.files import lines


def check_encoding(encoding: str) -> None:
    """Refuse an encoding that does not exist, or in which a line end is more than one byte.

    Raises
    ------
    InputError
        With the way out.

    Examples
    --------
    >>> check_encoding("latin-1")
    >>> check_encoding("utf-16")
    Traceback (most recent call last):
    mobility.foundation.errors.InputError: encoding: 1 problem(s)
      - 'utf-16' cannot be read line by line; save the file as UTF-8
    """
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        said = f"{encoding!r} is not known; try 'utf-8', 'latin-1' or 'cp1252'"
        raise InputError("encoding", [said]) from error
    if len("\n".encode(encoding)) != 1:
        said = f"{encoding!r} cannot be read line by line; save the file as UTF-8"
        raise InputError("encoding", [said])


def encoding_of(path: str | Path) -> str:
    """Return how a text file is written: UTF-8 where its bytes are that, else Windows-1252.

    Text of another encoding with any letter beyond a–z is hardly ever UTF-8 by chance, so the
    first is sure; the second is how spreadsheets save what is not UTF-8.

    Raises
    ------
    FileProblemError
        If the file is missing, empty or damaged.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "places.csv"
    >>> _ = file.write_bytes("Rättvik".encode("latin-1"))
    >>> encoding_of(file)
    'cp1252'
    """
    try:
        for _, _, line in lines(path):
            line.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
