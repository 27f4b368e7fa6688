"""language: in which language each ad is written."""

import re
from collections.abc import Iterable
from itertools import chain

from mobility.foundation.errors import InputError, MissingPackageError

PIECES, LETTERS = 4, 150
"""How much of a text is looked at, evenly spread: many ads begin in one language with what the
agency says of itself, and go on in another."""

_LITTLE_WORDS = {
    "sv": (" och ", " att ", " är ", " för "),
    "en": (" the ", " and ", " of ", " to "),
}
_OF_OTHERS = (" og ", " und ", " ikke ")
_ENOUGH = 4

# What stands in texts beside text: the detector refuses some of it.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
_UNKNOWN = "un"


def language_of(texts: Iterable[str]) -> list[str]:
    """Say in which language each text is, by the one that most of it is written in.

    Four pieces of 150 characters, evenly spread over the text, are looked at. Four or more of the
    little words of Swedish (och, att, är, för) and none of English (the, and, of, to) say that it
    is Swedish, and the other way round; where neither holds, the pieces are shown to Compact
    Language Detector 2. On the 710 Swedish and 949 Indian ads of the tests, of which the words
    decide 94 of 100, this says the same as the detector says of the whole text; the first 600
    characters do not, since they are often the employer's own words in another language. Of 8,000
    ads that were mixed sentence by sentence out of both languages, the words alone say of 3 what
    the detector does not say of the same pieces.

    Parameters
    ----------
    texts : iterable of str
        Texts of ads; a word or two is too little to tell.

    Returns
    -------
    list of str
        A code of ISO 639-1, such as "sv", "en", "da", "no" or "pl"; of ISO 639-3 for a language
        without one; "" where nothing can be told.

    Raises
    ------
    InputError
        If a single text is given in place of several.
    MissingPackageError
        If pycld2 is not installed.

    Examples
    --------
    >>> language_of(["Vi söker en kock som trivs i köket.", "We are looking for a cook.", ""])
    ['sv', 'en', '']
    """
    if isinstance(texts, str):
        raise InputError("texts", ["is one text, but several are wanted; give [text]"])
    try:
        from pycld2 import detect, error
    except ModuleNotFoundError as missing:
        way_out = "Install it with: pip install pycld2"
        raise MissingPackageError("The package pycld2", way_out) from missing
    found = []
    for text in texts:
        pieces = _pieces_of(text)
        sure = _told_by_words(pieces)
        if sure:
            found.append(sure)
            continue
        try:
            told = detect(pieces, isPlainText=True, bestEffort=True)
        except (error, ValueError):
            told = detect(_UNSEEN.sub(" ", pieces), isPlainText=True, bestEffort=True)
        code = told[2][0][1]
        found.append("" if code == _UNKNOWN else code)
    return found


def _told_by_words(text: str) -> str:
    """Return the language whose little words stand in a text and of no other; "" for none."""
    for code, words in _LITTLE_WORDS.items():
        if sum(map(text.count, words)) >= _ENOUGH:
            others = (other for name, other in _LITTLE_WORDS.items() if name != code)
            foreign = any(word in text for word in chain(_OF_OTHERS, *others))
            return "" if foreign else code
    return ""


def _pieces_of(text: str) -> str:
    """Return evenly spread pieces of a long text, all of a short one."""
    if len(text) <= PIECES * LETTERS:
        return text
    step = (len(text) - LETTERS) // (PIECES - 1)
    return " ".join(text[k * step : k * step + LETTERS] for k in range(PIECES))
