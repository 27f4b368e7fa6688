"""contact_data: ads without the e-mail addresses, phone and personal numbers in their text."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from mobility.reading.contact_loops import Bytes

FILLER = "*"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")

# Seven digits or more with little between them: nothing else can be a number of a person, and
# looking at these places only is four times as fast.
_DIGITS = re.compile(r"[+\d](?:[ ()/+–-]{0,3}\d){6,}")

_TOGETHER = 256
"""Texts that are looked through at once."""

# Birth date, with 60 added to the day in a coordination number, and four digits. Ten digits without
# a separator can be many things: there the check digit must speak.
_BIRTH = r"\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[678]\d|9[01])"
_PERSONAL = re.compile(rf"(?<!\d)(?:(?:19|20)?{_BIRTH}[-+–]\d{{4}}|(?:19|20){_BIRTH}\d{{4}})(?!\d)")
_TEN_DIGITS = re.compile(rf"(?<!\d){_BIRTH}\d{{4}}(?!\d)")

_INTERNATIONAL = re.compile(
    r"(?<![\w+])(?:\+(?=(?:\D{0,3}\d){8})|00(?=(?:\D{0,3}\d){9}))"
    r"[1-9]\d{0,2}[ -]?(?:\(0\))?[ -]?\d{1,4}(?:[ /-]?\d{2,5}){1,4}(?!\d)"
)
# A Swedish number: area code, then groups of two or three digits, or one run.
_DOMESTIC = re.compile(
    r"(?<![\w+.,:-])0[1-9]\d{0,2}(?: ?[-–/] ?| )(?:\d{2,3}(?:[ -]\d{2,3}){1,3}|\d{5,8})(?![\d:-])"
    r"|(?<![\w+.,:-])0[1-9]\d{7,8}(?![\d:-])"
)
_NUMBER_PATTERNS = (_PERSONAL, _INTERNATIONAL, _DOMESTIC)

_WORD_BEFORE = re.compile(
    r"(?<!\w)(?:tel|telefon|telefonnummer|telefonu|tfn|mobil|mobile|phone|whatsapp|call|ring"
    r"|kontakt|contact)[ .:-]{1,3}(?:nr|no|number)?[ .:-]{0,2}\Z",
    re.IGNORECASE,
)
_AFTER_A_WORD = re.compile(r"\+?\d(?:[ /-]{0,3}\d){6,13}(?!\d)")
_LONGEST_WORD = 32


def mask_all(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """Blank out contact data in texts as `mask_contacts` does, most of them hardly looked at.

    Parameters
    ----------
    texts : sequence of str
        Texts of ads.

    Returns
    -------
    tuple of (list of str, list of int)
        Each text, and how many pieces of it were blanked out.

    Examples
    --------
    >>> mask_all(["Kock", "Ring 08-123 456 78"])
    (['Kock', 'Ring *************'], [0, 1])
    """
    from mobility.reading.contact_loops import stretches

    masked, pieces, kinds = list(texts), [0] * len(texts), _kinds()
    for start in range(0, len(masked), _TOGETHER):
        some = masked[start : start + _TOGETHER]
        contents = [text.encode("utf-8", "surrogatepass") for text in some]
        ends = np.cumsum(np.fromiter(map(len, contents), np.int64, len(contents)))
        content = np.frombuffer(b"".join(contents), np.uint8)
        places: dict[int, list[tuple[int, int]]] = {n: [] for n, t in enumerate(some) if "@" in t}
        for number, begin, end in stretches(content, ends, kinds).tolist():
            places.setdefault(number, []).append((begin, end))
        for number, told in places.items():
            masked[start + number], pieces[start + number] = _masked(some[number], told)
    return masked, pieces


@cache
def _kinds() -> "Bytes":
    """Return what each byte may be."""
    from mobility.reading.contact_loops import kinds_of_bytes

    return kinds_of_bytes()


def mask_contacts(text: str) -> tuple[str, int]:
    """Blank out contact data in a text, keeping every other character in its place.

    E-mail addresses, phone numbers (international, Swedish, or any after a word such as "tel")
    and Swedish personal identity numbers are replaced by asterisks of the same length. Names of
    people are not recognised.

    Parameters
    ----------
    text : str
        Text of an ad.

    Returns
    -------
    tuple of (str, int)
        The text, as long as it was, and how many pieces were blanked out.

    Examples
    --------
    >>> mask_contacts("Ring 08-123 456 78 eller skriv till ann@kok.se före 2024-05-01!")
    ('Ring ************* eller skriv till ********** före 2024-05-01!', 2)
    """
    return _masked(text, [(0, len(text))])


def _masked(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[str, int]:
    """Blank out e-mail addresses, and the numbers in these stretches of a text."""
    masked = 0
    if "@" in text:
        text, masked = _EMAIL.subn(_blank, text)
    given = text
    for place in chain.from_iterable(_DIGITS.finditer(given, *one) for one in stretches):
        # One character on either side belongs to it: the patterns look at their neighbours.
        start = max(place.start() - 1, 0)
        stretch, found = _mask_numbers(text[start : place.end() + 1])
        if not found and _WORD_BEFORE.search(text[max(start + 1 - _LONGEST_WORD, 0) : start + 1]):
            stretch, found = _AFTER_A_WORD.subn(_blank, stretch, count=1)
        # The length stays the same, so the places found in the first text hold in the changed one.
        text = text[:start] + stretch + text[start + len(stretch) :] if found else text
        masked += found
    return text, masked


def has_check_digit(number: str) -> bool:
    """Whether the last of ten digits is the check digit of the nine before it.

    Every other digit counts double, digits of the products are summed, and the sum of all is a
    multiple of ten.

    Examples
    --------
    >>> has_check_digit("8112189876"), has_check_digit("8112189875")
    (True, False)
    """
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(number)]
    return sum(product // 10 + product % 10 for product in doubled) % 10 == 0


def _mask_numbers(stretch: str) -> tuple[str, int]:
    """Blank out the numbers in a stretch of digits that say themselves what they are."""
    masked = 0
    for pattern in _NUMBER_PATTERNS:
        stretch, found = pattern.subn(_blank, stretch)
        masked += found
    for match in [m for m in _TEN_DIGITS.finditer(stretch) if has_check_digit(m.group())]:
        stretch = stretch[: match.start()] + _blank(match) + stretch[match.end() :]
        masked += 1
    return stretch, masked


def _blank(match: re.Match[str]) -> str:
    """Return asterisks for every character found."""
    return FILLER * len(match.group())
