"""encodings: refuses ways of writing text that cannot be read line by line."""

import codecs

from mobility.foundation.errors import InputError


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
