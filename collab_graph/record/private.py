"""private: what looks like a personal identity number or a person's name, which no record holds."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from mobility.foundation.files import read_text

_DIGITS = re.compile(
    r"(?<![\d:/.,])(?:(?:19|20)\d\d[ -]?|\d\d)(?P<month>\d\d)[ -]?(?P<day>\d\d)"
    r"\s?[-+–−]?\s?(?:\d{4}|T[FR]?\d{3,4})(?![\d:/])"
)
_COORDINATION = 60
"""Added to the day in the coordination number of somebody who is not registered."""
_ADDRESS = re.compile(r"\b[^\W\d_-]+[.][^\W\d_]+(?:-[^\W\d_]+)?@[\w-]+[.]\w", re.IGNORECASE)
_HEADING = re.compile(
    r"person\s?n(?:umme)?r|\bpnr\b|samordningsnummer|personal (?:identity )?number|social security"
    r"|\b(?:för|efter)namn|\b(?:first|last|given|family) ?name|\bsurname",
    re.IGNORECASE,
)
_WORD = r"[A-ZÅÄÖÉÜØÆ][a-zåäöéèüøæ]+(?:-[A-ZÅÄÖÉÜØÆ]?[a-zåäöéèüøæ]+)?"
_PARTICLES = ("af", "von", "de", "van", "al", "el", "bin")
_PARTICLE = rf"(?:(?:{'|'.join(_PARTICLES)}) )?"
_CAPITALISED = re.compile(rf"(?<![\w-]){_WORD}(?:\s{_PARTICLE}{_WORD})+(?![\w-])")
_NAME_ALONE = re.compile(rf"{_WORD}(?: (?:{_WORD}|[A-ZÅÄÖ]\.))? {_PARTICLE}{_WORD}")
_INITIAL = re.compile(rf"(?:[A-ZÅÄÖ]\. ?)+{_WORD}")
_TURNED = re.compile(rf"({_WORD}), ({_WORD})(?: {_WORD})?")
_TITLES = re.compile(r"^(?:(?:dr|doktor|fru|herr|mr|mrs|ms|prof)\.? )+", re.IGNORECASE)


@cache
def given_names() -> frozenset[str]:
    """Return common given names in Sweden, in small letters.

    A first word among them, before a second with a capital, is taken for a person's name.
    """
    return frozenset(read_text(Path(__file__).with_name("given_names.txt")).split())


_ORGANISATION = re.compile(
    r"(?:\bab|aktiebolag|association|(?:avdelning|förening|förmedling|förvaltning|mottagning|församling)"
    r"(?:en)?|(?:bolag|förbund|institut|kansli|kontor|projekt|råd|sjukhus|team|center)(?:et)?|"
    r"(?:central|enhet|grupp|jour|klinik|mission|myndighet|nämnd|omsorg|vård)(?:en)?|byrån?|"
    r"centret|centrum|cent(?:er|re)|chef|clinic|college|council|county|coordinator|direktör|"
    r"foundation|gatan|gården|hus|huset|kassan?|kommun|kyrkan?|län|manager|office|officer|"
    r"program(?:met)?|psykiatrin?|region|rehab|samordnare|sekreterare|services?|skolan?|stiftelsen?|"
    r"strateg|support|team|union|unit|verk|verket|vägen)$",
    re.IGNORECASE,
)
"""How a word ends that is part of an organisation, a role or a street and not of a person's name;
the end decides, since Swedish puts the head of a compound last ("Hälsocentral")."""
_OF_WORK = re.compile(
    r"agency|ansvar|arbet|association|board|försäkring|hand?lägg|head|health|häls|insurance|"
    r"kommun|komvux|led(?:are|ning)|municip|region|samord|social|stads|tjänst|utbild|utred|utveckl|"
    r"vuxen|ungdom|verksamhet|vård",
    re.IGNORECASE,
)
"""What such words hold anywhere in them."""


def looks_like_identity_number(text: str) -> bool:
    """Whether text holds ten or twelve digits that begin with a date of birth.

    The date decides and no checksum, so that a number with a slip in it is caught as well; numbers
    of organisations have a "month" of 20 or more and pass.

    Examples
    --------
    >>> looks_like_identity_number("19800101-1234"), looks_like_identity_number("212000-0142")
    (True, False)
    """
    return any(
        1 <= int(found["month"]) <= 12 and 1 <= int(found["day"]) % _COORDINATION <= 31
        for found in _DIGITS.finditer(text)
    )


def looks_like_private_heading(text: str) -> bool:
    """Whether a heading promises personal identity numbers or persons' names.

    Examples
    --------
    >>> looks_like_private_heading("Personnummer"), looks_like_private_heading("namn")
    (True, False)
    """
    return bool(_HEADING.search(text)) or looks_like_identity_number(text)


def names_a_person(text: str) -> bool:
    """Whether text has a person's name in it: a common given name before a capitalised word.

    A second word that belongs to an organisation, a role or a street ends the suspicion ("Maria
    Hälsocentral"). A mail address of the form given.family@ counts too, one of an office not.

    Examples
    --------
    >>> names_a_person("frågat Anna Påhittsson"), names_a_person("Maria Hälsocentral")
    (True, False)
    """
    if _ADDRESS.search(text):
        return True
    return any(_begins_with_given_name(found[0]) for found in _CAPITALISED.finditer(text))


def _begins_with_given_name(words: str) -> bool:
    """Whether somewhere in a row of capitalised words a given name stands before a family name."""
    pairs = pairwise(words.split())
    return any(
        first.split("-")[0].casefold() in given_names()
        and (second.casefold() in _PARTICLES or not _of_organisation(second))
        for first, second in pairs
    )


def is_a_person(text: str) -> bool:
    """Whether a whole cell reads as a person's name, where an organisation or a role is expected.

    Two or three capitalised words without a word of an organisation or role ("Xerxes Påhittsson"),
    an initial and a word ("A. Påhittsson"), a turned name ("Påhittsson, Anna"), a given name alone,
    or a given name and one more word in any case.

    Examples
    --------
    >>> [is_a_person(t) for t in ("Xerxes Påhittsson", "Region Norrsjö", "enhetschef", "anna")]
    [True, False, False, True]
    """
    plain = _TITLES.sub("", " ".join(text.split()))
    if _of_organisation(plain) or _OF_WORK.search(plain):
        return names_a_person(plain)
    words = plain.replace(",", "").split()
    given = any(word.casefold() in given_names() for word in words) and len(words) <= 3
    forms = (_NAME_ALONE, _INITIAL, _TURNED)
    return given or names_a_person(plain) or any(form.fullmatch(plain) for form in forms)


def _of_organisation(text: str) -> bool:
    """Whether a word of the text ends as those of organisations, roles and streets do."""
    return any(_ORGANISATION.search(word) for word in text.split())


def masked(text: str) -> str:
    """Return only how text begins: a refused cell is never shown whole.

    Examples
    --------
    >>> masked("19800101-1234")
    '1…'
    """
    return f"{text[:1]}…"
