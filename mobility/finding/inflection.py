"""inflection: the forms in which a Swedish word can stand in a text."""

_VOWELS = "aeiouyåäö"
SHORTEST = 5
"""Letters a word must have: the forms of shorter ones are too often other words (lag, lager)."""


_STEM = 4


def inflected(word: str) -> tuple[str, ...]:
    """Return the definite, plural and genitive forms a Swedish noun can have, by rule.

    The rule knows endings, not meanings: it gives forms that no one uses beside the right ones,
    which costs nothing, since only forms that stand in a text are ever found.

    Parameters
    ----------
    word : str
        A folded word.

    Returns
    -------
    tuple of str
        Other forms, sorted; empty for words under five letters or with anything but letters.

    Examples
    --------
    >>> inflected("redovisning")[:4]
    ('redovisningar', 'redovisningarna', 'redovisningarnas', 'redovisningars')
    >>> "körkortet" in inflected("körkort"), "skolorna" in inflected("skola")
    (True, True)
    >>> inflected("lag")
    ()
    """
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    forms = {form for ending in _endings(word) for form in ending}
    genitives = {form + "s" for form in forms if not form.endswith("s")}
    return tuple(sorted((forms | genitives) - {word}))


def _endings(word: str) -> list[list[str]]:
    """Return groups of forms by what the word ends in."""
    stem = word[:-1]
    genitive = [] if word.endswith(("s", "x", "z")) else [word + "s"]
    if word.endswith("a"):
        return [[word + "n", stem + "or", stem + "orna"], genitive]
    if word.endswith("e"):
        return [[word + "n", word + "t", stem + "ar", stem + "arna", word + "na"], genitive]
    if word[-1] in _VOWELS:
        return [[word + "n", word + "t", word + "er", word + "erna"], genitive]
    if word.endswith(("ing", "dom", "lek")):
        return [[word + "en", word + "ar", word + "arna"], genitive]
    if word.endswith(("tion", "sion", "het", "tet", "ur", "ess")):
        return [[word + "en", word + "er", word + "erna"], genitive]
    if word.endswith("ik"):
        # -iker is a person: teknik, tekniker.
        return [[word + "en"], genitive]
    if word.endswith(("or", "er", "el", "ar")):
        return [[word + "n", word + "et", word + "na", word + "erna"], genitive]
    definite = [word + "en", word + "et"]
    if word.endswith("sign"):
        # -er would be a person: design, designer.
        return [definite, genitive]
    return [[*definite, word + "er", word + "erna", word + "ar", word + "arna"], genitive]


def verb_forms(noun: str) -> tuple[str, ...]:
    """Return the infinitive and present of the verb a Swedish noun of action is made from, by rule.

    The present in -er is left out: too many nouns look like it (form*er*, tekni*ker*).

    Parameters
    ----------
    noun : str
        A folded word such as "städning", "montering", "dokumentation".

    Returns
    -------
    tuple of str
        The forms, sorted; empty where the noun has no such ending or the stem is under four
        letters.

    Examples
    --------
    >>> verb_forms("montering"), verb_forms("dokumentation")
    (('montera', 'monterar'), ('dokumentera', 'dokumenterar'))
    >>> verb_forms("felsökning")
    ('felsöka', 'felsökar')
    >>> verb_forms("ledning")
    ()
    """
    if noun.endswith("ation") and len(noun) >= SHORTEST + _STEM:
        return (noun[:-5] + "era", noun[:-5] + "erar")
    if noun.endswith("ering") and len(noun) >= SHORTEST + _STEM - 1:
        return (noun[:-3] + "a", noun[:-3] + "ar")
    if noun.endswith("ning") and len(noun) >= SHORTEST + _STEM - 1:
        return (noun[:-4] + "a", noun[:-4] + "ar")
    return ()
