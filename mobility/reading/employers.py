"""employers: numbers of legal persons as they are, and a pseudonym for everybody else."""

import hashlib
import re
from collections.abc import Callable

from mobility.foundation.errors import InputError

SHORTEST_KEY = 16
LONGEST_KEY = 64

_SEPARATORS = re.compile(r"[\s\u2013-]")


def legal_person(value: str) -> str | None:
    """Return the ten digits of a legal person's organisation number, or None for anything else.

    The third digit of a legal person's number is at least 2. In a personal or coordination number,
    which a sole trader uses, the third and fourth digit are a month, so the third is 0 or 1.

    Examples
    --------
    >>> legal_person("202100-0654"), legal_person("16 2021000654"), legal_person("811218-9876")
    ('2021000654', '2021000654', None)
    """
    digits = _SEPARATORS.sub("", value)
    if len(digits) == 12 and digits.startswith("16"):
        digits = digits[2:]
    if len(digits) == 10 and digits.isascii() and digits.isdigit() and digits[2] >= "2":
        return digits
    return None


def pseudonyms(key: bytes | None) -> Callable[[str], str]:
    """Return a function that turns a number or name into what may stand in the table.

    Parameters
    ----------
    key : bytes, optional
        Secret of 16 to 64 bytes. The same key gives the same employer the same pseudonym in every
        run (BLAKE2b with a key). Without one, employers are numbered in the order they appear.

    Returns
    -------
    callable
        From text to the number of a legal person, or else to a pseudonym "employer-…".

    Raises
    ------
    InputError
        If the key is too short or too long.

    Examples
    --------
    >>> employer = pseudonyms(None)
    >>> [employer(name) for name in ("Kök AB", "8112189876", "kök  ab", "2021000654")]
    ['employer-1', 'employer-2', 'employer-1', '2021000654']
    """
    if key is not None and not SHORTEST_KEY <= len(key) <= LONGEST_KEY:
        said = f"has {len(key)} bytes, but must have {SHORTEST_KEY} to {LONGEST_KEY}; make one with"
        raise InputError("pseudonym_key", [f"{said} secrets.token_bytes(32) and keep it secret"])
    numbered: dict[str, str] = {}

    def pseudonym(value: str) -> str:
        if (number := legal_person(value)) is not None:
            return number
        name = _same_employer(value)
        if key is not None:
            digest = hashlib.blake2b(name.encode("utf-8"), key=key, digest_size=12).hexdigest()
            return f"employer-{digest}"
        return numbered.setdefault(name, f"employer-{len(numbered) + 1}")

    return pseudonym


def _same_employer(value: str) -> str:
    """Return one spelling for the ways in which one number or one name is written."""
    digits = _SEPARATORS.sub("", value)
    if digits.isascii() and digits.isdigit():
        # A century in front is left out: the same person stands with ten or twelve digits.
        return digits[2:] if len(digits) == 12 and digits[:2] in {"19", "20"} else digits
    return " ".join(value.casefold().split())
