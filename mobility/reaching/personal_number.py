"""personal_number: what looks like a Swedish personal identity number is refused everywhere."""

import re
import unicodedata
from collections.abc import Iterable

from mobility.foundation.errors import InputError

# A date of birth (with the day plus 60 in coordination numbers) and four more digits, or a letter
# and three as hospitals give them for a time; with at most a sign and spaces between. The check
# digit is not tried: a number with a slip of the pen is a person's number all the same.
PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:(?:18|19|20)\s?)?\d\d[-./\s]?(?:0[1-9]|1[0-2])[-./\s]?(?:[06][1-9]|[1278]\d|[39][01])"
    r"\s?[-+–./]?\s?(?:\d\d\s?\d\d|[a-zA-Z]\d{3})(?!-?\w)"
)


def without_personal_numbers(text: str) -> tuple[str, int]:
    """Return a text with a comma in the place of each personal number, and how many there were.

    Digits of other widths are read as digits; a text without such numbers is returned as it is.

    Examples
    --------
    >>> without_personal_numbers("truckkort 850709.9805 svenska")
    ('truckkort , svenska', 1)
    """
    read, found = PERSONAL_NUMBER.subn(",", unicodedata.normalize("NFKC", text))
    return (read, found) if found else (text, 0)


def refuse_personal_numbers(texts: Iterable[str]) -> None:
    """Refuse text that looks like a Swedish personal identity or coordination number.

    Raises
    ------
    InputError
        Saying which text, by its place and not by its content.

    Examples
    --------
    >>> refuse_personal_numbers(["knife", "19121212-1212"])
    Traceback (most recent call last):
    mobility.foundation.errors.InputError: person: 1 problem(s)
      - text 2 looks like a personal identity number; give skills and occupations only
    """
    found = [
        f"text {place} looks like a personal identity number; give skills and occupations only"
        for place, text in enumerate(texts, start=1)
        if without_personal_numbers(text)[1]
    ]
    if found:
        raise InputError("person", found)
