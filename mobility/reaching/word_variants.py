"""word_variants: other forms of a typed word — its base form, its other endings, its noun."""

from mobility.finding.inflection import inflected

_ENDINGS = ("arna", "erna", "orna", "ens", "ets", "ar", "er", "or", "en", "et", "na", "n", "t", "s")
_OF_VERBS = ("ade", "ande", "ende", "at", "ar", "de", "er", "te", "a", "t", "r")
_SHORTEST_STEM = 3
_WITHOUT_MARKS = str.maketrans("åäáàâãöóòôõøæéèêëüúùûíìîïçñ", "aaaaaaooooooaeeeeuuuuiiiicn")


def variants(word: str) -> tuple[str, ...]:
    """Return the forms that a word typed in one form may have in a list.

    Five rules: the endings of `mobility.finding.inflection.inflected`; every base form of which
    the word is such an ending; for a verb, the noun of the action ("städat": *städning*); and,
    from four letters, an s more or less and an a less ("noggranna": *noggrann*).

    Parameters
    ----------
    word : str
        A folded word.

    Returns
    -------
    tuple of str
        Other forms, sorted; many are no words, which costs nothing, since only those that a list
        holds are ever found.

    Examples
    --------
    >>> "truckkort" in variants("truckkortet"), "truckkortet" in variants("truckkort")
    (True, True)
    >>> "städning" in variants("städat"), "montering" in variants("monterade")
    (True, True)
    """
    if not word.isalpha():
        return ()
    found = {*inflected(word), *_bases(word), *_nouns(word)}
    if len(word) > _SHORTEST_STEM:
        found |= {word + "s", word.removesuffix("s"), word.removesuffix("a")}
    return tuple(sorted(found - {word}))


def stems(word: str) -> tuple[str, ...]:
    """Return what a word may be inside a compound: itself, bare, with a joining s, or its noun.

    Examples
    --------
    >>> stems("hotell"), "städning" in stems("städat")
    (('hotell', 'hotells'), True)
    """
    bare = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    bare += [word[:-1]] if word[-1] in "ae" else []
    parts = {word, word + "s", *(part for part in bare if len(part) >= _SHORTEST_STEM)}
    return tuple(sorted(parts | _nouns(word)))


def without_marks(text: str) -> str:
    """Return a folded text as somebody writes it who has no å, ä and ö.

    Examples
    --------
    >>> without_marks("städning på café")
    'stadning pa cafe'
    """
    return text.translate(_WITHOUT_MARKS)


def _bases(word: str) -> set[str]:
    """Return every base form that has the word among its inflected forms."""
    found = set()
    for ending in _ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            found |= {base for base in (stem, stem + "a", stem + "e") if word in inflected(base)}
    return found


def _nouns(word: str) -> set[str]:
    """Return the nouns of action that a word may be the verb of."""
    found = set()
    for ending in _OF_VERBS:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= _SHORTEST_STEM:
            found |= {stem + "ning", stem + "ing", stem + "ande"}
            if stem.endswith("er"):
                found.add(stem[:-2] + "ation")
    return found
