"""personal_number: what looks like a Swedish personal identity number is refused everywhere."""

import re
from collections.abc import Iterable

from mobility.foundation.errors import InputError

# A date of birth (with the day plus 60 in coordination numbers) and four more digits. The check
# digit is not tried: a number with a slip of the pen is a person's number all the same.
PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])\s?[-+–]?\s?\d{4}(?!-?\w)"
)


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
        if PERSONAL_NUMBER.search(text)
    ]
    if found:
        raise InputError("person", found)
