"""translations: small shipped lists of how people say what they can, in Swedish and English."""

from functools import cache
from pathlib import Path

from mobility.finding.normalize import normal_form
from mobility.foundation.shipped_lines import shipped_lines

_TRANSLATIONS = Path(__file__).parent / "everyday_translations.csv"
_SPEECH = Path(__file__).parent / "everyday_speech.csv"


@cache
def translations() -> dict[str, tuple[str, ...]]:
    """Return for each word or phrase what it is called in the other language, in both directions.

    The file, ``everyday_translations.csv`` beside this one, is typed in by the makers of this
    library; it holds everyday words of work and languages, and is no copy of any dictionary.

    Returns
    -------
    dict
        Normal form → normal forms in the other language, in the order of the file.

    Examples
    --------
    >>> translations()["excavator"], translations()["djurvård"]
    (('grävmaskin',), ('animal care',))
    """
    pairs = _pairs(_TRANSLATIONS, "swedish", "english")
    return _collected([*pairs, *((english, swedish) for swedish, english in pairs)])


@cache
def in_swedish() -> dict[str, tuple[str, ...]]:
    """Return for each English word or phrase of `translations` what it is called in Swedish.

    Examples
    --------
    >>> in_swedish()["cleaning"]
    ('lokalvård', 'rengöring', 'städning')
    """
    return _collected([pair[::-1] for pair in _pairs(_TRANSLATIONS, "swedish", "english")])


@cache
def everyday_speech() -> dict[str, tuple[str, ...]]:
    """Return for each everyday Swedish word or phrase what a list of skills may call it.

    The file, ``everyday_speech.csv`` beside this one, is typed in by the makers of this library.

    Returns
    -------
    dict
        Normal form → normal forms, in the order of the file.

    Examples
    --------
    >>> everyday_speech()["passa barn"]
    ('barnpassning', 'barnomsorg')
    """
    return _collected(_pairs(_SPEECH, "said", "means"))


def _pairs(path: Path, one: str, other: str) -> list[tuple[str, str]]:
    """Return the normal forms of two columns."""
    return [(normal_form(line[one]), normal_form(line[other])) for line in shipped_lines(path)]


def _collected(pairs: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return all that stands beside each word, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for word, meant in pairs:
        found[word] = (*found.get(word, ()), meant)
    return found
