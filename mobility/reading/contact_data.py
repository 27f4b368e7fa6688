"""contact_data: ads without the e-mail addresses, phone and personal numbers in their text."""

import re

FILLER = "*"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")

# Birth date, with 60 added to the day in a coordination number, and four digits. Without a
# separator ten digits can be many things, so there the century or the check digit must speak.
_BIRTH = r"\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[68]\d|7\d|9[01])"
_PERSONAL_NUMBER = re.compile(
    rf"(?<!\d)(?:(?:19|20)?{_BIRTH}[-+–]\d{{4}}|(?:19|20){_BIRTH}\d{{4}})(?!\d)"
)
_TEN_DIGITS = re.compile(rf"(?<!\d){_BIRTH}\d{{4}}(?!\d)")

_INTERNATIONAL = re.compile(
    r"(?<![\w+])(?:\+|00)[1-9]\d{0,2}[ -]?(?:\(0\))?[ -]?\d{1,4}(?:[ -/]?\d{2,5}){1,4}(?![\w-])"
)
# A Swedish number: area code, then groups of two or three digits, or one run.
_DOMESTIC = re.compile(
    r"(?<![\w+.,:-])0[1-9]\d{0,2}(?: ?[-–/] ?|[ ])(?:\d{2,3}(?:[ -]\d{2,3}){1,3}|\d{5,8})(?![\w:-])"
    r"|(?<![\w+.,:-])0[1-9]\d{7,8}(?![\w:-])"
)
_AFTER_A_WORD = re.compile(
    r"(?<!\w)(?:tel|telefon|telefonnummer|tfn|mobil|mobile|phone|call|ring|kontakt|contact)"
    r"[ .:]{1,3}(?:nr|no)?[ .:]{0,2}(?P<number>\+?\d(?:[ -]?\d){6,13})(?!\w)",
    re.IGNORECASE,
)


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
    masked = 0
    if "@" in text:
        text, found = _EMAIL.subn(_blank, text)
        masked += found
    for pattern in (_PERSONAL_NUMBER, _INTERNATIONAL, _DOMESTIC):
        text, found = pattern.subn(_blank, text)
        masked += found
    text, found = _AFTER_A_WORD.subn(_blank_number, text)
    masked += found
    checked = [match for match in _TEN_DIGITS.finditer(text) if has_check_digit(match.group())]
    for match in checked:
        text = text[: match.start()] + _blank(match) + text[match.end() :]
    return text, masked + len(checked)


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


def _blank(match: re.Match[str]) -> str:
    """Return asterisks for every character found."""
    return FILLER * len(match.group())


def _blank_number(match: re.Match[str]) -> str:
    """Return what was found with asterisks for its number only."""
    start = match.start("number") - match.start()
    return match.group()[:start] + FILLER * len(match.group("number"))
